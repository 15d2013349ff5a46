"""When a gradient counts as differing from a slope by the complex step."""

from math import nan

import numpy as np
import pytest

from backprop_cli import engine
from backprop_cli.gradcheck.complex_step import (
    SHIFT,
    Sides,
    apart,
    between,
    both_sides,
    complex_slopes,
    jump_of,
    kink_at_point,
    sizes,
    smooth,
    step,
)
from backprop_cli.gradcheck.perturbation import Perturbation, Slope, entry_moves
from backprop_cli.gradcheck.probe import Probe
from backprop_cli.gradcheck.result import CheckSettings
from backprop_cli.problem.reader import read_problem
from backprop_cli.source import Source

from .checking import check


@pytest.mark.parametrize(
    ("analytic", "numeric", "bar", "differ"),
    [(2.0, 3.0, 0.0, False), (3.0, 2.0, 0.0, False), (2.0, 4.0, 0.0, True), (2.0, 4.0, 1.0, False), (nan, 1.0, 1.0, True)],
)
def test_what_is_tolerated_is_a_part_of_the_larger_of_both_and_the_error_bar(
    analytic: float, numeric: float, bar: float, differ: bool
) -> None:
    """With a tolerance of 0.375, 2 and 3 differ by 1 ≤ 1.125, 2 and 4 by 2 > 1.5."""
    assert apart(analytic, Slope(numeric, bar, "complex"), 0.375) is differ


def probe_of(variables: str, expression: str) -> tuple[Probe, list[Perturbation]]:
    graph = read_problem(Source("p.yaml", f"variables: {{{variables}}}\nnodes: {{L: {expression}}}"), None).graph
    values = engine.forward(graph)
    moves = [move for number in graph.variables for move in entry_moves(number, values[number], range(np.size(values[number])))]
    return Probe(graph, values, graph.nodes[-1], 1.0, CheckSettings()), moves


@pytest.mark.parametrize(("scale", "expected"), [(3.0, 3e-30), (1e-200, 1e-230), (1e-260, 1e-272)])
def test_the_step_is_a_part_of_the_number_and_still_a_number(scale: float, expected: float) -> None:
    assert step(Perturbation(0, None, scale, 1.0)) == pytest.approx(expected, rel=1e-9, abs=0.0)


def test_the_size_of_terms_is_that_at_the_point() -> None:
    """Both terms of x³ − x³ have the slope 3x²."""
    probe, moves = probe_of("x: 2", "x * x * x - x * x * x")
    assert sizes(probe, moves, [Slope(0.0, 0.0, "complex")], [1.0], [0], 1e-8) == pytest.approx([24.0])


def test_the_terms_of_all_entries_together_are_those_at_the_point() -> None:
    probe, _ = probe_of("x: [1, 2]", "sum(x * x * x)")
    assert probe.all_terms(0, 1e-30) == pytest.approx(15.0)


def test_among_many_an_entry_that_no_rounding_explains_has_the_size_of_its_slope() -> None:
    probe, moves = probe_of("x: {ones: 65}", "sum(x / 1024)")
    slopes = [Slope(2.0**-10, 0.0, "complex")] * 65
    assert sizes(probe, moves, slopes, [5.0] * 65, list(range(65)), 1e-8) == [2.0**-10] * 65


def test_the_sides_of_a_point_are_a_quarter_of_the_shift_away_and_the_whole_of_it() -> None:
    """The slope of x² at 3 + 3s is 6 + 6s."""
    (found,) = both_sides(*probe_of("x: 3", "x ** 2"))
    shifts = (-SHIFT / 4.0, SHIFT / 4.0, -SHIFT, SHIFT)
    assert found[:4] == pytest.approx(tuple(6.0 * (1.0 + shift) for shift in shifts), rel=1e-14, abs=0.0)
    assert found.changes == pytest.approx(tuple(9.0 * (2.0 * shift + shift**2) for shift in shifts), rel=1e-4, abs=0.0)


STEP_OF_2 = Sides(1.0, 3.0, 1.0, 3.0)


@pytest.mark.parametrize(
    ("sides", "bar", "kinked"),
    [
        (STEP_OF_2, 0.0, True),
        (STEP_OF_2, 3.0, False),
        (Sides(1.75, 2.25, 1.0, 3.0), 0.0, False),
        (Sides(1e3, 1e3 + 5e-7, 1e3, 1e3 + 5e-7), 0.0, False),
        (Sides(-1e3, -1e3 - 5e-6, -1e3, -1e3 - 5e-6), 0.0, True),
    ],
    ids=["jump", "explained by the bar", "shrinks with the distance", "less than 1e-9 of the slopes", "more than that"],
)
def test_a_kink_is_a_jump_that_stays(sides: Sides, bar: float, kinked: bool) -> None:
    assert (kink_at_point(Slope(9.0, bar, "complex"), sides) is not None) is kinked


def test_a_kink_has_its_sides_continued_to_the_point() -> None:
    """To the left the slopes are 1 − s, to the right 3 + 2s, at s of 1/4 and 1."""
    found = kink_at_point(Slope(9.0, 0.0, "complex"), Sides(0.75, 3.5, 0.0, 5.0))
    assert found == Slope(2.0, 0.0, "complex", 0.0, 1.0, 3.0)


def test_kinks_that_leave_a_sum_smooth_have_its_slope_with_a_billionth_of_doubt() -> None:
    found = between(Slope(9.0, 0.5, "complex"), Sides(-4.0, -4.0, -4.0, -4.0), -4.0, 1e-8)
    assert found == Slope(-4.0, 0.5 + 4e-9, "complex")


def test_kinks_that_leave_a_sum_smooth_show_it_as_both_sides_where_the_conventions_add_up_to_another() -> None:
    found = between(Slope(9.0, 0.5, "complex"), Sides(-4.0, -4.0, -4.0, -4.0), 0.0, 1e-8)
    assert (found.value, found.left, found.right) == (-4.0, -4.0, -4.0)


def test_what_the_complex_step_adds_to_a_slope_is_in_its_error_bar() -> None:
    """Im (ih)³ / h is −h², where the slope of (x − 1)³ at 1 is 0; a step of h/1024 shows a 2²⁰th of it."""
    (row,) = check("variables: {x: 1}\nnodes: {u: x - 1, y: u * u * u}").checks
    assert (row.verdict, row.analytic, row.numeric) == ("pass", 0.0, pytest.approx(-1e-60, rel=1e-9, abs=0.0))
    assert row.bound == pytest.approx(2e-60, rel=1e-5, abs=0.0)


def test_a_slope_of_subnormal_changes_has_their_few_digits() -> None:
    """A step of 10⁻¹² from 10⁻²⁷⁹ moves L by 1024.4 times the smallest float, and one of a 1024th of it by 1.0004 times."""
    (row,) = check("variables: {x: 1e-279}\nnodes: {y: 5.0612e-30 * x}").checks
    assert row.numeric == pytest.approx(1024.0 * 2.0**-1074 / 1e-291, rel=1e-9, abs=0.0)
    assert (row.analytic, row.verdict) == (5.0612e-30, "pass")


def test_equal_slopes_are_not_apart_though_nothing_is_tolerated() -> None:
    assert not apart(0.0, Slope(0.0, 0.0, "complex"), 0.0)


def test_kinks_that_leave_a_sum_smooth_have_the_doubt_of_the_larger_side() -> None:
    found = between(Slope(9.0, 0.5, "complex"), Sides(-4.0, -2.0, -4.0, -2.0), -3.0, 1e-8)
    assert found == Slope(-3.0, 0.5 + 4e-9, "complex")


@pytest.mark.parametrize("expression", ["sum(x * 4 - x * 2)", "sum((x * 4 - x * 2) * 1.0)"])
@pytest.mark.parametrize("analytic", [3.0, 1.5])
def test_among_many_an_entry_within_the_tolerance_has_the_size_of_its_terms(expression: str, analytic: float) -> None:
    """The slope is 4 − 2; 3 and 1.5 differ from it by less than 0.375 of the larger of both."""
    probe, moves = probe_of("x: {ones: 65}", expression)
    slopes = [Slope(2.0, 0.0, "complex")] * 65
    assert sizes(probe, moves, slopes, [analytic] * 65, list(range(65)), 0.375) == pytest.approx([6.0] * 65)


@pytest.mark.parametrize("error", [1e-10, 1e-7])
def test_among_many_an_entry_that_rounding_explains_has_the_size_of_its_terms(error: float) -> None:
    """2⁻¹⁰ is left of terms of 10⁶, of which each has an error bar of 10⁻⁸, and all 65 entries together one of 10⁻⁶."""
    probe, moves = probe_of("x: {ones: 65}", "sum(x * 1000000 - x * 1000000 + x / 1024)")
    slopes = [Slope(2.0**-10, 0.0, "complex")] * 65
    found = sizes(probe, moves, slopes, [2.0**-10 + error] * 65, list(range(65)), 1e-8)
    assert found == pytest.approx([2e6] * 65, rel=1e-6)


def test_among_few_even_an_entry_that_no_rounding_explains_has_the_size_of_its_terms() -> None:
    probe, moves = probe_of("x: [1, 1]", "sum(x * 4 - x * 2)")
    assert sizes(probe, moves, [Slope(2.0, 0.0, "complex")] * 2, [50.0] * 2, [0, 1], 1e-8) == pytest.approx([6.0] * 2)


@pytest.mark.parametrize(
    ("analytic", "passes"),
    [(0.0, 1), (1e-15, 3), (1.0, 7)],
    ids=["agrees at once", "explained by rounding", "wrong, so that both sides are looked at at two distances"],
)
def test_no_entry_is_looked_at_closer_than_its_verdict_needs(analytic: float, passes: int) -> None:
    """The terms of x³ − x³ at 2 have slopes of 12: 10⁻¹⁵ is rounding beside them."""
    probe, moves = probe_of("x: 2", "x * x * x - x * x * x")
    (slope,) = complex_slopes(probe, moves, [analytic], 1e-8)
    assert (slope.value, slope.left, probe.passes) == (0.0, None, passes)


def test_where_the_worst_of_many_wrong_entries_are_no_kinks_the_others_are_not_asked() -> None:
    """70 entries at the point, their variable's terms together, 70 entries with a finer step, and four sides of 64."""
    probe, moves = probe_of("x: {ones: 70}", "sum(x * 4 - x * 2)")
    assert [slope.value for slope in complex_slopes(probe, moves, [50.0] * 70, 1e-8)] == pytest.approx([2.0] * 70)
    assert probe.passes == 70 + 1 + 70 + 4 * 64


def test_among_many_a_gradient_of_the_wrong_sign_is_explained_by_no_rounding() -> None:
    probe, moves = probe_of("x: {ones: 65}", "sum(x * 4 - x * 2)")
    assert sizes(probe, moves, [Slope(2.0, 0.0, "complex")] * 65, [-2.0] * 65, list(range(65)), 1e-8) == [2.0] * 65


def sides(near: float, far: float, slope: float = 3.0) -> Sides:
    return Sides(slope, slope, slope, slope, (-near, 0.0, -far, 0.0))


@pytest.mark.parametrize(
    ("near", "far", "size", "jump"),
    [(5.0, 5.0, 1.0, 5.0), (5.0, 10.1, 1.0, None), (5.0, 5.0, 1e13, None), (2.0**-36, 2.0**-36, 0.0, None), (0.0, 0.0, 1.0, None)],
    ids=["a jump", "it grows with the step", "lost in L", "what the slope explains", "nothing"],
)
def test_l_jumps_where_its_change_does_not_shrink_with_the_step(near: float, far: float, size: float, jump: float | None) -> None:
    found = jump_of(Slope(0.0, 0.5, "complex"), sides(near, far), Perturbation(0, None, 2.0, 2.0), size)
    assert (None if found is None else found.jump) == jump
    if found is not None:
        assert (found.left, found.right, found.value, found.bar) == (3.0, 3.0, 3.0, 0.5)


def test_a_slope_that_both_sides_come_to_stays_and_is_both_sides_of_what_is_claimed_beside_it() -> None:
    """Slopes of 6 ± h beside a point: nothing of the kink that is moved shows in L."""
    at, beside = Slope(6.0, 1e-9, "complex"), Sides(5.999, 6.001, 5.996, 6.004)
    assert smooth(at, beside, 6.0, 1e-8) == at
    assert smooth(at, beside, 7.0, 1e-8)[4:6] == (6.0, 6.0)
    off = smooth(at._replace(value=5.0), beside, 6.0, 1e-8)
    assert (off.value, off.bar > at.bar) == (pytest.approx(6.0), True)
