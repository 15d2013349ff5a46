"""Subscripts: some of the entries of an array, by whole numbers and slices."""

from typing import Any

from backprop_cli.errors import LayerError, ShapeError
from backprop_cli.layers import maths
from backprop_cli.layers.base import Layer, Shape, shape_text
from backprop_cli.layers.maths import Value
from backprop_cli.layers.option_checks import in_range, is_slice, is_whole, the_axes

ROWS = [[1.5, -2.0, 3.0], [0.25, 1.0, -0.5]]


class Subscript(Layer):
    """Taking some entries sends the upstream gradient to those, and 0 to the rest.

    x of any shape; index: whole numbers and slices, at most one an axis, by NumPy's rules: `A[:, :4]`, `y[-1]`. Raises
    ShapeError for more subscripts than axes, and for a number outside its axis.
    """

    name, symbol = "subscript", "[]"
    formula = "x[index]"
    rules = {"x": "scatter(dout, x, index=index)"}
    exact = True
    samples = (
        ({"index": (slice(None), slice(None, 2))}, ROWS),
        ({"index": (-1,)}, ROWS),
        ({"index": (1, 2)}, ROWS),
        ({"index": (slice(None, None, -1), slice(2, None, -2))}, ROWS),
        ({"index": (slice(1, 1),)}, ROWS),
    )

    def __init__(self, *, index: Any = ()) -> None:
        self.index = tuple(index) if isinstance(index, (tuple, list)) else (index,)
        for item in self.index:
            if not (is_whole(item) or is_slice(item)):
                raise LayerError(f"a subscript must be a whole number or a slice, not {item!r}", hint="as in A[0] or A[:, 1:4]")
            if isinstance(item, slice) and item.step == 0:
                raise LayerError("the step of a slice cannot be 0", hint="A[::2] takes every second entry")

    def compute(self, x: Value) -> Value:
        return x[self.index] if maths.is_array(x) else x

    def vjp(self, dout: Value, out: Value, *xs: Value, wanted: tuple[bool, ...]) -> tuple[Value | None, ...]:
        if not maths.is_array(xs[0]):
            return (dout,)
        dx = maths.numpy().zeros(xs[0].shape)
        dx[self.index] = dout
        return (dx,)

    def shape(self, *shapes: Shape) -> Shape:
        (x,) = shapes
        if len(self.index) > len(x):
            raise ShapeError(
                f"x {shape_text(x)} has {len(x)} axes, and {len(self.index)} subscripts are given", hint=the_axes(len(x))
            )
        for axis, (item, size) in enumerate(zip(self.index, x, strict=False)):
            if isinstance(item, int) and not -size <= item < size:
                raise ShapeError(f"subscript {item} is outside axis {axis} of x {shape_text(x)}", hint=in_range(size))
        sizes = [len(range(*item.indices(size))) for item, size in zip(self.index, x, strict=False) if isinstance(item, slice)]
        return (*sizes, *x[len(self.index) :])

    def touches(self, argument: int, *shapes: Shape) -> tuple[int | None, ...]:
        """An axis that is taken whole maps to its axis of `out`; one of which a part or a single entry is taken maps to None."""
        out: list[int | None] = []
        place = 0
        for axis in range(len(shapes[0])):
            item = self.index[axis] if axis < len(self.index) else slice(None)
            out.append(place if item == slice(None) else None)
            place += isinstance(item, slice)
        return tuple(out)

    def stacked(self, stacks: tuple[bool, ...], *xs: Value) -> Value:
        return xs[0][(slice(None), *self.index)]


def subscript_text(index: tuple[Any, ...]) -> str:
    """Subscripts as one writes them: ":, 1:4"."""
    return ", ".join(slice_in_words(item) if isinstance(item, slice) else str(item) for item in index)


def slice_in_words(item: slice) -> str:
    start, stop = ("" if part is None else str(part) for part in (item.start, item.stop))
    return f"{start}:{stop}" if item.step is None else f"{start}:{stop}:{item.step}"
