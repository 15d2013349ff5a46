"""Variance, standard deviation and norm against closed forms; where they are 0; and where squares would overflow."""

import math
from typing import Any

import numpy as np
import pytest

from backprop_cli.layers.squares import Norm, Std, Var
from tests.gradcheck.checking import check

X = [[1.0, 2.0, 6.0], [4.0, 4.0, 4.0]]


@pytest.mark.parametrize(
    ("layer", "out", "dout", "dx"),
    [
        (Var(), 31 / 12, 6.0, [[-5.0, -3.0, 5.0], [1.0, 1.0, 1.0]]),
        (Var(axis=1), [14 / 3, 0.0], [3.0, 5.0], [[-4.0, -2.0, 6.0], [0.0, 0.0, 0.0]]),
        (Var(axis=1, ddof=1), [7.0, 0.0], [1.0, 1.0], [[-2.0, -1.0, 3.0], [0.0, 0.0, 0.0]]),
        (Std(axis=0), [1.5, 1.0, 1.0], [2.0, 2.0, 2.0], [[-1.0, -1.0, 1.0], [1.0, 1.0, -1.0]]),
        (Std(axis=0, ddof=1), np.sqrt([4.5, 2, 2]), [1.0, 2.0, 0.0], np.array([[-1, -2, 0], [1, 2, 0]]) / math.sqrt(2)),
        (Norm(axis=1), [math.sqrt(41), math.sqrt(48)], [math.sqrt(41), 0.0], [[1.0, 2.0, 6.0], [0.0, 0.0, 0.0]]),
        (Norm(), math.sqrt(89), math.sqrt(89), X),
    ],
)
def test_there_and_back(layer: Any, out: Any, dout: Any, dx: Any) -> None:
    np.testing.assert_allclose(layer.forward(X), out, rtol=1e-14, atol=1e-300)
    np.testing.assert_allclose(layer.backward(dout), dx, rtol=1e-14, atol=1e-15)


def test_a_length_of_3_4_is_5() -> None:
    layer = Norm()
    assert layer.forward([3.0, 4.0]) == 5.0
    np.testing.assert_allclose(layer.backward(), [0.6, 0.8], rtol=1e-15)


@pytest.mark.parametrize("value", [0.1, 1e16, -3.7])
def test_equal_entries_deviate_by_exactly_0_and_have_slope_0(value: float) -> None:
    x = np.full((3, 7), value)
    for layer in (Var(axis=1), Std(axis=1)):
        np.testing.assert_array_equal(layer.forward(x), np.zeros(3))
        np.testing.assert_array_equal(layer.backward(5.0), np.zeros((3, 7)))


def test_kinks_are_where_a_length_is_0() -> None:
    x = np.array([[2.0, 2.0], [2.0, 3.0]])
    np.testing.assert_array_equal(Std(axis=1).kink(x), [[True, True], [False, False]])
    np.testing.assert_array_equal(Norm(axis=1, keepdims=True).kink(x - 2.0), [[True, True], [False, False]])
    np.testing.assert_array_equal(Std(axis=1).kink(np.array([[2.0], [3.0]])), [[False], [False]])
    assert not Std().kink(2.0)
    assert Norm().kink(0.0)
    assert not Norm().kink(-2.0)
    layer = Norm(axis=1)
    layer.forward(x - 2.0)
    np.testing.assert_array_equal(layer.backward([7.0, 1.0]), [[0.0, 0.0], [0.0, 1.0]])


@pytest.mark.parametrize("scale", [1e-300, 1e-160, 1e160, 1e300])
def test_no_square_overflows_or_vanishes(scale: float) -> None:
    x = np.array([3.0, -4.0]) * scale
    np.testing.assert_allclose(Norm().compute(x), 5.0 * scale, rtol=1e-14)
    np.testing.assert_allclose(Norm().vjp(2.0, 5.0 * scale, x, wanted=(True,))[0], [1.2, -1.6], rtol=1e-14)
    np.testing.assert_allclose(Std().compute(x), 3.5 * scale, rtol=1e-14)
    np.testing.assert_allclose(Std().vjp(2.0, 3.5 * scale, x, wanted=(True,))[0], [1.0, -1.0], rtol=1e-14)


def test_a_large_mean_costs_no_digits() -> None:
    x = 1e9 + np.array([0.0, 1.0, 2.0])
    assert Var().compute(x) == pytest.approx(2 / 3, rel=1e-15)


def test_the_complex_step_takes_no_modulus() -> None:
    x = np.array([1.0, 2.0, 6.0]) + 1e-30j * np.array([1.0, 0.0, 0.0])
    assert Var().compute(x).imag == pytest.approx(-4e-30 / 3, rel=1e-14)
    assert Norm().compute(x).imag == pytest.approx(1e-30 / math.sqrt(41), rel=1e-14)
    assert Norm().compute(np.array([3.0 + 1e-30j, 4.0])).real == 5.0


def test_single_numbers() -> None:
    for layer in (Var(axis=-1), Std(keepdims=True)):
        assert layer.forward(2.5) == 0.0
        assert layer.backward(3.0) == 0.0
    norm = Norm()
    assert norm.forward(-2.5) == 2.5
    assert norm.backward(3.0) == -3.0
    assert norm.forward(0.0) == 0.0
    assert norm.backward(3.0) == 0.0


def test_infinite_entries() -> None:
    assert Norm().compute(np.array([1.0, -np.inf])) == np.inf
    assert Norm().compute(np.zeros((0,))) == 0.0


@pytest.mark.parametrize("method", ["auto", "central"])
@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("variables: {x: [[0, 0], [3, 4]]}\nnodes: {y: 'norm(x, axis=1)', z: sum(y)}", "kink"),
        ("variables: {x: [[2, 2], [3, 4]]}\nnodes: {y: 'std(x, axis=1)', z: sum(y)}", "kink"),
        ("variables: {x: 0}\nnodes: {y: norm(x)}", "kink"),
        ("variables: {x: [0.1, 0.1, 0.1]}\nnodes: {y: var(x)}", "pass"),
        ("variables: {x: [[0.1], [0.2]]}\nnodes: {y: 'std(x, axis=1)', z: sum(y)}", "pass"),
    ],
)
def test_gradcheck_knows_where_a_length_of_0_is_a_kink(text: str, verdict: str, method: str) -> None:
    assert check(text, method=method).verdict == verdict
