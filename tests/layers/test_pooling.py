"""Pools: numbers worked out by hand, ties, windows that overlap, and what fills no window."""

import numpy as np

from backprop_cli.layers.pooling import AvgPool2d, MaxPool2d

X = np.array([[1.0, 2, 1, 0], [0, 1, 2, 3], [3, 0, 1, 2], [2, 4, 0, 1]])
ALL = (True,)


def test_an_image_of_the_book() -> None:
    """Chapter 7: the largest of each 2 × 2."""
    np.testing.assert_array_equal(MaxPool2d().compute(X), [[2, 3], [4, 2]])
    np.testing.assert_array_equal(AvgPool2d().compute(X), [[1, 1.5], [2.25, 1]])


def test_the_largest_gets_all_and_the_mean_shares() -> None:
    dout = np.array([[10.0, 20.0], [30.0, 40.0]])
    (largest,) = MaxPool2d().vjp(dout, MaxPool2d().compute(X), X, wanted=ALL)
    np.testing.assert_array_equal(largest, [[0, 10, 0, 0], [0, 0, 0, 20], [0, 0, 0, 40], [0, 30, 0, 0]])
    (mean,) = AvgPool2d().vjp(dout, AvgPool2d().compute(X), X, wanted=ALL)
    np.testing.assert_array_equal(mean, np.kron(dout, np.full((2, 2), 0.25)))


def test_an_entry_in_several_windows_adds_up() -> None:
    x = np.array([[0.0, 1, 0], [1, 9, 1], [0, 1, 0]])
    (largest,) = MaxPool2d(stride=1).vjp(np.ones((2, 2)), np.full((2, 2), 9.0), x, wanted=ALL)
    np.testing.assert_array_equal(largest, 4.0 * (x == 9))
    (mean,) = AvgPool2d(stride=1).vjp(np.ones((2, 2)), np.zeros((2, 2)), x, wanted=ALL)
    np.testing.assert_array_equal(mean, np.array([[1, 2, 1], [2, 4, 2], [1, 2, 1]]) / 4)


def test_what_fills_no_window_is_dropped_and_gets_nothing() -> None:
    x = np.arange(15.0).reshape(3, 5)
    for layer in (MaxPool2d(), AvgPool2d()):
        out = layer.compute(x)
        (dx,) = layer.vjp(np.ones((1, 2)), out, x, wanted=ALL)
        assert out.shape == (1, 2)
        assert dx.sum() == 2.0
        assert not dx[2].any()
        assert not dx[:, 4].any()


def test_ties_share_evenly_and_are_kinks() -> None:
    x = np.array([[[5.0, 5.0, 1.0, 2.0], [5.0, 0.0, 3.0, 4.0]]])
    layer = MaxPool2d()
    (dx,) = layer.vjp(np.array([[[6.0, 1.0]]]), layer.compute(x), x, wanted=ALL)
    np.testing.assert_array_equal(dx, [[[2, 2, 0, 0], [2, 0, 0, 1]]])
    np.testing.assert_array_equal(layer.kink(x), (x == 5.0))
    assert AvgPool2d().kink(x) is False


def test_nothing_comes_through_where_nothing_was_chosen_not_even_from_infinity() -> None:
    x = np.array([[1.0, 2.0], [0.0, -1.0]])
    (dx,) = MaxPool2d().vjp(np.array([[np.inf]]), np.array([[2.0]]), x, wanted=ALL)
    np.testing.assert_array_equal(dx, [[0, np.inf], [0, 0]])


def test_the_largest_is_chosen_by_real_parts() -> None:
    out = MaxPool2d().compute(np.array([[1 + 9j, 2 + 1j], [0j, -5j]]))
    assert out[0, 0] == 2 + 1j


def test_without_a_stride_windows_stand_side_by_side() -> None:
    assert MaxPool2d(size=(2, 3)).shape((7, 7)) == (3, 2)
    assert MaxPool2d(size=(2, 3), stride=1).shape((7, 7)) == (6, 5)
