"""Code on trial before the complex step goes through it: what continues to complex numbers, and what only seems to."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from backprop_cli.errors import LayerError
from backprop_cli.gradcheck.complex_trial import (
    CIRCLE,
    Direction,
    confirms,
    directed,
    integral,
    is_confirmed,
    same,
    takes_complex,
    ways,
)
from backprop_cli.gradcheck.random_numbers import RandomNumbers


class Code:
    """A function as a layer, which refuses what the function cannot take."""

    def __init__(self, f: Callable[..., Any]) -> None:
        self.f = f

    def compute(self, *xs: Any) -> Any:
        try:
            return self.f(*xs)
        except (TypeError, ValueError, Warning) as error:
            raise LayerError(str(error)) from None


def accepted(f: Callable[..., Any], *xs: Any, wanted: tuple[bool, ...] | None = None, seed: int = 0) -> bool:
    return takes_complex(Code(f), xs, f(*xs), wanted or (True,) * len(xs), RandomNumbers(seed))


def into_floats(x: Any) -> Any:
    out = np.zeros(x.shape)
    out[:] = x**2
    return out


ROW = np.array([0.5, -2.0, 3.0])


@pytest.mark.parametrize(
    ("f", "yes"),
    [
        (lambda x: x**3, True),
        (lambda x: np.exp(x) / (1.0 + x * x), True),
        (lambda x: np.where(x > 0.0, x, 0.1 * x), True),
        (lambda x: np.sort(x) * x.sum(), True),
        (np.abs, False),
        (lambda x: x.real**2, False),
        (lambda x: x**2 + 1e-3 * np.abs(x), False),
        (lambda x: x * np.conj(x), False),
        (lambda x: np.array([abs(x).sum(), x.sum()]), False),
        (into_floats, False),
        (lambda x: np.float64(x[0]) * x, False),
    ],
    ids=["power", "quotient", "choice", "sorted", "abs", "real", "a small part", "conj", "one entry of two", "buffer", "cast"],
)
@pytest.mark.parametrize("seed", range(3))
def test_code_is_trusted_that_keeps_every_imaginary_part(f: Callable[..., Any], yes: bool, seed: int) -> None:
    assert accepted(f, ROW, seed=seed) is yes


@pytest.mark.parametrize(("f", "yes"), [(lambda x: x * x * x, True), (abs, False)])
def test_single_numbers_stand_the_same_trial(f: Callable[..., Any], yes: bool) -> None:
    assert accepted(f, -3.0) is yes


@pytest.mark.parametrize(("wanted", "yes"), [((True, True), False), ((False, True), False), ((True, False), True)])
def test_each_input_is_tried_by_itself_for_a_large_one_hides_a_small_one(wanted: tuple[bool, bool], yes: bool) -> None:
    """Together, what |y| drops is 10⁻¹² of the slope, and the rest of it is right."""
    assert accepted(lambda x, y: 1e12 * (x - 2.0) + abs(y), 2.0, 3.0, wanted=wanted) is yes


def test_all_inputs_are_tried_together_too() -> None:
    def shy(x: Any, y: Any) -> Any:
        return x.real * y.real if np.iscomplexobj(x) and np.iscomplexobj(y) else x * y

    assert not accepted(shy, ROW, ROW)
    assert accepted(shy, ROW, ROW, wanted=(True, False))


def test_the_ways_are_each_input_by_itself_then_all_that_move() -> None:
    assert list(ways([1.0, None, 2.0])) == [[1.0, None, None], [None, None, 2.0], [1.0, None, 2.0]]
    assert list(ways([None, 2.0])) == [[None, 2.0]]
    assert list(ways([None])) == []


@pytest.mark.parametrize("side", [1.0, -1.0])
def test_code_that_answers_complex_numbers_by_another_function_is_found_out_on_either_side(side: float) -> None:
    """x² for complex numbers, and for floats on one side of 1 more than that: at 1 itself the two agree."""

    def lies(x: Any) -> Any:
        return x * x if isinstance(x, complex) else x * x + max(side * (x - 1.0), 0.0)

    assert not accepted(lies, 1.0)


def test_code_whose_real_part_is_another_is_found_out() -> None:
    assert not accepted(lambda x: x * x + 0.001 if isinstance(x, complex) else x * x, 1.0)


def test_code_that_answers_complex_numbers_in_another_shape_is_not_trusted() -> None:
    assert not accepted(lambda x: x[:1] if np.iscomplexobj(x) else x, np.ones(3))

    def shrinks(x: Any) -> Any:
        return np.full(1 if np.iscomplexobj(x) and abs(x.imag).max() > 1e-9 else 3, x.sum() ** 2)

    assert not accepted(shrinks, np.ones(3))


@pytest.mark.parametrize("seed", range(4))
def test_a_pole_nearby_takes_a_smaller_circle(seed: int) -> None:
    """1 / (x - 1.01) at 1: the wider circle is too near to the pole."""
    code = Code(lambda x: 1.0 / (x - 1.01))
    way = Direction(code, [1.0], [1.0])
    out, slope = code.compute(1.0), -1e4
    assert not confirms(way, slope, out, 2.0**-9)
    assert confirms(way, slope, out, 2.0**-13)
    assert accepted(code.f, 1.0, seed=seed)


def test_code_that_cannot_be_run_beside_the_point_is_not_trusted() -> None:
    def narrow(x: Any) -> Any:
        if abs(x - 1.0) > 1e-9:
            raise ValueError("too far")
        return x * x

    assert not accepted(narrow, 1.0)


def test_a_direction_has_the_sizes_of_its_entries_and_of_the_largest_where_one_is_0() -> None:
    parts = abs(directed(np.array([1e-6, -40.0, 0.0]), RandomNumbers(1))) / [1e-6, 40.0, 40.0]
    assert ((parts >= 0.5) & (parts <= 2.0)).all()
    assert 0.5 <= abs(directed(1e-6, RandomNumbers(1))) / 1e-6 <= 2.0
    assert 0.5 <= abs(directed(0.0, RandomNumbers(1))) <= 2.0
    assert 0.5 <= abs(directed(np.zeros(1), RandomNumbers(1))).max() <= 2.0


def test_an_input_that_stays_is_passed_as_it_is() -> None:
    way = Direction(Code(lambda x, y: (x, y)), [2.0, 3.0], [None, 10.0])
    assert way.at(0.5j) == (2.0, 3.0 + 5j)


def test_the_integral_over_the_circle_is_the_first_coefficient() -> None:
    """Of 7 + 5z + 3z² − z³ it is 5, whatever the radius."""
    for radius in (2.0**-9, 0.5):
        zs = [radius * point for point in CIRCLE]
        assert integral([7 + 5 * z + 3 * z**2 - z**3 for z in zs], radius) == pytest.approx(5.0, rel=1e-12)


@pytest.mark.parametrize(
    ("real", "out", "yes"),
    [
        (1.0 + 0.9e-10, 1.0, True),
        (1.0 + 1.1e-10, 1.0, False),
        (np.array([1e-14, 1.0]), np.array([0.0, 1.0]), True),
        (np.array([1e-12, 1.0]), np.array([0.0, 1.0]), False),
        (np.ones(2), np.ones((1, 2)), False),
        (np.nan, 1.0, False),
    ],
)
def test_the_real_part_is_the_answer_to_floats_to_ten_digits_or_nothing_beside_the_largest(real: Any, out: Any, yes: bool) -> None:
    assert same(real, out) is yes


@pytest.mark.parametrize(
    ("slope", "analytic", "size", "yes"),
    [
        (3.0, 4.0, 1.0, True),
        (3.0, 4.0, 1e11, True),
        (3.0, 4.0, 1e14, False),
        (3.1, 4.1, 1.0, True),
        (3.3, 4.3, 1.0, False),
        (5.0, 3.0, 1.0, False),
        (3.0, 3.0 + 1e-9, 1.0, True),
    ],
    ids=["sure", "rounding of L", "too much of it", "nearly", "not quite", "the claim is right", "a small fault"],
)
def test_a_slope_accuses_where_cauchy_s_is_nearer_to_it_than_a_fifth_of_what_it_accuses(
    slope: float, analytic: float, size: float, yes: bool
) -> None:
    """L moves by 3 · 2 a step, relative to an entry of size 2. 16 ε of 10¹⁴ over 2⁻⁹, and over 2⁻¹³, is more than a fifth of 2."""
    assert is_confirmed(lambda step: 6.0 * step, slope, analytic, 2.0, size) is yes


def test_a_slope_that_the_wide_circle_does_not_confirm_may_be_by_the_narrow_one() -> None:
    assert is_confirmed(lambda step: 6.0 * step if abs(step) < 2.0**-12 else 0j, 3.0, 4.0, 2.0, 1.0)
