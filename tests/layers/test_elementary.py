"""The elementary functions against closed forms."""

import math

import numpy as np
import pytest

from backprop_cli.layers.elementary import AbsLayer, CosLayer, ErfLayer, ExpLayer, LogLayer, SinLayer, SqrtLayer


@pytest.mark.parametrize(
    ("layer", "x", "value", "slope"),
    [
        (ExpLayer(), 1.0, math.e, math.e),
        (LogLayer(), 4.0, math.log(4.0), 0.25),
        (SqrtLayer(), 4.0, 2.0, 0.25),
        (AbsLayer(), -3.0, 3.0, -1.0),
        (SinLayer(), math.pi / 6, 0.5, math.sqrt(3) / 2),
        (CosLayer(), math.pi / 6, math.sqrt(3) / 2, -0.5),
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
