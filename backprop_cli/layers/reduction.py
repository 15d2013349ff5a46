"""Reductions: many entries become one, and the backward pass spreads one gradient over many."""

from itertools import combinations
from math import prod
from typing import Any

from backprop_cli.errors import ShapeError
from backprop_cli.layers import maths, stacking
from backprop_cli.layers.base import Layer, Shape, scalar, shape_text
from backprop_cli.layers.maths import Value
from backprop_cli.layers.option_checks import axes_or_none, positive_axes, positive_axis, yes_or_no

MOST_WAYS = 4  # of those that an error names
REDUCTION_SAMPLES = (
    ([[1.5, -2.0, 3.0], [0.25, 1.0, -0.5]],),
    ({"axis": 0}, [[1.5, -2.0, 3.0], [0.25, 1.0, -0.5]]),
    ({"axis": -1, "keepdims": True}, [[1.5, -2.0, 3.0], [0.25, 1.0, -0.5]]),
    ({"axis": (0, 2)}, [[[1.5, -2.0], [3.0, 0.25]], [[1.0, -0.5], [4.0, 0.75]]]),
    ({"axis": 1}, [[1.5], [-2.0]]),
    ({"keepdims": True}, [[1.5, -2.0]]),
    (1.5,),
)


class Reduction(Layer):
    """What reductions share: their options, their shapes, and the way back to the shape of x."""

    def __init__(self, *, axis: int | tuple[int, ...] | None = None, keepdims: bool = False) -> None:
        self.axis = axes_or_none("axis", axis)
        self.keepdims = yes_or_no("keepdims", keepdims)

    def shape(self, *shapes: Shape) -> Shape:
        (x,) = shapes
        axes = self.axes(x)
        if self.keepdims:
            return tuple(1 if axis in axes else size for axis, size in enumerate(x))
        return tuple(size for axis, size in enumerate(x) if axis not in axes)

    def axes(self, shape: Shape) -> tuple[int, ...]:
        """The axes that are reduced, counted from the front; raises ShapeError where x has none such."""
        if self.axis is None:
            return tuple(range(len(shape)))
        if isinstance(self.axis, tuple):
            return positive_axes(self.axis, shape, "x")
        if not shape and self.axis in (0, -1):  # NumPy lets a single number pass for a list of one
            return ()
        return (positive_axis(self.axis, shape, "x"),)

    def count(self, shape: Shape) -> float:
        """How many entries become one."""
        return float(prod(shape[axis] for axis in self.axes(shape)))

    def touches(self, argument: int, *shapes: Shape) -> tuple[int | None, ...]:
        return stacking.kept_axes(len(shapes[0]), self.axes(shapes[0]), self.keepdims)

    def stacked(self, stacks: tuple[bool, ...], *xs: Value) -> Value:
        (x,) = xs
        behind = stacking.behind_versions(self.axes(x.shape[1:]))
        return type(self)(**self.option_values() | {"axis": behind}).compute(x)

    def aligned(self, reduced: Value, shape: Shape) -> Value:
        """A result or its gradient with the reduced axes as axes of 1, so that it broadcasts against x of the shape `shape`."""
        if self.keepdims or not maths.is_array(reduced):
            return reduced
        return maths.numpy().expand_dims(reduced, self.axes(shape))

    def spread(self, reduced: Value, shape: Shape) -> Value:
        """A result or its gradient, repeated along the reduced axes to `shape`, the shape of x."""
        # a copy, because products of matrices are slow on the stride of 0 that broadcast_to leaves
        return maths.numpy().broadcast_to(self.aligned(reduced, shape), shape).copy()


class Sum(Reduction):
    """A sum sends the upstream gradient on to every entry that went into it.

    x of any shape; axis: one, several, or None for all; keepdims: leave the axes as axes of 1.
    """

    name, symbol = "sum", "sum"
    formula = "sum(x, axis=axis, keepdims=keepdims)"
    rules = {"x": "expand(dout, x, axis=axis, keepdims=keepdims)"}
    samples = REDUCTION_SAMPLES

    def compute(self, x: Value) -> Value:
        return x.sum(axis=self.axis, keepdims=self.keepdims) if maths.is_array(x) else x

    def vjp(self, dout: Value, out: Value, *xs: Value, wanted: tuple[bool, ...]) -> tuple[Value | None, ...]:
        (x,) = xs
        return (self.spread(dout, x.shape) if maths.is_array(x) else dout,)


class Mean(Reduction):
    """A mean shares the upstream gradient out in equal parts.

    x of any shape; axis: one, several, or None for all; keepdims: leave the axes as axes of 1.
    """

    name, symbol = "mean", "mean"
    formula = "mean(x, axis=axis, keepdims=keepdims)"
    rules = {"x": "expand(dout, x, axis=axis, keepdims=keepdims) * size(out) / size(x)"}
    samples = REDUCTION_SAMPLES

    def compute(self, x: Value) -> Value:
        if not maths.is_array(x):
            return x
        return maths.divide(x.sum(axis=self.axis, keepdims=self.keepdims), self.count(x.shape))

    def vjp(self, dout: Value, out: Value, *xs: Value, wanted: tuple[bool, ...]) -> tuple[Value | None, ...]:
        (x,) = xs
        return (self.spread(maths.divide(dout, self.count(x.shape)), x.shape) if maths.is_array(x) else dout,)


class SmoothReduction(Reduction):
    """A reduction with a slope everywhere, and a rule that is upstream × slope, spread out to x.

    The complex step takes the same slopes: the real result, and imaginary parts weighted by them.
    """

    def of_reals(self, x: Value) -> Value:
        """The result for an array of real numbers, with the reduced axes as axes of 1."""
        raise NotImplementedError

    def slopes(self, out: Value, x: Value) -> Value:
        """∂out/∂x for an array of real numbers. out: as of_reals has it."""
        raise NotImplementedError

    def of_number(self, x: Value) -> Value:
        """The result for a single number, real or complex."""
        raise NotImplementedError

    def slope_at(self, x: float) -> float:
        """The slope for a single number."""
        raise NotImplementedError

    def compute(self, x: Value) -> Value:
        if not maths.is_array(x):
            return self.of_number(x)
        out = self.of_reals(x.real)
        if maths.is_complex(x):
            change = maths.scaled(x.imag, self.slopes(out, x.real)).sum(axis=self.axes(x.shape), keepdims=True)
            out = maths.joined(out, change)
        return out if self.keepdims else out.reshape(self.shape(x.shape))

    def vjp(self, dout: Value, out: Value, *xs: Value, wanted: tuple[bool, ...]) -> tuple[Value | None, ...]:
        (x,) = xs
        if not maths.is_array(x):
            return (dout * self.slope_at(x),)
        return (self.aligned(dout, x.shape) * self.slopes(self.aligned(out, x.shape), x),)


class Extreme(Reduction):
    """What the largest and the smallest share: they are chosen by real parts, and ties share the gradient."""

    convention = "ties share the gradient evenly"
    exact = True
    pick: Any  # (the entries along the last axis) -> the position of the one that is chosen

    def shape(self, *shapes: Shape) -> Shape:
        (x,) = shapes
        out = super().shape(x)
        if not self.count(x):
            raise ShapeError(f"x {shape_text(x)} has no entries along the axis: there is no {self.name} of nothing")
        return out

    def compute(self, x: Value) -> Value:
        if not maths.is_array(x):
            return x
        if maths.is_complex(x):
            return self.chosen(x)
        return getattr(x, self.name)(axis=self.axis, keepdims=self.keepdims)

    def chosen(self, x: Value) -> Value:
        """The chosen entries with their imaginary parts."""
        np = maths.numpy()
        axes, out = self.axes(x.shape), self.shape(x.shape)
        moved = np.moveaxis(x, axes, range(-len(axes), 0)).reshape(prod(out), int(self.count(x.shape)))
        return moved[np.arange(len(moved)), self.pick(moved.real, axis=-1)].reshape(out)

    def ties(self, out: Value, x: Value) -> Value:
        """A mask of the entries that are as large (or small) as the result."""
        return x.real == self.aligned(out, x.shape).real

    def vjp(self, dout: Value, out: Value, *xs: Value, wanted: tuple[bool, ...]) -> tuple[Value | None, ...]:
        (x,) = xs
        if not maths.is_array(x):
            return (dout,)
        ties = self.ties(out, x)
        shares = maths.divide(dout, ties.sum(axis=self.axis, keepdims=self.keepdims))
        return (maths.where(ties, self.aligned(shares, x.shape), 0.0),)

    def kink(self, x: Value) -> Value:
        """True for each entry that is the largest (or smallest) of its group together with another."""
        if not maths.is_array(x):
            return False
        ties = self.ties(scalar(self.compute(x)), x)
        return ties & (self.aligned(ties.sum(axis=self.axis, keepdims=self.keepdims), x.shape) > 1)


class Max(Extreme):
    """The largest entry gets the whole upstream gradient, the others nothing.

    x of any shape; axis: one, several, or None for all; keepdims: leave the axes as axes of 1. Ties share evenly.
    """

    name, symbol = "max", "max"
    formula = "max(x, axis=axis, keepdims=keepdims)"
    rules = {
        "x": "where(x == expand(out, x, axis=axis, keepdims=keepdims), "
        "expand(dout / sum(x == expand(out, x, axis=axis, keepdims=keepdims), axis=axis, keepdims=keepdims), "
        "x, axis=axis, keepdims=keepdims), 0)"
    }
    samples = REDUCTION_SAMPLES

    def pick(self, x: Value, axis: int) -> Value:
        return x.argmax(axis=axis)


class Min(Extreme):
    """The smallest entry gets the whole upstream gradient, the others nothing.

    x of any shape; axis: one, several, or None for all; keepdims: leave the axes as axes of 1. Ties share evenly.
    """

    name, symbol = "min", "min"
    formula = "min(x, axis=axis, keepdims=keepdims)"
    rules = Max.rules
    samples = REDUCTION_SAMPLES

    def pick(self, x: Value, axis: int) -> Value:
        return x.argmin(axis=axis)


def way_to(have: Shape, shape: Shape) -> str:
    """The reductions that turn a gradient of one shape into the other, where a forgotten broadcast explains it."""
    lead = len(have) - len(shape)
    if lead > 0:
        lost = [axes for axes in combinations(range(len(have)), lead) if axes_left_out(have, axes) == shape][:MOST_WAYS]
        if lost:
            ways = " or ".join(f"sum(…, axis={axes[0] if lead == 1 else axes})" for axes in lost)
            which = ", over the axis that the input lacks" if len(lost) > 1 else ""
            return f"the input was broadcast; its gradient is summed: {ways}{which}"
    stretched = tuple(axis for axis, (h, s) in enumerate(zip(have, shape, strict=False)) if s == 1 != h) if lead == 0 else ()
    if stretched and tuple(1 if axis in stretched else size for axis, size in enumerate(have)) == shape:
        axes = str(stretched[0]) if len(stretched) == 1 else str(stretched)
        return f"the input was broadcast; its gradient is summed: sum(…, axis={axes}, keepdims=True)"
    return "a gradient has the shape of what it is the gradient of"


def axes_left_out(shape: Shape, axes: tuple[int, ...]) -> Shape:
    return tuple(size for axis, size in enumerate(shape) if axis not in axes)
