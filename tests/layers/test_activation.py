"""Activation functions against closed forms, the book's numbers, and far out."""

import math

import numpy as np
import pytest

from backprop_cli.layers.activation import Elu, Gelu, LeakyRelu, Relu, Sigmoid, Silu, Softplus, Softsign, Tanh

FAR = [-1000.0, -700.0, 0.0, 700.0, 1000.0]


def test_relu_of_the_book() -> None:
    """Deep Learning from Scratch, section 5.5.1: the mask is x <= 0."""
    layer = Relu()
    np.testing.assert_array_equal(layer.forward([[1.0, -0.5], [-2.0, 3.0]]), [[1.0, 0.0], [0.0, 3.0]])
    np.testing.assert_array_equal(layer.backward([[5.0, 6.0], [7.0, 8.0]]), [[5.0, 0.0], [0.0, 8.0]])


def test_slopes_at_0() -> None:
    assert Relu().partials(0.0, 0.0) == (0.0,)
    assert LeakyRelu(slope=0.2).partials(0.0, 0.0) == (0.2,)
    for layer in (Relu(), LeakyRelu()):
        assert layer.kink(0.0) is True
        assert layer.kink(1e-300) is False
    assert Relu().compute(1e-30j).imag == 0.0  # the complex step agrees with the convention
    assert Relu().compute(np.array([1e-30j])).imag[0] == 0.0


def test_relu_of_nan_is_nan() -> None:
    assert math.isnan(Relu().compute(math.nan))


def test_leaky_relu_takes_its_slope() -> None:
    assert LeakyRelu().compute(-2.0) == -0.02
    assert LeakyRelu(slope=0.5).compute(-2.0) == -1.0
    assert LeakyRelu(slope=1).slope == 1.0
    np.testing.assert_array_equal(LeakyRelu(slope=0.5).compute(np.array([-2.0, 2.0])), [-1.0, 2.0])


def test_sigmoid_of_the_book() -> None:
    """Deep Learning from Scratch, section 3.2.4."""
    np.testing.assert_allclose(Sigmoid().forward([-1.0, 1.0, 2.0]), [0.26894142, 0.73105858, 0.88079708], atol=5e-9)


def test_a_sigmoid_neuron() -> None:
    """CS231n, optimization-2: w0·x0 + w1·x1 + w2 = 1, 0.73 with the local gradient 0.2."""
    layer = Sigmoid()
    assert layer.forward(1.0) == pytest.approx(0.7310585786300049, rel=1e-15)
    assert layer.backward() == pytest.approx(0.19661193324148185, rel=1e-15)


def test_sigmoid_far_out() -> None:
    layer = Sigmoid()
    np.testing.assert_allclose(layer.forward(FAR), [0.0, math.exp(-700), 0.5, 1.0, 1.0], rtol=1e-15)
    np.testing.assert_allclose(layer.backward(), [0.0, math.exp(-700), 0.25, 0.0, 0.0], rtol=1e-15)


def test_tanh_far_out() -> None:
    layer = Tanh()
    np.testing.assert_array_equal(layer.forward(FAR), [-1.0, -1.0, 0.0, 1.0, 1.0])
    np.testing.assert_array_equal(layer.backward(), [0.0, 0.0, 1.0, 0.0, 0.0])
    assert Tanh().forward(0.5) == pytest.approx(0.46211715726000976, rel=1e-15)


def test_softplus_far_out() -> None:
    layer = Softplus()
    np.testing.assert_allclose(layer.forward(FAR), [0.0, math.exp(-700), math.log(2), 700.0, 1000.0], rtol=1e-15)
    np.testing.assert_allclose(layer.backward(), [0.0, math.exp(-700), 0.5, 1.0, 1.0], rtol=1e-15)


@pytest.mark.parametrize("kind", [Sigmoid, Tanh, Softplus, Relu, LeakyRelu])
def test_no_warning_far_out(kind: type[Sigmoid]) -> None:
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        layer = kind()
        assert np.isfinite(layer.forward(FAR)).all()
        assert np.isfinite(layer.backward()).all()


def test_the_complex_step_of_leaky_relu_at_0_has_its_slope() -> None:
    assert LeakyRelu(slope=0.25).compute(1e-30j).imag == 0.25e-30
    np.testing.assert_array_equal(LeakyRelu(slope=0.25).compute(np.array([1e-30j, -0.0 + 1e-30j])).imag, [0.25e-30, 0.25e-30])


@pytest.mark.parametrize(
    ("layer", "x", "value", "slope"),
    [
        (Elu(), -1.0, math.exp(-1) - 1, math.exp(-1)),
        (Elu(alpha=0.5), -1.0, 0.5 * (math.exp(-1) - 1), 0.5 * math.exp(-1)),
        (Elu(), 2.0, 2.0, 1.0),
        (Gelu(), 1.0, 0.841344746068543, 1.0833154705876864),  # Φ(1), and Φ(1) + φ(1): Abramowitz and Stegun, table 26.1
        (Silu(), 0.0, 0.0, 0.5),
        (Silu(), math.log(3), 0.75 * math.log(3), 0.75 + math.log(3) * 0.75 * 0.25),
        (Softsign(), -3.0, -0.75, 0.0625),
    ],
)
def test_value_and_slope(layer: Elu | Gelu | Silu | Softsign, x: float, value: float, slope: float) -> None:
    out = layer.compute(x)
    assert out == pytest.approx(value, rel=1e-14)
    assert layer.partials(out, x) == pytest.approx((slope,), rel=1e-14)


@pytest.mark.parametrize(
    ("layer", "below", "slope_below"), [(Elu(), -1.0, 0.0), (Gelu(), 0.0, 0.0), (Silu(), 0.0, 0.0), (Softsign(), -1.0, 0.0)]
)
@pytest.mark.parametrize("x", [-1000.0, -math.inf])
def test_far_down(layer: Elu | Gelu | Silu | Softsign, below: float, slope_below: float, x: float) -> None:
    assert layer.compute(x) == pytest.approx(below, abs=1e-2)
    assert layer.partials(below, x) == pytest.approx((slope_below,), abs=1e-5)


def test_elu_has_a_kink_only_where_its_slopes_differ() -> None:
    assert not Elu().kink(0.0)
    assert Elu(alpha=0.5).kink(0.0)
    assert Elu(alpha=0.5).partials(0.0, 0.0) == (0.5,)
