"""Activation functions: what a neuron does with the sum that reaches it."""

from backprop_cli.layers import maths
from backprop_cli.layers.base import Elementwise, Selecting
from backprop_cli.layers.elementary import SIGNED_SAMPLES
from backprop_cli.layers.maths import Value
from backprop_cli.layers.option_checks import a_number


class Relu(Selecting):
    """Where x > 0 the upstream gradient passes unchanged, elsewhere nothing passes.

    x of any shape. The notes, section 6.1.
    """

    name, symbol = "relu", "relu"
    formula = "maximum(x, 0)"
    rules = {"x": "where(x > 0, 1, 0)"}
    convention = "relu'(0) = 0"
    samples = SIGNED_SAMPLES

    def compute(self, x: Value) -> Value:
        return maths.maximum(0.0, x)  # in this order the complex step, too, has the slope 0 at 0

    def partials(self, out: Value, x: Value) -> tuple[Value]:
        return (maths.where(x > 0.0, 1.0, 0.0),)

    def vjp(self, dout: Value, out: Value, *xs: Value, wanted: tuple[bool, ...]) -> tuple[Value | None, ...]:
        return (maths.where(xs[0] > 0.0, dout, 0.0) if wanted[0] else None,)

    def kink(self, x: Value) -> Value:
        return x.real == 0.0


class LeakyRelu(Selecting):
    """Where x > 0 the upstream gradient passes unchanged, elsewhere a small part of it does, so that no neuron dies.

    x of any shape; slope: a number. Maas, Hannun and Ng, 2013.
    """

    name, symbol = "leaky_relu", "leaky_relu"
    formula = "where(x > 0, x, slope * x)"
    rules = {"x": "where(x > 0, 1, slope)"}
    convention = "leaky_relu'(0) = slope"
    samples = (*SIGNED_SAMPLES, ({"slope": 0.25}, [-0.75, 0.25, 2.0]))

    def __init__(self, *, slope: float = 0.01) -> None:
        self.slope = a_number("slope", slope)

    def compute(self, x: Value) -> Value:
        return maths.where(x.real > 0.0, x, self.slope * x)

    def partials(self, out: Value, x: Value) -> tuple[Value]:
        return (maths.where(x > 0.0, 1.0, self.slope),)

    def kink(self, x: Value) -> Value:
        return x.real == 0.0


class Sigmoid(Elementwise):
    """The slope of the sigmoid is out·(1 - out): the backward pass needs only the result, and is at most 1/4.

    x of any shape; exact at ±1000. The notes, section 6.2.
    """

    name, symbol = "sigmoid", "sigmoid"
    formula = "1 / (1 + exp(-x))"
    rules = {"x": "out * (1 - out)"}
    samples = SIGNED_SAMPLES

    def compute(self, x: Value) -> Value:
        return maths.sigmoid(x)

    def partials(self, out: Value, x: Value) -> tuple[Value]:
        return (out * (1.0 - out),)

    def vjp(self, dout: Value, out: Value, *xs: Value, wanted: tuple[bool, ...]) -> tuple[Value | None, ...]:
        return ((1.0 - out) * out * dout,)  # in one expression NumPy keeps to one piece of memory


class Tanh(Elementwise):
    """The slope of tanh is 1 - out²: the backward pass needs only the result.

    x of any shape; exact at ±1000.
    """

    name, symbol = "tanh", "tanh"
    formula = "(exp(x) - exp(-x)) / (exp(x) + exp(-x))"
    rules = {"x": "1 - out ** 2"}
    samples = SIGNED_SAMPLES

    def compute(self, x: Value) -> Value:
        return maths.tanh(x)

    def partials(self, out: Value, x: Value) -> tuple[Value]:
        return (1.0 - out * out,)


class Softplus(Elementwise):
    """Softplus is a relu with a rounded corner, and its slope is the sigmoid.

    x of any shape; exact at ±1000. Dugas et al., 2001.
    """

    name, symbol = "softplus", "softplus"
    formula = "log(1 + exp(x))"
    rules = {"x": "sigmoid(x)"}
    samples = SIGNED_SAMPLES

    def compute(self, x: Value) -> Value:
        return maths.softplus(x)

    def partials(self, out: Value, x: Value) -> tuple[Value]:
        return (maths.sigmoid(x),)
