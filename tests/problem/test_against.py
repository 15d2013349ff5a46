"""`--against NAME=CLASS`: which layers it means, and what is refused."""

from pathlib import Path
from typing import Any

import pytest

from backprop_cli.errors import UsageError
from backprop_cli.layers.activation import Relu
from backprop_cli.problem.against import fitting_layer
from backprop_cli.problem.own_layers.handmade import layers_within
from backprop_cli.python_layers.load import load_layers
from tests.problems import problem

CODE = """
class Relu:
    def __init__(self, slope=0.0):
        self.slope = slope
    def forward(self, x):
        return x
    def backward(self, dout):
        return dout
class Two(Relu):
    def forward(self, x, y):
        return x
class Other(Relu):
    pass
"""
TEXT = "variables: {x: 1}\nlayers: {mine: {inputs: [x], forward: relu(x)}}\nnodes: {y: mine(x)}\n"


@pytest.fixture
def layers(tmp_path: Path) -> Any:
    path = tmp_path / "mine.py"
    path.write_text(CODE, encoding="utf-8")
    return tuple(load_layers(str(path)))


def test_names_of_both(layers: Any) -> None:
    (pair,) = problem(TEXT, layers=layers, against=("mine = Other",)).against
    assert (pair.name, pair.reference.name, pair.kernel.name) == ("mine", "mine", "Other")


@pytest.mark.parametrize("word", ["relu", "Relu", "relu=Relu"])
def test_a_name_alone_is_that_of_the_layer_whose_place_was_taken(layers: Any, word: str) -> None:
    (pair,) = problem(TEXT, layers=layers, against=(word,)).against
    assert pair.reference is Relu
    assert pair.kernel is layers[0]


@pytest.mark.parametrize(
    ("word", "message"),
    [
        ("nobody=Other", "no layer is called 'nobody'"), ("mine=Othr", "no layer is called 'Othr'"),
        ("tanh", "no class has taken the place of a layer 'tanh'"), ("mine=Two", "does not take as many inputs as mine"),
        ("tanh=Other", "no node calls tanh or Other"),
    ],
)  # fmt: skip
def test_refusals(layers: Any, word: str, message: str) -> None:
    with pytest.raises(UsageError, match=message.replace("(", r"\(")):
        problem(TEXT, layers=layers, against=(word,))


def test_a_class_that_is_held_counts_as_used(layers: Any) -> None:
    used = "variables: {x: 1}\nnodes: {y: tanh(x)}\n"
    assert problem(used, layers=layers[2:], against=("tanh=Other",)).against
    with pytest.raises(UsageError, match="uses none of the layers"):
        problem(used, layers=layers[2:])


def test_layers_inside_of_definitions_are_called(layers: Any) -> None:
    graph = problem(TEXT, layers=layers).graph
    assert {layer.name for layer in layers_within(graph, claims=False)} == {"mine", "relu"}


def test_the_options_of_a_call_are_handed_on_or_refused(layers: Any) -> None:
    called = problem("variables: {x: 1}\nnodes: {y: {leaky_relu: [x], slope: 0.25}}\n").graph.layers[0]
    assert fitting_layer(layers[2], called, frozenset(), "y").option_values() == {"slope": 0.25}
    softmax = problem("variables: {x: [[1, 2]]}\nnodes: {y: {softmax: [x], axis: 0}}\n").graph.layers[0]
    with pytest.raises(UsageError, match="node y calls softmax with axis=0, and Other has no such option"):
        fitting_layer(layers[2], softmax, frozenset(), "y")
