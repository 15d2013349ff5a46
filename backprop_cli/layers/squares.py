"""Reductions by squares: variance, standard deviation, the length of a vector."""

from typing import Any

from backprop_cli.errors import LayerError, ShapeError
from backprop_cli.layers import maths
from backprop_cli.layers.base import Shape, shape_text
from backprop_cli.layers.maths import Value
from backprop_cli.layers.option_checks import is_whole
from backprop_cli.layers.reduction import REDUCTION_SAMPLES, SmoothReduction

SPREAD_SAMPLES = (*REDUCTION_SAMPLES[:-1], ({"axis": 1, "ddof": 1}, [[1.5, -2.0, 3.0], [0.25, 1.0, -0.5]]), REDUCTION_SAMPLES[-1])


def deviations(x: Value, axes: tuple[int, ...]) -> Value:
    """x minus its mean along the axes.

    The first entry is taken off before: equal entries deviate by exactly 0, and a large mean costs no digits.
    """
    pivot = x[tuple(slice(0, 1) if axis in axes else slice(None) for axis in range(x.ndim))]
    moved = x - pivot
    return moved - moved.mean(axis=axes, keepdims=True) if moved.size else moved


def lengths(x: Value, axes: tuple[int, ...]) -> Value:
    """√Σx² along the axes, which stay as axes of 1. The largest entry is divided out: no square overflows or vanishes."""
    np = maths.numpy()
    largest = abs(x).max(axis=axes, keepdims=True, initial=0.0)
    ratio = x / np.where((largest == 0.0) | (largest == maths.INF), 1.0, largest)
    root = np.sqrt((ratio * ratio).sum(axis=axes, keepdims=True))
    return np.where(largest == maths.INF, maths.INF, largest * root)


def directions(x: Value, length: Value) -> Value:
    """x / length, and 0 where the length is 0."""
    np = maths.numpy()
    return x / np.where(length == 0.0, 1.0, length)


class Spread(SmoothReduction):
    """What variance and standard deviation share: ddof, which is taken off the count that the squares are divided by."""

    def __init__(self, *, axis: int | tuple[int, ...] | None = None, keepdims: bool = False, ddof: int = 0) -> None:
        super().__init__(axis=axis, keepdims=keepdims)
        if not is_whole(ddof) or ddof < 0:
            raise LayerError(f"ddof must be a whole number from 0, not {ddof!r}", hint="ddof=1 divides by the count less one")
        self.ddof = ddof

    def shape(self, *shapes: Shape) -> Shape:
        (x,) = shapes
        out, count = super().shape(x), int(self.count(x))
        if not count:
            raise ShapeError(f"x {shape_text(x)} has no entries along the axis: there is no {self.name} of nothing")
        if count <= self.ddof:
            raise ShapeError(
                f"x {shape_text(x)} has {count} along the axis, and ddof={self.ddof} leaves nothing to divide by",
                hint=f"ddof can be 0 to {count - 1}",
            )
        return out

    def share(self, shape: Shape) -> float:
        """What the sum of squares is divided by."""
        return self.count(shape) - self.ddof

    def of_number(self, x: Value) -> Value:
        return x - x

    def slope_at(self, x: float) -> float:
        return x - x  # 0, and nan for inf


class Var(Spread):
    """A variance is the mean of the squared deviations; each entry's gradient is twice its own deviation, over the count.

    x of any shape; axis: one, several, or None for all; keepdims: leave the axes as axes of 1; ddof: taken off the count, 1 for
    the variance of a sample. Raises ShapeError for a ddof from the count on, LayerError for one below 0. The mean moves as well,
    but that adds nothing: the deviations cancel.
    """

    name, symbol = "var", "var"
    formula = (
        "sum((x - mean(x, axis=axis, keepdims=True)) ** 2, axis=axis, keepdims=keepdims) / (size(x, axis=axis) - ddof)"
    )  # fmt: skip
    rules = {
        "x": "expand(dout, x, axis=axis, keepdims=keepdims) * 2 * (x - mean(x, axis=axis, keepdims=True))"
        " / (size(x, axis=axis) - ddof)"
    }
    samples = SPREAD_SAMPLES

    def of_reals(self, x: Value) -> Value:
        away = deviations(x, self.axes(x.shape))
        return (away * away).sum(axis=self.axes(x.shape), keepdims=True) / self.share(x.shape)

    def slopes(self, out: Value, x: Value) -> Value:
        return 2.0 * deviations(x, self.axes(x.shape)) / self.share(x.shape)


class Std(Spread):
    """A standard deviation sends each entry its own deviation, measured in standard deviations, over the count.

    x of any shape; axis: one, several, or None for all; keepdims: leave the axes as axes of 1; ddof: taken off the count, 1 for
    a sample. Where all entries are equal it has a kink. Raises ShapeError for a ddof from the count on, LayerError below 0.
    """

    name, symbol = "std", "std"
    formula = (
        "sqrt(sum((x - mean(x, axis=axis, keepdims=True)) ** 2, axis=axis, keepdims=keepdims) / (size(x, axis=axis) - ddof))"
    )  # fmt: skip
    rules = {
        "x": "expand(where(out == 0, 0, dout / out), x, axis=axis, keepdims=keepdims) * (x - mean(x, axis=axis, keepdims=True))"
        " / (size(x, axis=axis) - ddof)"
    }
    convention = "where all entries are equal the slope is 0"
    samples = SPREAD_SAMPLES

    def of_reals(self, x: Value) -> Value:
        axes = self.axes(x.shape)
        return lengths(deviations(x, axes), axes) / self.share(x.shape) ** 0.5

    def slopes(self, out: Value, x: Value) -> Value:
        return directions(deviations(x, self.axes(x.shape)), out) / self.share(x.shape)

    def kink(self, x: Value) -> Value:
        """True for the entries of a group that are all equal; a group of one is smooth: its deviation is always 0."""
        if not maths.is_array(x):
            return False
        return self.spread(self.compute(x.real) == 0.0, x.shape) & (self.count(x.shape) > 1.0)


class Norm(SmoothReduction):
    """The length of a vector grows by how far an entry points along it: the gradient is the vector's direction.

    The root of the sum of squares, for x of any shape; axis: one, several, or None for all; keepdims: leave the axes as axes
    of 1. At 0, where there is no direction, it has a kink. A single number's is its absolute value.
    """

    name, symbol = "norm", "norm"
    formula = "sqrt(sum(x ** 2, axis=axis, keepdims=keepdims))"
    rules = {"x": "expand(where(out == 0, 0, dout / out), x, axis=axis, keepdims=keepdims) * x"}
    convention = "at 0 the slope is 0"
    samples = REDUCTION_SAMPLES

    def of_reals(self, x: Value) -> Value:
        return lengths(x, self.axes(x.shape))

    def slopes(self, out: Value, x: Value) -> Value:
        return directions(x, out)

    def of_number(self, x: Value) -> Value:
        return maths.absolute(x)

    def slope_at(self, x: float) -> float:
        return float(maths.divide(x, abs(x))) if x else 0.0

    def kink(self, x: Value) -> Any:
        if not maths.is_array(x):
            return x.real == 0.0
        return self.spread(self.compute(x.real) == 0.0, x.shape)
