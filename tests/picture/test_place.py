from random import Random

import pytest

from backprop_cli.picture.columns import columns_of
from backprop_cli.picture.layout import layout_of
from backprop_cli.picture.levels import Levels, levels_of
from backprop_cli.picture.order import order_of
from backprop_cli.picture.place import ROUNDS, Blocks, NoPlace, nearest
from backprop_cli.problem.library import shipped
from tests.picture.scenes import random_problem, scene


def blocks(count: int, apart: dict[tuple[int, int], int]) -> Blocks:
    return Blocks(Levels([], [], list(range(count)), apart))


def test_half_steps_bring_two_that_wish_to_be_level_together() -> None:
    """Whole steps let them swap places for ever."""
    pair = blocks(2, {})
    pair.draw(0, 1, 1.0)
    pair.draw(1, 0, 1.0)
    rows = {0: 0.0, 1: 8.0}
    for _ in range(ROUNDS):
        rows = pair.moved(rows)
    assert rows[0] == pytest.approx(rows[1])


def test_what_is_too_near_is_pushed_both_ways() -> None:
    assert blocks(2, {(0, 1): 4}).kept_apart({0: 0.0, 1: 0.0}) == {0: -2.0, 1: 2.0}


def test_demands_in_a_circle_have_no_place() -> None:
    with pytest.raises(NoPlace):
        blocks(2, {(0, 1): 2, (1, 0): 2})


def test_halves_are_rounded_up() -> None:
    assert [nearest(row) for row in (0.5, 1.5, -0.5, 0.4)] == [1, 2, 0, 0]


@pytest.mark.parametrize("problem", [*shipped(), *range(20)])
def test_all_is_kept_apart_and_begins_at_the_top(problem: str | int) -> None:
    layout = layout_of(scene(problem if isinstance(problem, str) else random_problem(Random(problem))))
    row = dict(zip(layout.levels.groups, layout.rows, strict=True))
    assert all(row[lower] - row[upper] >= rows for (upper, lower), rows in layout.levels.apart.items())
    assert min(layout.rows) == 0


def test_a_circle_stands_exactly_between_its_inputs() -> None:
    layout = layout_of(scene("fan_out"))
    for item, wires in enumerate(layout.columns.inputs):
        if layout.levels.level[item] is None:
            assert layout.rows[item] == sum(layout.entry(wire) for wire in wires) / 2


def test_the_same_graph_has_the_same_places() -> None:
    text = random_problem(Random(5))
    columns = columns_of(scene(text))
    assert order_of(columns) == order_of(columns_of(scene(text)))
    assert levels_of(scene(text), columns, order_of(columns)) == layout_of(scene(text)).levels
    assert layout_of(scene(text)).rows == layout_of(scene(text)).rows
