"""The elementary functions against closed forms."""

import math
from decimal import Decimal, localcontext
from typing import Any

import numpy as np
import pytest

from backprop_cli.errors import LayerError
from backprop_cli.layers.elementary import (
    AbsLayer,
    ErfLayer,
    ExpLayer,
    Expm1Layer,
    Huber,
    Log1pLayer,
    Log2Layer,
    Log10Layer,
    LogLayer,
    SqrtLayer,
)


@pytest.mark.parametrize(
    ("layer", "x", "value", "slope"),
    [
        (ExpLayer(), 1.0, math.e, math.e),
        (LogLayer(), 4.0, math.log(4.0), 0.25),
        (SqrtLayer(), 4.0, 2.0, 0.25),
        (AbsLayer(), -3.0, 3.0, -1.0),
        (Log2Layer(), 8.0, 3.0, 1 / (8 * math.log(2))),
        (Log10Layer(), 1000.0, 3.0, 1 / (1000 * math.log(10))),
        (Huber(), 0.5, 0.125, 0.5),
        (Huber(), -3.0, 2.5, -1.0),
        (Huber(delta=2.0), 3.0, 4.0, 2.0),
        (ErfLayer(), 1.0, 0.8427007929497149, 0.41510749742059472),  # Abramowitz and Stegun, table 7.1
        (ErfLayer(), -0.5, -0.5204998778130465, 0.87878257893544476),
    ],
)
def test_value_and_slope(layer: ExpLayer, x: float, value: float, slope: float) -> None:
    out = layer.compute(x)
    assert out == pytest.approx(value, rel=1e-15, abs=0.0)
    assert layer.partials(out, x) == pytest.approx((slope,), rel=1e-15, abs=0.0)
    np.testing.assert_allclose(layer.compute(np.array([[x]])), [[value]], rtol=1e-15)


def test_abs_at_0() -> None:
    assert AbsLayer().partials(0.0, 0.0) == (0.0,)
    assert AbsLayer().kink(0.0) is True
    np.testing.assert_array_equal(AbsLayer().kink(np.array([0.0, 1.0])), [True, False])


def test_where_a_slope_is_infinite() -> None:
    assert SqrtLayer().partials(0.0, 0.0) == (math.inf,)
    assert LogLayer().partials(-math.inf, 0.0) == (math.inf,)


def test_exp_overflows_to_infinity() -> None:
    assert ExpLayer().compute(1000.0) == math.inf
    with np.errstate(over="ignore"):
        np.testing.assert_array_equal(ExpLayer().compute(np.array([1000.0, -1000.0])), [math.inf, 0.0])


def series(x: float) -> tuple[float, float]:
    """log(1 + x) and eˣ − 1 to fifty digits."""
    with localcontext() as context:
        context.prec = 50
        exact = Decimal(x)
        return float((1 + exact).ln()), float(exact.exp() - 1)


@pytest.mark.parametrize("x", [1e-12, -1e-12, 1e-30, 3e-5, -0.75, 0.5, 2.0, 700.0])
def test_log1p_and_expm1_keep_the_digits_of_a_small_number(x: float) -> None:
    log1p, expm1 = Log1pLayer(), Expm1Layer()
    expected = series(x)
    assert (log1p.compute(x), expm1.compute(x)) == pytest.approx(expected, rel=1e-15, abs=0.0)
    np.testing.assert_allclose(log1p.compute(np.array([x, 0.0])), [expected[0], 0.0], rtol=1e-15)
    np.testing.assert_allclose(expm1.compute(np.array([x, 0.0])), [expected[1], 0.0], rtol=1e-15)
    assert log1p.partials(expected[0], x) == pytest.approx((1.0 / (1.0 + x),), rel=1e-15)
    assert expm1.partials(expected[1], x) == pytest.approx((math.exp(x),), rel=1e-15)


@pytest.mark.parametrize(("layer", "slope"), [(Log1pLayer(), lambda x: 1.0 / (1.0 + x)), (Expm1Layer(), math.exp)])
@pytest.mark.parametrize("x", [1e-12, -0.5, 3.0])
def test_a_complex_step_through_log1p_and_expm1_is_their_slope(layer: Any, slope: Any, x: float) -> None:
    for stepped in (layer.compute(complex(x, 1e-30)), layer.compute(np.array([complex(x, 1e-30)]))[0]):
        assert stepped.real == pytest.approx(layer.compute(x), rel=1e-15, abs=0.0)
        assert stepped.imag == pytest.approx(1e-30 * slope(x), rel=1e-14, abs=0.0)


def test_log1p_ends_at_minus_1_and_expm1_overflows() -> None:
    log1p, expm1 = Log1pLayer(), Expm1Layer()
    assert log1p.compute(-1.0) == -math.inf
    assert math.isnan(log1p.compute(-1.5))
    assert log1p.partials(-math.inf, -1.0) == (math.inf,)
    assert (log1p.compute(1000.0), expm1.compute(1000.0), expm1.compute(-1000.0)) == (math.log(1001.0), math.inf, -1.0)
    assert expm1.partials(math.inf, 1000.0) == (math.inf,)
    with np.errstate(all="ignore"):
        np.testing.assert_array_equal(log1p.compute(np.array([-1.0, -1.5])), [-math.inf, math.nan])
        np.testing.assert_array_equal(expm1.compute(np.array([1000.0, -1000.0])), [math.inf, -1.0])


def test_huber_is_smooth_at_its_knee() -> None:
    layer = Huber(delta=2.0)
    assert layer.compute(2.0) == 2.0
    assert layer.compute(math.nextafter(2.0, 3.0)) == pytest.approx(2.0, rel=1e-15)
    assert layer.partials(2.0, 2.0) == (2.0,)
    assert not layer.kink(2.0)


def test_huber_refuses_a_delta_that_is_not_above_0() -> None:
    with pytest.raises(LayerError, match="delta must be above 0"):
        Huber(delta=0.0)
