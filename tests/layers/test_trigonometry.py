"""Layers of angles against closed forms."""

import math

import pytest

from backprop_cli.layers import Elementwise
from backprop_cli.layers.trigonometry import (
    AcosLayer,
    AsinLayer,
    AtanLayer,
    CoshLayer,
    CosLayer,
    SinhLayer,
    SinLayer,
    TanLayer,
)


@pytest.mark.parametrize(
    ("layer", "x", "value", "slope"),
    [
        (SinLayer(), math.pi / 6, 0.5, math.sqrt(3) / 2),
        (CosLayer(), math.pi / 6, math.sqrt(3) / 2, -0.5),
        (TanLayer(), math.pi / 4, 1.0, 2.0),
        (AsinLayer(), 0.5, math.pi / 6, 2 / math.sqrt(3)),
        (AcosLayer(), 0.5, math.pi / 3, -2 / math.sqrt(3)),
        (AtanLayer(), 1.0, math.pi / 4, 0.5),
        (SinhLayer(), math.log(2), 0.75, 1.25),
        (CoshLayer(), math.log(2), 1.25, 0.75),
    ],
)
def test_value_and_slope(layer: Elementwise, x: float, value: float, slope: float) -> None:
    out = layer.compute(x)
    assert out == pytest.approx(value, rel=1e-15)
    assert layer.partials(out, x) == pytest.approx((slope,), rel=1e-15)


def test_the_arcs_are_steep_at_both_ends() -> None:
    assert AsinLayer().partials(math.pi / 2, 1.0) == (math.inf,)
    assert AcosLayer().partials(0.0, 1.0) == (-math.inf,)
