"""Kinked entries that move together: the slopes that L has along them, and which gradients they admit."""

from typing import Any

import numpy as np
import pytest

from backprop_cli import engine
from backprop_cli.engine import Pass
from backprop_cli.gradcheck.code_precision import DOUBLE, Code
from backprop_cli.gradcheck.joint_kinks import JointKinks, Seen, Wrong, continued, is_jump, sum_of_entries
from backprop_cli.gradcheck.random_numbers import RandomNumbers
from backprop_cli.gradcheck.result import Check
from backprop_cli.problem.reader import read_problem
from backprop_cli.source import Source


def together(variables: str, nodes: str, *gradients: Any, code: bool = False, upstream: float = 1.0) -> JointKinks:
    """Of the last node; the gradients are those that a backward pass is said to have given. code: the last is a stranger's."""
    graph = read_problem(Source("p.yaml", f"variables: {{{variables}}}\nnodes: {{{nodes}}}"), None).graph
    values, output = engine.forward(graph), graph.nodes[-1]
    known = {output: Code(False, DOUBLE, 0.0)} if code else {}
    padded = [*gradients, *[None] * (len(values) - len(gradients))]
    return JointKinks(
        Pass(graph, values, padded, output, upstream * engine.filled_like(values[output], 1.0)), known, RandomNumbers(0)
    )


TIE = "x: 2, z: 2", "y: 'maximum(x, z)'"


@pytest.mark.parametrize(
    ("x", "z", "right"), [(1.0, 0.0, True), (0.0, 1.0, True), (0.5, 0.5, True), (1.0, 1.0, False), (0.0, 0.0, False)]
)
@pytest.mark.parametrize("code", [False, True])
def test_both_sides_of_a_tie_have_one_slope_between_them(x: float, z: float, right: bool, code: bool) -> None:
    found = together(*TIE, x, z, code=code).wrong({0: [0], 1: [0]})
    assert (found is None) is right
    if found is not None:
        assert (found.numbers, found.given, found.seen.middle) == ((0, 1), x + z, pytest.approx(1.0))


def test_entries_at_one_kink_each_may_choose() -> None:
    """relu at 0 twice: each slope lies anywhere between 0 and 1, and both together between 0 and 2."""
    for gradient, right in (([0.0, 1.0], True), ([0.5, 0.5], True), ([1.0, 1.5], False), ([-1.0, -0.5], False)):
        found = together("x: [0, 0]", "y: relu(x)", np.array(gradient)).wrong({0: [0, 1]})
        assert (found is None) is right


def test_a_direction_has_two_slopes_and_admits_what_its_kinks_may_add() -> None:
    seen = together("x: 0", "y: 3 * relu(x) + 2 * x", 2.0).look({0: 1.0})
    assert seen is not None
    assert (seen.left, seen.right, seen.middle) == (pytest.approx(2.0), pytest.approx(5.0), pytest.approx(3.5))
    assert seen.allowed == pytest.approx(1.5, rel=1e-4)


def test_what_cancels_at_l_is_still_as_wide_as_its_kinks() -> None:
    """relu(x) − relu(−x) is x, but each relu may choose: the slopes from 0 to 2."""
    smooth = together("x: 0", "a: relu(x), b: relu(-x), y: a - b", 0.0)
    seen = smooth.look({0: 1.0})
    assert seen is not None
    assert (seen.left, seen.right) == (pytest.approx(1.0), pytest.approx(1.0))
    assert [seen.admits(slope) for slope in (0.0, 2.0, -0.1, 2.1)] == [True, True, False, False]


def test_the_upstream_weighs_slopes_and_what_is_admitted() -> None:
    seen = together("x: 0", "y: relu(x)", 0.0, upstream=-4.0).look({0: 1.0})
    assert seen is not None
    assert (seen.left, seen.right, seen.allowed) == (pytest.approx(0.0), pytest.approx(-4.0), pytest.approx(2.0, rel=1e-4))


def test_a_seen_slope_admits_up_to_its_allowance() -> None:
    seen = Seen(1.0, 3.0, 0.5)
    assert [seen.admits(slope) for slope in (1.5, 2.0, 2.5, 1.49, 2.51)] == [True, True, True, False, False]


def test_the_choice_between_two_values_is_a_convention_too() -> None:
    """where(x > 0, 3x, x): at 0 the condition jumps, and either branch may be taken."""
    seen = together("x: 0", "y: 'where(x > 0, 3 * x, x)'", 1.0).look({0: 1.0})
    assert seen is not None
    assert (seen.left, seen.right) == (pytest.approx(1.0), pytest.approx(3.0))
    assert [seen.admits(slope) for slope in (1.0, 3.0, 0.9, 3.1)] == [True, True, False, False]


def test_a_point_without_values_beside_it_has_no_slopes() -> None:
    found = together("x: [0, 0]", "y: relu(x)", np.zeros(2))
    found.run = refuse  # type: ignore[method-assign]
    assert found.look({0: np.ones(2)}) is None
    assert found.wrong({0: [0, 1]}) is None


def refuse(*_: Any) -> list[Any]:
    from backprop_cli.errors import LayerError

    raise LayerError("no")


def test_directions_are_those_of_each_variable_of_all_and_four_by_chance() -> None:
    found = together("x: [0, 5, 0], z: [0, 0, 0]", "y: relu(x) + relu(z)", np.zeros(3), np.zeros(3))
    both = list(found.directions({0: [0, 2], 1: [1]}))
    assert [sorted(along) for along in both] == [[0], [1], [0, 1], *[[0, 1]] * 4]
    assert both[0][0].tolist() == [5.0, 0.0, 5.0]
    assert both[1][1].tolist() == [0.0, 5.0, 0.0]
    for along in both[3:]:
        assert np.abs(along[0]).tolist() == [5.0, 0.0, 5.0]
    assert len({tuple(along[0]) for along in both[3:]}) > 1
    assert len(list(found.directions({0: [0, 2]}))) == 1 + 4
    assert list(found.directions({0: [1]})) == []


def test_what_a_gradient_gives_along_a_direction_is_the_sum_over_what_moves() -> None:
    found = together("x: [0, 1], z: 0", "y: relu(x) + z", np.array([2.0, 3.0]), 7.0)
    assert found.given({0: np.array([1.0, -1.0]), 1: 2.0}) == 2.0 - 3.0 + 14.0
    assert together("x: 0", "y: relu(x)").given({0: 1.0}) == 0.0


def test_what_is_found_is_told_for_a_step_of_1() -> None:
    """The entries move by 8, the size of the largest."""
    found = together("x: 8, z: 8", "y: 'maximum(x, z)'", 1.0, 1.0).wrong({0: [0], 1: [0]})
    assert isinstance(found, Wrong)
    assert (found.given, found.seen.left, found.seen.right) == (2.0, pytest.approx(1.0), pytest.approx(1.0))


@pytest.mark.parametrize(("gradient", "excused"), [(0.0, True), (2.0, True), (2.5, False)])
def test_an_entry_beside_both_slopes_is_excused_where_conventions_add_up_to_it(gradient: float, excused: bool) -> None:
    check = Check("x", None, gradient, 1.0, 1.0, 1e-8, "complex", "fail", 1.0, 1.0)
    found = together("x: 0", "a: relu(x), b: relu(-x), y: a - b", gradient)
    assert list(found.excused(0, [check], {check: 0})) == [check] * excused


def test_sizes_are_carried_without_cancelling() -> None:
    """5x − 3x carries a size of 1 to 8, x² at 3 to 6."""
    assert together("x: 3", "y: 5 * x - 3 * x", 2.0).carried({0: 1.0}) == pytest.approx(8.0)
    assert together("x: [3, 3]", "y: x * x", 2.0).carried({0: np.array([1.0, -1.0])}) == pytest.approx(12.0)


def test_slopes_are_continued_to_the_point() -> None:
    """3 + 2h at 1 and at 4."""
    assert continued(5.0, 11.0) == pytest.approx(3.0)


@pytest.mark.parametrize(
    ("below", "above", "yes"), [(1.0, 2.0, True), (0.0, 1.0, True), (1.0 - 1e-9, 1.0 + 1e-9, False), (1.0, 1.0, False)]
)
def test_a_value_jumps_that_changes_by_more_than_its_slopes_explain(below: float, above: float, yes: bool) -> None:
    assert is_jump(below, 1.0, above, 1e-9) is yes
    assert is_jump(np.array([1.0, below]), np.ones(2), np.array([1.0, above]), 1e-9) is yes


def test_a_total_is_a_number() -> None:
    assert (sum_of_entries(np.array([1.0, 2.5])), sum_of_entries(2.0)) == (3.5, 2.0)
