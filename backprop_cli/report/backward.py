"""The backward pass: every edge with its rule and its numbers, then the gradient of each name that was asked for."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from backprop_cli import engine
from backprop_cli.layers.maths import Value
from backprop_cli.report.numbers import pick, plain
from backprop_cli.report.rows import Page, Pairs, Part, Pasted, Report, Style
from backprop_cli.report.words import rule_in_names

if TYPE_CHECKING:
    from backprop_cli.problem.problem import Problem


class Asked(NamedTuple):
    """A gradient that was asked for: of all of a value, or of one entry. label: as it is shown ("W[0,1]")."""

    label: str
    number: int
    index: tuple[int, ...] | None = None  # type: ignore[assignment]  # a name that tuples use as well


def backward_report(
    problem: "Problem", values: Sequence[Value], gradients: Sequence[Value | None], output: int, upstream: Value,
    asked: Sequence[Asked], expand: bool = False,
) -> Report:  # fmt: skip
    """values, gradients: of finished passes, by number; upstream: what entered the output. The JSON answer lists the gradient of
    every node, and so wants those of a whole pass. `expand` made its difference when the problem was read."""
    return Backward(problem, values, gradients, output, upstream, asked)


class Backward(Report):
    command = "backward"
    header = ("name", "value", "gradient")

    def __init__(
        self, problem: "Problem", values: Sequence[Value], gradients: Sequence[Value | None], output: int, upstream: Value,
        asked: Sequence[Asked],
    ) -> None:  # fmt: skip
        self.problem = problem
        self.graph = problem.graph
        self.numbers = values
        self.gradients = gradients
        self.output = output
        self.upstream = upstream
        self.asked = asked

    def edges(self) -> Iterator[engine.Edge]:
        """The arrows between the output and what was asked for, right to left."""
        wanted = self.graph.reached_from([one.number for one in self.asked])
        reaches = self.graph.reaching(self.output)
        between = [gradient if on_the_way else None for gradient, on_the_way in zip(self.gradients, reaches, strict=True)]
        return engine.edges(self.graph, self.numbers, between, self.output, wanted)

    def entries(self) -> Iterator[tuple[str, Any]]:
        names = self.graph.names
        yield "schema", 1
        yield "command", self.command
        yield "problem", self.problem.source.file
        yield "output", names[self.output]
        yield "value", plain(self.numbers[self.output])
        yield "upstream", plain(self.upstream)
        yield "gradients", Pairs((one.label, plain(self.gradient(one))) for one in self.asked)
        yield "nodes", (self.node(number) for number in self.graph.nodes)
        yield "edges", self.lines()

    def gradient(self, one: Asked) -> Value | None:
        return pick(self.gradients[one.number], one.index)

    def node(self, number: int) -> dict[str, Any]:
        value, gradient = plain(self.numbers[number]), plain(self.gradients[number])
        return {"name": self.graph.names[number], "layer": self.graph.layer(number).name, "value": value, "gradient": gradient}

    def lines(self) -> Iterator[dict[str, Any]]:
        graph, names = self.graph, self.graph.names
        for edge in self.edges():
            layer = graph.layer(edge.node)
            yield {
                "node": names[edge.node],
                "layer": layer.name,
                "input": names[edge.source],
                "argument": layer.arguments(len(graph.sources(edge.node)))[edge.argument],
                "rule": rule_in_names(graph, self.numbers, edge.node, edge.argument),
                "local": plain(edge.local),
                "upstream": plain(edge.upstream),
                "propagated": plain(edge.propagated),
            }

    def records(self) -> Iterator[tuple[Any, ...]]:
        for one in self.asked:
            yield one.label, plain(pick(self.numbers[one.number], one.index)), plain(self.gradient(one))

    def values(self) -> Iterator[Any]:
        return (plain(self.gradient(one)) for one in self.asked)

    def pasted(self) -> Pasted:
        whole = ((one.label, self.gradients[one.number]) for one in self.asked if one.index is None)
        return Pasted("gradients", whole, [(one.label, "is one entry") for one in self.asked if one.index is not None])

    def page(self, style: Style) -> Page:
        return Page(self.problem.title, self.problem.description, self.parts(style))

    def parts(self, style: Style) -> Iterator[Part]:
        from backprop_cli.report.journey import Journey

        return Journey(self, style).parts()
