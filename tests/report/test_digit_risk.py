"""Whether digits may have been lost on the way: asked of every pass, and answered cheaply."""

import pytest

from backprop_cli import engine
from backprop_cli.problem.reader import read_problem
from backprop_cli.report.digit_risk import may_lose_digits
from backprop_cli.source import Source

OWN = "layers:\n  own: {inputs: [x], forward: log(1 + x), backward: {x: dout / (1 + x)}}\n"


@pytest.mark.parametrize(
    ("x", "expression", "may"),
    [
        ("1e-9", "1 + x", True),
        ("1e-9", "x + 1", True),
        ("1e-7", "1 + x", False),
        ("0", "1 + x", False),
        ("1.000000001", "x - 1", True),
        ("1.001", "x - 1", False),
        ("-1.000000001", "x + 1", True),
        ("1", "x - 1", True),
        ("[3, 1e-9]", "1 + x", True),
        ("[3, 0]", "1 + x", False),
        ("[3, 1.000000001]", "x - 1", True),
        ("[3, 1e-9]", "sum(x)", True),
        ("[3, 1e-9]", "mean(x)", True),
        ("[1, -1.000000001]", "sum(x)", True),
        ("[3, 0, 2]", "sum(x)", False),
        ("[0, 0]", "sum(x)", False),
        ("1e-9", "log1p(x) / x", False),
        ("1e-9", "own(x)", True),
        ("0.5", "own(x)", False),
        ("[0.5, 1e-9]", "own(x)", True),
    ],
)
def test_sums_and_differences_of_what_nearly_cancels_or_of_small_and_large(x: str, expression: str, may: bool) -> None:
    """Half of the digits: 2⁻²⁶ is 1.5 · 10⁻⁸."""
    graph = read_problem(Source("p.yaml", f"variables: {{x: {x}}}\n{OWN}nodes: {{y: {expression}}}"), None).graph
    assert may_lose_digits(graph, engine.forward(graph)) is may
