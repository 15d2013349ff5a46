"""What steps are relative to."""

from math import inf

import numpy as np
import pytest

from backprop_cli.gradcheck.perturbation import Perturbation, direction_move, entry_moves, scale_of


@pytest.mark.parametrize(
    ("value", "scales", "wide"),
    [
        ([100.0, -2.0, 0.0], [100.0, 2.0, 100.0], 100.0),
        ([0.25, 0.5], [0.25, 0.5], 1.0),
        ([inf, -2.0], [1.0, 2.0], 1.0),
    ],
)
def test_an_entry_has_its_own_size_and_that_of_its_array_which_is_at_least_1(
    value: list[float], scales: list[float], wide: float
) -> None:
    moves = entry_moves(0, np.array(value), range(len(value)))
    assert [move.scale for move in moves] == scales
    assert [move.wide for move in moves] == [wide] * len(value)


@pytest.mark.parametrize(("size", "scale"), [(3.0, 3.0), (0.0, 1.0), (1e-300, 1.0), (inf, 1.0)])
def test_a_size_that_is_no_measure_counts_as_1(size: float, scale: float) -> None:
    assert scale_of(size) == scale


def test_a_direction_is_stretched_to_the_largest_entry_and_its_steps_are_not() -> None:
    move = direction_move(7, np.array([4.0, -8.0]), np.array([1.0, 0.5]))
    assert move[:4] == Perturbation(7, None, 1.0, 1.0)[:4]
    assert move.direction.tolist() == [8.0, 4.0]
    assert direction_move(7, -8.0, 0.5) == Perturbation(7, None, 1.0, 1.0, 4.0)


@pytest.mark.parametrize(("value", "scale", "wide"), [(100.0, 100.0, 100.0), (-0.25, 0.25, 1.0), (0.0, 1.0, 1.0)])
def test_a_single_number_is_its_own_scale_and_at_least_1_wide(value: float, scale: float, wide: float) -> None:
    assert entry_moves(3, value, [0]) == [Perturbation(3, None, scale, wide)]


def test_an_entry_of_0_has_the_scale_of_an_array_of_small_numbers() -> None:
    assert [move.scale for move in entry_moves(0, np.array([0.25, 0.0]), range(2))] == [0.25, 0.25]


def test_a_direction_shrinks_to_an_array_of_small_numbers() -> None:
    assert direction_move(0, np.array([0.25, -0.125]), np.array([1.0, 2.0])).direction.tolist() == [0.25, 0.5]
