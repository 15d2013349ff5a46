"""Targets of a classification: which are labels, which labels there can be, and the entries that they name."""

import numpy as np
import pytest

from backprop_cli.errors import ShapeError
from backprop_cli.layers.targets import added, are_labels, check_labels, picked, positions, target_shape

NAMES = ("x", "t")
X = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])


@pytest.mark.parametrize(
    ("x", "t", "labels"),
    [
        ((2, 3), (2,), True),
        ((3,), (), True),
        ((2, 3), (2, 3), False),
        ((2, 3), (3,), False),
        ((), (), False),
        ((4, 2, 3), (4, 2), True),
    ],
)
def test_one_number_an_example_is_a_label(x: tuple[int, ...], t: tuple[int, ...], labels: bool) -> None:
    assert are_labels(x, t) is labels


def test_a_loss_is_a_single_number_for_labels_and_for_rows() -> None:
    assert target_shape((2, 3), (2,), NAMES) == target_shape((2, 3), (2, 3), NAMES) == ()


@pytest.mark.parametrize(
    ("x", "t", "message"),
    [
        ((2, 3), (3,), "x (2, 3), t (3,): t must have the shape (2, 3), or (2,) for class indices"),
        ((), (2,), "x (), t (2,): t must have the shape ()"),
        ((2, 0), (2,), "x (2, 0) has no classes along its last axis"),
    ],
)
def test_targets_of_another_shape_are_refused(x: tuple[int, ...], t: tuple[int, ...], message: str) -> None:
    with pytest.raises(ShapeError) as found:
        target_shape(x, t, NAMES)
    assert found.value.message.replace(" and ", ", ") == message


@pytest.mark.parametrize(
    ("labels", "message", "hint"),
    [
        ([0, 3], "label 3 at index [1] is outside 0..2", "class indices count from 0"),
        ([-1, 0], "label -1 at index [0] is outside 0..2", "class indices count from 0"),
        ([0, 0.5], "label 0.5 at index [1] is not a whole number", "labels are class indices, 0 to 2"),
        (7.0, "label 7 is outside 0..2", "class indices count from 0"),
    ],
)
def test_the_first_wrong_label_is_named_with_its_index(labels: object, message: str, hint: str) -> None:
    with pytest.raises(ShapeError) as found:
        check_labels(np.array(labels, dtype=float), 3)
    assert (found.value.message, found.value.hint) == (message, hint)
    assert check_labels(np.array([0.0, 2.0]), 3) is None  # type: ignore[func-returns-value]


def test_a_label_names_one_entry_of_its_example() -> None:
    t = np.array([2.0, 0.0])
    assert positions(X, t).tolist() == [2, 3]
    assert picked(X, t).tolist() == [3.0, 4.0]
    assert picked(X[0], np.float64(1.0)) == 2.0


def test_what_is_added_goes_to_the_named_entries_alone() -> None:
    t = np.array([2.0, 0.0])
    assert added(X.copy(), t, -1.0).tolist() == [[1.0, 2.0, 2.0], [3.0, 5.0, 6.0]]
    assert added(X.copy(), t, np.array([10.0, 20.0])).tolist() == [[1.0, 2.0, 13.0], [24.0, 5.0, 6.0]]
