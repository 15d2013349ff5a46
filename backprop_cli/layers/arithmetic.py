"""The four operations of arithmetic and powers: the circles of the book's graphs."""

from backprop_cli.layers import maths
from backprop_cli.layers.base import Elementwise
from backprop_cli.layers.maths import Value

BINARY_SAMPLES = (
    ([1.5, -2.0, 3.0], [0.5, 4.0, -1.25]),
    ([[1.5, -2.0, 3.0], [0.25, 1.0, -0.5]], [0.5, 4.0, -1.25]),
    ([[1.5], [-2.0]], [[0.5, 4.0, -1.25]]),
    (2.0, [[0.5, 4.0], [-1.25, 3.0]]),
    ([[0.5, 4.0], [-1.25, 3.0]], [2.5]),
)


class AddLayer(Elementwise):
    """Addition sends the upstream gradient on unchanged, to both inputs.

    x, y broadcast. The notes, section 5.2; Deep Learning from Scratch, section 5.4.
    """

    name, symbol, operator = "add", "+", "+"
    formula = "x + y"
    rules = {"x": "1", "y": "1"}
    samples = BINARY_SAMPLES

    def compute(self, x: Value, y: Value) -> Value:
        """In graphs of single numbers engine/floats.py computes this itself, for speed; tests/engine/test_floats.py holds both."""
        return x + y

    def partials(self, out: Value, x: Value, y: Value) -> tuple[Value, Value]:
        return 1.0, 1.0


class SubLayer(Elementwise):
    """Subtraction sends the upstream gradient on to the first input, and its negative to the second.

    x, y broadcast.
    """

    name, symbol, operator = "sub", "-", "-"
    formula = "x - y"
    rules = {"x": "1", "y": "-1"}
    samples = BINARY_SAMPLES

    def compute(self, x: Value, y: Value) -> Value:
        return x - y

    def partials(self, out: Value, x: Value, y: Value) -> tuple[Value, Value]:
        return 1.0, -1.0


class MulLayer(Elementwise):
    """Multiplication swaps its inputs: each gets the upstream gradient times the other.

    x, y broadcast. The notes, section 5.1; Deep Learning from Scratch, section 5.4.
    """

    name, symbol, operator = "mul", "×", "*"
    formula = "x * y"
    rules = {"x": "y", "y": "x"}
    samples = BINARY_SAMPLES

    def compute(self, x: Value, y: Value) -> Value:
        """In graphs of single numbers engine/floats.py computes this itself, for speed; tests/engine/test_floats.py holds both."""
        return x * y

    def partials(self, out: Value, x: Value, y: Value) -> tuple[Value, Value]:
        return y, x


class DivLayer(Elementwise):
    """Division is multiplication by the reciprocal: 1/y upstream to the first input, -out/y to the second.

    x, y broadcast; x/0 is inf, 0/0 nan.
    """

    name, symbol, operator = "div", "÷", "/"
    formula = "x / y"
    rules = {"x": "1 / y", "y": "-out / y"}
    samples = BINARY_SAMPLES

    def compute(self, x: Value, y: Value) -> Value:
        return maths.divide(x, y)

    def partials(self, out: Value, x: Value, y: Value) -> tuple[Value, Value]:
        return maths.divide(1.0, y), maths.divide(-out, y)


class NegLayer(Elementwise):
    """A minus sign turns the upstream gradient round.

    x of any shape.
    """

    name, symbol = "neg", "-"
    formula = "-x"
    rules = {"x": "-1"}
    exact = True
    samples = ((1.5,), ([1.5, -2.0],))

    def compute(self, x: Value) -> Value:
        return -x

    def partials(self, out: Value, x: Value) -> tuple[Value]:
        return (-1.0,)


class ReciprocalLayer(Elementwise):
    """The derivative of 1/x is -1/x², which is -out²: the backward pass needs only the result.

    1/0 is inf. The notes' "/" node, section 6.2.
    """

    name, symbol = "reciprocal", "1/"
    formula = "1 / x"
    rules = {"x": "-out ** 2"}
    samples = ((1.5,), ([0.5, -2.0],))

    def compute(self, x: Value) -> Value:
        return maths.divide(1.0, x)

    def partials(self, out: Value, x: Value) -> tuple[Value]:
        return (-(out * out),)


class PowLayer(Elementwise):
    """A power brings its exponent down: y·x^(y-1) for the base, and out·log x for the exponent.

    x, y broadcast. A negative base with a fractional exponent is nan; so is the exponent's gradient for a negative base, and
    for a base of 0 it is 0 (the limit, where the exponent is positive).
    """

    name, symbol, operator = "pow", "**", "**"
    formula = "x ** y"
    rules = {"x": "where(y == 0, 0, y * x ** (y - 1))", "y": "where(x == 0, 0, out * log(x))"}
    convention = "0 ** y has gradient 0 in y"
    samples = (
        ([1.5, 2.0, 3.0], [0.5, 4.0, -1.25]),
        ([[1.5, 2.0, 3.0], [0.25, 1.0, 0.5]], [0.5, 4.0, -1.25]),
        (2.0, [[0.5, 4.0], [-1.25, 3.0]]),
        ([[0.5, 4.0], [1.25, 3.0]], [2.5]),
    )

    def compute(self, x: Value, y: Value) -> Value:
        return maths.power(x, y)

    def partials(self, out: Value, x: Value, y: Value) -> tuple[Value, Value]:
        return maths.power_slope(x, y), maths.exponent_slope(out, x)

    def vjp(self, dout: Value, out: Value, *xs: Value, wanted: tuple[bool, ...]) -> tuple[Value | None, ...]:
        # x ** 2 is common, and its exponent's gradient, a logarithm an entry, is hardly ever asked for
        base = maths.power_slope(*xs) if wanted[0] else None
        exponent = maths.exponent_slope(out, xs[0]) if wanted[1] else None
        return self.propagated(dout, (base, exponent), xs, wanted)
