"""What a claimed and a numerical slope, with its error bar, come to."""

from math import inf, nan

import pytest

from backprop_cli.gradcheck.judge import judged
from backprop_cli.gradcheck.move import Slope


@pytest.mark.parametrize(
    ("analytic", "slope", "verdict"),
    [
        (2.0, Slope(2.0, 1e-9, "central"), "pass"),
        (2.0, Slope(2.0, 1e-3, "central"), "inconclusive"),
        (2.0, Slope(2.0, 1e-3, "complex"), "pass"),
        (0.0, Slope(0.0, 1e-8, "central"), "inconclusive"),
        (0.0, Slope(0.0, 1e-8, "central", floor=1.0), "pass"),
        (0.0, Slope(0.0, 1e-3, "central", floor=1.0), "inconclusive"),
        (1e-3, Slope(1e-3, 1e-8, "central", floor=1.0), "inconclusive"),
    ],
)
def test_a_bar_is_small_beside_the_slope_or_where_that_is_0_beside_what_it_is_a_sum_of(
    analytic: float, slope: Slope, verdict: str
) -> None:
    assert judged("x", None, analytic, slope, 1e-6, True).verdict == verdict


@pytest.mark.parametrize(
    ("analytic", "slope", "bound", "verdict"),
    [
        (-2.0, Slope(-4.0, 0.5, "complex"), 2.0, "pass"),
        (-4.0, Slope(-2.0, 0.5, "complex"), 2.0, "pass"),
        (-2.0, Slope(2.0, 0.5, "complex"), 1.25, "fail"),
        (1.0, Slope(2.0, 0.5, "complex", 0.0, -1.0, 5.0), 3.0 + 5e-6 + 0.75 + 0.5, "kink"),
        (1.0, Slope(2.0, 0.5, "complex", 0.0, 5.0, -1.0), 3.0 + 5e-6 + 0.75 + 0.5, "kink"),
        (9.0, Slope(2.0, 0.5, "complex", 0.0, -1.0, 5.0), 3.0 + 5e-6 + 3.375 + 0.5, "fail"),
    ],
)
def test_the_bound_is_a_part_of_the_larger_of_both_and_the_error_bar_and_half_of_a_jump(
    analytic: float, slope: Slope, bound: float, verdict: str
) -> None:
    """With a tolerance of 0.375; the two slopes of a kink may be off by a millionth of the larger."""
    row = judged("x", (1,), analytic, slope, 0.375, True)
    assert (row.bound, row.verdict) == (pytest.approx(bound, rel=1e-12), verdict)
    assert row[:5] == ("x", (1,), analytic, slope.value, abs(analytic - slope.value))
    assert row[6:] == (slope.method, verdict, slope.left, slope.right)


@pytest.mark.parametrize(
    ("analytic", "slope", "finite", "verdict"),
    [
        (2.0, Slope(2.0, 0.0, "complex"), False, "nonfinite"),
        (inf, Slope(2.0, 0.0, "complex"), True, "nonfinite"),
        (nan, Slope(2.0, 0.0, "complex"), True, "nonfinite"),
        (2.0, Slope(nan, 0.0, "complex"), True, "nonfinite"),
        (2.0, Slope(nan, inf, "central"), True, "inconclusive"),
        (2.0, Slope(2.0, 0.0, "central"), True, "pass"),
    ],
)
def test_what_is_not_finite_has_no_verdict_but_that(analytic: float, slope: Slope, finite: bool, verdict: str) -> None:
    assert judged("x", None, analytic, slope, 1e-6, finite).verdict == verdict


@pytest.mark.parametrize(("floor", "verdict"), [(1.0, "inconclusive"), (1e6, "pass")])
def test_a_claim_that_is_rounding_beside_what_the_slope_is_a_sum_of_counts_as_0(floor: float, verdict: str) -> None:
    """10⁻¹² is less than 64 ε of a million, and more than 64 ε of 1."""
    assert judged("x", None, 1e-12, Slope(0.0, 1e-7, "central", floor), 1e-6, True).verdict == verdict
