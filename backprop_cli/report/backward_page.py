"""The page of a backward pass: edges from right to left, where gradients add up, and the gradients that were asked for."""

from collections.abc import Iterator
from itertools import chain

from backprop_cli.engine.edges import Edge
from backprop_cli.layers.maths import Value
from backprop_cli.phrases import say
from backprop_cli.report.asked import Asked, BackwardAnswer
from backprop_cli.report.blocks import Cell
from backprop_cli.report.derivatives import derivative, upstream_line
from backprop_cli.report.edge_rows import edge_row, kinks, named_steps, shorthand
from backprop_cli.report.inputs import with_shape
from backprop_cli.report.number_text import pick, stacked, summed_up
from backprop_cli.report.rows import ENDS, ROWS, Column, Part, Row, Style, Table, cut_table, left_out_note


class BackwardPage:
    """One page, each part of which is used up before the next is asked for.

    shown: the nodes that the table of edges shows. words: what its rules are written with, explained. contributions: for names
    that feed several nodes, the edges that came back, right to left; more: how many of them are counted only.
    """

    def __init__(self, answer: BackwardAnswer, style: Style) -> None:
        self.answer = answer
        self.done = answer.done
        self.graph = answer.done.graph
        self.style = style
        self.shown: dict[int, None] = {}
        self.words: dict[str, str] = {}
        self.contributions: dict[int, list[Edge]] = {}
        self.more: dict[int, int] = {}

    def parts(self) -> Iterator[Part]:
        yield from upstream_line(self.done, self.style)
        yield from self.edge_table()
        if self.words:
            yield "\n".join(self.words.values())
        yield from named_steps(self.graph, self.shown)
        yield from self.meeting_table()
        yield from self.gradient_table()
        yield from kinks(self.graph, self.done.values, self.shown)
        yield from self.without()
        around = (number for node in self.shown for number in (node, *self.graph.sources(node)))
        shown = (self.done.values[number] for number in (*(one.number for one in self.answer.asked), *around))
        yield from summed_up(shown, self.style)

    def derivative(self) -> str:
        return derivative(self.done, self.style)

    def watched(self) -> Iterator[Edge]:
        """The edges; what comes back to a name that several nodes read is noted on the way."""
        counts = self.readings()
        asked = {one.number for one in self.answer.asked}
        for edge in self.answer.edges():
            if counts[edge.source] > 1 and (edge.source in asked or edge.source in self.contributions or self.has_room()):
                kept = self.contributions.setdefault(edge.source, [])
                if len(kept) < ROWS or self.style.full:
                    kept.append(edge)
                else:
                    self.more[edge.source] = self.more.get(edge.source, 0) + 1
            yield edge

    def has_room(self) -> bool:
        return self.style.full or len(self.contributions) < ROWS

    def readings(self) -> list[int]:
        """How many edges of the graph lead to each number."""
        counts = [0] * len(self.graph.names)
        for sources in self.graph.inputs:
            for source in sources:
                counts[source] += 1
        return counts

    def edge_table(self) -> Iterator[Table | str]:
        times = self.style.sign("×")
        columns = (
            Column(say("node"), "name"), Column(times, "layer"), Column(say("input"), "name"),
            Column(say("local gradient"), "rule"), Column(say("upstream {times} local = propagated", times=times), "number"),
        )  # fmt: skip
        edges = self.watched()
        for first in edges:
            look = {"grouped": 2, "heads": 2, "airy": True, "legend": True}
            table, between = cut_table(columns, chain([first], edges), self.style.full, self.edge_rows, **look)
            yield table
            yield from left_out_note(between, say("edges"))

    def edge_rows(self, edge: Edge) -> Iterator[Row]:
        self.shown[edge.node] = None
        self.words |= shorthand(self.graph, self.done.values, edge)
        yield edge_row(self.graph, self.done.values, edge, self.style, self.answer.problem.units)

    def meeting_table(self) -> Iterator[Table]:
        """The nodes, not asked for, to which several gradients come back: each of these, and their sum."""
        asked = {one.number for one in self.answer.asked}
        meeting = [node for node in self.shown if node not in asked and len(self.contributions.get(node, ())) > 1]
        if meeting:
            rows = (row for node in meeting for row in self.meeting_rows(node))
            yield Table((Column(say("feeds several"), "name"), self.gradient_column()), rows)

    def meeting_rows(self, node: int) -> Iterator[Row]:
        gradient = self.done.gradients[node]
        yield with_shape(self.graph, node, self.graph.names[node], self.style), stacked(gradient, self.style)
        yield from self.contribution_rows(node, None, gradient)

    def gradient_table(self) -> Iterator[Table | str]:
        asked, problem = self.answer.asked, self.answer.problem
        units = [problem.units] if any(one.number in problem.units for one in asked) else []
        nodes = any(self.graph.is_node(one.number) for one in asked)
        columns = (
            Column(say("name" if nodes else "variable"), "name"), Column(say("value"), "number", right=self.graph.scalar),
            *(Column(say("unit")) for _ in units), self.gradient_column(),
        )  # fmt: skip
        table, between = cut_table(columns, asked, self.style.full, lambda one: self.gradient_rows(one, units))
        if asked:
            yield table
        yield from left_out_note(between, say("names"))

    def gradient_column(self) -> Column:
        return Column(f"{self.derivative()}{self.style.sign('·')}", "number", right=self.graph.scalar)

    def gradient_rows(self, one: Asked, extra: list[dict[int, str]]) -> Iterator[Row]:
        """A name with its value and gradient; below it, where it feeds several nodes, what came from each, and the sum."""
        value, gradient = self.answer.value(one), self.answer.gradient(one)
        label = one.label if one.index is not None else with_shape(self.graph, one.number, one.label, self.style)
        yield label, stacked(value, self.style), *(texts.get(one.number, "") for texts in extra), stacked(gradient, self.style)
        for name, amount in self.contribution_rows(one.number, one.index, gradient):
            yield name, "", *("" for _ in extra), amount

    def contribution_rows(self, number: int, index: tuple[int, ...] | None, total: Value | None) -> Iterator[tuple[str, Cell]]:
        edges = self.contributions.get(number, [])
        if len(edges) < 2:
            return
        more = self.more.get(number, 0)
        for edge in edges[:ENDS] if more else edges:
            yield "  " + say("from {node}", node=self.origin(edge, edges)), stacked(pick(edge.propagated, index), self.style)
        if more:
            yield "  " + say("from {count} others", count=f"{more + len(edges) - ENDS:,}"), ""
        yield "  " + say("sum"), stacked(total, self.style)

    def origin(self, edge: Edge, edges: list[Edge]) -> str:
        """The node that an edge came from, and, where it reads the name twice, as which input."""
        node = self.graph.names[edge.node]
        if sum(other.node == edge.node for other in edges[: ROWS * 2]) < 2:
            return node
        sources = self.graph.sources(edge.node)
        argument = self.graph.layer(edge.node).input_names(len(sources))[edge.argument]
        return say("{node}, as {argument}", node=node, argument=argument)

    def without(self) -> Iterator[str]:
        """Lines about gradients that are 0 or do not exist because of which values lead to the output."""
        graph, output = self.graph, self.done.output
        reaches = graph.reaching(output)
        unread = list(dict.fromkeys(one.label for one in self.answer.asked if not reaches[one.number]))
        if unread:
            phrase = say("{names}: no way leads to {output}, so the gradient is 0")
            yield phrase.format(names=names_listed(unread), output=graph.names[output])
        none = list(dict.fromkeys(one.label for one in self.answer.asked if self.done.gradients[one.number] is None))
        if none:
            phrase = say("{names}: no gradient, for only comparisons, conditions or labels lead to {output}")
            yield phrase.format(names=names_listed(none), output=graph.names[output])


def names_listed(names: list[str]) -> str:
    shown = ", ".join(names[:ENDS])
    return shown if len(names) <= ENDS else say("{names} and {count} more", names=shown, count=f"{len(names) - ENDS:,}")
