"""Take and pick: what is named twice adds up, and what there is not is refused."""

from typing import Any

import numpy as np
import pytest

from backprop_cli.errors import ShapeError
from backprop_cli.layers.lookup import Pick, Take
from backprop_cli.layers.loss import SoftmaxWithLoss
from backprop_cli.layers.softmax import LogSoftmax
from tests.gradcheck.checking import check
from tests.problems import faults, solve_text

W = [[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]


def test_a_row_that_is_looked_up_twice_gets_both_gradients() -> None:
    layer = Take()
    np.testing.assert_array_equal(layer.forward(W, [2.0, 0.0, 2.0]), [[5, 6], [1, 2], [5, 6]])
    dW, di = layer.backward([[1.0, 10.0], [2.0, 20.0], [3.0, 30.0]])
    np.testing.assert_array_equal(dW, [[2, 20], [0, 0], [4, 40]])
    assert di is None


@pytest.mark.parametrize("axis", [0, 1, -1])
def test_take_is_numpys(axis: int) -> None:
    x, i = np.arange(24.0).reshape(3, 2, 4), np.array([[1, 0], [0, 1], [1, 1]])
    np.testing.assert_array_equal(Take(axis=axis).compute(x, i * 1.0), np.take(x, i, axis=axis))


def test_pick_takes_one_entry_a_row() -> None:
    layer = Pick()
    np.testing.assert_array_equal(layer.forward(W, [1.0, 0.0, 1.0]), [2, 3, 6])
    dx, dt = layer.backward([7.0, 8.0, 9.0])
    np.testing.assert_array_equal(dx, [[0, 7], [8, 0], [0, 9]])
    assert dt is None
    assert layer.forward([4.0, 5.0], 1) == 5.0


def test_the_mean_of_what_is_picked_of_log_softmax_is_the_loss() -> None:
    t = [1.0, 0.0, 1.0]
    assert -np.mean(Pick().forward(LogSoftmax().forward(W), t)) == pytest.approx(SoftmaxWithLoss().forward(W, t), rel=1e-15)


@pytest.mark.parametrize(
    ("layer", "xs", "message", "hint"),
    [
        (Take(), (W, [0.0, 3.0]), "position 3 at index [1] is outside 0..2", "places along the axis count from 0"),
        (Take(axis=1), (W, -1.0), "position -1 is outside 0..1", "places along the axis count from 0"),
        (Take(), (W, 0.5), "position 0.5 is not a whole number", "positions are places along the axis, 0 to 2"),
        (Pick(), (W, [0.0, 2.0, 0.0]), "label 2 at index [1] is outside 0..1", "class indices count from 0"),
        (Pick(), (W, [0.0, -1.0, 0.0]), "label -1 at index [1] is outside 0..1", "class indices count from 0"),
    ],
)
def test_positions_that_there_are_not(layer: Any, xs: tuple[Any, ...], message: str, hint: str) -> None:
    with pytest.raises(ShapeError) as caught:
        layer.forward(*xs)
    assert (caught.value.message, caught.value.hint) == (message, hint)


GROUPS = {
    "embed": "{inputs: [table, words], forward: 'take(table, words) * 2'}",
    "chosen": "{inputs: [x, t], let: {p: log_softmax(x)}, forward: 'pick(p, t)'}",
    "outer": "{inputs: [a, b], forward: 'embed(a, b)'}",
}


def in_groups(nodes: str, i: str = "constants: {i: [2, 0, 2]}") -> str:
    layers = "".join(f"  {name}: {rule}\n" for name, rule in GROUPS.items())
    return f"variables:\n  W: {W}\n{i}\nlayers:\n{layers}nodes:\n{nodes}"


def test_positions_and_labels_are_handed_on_through_groups() -> None:
    text = in_groups("  e: outer(W, i)\n  y: sum(e ** 2)\n")
    np.testing.assert_array_equal(solve_text(text).gradients["W"], np.array(W) * [[8], [0], [16]])
    assert check(text).verdict == "pass"
    labelled = in_groups("  y: -mean(chosen(W, i))\n", "constants: {i: [1, 0, 1]}")
    assert solve_text(labelled).values["y"] == pytest.approx(SoftmaxWithLoss().forward(W, [1.0, 0.0, 1.0]))
    assert check(labelled).verdict == "pass"


@pytest.mark.parametrize("call", ["take(W, i)", "outer(W, i)", "pick(W, i)", "chosen(W, i)"])
def test_what_is_no_variable_belongs_under_constants(call: str) -> None:
    (fault,) = faults(in_groups(f"  y: sum({call})\n", "  i: [1, 0, 1]"))
    assert fault.message == "i are labels: put it under constants"


@pytest.mark.parametrize("call", ["take(W, i)", "outer(W, i)", "pick(W, i)", "chosen(W, i)"])
def test_a_position_out_of_range_is_told_before_anything_runs(call: str) -> None:
    (fault,) = faults(in_groups(f"  y: sum({call})\n", "constants: {i: [1, 7, 1]}"))
    assert "7 at index [1] is outside 0.." in fault.message
