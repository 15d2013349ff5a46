"""The elementary functions, entry by entry: e to the power of x, logarithm, square root, and their like."""

from backprop_cli.errors import LayerError
from backprop_cli.layers import bell_curve, maths
from backprop_cli.layers.base import Elementwise
from backprop_cli.layers.maths import Value
from backprop_cli.layers.option_checks import a_number

POSITIVE_SAMPLES = ((1.5,), ([0.25, 2.0, 9.0],), ([[0.1], [30.0]],))
SIGNED_SAMPLES = ((1.5,), ([-0.75, 0.25, 2.0],), ([[-3.0], [0.1]],))


class ExpLayer(Elementwise):
    """The exponential is its own derivative: the backward pass multiplies by the result.

    x of any shape; overflows to inf above 709.78. The notes' "exp" node, section 6.2.
    """

    name, symbol = "exp", "exp"
    formula = "exp(x)"
    rules = {"x": "out"}
    samples = SIGNED_SAMPLES

    def compute(self, x: Value) -> Value:
        return maths.exp(x)

    def partials(self, out: Value, x: Value) -> tuple[Value]:
        return (out,)


class LogLayer(Elementwise):
    """The slope of the natural logarithm is 1/x: steep near 0, flat far out.

    x of any shape; log 0 is -inf, the logarithm of a negative number nan.
    """

    name, symbol = "log", "log"
    formula = "log(x)"
    rules = {"x": "1 / x"}
    samples = POSITIVE_SAMPLES

    def compute(self, x: Value) -> Value:
        return maths.log(x)

    def partials(self, out: Value, x: Value) -> tuple[Value]:
        return (maths.divide(1.0, x),)


class Log2Layer(Elementwise):
    """The logarithm to the base 2 counts doublings: the natural one, and its slope, divided by log 2.

    x of any shape; log2 0 is -inf, the logarithm of a negative number nan.
    """

    name, symbol = "log2", "log2"
    formula = "log(x) / log(2)"
    rules = {"x": "1 / (x * log(2))"}
    samples = POSITIVE_SAMPLES

    def compute(self, x: Value) -> Value:
        return maths.log2(x)

    def partials(self, out: Value, x: Value) -> tuple[Value]:
        return (maths.divide(1.0 / maths.LOG_2, x),)


class Log10Layer(Elementwise):
    """The logarithm to the base 10 counts digits: the natural one, and its slope, divided by log 10.

    x of any shape; log10 0 is -inf, the logarithm of a negative number nan.
    """

    name, symbol = "log10", "log10"
    formula = "log(x) / log(10)"
    rules = {"x": "1 / (x * log(10))"}
    samples = POSITIVE_SAMPLES

    def compute(self, x: Value) -> Value:
        return maths.log10(x)

    def partials(self, out: Value, x: Value) -> tuple[Value]:
        return (maths.divide(1.0 / maths.LOG_10, x),)


class Log1pLayer(Elementwise):
    """log(1 + x) for a small x: written so, 1 + x would lose the digits of x before the logarithm sees them.

    x of any shape; -inf at -1, nan below.
    """

    name, symbol = "log1p", "log1p"
    formula = "log(1 + x)"
    rules = {"x": "1 / (1 + x)"}
    samples = SIGNED_SAMPLES[:1] + POSITIVE_SAMPLES

    def compute(self, x: Value) -> Value:
        return maths.log1p(x)

    def partials(self, out: Value, x: Value) -> tuple[Value]:
        return (maths.divide(1.0, 1.0 + x),)


class Expm1Layer(Elementwise):
    """exp(x) - 1 for a small x: written so, the difference would keep none of its digits.

    x of any shape; overflows to inf above 709.78.
    """

    name, symbol = "expm1", "expm1"
    formula = "exp(x) - 1"
    rules = {"x": "exp(x)"}
    samples = SIGNED_SAMPLES

    def compute(self, x: Value) -> Value:
        return maths.expm1(x)

    def partials(self, out: Value, x: Value) -> tuple[Value]:
        return (maths.exp(x),)


class SqrtLayer(Elementwise):
    """The slope of a square root is half the reciprocal of the root.

    x of any shape; the slope at 0 is inf, the root of a negative number nan.
    """

    name, symbol = "sqrt", "sqrt"
    formula = "sqrt(x)"
    rules = {"x": "0.5 / out"}
    samples = POSITIVE_SAMPLES

    def compute(self, x: Value) -> Value:
        return maths.sqrt(x)

    def partials(self, out: Value, x: Value) -> tuple[Value]:
        return (maths.divide(0.5, out),)


class AbsLayer(Elementwise):
    """The absolute value sends the upstream gradient on with the sign of x.

    x of any shape.
    """

    name, symbol = "abs", "abs"
    formula = "abs(x)"
    rules = {"x": "sign(x)"}
    convention = "abs'(0) = 0"
    exact = True
    samples = SIGNED_SAMPLES

    def compute(self, x: Value) -> Value:
        return maths.absolute(x)

    def partials(self, out: Value, x: Value) -> tuple[Value]:
        return (maths.sign(x),)

    def kink(self, x: Value) -> Value:
        return x.real == 0.0


class Huber(Elementwise):
    """Huber's penalty is a square near 0 and a straight line further out, so that its slope never exceeds delta.

    x of any shape, as a rule a difference; delta: a number above 0, where the one becomes the other. Huber, 1964.
    """

    name, symbol = "huber", "huber"
    formula = "where(abs(x) <= delta, x ** 2 / 2, delta * (abs(x) - delta / 2))"
    rules = {"x": "minimum(maximum(x, -delta), delta)"}
    samples = (*SIGNED_SAMPLES, ({"delta": 0.5}, [-0.75, 0.25, 2.0]))

    def __init__(self, *, delta: float = 1.0) -> None:
        self.delta = a_number("delta", delta)
        if self.delta <= 0.0:
            raise LayerError(f"delta must be above 0, not {delta!r}", hint="write it as delta=1")

    def compute(self, x: Value) -> Value:
        size = maths.absolute(x)
        return maths.where(size.real <= self.delta, 0.5 * x * x, self.delta * (size - 0.5 * self.delta))

    def partials(self, out: Value, x: Value) -> tuple[Value]:
        return (maths.minimum(maths.maximum(x, -self.delta), self.delta),)


class ErfLayer(Elementwise):
    """The error function adds up the bell curve 2/√π·exp(-x²), which is therefore its slope.

    x of any shape. Abramowitz and Stegun, 7.1.1.
    """

    name, symbol = "erf", "erf"
    formula = "erf(x)"
    rules = {"x": "2 / sqrt(pi) * exp(-x ** 2)"}
    samples = SIGNED_SAMPLES

    def compute(self, x: Value) -> Value:
        return bell_curve.erf(x)

    def partials(self, out: Value, x: Value) -> tuple[Value]:
        return (bell_curve.TWO_OVER_ROOT_PI * maths.exp(-(x * x)),)
