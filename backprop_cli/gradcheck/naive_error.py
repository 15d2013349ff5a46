"""How far the reference itself is off where it is worked out in the precision of the kernel: the measure of what is asked of that.

One run may be right by luck, and another order of the same sums may not. So the reference is worked out at a few dozen nearby
points, in float64 and in the precision, there with every value on the way off by up to a unit in the last place; what counts is the
largest difference of each entry.
"""

from collections.abc import Sequence

from backprop_cli.gradcheck.code_precision import DOUBLE
from backprop_cli.gradcheck.disturbed_layers import Disturbed, with_each_step
from backprop_cli.gradcheck.precision import Precision
from backprop_cli.gradcheck.random_numbers import RandomNumbers
from backprop_cli.layers import maths
from backprop_cli.layers.base import Layer, scalar
from backprop_cli.layers.maths import Value
from backprop_cli.python_layers.layer import PythonLayer

POINTS = 32
NEARBY = 2.0**-10  # how far off they are, relatively; in a precision that is as coarse as that a few units more
UNITS = 4.0
SHAKE = 2.0**-30  # in float64 nothing is more exact: there every value on the way is off by a random part of that size


def answers(layer: Layer, xs: Sequence[Value], dout: Value, wanted: tuple[bool, ...]) -> list[Value | None]:
    """The result of a layer, then a gradient for each input; None for those that are not wanted. Raises what the layer raises."""
    with maths.quiet():
        out = scalar(layer.compute(*xs))
        return [out, *(layer.vjp(dout, out, *xs, wanted=wanted) if any(wanted) else [None] * len(xs))]


def in_precision(layer: PythonLayer, name: str) -> PythonLayer:
    """A copy of a layer of a Python file that computes in another precision than --dtype says."""
    copy = layer.knowing(layer.fixed if layer.fixed is not None else frozenset())
    copy.fixed = layer.fixed
    copy.precision = name  # type: ignore[misc]
    return copy


class NaiveError:
    """Compares a reference with itself in another precision."""

    def __init__(self, reference: Layer, precision: Precision, draws: RandomNumbers) -> None:
        self.reference = reference
        self.precision = precision
        self.draws = draws
        self.is_low = precision.epsilon > DOUBLE
        self.overflown = False
        self.rough = with_each_step(reference, self.step)

    def step(self, layer: Layer) -> Layer:
        """A step of the reference as the naive run takes it. What moves entries only must go on to find them where they are."""
        if isinstance(layer, PythonLayer):
            layer = in_precision(layer, self.precision.name)
        if layer.exact:
            return Disturbed(layer, self.precision.rounded, claims=True) if self.is_low else layer
        return Disturbed(layer, self.half_off if layer.operator else self.unit_off, claims=True)

    def half_off(self, x: Value) -> Value:
        """Off by up to half a unit in the last place, as inputs and the results of operators are, which IEEE rounds correctly."""
        return self.off(x, 0.25)

    def unit_off(self, x: Value) -> Value:
        """Off by up to a unit, as functions and sums are: every library has its own exp, and its own order of a sum."""
        return self.off(x, 0.5)

    def off(self, x: Value, units: float) -> Value:
        part = units * (self.precision.epsilon if self.is_low else SHAKE)
        found = self.precision.rounded(x * (1.0 + part * self.draws.like(x)))
        self.overflown = self.overflown or not maths.is_finite(found)
        return found

    def largest(self, xs: Sequence[Value], dout: Value, wanted: tuple[bool, ...]) -> list[Value | None]:
        """The largest error of each entry of the result and of each gradient; in float64 of a size as if ε were SHAKE.

        A naive run that overflows says nothing: then it is one in numbers that do not.
        """
        most: list[Value | None] = [0.0] * (len(xs) + 1)
        far = max(NEARBY, UNITS * self.precision.epsilon)
        for point in range(POINTS):
            near = [self.nearby(x, far) if want and point else x for x, want in zip(xs, wanted, strict=True)]
            found = self.errors(near, self.nearby(dout, far) if point else dout, wanted)
            most = [None if a is None or b is None else maths.numpy().fmax(a, b) for a, b in zip(most, found, strict=True)]
        if self.overflown and self.is_low and not self.precision.kept_as:
            return NaiveError(self.reference, self.precision.without_limits(), self.draws).largest(xs, dout, wanted)
        return most

    def nearby(self, x: Value, far: float) -> Value:
        return self.precision.held(x * (1.0 + far * self.draws.like(x)))

    def errors(self, xs: Sequence[Value], dout: Value, wanted: tuple[bool, ...]) -> list[Value | None]:
        """By how much each entry is off at a point; infinite where it is lost altogether."""
        exact = answers(self.reference, xs, dout, wanted)
        rough = [self.half_off(x) if want else self.precision.rounded(x) for x, want in zip(xs, wanted, strict=True)]
        naive = answers(self.rough, rough, self.half_off(dout), wanted)
        return [None if a is None or b is None else error(a, b) for a, b in zip(exact, naive, strict=True)]


def error(exact: Value, naive: Value) -> Value:
    np = maths.numpy()
    with maths.quiet():
        off = abs(np.asarray(naive, float) - np.asarray(exact, float))
    return np.where(np.isnan(off) & np.isfinite(exact), np.inf, off)
