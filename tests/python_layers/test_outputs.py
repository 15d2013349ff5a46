"""What a number in brackets means once forward has run: an output of several, or a row of the only one."""

import numpy as np
import pytest

from backprop_cli.errors import ShapeError
from backprop_cli.python_layers.file import Stumble
from backprop_cli.python_layers.outputs import one_output, row_of_only, upstream_of_each

OUTPUTS = (np.ones((2, 3)), 4.0)


def test_a_number_takes_an_output_from_either_end() -> None:
    assert one_output(1, OUTPUTS, "forward", "f(x)") == 4.0
    assert one_output(-2, OUTPUTS, "forward", "f(x)") is OUTPUTS[0]


@pytest.mark.parametrize(("part", "said"), [(None, "returns 2 things in a tuple"), (2, r"\[2\] is none"), (-3, r"\[-3\] is none")])
def test_no_number_and_one_too_large_take_none(part: int | None, said: str) -> None:
    with pytest.raises(Stumble, match=said):
        one_output(part, OUTPUTS, "forward", "f(x)")


def test_a_row_of_one_axis_is_a_float() -> None:
    assert type(row_of_only(np.array([1.0, 2.0]), 1)) is float
    with pytest.raises(ShapeError):
        row_of_only(np.array([1.0, 2.0]), 2)


def test_outputs_that_are_not_looked_at_get_zeros_of_their_shape() -> None:
    first, second = upstream_of_each(-1, 7.0, OUTPUTS)
    assert (first.tolist(), second) == (np.zeros((2, 3)).tolist(), 7.0)
    (whole,) = upstream_of_each(1, np.array([1.0, 2.0, 3.0]), OUTPUTS[0])
    assert whole.tolist() == [[0.0, 0.0, 0.0], [1.0, 2.0, 3.0]]
    assert upstream_of_each(None, 7.0, 4.0) == [7.0]
