"""Layers through which no gradient comes back, whatever the slope: a size, and a stop."""

from math import prod
from typing import Any

from backprop_cli.layers import maths
from backprop_cli.layers.base import Layer, Selecting, Shape
from backprop_cli.layers.elementary import SIGNED_SAMPLES
from backprop_cli.layers.maths import Value
from backprop_cli.layers.option_checks import axes_or_none, positive_axes


class StopGradient(Selecting):
    """A stop lets the value through and sends nothing back: what lies before it is taken for a constant.

    x of any shape. gradcheck calls what goes through it `meant`: the slope is 1, and 0 is sent back on purpose.
    """

    name, symbol = "stop_gradient", "stop"
    formula = "x"
    rules = {"x": "0"}
    convention = "the gradient is 0, where the slope is 1"
    samples = SIGNED_SAMPLES
    meant = True

    def compute(self, x: Value) -> Value:
        return x

    def partials(self, out: Value, x: Value) -> tuple[Value]:
        return (0.0,)


class SizeLayer(Layer):
    """A size counts entries and looks at none of them: it has no gradient.

    x of any shape; axis: one or several, None for all. 1 for a single number. Raises ShapeError for an axis that x has not.
    """

    name, symbol = "size", "size"
    formula = "size(x, axis=axis)"
    convention = "no gradient"
    exact = True
    samples = (
        ([[1.5, -2.0, 3.0], [0.25, 1.0, -0.5]],),
        ({"axis": 0}, [[1.5, -2.0, 3.0], [0.25, 1.0, -0.5]]),
        ({"axis": (0, -1)}, [[[1.5, -2.0]], [[3.0, 0.25]]]),
        (1.5,),
    )

    def __init__(self, *, axis: int | tuple[int, ...] | None = None) -> None:
        self.axis = axes_or_none("axis", axis)

    def compute(self, x: Value) -> Value:
        return self.count(maths.shape_of(x))

    def count(self, shape: Shape) -> float:
        if self.axis is None or (not shape and self.axis in (0, -1)):  # NumPy lets a single number pass for a list of one
            return float(prod(shape))
        axes = positive_axes(self.axis if isinstance(self.axis, tuple) else (self.axis,), shape, "x")
        return float(prod(shape[axis] for axis in axes))

    def shape(self, *shapes: Shape) -> Shape:
        self.count(shapes[0])
        return ()

    def vjp(self, dout: Value, out: Value, *xs: Value, wanted: tuple[bool, ...]) -> tuple[Value | None, ...]:
        return (None,)

    def stacked(self, stacks: tuple[bool, ...], *xs: Value) -> Any:
        return maths.numpy().full(len(xs[0]), self.count(xs[0].shape[1:]))
