"""Softmax and its logarithm: scores become probabilities."""

from backprop_cli.errors import ShapeError
from backprop_cli.layers import maths, stacking
from backprop_cli.layers.base import Layer, Shape, shape_text
from backprop_cli.layers.maths import Value
from backprop_cli.layers.option_checks import one_axis, positive_axis
from backprop_cli.layers.reduction import REDUCTION_SAMPLES, SmoothReduction

SCORES = [[0.3, 2.9, 4.0], [1.5, -2.0, 0.25]]
SOFTMAX_SAMPLES = (
    ([0.3, 2.9, 4.0],),
    (SCORES,),
    ({"axis": 0}, SCORES),
    ({"axis": 1}, [SCORES, SCORES[::-1]]),
    ([[1.5], [-2.0]],),
    (1.5,),
)


def shifted(x: Value, axis: int) -> Value:
    """x minus its largest entry: no exponential overflows, and a softmax does not notice (nor, by real parts, its slope)."""
    return x - maths.numpy().maximum.reduce(x.real, axis=axis, keepdims=True)


def softmax(x: Value, axis: int = -1) -> Value:
    """exp(x) / Σ exp(x) along the axis of an array."""
    e = maths.exp(shifted(x, axis))
    return maths.divide(e, e.sum(axis=axis, keepdims=True))


def log_softmax(x: Value, axis: int = -1) -> Value:
    """x − log Σ exp(x) along the axis of an array."""
    x = shifted(x, axis)
    return x - maths.log(maths.exp(x).sum(axis=axis, keepdims=True))


class AlongAxis(Layer):
    """What Softmax and LogSoftmax share: an axis along which the entries mix, and a result of the shape of x."""

    def __init__(self, *, axis: int = -1) -> None:
        self.axis = one_axis("axis", axis)

    def shape(self, *shapes: Shape) -> Shape:
        (x,) = shapes
        if x or self.axis not in (0, -1):  # NumPy lets a single number pass for a list of one
            axis = positive_axis(self.axis, x, "x")
            if not x[axis]:
                raise ShapeError(f"x {shape_text(x)} has no entries along axis {axis}: there is no {self.name} of nothing")
        return x

    def touches(self, argument: int, *shapes: Shape) -> tuple[int | None, ...]:
        (x,) = shapes
        return stacking.kept_axes(len(x), (self.axis % len(x),), keepdims=True) if x else ()

    def stacked(self, stacks: tuple[bool, ...], *xs: Value) -> Value:
        (x,) = xs
        if x.ndim == 1:
            return super().stacked(stacks, x)
        return type(self)(axis=self.axis if self.axis < 0 else self.axis + 1).compute(x)


class Softmax(AlongAxis):
    """Softmax shares out one whole: what one entry gains the others lose, so the gradient loses its weighted mean.

    x of any shape; axis: the one along which entries add up to 1, the last by default. Exact at ±1000. A single number gives 1.
    """

    name, symbol = "softmax", "softmax"
    formula = "exp(x) / sum(exp(x), axis=axis, keepdims=True)"
    rules = {"x": "out * (dout - sum(dout * out, axis=axis, keepdims=True))"}
    samples = SOFTMAX_SAMPLES

    def compute(self, x: Value) -> Value:
        return softmax(x, self.axis) if maths.is_array(x) else maths.exp(x - x)

    def vjp(self, dout: Value, out: Value, *xs: Value, wanted: tuple[bool, ...]) -> tuple[Value | None, ...]:
        weighted = dout * out
        mean = weighted.sum(axis=self.axis, keepdims=True) if maths.is_array(out) else weighted
        return (weighted - out * mean,)


class LogSoftmax(AlongAxis):
    """The logarithm of softmax, worked out without the softmax: it is right where the probability is too small to be written.

    x of any shape; axis: the last by default. Exact at ±1000. A single number gives 0.
    """

    name, symbol = "log_softmax", "log_softmax"
    formula = "x - log(sum(exp(x), axis=axis, keepdims=True))"
    rules = {"x": "dout - softmax(x, axis=axis) * sum(dout, axis=axis, keepdims=True)"}
    samples = SOFTMAX_SAMPLES

    def compute(self, x: Value) -> Value:
        return log_softmax(x, self.axis) if maths.is_array(x) else x - x

    def vjp(self, dout: Value, out: Value, *xs: Value, wanted: tuple[bool, ...]) -> tuple[Value | None, ...]:
        total = dout.sum(axis=self.axis, keepdims=True) if maths.is_array(out) else dout
        return (dout - maths.exp(out) * total,)


class LogSumExp(SmoothReduction):
    """The logarithm of a sum of exponentials is a smooth maximum, and its gradient is the softmax.

    x of any shape; axis: one, several, or None for all; keepdims: leave the axes as axes of 1. Exact at ±1000. Where all entries
    are -inf it is -inf, with slope 0; where some are inf it is inf, and they share the gradient. Of nothing it is -inf.
    """

    name, symbol = "logsumexp", "logsumexp"
    formula = "log(sum(exp(x), axis=axis, keepdims=keepdims))"
    rules = {"x": "expand(dout, x, axis=axis, keepdims=keepdims) * exp(x - expand(out, x, axis=axis, keepdims=keepdims))"}
    samples = REDUCTION_SAMPLES

    def of_reals(self, x: Value) -> Value:
        np, axes = maths.numpy(), self.axes(x.shape)
        largest = x.max(axis=axes, keepdims=True, initial=-maths.INF)
        shift = np.where(np.isfinite(largest), largest, 0.0)
        with maths.quiet():
            return shift + np.log(np.exp(x - shift).sum(axis=axes, keepdims=True))

    def slopes(self, out: Value, x: Value) -> Value:
        np = maths.numpy()
        infinite = np.isinf(out)
        largest = infinite & (x == maths.INF)
        shares = largest / np.maximum(largest.sum(axis=self.axes(x.shape), keepdims=True), 1)
        return np.where(infinite, shares, np.exp(x - np.where(infinite, 0.0, out)))

    def of_number(self, x: Value) -> Value:
        return x

    def slope_at(self, x: float) -> float:
        return 0.0 if x == -maths.INF else 1.0
