"""The rows of one variable while they are being filled in."""

import numpy as np

from backprop_cli.gradcheck.entry_table import EntryTable
from backprop_cli.gradcheck.perturbation import direction_move, entry_moves

from .checking import chk


def test_a_table_begins_with_an_empty_row_for_each_position() -> None:
    table = EntryTable(3, [4, 7], [(1, 0), (1, 3)])
    assert (table.rows, table.wrong, [table.verdict(k) for k in range(2)]) == ([None, None], [], ["", ""])


def test_a_row_that_is_filled_in_has_its_verdict() -> None:
    table = EntryTable(0, [0, 1], [(0,), (1,)])
    table.rows[1] = chk(1.0, 2.0, "kink")
    assert [table.verdict(k) for k in range(2)] == ["", "kink"]


def test_a_variable_that_moves_as_a_whole_has_its_direction() -> None:
    table = EntryTable(0, [0], [None])
    value = np.array([2.0, -4.0])
    assert table.direction is None
    (table.move,) = entry_moves(0, value, [1])
    assert table.direction is None
    table.move = direction_move(0, value, np.array([1.0, -1.0]))
    np.testing.assert_array_equal(table.direction, [4.0, -4.0])  # stretched to the size of the variable
