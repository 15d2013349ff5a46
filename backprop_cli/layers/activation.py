"""Activation functions: what a neuron does with the sum that reaches it."""

from backprop_cli.layers import maths
from backprop_cli.layers.base import Elementwise, Selecting
from backprop_cli.layers.bell_curve import area_below, bell
from backprop_cli.layers.elementary import SIGNED_SAMPLES
from backprop_cli.layers.maths import INF, Value
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


class Elu(Elementwise):
    """ELU bends where relu has a corner: below 0 it sinks to -alpha, and its gradient fades instead of stopping.

    x of any shape; alpha: a number. Clevert, Unterthiner and Hochreiter, 2016.
    """

    name, symbol = "elu", "elu"
    formula = "where(x > 0, x, alpha * expm1(x))"
    rules = {"x": "where(x > 0, 1, alpha * exp(x))"}
    convention = "elu'(0) = alpha"
    samples = (*SIGNED_SAMPLES, ({"alpha": 0.25}, [-0.75, 0.25, 2.0]))

    def __init__(self, *, alpha: float = 1.0) -> None:
        self.alpha = a_number("alpha", alpha)

    def compute(self, x: Value) -> Value:
        return maths.where(x.real > 0.0, x, self.alpha * maths.expm1(maths.minimum(x, 0.0)))

    def partials(self, out: Value, x: Value) -> tuple[Value]:
        return (maths.where(x > 0.0, 1.0, self.alpha * maths.exp(maths.minimum(x, 0.0))),)

    def kink(self, x: Value) -> Value:
        return (x.real == 0.0) & (self.alpha != 1.0)


class Gelu(Elementwise):
    """GELU lets an entry through by the chance that a normal number lies below it: a relu that is not sure near 0.

    x of any shape; by the error function, exact far out. Hendrycks and Gimpel, 2016.
    """

    name, symbol = "gelu", "gelu"
    formula = "0.5 * x * (1 + erf(x / sqrt(2)))"
    rules = {"x": "0.5 * (1 + erf(x / sqrt(2))) + x * exp(-x ** 2 / 2) / sqrt(2 * pi)"}
    samples = SIGNED_SAMPLES

    def compute(self, x: Value) -> Value:
        return unless_infinite(x, x * area_below(x), 0.0, INF)

    def partials(self, out: Value, x: Value) -> tuple[Value]:
        return (unless_infinite(x, area_below(x) + x * bell(x), 0.0, 1.0),)


class Silu(Elementwise):
    """SiLU, also called swish, lets an entry through by its own sigmoid: smooth, and slightly negative below 0.

    x of any shape; exact far out. Hendrycks and Gimpel, 2016; Ramachandran, Zoph and Le, 2017.
    """

    name, symbol = "silu", "silu"
    formula = "x * sigmoid(x)"
    rules = {"x": "sigmoid(x) * (1 + x * (1 - sigmoid(x)))"}
    samples = SIGNED_SAMPLES

    def compute(self, x: Value) -> Value:
        return unless_infinite(x, x * maths.sigmoid(x), 0.0, INF)

    def partials(self, out: Value, x: Value) -> tuple[Value]:
        opened = maths.sigmoid(x)
        return (unless_infinite(x, opened * (1.0 + x * maths.sigmoid(-x)), 0.0, 1.0),)


class Softsign(Elementwise):
    """Softsign bends like tanh, but flattens slowly: its slope falls with the square of the distance, not exponentially.

    x of any shape; 1 and -1 far out. Turian, Bergstra and Bengio, 2009.
    """

    name, symbol = "softsign", "softsign"
    formula = "x / (1 + abs(x))"
    rules = {"x": "1 / (1 + abs(x)) ** 2"}
    samples = SIGNED_SAMPLES

    def compute(self, x: Value) -> Value:
        return unless_infinite(x, x / (1.0 + maths.absolute(x)), -1.0, 1.0)

    def partials(self, out: Value, x: Value) -> tuple[Value]:
        root = 1.0 / (1.0 + abs(x))
        return (root * root,)


def unless_infinite(x: Value, value: Value, below: float, above: float) -> Value:
    """The value, but where x is -inf `below`, and where it is inf `above`: 0 × inf on the way there would be nan."""
    return maths.where(x.real == -INF, below, maths.where(x.real == INF, above, value))
