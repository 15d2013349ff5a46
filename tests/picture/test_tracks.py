import pytest

from backprop_cli.picture.place import NoPlace
from backprop_cli.picture.tracks import Turn, assigned, crossings, in_sequence


def turn(row: int, *rows: int, place: int = 0) -> Turn:
    return Turn(place, [], row, list(rows))


def test_a_line_that_comes_in_on_a_row_turns_before_another_leaves_on_it() -> None:
    a, b = turn(4, 8), turn(0, 4)
    assert in_sequence([b, a]) == [a, b]
    assert in_sequence([a, b]) == [a, b]


def test_two_that_swap_their_rows_have_no_order() -> None:
    with pytest.raises(NoPlace):
        in_sequence([turn(0, 4), turn(4, 0)])


def test_of_two_that_go_down_the_lower_turns_first() -> None:
    upper, lower = turn(0, 6), turn(3, 9)
    assert crossings(lower, upper) == 0
    assert crossings(upper, lower) == 2
    assert in_sequence([upper, lower]) == [lower, upper]


def test_tracks_are_shared_by_what_does_not_touch() -> None:
    a, b, c = turn(0, 2), turn(5, 8), turn(3, 4)
    assert [track for _, track in assigned([a, b, c])] == [0, 0, 1]
