"""Arithmetic against closed forms."""

import math

import numpy as np
import pytest

from backprop_cli.layers.arithmetic import AddLayer, DivLayer, MulLayer, NegLayer, PowLayer, ReciprocalLayer, SubLayer

BOTH = (True, True)


def test_local_gradients() -> None:
    assert AddLayer().partials(7.0, 3.0, 4.0) == (1.0, 1.0)
    assert SubLayer().partials(-1.0, 3.0, 4.0) == (1.0, -1.0)
    assert MulLayer().partials(12.0, 3.0, 4.0) == (4.0, 3.0)
    assert DivLayer().partials(0.75, 3.0, 4.0) == (0.25, -0.1875)
    assert NegLayer().partials(-3.0, 3.0) == (-1.0,)
    assert ReciprocalLayer().partials(0.25, 4.0) == (-0.0625,)
    assert PowLayer().partials(9.0, 3.0, 2.0) == (6.0, pytest.approx(9 * math.log(3), rel=1e-15))


def test_the_books_oranges() -> None:
    apple, orange, both, taxed = MulLayer(), MulLayer(), AddLayer(), MulLayer()
    price = taxed.forward(both.forward(apple.forward(100, 2), orange.forward(150, 3)), 1.1)
    dboth, dtax = taxed.backward(1)
    dapples, doranges = both.backward(dboth)
    assert price == pytest.approx(715)
    assert apple.backward(dapples) == pytest.approx((2.2, 110))
    assert orange.backward(doranges) == pytest.approx((3.3, 165))
    assert dtax == 650


def test_a_bias_adds_up_the_batch() -> None:
    dout = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    layer = AddLayer()
    layer.forward(np.zeros((2, 3)), [1.0, 2.0, 3.0])
    dx, db = layer.backward(dout)
    np.testing.assert_array_equal(dx, dout)
    np.testing.assert_array_equal(db, [5.0, 7.0, 9.0])


def test_division_by_zero_is_infinite() -> None:
    assert DivLayer().compute(1.0, 0.0) == math.inf
    assert math.isnan(DivLayer().compute(0.0, 0.0))
    assert ReciprocalLayer().compute(0.0) == math.inf


@pytest.mark.parametrize(
    ("x", "y", "base", "exponent"),
    [(0.0, 2.0, 0.0, 0.0), (0.0, 1.0, 1.0, 0.0), (0.0, 0.0, 0.0, 0.0), (5.0, 0.0, 0.0, math.log(5)), (1.0, 7.0, 7.0, 0.0)],
)
def test_powers_at_their_edges(x: float, y: float, base: float, exponent: float) -> None:
    layer = PowLayer()
    assert layer.partials(layer.compute(x, y), x, y) == pytest.approx((base, exponent), rel=1e-15)
    with np.errstate(divide="ignore", invalid="ignore"):
        arrays = layer.vjp(np.ones(1), np.array([x**y]), np.array([x]), np.array([y]), wanted=BOTH)
    np.testing.assert_allclose(np.ravel(arrays), (base, exponent), rtol=1e-15)


def test_a_negative_base() -> None:
    layer = PowLayer()
    base, exponent = layer.partials(layer.compute(-3.0, 3.0), -3.0, 3.0)
    assert base == 27.0
    assert math.isnan(exponent)
    assert math.isnan(layer.compute(-8.0, 1 / 3))


def test_a_constant_exponent_costs_no_logarithm() -> None:
    x = np.array([-2.0, 0.0, 3.0])
    with np.errstate(all="raise"):  # log -2 would raise
        dx, dy = PowLayer().vjp(np.ones(3), x**2, x, 2.0, wanted=(True, False))
    np.testing.assert_array_equal(dx, [-4.0, 0.0, 6.0])
    assert dy is None
