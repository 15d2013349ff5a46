"""Products with zeros, with factors too large or too small for a product on the way, and the products of the others."""

import itertools
import math
from typing import Any

import numpy as np
import pytest

from backprop_cli.layers.product import Prod, others, others_moved


@pytest.mark.parametrize(
    ("x", "out", "dx"),
    [
        ([2.0, 3.0, 4.0], 24.0, [12.0, 8.0, 6.0]),
        ([2.0, 0.0, 4.0], 0.0, [0.0, 8.0, 0.0]),
        ([0.0, 3.0, 0.0], 0.0, [0.0, 0.0, 0.0]),
        ([-5.0], -5.0, [1.0]),
        ([], 1.0, []),
    ],
)
def test_zeros(x: list[float], out: float, dx: list[float]) -> None:
    layer = Prod()
    assert layer.forward(x) == out
    np.testing.assert_array_equal(layer.backward(2.0), 2.0 * np.array(dx))
    for k in range(len(x)):
        moved = np.array(x) + 1e-30j * (np.arange(len(x)) == k)
        assert layer.compute(moved).imag == pytest.approx(1e-30 * dx[k], rel=1e-14)


@pytest.mark.parametrize("axis", [None, 0, 1, -1, (0, 2), (2, 0), ()])
@pytest.mark.parametrize("keepdims", [False, True])
def test_axes(axis: Any, keepdims: bool) -> None:
    x = np.random.default_rng(5).uniform(-2, 2, (2, 3, 4))
    np.testing.assert_allclose(Prod(axis=axis, keepdims=keepdims).compute(x), np.prod(x, axis=axis, keepdims=keepdims), rtol=1e-14)
    axes = tuple(range(3)) if axis is None else tuple(np.atleast_1d(np.array(axis, int)) % 3)
    np.testing.assert_allclose(others(x, axes), np.prod(x, axis=axis, keepdims=True) / x, rtol=1e-14)


@pytest.mark.parametrize("x", list(itertools.permutations([1e200, 1e200, 1e-200, 1e-300]))[::5])
def test_nothing_overflows_on_the_way(x: tuple[float, ...]) -> None:
    layer = Prod()
    assert layer.forward(list(x)) == pytest.approx(1e-100, rel=1e-14)
    np.testing.assert_allclose(layer.backward(), [1e-100 / one for one in x], rtol=1e-14)


def test_a_zero_stays_0_beside_a_product_that_is_too_large() -> None:
    layer = Prod()
    assert layer.forward([0.0, 1e300, 1e300]) == 0.0
    np.testing.assert_array_equal(layer.backward(), [math.inf, 0.0, 0.0])
    assert layer.forward([1e300, 1e300, -1.0]) == -math.inf


def test_an_infinite_factor_has_the_slope_of_the_others() -> None:
    layer = Prod()
    layer.forward([math.inf, 2.0, 3.0])
    np.testing.assert_array_equal(layer.backward(), [6.0, math.inf, math.inf])


def test_many_factors() -> None:
    x = np.exp(np.random.default_rng(1).normal(0, 1, 1001))
    assert np.log(Prod().compute(x)) == pytest.approx(np.log(x).sum(), abs=1e-10)


@pytest.mark.parametrize("zeros", [0, 1, 2, 3])
def test_how_the_others_move(zeros: int) -> None:
    x = np.array([1.5, -2.0, 0.5, 3.0])
    x[:zeros] = 0.0
    weights = np.array([0.5, 1.0, -2.0, 0.25])
    for k in range(4):
        rest = [j for j in range(4) if j != k]
        by_hand = sum(weights[j] * math.prod(x[m] for m in rest if m != j) for j in rest)
        assert others_moved(x, weights, (0,))[k] == pytest.approx(by_hand, rel=1e-14, abs=1e-15)
