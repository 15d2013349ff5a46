"""Layers that move entries: what goes where, and back."""

from typing import Any

import numpy as np
import pytest

from backprop_cli.errors import LayerError, ShapeError
from backprop_cli.layers.layout import Concat, MatrixTranspose, Reshape, Transpose

X = np.arange(12.0).reshape(3, 4)


@pytest.mark.parametrize("axes", [None, (0, 1, 2), (1, 2, 0), (2, 0, 1), (-1, 0, 1)])
def test_a_transpose_comes_back(axes: Any) -> None:
    x = np.arange(24.0).reshape(2, 3, 4)
    layer = Transpose(axes=axes)
    np.testing.assert_array_equal(layer.backward(layer.forward(x)), x)
    np.testing.assert_array_equal(layer.out, np.transpose(x, axes))


def test_a_reshape_comes_back() -> None:
    layer = Reshape(shape=(2, -1))
    assert layer.forward(X).shape == (2, 6)
    np.testing.assert_array_equal(layer.backward(layer.out), X)
    assert Reshape(shape=6).option_values() == {"shape": (6,)}
    assert Reshape(shape=[2, 3]).option_values() == {"shape": (2, 3)}


def test_a_number_becomes_an_array_and_back() -> None:
    layer = Reshape(shape=(1, 1))
    np.testing.assert_array_equal(layer.forward(2.0), [[2.0]])
    assert layer.backward([[3.0]]) == 3.0
    single = Reshape(shape=())
    assert single.forward([[2.0]]) == 2.0
    np.testing.assert_array_equal(single.backward(3.0), [[3.0]])


def test_concat_cuts_the_upstream_gradient() -> None:
    layer = Concat(axis=-1)
    np.testing.assert_array_equal(layer.forward([[1], [2]], [[3, 4], [5, 6]]), [[1, 3, 4], [2, 5, 6]])
    a, b = layer.backward([[1, 2, 3], [4, 5, 6]])
    np.testing.assert_array_equal(a, [[1], [4]])
    np.testing.assert_array_equal(b, [[2, 3], [5, 6]])
    assert layer.rules_for((2, 1), (2, 2)) == {"x1": "dout[:, 0:1]", "x2": "dout[:, 1:3]"}


@pytest.mark.parametrize("shape", [True, 2.0, (2, True)])
def test_a_new_shape_is_of_whole_numbers(shape: Any) -> None:
    with pytest.raises(LayerError, match="shape must be whole numbers"):
        Reshape(shape=shape)


def test_thirty_two_axes_are_the_most_of_a_new_shape() -> None:
    assert Reshape(shape=(1,) * 32).forward(2.0).shape == (1,) * 32
    with pytest.raises(LayerError, match="shape has 33 axes, and 32 is the most"):
        Reshape(shape=(1,) * 33)


def test_one_array_alone_is_joined_to_itself() -> None:
    layer = Concat(axis=-1)
    np.testing.assert_array_equal(layer.forward(X), X)
    np.testing.assert_array_equal(layer.backward(X + 1.0), X + 1.0)
    assert layer.touches(0, (3, 4)) == (0, None)
    assert layer.rules_for((3, 4)) == {"x1": "dout[:, 0:4]"}


def test_a_batch_of_matrices_is_transposed_matrix_by_matrix() -> None:
    layer, x = MatrixTranspose(), np.arange(24.0).reshape(2, 3, 4)
    np.testing.assert_array_equal(layer.forward(x), x.transpose(0, 2, 1))
    np.testing.assert_array_equal(layer.backward(x.transpose(0, 2, 1)), x)
    with pytest.raises(ShapeError, match=r"x \(3,\) is no matrix"):
        layer.shape((3,))
