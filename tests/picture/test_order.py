from random import Random

import pytest

from backprop_cli.picture.columns import columns_of
from backprop_cli.picture.order import Search, first_order, order_of
from tests.picture.scenes import random_problem, scene

TWISTED = "variables: {a: 1, b: 2}\nnodes: {p: 2 * a, q: 2 * b, y: (p + q) * (q + p)}\n"


def by_pairs(search: Search) -> int:
    """Every two lines between neighbouring stations compared."""
    count = 0
    for station in search.order:
        lines = [(search.position[left], search.position[right], port) for left in station for right, port in search.after[left]]
        count += sum(a[0] < b[0] and a[1:] > b[1:] for a in lines for b in lines)
    return count


@pytest.mark.parametrize("seed", range(12))
def test_crossings_are_counted_with_ports(seed: int) -> None:
    columns = columns_of(scene(random_problem(Random(seed))))
    search = Search(columns, first_order(columns, seed % 2 == 1))
    assert search.crossings() == by_pairs(search)


@pytest.mark.parametrize("seed", range(12))
def test_the_search_never_ends_with_more_crossings_than_it_began_with(seed: int) -> None:
    columns = columns_of(scene(random_problem(Random(seed))))
    began = Search(columns, first_order(columns, False)).crossings()
    count, order = Search(columns, first_order(columns, False)).run()
    assert count <= began
    assert Search(columns, order).crossings() == count
    assert [sorted(station) for station in order] == columns.stations


def test_a_tree_comes_out_without_a_crossing_at_once() -> None:
    columns = columns_of(scene("apple_orange"))
    assert Search(columns, first_order(columns, False)).crossings() == 0


def test_ports_in_argument_order_cost_a_crossing_where_two_read_the_same_in_turn() -> None:
    columns = columns_of(scene(TWISTED))
    assert Search(columns, order_of(columns)).crossings() == 1 + 1


def test_sifting_mends_what_stands_in_the_wrong_place() -> None:
    columns = columns_of(scene("apple_orange"))
    order = first_order(columns, False)
    order[0] = order[0][1:] + order[0][:1]
    search = Search(columns, order)
    assert search.crossings() > 0
    while search.sift_all():
        pass
    assert search.crossings() == 0
