"""Ask: the questions about a problem one by one, and the score. The dialogue is the answer: all of it goes to stdout.

Answers are typed, or come through a pipe; what a terminal does not show by itself is written behind its question, so that what
is kept of a dialogue reads as it ran.
"""

import os
import sys
from collections.abc import Iterator

from backprop_cli.cli.console import console, is_terminal, make_safe
from backprop_cli.cli.exit_codes import ANSWERED, SAYS_NO
from backprop_cli.cli.load import say_warnings
from backprop_cli.cli.options import Options
from backprop_cli.cli.printable import escaped_for
from backprop_cli.cli.read_file import read_file
from backprop_cli.cli.sheets import seed_chosen
from backprop_cli.cli.show import style_of
from backprop_cli.errors import UsageError
from backprop_cli.phrases import say, say_counted
from backprop_cli.problem.library import choose
from backprop_cli.problem.problem import Expectation, Settings
from backprop_cli.render import FORMS
from backprop_cli.render.table import paragraph
from backprop_cli.report.questions import Questions
from backprop_cli.report.rows import Part, Style
from backprop_cli.teach.dialogue import LARGEST, Dialogue, Reply
from backprop_cli.teach.draws import Draws, with_values
from backprop_cli.teach.marking import Measure

INDENT = "  "
DIGITS = 6
END_KEY = "Ctrl-Z" if os.name == "nt" else "Ctrl-D"


def ask(word: str | None, seed: int | None, written: bool) -> int:
    """Ask about the problem that a word means: 0 if every answer is right, else 1.

    seed: what its numbers are drawn from, where it says which; None chooses one. Raises UsageError where there is nothing to ask.
    """
    dialogue = opened(word, seed, written)
    if not dialogue.questions:
        raise UsageError("there is nothing to ask", hint=f"what is asked is finite, and has at most {LARGEST} entries")
    style = style_of(Options("table", False, DIGITS, True, forms=FORMS), FORMS["table"])
    asker = Asker(dialogue, Questions(dialogue.problem, dialogue.done), style)
    try:
        asker.run()
    except KeyboardInterrupt:
        console().put("\n")
        raise
    return ANSWERED if dialogue.count_right == len(dialogue.questions) else SAYS_NO


def opened(word: str | None, seed: int | None, written: bool) -> Dialogue:
    """The dialogue about a problem, with its own numbers or those of a seed."""
    choice = choose(word, os.environ)
    if choice.path == "-":
        raise UsageError("--ask reads answers from standard input: the problem has to be a file")
    if choice.note:
        console().note(choice.note)
    problem = read_file(choice.path, Settings())
    say_warnings(problem.warnings)
    number = seed_chosen() if seed is None else seed
    draws = Draws(problem, os.path.splitext(os.path.basename(choice.path))[0], number)
    done = draws.draw("").done
    if seed is None and draws.numbers:
        console().note(f"drawn from the seed {number}; --seed {number} asks the same again")
    return Dialogue(with_values(problem, done.values), done, Measure(problem.tolerance, written))


class Asker:
    """One dialogue on the streams of the run. typed: somebody sits there, and can be asked again; shown: the terminal shows what
    is typed."""

    def __init__(self, dialogue: Dialogue, page: Questions, style: Style) -> None:
        self.dialogue = dialogue
        self.page = page
        self.style = style
        self.typed = is_terminal(sys.stdin)
        self.shown = self.typed and is_terminal(console().out)
        make_safe(sys.stdin)

    def run(self) -> None:
        console().write(FORMS["table"](self.page, self.style))
        questions = self.dialogue.questions
        self.put("", *self.introduction())
        for position, one in enumerate(questions):
            if not self.answered(one, f"{position + 1}/{len(questions)}  "):
                console().put("\n")
                break
        self.put("", self.score())

    def introduction(self) -> Iterator[str]:
        questions = self.dialogue.questions
        many = len(questions)
        yield say_counted(many, "{count} question; {keys}", "{count} questions, right to left; {keys}", keys=self.keys())
        if any(self.dialogue.problem.graph.shape(one.number) for one in questions):
            yield say("an array is written row by row: [[1, 2], [3, 4]]")

    def keys(self) -> str:
        return say("? passes, {key} ends", key=END_KEY)

    def answered(self, one: Expectation, before: str) -> bool:
        """Ask one question until there is an answer; whether there was one before the answers ended."""
        prompt = f"{before}{self.page.question(one, self.style)} = "
        while (text := self.line(prompt)) is not None:
            reply = self.dialogue.reply(one, text)
            self.put(*self.said(reply), indent=INDENT)
            if reply.unread is None or not self.typed:
                return True
        return False

    def line(self, prompt: str) -> str | None:
        """Put a question, and read a line; None at the end of the answers."""
        look = console()
        look.put(escaped_for(prompt, look.encoding(look.out)))
        text = "" if sys.stdin is None else sys.stdin.readline()
        if not self.shown and text:
            look.put(escaped_for(text.strip(), look.encoding(look.out)) + "\n")
        return text or None

    def said(self, reply: Reply) -> Iterator[Part]:
        """What follows an answer. What cannot be read is asked again; where nobody sits it is not right."""
        if reply.unread is not None:
            yield say("not read: {fault}", fault=reply.unread)
        if reply.answer.verdict == "pass":
            yield say("right")
        elif reply.unread is None:
            yield from self.page.correction(reply.answer, self.style)
        elif not self.typed:
            yield from self.page.right_number(reply.answer, self.style)
        if reply.reason is not None:
            yield say("likely: {reason}", reason=say(reply.reason.phrase, **reply.reason.blanks))

    def score(self) -> str:
        dialogue = self.dialogue
        return say("{right} of {count} right", right=dialogue.count_right, count=len(dialogue.questions))

    def put(self, *parts: Part, indent: str = "") -> None:
        """Write lines, none wider than the terminal."""
        room = self.style if self.style.width is None else self.style._replace(width=max(1, self.style.width - len(indent)))
        console().write(f"{indent}{line}".rstrip() + "\n" for part in parts for line in paragraph(part, room))
