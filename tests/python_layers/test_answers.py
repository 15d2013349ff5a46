"""What a stranger's code may answer, and in which words the rest is refused."""

from pathlib import Path

import numpy as np
import pytest

from backprop_cli.python_layers.file import Stumble
from tests.python_layers.book import layer

CODE = "class My:\n    def forward(self, x, w):\n        return x\n    def backward(self, dout):\n        return dout\n"


def test_numbers_and_lists_are_values(tmp_path: Path) -> None:
    mine = layer(tmp_path, CODE)
    assert (mine.value(2), mine.value(np.float32(0.5)), mine.value(True)) == (2.0, 0.5, 1.0)
    assert mine.value([1, 2]).tolist() == [1.0, 2.0]


@pytest.mark.parametrize(
    ("out", "said"),
    [
        (None, "returns None"), ((1.0, 2.0), "returns 2 things in a tuple"), ([np.ones(2)], "returns 1 things in a list"),
        ("two", "no number"), (10**400, "too large"), (1j, "no number"),
    ],
)  # fmt: skip
def test_what_is_no_value_is_told_with_the_place_of_forward(tmp_path: Path, out: object, said: str) -> None:
    with pytest.raises(Stumble, match=rf"My\.forward \(.*mine\.py:2\) .*{said}"):
        layer(tmp_path, CODE).value(out)


def test_the_hint_about_several_outputs_is_a_call_that_can_be_written(tmp_path: Path) -> None:
    with pytest.raises(Stumble) as caught:
        layer(tmp_path, CODE).value((1.0, 2.0))
    assert caught.value.hint == "take one of them in the same expression: My(x, w)[0]"


def test_gradients_have_the_shapes_of_their_inputs_and_trailing_none_is_of_an_option(tmp_path: Path) -> None:
    mine, xs = layer(tmp_path, CODE), [np.ones(2), 3.0]
    gradients = mine.gradients((np.ones(2), 4.0, None), [], xs, (True, True))
    assert (gradients[0].tolist(), gradients[1]) == ([1.0, 1.0], 4.0)
    with pytest.raises(Stumble, match="gives no gradient for w"):
        mine.gradients(np.ones(2), [], xs, (True, True))
    with pytest.raises(Stumble, match="returns 3 gradients"):
        mine.gradients((np.ones(2), 4.0, 5.0), [], xs, (True, True))
