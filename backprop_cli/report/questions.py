"""What somebody has to know who is asked about a problem: its numbers and expressions, and nothing that is worked out."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from backprop_cli.engine.passes import Pass
from backprop_cli.layers import maths
from backprop_cli.phrases import say
from backprop_cli.report.blocks import formula
from backprop_cli.report.check import reason_of
from backprop_cli.report.derivatives import derivative, upstream_line
from backprop_cli.report.inputs import input_tables, with_shape
from backprop_cli.report.number_text import stacked
from backprop_cli.report.rows import Column, Page, Paged, Part, Row, Style, cut_table
from backprop_cli.report.rule_names import is_inner, symbol

if TYPE_CHECKING:
    from backprop_cli.problem.problem import Expectation, Problem
    from backprop_cli.teach.marking import Answer


class Questions(Paged):
    """The page that stands above the questions. done: the pass with the numbers that are asked about."""

    def __init__(self, problem: "Problem", done: Pass) -> None:
        self.problem = problem
        self.graph = problem.graph
        self.done = done

    def page(self, style: Style) -> Page:
        return Page(self.problem.title, self.problem.description, self.parts(style))

    def parts(self, style: Style) -> Iterator[Part]:
        whole = style._replace(full=True)
        yield from input_tables(self.problem, self.done.values, whole)
        columns = (Column(say("node"), "name"), Column(style.sign("×"), "layer"), Column(say("expression"), "rule"))

        def row(number: int) -> Iterator[Row]:
            name = with_shape(self.graph, number, self.graph.names[number], style)
            yield name, symbol(self.graph, number, style), self.graph.expression(number)

        yield cut_table(columns, (number for number in self.graph.nodes if not is_inner(self.graph, number)), True, row)[0]
        yield from upstream_line(self.done, whole)

    def question(self, one: "Expectation", style: Style) -> str:
        """What is asked, ∂price/∂tax; an array's shape beside it."""
        name = self.graph.names[one.number]
        return with_shape(self.graph, one.number, derivative(self.done, style) * (one.kind == "gradient") + name, style)

    def correction(self, one: "Answer", style: Style) -> Iterator[Part]:
        """What is said of an answer that is not right: what is the matter with it, and what is right where that leaves it out."""
        said = reason_of(one)
        if said is not None:
            yield said
        if one.worst is None or maths.is_array(one.actual):
            yield from self.right_number(one, style)

    def right_number(self, one: "Answer", style: Style) -> Iterator[Part]:
        yield formula(f"{say('it is')} ", stacked(one.actual, style._replace(full=True)))
