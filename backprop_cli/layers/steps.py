"""Steps: functions that are level everywhere and jump in between. Their slope is 0, also where they jump, by convention."""

from math import ceil, floor, inf, isfinite, remainder

from backprop_cli.layers import maths
from backprop_cli.layers.base import Selecting
from backprop_cli.layers.maths import Value

STEP_SAMPLES = ((1.25,), ([-0.75, 0.25, 2.1],), ([[-3.4], [0.1]],))  # beside the jumps


class StepLayer(Selecting):
    """What the steps share: nothing comes back, not even from an upstream of inf."""

    rules = {"x": "0"}
    level = True
    samples = STEP_SAMPLES

    def partials(self, out: Value, x: Value) -> tuple[Value]:
        return (0.0,)


class SignLayer(StepLayer):
    """The sign forgets how large a number is, and so sends no gradient back.

    x of any shape; -1, 0 or 1.
    """

    name, symbol = "sign", "sign"
    formula = "sign(x)"
    convention = "sign'(0) = 0"

    def compute(self, x: Value) -> Value:
        return maths.sign(x)

    def kink(self, x: Value) -> Value:
        return x.real == 0.0


class FloorLayer(StepLayer):
    """Rounding down is level between whole numbers: a small change changes nothing, and no gradient comes back.

    x of any shape; the largest whole number that is not above x.
    """

    name, symbol = "floor", "floor"
    formula = "floor(x)"
    convention = "the slope at whole numbers, where it jumps, is 0"

    def compute(self, x: Value) -> Value:
        if maths.is_array(x):
            return maths.numpy().floor(x.real)
        return float(floor(x.real)) if isfinite(x.real) else x.real

    def kink(self, x: Value) -> Value:
        return self.compute(x) == x.real


class CeilLayer(StepLayer):
    """Rounding up is level between whole numbers: a small change changes nothing, and no gradient comes back.

    x of any shape; the smallest whole number that is not below x.
    """

    name, symbol = "ceil", "ceil"
    formula = "ceil(x)"
    convention = FloorLayer.convention

    def compute(self, x: Value) -> Value:
        if maths.is_array(x):
            return maths.numpy().ceil(x.real)
        return float(ceil(x.real)) if isfinite(x.real) else x.real

    def kink(self, x: Value) -> Value:
        return self.compute(x) == x.real


class RoundLayer(StepLayer):
    """Rounding is level between the halves: a small change changes nothing, and no gradient comes back.

    x of any shape; the nearest whole number, and at a half the even one: 0.5 is 0, 1.5 is 2, 2.5 is 2 (IEEE 754).
    """

    name, symbol = "round", "round"
    formula = "round(x)"
    convention = "the slope at halves, where it jumps, is 0"

    def compute(self, x: Value) -> Value:
        if maths.is_array(x):
            return maths.numpy().rint(x.real)
        return x.real - remainder(x.real, 1.0) if isfinite(x.real) else x.real

    def kink(self, x: Value) -> Value:
        return maths.where(abs(x.real) < inf, abs(x.real - self.compute(x)), 0.0) == 0.5
