"""Single numbers that move one after the other."""

from unittest.mock import patch

import pytest

from backprop_cli import engine
from backprop_cli.gradcheck.float_probe import FloatProbe
from backprop_cli.graph import Graph
from backprop_cli.problem.reader import read_problem
from backprop_cli.source import Source


def floats_of(text: str, kinks: tuple[str, ...] = ()) -> tuple[Graph, FloatProbe]:
    graph = read_problem(Source("p.yaml", text), None).graph
    numbers = {name: number for number, name in enumerate(graph.names)}
    return graph, FloatProbe(graph, engine.forward(graph), graph.nodes[-1], {numbers[name]: True for name in kinks})


KINKED = "variables: {x: 0, z: 3}\nnodes: {a: relu(x), b: 2 * a, c: z * z, L: b + c}\n"


@pytest.mark.parametrize("magnitudes", [False, True])
@pytest.mark.parametrize(("number", "touched"), [(0, True), (1, False)])
def test_only_what_moves_through_a_kink_touches_it(number: int, touched: bool, magnitudes: bool) -> None:
    _, floats = floats_of(KINKED, ("a",))
    assert floats.change(number, 1e-30j, magnitudes)[1] is touched


def test_where_no_kink_is_none_is_touched() -> None:
    _, floats = floats_of(KINKED)
    assert [floats.change(number, 1e-30j, False)[1] for number in (0, 1)] == [False, False]


def test_a_change_leaves_everything_as_it_was() -> None:
    _, floats = floats_of(KINKED)
    before = list(floats.values)
    assert floats.change(1, 0.5, False) == (3.5**2 - 3.0**2, False)
    assert floats.change(1, 1e-30j, True)[0] == pytest.approx(6e-30, rel=0.5, abs=0.0)
    assert floats.values == before


def test_paths_that_are_kept_have_no_more_nodes_than_is_allowed_and_all_are_right() -> None:
    text = "variables: {x: 1, y: 2, z: 3}\nnodes: {a: x * 2, b: a + y, c: b * z, L: c * c}\n"
    with patch("backprop_cli.gradcheck.float_probe.MOST_KEPT", 6):
        graph, floats = floats_of(text)
        ways = [[graph.names[node] for node, _, _ in floats.path(number)] for number in (0, 1, 2, 0, 1, 2)]
    assert ways == [["a", "b", "c", "L"], ["b", "c", "L"], ["c", "L"]] * 2
    assert sorted(floats.paths) == [0, 2]


def test_the_readers_are_looked_for_once() -> None:
    _, floats = floats_of(KINKED)
    with patch("backprop_cli.gradcheck.float_probe.readers_of", return_value={0: [2], 1: [4], 2: [3], 3: [5], 4: [5]}) as looked:
        assert (floats.below(0), floats.below(1)) == ([2, 3, 5], [4, 5])
    assert looked.call_count == 1
