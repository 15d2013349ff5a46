"""Softmax and its logarithm against the book's numbers, closed forms, and far out."""

import math
from typing import Any

import numpy as np
import pytest

from backprop_cli.layers.softmax import LogSoftmax, LogSumExp, Softmax


def test_softmax_of_the_book() -> None:
    """Deep Learning from Scratch, section 3.5.1 and 3.5.2."""
    np.testing.assert_allclose(Softmax().forward([0.3, 2.9, 4.0]), [0.01821127, 0.24519181, 0.73659691], atol=5e-9)
    np.testing.assert_allclose(
        Softmax().forward([1010.0, 1000.0, 990.0]), [9.99954600e-01, 4.53978686e-05, 2.06106005e-09], rtol=1e-8
    )


def test_softmax_adds_up_to_1_along_its_axis() -> None:
    x = np.random.default_rng(0).normal(size=(2, 3, 4))
    for axis in range(-3, 3):
        np.testing.assert_allclose(Softmax(axis=axis).forward(x).sum(axis=axis), 1.0, rtol=1e-15)


def test_the_jacobian_of_softmax() -> None:
    layer = Softmax()
    p = layer.forward([1.0, -1.0, 0.5])
    rows = [layer.backward(row) for row in np.eye(3)]
    np.testing.assert_allclose(rows, np.diag(p) - np.outer(p, p), atol=1e-16)


def test_an_upstream_of_ones_cancels() -> None:
    layer = Softmax()
    layer.forward([1.0, -1.0, 0.5])
    np.testing.assert_allclose(layer.backward(1.0), 0.0, atol=1e-16)


def test_far_out() -> None:
    np.testing.assert_array_equal(Softmax().forward([1000.0, -1000.0]), [1.0, 0.0])
    np.testing.assert_array_equal(LogSoftmax().forward([1000.0, -1000.0]), [0.0, -2000.0])
    layer = LogSoftmax()
    layer.forward([1000.0, -1000.0, 1000.0])
    np.testing.assert_allclose(layer.out, [-math.log(2), -2000.0 - math.log(2), -math.log(2)], rtol=1e-15)
    np.testing.assert_allclose(layer.backward([0.0, 1.0, 0.0]), [-0.5, 1.0, -0.5], rtol=1e-15)


@pytest.mark.parametrize("kind", [Softmax, LogSoftmax])
def test_no_warning_far_out(kind: type[Softmax]) -> None:
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        layer = kind()
        assert np.isfinite(layer.forward([[1000.0, -1000.0, 0.0]])).all()
        assert np.isfinite(layer.backward([[1.0, 2.0, 3.0]])).all()


def test_a_single_number_is_certain() -> None:
    for kind, value in ((Softmax, 1.0), (LogSoftmax, 0.0)):
        layer = kind()
        assert layer.forward(1000.0) == value
        assert layer.backward(2.0) == 0.0


def test_the_last_axis_is_the_one_along_which_a_batch_is_shared_out() -> None:
    x = np.random.default_rng(1).normal(size=(3, 3))
    expected = np.exp(x) / np.exp(x).sum(axis=1, keepdims=True)
    np.testing.assert_allclose(Softmax().forward(x), expected, rtol=1e-14)
    np.testing.assert_allclose(LogSoftmax().forward(x), np.log(expected), rtol=1e-14)


@pytest.mark.parametrize(
    ("x", "out", "dx"),
    [
        ([0.0, math.log(3.0)], math.log(4.0), [0.25, 0.75]),
        ([1000.0, 1000.0], 1000.0 + math.log(2.0), [0.5, 0.5]),
        ([-1000.0, -1000.0], -1000.0 + math.log(2.0), [0.5, 0.5]),
        ([-math.inf, -math.inf], -math.inf, [0.0, 0.0]),
        ([-math.inf, 2.0], 2.0, [0.0, 1.0]),
        ([math.inf, 2.0, math.inf], math.inf, [0.5, 0.0, 0.5]),
        ([], -math.inf, []),
        (-math.inf, -math.inf, 0.0),
        (3.5, 3.5, 1.0),
    ],
)
def test_logsumexp_and_its_slopes(x: Any, out: float, dx: Any) -> None:
    layer = LogSumExp()
    assert layer.forward(x) == pytest.approx(out, rel=1e-15)
    np.testing.assert_allclose(layer.backward(2.0), 2.0 * np.array(dx), rtol=1e-13)
    if x == [-math.inf, 2.0]:
        assert layer.compute(np.array([-math.inf + 1e-30j, 2.0])).imag == 0.0


def test_logsumexp_along_an_axis() -> None:
    x = np.array([[0.0, 1.0], [-math.inf, -math.inf]])
    layer = LogSumExp(axis=1, keepdims=True)
    np.testing.assert_allclose(layer.forward(x), [[math.log(1 + math.e)], [-math.inf]], rtol=1e-15)
    np.testing.assert_allclose(layer.backward([[1.0], [1.0]]), [[1 / (1 + math.e), math.e / (1 + math.e)], [0, 0]], rtol=1e-14)
