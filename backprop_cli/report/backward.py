"""The backward pass: every edge with its rule and its numbers, then the gradient of each name that was asked for."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from backprop_cli.engine import Pass
from backprop_cli.report.asked import Asked, BackwardAnswer
from backprop_cli.report.number_text import as_json
from backprop_cli.report.rows import Page, Pairs, Part, Pasted, Report, Style

if TYPE_CHECKING:
    from backprop_cli.problem.problem import Problem


class BackwardReport(Report):
    """The report of a finished pass. The JSON answer lists the gradient of every node, and so wants those of a whole pass."""

    command = "backward"
    header = ("name", "value", "gradient")
    pasted_under = "gradients"

    def __init__(self, problem: "Problem", done: Pass, asked: Sequence[Asked]) -> None:
        self.answer = BackwardAnswer(problem, done, asked)
        self.problem, self.done, self.asked = self.answer
        self.graph = self.done.graph

    def entries(self) -> Iterator[tuple[str, Any]]:
        names = self.graph.names
        yield "schema", 1
        yield "command", self.command
        yield "problem", self.problem.source.file
        yield "output", names[self.done.output]
        yield "value", as_json(self.done.values[self.done.output])
        yield "upstream", as_json(self.done.upstream)
        yield "gradients", Pairs((one.label, as_json(self.answer.gradient(one))) for one in self.asked)
        yield "nodes", (self.node(number) for number in self.graph.nodes)
        yield "edges", self.lines()

    def node(self, number: int) -> dict[str, Any]:
        value, gradient = as_json(self.done.values[number]), as_json(self.done.gradients[number])
        return {"name": self.graph.names[number], "layer": self.graph.layer(number).name, "value": value, "gradient": gradient}

    def lines(self) -> Iterator[dict[str, Any]]:
        from backprop_cli.report.rule_names import rule_in_names

        graph, names = self.graph, self.graph.names
        for edge in self.answer.edges():
            layer = graph.layer(edge.node)
            yield {
                "node": names[edge.node],
                "layer": layer.name,
                "input": names[edge.source],
                "argument": layer.input_names(len(graph.sources(edge.node)))[edge.argument],
                "rule": rule_in_names(graph, self.done.values, edge.node, edge.argument),
                "local": as_json(edge.local),
                "upstream": as_json(edge.upstream),
                "propagated": as_json(edge.propagated),
            }

    def records(self) -> Iterator[tuple[Any, ...]]:
        for one in self.asked:
            yield one.label, as_json(self.answer.value(one)), as_json(self.answer.gradient(one))

    def values(self) -> Iterator[Any]:
        return (as_json(self.answer.gradient(one)) for one in self.asked)

    def pasted(self) -> Pasted:
        whole = ((one.label, self.done.gradients[one.number]) for one in self.asked if one.index is None)
        return Pasted(whole, [(one.label, "is one entry") for one in self.asked if one.index is not None])

    def page(self, style: Style) -> Page:
        return Page(self.problem.title, self.problem.description, self.parts(style))

    def parts(self, style: Style) -> Iterator[Part]:
        from backprop_cli.report.backward_page import BackwardPage

        return BackwardPage(self.answer, style).parts()
