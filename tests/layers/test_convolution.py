"""conv2d: numbers worked out by hand, a loop over the definition, batches in parts, infinities that stay where they belong."""

from typing import Any

import numpy as np
import pytest

from backprop_cli.layers import convolution
from backprop_cli.layers.convolution import Conv2d

ONES = (True, True, True)


def by_definition(x: Any, W: Any, b: Any, stride: int, padding: int) -> Any:
    """The sum that the docstring says, entry by entry."""
    x = np.pad(x, [(0, 0), (0, 0), (padding, padding), (padding, padding)])
    h, w = W.shape[2:]
    high, wide = (x.shape[2] - h) // stride + 1, (x.shape[3] - w) // stride + 1
    out = np.zeros((len(x), len(W), high, wide))
    for n, f, i, j in np.ndindex(out.shape):
        out[n, f, i, j] = np.sum(x[n, :, i * stride : i * stride + h, j * stride : j * stride + w] * W[f]) + b[f]
    return out


def test_an_image_of_the_book() -> None:
    """Chapter 7: 4 × 4 under a filter of 3 × 3, and the bias 3; with a padding of 1 the result is as large as the image."""
    x = np.array([[[1.0, 2, 3, 0], [0, 1, 2, 3], [3, 0, 1, 2], [2, 3, 0, 1]]])
    W, b = np.array([[[[2.0, 0, 1], [0, 1, 2], [1, 0, 2]]]]), np.array([3.0])
    np.testing.assert_array_equal(Conv2d().compute(x, W, b), [[[18, 19], [9, 18]]])
    padded = Conv2d(padding=1).compute(x, W, b) - 3
    np.testing.assert_array_equal(padded, [[[7, 12, 10, 2], [4, 15, 16, 10], [10, 6, 15, 6], [8, 10, 4, 3]]])


def test_gradients_of_one_window_are_the_other_factor() -> None:
    x, W = np.array([[[[1.0, 2.0], [3.0, 4.0]]]]), np.array([[[[5.0, 6.0], [7.0, 8.0]]]])
    dx, dW, db = Conv2d().vjp(np.full((1, 1, 1, 1), 10.0), np.zeros((1, 1, 1, 1)), x, W, np.zeros(1), wanted=ONES)
    np.testing.assert_array_equal(dx, 10 * W)
    np.testing.assert_array_equal(dW, 10 * x)
    np.testing.assert_array_equal(db, [10.0])


@pytest.mark.parametrize(("stride", "padding"), [(1, 0), (2, 1), (3, 2)])
@pytest.mark.parametrize("images_at_once", [1, 2, 100])
def test_the_definition(stride: int, padding: int, images_at_once: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever part of the batch is worked out at a time."""
    random = np.random.default_rng(2)
    x, W, b = random.normal(size=(5, 3, 6, 7)), random.normal(size=(4, 3, 2, 3)), random.normal(size=4)
    layer = Conv2d(stride=stride, padding=padding)
    entries = 3 * 2 * 3 * np.prod(layer.shape(x.shape, W.shape, b.shape)[2:])
    monkeypatch.setattr(convolution, "AT_ONCE", int(images_at_once * entries * 8))
    out = layer.compute(x, W, b)
    np.testing.assert_allclose(out, by_definition(x, W, b, stride, padding), rtol=1e-12, atol=1e-13)
    dout = random.normal(size=out.shape)
    dx, dW, _ = layer.vjp(dout, out, x, W, b, wanted=ONES)
    bent = random.normal(size=x.shape), random.normal(size=W.shape)
    along_x = np.vdot(dout, by_definition(bent[0], W, 0 * b, stride, padding))  # out is linear in x, and in W
    along_w = np.vdot(dout, by_definition(x, bent[1], 0 * b, stride, padding))
    assert np.vdot(dx, bent[0]) == pytest.approx(along_x, rel=1e-11)
    assert np.vdot(dW, bent[1]) == pytest.approx(along_w, rel=1e-11)


def test_the_parts_of_a_batch_are_the_batch() -> None:
    assert convolution.parts_of_batch(5, convolution.AT_ONCE // 16) == [slice(0, 2), slice(2, 4), slice(4, 5)]
    assert convolution.parts_of_batch(2, convolution.AT_ONCE) == [slice(0, 1), slice(1, 2)]  # one image at least
    assert convolution.parts_of_batch(0, 9) == []


def test_an_empty_batch_has_an_empty_result() -> None:
    out = Conv2d().compute(np.zeros((0, 1, 3, 3)), np.ones((2, 1, 2, 2)), np.ones(2))
    assert out.shape == (0, 2, 2, 2)


def test_an_infinite_entry_reaches_its_own_windows_alone() -> None:
    x = np.ones((2, 1, 3, 3))
    x[0, 0, 0, 0] = np.inf
    out = Conv2d().compute(x, np.ones((1, 1, 2, 2)), np.zeros(1))
    np.testing.assert_array_equal(np.isinf(out), [[[[True, False], [False, False]]], [[[False, False], [False, False]]]])


def test_rules_say_the_options_of_the_call() -> None:
    rules = Conv2d(stride=(2, 1), padding=1).rules_for((2, 3, 8, 8), (4, 3, 3, 5), (4,))
    windows = "size=(3, 5), stride=(2, 1), padding=1"
    assert rules == {
        "x": f"fold(unfold(dout, size=1) @ unfold(W, size=(3, 5)), x, {windows})",
        "W": f"fold(unfold(dout, size=1).T @ unfold(x, {windows}), W, size=(3, 5))",
        "b": "sum(dout, axis=(0, 2, 3))",
    }
