"""Losses of numbers against numbers: the book's values, closed forms, and far out."""

import math

import numpy as np
import pytest

from backprop_cli.layers.regression import MeanSquaredError, SigmoidWithLoss, SumSquaredError

T = [0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]


@pytest.mark.parametrize(
    ("x", "value"),
    [
        ([0.1, 0.05, 0.6, 0.0, 0.05, 0.1, 0.0, 0.1, 0.0, 0.0], 0.0975),  # Deep Learning from Scratch, section 4.2.1
        ([0.1, 0.05, 0.1, 0.0, 0.05, 0.1, 0.0, 0.6, 0.0, 0.0], 0.5975),
    ],
)
def test_sum_squared_error_of_the_book(x: list[float], value: float) -> None:
    layer = SumSquaredError()
    assert layer.forward(x, T) == pytest.approx(value, rel=1e-14)
    np.testing.assert_allclose(layer.backward(2.0), 2 * (np.array(x) - T), rtol=1e-15)


def test_mean_squared_error_is_the_mean_over_all_entries() -> None:
    layer = MeanSquaredError()
    assert layer.forward([[1.0, 2.0], [3.0, 4.0]], [[0.0, 2.0], [3.0, 1.0]]) == 2.5
    np.testing.assert_array_equal(layer.backward(2.0), [[1.0, 0.0], [0.0, 3.0]])


@pytest.mark.parametrize("kind", [SigmoidWithLoss, MeanSquaredError, SumSquaredError])
def test_both_inputs_have_gradients(kind: type[SumSquaredError]) -> None:
    x, t = np.array([[1.5, -2.0]]), np.array([[0.25, 1.0]])
    dx, dt = kind().vjp(3.0, 0.0, x, t, wanted=(True, True))
    expected = {"SigmoidWithLoss": -3.0 * x, "MeanSquaredError": -3.0 * (x - t), "SumSquaredError": -3.0 * (x - t)}
    np.testing.assert_allclose(dt, expected[kind.__name__], rtol=1e-15)
    assert dx.shape == x.shape


@pytest.mark.parametrize(
    ("x", "t", "value", "dx"),
    [
        (1000.0, 0.0, 1000.0, 1.0), (1000.0, 1.0, 0.0, 0.0), (-1000.0, 1.0, 1000.0, -1.0), (-1000.0, 0.0, 0.0, 0.0),
        (0.0, 0.25, math.log(2), 0.25), (30.0, 1.0, math.log1p(math.exp(-30)), 1 / (1 + math.exp(-30)) - 1),
    ],
)  # fmt: skip
def test_sigmoid_with_loss_far_out(x: float, t: float, value: float, dx: float) -> None:
    layer = SigmoidWithLoss()
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        assert layer.forward(x, t) == pytest.approx(value, rel=1e-15, abs=0.0)
        assert layer.backward() == dx
        assert layer.forward([x], [t]) == pytest.approx(value, rel=1e-15, abs=0.0)
        np.testing.assert_array_equal(layer.backward(), [dx])


def test_the_complex_step_of_sigmoid_with_loss_at_0() -> None:
    for x in (1e-30j, complex(-0.0, 1e-30)):
        assert SigmoidWithLoss().compute(x, 0.25).imag / 1e-30 == pytest.approx(0.25, rel=1e-15)
        assert SigmoidWithLoss().compute(np.array([x]), np.array([0.25])).imag / 1e-30 == pytest.approx(0.25, rel=1e-15)


@pytest.mark.parametrize(("shape", "examples"), [((), 1), ((4,), 1), ((4, 3), 4), ((4, 3, 2), 4)])
def test_sigmoid_with_loss_is_the_mean_over_the_first_axis(shape: tuple[int, ...], examples: int) -> None:
    x = np.zeros(shape) if shape else 0.0
    assert SigmoidWithLoss().forward(x, x) == pytest.approx(math.prod(shape) * math.log(2) / examples, rel=1e-14)
