"""The Taylor-remainder test: remainders fall with h² for a right gradient and with h for a wrong one."""

import math

import numpy as np
import pytest

from backprop_cli.gradcheck.comparison import Pass, SlopeComparison
from backprop_cli.gradcheck.random_numbers import RandomNumbers
from backprop_cli.gradcheck.result import CheckSettings, TaylorRow
from backprop_cli.gradcheck.taylor import along, largest_on_the_way, remainder_rows, taylor_verdict
from backprop_cli.layers import SHELF

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
    assert taylor_verdict([good], math.inf, 0.0, False) == "nonfinite"
    assert taylor_verdict([good, bad], 1.0, 0.0, False) == "nonfinite"
    assert taylor_verdict([good], 1.0, 0.0, False) == "pass"


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
    comparison = SlopeComparison(Pass(graph, values, [None] * 4, 2, 1.0), CheckSettings(), RandomNumbers(0))
    assert largest_on_the_way(comparison) == 500.0


def test_rounding_is_relative_to_the_largest_value_also_where_all_are_small() -> None:
    graph = graph_of([np.array([1e-3, -2e-3])], [], [(Same(), (0,))])
    comparison = SlopeComparison(Pass(graph, [graph.values[0]] * 2, [None] * 2, 1, 1.0), CheckSettings(), RandomNumbers(0))
    assert largest_on_the_way(comparison) == 2e-3


def test_each_step_is_half_of_the_last() -> None:
    result = check("variables: {x: 0.3}\nnodes: {z: sin(x)}", method="taylor")
    assert result.taylor is not None
    hs = [row.h for row in result.taylor]
    assert hs == [hs[0] * 2.0**-k for k in range(len(hs))]


def test_a_gradient_that_is_half_of_what_it_should_be_is_off_by_itself() -> None:
    """Along any direction: what is missing is as much as what is there."""
    (row,) = check_graph(graph_of([np.array([2.0, -1.0])], [], [(Same(0.5), (0,))]), method="taylor").checks
    assert row.error == pytest.approx(abs(row.analytic))
    assert (row.method, row.verdict, row.bound) == ("taylor", "fail", math.inf)


def test_a_positive_slope_that_is_half_of_what_it_should_be_has_twice_its_size_beside_it() -> None:
    rows = [check_graph(graph_of([2.0], [], [(Same(0.5), (0,))]), method="taylor", seed=seed).checks[0] for seed in range(8)]
    positive = [row for row in rows if row.analytic > 0.0]
    assert len(positive) > 0
    assert [row.numeric for row in positive] == pytest.approx([2.0 * row.analytic for row in positive])


def test_the_upstream_weighs_the_changes() -> None:
    result = check("variables: {x: [0.3, 1.2]}\nnodes: {z: sin(x)}\nupstream: [100, 0.01]", method="taylor")
    assert (result.verdict, result.taylor is not None and result.taylor[-1].order) == ("pass", pytest.approx(2.0, abs=0.1))


def test_at_0_where_nothing_rounds_a_linear_function_passes() -> None:
    assert check("variables: {x: 0}\nnodes: {y: x + x}", method="taylor").verdict == "pass"


def orders(changes: list[float], noise: float = 0.0, slope: float = 0.0) -> list[float | None]:
    rows = remainder_rows([2.0**-k for k in range(len(changes))], changes, slope, noise)
    assert [row.h for row in rows] == [2.0**-k for k in range(len(changes))]
    return [row.order for row in rows]


def test_the_order_is_told_by_how_much_smaller_a_remainder_is_than_that_of_twice_the_step() -> None:
    assert orders([1.0, 0.25, 0.0625]) == [None, 2.0, 2.0]
    assert orders([8.0, 4.0, -0.5]) == [None, 1.0, 3.0]
    assert orders([4.0 + 1.0, 2.0 + 0.25], slope=4.0) == [None, 2.0]


def test_no_order_is_told_where_a_remainder_is_noise_or_nothing_or_not_finite() -> None:
    assert orders([1.0, 0.25, 0.0625], noise=0.04) == [None, 2.0, None]
    assert orders([0.0, 0.0, 0.0]) == [None, None, None]
    assert orders([1.0, math.inf, 0.25, 0.125]) == [None, None, None, 1.0]
    assert orders([1.0, math.nan, 0.25]) == [None, None, None]


def rows_of(*orders: float) -> list[TaylorRow]:
    """Rows of half the step each, whose remainders fall by these orders."""
    rows = [TaylorRow(1.0, 1.0, None)]
    for order in orders:
        rows.append(TaylorRow(rows[-1].h / 2.0, rows[-1].remainder / 2.0**order, order))
    return rows


@pytest.mark.parametrize(
    ("rows", "kinked", "verdict"),
    [
        (rows_of(2.0, 2.0, 2.0), False, "pass"),
        (rows_of(1.0, 1.0, 1.0), False, "fail"),
        (rows_of(1.0, 1.0, 1.0), True, "inconclusive"),
        (rows_of(2.0, 2.0, 7.0, -3.0, 2.0, 2.0), False, "pass"),
        (rows_of(2.0, 2.0, 2.0, 2.0, 1.0, 1.0, 1.0), False, "fail"),
        (rows_of(2.0, 2.0, 40.0, -19.0), True, "pass"),
    ],
    ids=["right", "wrong", "wrong at a kink", "the remainder crosses 0", "a small fault shows at the end", "noise is not read"],
)
def test_the_usual_order_decides(rows: list[TaylorRow], kinked: bool, verdict: str) -> None:
    assert taylor_verdict(rows, 2.0, 1e-9, kinked) == verdict


@pytest.mark.parametrize(("slope", "noise", "verdict"), [(2.0, 1e-3, "pass"), (2.0, 0.1, "inconclusive"), (0.0, 0.1, "pass")])
def test_without_any_order_noise_has_to_be_small_beside_what_the_first_step_changes(
    slope: float, noise: float, verdict: str
) -> None:
    assert taylor_verdict([TaylorRow(1.0, 1e-9, None), TaylorRow(0.5, 1e-9, None)], slope, noise, False) == verdict


def test_a_slope_along_a_direction_is_the_sum_over_its_entries() -> None:
    assert along(np.array([3.0, 5.0]), np.array([2.0, -4.0])) == -14.0
    assert along(3.0, 2.0) == 6.0
    assert along(None, 2.0) == 0.0


@pytest.mark.parametrize("factor", [0.5, 1.0, 3.0, -1.0])
@pytest.mark.parametrize("x", [3.0, -3.0])
def test_the_numerical_slope_is_right_whatever_the_backward_pass_says(factor: float, x: float) -> None:
    """A slope of `factor` beside 1: the gradient is 1/factor of what was claimed."""
    (row,) = check_graph(graph_of([x], [], [(Same(factor), (0,))]), method="taylor").checks
    assert row.numeric == pytest.approx(row.analytic / factor, rel=1e-6)
    assert row.error == pytest.approx(abs(row.analytic - row.numeric), rel=1e-6, abs=1e-6)


@pytest.mark.parametrize("x", ["[1, 0.002]", "[1, -0.0004]"])
def test_steps_that_cross_a_pole_nearby_are_followed_by_nearer_ones(x: str) -> None:
    for seed in range(4):
        assert check(f"variables: {{x: {x}}}\nnodes: {{y: 1 / x}}\n", method="taylor", seed=seed).verdict == "pass"


def test_variables_behind_a_stop_are_not_judged_and_the_others_are() -> None:
    text = "variables: {x: 3, y: 2}\nlayers:\n  held: {inputs: [a], forward: a * stop_gradient(a)}\nnodes: {z: held(x) + y ** 3}"
    result = check(text, method="taylor")
    assert [(row.name, row.verdict) for row in result.checks] == [("y", "pass"), ("x", "meant")]
    assert result.verdict == "meant"
    assert result.taylor is not None
    assert result.taylor[-1].order == pytest.approx(2.0, abs=0.1)  # of y's remainders
    by_entries = check(text)
    assert (by_entries.verdict, by_entries.culprits) == ("meant", [])


@pytest.mark.parametrize(
    "expression", ["floor(x) * 3 + x ** 2", "round(8 * x) + exp(x)", "where(x > 0.28, 0, x)", "sign(x - 0.31) + x"]
)
def test_a_step_over_the_edge_of_a_step_is_no_wrong_gradient(expression: str) -> None:
    assert check(f"variables: {{x: 0.3}}\nnodes: {{y: '{expression}'}}", method="taylor", seed=3).verdict == "pass"


def test_where_every_step_jumps_nothing_is_claimed() -> None:
    result = check("variables: {x: 0.3}\nnodes: {y: 'round(1e12 * x) * 1e-9'}", method="taylor")
    assert result.verdict == "inconclusive"
    assert any("jumps within the smallest step" in said for said in result.notes)


def test_a_wrong_gradient_beside_a_step_is_still_wrong() -> None:
    graph = graph_of([0.3], [], [(Same(1.01), (0,)), (SHELF["floor"](), (0,)), (SHELF["add"](), (1, 2))])
    assert check_graph(graph, method="taylor").verdict == "fail"
