"""Functions of angles, the arcs that undo them, and the hyperbolic sine and cosine, entry by entry."""

from backprop_cli.layers import angles, maths
from backprop_cli.layers.base import Elementwise
from backprop_cli.layers.elementary import SIGNED_SAMPLES
from backprop_cli.layers.maths import Value

ARC_SAMPLES = ((0.5,), ([-0.75, 0.25, 0.9],), ([[-0.3], [0.1]],))  # within -1 and 1, and far from the poles of tan


class SinLayer(Elementwise):
    """The slope of the sine is the cosine.

    x of any shape, in radians.
    """

    name, symbol = "sin", "sin"
    formula = "sin(x)"
    rules = {"x": "cos(x)"}
    samples = SIGNED_SAMPLES

    def compute(self, x: Value) -> Value:
        return angles.sin(x)

    def partials(self, out: Value, x: Value) -> tuple[Value]:
        return (angles.cos(x),)


class CosLayer(Elementwise):
    """The slope of the cosine is minus the sine.

    x of any shape, in radians.
    """

    name, symbol = "cos", "cos"
    formula = "cos(x)"
    rules = {"x": "-sin(x)"}
    samples = SIGNED_SAMPLES

    def compute(self, x: Value) -> Value:
        return angles.cos(x)

    def partials(self, out: Value, x: Value) -> tuple[Value]:
        return (-angles.sin(x),)


class TanLayer(Elementwise):
    """The slope of the tangent is 1 + out²: never below 1, and without bound near its poles.

    x of any shape, in radians.
    """

    name, symbol = "tan", "tan"
    formula = "sin(x) / cos(x)"
    rules = {"x": "1 + out ** 2"}
    samples = ARC_SAMPLES

    def compute(self, x: Value) -> Value:
        return angles.tan(x)

    def partials(self, out: Value, x: Value) -> tuple[Value]:
        return (1.0 + out * out,)


class AsinLayer(Elementwise):
    """The arcsine is the angle of a sine, and steep at both ends: a small change of the sine takes a large angle there.

    x of any shape, between -1 and 1, else nan; radians, -π/2 to π/2. The slope at ±1 is inf.
    """

    name, symbol = "asin", "asin"
    formula = "asin(x)"
    rules = {"x": "1 / sqrt((1 - x) * (1 + x))"}
    samples = ARC_SAMPLES

    def compute(self, x: Value) -> Value:
        return angles.asin(x)

    def partials(self, out: Value, x: Value) -> tuple[Value]:
        return (angles.arc_slope(x),)


class AcosLayer(Elementwise):
    """The slope of the arccosine is minus that of the arcsine: the two angles add up to a right angle.

    x of any shape, between -1 and 1, else nan; radians, 0 to π. The slope at ±1 is -inf.
    """

    name, symbol = "acos", "acos"
    formula = "acos(x)"
    rules = {"x": "-1 / sqrt((1 - x) * (1 + x))"}
    samples = ARC_SAMPLES

    def compute(self, x: Value) -> Value:
        return angles.acos(x)

    def partials(self, out: Value, x: Value) -> tuple[Value]:
        return (-angles.arc_slope(x),)


class AtanLayer(Elementwise):
    """The arctangent flattens as 1/(1 + x²): far out it hardly moves.

    x of any shape; radians, -π/2 to π/2.
    """

    name, symbol = "atan", "atan"
    formula = "atan(x)"
    rules = {"x": "1 / (1 + x ** 2)"}
    samples = SIGNED_SAMPLES

    def compute(self, x: Value) -> Value:
        return angles.atan(x)

    def partials(self, out: Value, x: Value) -> tuple[Value]:
        return (maths.divide(1.0, 1.0 + x * x),)


class SinhLayer(Elementwise):
    """The hyperbolic sine has the hyperbolic cosine as its slope.

    x of any shape; overflows to ±inf above 710.47.
    """

    name, symbol = "sinh", "sinh"
    formula = "sinh(x)"
    rules = {"x": "cosh(x)"}
    samples = SIGNED_SAMPLES

    def compute(self, x: Value) -> Value:
        return angles.sinh(x)

    def partials(self, out: Value, x: Value) -> tuple[Value]:
        return (angles.cosh(x),)


class CoshLayer(Elementwise):
    """The hyperbolic cosine has the hyperbolic sine as its slope, with no change of sign.

    x of any shape; overflows to inf above 710.47.
    """

    name, symbol = "cosh", "cosh"
    formula = "cosh(x)"
    rules = {"x": "sinh(x)"}
    samples = SIGNED_SAMPLES

    def compute(self, x: Value) -> Value:
        return angles.cosh(x)

    def partials(self, out: Value, x: Value) -> tuple[Value]:
        return (angles.sinh(x),)
