"""Comparisons and choices against closed forms."""

import operator
from typing import Any

import numpy as np
import pytest

from backprop_cli.errors import LayerError
from backprop_cli.layers import SHELF
from backprop_cli.layers.choice import Clip, MaximumLayer, MinimumLayer, WhereLayer

COMPARISONS: dict[str, Any] = {
    "less": operator.lt, "less_equal": operator.le, "greater": operator.gt, "greater_equal": operator.ge,
    "equal": operator.eq, "not_equal": operator.ne,
}  # fmt: skip


@pytest.mark.parametrize("name", COMPARISONS)
@pytest.mark.parametrize(("x", "y"), [(1.0, 2.0), (2.0, 1.0), (1.0, 1.0), (0.0, -0.0), (float("nan"), 1.0)])
def test_a_comparison_answers_1_or_0(name: str, x: float, y: float) -> None:
    layer, truth = SHELF[name](), float(COMPARISONS[name](x, y))
    out = layer.compute(x, y)
    assert type(out) is float
    assert out == truth
    np.testing.assert_array_equal(layer.compute(np.array([x]), y), [truth])
    assert layer.compute(complex(x, 1.0), complex(y, -1.0)) == truth
    assert layer.partials(out, x, y) == (None, None)
    assert layer.kink(x, y) == (x == y)


def test_comparisons_are_spelled_as_in_python() -> None:
    spelled = {"less": "<", "less_equal": "<=", "greater": ">", "greater_equal": ">=", "equal": "==", "not_equal": "!="}
    assert {name: SHELF[name].operator for name in spelled} == spelled


def test_a_tie_splits_half_and_half() -> None:
    assert MaximumLayer().partials(2.0, 2.0, 2.0) == (0.5, 0.5)
    assert MinimumLayer().partials(2.0, 2.0, 2.0) == (0.5, 0.5)
    assert MaximumLayer().kink(2.0, 2.0) is True
    np.testing.assert_array_equal(MinimumLayer().kink(np.array([1.0, 2.0]), 2.0), [False, True])


def test_the_winner_takes_it_all() -> None:
    assert MaximumLayer().partials(3.0, 2.0, 3.0) == (0.0, 1.0)
    assert MinimumLayer().partials(2.0, 2.0, 3.0) == (1.0, 0.0)


def test_where_undoes_each_inputs_broadcast() -> None:
    layer = WhereLayer()
    layer.forward([[1.0], [0.0]], [1.0, 2.0, 3.0], 9.0)
    c, x, y = layer.backward([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    assert c is None
    np.testing.assert_array_equal(x, [1.0, 2.0, 3.0])
    assert y == 15.0


def test_where_takes_any_number_but_0_for_true() -> None:
    np.testing.assert_array_equal(WhereLayer().compute(np.array([2.0, -1.0, 0.0, -0.0]), 1.0, 0.0), [1.0, 1.0, 0.0, 0.0])
    assert WhereLayer().compute(-0.5, 1.0, 0.0) == 1.0


@pytest.mark.parametrize("bounds", [{}, {"low": -1.0}, {"high": 2.0}, {"low": -1.0, "high": 2.0}, {"low": 1.0, "high": 1.0}])
@pytest.mark.parametrize("x", [-3.0, -1.0, 0.5, 1.0, 2.0, 4.0, float("inf"), float("nan")])
def test_clip_is_numpys(bounds: dict[str, float], x: float) -> None:
    layer, low, high = Clip(**bounds), bounds.get("low", -np.inf), bounds.get("high", np.inf)
    np.testing.assert_array_equal(layer.compute(x), np.clip(x, low, high))
    np.testing.assert_array_equal(layer.compute(np.array([x])), [np.clip(x, low, high)])
    assert layer.partials(layer.compute(x), x) == (float(not (x < low or x > high)),)
    assert bool(layer.kink(x)) == (x in bounds.values())


def test_clip_refuses_bounds_that_leave_nothing() -> None:
    with pytest.raises(LayerError, match="low=2 is above high=1"):
        Clip(low=2, high=1)
