"""Layers that make arrays larger: stack lays arrays side by side along a new axis, pad puts a border round one."""

from typing import Any

from backprop_cli.errors import LayerError, ShapeError
from backprop_cli.layers import maths, stacking
from backprop_cli.layers.base import Layer, Shape, scalar, shape_text, shapes_by_name
from backprop_cli.layers.maths import Value
from backprop_cli.layers.option_checks import a_number, axes_or_none, is_whole, one_axis, positive_axes
from backprop_cli.layers.subscript import ROWS, subscript_text

WHOLE: Any = slice(None)


class Stack(Layer):
    """Stacking arrays along a new axis cuts the upstream gradient into its slices, one for each of them.

    Any number of arrays of one shape, single numbers too; axis: where the new axis stands in the result, first by default.
    Raises ShapeError for shapes that differ.
    """

    name, symbol = "stack", "stack"
    formula = "stack(*xs, axis=axis)"
    rules = {"xs": "dout[part]"}
    exact = True
    samples = (
        (ROWS, ROWS[::-1]),
        ({"axis": -1}, ROWS, ROWS[::-1], ROWS),
        ({"axis": 1}, ROWS, ROWS[::-1]),
        ({"axis": -2}, [1.5, -2.0], [0.25, 1.0]),
        ({"axis": 1}, [[1.5]], [[-2.0]]),
        (1.5, -2.0, 0.25),
        ([1.5],),
    )

    def __init__(self, *, axis: int = 0) -> None:
        self.axis = one_axis("axis", axis)

    def compute(self, *xs: Value) -> Value:
        return maths.numpy().stack(xs, axis=self.axis)

    def vjp(self, dout: Value, out: Value, *xs: Value, wanted: tuple[bool, ...]) -> tuple[Value | None, ...]:
        axis = self.axis % dout.ndim
        return tuple(scalar(dout[slice_of(k, axis)]) if want else None for k, want in enumerate(wanted))

    def shape(self, *shapes: Shape) -> Shape:
        names = self.input_names(len(shapes))
        if not shapes:
            raise ShapeError("stack needs at least one array")
        for name, shape in zip(names, shapes, strict=True):
            if shape != shapes[0]:
                both = shapes_by_name((names[0], name), (shapes[0], shape))
                raise ShapeError(f"{both} do not stack: all shapes must be equal", hint="concat joins along an axis that is there")
        ndim = len(shapes[0]) + 1
        if not -ndim <= self.axis < ndim:
            hint = f"it can be 0 to {ndim - 1}, or -1 for the last"
            raise ShapeError(f"{names[0]} {shape_text(shapes[0])} gets no axis {self.axis} by stacking", hint=hint)
        axis = self.axis % ndim
        return (*shapes[0][:axis], len(shapes), *shapes[0][axis:])

    def touches(self, argument: int, *shapes: Shape) -> tuple[int | None, ...]:
        new = self.axis % (len(shapes[0]) + 1)
        return tuple(axis + (axis >= new) for axis in range(len(shapes[0])))

    def stacked(self, stacks: tuple[bool, ...], *xs: Value) -> Value:
        return Stack(axis=self.axis if self.axis < 0 else self.axis + 1).compute(*stacking.repeated(stacks, xs))

    def rules_for(self, *shapes: Shape) -> dict[str, str]:
        axis = self.axis % (len(shapes[0]) + 1)
        words = [f"dout[{subscript_text(slice_of(k, axis))}]" for k in range(len(shapes))]
        return dict(zip(self.input_names(len(shapes)), words, strict=True))


def slice_of(k: int, axis: int) -> tuple[Any, ...]:
    """The subscripts of slice k along an axis."""
    return (*(WHOLE,) * axis, k)


class Pad(Layer):
    """A border of constants is cut off again on the way back: x gets the upstream gradient of its own entries.

    x of any shape; width: how many entries are put before and behind, one number or two; value: what they are; axis: one,
    several, or None for all. A single number has no axis, and stays.
    """

    name, symbol = "pad", "pad"
    formula = "pad(x, width=width, value=value, axis=axis)"
    rules = {"x": "dout[part]"}
    exact = True
    samples = (
        (ROWS,),
        ({"width": 2, "value": -1.5, "axis": 1}, ROWS),
        ({"width": (0, 1), "axis": (0, -1)}, [ROWS, ROWS[::-1]]),
        ({"width": (2, 0)}, [1.5]),
        ({"width": 0, "axis": 0}, ROWS),
        (1.5,),
    )

    def __init__(self, *, width: int | tuple[int, int] = 1, value: float = 0.0, axis: int | tuple[int, ...] | None = None) -> None:
        self.width = border(width)
        self.value = a_number("value", value)
        self.axis = axes_or_none("axis", axis)

    def option_values(self) -> dict[str, Any]:
        before, behind = self.width
        return {"width": before if before == behind else self.width, "value": self.value, "axis": self.axis}

    def axes(self, shape: Shape) -> tuple[int, ...]:
        """The axes that get a border, counted from the front."""
        if self.axis is None:
            return tuple(range(len(shape)))
        return positive_axes(self.axis if isinstance(self.axis, tuple) else (self.axis,), shape, "x")

    def widths(self, shape: Shape) -> list[tuple[int, int]]:
        """The border of each axis."""
        axes = self.axes(shape)
        return [self.width if axis in axes else (0, 0) for axis in range(len(shape))]

    def compute(self, x: Value) -> Value:
        return maths.numpy().pad(x, self.widths(x.shape), constant_values=self.value) if maths.shape_of(x) else x

    def vjp(self, dout: Value, out: Value, *xs: Value, wanted: tuple[bool, ...]) -> tuple[Value | None, ...]:
        return (dout[self.inner(xs[0].shape)] if maths.shape_of(xs[0]) else dout,)

    def inner(self, shape: Shape) -> tuple[Any, ...]:
        """The subscripts of the result that x fills."""
        sides = zip(shape, self.widths(shape), strict=True)
        return tuple(slice(before, before + size) if before or behind else WHOLE for size, (before, behind) in sides)

    def shape(self, *shapes: Shape) -> Shape:
        (x,) = shapes
        return tuple(before + size + behind for size, (before, behind) in zip(x, self.widths(x), strict=True))

    def touches(self, argument: int, *shapes: Shape) -> tuple[int | None, ...]:
        return tuple(None if before or behind else axis for axis, (before, behind) in enumerate(self.widths(shapes[0])))

    def stacked(self, stacks: tuple[bool, ...], *xs: Value) -> Value:
        (x,) = xs
        axes = stacking.behind_versions(self.axes(x.shape[1:]))
        return Pad(width=self.width, value=self.value, axis=axes).compute(x)

    def rules_for(self, *shapes: Shape) -> dict[str, str]:
        return {"x": f"dout[{subscript_text(self.inner(shapes[0]))}]" if shapes[0] else "dout"}


def border(width: Any) -> tuple[int, int]:
    """How many entries go before and behind. Raises LayerError."""
    sides = (width, width) if is_whole(width) else width
    if not isinstance(sides, (tuple, list)) or len(sides) != 2 or not all(is_whole(side) and side >= 0 for side in sides):
        hint = "write it as width=1, or as width=(before, behind)"
        raise LayerError(f"width must be a whole number from 0, or two, not {width!r}", hint=hint)
    return sides[0], sides[1]
