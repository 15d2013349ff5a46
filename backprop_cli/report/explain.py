"""Explanations of gradients: the ways from a name to the output, what is multiplied along them, and what a small step changes."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from backprop_cli.engine import Pass
from backprop_cli.engine.edges import Edge
from backprop_cli.explain.chain import ChainRule, WayTaken, chains_of
from backprop_cli.explain.sentence import step_of
from backprop_cli.layers import maths
from backprop_cli.report.asked import Asked, BackwardAnswer
from backprop_cli.report.number_text import as_json
from backprop_cli.report.rows import Page, Part, Report, Style
from backprop_cli.report.rule_names import rule_in_names

if TYPE_CHECKING:
    from backprop_cli.problem.problem import Problem
    from backprop_cli.report.explain_page import ExplainPage

EXACT_IN_JSON = 2**53


class ExplainReport(Report):
    """The report of a finished pass that holds the gradients of all that lies between the output and what was asked.

    lost: number → the node at which its gradient has lost its digits. again: the command that asks for another name, up to --wrt.
    """

    command = "explain"
    header = ("name", "way", "node", "input", "rule", "local", "product")

    def __init__(self, problem: "Problem", done: Pass, asked: Sequence[Asked], lost: Mapping[int, str], again: str) -> None:
        self.answer = BackwardAnswer(problem, done, asked)
        self.problem, self.done, self.asked = self.answer
        self.lost = lost
        self.again = again

    def chains(self) -> Iterator[tuple[Asked, ChainRule]]:
        return zip(self.asked, chains_of(self.done, [one.number for one in self.asked]), strict=True)

    def entries(self) -> Iterator[tuple[str, Any]]:
        yield "schema", 1
        yield "command", self.command
        yield "problem", self.problem.source.file
        yield "output", self.name(self.done.output)
        yield "upstream", as_json(self.done.upstream)
        yield "explanations", self.lines()

    def lines(self) -> Iterator[dict[str, Any]]:
        for one, chain in self.chains():
            yield {
                "name": self.name(one.number),
                "index": None if one.index is None else list(one.index),
                "value": as_json(self.answer.value(one)),
                "gradient": as_json(self.answer.gradient(one)),
                "ways": ways_as_json(chain.total),
                "paths": None if chain.ways is None else [self.path(chain, way) for way in chain.ways],
                "nodes": [self.sent(edge) for edge in chain.edges],
                "step": self.step(one),
            }

    def name(self, number: int) -> str:
        return self.done.graph.names[number]

    def rule(self, edge: Edge) -> str:
        return rule_in_names(self.done.graph, self.done.values, edge.node, edge.argument)

    def path(self, chain: ChainRule, way: WayTaken) -> dict[str, Any]:
        names = [self.name(chain.number), *(self.name(edge.node) for edge in reversed(way.edges))]
        return {"nodes": names, "factors": [self.factor(edge) for edge in way.edges], "product": as_json(way.product)}

    def factor(self, edge: Edge) -> dict[str, Any]:
        sources = self.done.graph.sources(edge.node)
        return {
            "node": self.name(edge.node),
            "input": self.name(edge.source),
            "argument": self.done.graph.layer(edge.node).input_names(len(sources))[edge.argument],
            "rule": self.rule(edge),
            "local": as_json(edge.local),
        }

    def sent(self, edge: Edge) -> dict[str, Any]:
        """What a node on the ways sends back to one of its inputs."""
        return {
            "node": self.name(edge.node),
            "input": self.name(edge.source),
            "rule": self.rule(edge),
            "received": as_json(edge.propagated),
        }

    def step(self, one: Asked) -> dict[str, float] | None:
        gradient = self.answer.gradient(one)
        if gradient is None or maths.is_array(gradient):
            return None
        step = step_of(self.done, one.number, one.index, gradient)
        return None if step is None else {"by": step.by, "predicted": step.predicted, "actual": step.after - step.before}

    def records(self) -> Iterator[tuple[Any, ...]]:
        """A row for each factor of each way; where ways are not listed one for each edge, with what is sent back along it."""
        for one, chain in self.chains():
            if chain.ways is None:
                yield from (self.record(one, None, edge, edge.propagated) for edge in chain.edges)
            for place, way in enumerate(chain.ways or (), 1):
                yield from (self.record(one, place, edge, way.product) for edge in way.edges)

    def record(self, one: Asked, way: int | None, edge: Edge, product: Any) -> tuple[Any, ...]:
        named = self.name(edge.node), self.name(edge.source), self.rule(edge)
        return one.label, way, *named, as_json(edge.local), as_json(product)

    def values(self) -> Iterator[Any]:
        return (as_json(self.answer.gradient(one)) for one in self.asked)

    def page(self, style: Style) -> Page:
        return Page(self.problem.title, self.problem.description, self.parts(style))

    def parts(self, style: Style) -> Iterator[Part]:
        return (part for page in self.pages(style) for part in page.parts())

    def pages(self, style: Style) -> "Iterator[ExplainPage]":
        """One for each name: forms that are no tables write its pieces in their own way."""
        from backprop_cli.report.explain_page import ExplainPage

        for one, chain in self.chains():
            yield ExplainPage(self.answer, one, chain, self.lost.get(one.number, ""), self.again, style)


def ways_as_json(count: int) -> int | str:
    """A number of ways; as text where a reader of JSON would round it."""
    from backprop_cli.engine.ways import power_of_ten

    power = power_of_ten(count)
    if power is not None:
        return f"about 10^{power}"
    return count if count <= EXACT_IN_JSON else str(count)
