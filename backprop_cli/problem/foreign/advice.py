"""The way out of what an expression may not say: the whole of it repaired, else the rule in words."""

import re
from collections.abc import Callable, Iterable

from backprop_cli.problem.expression.context import Context
from backprop_cli.problem.foreign.names import NOT_HERE, answer_in_words, known_elsewhere, note_on, spellings
from backprop_cli.problem.foreign.recipes import CONSTANTS
from backprop_cli.problem.foreign.repair import Repair
from backprop_cli.problem.foreign.words import RULE_WORDS
from backprop_cli.suggest import did_you_mean, way_out


class Advice:
    """The hints for one expression, the entry `name: text`. reads: whether the tool takes a text in its place."""

    def __init__(self, context: Context, name: str, text: str, place: int, reads: Callable[[str], bool]) -> None:
        self.context = context
        self.name = name
        self.place = place
        self.text = " ".join(text.split())
        self.repair = Repair(context.layer_names.makers, self.is_variable, reads)
        self.found: list[str] | None = None

    def is_variable(self, name: str) -> bool:
        return name in self.context.draft.numbers and name != self.name

    def repaired(self, words: str | None, note: str = "") -> str | None:
        """`write …`, with the whole expression; the rule in words where it is not understood whole."""
        if self.found is None:
            self.found = [self.pasted(reading) for reading in self.repair.readings(self.text)]
        lead = f"{note}; " if note else ""
        return f"{lead}write {', or '.join(self.found)}" if self.found else words

    def pasted(self, reading: str) -> str:
        """A repaired text as it has to stand in the file: quoted where a comma or bracket would end it."""
        source = self.context.source
        torn = any(sign in reading for sign in ",[]{}") and not source.json and not source.quoted(self.place)
        return f"'{reading}'" if torn and inside_brackets(source.text, self.place) else reading

    def of_syntax(self, message: str, words: str | None) -> str | None:
        joined = "_".join(self.text.split(" "))
        if message == MISSING and self.is_variable(joined):
            return f"did you mean '{joined}'?"
        return self.repaired(words, SYNTAX_NOTES.get(message, ""))

    def of_name(self, name: str, known: Iterable[str]) -> str | None:
        """The hint for an unknown name that is not called."""
        if name in CONSTANTS or name in OTHERS:
            return self.repaired(OTHERS.get(name) or f"it is written {CONSTANTS[name]}")
        words = list(known)
        told = did_you_mean(name, words) or RULE_WORDS.get(name)
        if told is None and known_elsewhere(name) and len(name) > 1:
            told = f"no variable is called so; {answer_in_words(name)}"
        return told or way_out(name, words)

    def of_call(self, name: str, words: str | None) -> str | None:
        """The hint for a call of what is no layer."""
        if self.is_variable(name):
            both = f"{name} is a value: a product is written {name} * (…), an entry {name}[0]"
            return both if re.search(rf"(?<!\w){name}\(\s*\d+\s*\)", self.text) else self.repaired(both)
        rule = RULE_WORDS.get(name, "")
        note = "; ".join(filter(None, (rule, note_on(name))))
        return self.repaired(rule or (answer_in_words(name) if known_elsewhere(name) else words), note)

    def of_method(self, name: str) -> str | None:
        """The hint for np.name(…) and x.name(…)."""
        if known_elsewhere(name):
            return self.repaired(answer_in_words(name), note_on(name))
        ours = next((key for key in spellings(name) if key in self.context.layer_names.makers), None)
        return self.repaired(f"{ours} is a layer here, called with all its inputs in brackets" if ours else NOT_HERE)


MISSING = "an operator is missing here"
OTHERS = {"e": "e is written exp(1)", "T": "the transpose is written A.T"}
SYNTAX_NOTES = {"= assigns nothing here": "the name stands before the colon, and a comparison is written =="}


def inside_brackets(text: str, place: int) -> bool:
    """Whether a place is inside of { } or [ ], as far as the lines from the last that is not indented tell."""
    start = max((found.start() for found in re.compile(r"^(?=[^\s#-])", re.MULTILINE).finditer(text, 0, place)), default=0)
    depth, quote = 0, ""
    for character in text[start:place]:
        if quote:
            quote = "" if character == quote else quote
        elif character in "\"'":
            quote = character
        else:
            depth += (character in "[{") - (character in "]}")
    return depth > 0
