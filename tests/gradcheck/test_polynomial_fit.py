"""Slopes from wide steps: polynomials that are fitted to differences, and how far they are to be trusted."""

from math import inf, isfinite, nan, sqrt
from typing import Any

import numpy as np
import pytest

from backprop_cli.gradcheck.code_precision import HALF, SINGLE
from backprop_cli.gradcheck.perturbation import Slope
from backprop_cli.gradcheck.polynomial_fit import (
    EVEN,
    MIXED,
    RATIO,
    STEPS,
    all_off_alike,
    best_fit,
    fit,
    fitted_rungs,
    fitted_slopes,
    kinked,
    moving,
    sharpened,
    slope_of_fit,
    solution,
)  # fmt: skip
from backprop_cli.gradcheck.step_ladder import Rung

from .test_central import probe_of

HS = [RATIO**k for k in range(9)]


@pytest.mark.parametrize("exponents", [*EVEN, *MIXED, (0,)])
def test_a_polynomial_of_its_own_kind_is_found_whatever_its_coefficients(exponents: tuple[int, ...]) -> None:
    window = [(5.0 + sum(-3.0 * h**e for e in exponents if e), 1e-3 / h) for h in HS]
    assert fit(window, exponents)[0] == pytest.approx(5.0, rel=1e-11)


@pytest.mark.parametrize("exponents", [*EVEN, *MIXED])
@pytest.mark.parametrize("noise", [1e-3, 1e-1])
def test_the_bar_is_four_standard_errors_of_a_weighted_fit(exponents: tuple[int, ...], noise: float) -> None:
    """As textbooks have it: (AᵀA)⁻¹ of the rows over their noise; times the scatter, which counts for 0.3 at least."""
    off = np.array([3, -1, 4, -1, 5, -9, 2, -6, 5]) * 1e-2
    ys = 2.0 + off
    a = np.array([[h**e for e in exponents] for h in HS]) * np.array(HS)[:, None] / noise
    b = ys * np.array(HS) / noise
    found, residual = np.linalg.lstsq(a, b, rcond=None)[:2]
    scatter = max(0.3, sqrt(residual[0] / (9 - len(exponents))))
    value, bar = fit([(y, noise / h) for y, h in zip(ys, HS, strict=True)], exponents)
    assert value == pytest.approx(found[0], rel=1e-9)
    assert bar == pytest.approx(4.0 * scatter * sqrt(np.linalg.inv(a.T @ a)[0, 0]), rel=1e-7)


def test_a_constant_without_scatter_has_three_tenths_of_its_standard_error() -> None:
    """The squares of the steps add up to 2 − 2⁻⁸."""
    value, bar = fit([(7.0, 0.5 / h) for h in HS], (0,))
    assert (value, bar) == (pytest.approx(7.0), pytest.approx(4.0 * 0.3 * 0.5 / sqrt(2.0 - 2.0**-8)))


def test_small_systems_are_solved() -> None:
    assert solution([[4.0, 2.0], [2.0, 3.0]], [8.0, 8.0]) == pytest.approx([1.0, 2.0])
    assert solution([[2.0, 1.0, 0.0], [1.0, 3.0, 1.0], [0.0, 1.0, 4.0]], [4.0, 10.0, 14.0]) == pytest.approx([1.0, 2.0, 3.0])


def points(count: int, value: float = 2.0, curve: float = 0.0) -> list[tuple[float, float]]:
    return [(value + curve * RATIO ** (6 * k), 1e-6 / RATIO**k) for k in range(count)]


def test_of_all_windows_the_surest_counts() -> None:
    """What wide steps show is no polynomial of the kinds that are tried; noise is larger with each step down."""
    rough = [(2.0 + 40.0 * (k % 2), 1e-6 / RATIO**k) for k in range(5)] + points(20)[5:]
    value, bar = best_fit(rough, EVEN)
    assert value == pytest.approx(2.0, abs=1e-9)
    assert bar == pytest.approx(fit(points(20)[4:13], (0, 2))[1])


def test_windows_with_what_is_no_number_are_left_out_and_without_any_nothing_is_known() -> None:
    assert best_fit([(nan, 1e-6)] * 3 + points(12)[3:], EVEN)[0] == pytest.approx(2.0)
    value, bar = best_fit([(nan, 1e-6)] * 20, EVEN)
    assert (isfinite(value), bar) == (False, inf)
    assert best_fit(points(8), EVEN)[1] == inf
    assert best_fit(points(9), EVEN)[1] < inf
    assert best_fit([(1.0, inf)] * 20, EVEN)[1] == inf


def ladder_of(right: Any, left: Any, noise: float = 1e-9, count: int = STEPS) -> list[Rung]:
    hs = [RATIO**k for k in range(count)]
    return [Rung(h, (right(h) + left(h)) / 2.0, right(h), left(h), noise / h) for h in hs]


def test_a_slope_is_what_both_sides_come_to() -> None:
    """The third powers that x³ adds at 2: 12 ± 6h + h²."""
    slope = slope_of_fit(ladder_of(lambda h: 12.0 + 6.0 * h + h * h, lambda h: 12.0 - 6.0 * h + h * h))
    assert slope.value == pytest.approx(12.0, abs=1e-7)
    assert (slope.method, slope.left) == ("central", None)
    assert 0.0 < slope.bar < 1e-7


@pytest.mark.parametrize("side", ["right", "left"])
def test_at_the_edge_of_a_domain_the_other_side_serves(side: str) -> None:
    there, nowhere = (lambda h: 3.0 + 2.0 * h), (lambda h: nan)
    slope = slope_of_fit(ladder_of(there, nowhere) if side == "right" else ladder_of(nowhere, there))
    assert slope.value == pytest.approx(3.0, abs=1e-6)
    assert slope.bar < 1e-6


def test_a_jump_between_the_sides_that_stays_is_a_kink() -> None:
    ladder = ladder_of(lambda h: 2.0 + h, lambda h: -1.0 - h)
    found = kinked(Slope(0.5, 0.25, "central", measure=7.0), ladder)
    assert found is not None
    assert (found.left, found.right) == (pytest.approx(-1.0), pytest.approx(2.0))
    assert found.bar > 0.25
    assert found.measure == 7.0


@pytest.mark.parametrize(("jump", "kink"), [(0.02, False), (0.04, True)])
def test_two_slopes_differ_by_a_hundredth_of_the_larger_at_least(jump: float, kink: bool) -> None:
    ladder = ladder_of(lambda h: 3.0 + jump / 2.0 + h, lambda h: 3.0 - jump / 2.0 - h)
    assert (kinked(Slope(3.0, 0.0, "central"), ladder) is not None) is kink


def test_noise_is_no_kink() -> None:
    ladder = ladder_of(lambda h: 3.2, lambda h: 2.8, noise=0.1)
    assert kinked(Slope(3.0, 0.0, "central"), ladder) is None


def stepped(quantum: float, noise: float) -> list[Rung]:
    """L = x in steps of `quantum`."""

    def moved(h: float) -> float:
        return round(h / quantum) * quantum / h

    return ladder_of(moved, moved, noise)


def test_where_l_stands_still_on_narrow_steps_the_noise_is_its_least_change() -> None:
    """At most a 64th of the noise was missed before."""
    ladder = moving(stepped(2.0**-13, 2.0**-40))
    assert [rung.noise * rung.h for rung in ladder] == pytest.approx([2.0**-13] * STEPS)
    assert [rung[:4] for rung in ladder] == [rung[:4] for rung in stepped(2.0**-13, 2.0**-40)]


@pytest.mark.parametrize(("quantum", "noise"), [(2.0**-13, 2.0**-18), (2.0**-11, 2.0**-40), (2.0**-30, 2.0**-60)])
def test_noise_stays_that_knows_the_least_change_and_where_that_is_large_or_nothing_stands_still(
    quantum: float, noise: float
) -> None:
    ladder = stepped(quantum, noise)
    assert moving(ladder) == ladder


def test_a_ladder_of_an_entry_that_is_small_beside_its_array_has_more_rungs() -> None:
    """Thirty steps, and two more for each halving between the array and the entry, sixty at most."""
    probe, moves = probe_of("x: [0.25, 8, 1e-9]", "sum(x)")
    ladders = fitted_rungs(probe, moves)
    assert [len(ladder) for ladder in ladders] == [30 + 2 * 5, 30, 60]
    assert [ladder[0].h for ladder in ladders] == [8.0, 8.0, pytest.approx(8.0)]
    assert ladders[1][2].h == pytest.approx(4.0)


def test_what_differences_left_blunt_is_sharpened() -> None:
    probe, moves = probe_of("x: 3", "x ** 2")
    (found,) = sharpened(probe, moves, [Slope(6.01, 0.1, "central", floor=9.0)], [6.0], 1e-6)
    assert found.value == pytest.approx(6.0, rel=1e-9)
    assert found.bar < 1e-6
    assert found.floor == 9.0


@pytest.mark.parametrize(
    ("slope", "looked_at"),
    [
        (Slope(9.0, 0.1, "central"), True),
        (Slope(6.0, 1e-17, "central"), False),
        (Slope(6.01, inf, "central"), False),
        (Slope(6.0, 0.1, "central", 0.0, 5.0, 7.0), False),
    ],
    ids=["the fit says otherwise", "sharp", "without any bar", "a kink"],
)
def test_a_slope_stays_that_a_fit_does_not_confirm_or_that_is_in_no_need_of_one(slope: Slope, looked_at: bool) -> None:
    probe, moves = probe_of("x: 3", "x ** 2")
    assert sharpened(probe, moves, [slope], [6.0], 1e-6) == [slope]
    assert (probe.passes > 0) is looked_at


def alike(analytic: list[float], bars: float = 0.02, tolerance: float = 1e-3, least: float = 0.0, **first: Any) -> int | None:
    slopes = [Slope(value, bars, "central") for value in (1.0, 2.0, -3.0, 0.5)[: len(analytic)]]
    return all_off_alike(analytic, [slopes[0]._replace(**first), *slopes[1:]], tolerance, least)


def test_entries_that_are_off_by_one_factor_are_wrong_together() -> None:
    """Weights of 1 / 0.01², and squares that add up to 14.25: the factor is known to 3 / √142500 = 0.008."""
    assert alike([1.01, 2.02, -3.03, 0.505]) == 2
    assert alike([0.99, 1.98, -2.97, 0.495]) == 2
    assert alike([1.007, 2.014, -3.021, 0.5035]) is None
    assert alike([1.01, 2.02, -3.03, 0.505], tolerance=0.003) is None
    assert alike([1.01, 2.02, -3.03, 0.505], bars=0.04) is None
    assert alike([1.01, 2.02, -3.03, 0.505], least=0.01) is None
    assert alike([1.03, 2.0, -2.99, 0.48]) is None


def test_entries_at_kinks_and_without_a_bar_are_not_counted_among_them() -> None:
    assert alike([9.0, 2.0, -3.0, 0.5]) == 0
    assert alike([9.0, 2.0, -3.0, 0.5], left=1.0) is None
    assert alike([9.0, 2.0, -3.0, 0.5], bar=inf) is None
    assert alike([nan, 2.0, -3.0, 0.5]) is None


def test_fewer_than_three_entries_have_nothing_in_common() -> None:
    assert alike([1.5, 3.0]) is None
    assert alike([1.5, 3.0, -4.5]) == 2


@pytest.mark.parametrize(("epsilon", "roundings", "measure"), [(SINGLE, 8.0, 1.0), (HALF, 16.0, 3.0)])
def test_code_of_low_precision_may_be_off_by_some_of_its_roundings_of_the_largest_gradient(
    epsilon: float, roundings: float, measure: float
) -> None:
    """x² + 5y at 3: 6 and 5."""
    probe, moves = probe_of("x: 3, y: 2", "x ** 2 + 5 * y")
    slopes = fitted_slopes(probe, moves, [6.0, 5.0], 1e-3, epsilon)
    assert [slope.value for slope in slopes] == pytest.approx([6.0, 5.0], rel=1e-9)
    assert [slope.rounding for slope in slopes] == pytest.approx([roundings * epsilon * 6.0] * 2)
    assert [slope.measure for slope in slopes] == pytest.approx([measure * 6.0] * 2)


@pytest.mark.parametrize(("claim", "measure"), [(0.0, 400.0), (40.0, 40.0)])
def test_a_claim_of_nothing_is_measured_against_l_itself(claim: float, measure: float) -> None:
    """(x − 20)² at 20 beside 400: the slope is 0."""
    probe, moves = probe_of("x: 20", "(x - 20) ** 2 + 400")
    (slope,) = fitted_slopes(probe, moves, [claim], 1e-3, SINGLE)
    assert slope.measure == pytest.approx(measure)


def test_a_wrong_claim_beside_a_kink_gets_its_two_slopes_and_a_right_one_does_not() -> None:
    probe, moves = probe_of("x: 0", "abs(x) + x")
    (wrong,) = fitted_slopes(probe, moves, [5.0], 1e-3, SINGLE)
    assert (wrong.left, wrong.right) == (pytest.approx(0.0, abs=1e-9), pytest.approx(2.0))
    (right,) = fitted_slopes(probe, moves, [1.0], 1e-3, SINGLE)
    assert right.left is None


def test_of_entries_that_are_off_alike_the_worst_gets_no_bar() -> None:
    probe, moves = probe_of("x: [1, 2, 3]", "sum(x ** 2)")
    slopes = fitted_slopes(probe, moves, [3.0, 6.0, 9.0], 1e-3, SINGLE)
    assert [(slope.bar, slope.rounding) == (0.0, 0.0) for slope in slopes] == [False, False, True]
