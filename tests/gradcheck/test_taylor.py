"""The Taylor-remainder test: remainders fall with h² for a right gradient and with h for a wrong one."""

import math

import numpy as np
import pytest

from backprop_cli.gradcheck.chance import Chance
from backprop_cli.gradcheck.entries import Comparison, Pass
from backprop_cli.gradcheck.result import Settings, TaylorRow
from backprop_cli.gradcheck.taylor import largest, verdict_of

from .checking import Same, check, check_graph, graph_of


def test_a_right_gradient_has_order_2() -> None:
    result = check("variables: {x: [0.3, 1.2], y: 2}\nnodes: {z: sin(x) * y}", method="taylor")
    assert result.verdict == "pass"
    assert result.taylor is not None
    assert result.taylor[0].order is None
    assert [row.order for row in result.taylor[1:]] == pytest.approx([2.0] * (len(result.taylor) - 1), abs=0.2)
    assert [row.h for row in result.taylor] == sorted((row.h for row in result.taylor), reverse=True)


def test_a_wrong_gradient_has_order_1() -> None:
    result = check_graph(graph_of([np.array([2.0, -1.0])], [], [(Same(1.01), (0,))]), method="taylor")
    assert result.verdict == "fail"
    assert result.taylor is not None
    assert [row.order for row in result.taylor[1:]] == pytest.approx([1.0] * (len(result.taylor) - 1), abs=1e-6)
    assert [culprit.node for culprit in result.culprits] == ["n0"]


@pytest.mark.parametrize(
    ("x", "expression"),
    [("1e12", "x ** 2"), ("1e-7", "log(x)"), ("1e-7", "1 / x"), ("1", "(x + 1e8) - 1e8"), ("3", "2 * x"), ("1", "0 * x")],
)
def test_points_where_steps_go_wrong(x: str, expression: str) -> None:
    assert check(f"variables: {{x: {x}}}\nnodes: {{y: {expression}}}", method="taylor").verdict == "pass"


def test_a_step_that_leaves_the_domain_is_made_smaller() -> None:
    result = check("variables: {x: 0.99}\nnodes: {y: log(1 - x)}", method="taylor")
    assert result.verdict == "pass"
    assert result.taylor is not None
    assert result.taylor[0].h < 2.0**-4


def test_at_a_kink_it_says_so() -> None:
    result = check("variables: {x: 0}\nnodes: {y: relu(x)}", method="taylor")
    assert result.verdict == "inconclusive"
    assert any("kink" in note for note in result.notes)


def test_a_variable_without_a_gradient_adds_nothing() -> None:
    result = check("variables: {x: 1, z: 2}\nnodes: {c: x > 0, y: 'where(c, z, 3) * z'}", method="taylor", wrt=["x", "z"])
    assert result.verdict == "pass"


def test_what_is_not_finite_is_said_of_the_slope_and_of_the_remainders() -> None:
    good, bad = TaylorRow(0.1, 1e-3, None), TaylorRow(0.1, math.nan, None)
    assert verdict_of([good], math.inf, 0.0, False) == "nonfinite"
    assert verdict_of([good, bad], 1.0, 0.0, False) == "nonfinite"
    assert verdict_of([good], 1.0, 0.0, False) == "pass"


def test_each_step_is_one_forward_pass() -> None:
    result = check("variables: {x: [0.3, 1.2]}\nnodes: {z: sin(x)}", method="taylor")
    assert result.taylor is not None
    assert result.forward_passes == len(result.taylor)


def test_a_point_that_every_step_leaves_has_no_verdict() -> None:
    """The domain of √(10⁻³⁰ − (x − 1)²) is 10⁻¹⁵ wide: the slope at 1 is 0, and no step has a value."""
    result = check("variables: {x: 1}\nnodes: {y: sqrt(1e-30 - (x - 1) ** 2)}", method="taylor")
    assert [found.verdict for found in result.checks] == ["nonfinite"]


def test_rounding_is_relative_to_the_largest_value_on_the_way() -> None:
    """x, 100·x, and their sum, beside a value that nobody reads."""
    product, total, aside = (Same(100.0), (0,)), (Same(), (1,)), (Same(), (0,))
    graph = graph_of([np.array([1.0, -5.0])], [], [product, total, aside])
    values = [graph.values[0], np.array([100.0, -500.0]), np.array([3.0, -7.0]), np.array([1e9, 1e9])]
    comparison = Comparison(Pass(graph, values, [None] * 4, 2, 1.0), Settings(), Chance(0))
    assert largest(comparison) == 500.0
