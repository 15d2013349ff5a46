"""Layers that move entries and change none: transpose, reshape, concat. Backward, they move gradients back."""

from math import prod
from typing import Any

from backprop_cli.errors import LayerError, ShapeError
from backprop_cli.layers import maths, stacking
from backprop_cli.layers.base import Layer, Shape, scalar, shape_text, shapes_by_name
from backprop_cli.layers.maths import Value
from backprop_cli.layers.option_checks import is_whole, one_axis, positive_axes, positive_axis, whole_numbers
from backprop_cli.layers.subscript import ROWS, subscript_text


class Transpose(Layer):
    """A transpose turns the upstream gradient back the way it turned x.

    x of any shape; axes: the order of the axes, None for the reverse. A single number and a 1-D x stay as they are.
    """

    name, symbol = "transpose", ".T"
    formula = "transpose(x, axes=axes)"
    rules = {"x": "transpose(dout)"}
    exact = True
    samples = ((ROWS,), ([ROWS, ROWS[::-1]],), ({"axes": (1, 2, 0)}, [ROWS, ROWS[::-1]]), ({"axes": (0, -1, 1)}, [ROWS]), (1.5,))

    def __init__(self, *, axes: tuple[int, ...] | None = None) -> None:
        self.axes = axes if axes is None else whole_numbers("axes", axes, "(1, 0)")

    def compute(self, x: Value) -> Value:
        return x.transpose(self.axes) if maths.is_array(x) else x

    def vjp(self, dout: Value, out: Value, *xs: Value, wanted: tuple[bool, ...]) -> tuple[Value | None, ...]:
        return (dout.transpose(self.back(len(xs[0].shape))) if maths.is_array(dout) else dout,)

    def back(self, ndim: int) -> tuple[int, ...] | None:
        """The order of axes that takes `out` back to x; None for the reverse."""
        if self.axes is None:
            return None
        order = [axis % ndim for axis in self.axes]
        return tuple(sorted(range(ndim), key=order.__getitem__))

    def shape(self, *shapes: Shape) -> Shape:
        (x,) = shapes
        if self.axes is None:
            return x[::-1]
        if len(self.axes) != len(x):
            raise ShapeError(f"x {shape_text(x)} has {len(x)} axes, and axes={shape_text(self.axes)} orders {len(self.axes)}")
        return tuple(x[axis] for axis in positive_axes(self.axes, x, "x"))

    def order(self, ndim: int) -> tuple[int, ...]:
        """For each axis of `out` the axis of x that it is."""
        return tuple(range(ndim))[::-1] if self.axes is None else tuple(axis % ndim for axis in self.axes)

    def touches(self, argument: int, *shapes: Shape) -> tuple[int | None, ...]:
        return tuple(map(self.order(len(shapes[0])).index, range(len(shapes[0]))))

    def stacked(self, stacks: tuple[bool, ...], *xs: Value) -> Value:
        (x,) = xs
        return x.transpose(0, *stacking.behind_versions(self.order(x.ndim - 1)))

    def rules_for(self, *shapes: Shape) -> dict[str, str]:
        return self.rules if self.axes is None else {"x": f"transpose(dout, axes={self.back(len(shapes[0]))})"}


class MatrixTranspose(Layer):
    """A batch of matrices is transposed matrix by matrix, and so is the gradient on its way back.

    x of two axes or more; the last two change places. Raises ShapeError for fewer. NumPy's `x.mT`.
    """

    name, symbol = "matrix_transpose", ".mT"
    formula = "matrix_transpose(x)"
    rules = {"x": "matrix_transpose(dout)"}
    exact = True
    samples = ((ROWS,), ([ROWS, ROWS[::-1]],))

    def compute(self, x: Value) -> Value:
        return x.swapaxes(-1, -2)

    def vjp(self, dout: Value, out: Value, *xs: Value, wanted: tuple[bool, ...]) -> tuple[Value | None, ...]:
        return (dout.swapaxes(-1, -2),)

    def shape(self, *shapes: Shape) -> Shape:
        (x,) = shapes
        if len(x) < 2:
            raise ShapeError(f"x {shape_text(x)} is no matrix: .mT needs two axes", hint="x.T takes any number of them")
        return (*x[:-2], x[-1], x[-2])

    def touches(self, argument: int, *shapes: Shape) -> tuple[int | None, ...]:
        last = len(shapes[0]) - 1
        return (*range(last - 1), last, last - 1)

    def stacked(self, stacks: tuple[bool, ...], *xs: Value) -> Value:
        return self.compute(*xs)


class Reshape(Layer):
    """A reshape lays the upstream gradient out again as x was.

    x of any shape; shape: the new one, with at most one -1 for what is left over. Raises ShapeError where the entries do not fit.
    """

    name, symbol = "reshape", "reshape"
    formula = "reshape(x, shape=shape)"
    rules = {"x": "like(dout, x)"}
    exact = True
    samples = (({"shape": (3, -1)}, ROWS), ({"shape": 6}, ROWS), ({"shape": (1, 1)}, 1.5), ({"shape": ()}, [[1.5]]))

    def __init__(self, *, shape: int | tuple[int, ...] | None = None) -> None:
        if shape is None:
            raise LayerError("reshape needs the new shape", hint="write it as reshape(x, shape=(2, -1))")
        self.new_shape = (shape,) if is_whole(shape) else whole_numbers("shape", shape, "(2, -1)")
        if self.new_shape.count(-1) > 1 or min(self.new_shape, default=0) < -1:
            raise LayerError(f"shape={shape_text(self.new_shape)} is no shape: sizes are 0 or more, with at most one -1")
        if len(self.new_shape) > 32:  # what every NumPy allows
            raise LayerError(f"shape has {len(self.new_shape)} axes, and 32 is the most")

    def option_values(self) -> dict[str, Any]:
        return {"shape": self.new_shape}  # `shape` is the shape rule

    def compute(self, x: Value) -> Value:
        return maths.numpy().reshape(x, self.new_shape) if maths.is_array(x) or self.new_shape else x

    def vjp(self, dout: Value, out: Value, *xs: Value, wanted: tuple[bool, ...]) -> tuple[Value | None, ...]:
        have = maths.shape_of(xs[0])
        return (scalar(maths.numpy().reshape(dout, have)) if have != maths.shape_of(dout) else dout,)

    def shape(self, *shapes: Shape) -> Shape:
        (x,) = shapes
        known = prod(size for size in self.new_shape if size != -1)
        left = prod(x) // known if known else 0
        out = tuple(left if size == -1 else size for size in self.new_shape)
        too_large = prod(filter(None, out)) > max(prod(x), 2**40)  # an empty array, and yet more than NumPy can count
        if prod(out) != prod(x) or (-1 in self.new_shape and not known) or too_large:
            raise ShapeError(f"x {shape_text(x)} has {prod(x)} entries, which do not fit into shape={shape_text(self.new_shape)}")
        return out

    def stacked(self, stacks: tuple[bool, ...], *xs: Value) -> Value:
        (x,) = xs
        return x.reshape(len(x), *self.shape(x.shape[1:]))

    def rules_for(self, *shapes: Shape) -> dict[str, str]:
        return {"x": f"reshape(dout, shape={shape_text(shapes[0])})"}


class Concat(Layer):
    """Joining arrays end to end cuts the upstream gradient into the parts that they filled.

    Any number of arrays, of one shape but for their sizes along `axis` (default 0). Raises ShapeError where they do not fit, and
    for single numbers, which have no axis.
    """

    name, symbol = "concat", "concat"
    formula = "concat(*xs, axis=axis)"
    rules = {"xs": "dout[part]"}
    exact = True
    samples = (
        (ROWS, [[0.75, 2.0, 4.0]]),
        ({"axis": -1}, ROWS, [[0.5], [-1.25]], ROWS[::-1]),
        ({"axis": 1}, [ROWS], [ROWS[:1]]),
        ([1.5], [0.25, 2.0]),
    )

    def __init__(self, *, axis: int = 0) -> None:
        self.axis = one_axis("axis", axis)

    def compute(self, *xs: Value) -> Value:
        return maths.numpy().concatenate(xs, axis=self.axis)

    def vjp(self, dout: Value, out: Value, *xs: Value, wanted: tuple[bool, ...]) -> tuple[Value | None, ...]:
        parts = self.parts([x.shape for x in xs])
        return tuple(dout[part] if want else None for part, want in zip(parts, wanted, strict=True))

    def parts(self, shapes: list[Shape]) -> list[tuple[slice, ...]]:
        """For each input the subscripts of `out` that it fills."""
        axis = self.axis % len(shapes[0])
        ends = [sum(shape[axis] for shape in shapes[: i + 1]) for i in range(len(shapes))]
        return [
            (slice(None),) * axis + (slice(end - shape[axis], end),) for end, shape in zip(ends, shapes, strict=True)
        ]  # fmt: skip

    def shape(self, *shapes: Shape) -> Shape:
        names = self.input_names(len(shapes))
        if not shapes:
            raise ShapeError("concat needs at least one array")
        for name, shape in zip(names, shapes, strict=True):
            if not shape:
                raise ShapeError(f"{name} is a single number and has no axis", hint="reshape it: reshape(x, shape=(1,))")
        axis = positive_axis(self.axis, shapes[0], names[0])
        for name, shape in zip(names, shapes, strict=True):
            if shape_without(axis, shape) != shape_without(axis, shapes[0]) or len(shape) != len(shapes[0]):
                both = shapes_by_name((names[0], name), (shapes[0], shape))
                raise ShapeError(f"{both} do not join along axis {axis}: the other axes must be equal")
        return (*shapes[0][:axis], sum(shape[axis] for shape in shapes), *shapes[0][axis + 1 :])

    def touches(self, argument: int, *shapes: Shape) -> tuple[int | None, ...]:
        ndim = len(shapes[0])
        return stacking.kept_axes(ndim, (self.axis % ndim,), keepdims=True)

    def stacked(self, stacks: tuple[bool, ...], *xs: Value) -> Value:
        return Concat(axis=self.axis if self.axis < 0 else self.axis + 1).compute(*stacking.repeated(stacks, xs))

    def rules_for(self, *shapes: Shape) -> dict[str, str]:
        words = [f"dout[{subscript_text(part)}]" for part in self.parts(list(shapes))]
        return dict(zip(self.input_names(len(shapes)), words, strict=True))


def shape_without(axis: int, shape: Shape) -> Shape:
    return shape[:axis] + shape[axis + 1 :]
