"""Losses of numbers against numbers: squared errors, and yes-or-no answers by their scores."""

from math import prod

from backprop_cli.layers import maths
from backprop_cli.layers.loss import PAIR_SAMPLES, Loss
from backprop_cli.layers.maths import Value


class SigmoidWithLoss(Loss):
    """Sigmoid and binary cross entropy together: the gradient is what was answered minus what was right, over the batch.

    x scores and t targets from 0 to 1, of one shape. The cross entropies are summed, and divided by the number of examples: the
    size of the first axis, 1 where there are fewer than two axes. Exact at ±1000; both inputs have gradients. Raises ShapeError
    where the shapes differ.
    """

    name, symbol = "sigmoid_with_loss", "sigmoid_with_loss"
    formula = "sum(maximum(x, 0) - x * t + log(1 + exp(-abs(x)))) / batch(x)"
    rules = {"x": "dout * (sigmoid(x) - t) / batch(x)", "t": "-dout * x / batch(x)"}
    samples = PAIR_SAMPLES

    def compute(self, x: Value, t: Value) -> Value:
        return self.added_up(x, t)

    def losses(self, x: Value, t: Value) -> Value:
        # max(x, 0) - x·t is exact where t is 0 or 1; it and |x| must take the same side at 0, for the complex step
        return (maths.maximum(x, 0.0) - x * t) + maths.softplus(-maths.absolute(x))

    def vjp(self, dout: Value, out: Value, *xs: Value, wanted: tuple[bool, ...]) -> tuple[Value | None, ...]:
        x, t = xs
        upstream = maths.divide(dout, self.share(x))
        return (maths.sigmoid(x) - t) * upstream if wanted[0] else None, x * -upstream if wanted[1] else None

    def share(self, x: Value) -> float:
        shape = maths.shape_of(x)
        return float(shape[0]) if len(shape) > 1 else 1.0


class MeanSquaredError(Loss):
    """The mean of squared differences; its gradient is twice the difference over the number of entries.

    x, t of one shape; the mean over all entries. Both have gradients. Raises ShapeError where the shapes differ.
    """

    name, symbol = "mean_squared_error", "mean_squared_error"
    formula = "mean((x - t) ** 2)"
    rules = {"x": "dout * 2 * (x - t) / size(x)", "t": "dout * 2 * (t - x) / size(x)"}
    samples = PAIR_SAMPLES

    def compute(self, x: Value, t: Value) -> Value:
        return self.added_up(x, t)

    def losses(self, x: Value, t: Value) -> Value:
        error = x - t
        return error * error

    def share(self, x: Value) -> float:
        return float(prod(maths.shape_of(x)))

    def vjp(self, dout: Value, out: Value, *xs: Value, wanted: tuple[bool, ...]) -> tuple[Value | None, ...]:
        x, t = xs
        dx = (x - t) * maths.divide(2.0 * dout, self.share(x))
        return dx if wanted[0] else None, -dx if wanted[1] else None


class SumSquaredError(Loss):
    """Half the sum of squared differences: the half is there so that the gradient is the difference itself.

    x, t of one shape; no mean is taken. Both have gradients. Raises ShapeError where the shapes differ. Deep Learning from
    Scratch, section 4.2.1.
    """

    name, symbol = "sum_squared_error", "sum_squared_error"
    formula = "sum((x - t) ** 2) / 2"
    rules = {"x": "dout * (x - t)", "t": "dout * (t - x)"}
    samples = PAIR_SAMPLES

    def compute(self, x: Value, t: Value) -> Value:
        return self.added_up(x, t)

    def losses(self, x: Value, t: Value) -> Value:
        error = x - t
        return error * error

    def share(self, x: Value) -> float:
        return 2.0

    def vjp(self, dout: Value, out: Value, *xs: Value, wanted: tuple[bool, ...]) -> tuple[Value | None, ...]:
        x, t = xs
        dx = (x - t) * dout
        return dx if wanted[0] else None, -dx if wanted[1] else None
