"""Reductions against closed forms."""

from typing import Any

import numpy as np
import pytest

from backprop_cli.layers import SHELF
from backprop_cli.layers.reduction import Max, Mean, Min, Sum, way_to

X = [[1.0, 5.0, 3.0], [4.0, 2.0, 6.0]]


@pytest.mark.parametrize(
    ("name", "axis", "out", "dout", "dx"),
    [
        ("sum", None, 21.0, 2.0, [[2, 2, 2], [2, 2, 2]]),
        ("sum", 0, [5, 7, 9], [1, 2, 3], [[1, 2, 3], [1, 2, 3]]),
        ("sum", 1, [9, 12], [1, 2], [[1, 1, 1], [2, 2, 2]]),
        ("mean", None, 3.5, 6.0, [[1, 1, 1], [1, 1, 1]]),
        ("mean", -1, [3, 4], [3, 6], [[1, 1, 1], [2, 2, 2]]),
        ("mean", (0, 1), 3.5, 3.0, [[0.5, 0.5, 0.5], [0.5, 0.5, 0.5]]),
        ("max", None, 6.0, 2.0, [[0, 0, 0], [0, 0, 2]]),
        ("max", 0, [4, 5, 6], [1, 2, 3], [[0, 2, 0], [1, 0, 3]]),
        ("min", 1, [1, 2], [1, 2], [[1, 0, 0], [0, 2, 0]]),
        ("min", (), X, X, X),
    ],
)
def test_there_and_back(name: str, axis: Any, out: Any, dout: Any, dx: Any) -> None:
    layer = SHELF[name](axis=axis)
    np.testing.assert_array_equal(layer.forward(X), out)
    np.testing.assert_array_equal(layer.backward(dout), dx)


def test_keepdims() -> None:
    layer = Sum(axis=0, keepdims=True)
    np.testing.assert_array_equal(layer.forward(X), [[5.0, 7.0, 9.0]])
    np.testing.assert_array_equal(layer.backward([[1.0, 2.0, 3.0]]), [[1, 2, 3], [1, 2, 3]])


@pytest.mark.parametrize(("layer", "x"), [(Max(), [1.0, 3.0, 3.0]), (Min(), [2.0, 1.0, 1.0])])
def test_ties_share_evenly(layer: Max, x: list[float]) -> None:
    layer.forward(x)
    np.testing.assert_array_equal(layer.backward(3.0), [0.0, 1.5, 1.5])
    np.testing.assert_array_equal(layer.kink(np.array(x)), [False, True, True])


def test_ties_are_counted_along_the_axis() -> None:
    layer = Max(axis=1)
    layer.forward([[2.0, 2.0, 2.0], [1.0, 2.0, 0.0]])
    np.testing.assert_array_equal(layer.backward([3.0, 5.0]), [[1, 1, 1], [0, 5, 0]])
    np.testing.assert_array_equal(layer.kink(layer.xs[0]), [[True] * 3, [False] * 3])


def test_an_infinite_upstream_reaches_the_largest_only() -> None:
    layer = Max()
    layer.forward([1.0, 2.0])
    np.testing.assert_array_equal(layer.backward(np.inf), [0.0, np.inf])


def test_the_largest_is_chosen_by_real_parts() -> None:
    x = np.array([[1 + 9e-30j, 2 - 3e-30j], [5 + 1e-30j, 4 + 7e-30j]])
    assert Max().compute(x) == 5 + 1e-30j
    np.testing.assert_array_equal(Max(axis=0).compute(x), [5 + 1e-30j, 4 + 7e-30j])
    np.testing.assert_array_equal(Min(axis=1, keepdims=True).compute(x), [[1 + 9e-30j], [4 + 7e-30j]])
    cube = np.arange(24.0).reshape(2, 3, 4) + 1e-30j
    np.testing.assert_array_equal(Max(axis=(0, 2)).compute(cube), cube[1, :, 3])


def test_a_gradient_can_be_multiplied_fast() -> None:
    """Spread out for real: a stride of 0 would send the next product of matrices past BLAS."""
    for kind in (Sum, Mean):
        (dx,) = kind().vjp(1.0, 4.0, np.ones((2, 2)), wanted=(True,))
        assert dx.flags.c_contiguous
        assert dx.flags.writeable


def test_a_number_is_its_own_sum() -> None:
    for kind in (Sum, Mean, Max, Min):
        layer = kind(axis=-1, keepdims=True)
        assert layer.forward(2.5) == 2.5
        assert layer.backward(3.0) == 3.0
        assert layer.shape(()) == ()


SUMMED = "the input was broadcast; its gradient is summed: "


@pytest.mark.parametrize(
    ("have", "shape", "said"),
    [
        ((5, 3), (3,), f"{SUMMED}sum(…, axis=0)"),
        ((3, 5), (3,), f"{SUMMED}sum(…, axis=1)"),
        ((2, 2, 3, 2), (2, 3, 2), f"{SUMMED}sum(…, axis=0) or sum(…, axis=1), over the axis that the input lacks"),
        ((4, 5, 3), (3,), f"{SUMMED}sum(…, axis=(0, 1))"),
        ((5, 3), (1, 3), f"{SUMMED}sum(…, axis=0, keepdims=True)"),
        ((5, 3), (1, 1), f"{SUMMED}sum(…, axis=(0, 1), keepdims=True)"),
        ((5, 3), (4, 3), "a gradient has the shape of what it is the gradient of"),
    ],
)
def test_the_way_to_a_shape_names_every_axis_that_leads_there(have: tuple[int, ...], shape: tuple[int, ...], said: str) -> None:
    assert way_to(have, shape) == said
