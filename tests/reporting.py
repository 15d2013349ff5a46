"""Reports for tests: a problem's text in, the report of a pass, or its output in a form, out."""

from collections.abc import Sequence
from typing import Any

from backprop_cli.problem.problem import Problem
from backprop_cli.problem.solve import solve, values_of
from backprop_cli.render import FORMS
from backprop_cli.render.cells import block
from backprop_cli.report.asked import Asked
from backprop_cli.report.backward import BackwardReport
from backprop_cli.report.blocks import Cell, Equation
from backprop_cli.report.forward import ForwardReport
from backprop_cli.report.rows import Report, Style, Table
from tests.problems import problem_of_bytes

APPLE = """\
title: "apples [red]and[/red] more · 사과"
variables: {apple: 100, apple_num: 2, tax: 1.1}
nodes:
  apple_price: apple * apple_num
  price: apple_price * tax
"""
FAN_OUT = "variables: {x: 4}\nnodes: {square: x * x, triple: 3 * x, y: square + triple}\n"
AFFINE = """\
variables: {X: [[0, 0], [1, 2]], W: [[2, 4, 6], [4, 3, 2]], b: [1, 2, 3]}
nodes: {Y: "affine(X, W, b)"}
upstream: [[1, 2, 3], [4, 5, 6]]
"""


def read(problem: str | Problem) -> Problem:
    return problem if isinstance(problem, Problem) else problem_of_bytes(problem)


def forward_of(problem: str | Problem, nodes: Sequence[str] | None = None) -> Report:
    problem = read(problem)
    asked = None if nodes is None else [problem.find(name) for name in nodes]
    return ForwardReport(problem, values_of(problem), problem.only_output(), asked)


def backward_of(problem: str | Problem, wrt: Sequence[str | Asked] | None = None, upstream: Any = None) -> Report:
    problem = read(problem)
    graph = problem.graph
    names = [graph.names[number] for number in graph.variables] if wrt is None else wrt
    asked = [name if isinstance(name, Asked) else Asked(name, problem.find(name)) for name in names]
    return BackwardReport(problem, solve(problem, upstream=upstream), asked)


def shown(report: Report, form: str = "table", **style: Any) -> str:
    return "".join(FORMS[form](report, Style(**style)))


def forms_of(kind: type[Report]) -> list[str]:
    """The forms that such a report has: an `expect:` block only where there is something to paste."""
    return [form for form in FORMS if form != "yaml" or kind.pasted_under]


def tables(report: Report, **style: Any) -> list[list[list[str]]]:
    """Every table of a report's page, as rows of flat texts, the headers first."""
    parts = report.page(Style(flat=True, **style)).parts
    return [
        [[column.header for column in part.columns], *([flat(cell) for cell in row] for row in part.rows)]
        for part in parts
        if isinstance(part, Table)
    ]


def notes(report: Report, **style: Any) -> list[str]:
    """The lines of text between the tables; the tables are used up on the way, as a form does it."""
    texts = []
    for part in report.page(Style(**style)).parts:
        if isinstance(part, Table):
            list(part.rows)
        else:
            texts.append(part if isinstance(part, str) else flat(part))
    return texts


def flat(cell: Cell) -> str:
    """A cell as text; a formula's arrays on one line, where the style is flat."""
    if isinstance(cell, Equation):
        return f"{flat(cell.left)} = {flat(cell.right)}".removeprefix(" ")
    return "\n".join(line.rstrip() for line in block(cell))
