"""The page of explanations: how the name reaches the output, what is multiplied and added on the way, and what a step changes."""

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from backprop_cli.engine.edges import Edge
from backprop_cli.explain.chain import MOST_WAYS, ChainRule, WayTaken
from backprop_cli.explain.sentence import Step, step_of
from backprop_cli.layers import maths
from backprop_cli.phrases import say, sentences, stop, to_say
from backprop_cli.report.asked import Asked, BackwardAnswer
from backprop_cli.report.blocks import Cell, Derivation, Equation, Mark, Sentence, with_marks
from backprop_cli.report.edge_rows import named_steps
from backprop_cli.report.explain_words import FIRST, LAST, ExplainWords, joined_pieces
from backprop_cli.report.number_text import sum_text, told_apart
from backprop_cli.report.rows import Column, Part, Row, Style, Table
from backprop_cli.words.put_in import is_number

if TYPE_CHECKING:
    from backprop_cli.report.explain_entry import EntryPage

Item = TypeVar("Item")

MOST_ROWS = 20  # a table of more shows its first and last ones
MORE_NODES, MORE_LINES = to_say("{count} more nodes (--full)"), to_say("{count} more lines (--full)")


class ExplainPage:
    """One explanation, part by part. chain: of the name that was asked for."""

    def __init__(self, answer: BackwardAnswer, one: Asked, chain: ChainRule, lost: str, again: str, style: Style) -> None:
        """lost: the node at which the gradient has lost its digits to rounding; "" where it has not. again: the command that asks
        about another name, which is to follow."""
        self.answer = answer
        self.done = answer.done
        self.one = one
        self.chain = chain
        self.lost = lost
        self.words = ExplainWords(answer.done, style)
        self.style = style
        self.gradient = answer.gradient(one)
        self.again = again

    @cached_property
    def entry(self) -> "EntryPage":
        """What there is to say of entries; of single numbers nothing, and what it needs is not imported for them."""
        from backprop_cli.report.explain_entry import EntryPage

        return EntryPage(self.answer, self.one, self.chain, self.again, self.words)

    def parts(self) -> Iterator[Part]:
        if not self.chain.total:
            yield self.no_way()
        elif self.one.number == self.done.output:
            yield from self.output_itself()
        else:
            yield from self.explained()
            yield from self.ending()

    def no_way(self) -> Sentence:
        """The two sentences of backward."""
        names = {"names": Mark(self.one.label), "output": Mark(self.words.output)}
        if self.gradient is None:
            return with_marks(say("{names}: no gradient, for only comparisons, conditions or labels lead to {output}"), **names)
        return with_marks(say("{names}: no way leads to {output}, so the gradient is 0"), **names)

    def output_itself(self) -> Iterator[Part]:
        text = f"{self.words.of_output(self.one.label)} = {self.words.array(self.gradient)}"
        yield with_marks(say("{gradient}, where the backward pass begins"), gradient=Mark(text, code=True))

    def explained(self) -> Iterator[Part]:
        chain = self.chain
        if self.one.index is not None:
            yield from self.entry.parts(self.arrays)
        elif not chain.scalar:
            yield from self.arrays()
        elif chain.ways is None:
            yield from self.by_nodes()
        elif chain.total > 1:
            yield from self.several(chain.ways)
        else:
            yield self.reaching()
            yield from self.single(chain.ways[0])
        yield from named_steps(self.done.graph, [edge.node for edge in chain.edges])

    def reaching(self, more: str = "") -> Sentence:
        """How the name reaches the output. more: a sentence that follows."""
        known = {"name": Mark(self.words.name(self.one.number)), "output": Mark(self.words.output)}
        if self.chain.total == 1:
            way = Mark(self.words.way(self.chain.number, self.chain.way), code=True)
            said = with_marks(say("{name} reaches {output} in one way: {way}"), way=way, **known)
        else:
            words = say("{name} reaches {output} in {count} ways: too many to list") if self.chain.total > MOST_WAYS else say(
                "{name} reaches {output} in {count} ways"
            )  # fmt: skip
            said = with_marks(words, count=self.words.count(self.chain.total), **known)
        return Sentence((*said, sentences(stop(), more))) if more else said

    def single(self, way: WayTaken) -> Iterator[Part]:
        if self.words.plain and len(way.edges) == 1:
            yield self.one_edge(way.edges[0])
        else:
            yield self.local_table()
            yield self.chain_rule(way)

    def one_edge(self, edge: Edge) -> Sentence:
        cell = self.words.local_cell(edge)
        assert isinstance(cell, Equation)
        node, gradient = (Mark(text, code=True) for text in (self.words.node(edge.node), flat_equation(cell)))
        return with_marks(say("{node}, so {gradient}"), node=node, gradient=gradient)

    def local_table(self) -> Table:
        """The local gradients of all edges on the ways, the output's first."""
        columns = (Column(say("node"), "name"), Column(say("local gradient"), "rule"))
        upstream = (say("given upstream"), Equation(self.upstream_name(), self.words.number(self.done.upstream)))
        rows = self.cut_rows(self.chain.edges, lambda edge: (self.words.node(edge.node), self.words.local_cell(edge)))
        return Table(columns, rows if self.words.plain else [upstream, *rows], grouped=1, code=True)

    def cut_rows(self, items: list[Item], row: Callable[[Item], Row], more: str = MORE_LINES) -> list[Row]:
        """A row for each item; of too many the first and last ones, and how many lie between: a node may have several lines."""
        if len(items) <= MOST_ROWS or self.style.full:
            return list(map(row, items))
        first, last = [list(map(row, some)) for some in (items[:FIRST], items[-LAST:])]
        between = say(more, count=len(items) - FIRST - LAST)
        return [*first, (self.style.sign("…"), between, *[""] * (len(first[0]) - 2)), *last]

    def upstream_name(self) -> str:
        return self.words.of_output(self.words.output)

    def factors(self, way: WayTaken, write: Callable[[Edge], str], upstream: str = "") -> list[str]:
        """The factors of a way, the output's first; before them the upstream, where it is not 1, as a number or as it is given."""
        first = [] if self.words.plain else [upstream or self.words.in_parentheses(self.done.upstream)]
        return [*first, *map(write, way.edges)]

    def chain_rule(self, way: WayTaken) -> Derivation:
        """The product along the only way: in derivatives, in names, in numbers, and what it comes to."""
        spelt = self.factors(way, self.words.local, self.upstream_name())
        names, numbers = self.factors(way, self.words.factor_in_names), self.factors(way, self.words.factor)
        lines = [spelt, *([names] if names != numbers else []), *([numbers] if len(numbers) > 1 else [])]
        rights: list[Cell] = [*map(self.words.product, lines), self.words.number(self.gradient)]
        return Derivation(self.words.of_output(self.one.label), tuple(rights), spelt=1)

    def several(self, ways: list[WayTaken]) -> Iterator[Part]:
        yield self.reaching(say("Along a way the local gradients are multiplied; what the ways bring is added."))
        yield self.local_table()
        columns = (Column(say("way"), "name"), Column(say("product"), "rule"))
        yield Table(columns, [(self.way_text(way), self.product_cell(way)) for way in ways], code=True)
        total = sum_text([self.words.number(way.product) for way in ways])
        yield Derivation(self.words.of_output(self.one.label), (f"{total} = {self.words.number(self.gradient)}",))

    def way_text(self, way: WayTaken) -> str:
        return self.words.way(self.chain.number, [(edge.node, edge.argument) for edge in reversed(way.edges)])

    def product_cell(self, way: WayTaken) -> Cell:
        """1 × x = 1 × 4 = 4; the numbers once where there are no names; x = 4 for one factor, which needs no parentheses."""
        times, result = self.words.times, self.words.number(way.product)
        if self.words.plain and len(way.edges) == 1:
            rule = self.words.rule(way.edges[0])
            return result if not rule or is_number(rule) else Equation(rule, result)
        texts = self.factors(way, self.words.factor_in_names), self.factors(way, self.words.factor)
        names, numbers = (times.join(self.words.cut(factors)) for factors in texts)
        if names == result:
            return result
        return Equation(names if numbers in (names, result) else f"{names} = {numbers}", result)

    def by_nodes(self) -> Iterator[Part]:
        """Single numbers, node by node: each is the sum of what its readers send back."""
        one = self.chain.total == 1
        yield self.reaching(
            say("Right to left, what comes back to each node:")
            if one
            else say("Right to left, what comes back to a node is the sum over its readings:")
        )
        columns = (
            Column(say("node"), "name"), Column(say("what its readers send back"), "rule"),
            Column(self.words.of_output(self.style.sign("·")), "number"),
        )  # fmt: skip
        rows = self.cut_rows([*self.chain.readings().items()], lambda item: self.node_row(*item), MORE_NODES)
        yield Table(columns, rows, code=True)
        yield Derivation(self.words.of_output(self.one.label), (self.words.number(self.gradient),))

    def node_row(self, node: int, readings: list[Edge]) -> Row:
        """What each reader sends back to a node, a line for each, x60: 1 × 1 + 1 × 1; and what that comes to."""
        by_reader: dict[int, list[str]] = {}
        for edge in readings:
            by_reader.setdefault(edge.node, []).append(self.sent_along(edge))
        sent: list[Cell] = [
            joined_pieces([f"{self.words.name(reader)}: {first}", *more], "+") for reader, (first, *more) in by_reader.items()
        ]
        return self.words.name(node), self.words.cut(sent), self.words.number(self.done.gradients[node])

    def sent_along(self, edge: Edge) -> str:
        if edge.local is None:
            return self.words.number(edge.propagated)
        return f"{self.words.in_parentheses(edge.upstream)}{self.words.times}{self.words.factor(edge)}"

    def arrays(self) -> Iterator[Part]:
        words = say("These are arrays: right to left, what comes back to each; dout is what came back to the node itself.")
        added = say("What comes back to one from several is added.")
        yield self.reaching(words if self.chain.total == 1 else sentences(words, added))
        columns = (Column(say("node"), "name"), Column(say("what comes back"), "rule"), Column(say("shapes"), "text"))
        yield Table(columns, self.cut_rows(self.chain.edges, self.array_row), grouped=1, code=True)

    def array_row(self, edge: Edge) -> Row:
        rule = self.words.mixing_rule(edge)
        back = f"{rule or self.words.array(edge.propagated)}{self.words.aside(edge)}"
        gradient = Equation(self.words.of_output(self.words.name(edge.source)), back)
        return self.words.node(edge.node), gradient, self.words.shapes(edge)

    def ending(self) -> Iterator[Part]:
        """What is left to ask, and what is to be known of the number: that it is none, that rounding has spoilt it, or what a step
        of the name changes."""
        questions = () if maths.shape_of(self.done.values[self.one.number]) == () else self.entry.questions()
        lines = [*questions, *self.verdict()]
        if lines:
            yield Sentence([part for line in lines for part in ("\n", *line)][1:])

    def verdict(self) -> Iterator[Sentence]:
        assert self.gradient is not None
        if not maths.is_finite(self.gradient):
            yield Sentence((say("This gradient is not finite: there is no step to work out again."),))
        elif self.lost:
            words = say("This gradient has lost its digits to rounding, at {node}: do not trust the number.")
            yield with_marks(words, node=Mark(self.lost, code=True))
        elif not maths.is_array(self.gradient):
            step = step_of(self.done, self.one.number, self.one.index, self.gradient)
            if step is not None:
                yield self.step_sentence(step)

    def step_sentence(self, step: Step) -> Sentence:
        said = self.foretold(step)
        if not step.seen():
            return Sentence((*said, stop()))
        before, after = told_apart(step.before, step.after, self.style.digits)
        return Sentence((*said, say("; worked out again, it goes from {before} to {after}.", before=before, after=after)))

    def foretold(self, step: Step) -> Sentence:
        by, change = self.words.number(step.by), self.words.number(abs(step.predicted))
        known: dict[str, str | Mark | Sentence] = {"name": Mark(self.one.label), "by": by, "output": self.output_in_words()}
        if step.gradient == 0.0:
            return with_marks(say("If {name} rises by {by}, {output} does not change at first order"), **known)
        product = f"{self.words.number(step.gradient)}{self.words.times}{by}"
        rises = say("If {name} rises by {by}, {output} rises by about {change} ({product})")
        falls = say("If {name} rises by {by}, {output} falls by about {change} ({product})")
        return with_marks(rises if step.gradient > 0.0 else falls, change=change, product=product, **known)

    def output_in_words(self) -> Sentence:
        """The number that changes: the output, or L where the backward pass begins with something else than 1."""
        if self.words.plain:
            return Sentence((Mark(self.words.output),))
        dot, upstream = self.style.sign("·"), self.done.upstream
        if maths.is_array(upstream):
            ones = (upstream == 1.0).all()
            what = say("the sum of {product}", product=self.words.output if ones else f"dout {dot} {self.words.output}")
        else:
            what = f"{self.words.number(upstream)} {dot} {self.words.output}"
        return Sentence((Mark("L"), f" ({what})"))


def flat_equation(cell: Cell) -> str:
    """An equation of texts on one line."""
    return f"{flat_equation(cell.left)} = {flat_equation(cell.right)}" if isinstance(cell, Equation) else str(cell)
