"""One entry of an array explained: for each node that reads it the rule at that entry, with names, with numbers, and the sum."""

import re
from collections.abc import Callable, Iterator
from shlex import quote

from backprop_cli.engine.edges import Edge
from backprop_cli.explain.chain import ChainRule
from backprop_cli.explain.entry import EntrySum, entry_sum
from backprop_cli.layers import maths
from backprop_cli.layers.base import index_text
from backprop_cli.phrases import say
from backprop_cli.report.asked import Asked, BackwardAnswer
from backprop_cli.report.blocks import Cell, Derivation, Mark, Sentence, with_marks
from backprop_cli.report.explain_words import ExplainWords, joined_pieces
from backprop_cli.report.number_text import pick, sum_text
from backprop_cli.report.rows import Part
from backprop_cli.words.entries import Writing

DOUT = re.compile(r"\bdout\b(\[[\d,]+\])?")
MOST_QUESTIONS = 3


class EntryPage:
    """The parts about one entry; of a whole array the question that leads to one."""

    def __init__(self, answer: BackwardAnswer, one: Asked, chain: ChainRule, again: str, words: ExplainWords) -> None:
        self.answer = answer
        self.done = answer.done
        self.one = one
        self.chain = chain
        self.again = again
        self.words = words
        self.readers = chain.readings()[one.number] if chain.total else []

    def parts(self, arrays: Callable[[], Iterator[Part]]) -> Iterator[Part]:
        """arrays: the parts about the way to the output, where the output itself is not the only one that reads the name."""
        sums = [(edge, self.opened(edge)) for edge in self.readers]
        if len(sums) == 1 and self.is_output(sums[0][0]):
            yield self.reading(*sums[0])
        else:
            yield from arrays()
        yield from self.derivations(sums)

    def derivations(self, sums: list[tuple[Edge, EntrySum | None]]) -> Iterator[Derivation]:
        """What each reader brings, and, where there are several, the sum."""
        if len(sums) == 1:
            yield self.derivation(self.words.of_output(self.one.label), *sums[0])
            return
        for edge, found in sums:
            place = self.words.place(edge.node, edge.argument)
            yield self.derivation(say("from {node}", node=f"{self.words.name(edge.node)}{' ' * bool(place)}{place}"), edge, found)
        total = sum_text([self.words.number(pick(edge.propagated, self.one.index)) for edge in self.readers])
        result = self.words.number(self.answer.gradient(self.one))
        yield Derivation(self.words.of_output(self.one.label), (f"{total} = {result}",))

    def opened(self, edge: Edge) -> EntrySum | None:
        return None if self.one.index is None else entry_sum(self.done, edge, self.one.index)

    def is_output(self, edge: Edge) -> bool:
        return edge.node == self.done.output

    def reading(self, edge: Edge, found: EntrySum | None) -> Sentence:
        """Which node reads the entry; the rule, where the entry is more than the rule with an index; what dout is, if not 1."""
        value = self.words.number(self.answer.value(self.one))
        known = {"entry": Mark(f"{self.one.label} = {value}", code=True), "node": Mark(self.words.node(edge.node), code=True)}
        rule = self.words.mixing_rule(edge)
        opens = found is not None and ("@" in rule or len(found.terms) > 1)
        if opens:
            known |= {"name": Mark(self.words.name(self.one.number)), "rule": Mark(rule, code=True)}
        if self.words.plain:
            return with_marks(
                say("{entry} is read by {node}. Its rule for {name} is {rule}:") if opens else say("{entry} is read by {node}:"),
                **known,
            )
        what = Mark(f"dout = {self.words.of_output(self.words.output)}", code=True)
        ones = maths.is_array(self.done.upstream) and (self.done.upstream == 1.0).all()
        dout = with_marks(say("{dout} is 1 everywhere") if ones else say("{dout} is the given upstream"), dout=what)
        return with_marks(
            say("{entry} is read by {node}. Its rule for {name} is {rule}, where {what}:")
            if opens
            else say("{entry} is read by {node}, where {what}:"),
            what=dout, **known,
        )  # fmt: skip

    def derivation(self, left: str, edge: Edge, found: EntrySum | None) -> Derivation:
        result = self.words.number(pick(edge.propagated, self.one.index))
        if found is None:
            return Derivation(left, (result,), aside=self.words.aside(edge).strip() or say("no rule is known"))
        names, numbers = (joined_pieces(texts, "+") for texts in (found.names(self.how()), found.numbers(self.how())))
        rights: list[Cell] = [right for right in dict.fromkeys((names, numbers)) if right != joined_pieces([result], "+")]
        dout = f"dout = {self.words.of_output(self.words.name(edge.node))}"
        return Derivation(left, (*rights, result), aside="" if self.is_output(edge) else dout)

    def how(self) -> Writing:
        style = self.words.style
        return Writing(
            self.words.number, lambda count: say("… {count} more …", count=f"{count:,}").replace("…", style.sign("…")),
            style.sign("·"), float("inf") if style.full else 12,
        )  # fmt: skip

    def questions(self) -> Iterator[Sentence]:
        """What may be asked next: where dout comes from, in each reader but the output; of a whole array one of its entries."""
        if self.one.index is None:
            yield from self.first_entry()
            return
        for edge in [edge for edge in self.readers if not self.is_output(edge)][:MOST_QUESTIONS]:
            found = self.opened(edge)
            dout = found and DOUT.search(found.names(self.how())[0])
            if dout:
                asked = self.asking(f"{self.words.name(edge.node)}{dout[1] or ''}")
                yield with_marks(say("Where {dout} comes from: {command}"), dout=Mark(dout[0], code=True), command=asked)

    def first_entry(self) -> Iterator[Sentence]:
        """How to ask for the first entry of an array that has entries, where some reader's rule can be opened."""
        shape = self.done.graph.shape(self.one.number)
        first = (0,) * len(shape)
        if shape and all(shape) and any(entry_sum(self.done, edge, first) for edge in self.readers):
            yield with_marks(say("One entry of it, as a sum: {command}"), command=self.asking(self.one.label + index_text(first)))

    def asking(self, name: str) -> Mark:
        return Mark(f"{self.again} {quote(name)}", code=True)
