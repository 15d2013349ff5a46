"""One meaning for floats, complex numbers and arrays, with IEEE's results and no exception."""

import math
from decimal import Decimal, localcontext
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backprop_cli.layers import maths

INF, NAN = math.inf, math.nan

ONE = {
    "exp": (maths.exp, math.exp), "log": (maths.log, lambda x: 1 / x), "sqrt": (maths.sqrt, lambda x: 0.5 / math.sqrt(x)),
    "log2": (maths.log2, lambda x: 1 / (x * math.log(2))), "log10": (maths.log10, lambda x: 1 / (x * math.log(10))), "tanh": (maths.tanh, lambda x: math.cosh(x) ** -2),
    "sigmoid": (maths.sigmoid, lambda x: math.exp(-x) / (1 + math.exp(-x)) ** 2),
    "softplus": (maths.softplus, lambda x: 1 / (1 + math.exp(-x))), "absolute": (maths.absolute, lambda x: math.copysign(1, x)),
}  # fmt: skip


def same(a: Any, b: Any) -> bool:
    """Equal, nan where the other is nan, parts of complex numbers one by one."""
    pairs = ((complex(a).real, complex(b).real), (complex(a).imag, complex(b).imag))
    return all(x == y or (x != x and y != y) or math.isclose(x, y, rel_tol=1e-14) for x, y in pairs)


@pytest.mark.parametrize("name", ONE)
@pytest.mark.parametrize("x", [0.3, 1.0, 4.5])
def test_the_imaginary_part_carries_the_derivative(name: str, x: float) -> None:
    function, slope = ONE[name]
    out = function(complex(x, 1e-30))
    assert out.real == function(x)
    assert out.imag / 1e-30 == pytest.approx(slope(x), rel=1e-13)
    array = function(np.array([x + 1e-30j]))
    assert array.real[0] == pytest.approx(function(x), rel=1e-15, abs=0.0)
    assert array.imag[0] / 1e-30 == pytest.approx(slope(x), rel=1e-13)


@pytest.mark.parametrize("name", ONE)
@pytest.mark.parametrize("x", [0.0, -0.0, -0.5, 710.0, -710.0, 1000.0, -1000.0, 1e300, INF, -INF, NAN])
@pytest.mark.parametrize("imaginary", [0.0, 1e-30])
def test_numbers_and_arrays_mean_the_same(name: str, x: float, imaginary: float) -> None:
    function, _ = ONE[name]
    with np.errstate(all="ignore"):
        assert same(function(np.array([x]))[0], function(x))
        assert same(function(np.array([complex(x, imaginary)]))[0], function(complex(x, imaginary)))
        assert same(function(complex(x, imaginary)).real, function(x))


@pytest.mark.parametrize(
    ("said", "true"),
    [
        (maths.exp(1000.0), INF), (maths.exp(-1000.0), 0.0), (maths.log(0.0), -INF), (maths.sqrt(4.0), 2.0),
        (maths.divide(1.0, 0.0), INF), (maths.divide(-1.0, 0.0), -INF), (maths.divide(1.0, -0.0), -INF),
        (maths.power(0.0, -1.0), INF), (maths.power(-0.0, -1.0), -INF), (maths.power(0.0, -2.0), INF), (maths.power(0.0, 0.0), 1.0),
        (maths.power(10.0, 400.0), INF), (maths.power(-10.0, 401.0), -INF), (maths.power(-10.0, 400.0), INF),
        (maths.power(-3.0, 101.0), -(3.0**101)), (maths.power(4.0, 0.5), 2.0),
        (maths.sigmoid(1000.0), 1.0), (maths.sigmoid(-1000.0), 0.0), (maths.sigmoid(0.0), 0.5),
        (maths.softplus(1000.0), 1000.0), (maths.softplus(-1000.0), 0.0), (maths.softplus(0.0), math.log(2)),
        (maths.tanh(1000.0), 1.0), (maths.tanh(-1000.0), -1.0),
        (maths.sign(-3.0), -1.0), (maths.sign(0.0), 0.0), (maths.maximum(1.0, 2.0), 2.0), (maths.minimum(1.0, 2.0), 1.0),
    ],
)  # fmt: skip
def test_floats_follow_ieee(said: float, true: float) -> None:
    assert type(said) is float
    assert said == pytest.approx(true, rel=1e-15, abs=0.0)


@pytest.mark.parametrize(
    "said",
    [
        maths.log(-1.0), maths.sqrt(-1.0), maths.log2(-1.0), maths.log10(-1.0), maths.divide(0.0, 0.0), maths.power(-8.0, 1 / 3),
        maths.power(-1e200, 36.5), maths.sign(NAN), maths.maximum(NAN, 1.0), maths.maximum(1.0, NAN), maths.minimum(NAN, 1.0),
        maths.minimum(1.0, NAN), maths.sigmoid(NAN), maths.softplus(NAN),
    ],
)  # fmt: skip
def test_what_has_no_value_is_nan(said: float) -> None:
    assert math.isnan(said)


def test_small_results_are_not_lost() -> None:
    assert maths.sigmoid(-700.0) == pytest.approx(math.exp(-700.0), rel=1e-15, abs=0.0)
    assert maths.softplus(-700.0) == pytest.approx(math.exp(-700.0), rel=1e-15, abs=0.0)
    assert maths.sigmoid(-740.0) > 0.0
    assert list(maths.sigmoid(np.array([-740.0, 0.0, -1000.0]))) == [maths.sigmoid(-740.0), 0.5, 0.0]
    assert maths.sigmoid(np.array([])).shape == (0,)


TWO = {"divide": maths.divide, "power": maths.power, "maximum": maths.maximum, "minimum": maths.minimum}
EDGES = [0.0, 1.0, -2.0, 0.5, 3.0, 1e-300, 1e300]


@pytest.mark.parametrize("name", TWO)
@pytest.mark.parametrize("imaginary", [(0.0, 0.0), (1e-30, 0.0), (0.0, 1e-30), (1e-30, 2e-30)])
def test_two_complex_numbers_mean_what_arrays_mean(name: str, imaginary: tuple[float, float]) -> None:
    function = TWO[name]
    for x in EDGES:
        for y in EDGES:
            a, b = complex(x, imaginary[0]), complex(y, imaginary[1])
            with np.errstate(all="ignore"):
                out = function(a, b)
                assert same(out, function(np.array([a]), np.array([b]))[0]), (x, y)
                assert same(out, np.asarray(function(a, np.array([b])))[0]), (x, y)
                assert same(out.real, function(x, y)), (x, y)


@pytest.mark.parametrize(("x", "y"), [(2.0, 3.0), (-3.0, 101.0), (-3.0, -2.0), (0.5, 0.5), (7.0, 1.0), (5.0, 0.0)])
def test_power_by_the_complex_step(x: float, y: float) -> None:
    by_base = maths.power(complex(x, 1e-30 * abs(x)), y).imag / (1e-30 * abs(x))
    assert by_base == pytest.approx(y * x ** (y - 1), rel=1e-14, abs=0.0)
    if x > 0:
        assert maths.power(x, complex(y, 1e-30)).imag / 1e-30 == pytest.approx(x**y * math.log(x), rel=1e-14, abs=0.0)


@np.errstate(all="ignore")
def test_an_infinite_slope_does_not_spoil_what_is_not_moved() -> None:
    assert maths.sqrt(0j) == 0
    out = maths.sqrt(np.array([0j, 4 + 1e-30j]))
    assert out[0] == 0
    assert out[1].imag == pytest.approx(0.25e-30, rel=1e-15, abs=0.0)
    assert maths.power(0j, 0.5) == 0
    assert maths.log(np.array([0j]))[0].imag == 0


@np.errstate(all="ignore")
def test_an_infinite_slope_leaves_the_value_alone() -> None:
    out = maths.sqrt(np.array([1e-30j]))
    assert out.real[0] == 0.0
    assert out.imag[0] == INF


def test_choices_look_at_real_parts() -> None:
    assert maths.absolute(-2 + 3j) == 2 - 3j
    assert maths.maximum(1 + 9j, 2 - 9j) == 2 - 9j
    assert maths.minimum(1 + 9j, 2 - 9j) == 1 + 9j
    assert maths.where(0 + 1j, 1.0, 2.0) == 2.0
    np.testing.assert_array_equal(maths.maximum(np.array([1 + 9j, 3.0]), 2.0), [2, 3])
    np.testing.assert_array_equal(maths.minimum(np.array([1 + 9j, 3.0]), 2.0), [1 + 9j, 2])
    np.testing.assert_array_equal(maths.where(np.array([1j, 1.0]), 1.0, 2.0), [2, 1])


@np.errstate(all="ignore")
def test_a_quotient_that_is_not_moved_has_no_slope() -> None:
    for x, y in ((1 + 0j, 0.0), (1.0, 0j), (0j, 0j)):
        assert maths.divide(x, y).imag == 0.0
        assert maths.divide(np.array([x]), y).imag[0] == 0.0


@pytest.mark.parametrize("y", [-2.0, -1.0, 0.0, 0.5, 1.0, 2.0, 3.0, 10.0])
def test_powers_of_arrays_with_one_exponent(y: float) -> None:
    x = [0.5, 1.0, 3.0, 7.25]
    np.testing.assert_allclose(maths.power(np.array(x), y), [v**y for v in x], rtol=1e-15)
    np.testing.assert_allclose(maths.power_slope(np.array(x), y), [y * v ** (y - 1) for v in x], rtol=1e-15)


@given(st.sampled_from(["exp", "log", "log2", "log10", "sqrt", "tanh", "sigmoid", "softplus"]), st.floats(), st.lists(st.floats()))
def test_a_float_and_an_array_differ_by_two_units_at_most(name: str, x: float, beside: list[float]) -> None:
    function = getattr(maths, name)
    with np.errstate(all="ignore"):
        one, other = function(x), function(np.array([x, *beside]))[0]
    assert one == other or (one != one and other != other) or abs(one - other) <= 2 * np.spacing(max(abs(one), abs(other)))


@given(st.floats(-30, 30) | st.floats(-1e-3, 1e-3))
def test_tanh_is_right_to_two_units(x: float) -> None:
    with localcontext(prec=400):  # enough for 1e-300, whose tanh begins with its 300th digit
        square = (2 * Decimal(x)).exp()
        right = float((square - 1) / (square + 1))
    assert abs(maths.tanh(x) - right) <= 2 * math.ulp(right)
    assert math.copysign(1.0, maths.tanh(x)) == math.copysign(1.0, x)


def test_nothing_times_an_infinite_slope_is_nothing_entry_by_entry() -> None:
    slope = np.array([INF, 2.0])
    with np.errstate(all="ignore"):
        np.testing.assert_array_equal(maths.scaled(0.0, slope), [0.0, 0.0])
        np.testing.assert_array_equal(maths.scaled(np.array([0.0, 3.0]), INF), [0.0, INF])
        np.testing.assert_array_equal(maths.scaled(3.0, slope), [INF, 6.0])


def test_real_and_imaginary_part_are_joined_where_one_is_a_number_and_the_other_an_array() -> None:
    np.testing.assert_array_equal(maths.joined(2.0, np.array([1.0, INF])), [complex(2.0, 1.0), complex(2.0, INF)])
    np.testing.assert_array_equal(maths.joined(np.array([2.0, -3.0]), 1.0), [2.0 + 1.0j, -3.0 + 1.0j])


def test_a_tie_between_a_complex_array_and_a_number_goes_to_the_first() -> None:
    """As for two arrays and for two numbers; NumPy alone would compare the imaginary parts."""
    moved = np.array([1 + 1e-30j, 1 - 1e-30j])
    for choose in (maths.maximum, maths.minimum):
        np.testing.assert_array_equal(choose(moved, 1.0), moved)
        np.testing.assert_array_equal(choose(1.0, moved), [1.0, 1.0])


@pytest.mark.parametrize(
    ("value", "finite"),
    [
        (1.0, True),
        (maths.INF, False),
        (maths.NAN, False),
        (np.ones(2), True),
        (np.array([1.0, -maths.INF]), False),
        (np.zeros(0), True),
    ],
)
def test_what_is_finite_is_so_in_every_entry(value: Any, finite: bool) -> None:
    assert maths.is_finite(value) is finite


def test_the_largest_entry() -> None:
    assert [maths.largest_entry(x) for x in (-2.0, np.array([[1.0, -3.0]]), np.zeros((0, 2)))] == [2.0, 3.0, 0.0]
    assert math.isnan(maths.largest_entry(np.array([1.0, math.nan])))
