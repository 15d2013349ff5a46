"""The forward pass: every node in the order it runs, its expression, the numbers put in, its value."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from backprop_cli.layers import maths
from backprop_cli.layers.maths import Value
from backprop_cli.layers.subscript import Subscript, subscript_text
from backprop_cli.phrases import say
from backprop_cli.report.inputs import extras, input_tables, json_value, named_values, with_shape
from backprop_cli.report.number_text import as_json, rounded, shape_in_style, stacked, summed_up
from backprop_cli.report.rows import Column, Page, Pasted, Report, Row, Style, Table, cut_table, left_out_note
from backprop_cli.report.rule_names import call_with, is_inner, options_of, pretty, symbol
from backprop_cli.words.put_in import names_put_in

if TYPE_CHECKING:
    from backprop_cli.problem.problem import Problem

HOLDS = "\0"  # a blank at which no expression is taken apart


class ForwardReport(Report):
    """The report of a forward pass. values: by number. output: None if there are several. nodes: those asked for, None for all."""

    command = "forward"
    header = ("name", "layer", "expression", "shape", "value")
    pasted_under = "forward"

    def __init__(self, problem: "Problem", values: Sequence[Value], output: int | None, nodes: Sequence[int] | None = None) -> None:
        self.problem = problem
        self.graph = problem.graph
        self.numbers = values
        self.output = output
        self.asked = nodes
        self.nodes: Sequence[int] = self.graph.nodes if nodes is None else nodes

    def entries(self) -> Iterator[tuple[str, Any]]:
        graph, values = self.graph, self.numbers
        yield "schema", 1
        yield "command", self.command
        yield "problem", self.problem.source.file
        yield "output", None if self.output is None else graph.names[self.output]
        yield "value", None if self.output is None else as_json(values[self.output])
        yield "variables", named_values(graph, values, graph.variables)
        yield "constants", named_values(graph, values, graph.constants)
        yield "nodes", self.lines()

    def lines(self) -> Iterator[dict[str, Any]]:
        graph, names = self.graph, self.graph.names
        for number in self.nodes:
            yield {
                "name": names[number],
                "layer": graph.layer(number).name,
                "inputs": [names[source] for source in graph.sources(number)],
                "expression": graph.expression(number),
                "shape": list(graph.shape(number)),
                "value": as_json(self.numbers[number]),
            }

    def records(self) -> Iterator[tuple[Any, ...]]:
        graph = self.graph
        for number in self.nodes:
            shape, value = list(graph.shape(number)), as_json(self.numbers[number])
            yield graph.names[number], graph.layer(number).name, graph.expression(number), shape, value

    def values(self) -> Iterator[Any]:
        """The asked nodes, else the output, else every node that no other reads."""
        return (json_value(self.graph, self.numbers, number) for number in self.results())

    def results(self) -> Sequence[int]:
        if self.asked is not None:
            return self.asked
        return self.graph.sinks() if self.output is None else [self.output]

    def pasted(self) -> Pasted:
        named = (number for number in self.nodes if self.asked is not None or not is_inner(self.graph, number))
        return Pasted(((self.graph.names[number], self.numbers[number]) for number in named), [])

    def page(self, style: Style) -> Page:
        return Page(self.problem.title, self.problem.description, self.parts(style))

    def parts(self, style: Style) -> Iterator[Table | str]:
        inputs: Sequence[int] = ()
        if self.asked is None:
            inputs = (*self.graph.variables, *self.graph.constants)
            yield from input_tables(self.problem, self.numbers, style)
        extra = extras(self.problem, self.graph.nodes)
        scalar = self.graph.scalar
        columns = (
            Column(say("node"), "name"), Column(style.sign("×"), "layer"), Column(say("expression"), "rule"),
            Column(say("numbers put in" if scalar else "shapes put in"), "rule"), Column(say("value"), "number", right=scalar),
            *(Column(header) for header, _ in extra),
        )  # fmt: skip

        def row(number: int) -> Iterator[Row]:
            yield *self.row(number, style), *(texts.get(number, "") for _, texts in extra)

        table, between = cut_table(columns, self.nodes, style.full, row, airy=True, heads=2)
        yield table
        yield from left_out_note(between, say("nodes"))
        yield from summed_up((self.numbers[number] for number in (*inputs, *self.nodes)), style)

    def row(self, number: int, style: Style) -> Row:
        graph = self.graph
        name = with_shape(graph, number, graph.names[number], style)
        expression = graph.expression(number)
        return name, symbol(graph, number, style), expression, self.put_in(number, style), stacked(self.numbers[number], style)

    def put_in(self, number: int, style: Style) -> str:
        """The operation with its inputs' numbers, or the shapes of arrays: 100 × 2, affine((2×3), (3×4), (4))."""
        layer, sources = self.graph.layer(number), self.graph.sources(number)
        texts = [self.shown(source, style) for source in sources]
        if isinstance(layer, Subscript):
            return f"{texts[0]}[{subscript_text(layer.index)}]"
        if layer.formula and not layer.yours and "(" not in layer.formula:
            formula = names_put_in(layer.formula, {**dict(zip(layer.inputs, texts, strict=True)), **options_of(layer)})
            return pretty(formula, style).replace(HOLDS, " ")
        return call_with(layer, texts).replace(HOLDS, " ")

    def shown(self, number: int, style: Style) -> str:
        """A number with its unit, between them HOLDS, a blank at which nothing is split; an array by its shape."""
        value, unit = self.numbers[number], self.problem.units.get(number, "")
        if maths.is_array(value):
            return shape_in_style(value.shape, style)
        return rounded(value, style.digits) + (HOLDS + unit) * bool(unit)
