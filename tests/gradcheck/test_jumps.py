"""Points at which L itself jumps: where, by how much, and with which slopes beside them."""

import pytest

from backprop_cli.gradcheck.jumps import jumps
from backprop_cli.gradcheck.perturbation import Slope
from backprop_cli.layers import SHELF

from .test_central import probe_of


def seen(x: str, expression: str, at_kinks: bool = False) -> dict[int, Slope]:
    probe, moves = probe_of(f"x: {x}", expression)
    probe.watch_kinks([0])
    return jumps(probe, moves, at_kinks)


@pytest.mark.parametrize(("x", "expression", "jump"), [("2", "5 * (x >= 2) + 3 * x", 5.0), ("2", "5 * (x > 2) + 3 * x", 5.0)])
def test_a_jump_to_either_side_has_the_slopes_beside_it(x: str, expression: str, jump: float) -> None:
    """By the jump itself, and by 3x up to where L is looked at."""
    found = seen(x, expression)[0]
    assert found.jump == pytest.approx(jump, rel=1e-5)
    assert (found.left, found.right, found.value) == (pytest.approx(3.0), pytest.approx(3.0), pytest.approx(3.0))
    assert (found.method, found.floor) == ("central", 0.0)
    assert 0.0 < found.bar < 1e-6


@pytest.mark.parametrize("expression", ["x ** 3", "abs(x - 2)", "relu(x - 2) * 1e6", "1 / x", "(x > 1) * x", "(x > 2) * (x - 2)"])
def test_smooth_functions_and_kinks_do_not_jump(expression: str) -> None:
    assert seen("2", expression) == {}


def test_a_jump_is_told_by_entries() -> None:
    assert list(seen("[1, 2, 3]", "sum(7 * (x > 2) + x)")) == [1]


def test_a_jump_away_from_every_kink_is_not_taken_for_one() -> None:
    assert "greater" in SHELF
    probe, moves = probe_of("x: 2", "5 * (x > 2)")
    assert jumps(probe, moves, at_kinks=True) == {}
    assert list(jumps(probe, moves, at_kinks=False)) == [0]
    probe.watch_kinks([0])
    assert list(jumps(probe, moves, at_kinks=True)) == [0]


def test_a_jump_that_is_lost_in_the_digits_of_l_is_none() -> None:
    """2⁻⁴⁰ of a billion are nine ten-thousandths."""
    assert seen("2", "(x > 2) * 5e-4 + 1e9 + 0 * x") == {}
    assert list(seen("2", "(x > 2) * 2e-3 + 1e9 + 0 * x")) == [0]
