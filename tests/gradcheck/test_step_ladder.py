"""Ladders of steps as functions make them: which slope they show, and how far it is to be trusted."""

from collections.abc import Callable, Sequence
from math import cos, exp, frexp, inf, isnan, log, nan, sin

import pytest

from backprop_cli.gradcheck.central import floors_of, jittered, rungs_of_moves, slopes_of_ladders
from backprop_cli.gradcheck.perturbation import Perturbation, Slope
from backprop_cli.gradcheck.step_ladder import (
    Candidate,
    Rung,
    bends,
    best_of,
    extrapolated,
    is_resolved,
    kink_on_ladder,
    most_certain,
    said_otherwise,
    settled,
    slope_on_ladder,
    trusted_bar,
    unexplained,
)

EPSILON = 2.0**-52


def rung(f: Callable[[float], float], x: float, h: float) -> Rung:
    up, down = f(x + h) - f(x), f(x - h) - f(x)
    return Rung(h, (up - down) / (2.0 * h), up / h, -down / h, EPSILON * abs(f(x)) / h)


def slope(f: Callable[[float], float], x: float) -> Slope:
    scale = abs(x) or 1.0
    steps = [(scale + max(scale, 1.0) * 4.0**-k) - scale for k in range(26)]  # rounded to what x can be moved by
    return slope_on_ladder([rung(f, x, h) for h in steps if h], scale, abs(f(x)))


@pytest.mark.parametrize(
    ("f", "x", "expected"),
    [
        (sin, 0.7, cos(0.7)),
        (exp, 3.0, exp(3.0)),
        (lambda x: x**3, 0.0, 0.0),
        (lambda x: log(x) if x > 0 else nan, 1e-5, 1e5),
        (lambda x: 1 / x if x else inf, 1e-5, -1e10),
        (lambda x: abs(x) + x, 1e-3, 2.0),
        (lambda x: sin(1e6 * x), 0.7, 1e6 * cos(0.7e6)),
    ],
)
def test_smooth_functions(f: Callable[[float], float], x: float, expected: float) -> None:
    found = slope(f, x)
    assert found.left is None
    assert abs(found.value - expected) <= found.bar + 1e-9 * abs(expected)
    assert found.bar <= 1e-6 * max(abs(expected), 1.0)


def test_a_kink_has_two_slopes() -> None:
    found = slope(lambda x: abs(x) + 2 * x, 0.0)
    assert (found.left, found.right, found.value) == (pytest.approx(1.0), pytest.approx(3.0), pytest.approx(2.0))


def test_nothing_is_known_outside_the_domain() -> None:
    found = slope(lambda x: nan, 1.0)
    assert isnan(found.value)
    assert found.bar == inf


def test_a_function_that_swings_faster_than_every_step_is_not_flat() -> None:
    f = lambda x: cos(x * x)  # noqa: E731
    found = slope(f, 87101651.9)
    assert abs(found.value - -2 * 87101651.9 * sin(87101651.9**2)) <= found.bar or found.bar > 0.01


def test_two_steps_settle_what_is_clear() -> None:
    wide, narrow = (rung(sin, 0.7, 0.7 * 2.0**-k) for k in (9, 11))
    right, wrong = settled(cos(0.7), wide, narrow, 1e-6), settled(1.01 * cos(0.7), wide, narrow, 1e-6)
    assert right is not None
    assert wrong is not None
    assert right.value == wrong.value == pytest.approx(cos(0.7), rel=1e-9)
    assert settled(cos(0.7) * (1.0 + 3e-6), wide, narrow, 1e-6) is None


def flat(central: float, noise: float = 0.0, h: float = 1.0) -> Rung:
    """A step that shows the same slope to both sides."""
    return Rung(h, central, central, central, noise)


def test_two_steps_leave_a_fifteenth_of_their_spread_and_the_noise() -> None:
    """The central slope of x³ at 1 is 3 + h²."""
    assert settled(3.0, flat(3.0 + 2.0**-2), flat(3.0 + 2.0**-6, 2.0**-10), 0.01) == Slope(3.0, 2.0**-6 + 2.0**-10, "central")


@pytest.mark.parametrize(
    ("analytic", "noise", "clear"),
    [(1.0, 1e-4, True), (1.0, 0.01, False), (1.005, 1e-4, False), (1.05, 1e-3, False), (1.2, 1e-3, True)],
    ids=["right", "too noisy", "a little off", "off by less than noise may do", "wrong"],
)
def test_two_steps_settle_a_slope_of_1_within_a_thousandth(analytic: float, noise: float, clear: bool) -> None:
    assert (settled(analytic, flat(1.0, noise), flat(1.0, noise), 1e-3) is not None) is clear


def test_two_steps_that_differ_by_much_accuse_nobody() -> None:
    assert settled(9.0, flat(1.1), flat(1.0), 1e-6) is None


def test_what_is_flat_on_two_steps_and_said_to_be_is_0_whatever_the_noise() -> None:
    assert settled(0.0, flat(0.0, 0.1), flat(0.0, 0.1), 1e-6) == Slope(0.0, 0.0, "central")


def test_two_steps_settle_nothing_at_a_kink() -> None:
    assert settled(0.0, Rung(1.0, 0.0, 1.0, -1.0, 0.0), Rung(0.25, 0.0, 1.0, -1.0, 0.0), 1e-6) is None


@pytest.mark.parametrize(
    ("wide", "sides", "noise", "expected"),
    [
        ((1.1, 1.0), (1.1, 1.0), 0.0, True),
        ((1.4, 1.0), (1.1, 1.0), 0.0, False),
        ((1.1, 1.0), (1.1, 1.0), 0.01, False),
        ((1.1, 1.0), (1.1, 1.0), 1e-3, True),
        ((100.05, 100.0), (100.05, 100.0), 0.0, False),
    ],
    ids=["kink", "curve", "noise", "more than noise", "less than a thousandth"],
)
def test_sides_that_come_no_closer_bend(
    wide: tuple[float, float], sides: tuple[float, float], noise: float, expected: bool
) -> None:
    assert bends(Rung(1.0, 0.0, *wide, noise), Rung(0.25, 0.0, *sides, noise)) is expected


@pytest.mark.parametrize(("value", "bar", "expected"), [(100.0, 0.5, True), (100.0, 2.0, False), (0.1, 0.05, False)])
def test_a_slope_is_resolved_by_a_bar_of_a_hundredth(value: float, bar: float, expected: bool) -> None:
    assert is_resolved(Candidate(value, bar, 1.0)) is expected


@pytest.mark.parametrize(("order", "power"), [(16.0, 2), (4.0, 1)])
def test_an_error_of_the_order_is_taken_out_and_the_noise_half_as_large_again(order: float, power: int) -> None:
    """Central slopes of x³ at 1 are 3 + h², one-sided ones of 3x + x² at 0 are 3 + h."""
    points = [(h, 3.0 + h**power, 2.0**-20) for h in (2.0**-1, 2.0**-3, 2.0**-5)]
    assert extrapolated(points, order) == [Candidate(3.0, 1.5 * 2.0**-20, 2.0**-3)]


@pytest.mark.parametrize(
    ("narrower", "value"),
    [
        (Candidate(2.0, 1e-3, 0.25), 2.0),
        (Candidate(1.02, 0.009, 0.25), 1.02),
        (Candidate(1.013, 0.009, 0.25), 1.0),
        (Candidate(1.1, 0.2, 0.25), 1.0),
    ],
)
def test_a_narrower_step_decides_where_the_bars_of_both_cannot_explain_it(narrower: Candidate, value: float) -> None:
    assert best_of([Candidate(1.0, 1e-3, 1.0), narrower]).value == value


@pytest.mark.parametrize(
    ("change", "size", "bar"), [(1e-4, 1.0, inf), (1.0, 1.0, 0.5), (1e-4, 1e4, 0.5)], ids=["drowned", "readable", "true 0"]
)
def test_a_change_that_drowns_in_noise_tells_nothing(change: float, size: float, bar: float) -> None:
    """The noise of L is 10⁻⁵: a tenth of a change of 10⁻⁴, and 10⁻⁵ or 10⁻⁹ of L."""
    h = 2.0**-10
    assert trusted_bar(Candidate(0.0, 0.5, h), [flat(change / h, 1e-5 / h, h)], size) == bar


def test_a_slope_of_0_is_none_where_narrower_steps_show_more_than_noise() -> None:
    narrower = [flat(-3.0, 0.1), flat(3.0, 0.5), flat(nan, 0.1)]
    assert unexplained(Candidate(0.0, 1.0, 1.0), narrower) == [6.0]
    assert unexplained(Candidate(3.0, 0.01, 1.0), narrower) == []


@pytest.mark.parametrize(
    ("slope", "bar", "narrower", "expected"),
    [
        (1.0, 0.1, (2.0, 2.001, 2.0), [1.1]),
        (1.0, 0.1, (-2.0, -2.001, -2.0), [3.3]),
        (1.0, 0.4, (2.0, 2.0, 2.0), []),
        (1.0, 0.1, (2.0, 2.1, 2.0), []),
        (199.0, 0.1, (200.0, 200.0, 200.0), []),
        (1.0, 0.1, (0.0, 0.0, 0.0), []),
    ],
    ids=["another", "of the other sign", "within the bar", "at odds", "within a hundredth", "flat"],
)
def test_three_narrower_steps_that_agree_are_heard(
    slope: float, bar: float, narrower: tuple[float, ...], expected: list[float]
) -> None:
    assert said_otherwise(Candidate(slope, bar, 1.0), list(map(flat, narrower))) == pytest.approx(expected)


def test_the_slopes_of_a_kink_are_continued_to_the_point() -> None:
    """2x + |x| + x² has 1 − h to the left of 0 and 3 + h to the right."""
    ladder = [Rung(h, 2.0, 3.0 + h, 1.0 - h, 2.0**-20) for h in (2.0**-6, 2.0**-8, 2.0**-10)]
    assert kink_on_ladder(ladder, 1.0) == Slope(2.0, 2.0**-9 + 2.0**-20, "central", 0.0, 1.0, 3.0)


@pytest.mark.parametrize(("widest", "found"), [(0.25, True), (0.5, False)])
def test_a_kink_shows_on_three_steps_of_at_most_a_quarter_of_the_scale(widest: float, found: bool) -> None:
    ladder = [Rung(h, 0.0, 1.0, -1.0, 0.0) for h in (widest, widest / 4.0, widest / 16.0)]
    assert (kink_on_ladder(ladder, 1.0) is not None) is found


class Moved:
    """L with a slope for each step; without noise, but with terms of a size."""

    def __init__(self, slope: Callable[[float], float], terms: float = 0.0) -> None:
        self.slope = slope
        self.terms = terms
        self.size = 1.0

    def changes(
        self, moves: Sequence[Perturbation], hs: Sequence[complex], magnitudes: bool = False
    ) -> tuple[list[complex], list[bool]]:
        sizes = [self.terms * abs(h) if magnitudes else self.slope(abs(h)) * h for h in hs]
        return [complex(size) for size in sizes], [False] * len(moves)

    def noise(self) -> float:
        return 0.0


AT_1 = Perturbation(0, None, 1.0, 1.0)


def test_a_ladder_goes_down_to_the_step_that_moves_the_last_digit() -> None:
    (ladder,) = rungs_of_moves(Moved(lambda h: 1.0), [AT_1])  # type: ignore[arg-type]
    assert (ladder[0].h, ladder[-1].h) == (1.0, EPSILON)


@pytest.mark.parametrize(("best", "bar"), [(1.0, 1.125), (1.125, 0.625)])
def test_a_slope_that_trembles_with_the_step_has_a_wider_bar(best: float, bar: float) -> None:
    """Twice as far as 1.5 is from the best step's slope, less how far that is from 1 itself."""
    slopes = {0: Slope(1.0, 0.125, "central")}
    jittered(Moved(lambda h: 1.5), [AT_1], slopes, {0: [flat(9.0), flat(best, h=0.25)]}, [0])  # type: ignore[arg-type]
    assert slopes[0].bar == pytest.approx(bar)


def test_what_seems_wrong_is_looked_at_from_steps_between_those_of_the_ladder() -> None:
    trembling = Moved(lambda h: 1.0 if frexp(h)[0] == 0.5 else 1.5)
    assert slopes_of_ladders(trembling, [AT_1], [2.0], 1e-6, [0])[0].bar == pytest.approx(1.0)  # type: ignore[arg-type]


def test_what_seems_wrong_may_be_the_rounding_of_large_terms() -> None:
    large = Moved(lambda h: 1.0, 2.0**40)
    assert slopes_of_ladders(large, [AT_1], [2.0], 1e-6, [0])[0].bar == pytest.approx(64.0 * EPSILON * 2.0**40)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("claim", "bar", "scale", "floor"),
    [(1e3, 1e-4, 1.0, 1.0), (1e3, 1e-2, 1.0, 5.0), (0.0, 1e-2, 1.0, 1.0), (0.0, 1e-2, 0.125, 8.0)],
    ids=["clear", "doubtful", "said to be 0", "said to be 0 by a small number"],
)
def test_a_slope_is_as_good_as_0_beside_its_terms_or_beside_l(claim: float, bar: float, scale: float, floor: float) -> None:
    probe = Moved(lambda h: 0.0, 5.0)
    slopes = {0: Slope(claim and 1.0, bar, "central")}
    assert floors_of(probe, [Perturbation(0, None, scale, 1.0)], slopes, [claim], 1e-6) == pytest.approx([floor])  # type: ignore[arg-type]


def test_an_extrapolated_slope_is_as_uncertain_as_the_farther_of_its_neighbours_and_the_noise() -> None:
    """Extrapolated by 2b − a the slopes are 0, 8, 9 and 9.5."""
    points = [(2.0**-k, slope, 2.0**-6) for k, slope in enumerate((0.0, 0.0, 4.0, 6.5, 8.0))]
    noise = 1.5 * 2.0**-6
    assert [(found.value, found.bar) for found in extrapolated(points, 2.0)] == [
        (0.0, 8.0 + noise),
        (8.0, 8.0 + noise),
        (9.0, 1.0 + noise),
    ]


@pytest.mark.parametrize("side", ["both", "right", "left"])
def test_a_slope_whose_error_follows_the_step_is_found_exactly(side: str) -> None:
    """x³ at 1 has the central slopes 3 + h², and 3x + x² at 0 has 3 + h to the right and 3 − h to the left."""
    steps = [2.0**-k for k in (1, 3, 5, 7)]
    if side == "both":
        ladder = [Rung(h, 3.0 + h * h, 3.0 + 3.0 * h + h * h, 3.0 - 3.0 * h + h * h, 0.0) for h in steps]
    else:
        ladder = [Rung(h, nan, 3.0 + h if side == "right" else nan, 3.0 - h if side == "left" else nan, 0.0) for h in steps]
    assert slope_on_ladder(ladder, 1.0, 1.0) == Slope(3.0, 0.0, "central")


def test_the_certain_slope_is_the_one_with_the_smallest_bar_beside_itself() -> None:
    assert most_certain([Candidate(1.0, 0.009, 1.0), Candidate(-100.0, 0.5, 0.25), Candidate(0.0, 0.001, 0.125)]).value == -100.0


def test_of_slopes_that_are_all_noise_the_one_with_the_smallest_bar_counts() -> None:
    assert most_certain([Candidate(3.0, 3.0, 1.0), Candidate(0.5, 1.0, 0.25), Candidate(2.0, 2.0, 0.125)]).value == 0.5


def test_what_is_only_noise_has_a_wider_bar_in_proportion() -> None:
    once, twice = (best_of([Candidate(0.0, bar, 1.0)]).bar for bar in (0.5, 1.0))
    assert twice == 2.0 * once > 1.0


def test_two_steps_that_differ_by_little_of_a_large_slope_accuse() -> None:
    assert settled(900.0, flat(100.5), flat(100.0), 1e-6) is not None
    assert settled(9.0, flat(0.0105), flat(0.01), 1e-6) is None


@pytest.mark.parametrize("size", [2.0**-10, 1.0, 2.0**10])
def test_a_kink_is_the_same_in_other_units(size: float) -> None:
    """2x + |x| + x² has 1 − h to the left of 0 and 3 + h to the right."""
    ladder = [Rung(h, 2.0 * size, size * (3.0 + h), size * (1.0 - h), 0.0) for h in (2.0**-6, 2.0**-8, 2.0**-10)]
    found = kink_on_ladder(ladder, 1.0)
    assert found is not None
    assert (found.left, found.right) == (size, 3.0 * size)


@pytest.mark.parametrize("size", [2.0**-10, 1.0, 2.0**10])
@pytest.mark.parametrize("power", [1.25, 1.5, 2.0])
def test_sides_that_come_together_slowly_are_no_kink(power: float, size: float) -> None:
    """|x| to a power above 1 has the slope 0 at 0, however slowly the sides come to it."""
    ladder = [rung(lambda x: size * abs(x) ** power, 0.0, 4.0**-k) for k in range(12)]
    assert kink_on_ladder(ladder, 1.0) is None


def test_a_change_that_the_widest_step_lets_be_read_tells_something_though_narrower_ones_drown() -> None:
    """The noise of L is 10⁻⁵: beside a change of 1, and beside one of 10⁻⁶."""
    steps = (1.0, 2.0**-20)
    assert trusted_bar(Candidate(1.0, 1e-3, 1.0), [flat(1.0, 1e-5 / h, h) for h in steps], 1.0) == 1e-3


def test_a_kink_shows_though_the_narrowest_steps_change_nothing() -> None:
    """1 + |x| at 0: from a step of half an ε on 1 + h is 1."""
    ladder = [rung(lambda x: 1.0 + abs(x), 0.0, 4.0**-k) for k in range(30)]
    assert (ladder[-1].right, ladder[-1].left) == (0.0, 0.0)
    found = kink_on_ladder(ladder, 1.0)
    assert found is not None
    assert (found.left, found.right) == (pytest.approx(-1.0), pytest.approx(1.0))


@pytest.mark.parametrize(("analytic", "value"), [(1.105, 1.0), (1.0, 1.105), (-1.0, -1.105)])
def test_two_steps_settle_what_the_tolerance_allows_beside_the_larger_of_both(analytic: float, value: float) -> None:
    assert settled(analytic, flat(value), flat(value), 0.1) == Slope(value, 0.0, "central")
