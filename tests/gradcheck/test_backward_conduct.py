"""How backward passes behave: in proportion to dout, and the same in the order in which the book runs them."""

from math import inf, nan
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from backprop_cli.gradcheck.backward_conduct import NOT_LINEAR, SHARED, SPENT, differ, not_linear
from backprop_cli.gradcheck.code_precision import DOUBLE, SINGLE
from backprop_cli.layers.base import Layer

from .checking import Same, check, check_with


class Bent(Layer):
    """x · y, sent back with something added."""

    def __init__(self, added: float) -> None:
        self.added = added

    def compute(self, x: Any, y: Any) -> Any:
        return x * y

    def vjp(self, dout: Any, out: Any, *xs: Any, wanted: tuple[bool, ...]) -> tuple[Any, ...]:
        return dout * xs[1] if wanted[0] else None, dout * xs[0] + self.added


@pytest.mark.parametrize(
    ("added", "epsilon", "inputs"),
    [(0.1, DOUBLE, [1]), (0.0, DOUBLE, []), (1e-11, DOUBLE, [1]), (1e-13, DOUBLE, []), (1e-6, SINGLE, []), (1e-3, SINGLE, [1])],
)
def test_the_input_is_named_whose_gradient_does_not_double(added: float, epsilon: float, inputs: list[int]) -> None:
    """The gradient for y is 3 for an upstream of 1: 10⁻¹² of 6, or 64 ε of it, is rounding."""
    assert not_linear(Bent(added), 1.0, 6.0, [3.0, 2.0], (True, True), epsilon) == inputs
    assert not_linear(Bent(added), np.ones(2), np.ones(2), [np.full(2, 3.0)] * 2, (False, True), epsilon) == inputs


@pytest.mark.parametrize(
    ("a", "b", "different"),
    [
        (1.0, 1.0 + 0.9e-3, False),
        (1.0, 1.0 + 1.1e-3, True),
        (np.array([1.0, 1e-9]), np.array([1.0, 2e-9]), False),
        (np.array([1.0, 1e-9]), np.array([1.0, 1e-2]), True),
        (0.0, 0.0, False),
        (0.0, 1e-300, True),
        (1.0, nan, False),
        (1.0, inf, False),
        (np.array([1.0, nan]), np.array([2.0, nan]), False),
    ],
)
def test_gradients_differ_by_a_part_of_their_largest_entry(a: Any, b: Any, different: bool) -> None:
    assert differ(a, b, 1e-3) is different


def test_what_is_added_beside_dout_is_said_of_the_layer() -> None:
    layer = "layers: {s: {inputs: [x], forward: abs(x), backward: {x: 0.5 * dout + 0.1}}}\n"
    (culprit,) = check(f"variables: {{x: 0}}\n{layer}nodes: {{y: s(x)}}").culprits
    assert (culprit.input, culprit.analytic, culprit.note) == ("x", None, NOT_LINEAR)


def test_layers_of_the_shelf_are_not_asked() -> None:
    assert not_linear(Same(2.0), 1.0, 1.0, [1.0], (True,), DOUBLE) == []


SQUARE = """
class Square:
    {shared}
    def forward(self, x):
        {keep} = x
        return x ** 2
    def backward(self, dout):
        {before}
        return 2 * dout * {keep}{after}
"""


def played(folder: Path, keep: str = "self.x", shared: str = "pass", before: str = "pass", after: str = "") -> Any:
    code = SQUARE.format(keep=keep, shared=shared, before=before, after=after)
    return check_with(folder, code, "variables: {x: [1, 2]}\nnodes: {a: Square(x), y: Square(a)}")


def test_layers_that_remember_for_themselves_pass(tmp_path: Path) -> None:
    assert played(tmp_path).verdict == "pass"


def test_memory_that_all_objects_share_shows_at_the_node_that_ran_first(tmp_path: Path) -> None:
    result = played(tmp_path, "Square.memory", "memory = None")
    assert result.verdict == "fail"
    assert [(culprit.node, culprit.input, culprit.note) for culprit in result.culprits] == [("a", "", SHARED)]


def test_a_backward_pass_that_changes_what_it_remembers_shows_when_it_runs_again(tmp_path: Path) -> None:
    result = played(tmp_path, before="self.count = getattr(self, 'count', 0) + 1", after=" * self.count")
    assert [culprit.note for culprit in result.culprits] == [f"{SPENT}; the same at y"]


def test_a_backward_pass_that_cannot_run_again_is_told_in_its_own_words(tmp_path: Path) -> None:
    result = played(
        tmp_path, before="x = self.memory.pop()", shared="memory = property(lambda self: self.__dict__.setdefault('m', [1]))"
    )
    (culprit,) = result.culprits
    assert culprit.note.startswith("a second backward pass after one forward pass fails: ")
    assert "pop from empty list" in culprit.note
