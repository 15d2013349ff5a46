"""Steps: their values, and a slope of 0 that is a convention where they jump."""

import math

import numpy as np
import pytest

from backprop_cli.layers import SHELF
from backprop_cli.layers.steps import CeilLayer, FloorLayer, RoundLayer, SignLayer, StepLayer
from tests.layers.shelf import ENTRYWISE

VALUES = {
    SignLayer: {-2.5: -1.0, 0.0: 0.0, 0.25: 1.0},
    FloorLayer: {-2.5: -3.0, -2.0: -2.0, 0.25: 0.0, 7.0: 7.0, -math.inf: -math.inf, 1e300: 1e300},
    CeilLayer: {-2.5: -2.0, -2.0: -2.0, 0.25: 1.0, 7.0: 7.0, math.inf: math.inf, 1e300: 1e300},
    RoundLayer: {-2.5: -2.0, -0.5: 0.0, 0.5: 0.0, 1.5: 2.0, 2.5: 2.0, 2.51: 3.0, math.inf: math.inf, 1e300: 1e300},
}
CASES = [(kind(), x, value) for kind, values in VALUES.items() for x, value in values.items()]


@pytest.mark.parametrize(("layer", "x", "value"), CASES)
def test_values(layer: StepLayer, x: float, value: float) -> None:
    assert layer.compute(x) == value
    assert layer.compute(np.array([x]))[0] == value
    assert layer.vjp(math.inf, value, x, wanted=(True,)) == (0.0,)


JUMPS = {SignLayer: (0.0, 0.5), FloorLayer: (2.0, 2.5), CeilLayer: (-3.0, 0.5), RoundLayer: (2.5, 2.0)}


@pytest.mark.parametrize("kind", JUMPS)
def test_kinks_are_where_it_jumps(kind: type[StepLayer]) -> None:
    at, beside = JUMPS[kind]
    assert kind().kink(at)
    assert not kind().kink(beside)
    assert not kind().kink(math.nan)
    assert kind().kink(np.array([at, beside])).tolist() == [True, False]


def test_those_that_change_in_jumps_alone_say_so() -> None:
    """A step or comparison sends nothing back for any sample; gradcheck has to know which layers jump."""
    silent = {
        type(case.layer): not any(np.any(gradient) for gradient in case.gradients() if gradient is not None)
        for case in ENTRYWISE.values()
    }
    assert {kind for kind, nothing in silent.items() if nothing and not kind.meant} == {
        kind for kind in SHELF.values() if kind.level
    }
