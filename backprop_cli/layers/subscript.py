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

    x of any shape; index: whole numbers and slices, at most one an axis, by NumPy's rules: `A[:, :4]`, `y[-1]`; `...` stands for
    all axes between, None for a new axis of 1. Raises ShapeError for more subscripts than axes, and for a number outside its axis.
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
        ({"index": (..., 0)}, [ROWS, ROWS[::-1]]),
        ({"index": (None, 1, ..., None, slice(1, None))}, [ROWS, ROWS[::-1]]),
        ({"index": (None,)}, 1.5),
    )

    def __init__(self, *, index: Any = ()) -> None:
        self.index = tuple(index) if isinstance(index, (tuple, list)) else (index,)
        for item in self.index:
            if not (is_whole(item) or is_slice(item) or item is None or item is ...):
                hint = "as in A[0], A[:, 1:4] or A[..., None]"
                raise LayerError(f"a subscript must be a whole number, a slice, ... or None, not {item!r}", hint=hint)
            if isinstance(item, slice) and item.step == 0:
                raise LayerError("the step of a slice cannot be 0", hint="A[::2] takes every second entry")
        if sum(item is ... for item in self.index) > 1:
            raise LayerError("... stands once in an index", hint="write : for an axis")

    def compute(self, x: Value) -> Value:
        return x[self.index] if maths.is_array(x) else maths.numpy().asarray(x)[self.index] if self.index else x

    def vjp(self, dout: Value, out: Value, *xs: Value, wanted: tuple[bool, ...]) -> tuple[Value | None, ...]:
        if not maths.is_array(xs[0]):
            return (dout.item() if maths.is_array(dout) else dout,)
        dx = maths.numpy().zeros(xs[0].shape)
        dx[self.index] = dout
        return (dx,)

    def spelled_out(self, x: Shape) -> tuple[Any, ...]:
        """The index for this shape, with a : for each axis that it does not name; raises ShapeError for too many subscripts."""
        named = sum(item is not None and item is not ... for item in self.index)
        if named > len(x):
            raise ShapeError(f"x {shape_text(x)} has {len(x)} axes, and {named} subscripts are given", hint=the_axes(len(x)))
        place = self.index.index(...) if ... in self.index else len(self.index)
        return (*self.index[:place], *[slice(None)] * (len(x) - named), *self.index[place + 1 :])

    def shape(self, *shapes: Shape) -> Shape:
        (x,) = shapes
        out: list[int] = []
        axis = 0
        for item in self.spelled_out(x):
            if item is None:
                out.append(1)
                continue
            if isinstance(item, slice):
                out.append(len(range(*item.indices(x[axis]))))
            elif not -x[axis] <= item < x[axis]:
                raise ShapeError(f"subscript {item} is outside axis {axis} of x {shape_text(x)}", hint=in_range(x[axis]))
            axis += 1
        return tuple(out)

    def touches(self, argument: int, *shapes: Shape) -> tuple[int | None, ...]:
        """An axis that is taken whole maps to its axis of `out`; one of which a part or a single entry is taken maps to None."""
        out: list[int | None] = []
        place = 0
        for item in self.spelled_out(shapes[0]):
            if item is not None:
                out.append(place if item == slice(None) else None)
            place += item is None or isinstance(item, slice)
        return tuple(out)

    def stacked(self, stacks: tuple[bool, ...], *xs: Value) -> Value:
        return xs[0][(slice(None), *self.index)]


def subscript_text(index: tuple[Any, ...]) -> str:
    """Subscripts as one writes them: ":, 1:4, ..., None"."""
    return ", ".join(slice_in_words(item) if isinstance(item, slice) else "..." if item is ... else str(item) for item in index)


def slice_in_words(item: slice) -> str:
    start, stop = ("" if part is None else str(part) for part in (item.start, item.stop))
    return f"{start}:{stop}" if item.step is None else f"{start}:{stop}:{item.step}"
