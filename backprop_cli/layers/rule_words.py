"""The words of rules that are no layers of the shelf: what is printed of a rule can be typed under `layers:` of a problem.

They are layers, and so run, differentiate and check their inputs as layers do; but no node of a problem can call one.
"""

from math import prod
from typing import Any

from backprop_cli.errors import LayerError, ShapeError
from backprop_cli.layers import maths
from backprop_cli.layers.base import Layer, Shape, scalar, shape_text, shapes_by_name
from backprop_cli.layers.lookup import added_at, check_positions, whole
from backprop_cli.layers.maths import Value
from backprop_cli.layers.option_checks import axes_or_none, one_axis, positive_axis
from backprop_cli.layers.product import others, others_moved
from backprop_cli.layers.reduction import Reduction, Sum
from backprop_cli.layers.subscript import Subscript
from backprop_cli.layers.targets import are_labels, check_labels

TYPED_WORDS: dict[str, type[Layer]] = {}


class RuleWord(Layer):
    """A word of rules. A subclass with a `name` can be typed under `layers:` by being defined."""

    shelved = False

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        if cls.name:
            TYPED_WORDS[cls.name] = cls


class Expand(RuleWord):
    """What a reduction of x came to, or its gradient, in every entry of x that went into it.

    y of the shape of that reduction, or a single number; x of any shape, of which only the shape counts.
    """

    name = "expand"

    def __init__(self, *, axis: int | tuple[int, ...] | None = None, keepdims: bool = False) -> None:
        self.reduction = Sum(axis=axis, keepdims=keepdims)
        self.axis, self.keepdims = self.reduction.axis, self.reduction.keepdims

    def compute(self, y: Value, x: Value) -> Value:
        return self.reduction.spread(y, x.shape) if maths.is_array(x) else y

    def vjp(self, dout: Value, out: Value, *xs: Value, wanted: tuple[bool, ...]) -> tuple[Value | None, ...]:
        everything = maths.is_array(dout) and not maths.is_array(xs[0])
        return (dout.sum().item() if everything else self.reduction.compute(dout)) if wanted[0] else None, None

    def shape(self, *shapes: Shape) -> Shape:
        y, x = shapes
        reduced = self.reduction.shape(x)
        if y not in ((), reduced):
            raise ShapeError(f"{shapes_by_name(self.inputs, shapes)}: reduced so, x has the shape {shape_text(reduced)}")
        return x


class Onehot(RuleWord):
    """Labels as rows with a single 1, as long as those of x; targets of x's shape as they are."""

    name = "onehot"

    def compute(self, t: Value, x: Value) -> Value:
        if maths.shape_of(t) == maths.shape_of(x):
            return t
        return maths.numpy().eye(x.shape[-1])[whole(t)]

    def vjp(self, dout: Value, out: Value, *xs: Value, wanted: tuple[bool, ...]) -> tuple[Value | None, ...]:
        t, x = map(maths.shape_of, xs)
        return dout if wanted[0] and t == x else None, None

    def shape(self, *shapes: Shape) -> Shape:
        t, x = shapes
        if t != x and not are_labels(x, t):
            raise ShapeError(f"{shapes_by_name(self.inputs, shapes)}: t must have x's shape, or that without its last axis")
        return x

    def labels(self, *shapes: Shape) -> frozenset[int]:
        t, x = shapes
        return frozenset({0}) if are_labels(x, t) else frozenset()

    def check(self, *xs: Value) -> None:
        t, x = xs
        if are_labels(maths.shape_of(x), maths.shape_of(t)):
            check_labels(t, x.shape[-1])


class Scatter(RuleWord):
    """Zeros in the shape of x, with y put where a subscript points, or added where whole numbers point along an axis.

    scatter(y, x, index=1) undoes x[1]; scatter(y, x, i, axis=0) undoes take(x, i, axis=0).
    """

    name = "scatter"

    def __init__(self, *, index: Any = None, axis: int = 0) -> None:
        self.index = index
        self.axis = one_axis("axis", axis)
        self.subscript = Subscript(index=() if index is None else index)

    def compute(self, y: Value, x: Value, *i: Value) -> Value:
        if not maths.is_array(x):
            return y.item() if maths.is_array(y) else y
        full = maths.numpy().zeros(x.shape, complex if maths.is_complex(y) else float)
        if i:
            return added_at(full, i[0], self.axis % x.ndim, y)
        full[self.subscript.index] = y
        return full

    def vjp(self, dout: Value, out: Value, *xs: Value, wanted: tuple[bool, ...]) -> tuple[Value | None, ...]:
        nothing = (None,) * (len(xs) - 1)
        if not wanted[0]:
            return None, *nothing
        return (dout.take(whole(xs[2]), axis=self.axis) if xs[2:] else self.subscript.compute(dout)), *nothing

    def shape(self, *shapes: Shape) -> Shape:
        y, x, *i = shapes
        if len(i) > 1 or (i and self.index is not None):
            raise LayerError("scatter takes y, x, and either index= or whole numbers", hint="scatter(dout, x, i, axis=0)")
        if i:
            axis = positive_axis(self.axis, x, "x")
            fits = (*x[:axis], *i[0], *x[axis + 1 :])
        else:
            fits = self.subscript.shape(x)
        if y != fits:
            raise ShapeError(f"{shapes_by_name(('y', 'x'), (y, x))}: what is put there has the shape {shape_text(fits)}")
        return x

    def labels(self, *shapes: Shape) -> frozenset[int]:
        return frozenset(range(2, len(shapes)))

    def check(self, *xs: Value) -> None:
        for i in xs[2:]:
            check_positions(i, xs[1].shape[self.axis])


class Like(RuleWord):
    """The entries of y in the shape of x, in their order."""

    name = "like"

    def compute(self, y: Value, x: Value) -> Value:
        return given_shape(y, maths.shape_of(x))

    def vjp(self, dout: Value, out: Value, *xs: Value, wanted: tuple[bool, ...]) -> tuple[Value | None, ...]:
        return given_shape(dout, maths.shape_of(xs[0])) if wanted[0] else None, None

    def shape(self, *shapes: Shape) -> Shape:
        y, x = shapes
        if prod(y) != prod(x):
            raise ShapeError(f"{shapes_by_name(self.inputs, shapes)} have not as many entries")
        return x


def given_shape(x: Value, shape: Shape) -> Value:
    return scalar(maths.numpy().reshape(x, shape)) if shape != maths.shape_of(x) else x


class Others(RuleWord):
    """For each entry of x the product of the other entries along an axis: the slope of their product.

    x of any shape; axis: one, several, or None for all.
    """

    name = "others"

    def __init__(self, *, axis: int | tuple[int, ...] | None = None) -> None:
        self.axis = axes_or_none("axis", axis)
        self.reduction = Reduction(axis=axis)

    def compute(self, x: Value) -> Value:
        if not maths.is_array(x):
            return x - x + 1.0
        axes = self.reduction.axes(x.shape)
        out = others(x.real, axes)
        return maths.joined(out, others_moved(x.real, x.imag, axes)) if maths.is_complex(x) else out

    def vjp(self, dout: Value, out: Value, *xs: Value, wanted: tuple[bool, ...]) -> tuple[Value | None, ...]:
        (x,) = xs
        return (others_moved(x, dout, self.reduction.axes(x.shape)) if maths.is_array(x) else 0.0,)

    def shape(self, *shapes: Shape) -> Shape:
        (x,) = shapes
        self.reduction.shape(x)
        return x


class Count(RuleWord):
    """What the words for a number of entries share: it follows the shape of x, and has no gradient."""

    def compute(self, x: Value) -> Value:
        return float(self.count(maths.shape_of(x)))

    def count(self, shape: Shape) -> float:
        raise NotImplementedError

    def vjp(self, dout: Value, out: Value, *xs: Value, wanted: tuple[bool, ...]) -> tuple[Value | None, ...]:
        return (None,)

    def shape(self, *shapes: Shape) -> Shape:
        self.count(shapes[0])
        return ()


class Examples(Count):
    """How many examples x holds: its entries without its last axis; 1 for one example."""

    name = "n"

    def count(self, shape: Shape) -> float:
        return prod(shape[:-1])


class Batch(Count):
    """How many rows x has; 1 for one example."""

    name = "batch"

    def count(self, shape: Shape) -> float:
        return shape[0] if len(shape) > 1 else 1
