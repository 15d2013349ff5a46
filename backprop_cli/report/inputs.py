"""The given numbers: variables and constants, with their units and descriptions; and how a name is shown with its shape."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from backprop_cli.layers.maths import Value
from backprop_cli.phrases import say
from backprop_cli.report.number_text import as_json, shape_in_style, stacked
from backprop_cli.report.rows import Column, Pairs, Row, Style, Table, cut_table, left_out_note

if TYPE_CHECKING:
    from collections.abc import Sequence

    from backprop_cli.graph import Graph
    from backprop_cli.problem.problem import Problem


def with_shape(graph: "Graph", number: int, name: str, style: Style) -> str:
    """A name with its shape, X (2×2); a single number's name alone."""
    shape = graph.shape(number)
    return f"{name} {shape_in_style(shape, style)}" if shape else name


def json_value(graph: "Graph", values: "Sequence[Value]", number: int) -> Any:
    return as_json(values[number], number in graph.labels)


def named_values(graph: "Graph", values: "Sequence[Value]", numbers: range) -> Pairs:
    return Pairs((graph.names[number], json_value(graph, values, number)) for number in numbers)


def input_tables(problem: "Problem", values: "Sequence[Value]", style: Style) -> Iterator[Table | str]:
    """A table of the variables and one of the constants, where there are any."""
    graph = problem.graph
    for one, several, numbers in (
        (say("variable"), say("variables"), graph.variables),
        (say("constant"), say("constants"), graph.constants),
    ):
        if numbers:
            table, between = input_table(problem, values, style, one, numbers)
            yield table
            yield from left_out_note(between, several)


def input_table(problem: "Problem", values: "Sequence[Value]", style: Style, what: str, numbers: range) -> tuple[Table, int]:
    """A table of some inputs, headed with what they are, and how many it leaves out."""
    extra = extras(problem, numbers)
    value = Column(say("value"), "number", right=problem.graph.scalar)
    columns = (Column(what, "name"), value, *(Column(header) for header, _ in extra))

    def row(number: int) -> Iterator[Row]:
        name = with_shape(problem.graph, number, problem.graph.names[number], style)
        yield name, stacked(values[number], style), *(texts.get(number, "") for _, texts in extra)

    return cut_table(columns, numbers, style.full, row)


def extras(problem: "Problem", numbers: range) -> list[tuple[str, dict[int, str]]]:
    """The columns that only some problems need: units and descriptions."""
    columns = ((say("unit"), problem.units), (say("description"), problem.descriptions))
    return [(header, texts) for header, texts in columns if any(number in numbers for number in texts)]
