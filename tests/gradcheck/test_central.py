"""What central differences cost, and beside what their slopes count as 0."""

from itertools import pairwise
from math import isnan, nan, pi

import numpy as np
import pytest

from backprop_cli import engine
from backprop_cli.gradcheck.central import central_slopes, floors_of, rungs, rungs_of_moves, slopes_of_ladders
from backprop_cli.gradcheck.complex_step import MANY
from backprop_cli.gradcheck.perturbation import Perturbation, Slope, entry_moves
from backprop_cli.gradcheck.probe import Probe
from backprop_cli.gradcheck.result import CheckSettings
from backprop_cli.problem.reader import read_problem
from backprop_cli.source import Source


def probe_of(variables: str, expression: str) -> tuple[Probe, list[Perturbation]]:
    graph = read_problem(Source("p.yaml", f"variables: {{{variables}}}\nnodes: {{L: {expression}}}"), None).graph
    values = engine.forward(graph)
    moves = [move for number in graph.variables for move in entry_moves(number, values[number], range(np.size(values[number])))]
    return Probe(graph, values, graph.nodes[-1], 1.0, CheckSettings()), moves


@pytest.mark.parametrize(("x", "floor"), [(4.0, 16.0), (1.5, 2.25), (0.25, 0.25)])
def test_a_claimed_0_is_held_against_what_l_would_lose_if_the_number_went_to_0(x: float, floor: float) -> None:
    """L = x² beside a change of x itself, or of 1 where x is larger."""
    probe, moves = probe_of(f"x: {x}", "x * x")
    assert floors_of(probe, moves, {0: Slope(0.0, 0.1, "central")}, [0.0], 1e-6) == [floor]


@pytest.mark.parametrize(
    ("claim", "value", "bar", "floor"),
    [(6.0, 1e-3, 5e-6, 9.0), (1e-3, 6.0, 5e-6, 9.0), (1e-3, 1e-3, 5e-6, 12.0), (6.0, nan, 5e-6, 9.0), (6.0, 6.0, 5e-6, 9.0)],
    ids=["clear beside the claim", "clear beside the slope", "doubtful", "no slope", "clear"],
)
def test_a_slope_whose_bar_is_small_beside_the_larger_of_claim_and_slope_is_not_looked_at_again(
    claim: float, value: float, bar: float, floor: float
) -> None:
    """L is 9 at 3, and its terms x² and x² have slopes of 6 each."""
    probe, moves = probe_of("x: 3", "x * x - x * x + 9")
    assert floors_of(probe, moves, {0: Slope(value, bar, "central")}, [claim], 1e-6) == pytest.approx([floor])
    assert probe.passes == (floor == 12.0)


def test_a_ladder_begins_with_the_size_of_the_array_and_each_step_is_a_quarter_of_the_last() -> None:
    probe, moves = probe_of("x: [0.25, 8]", "sum(x)")
    for move, last in zip(moves, (0.25 * 2.0**-52, 8.0 * 2.0**-52), strict=True):
        (ladder,) = rungs_of_moves(probe, [move])
        hs = [rung.h for rung in ladder]
        assert (hs[0], hs[1], hs[2]) == (8.0, 2.0, 0.5)
        assert all(narrow == wide / 4.0 for wide, narrow in pairwise(hs))
        assert last <= hs[-1] < 4.0 * last


def test_a_step_shows_the_slopes_of_both_sides_and_what_lies_between() -> None:
    """x² at 3: 6 ± h."""
    probe, moves = probe_of("x: 3", "x ** 2")
    (found,) = rungs(probe, moves, [0.5])
    assert (found.h, found.central, found.right, found.left) == (0.5, 6.0, 6.5, 5.5)
    assert found.noise == probe.noise() / 0.5 > 0.0


def test_two_steps_are_enough_where_they_settle_a_right_gradient_and_a_0() -> None:
    probe, moves = probe_of("x: 3, y: 5", "x ** 2 + 0 * y")
    slopes = central_slopes(probe, moves, [6.0, 0.0], 1e-6)
    assert [slope.value for slope in slopes] == pytest.approx([6.0, 0.0])
    assert probe.passes == 2 * 2 * 2


def test_what_two_steps_find_wrong_is_looked_at_again_from_the_ladder() -> None:
    probe, moves = probe_of("x: 3", "x ** 2")
    (slope,) = central_slopes(probe, moves, [7.0], 1e-6)
    assert slope.value == pytest.approx(6.0)
    assert probe.passes > 2 * 2 + 2 * 20


def test_of_much_that_two_steps_find_wrong_only_some_climbs_the_ladder_where_that_says_the_same() -> None:
    """Four passes an entry for the two steps, and more than forty for 64 of them."""
    probe, moves = probe_of("x: {ones: 200}", "sum(x ** 2)")
    slopes = central_slopes(probe, moves, [3.0] * 200, 1e-6)
    assert [slope.value for slope in slopes] == pytest.approx([2.0] * 200)
    few, moves_of_few = probe_of("x: {ones: 64}", "sum(x ** 2)")
    central_slopes(few, moves_of_few, [3.0] * 64, 1e-6)
    assert probe.passes - few.passes == 4 * (200 - 64)


def test_a_right_slope_costs_its_ladder_and_no_more() -> None:
    probe, moves = probe_of("x: 3", "x ** 2")
    (ladder,) = rungs_of_moves(probe, moves)
    again, _ = probe_of("x: 3", "x ** 2")
    assert slopes_of_ladders(again, moves, [6.0], 1e-6, [0])[0].value == pytest.approx(6.0)
    assert again.passes == probe.passes == 2 * len(ladder)


def test_a_slope_that_is_no_number_costs_its_ladder_and_no_more() -> None:
    probe, moves = probe_of("x: 3", "sqrt(-x)")
    (ladder,) = rungs_of_moves(probe, moves)
    again, _ = probe_of("x: 3", "sqrt(-x)")
    assert isnan(slopes_of_ladders(again, moves, [6.0], 1e-6, [0])[0].value)
    assert again.passes == probe.passes == 2 * len(ladder)


def test_all_that_two_steps_find_wrong_climbs_the_ladder_where_that_says_otherwise() -> None:
    """A ripple of 10⁻⁵ sin(10⁶x) on 3x: at its zeros the slope is 13, and steps wider than the ripple show 3."""
    x = [2e-6 * pi * (160_000 + k) for k in range(MANY + 6)]
    probe, moves = probe_of(f"x: {x}", "sum(3 * x + 0.00001 * sin(1000000 * x))")
    slopes = central_slopes(probe, moves, [13.0] * len(x), 1e-6)
    assert [slope.value for slope in slopes] == pytest.approx([13.0] * len(x), rel=1e-3)
