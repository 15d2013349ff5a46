"""unfold and fold: rows by hand, each the other's way back, and fold's three forms of y."""

import numpy as np
import pytest

from backprop_cli.layers.unfolding import Fold, Unfold

IMAGE = np.arange(1.0, 10.0).reshape(3, 3)


def test_each_window_becomes_a_row() -> None:
    np.testing.assert_array_equal(Unfold().compute(IMAGE), [[1, 2, 4, 5], [2, 3, 5, 6], [4, 5, 7, 8], [5, 6, 8, 9]])
    two = np.stack([IMAGE, 10 * IMAGE])
    np.testing.assert_array_equal(
        Unfold(size=(1, 3)).compute(two), [[1, 2, 3, 10, 20, 30], [4, 5, 6, 40, 50, 60], [7, 8, 9, 70, 80, 90]]
    )
    np.testing.assert_array_equal(Unfold(size=3).compute(two[:, None]), [IMAGE.ravel(), 10 * IMAGE.ravel()])
    np.testing.assert_array_equal(
        Unfold(size=2, stride=3, padding=1).compute(IMAGE), [[0, 0, 0, 1], [0, 0, 3, 0], [0, 7, 0, 0], [9, 0, 0, 0]]
    )


def test_windows_of_one_are_the_entries_with_a_column_for_each_channel() -> None:
    two = np.stack([IMAGE, 10 * IMAGE])
    np.testing.assert_array_equal(Unfold(size=1).compute(two), two.reshape(2, 9).T)


def test_fold_adds_where_windows_overlap_and_says_nothing_of_the_padding() -> None:
    rows = Unfold().compute(IMAGE)
    np.testing.assert_array_equal(Fold().compute(rows, IMAGE), IMAGE * [[1, 2, 1], [2, 4, 2], [1, 2, 1]])
    corners = Fold(size=2, stride=3, padding=1).compute(np.arange(1.0, 17.0).reshape(4, 4), IMAGE)
    np.testing.assert_array_equal(corners, [[4, 0, 7], [0, 0, 0], [10, 0, 13]])


def test_fold_takes_rows_of_channels_and_one_number_for_a_window() -> None:
    x = np.zeros((2, 2, 2, 4))
    rows = np.random.default_rng(0).normal(size=(4, 8))
    fold = Fold(size=2, stride=2)
    np.testing.assert_array_equal(fold.compute(rows, x), fold.compute(rows.reshape(8, 4), x))
    numbers = rows[:, :2]
    np.testing.assert_array_equal(fold.compute(numbers, x), fold.compute(np.repeat(numbers, 4, axis=1), x))


@pytest.mark.parametrize("shape", [(5, 6), (2, 5, 6), (3, 2, 5, 6)])
@pytest.mark.parametrize("options", [{}, {"size": (3, 2), "stride": (2, 1), "padding": (0, 2)}, {"size": 2, "stride": 4}])
def test_fold_is_the_way_back_of_unfold(shape: tuple[int, ...], options: dict[str, object]) -> None:
    """<unfold(x), y> = <x, fold(y)>, whatever x and y."""
    random = np.random.default_rng(1)
    x = random.normal(size=shape)
    unfold, fold = Unfold(**options), Fold(**options)  # type: ignore[arg-type]
    rows = unfold.compute(x)
    y = random.normal(size=rows.shape)
    assert np.vdot(rows, y) == pytest.approx(np.vdot(x, fold.compute(y, x)), rel=1e-12)
