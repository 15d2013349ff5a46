"""Subscripts: what is taken, and where the gradient goes."""

from typing import Any

import numpy as np
import pytest

from backprop_cli.layers.subscript import Subscript, subscript_text

X = np.arange(12.0).reshape(3, 4)


@pytest.mark.parametrize(
    "index",
    [
        np.s_[:, :2], np.s_[1], np.s_[-1, 2], np.s_[::-1, 3:0:-2], np.s_[5:], np.s_[0:10**30], np.s_[:: 10**30], np.s_[-100:2],
        np.s_[2:1], (),
    ],
    ids=str,
)  # fmt: skip
def test_subscripts_send_the_gradient_where_the_entries_were(index: Any) -> None:
    layer = Subscript(index=index)
    np.testing.assert_array_equal(layer.forward(X), X[index])
    expected = np.zeros_like(X)
    expected[index] = 2.0
    np.testing.assert_array_equal(layer.backward(2.0), expected)


def test_a_single_entry_is_a_float() -> None:
    assert type(Subscript(index=(1, 2)).forward(X)) is float


def test_subscripts_in_words() -> None:
    assert subscript_text(np.s_[:, 1:4, ::-2, -1, 2:]) == ":, 1:4, ::-2, -1, 2:"


@pytest.mark.parametrize("index", [np.s_[..., 0], np.s_[0, ...], np.s_[..., None], np.s_[None, :, 1], np.s_[1:, None, ..., ::2]])
def test_dots_and_new_axes_mean_what_they_mean_in_numpy(index: Any) -> None:
    layer, x = Subscript(index=index), np.arange(24.0).reshape(2, 3, 4)
    out = layer.compute(x)
    np.testing.assert_array_equal(out, x[index])
    assert layer.shape(x.shape) == out.shape
    expected = np.zeros_like(x)
    expected[index] = out
    np.testing.assert_array_equal(layer.vjp(out, out, x, wanted=(True,))[0], expected)


def test_dots_and_new_axes_in_words() -> None:
    assert subscript_text(np.s_[..., 1:, None]) == "..., 1:, None"
