"""Stack and pad against what they are by hand."""

from typing import Any

import numpy as np
import pytest

from backprop_cli.errors import LayerError
from backprop_cli.layers.joining import Pad, Stack
from tests.problems import solve_text


@pytest.mark.parametrize("axis", [0, 1, 2, -1, -3])
def test_a_stack_gives_each_its_slice_back(axis: int) -> None:
    x, y = np.arange(6.0).reshape(2, 3), np.arange(6.0, 12.0).reshape(2, 3)
    layer = Stack(axis=axis)
    np.testing.assert_array_equal(layer.forward(x, y), np.stack([x, y], axis=axis))
    for mine, given in zip(layer.backward(layer.out * 10), (x, y), strict=True):
        np.testing.assert_array_equal(mine, 10 * given)


def test_single_numbers_make_a_row() -> None:
    layer = Stack()
    np.testing.assert_array_equal(layer.forward(1.0, 2.0), [1.0, 2.0])
    assert layer.backward([3.0, 4.0]) == (3.0, 4.0)
    assert Stack().rules_for((), ()) == {"x1": "dout[0]", "x2": "dout[1]"}
    assert Stack(axis=-1).rules_for((2, 3), (2, 3)) == {"x1": "dout[:, :, 0]", "x2": "dout[:, :, 1]"}


@pytest.mark.parametrize(
    ("options", "out", "rule"),
    [
        ({}, [[0, 0, 0, 0], [0, 1, 2, 0], [0, 0, 0, 0]], "dout[1:2, 1:3]"),
        ({"axis": 1, "width": (2, 0)}, [[0, 0, 1, 2]], "dout[:, 2:4]"),
        ({"axis": (0,), "width": (0, 1), "value": 9}, [[1, 2], [9, 9]], "dout[0:1, :]"),
        ({"width": 0}, [[1, 2]], "dout[:, :]"),
    ],
)
def test_a_border_is_put_round_and_cut_off_again(options: dict[str, Any], out: Any, rule: str) -> None:
    layer = Pad(**options)
    np.testing.assert_array_equal(layer.forward([[1.0, 2.0]]), out)
    upstream = np.arange(10.0, 10.0 + layer.out.size).reshape(layer.out.shape)
    np.testing.assert_array_equal(layer.backward(upstream), upstream[np.asarray(out) % 9 > 0].reshape(1, 2))
    assert layer.rules_for((1, 2)) == {"x": rule}


def test_a_single_number_stays() -> None:
    layer = Pad()
    assert layer.forward(2.5) == 2.5
    assert layer.backward(3.0) == 3.0
    assert layer.rules_for(()) == {"x": "dout"}


def test_a_width_of_two_equal_sides_is_said_as_one() -> None:
    assert Pad(width=(2, 2)).option_values() == {"width": 2, "value": 0.0, "axis": None}
    assert Pad(width=[1, 2]).option_values()["width"] == (1, 2)


def test_a_wrong_width_is_told_how_to_be_written() -> None:
    with pytest.raises(LayerError) as caught:
        Pad(width=-1)
    assert caught.value.message == "width must be a whole number from 0, or two, not -1"
    assert caught.value.hint == "write it as width=1, or as width=(before, behind)"


def test_numbers_of_a_problem_stack_to_an_array() -> None:
    read = solve_text("variables: {a: 1, b: 2}\nnodes: {v: 'stack(a, b)', y: sum(v ** 2)}\n")
    np.testing.assert_array_equal(read.values["v"], [1.0, 2.0])
    assert (read.gradients["a"], read.gradients["b"]) == (2.0, 4.0)


def test_a_border_is_written_in_a_mapping_too() -> None:
    read = solve_text("variables: {a: [1, 2]}\nnodes: {v: {pad: [a], width: [0, 1], value: 9}, y: sum(v * v)}\n")
    np.testing.assert_array_equal(read.values["v"], [1.0, 2.0, 9.0])
    np.testing.assert_array_equal(read.gradients["a"], [2.0, 4.0])
