"""What a claimed and a numerical slope, with its error bar, come to."""

from math import inf, nan

import pytest

from backprop_cli.gradcheck.perturbation import Slope
from backprop_cli.gradcheck.result import Check
from backprop_cli.gradcheck.verdict import forgiven, judged


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


def row(error: float, verdict: str = "fail") -> Check:
    return Check("x", None, 1.0, 1.0 + error, error, 1e-9, "complex", verdict, None, None)


@pytest.mark.parametrize(
    ("error", "most", "scale", "size", "verdict"),
    [
        (1e-3, 0.9e-4, 1.0, 1.0, "fail"),
        (1e-3, 1.1e-4, 1.0, 1.0, "inconclusive"),
        (1e-3, 1.1e-4, 1.0, 1.1e9, "pass"),
        (1e-3, 1.1e-4, 1.0, 0.9e9, "inconclusive"),
        (1e-3, 1.1e-4, 1e-9, 1.1, "pass"),
        (1e-3, 1.1e-4, 1e-9, 0.9, "inconclusive"),
        (nan, 1.0, 1.0, 1.0, "fail"),
    ],
)
def test_an_error_within_ten_times_what_the_claim_trembles_is_none_beside_l_or_leaves_open(
    error: float, most: float, scale: float, size: float, verdict: str
) -> None:
    """10⁻¹² of L, beside the error times the size of the entry."""
    found = forgiven(row(error), most, scale, size)
    assert found is not None
    assert (found.name, found.analytic, found.bound) == ("x", 1.0, 1e-9)
    assert found.verdict == verdict


def test_where_there_is_no_row_nothing_is_forgiven() -> None:
    assert forgiven(None, 1.0, 1.0, 1.0) is None


@pytest.mark.parametrize(("rounding", "verdict"), [(0.0, "fail"), (0.5, "pass")])
def test_what_low_precision_may_do_is_in_the_bound(rounding: float, verdict: str) -> None:
    assert judged("x", None, 2.0, Slope(2.4, 0.0, "central", rounding=rounding), 1e-3, True).verdict == verdict


@pytest.mark.parametrize(("measure", "verdict"), [(0.0, "inconclusive"), (1e4, "pass")])
def test_the_bar_of_low_precision_is_held_against_the_largest_gradient(measure: float, verdict: str) -> None:
    assert judged("x", None, 2.0, Slope(2.0, 1.0, "central", measure=measure), 1e-3, True).verdict == verdict
