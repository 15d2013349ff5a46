"""Layers that are handed over in Python."""

from pathlib import Path
from typing import Any

import pytest

from backprop_cli.layers.activation import Relu
from backprop_cli.layers.softmax import Softmax
from backprop_cli.python_layers.given import WHAT_IS_A_LAYER, layer_given, owner_of_apply


class Twice:
    def forward(self, x: Any) -> Any:
        return 2 * x

    def backward(self, dout: Any) -> Any:
        return 2 * dout

    @classmethod
    def apply(cls) -> None:
        """torch's way to call a function."""


def thrice_forward(x: Any) -> Any:
    return 3 * x, None


def thrice_backward(dout: Any, cache: Any) -> Any:
    return 3 * dout


def test_a_class_and_a_pair_are_layers_of_their_names() -> None:
    cls, pair = layer_given(Twice, "float64"), layer_given((thrice_forward, thrice_backward), "float32")
    assert (cls.name, cls.inputs, pair.name, pair.inputs) == ("Twice", ("x",), "thrice", ("x",))
    assert (cls.precision, pair.precision) == ("float64", "float32")  # type: ignore[union-attr]
    assert Path(cls.file).name == Path(__file__).name  # type: ignore[union-attr]


def test_apply_stands_for_its_class() -> None:
    assert owner_of_apply(Twice.apply) is Twice
    assert owner_of_apply(Twice) is Twice


def test_layers_of_the_shelf_stay_as_they_are() -> None:
    softmax = Softmax(axis=0)
    assert layer_given(Relu, "float64") is Relu
    assert layer_given(softmax, "float64") is softmax
    with pytest.raises(TypeError, match="computes in float64, not in float32"):
        layer_given(Relu, "float32")


@pytest.mark.parametrize("thing", [3, "relu", (thrice_forward,), int, thrice_forward])
def test_what_is_no_layer(thing: Any) -> None:
    with pytest.raises(TypeError, match="is no layer") as error:
        layer_given(thing, "float64")
    assert WHAT_IS_A_LAYER in str(error.value)


@pytest.mark.oracle
def test_a_function_of_torch() -> None:
    torch = pytest.importorskip("torch")

    class Square(torch.autograd.Function):  # type: ignore[misc, name-defined]
        @staticmethod
        def forward(ctx: Any, x: Any) -> Any:
            ctx.save_for_backward(x)
            return x * x

        @staticmethod
        def backward(ctx: Any, dout: Any) -> Any:
            return 2 * ctx.saved_tensors[0] * dout

    for thing in (Square, Square.apply):
        layer: Any = layer_given(thing, "float64")
        assert (layer.name, layer.inputs, layer().compute(3.0)) == ("Square", ("x",), 9.0)
