"""What steps are relative to."""

import numpy as np
import pytest

from backprop_cli.gradcheck.move import entry_moves


@pytest.mark.parametrize(
    ("value", "scales", "wide"), [([100.0, -2.0, 0.0], [100.0, 2.0, 100.0], 100.0), ([0.25, 0.5], [0.25, 0.5], 1.0)]
)
def test_an_entry_has_its_own_size_and_that_of_its_array_which_is_at_least_1(
    value: list[float], scales: list[float], wide: float
) -> None:
    moves = entry_moves(0, np.array(value), range(len(value)))
    assert [move.scale for move in moves] == scales
    assert [move.wide for move in moves] == [wide] * len(value)
