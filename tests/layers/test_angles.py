"""Functions of angles: one meaning for floats, complex numbers and arrays, IEEE's results and no exception."""

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backprop_cli.layers import angles

INF, NAN = math.inf, math.nan
FUNCTIONS = {
    "sin": (angles.sin, math.cos), "cos": (angles.cos, lambda x: -math.sin(x)), "tan": (angles.tan, lambda x: math.cos(x) ** -2),
    "asin": (angles.asin, lambda x: (1 - x * x) ** -0.5), "acos": (angles.acos, lambda x: -((1 - x * x) ** -0.5)),
    "atan": (angles.atan, lambda x: 1 / (1 + x * x)), "sinh": (angles.sinh, math.cosh), "cosh": (angles.cosh, math.sinh),
}  # fmt: skip


@pytest.mark.parametrize("name", FUNCTIONS)
@pytest.mark.parametrize("x", [0.3, -0.8, 0.95])
def test_the_imaginary_part_carries_the_derivative(name: str, x: float) -> None:
    function, slope = FUNCTIONS[name]
    out, array = function(complex(x, 1e-30)), function(np.array([complex(x, 1e-30)]))
    assert out.real == function(x) == pytest.approx(getattr(math, name)(x), rel=1e-15)
    assert out.imag / 1e-30 == pytest.approx(slope(x), rel=1e-13)
    assert array[0].real == pytest.approx(out.real, rel=1e-15)
    assert array[0].imag == pytest.approx(out.imag, rel=1e-14)


@pytest.mark.parametrize("name", FUNCTIONS)
@pytest.mark.parametrize("x", [0.0, 1.0, -1.0, 2.0, 709.0, 1000.0, -1000.0, 1e300, INF, -INF, NAN])
def test_numbers_and_arrays_mean_the_same(name: str, x: float) -> None:
    function, _ = FUNCTIONS[name]
    with np.errstate(all="ignore"):
        expected, out = function(np.array([x]))[0], function(x)
    assert type(out) is float
    assert out == pytest.approx(float(expected), rel=1e-15, nan_ok=True)


@given(st.sampled_from(list(FUNCTIONS)), st.floats(), st.lists(st.floats()))
def test_a_float_and_an_array_differ_by_two_units_at_most(name: str, x: float, beside: list[float]) -> None:
    function, _ = FUNCTIONS[name]
    with np.errstate(all="ignore"):
        one, other = function(x), function(np.array([x, *beside]))[0]
    assert one == other or (one != one and other != other) or abs(one - other) <= 2 * np.spacing(max(abs(one), abs(other)))


def expected_far_out() -> list[Any]:
    return [
        (angles.sin(INF), NAN), (angles.cos(-INF), NAN), (angles.tan(INF), NAN), (angles.asin(1.5), NAN), (angles.acos(-1.5), NAN),
        (angles.atan(INF), math.pi / 2), (angles.sinh(-1000.0), -INF), (angles.cosh(-1000.0), INF), (angles.arc_slope(1.0), INF),
    ]  # fmt: skip


@pytest.mark.parametrize(("said", "true"), expected_far_out())
def test_far_out(said: float, true: float) -> None:
    assert said == pytest.approx(true, rel=1e-15, nan_ok=True)
