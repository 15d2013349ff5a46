"""Comparisons and choices: masks, price tiers, the larger of two. A gradient goes where the choice fell."""

from backprop_cli.errors import LayerError
from backprop_cli.layers import maths
from backprop_cli.layers.arithmetic import BINARY_SAMPLES
from backprop_cli.layers.base import Elementwise, Selecting
from backprop_cli.layers.maths import Value
from backprop_cli.layers.option_checks import a_number


class Comparison(Elementwise):
    """1 where the comparison holds, 0 where it does not; no gradient, for the result jumps instead of sloping."""

    exact = True
    level = True
    samples = BINARY_SAMPLES
    convention = "no gradient"

    def partials(self, out: Value, x: Value, y: Value) -> tuple[None, None]:
        return None, None

    def kink(self, x: Value, y: Value) -> Value:
        return x.real == y.real


class LessLayer(Comparison):
    """x < y is a question, and its answer, 1 or 0, has no slope.

    x, y broadcast.
    """

    name, symbol, operator = "less", "<", "<"
    formula = "x < y"

    def compute(self, x: Value, y: Value) -> Value:
        return maths.where(x.real < y.real, 1.0, 0.0)


class LessEqualLayer(Comparison):
    """x <= y is a question, and its answer, 1 or 0, has no slope.

    x, y broadcast.
    """

    name, symbol, operator = "less_equal", "<=", "<="
    formula = "x <= y"

    def compute(self, x: Value, y: Value) -> Value:
        return maths.where(x.real <= y.real, 1.0, 0.0)


class GreaterLayer(Comparison):
    """x > y is a question, and its answer, 1 or 0, has no slope.

    x, y broadcast. The mask of the notes' ReLU is `x > 0`.
    """

    name, symbol, operator = "greater", ">", ">"
    formula = "x > y"

    def compute(self, x: Value, y: Value) -> Value:
        return maths.where(x.real > y.real, 1.0, 0.0)


class GreaterEqualLayer(Comparison):
    """x >= y is a question, and its answer, 1 or 0, has no slope.

    x, y broadcast.
    """

    name, symbol, operator = "greater_equal", ">=", ">="
    formula = "x >= y"

    def compute(self, x: Value, y: Value) -> Value:
        return maths.where(x.real >= y.real, 1.0, 0.0)


class EqualLayer(Comparison):
    """x == y is a question, and its answer, 1 or 0, has no slope.

    x, y broadcast; nan equals nothing.
    """

    name, symbol, operator = "equal", "==", "=="
    formula = "x == y"

    def compute(self, x: Value, y: Value) -> Value:
        return maths.where(x.real == y.real, 1.0, 0.0)


class NotEqualLayer(Comparison):
    """x != y is a question, and its answer, 1 or 0, has no slope.

    x, y broadcast; nan differs from everything.
    """

    name, symbol, operator = "not_equal", "!=", "!="
    formula = "x != y"

    def compute(self, x: Value, y: Value) -> Value:
        return maths.where(x.real != y.real, 1.0, 0.0)


class WhereLayer(Selecting):
    """A choice sends the whole upstream gradient to the input that was chosen, and nothing to the other.

    c, x, y broadcast; x where c is not 0, else y. c has no gradient. What was not chosen gets 0 even from an upstream of inf.
    """

    name, symbol = "where", "where"
    formula = "where(c, x, y)"
    rules = {"x": "where(c, 1, 0)", "y": "where(c, 0, 1)"}
    samples = (
        (1.0, 1.5, -2.0),
        ([1.0, 0.0, 1.0], [1.5, -2.0, 3.0], [0.5, 4.0, -1.25]),
        ([[1.0], [0.0]], [1.5, -2.0, 3.0], 0.5),
        ([0.0, 1.0], [[1.5], [-2.0]], [[0.5, 4.0], [-1.25, 3.0]]),
    )

    def compute(self, c: Value, x: Value, y: Value) -> Value:
        return maths.where(c, x, y)

    def partials(self, out: Value, c: Value, x: Value, y: Value) -> tuple[None, Value, Value]:
        return None, maths.where(c, 1.0, 0.0), maths.where(c, 0.0, 1.0)


class MaximumLayer(Selecting):
    """The larger input gets the whole upstream gradient; at a tie each gets half.

    x, y broadcast.
    """

    name, symbol = "maximum", "max"
    formula = "maximum(x, y)"
    rules = {"x": "where(x == y, 0.5, where(x > y, 1, 0))", "y": "where(x == y, 0.5, where(x < y, 1, 0))"}
    convention = "a tie sends half to each"
    samples = BINARY_SAMPLES

    def compute(self, x: Value, y: Value) -> Value:
        return maths.maximum(x, y)

    def partials(self, out: Value, x: Value, y: Value) -> tuple[Value, Value]:
        return part_passed(x > y, x == y), part_passed(x < y, x == y)

    def kink(self, x: Value, y: Value) -> Value:
        return x.real == y.real


class MinimumLayer(Selecting):
    """The smaller input gets the whole upstream gradient; at a tie each gets half.

    x, y broadcast.
    """

    name, symbol = "minimum", "min"
    formula = "minimum(x, y)"
    rules = {"x": "where(x == y, 0.5, where(x < y, 1, 0))", "y": "where(x == y, 0.5, where(x > y, 1, 0))"}
    convention = "a tie sends half to each"
    samples = BINARY_SAMPLES

    def compute(self, x: Value, y: Value) -> Value:
        return maths.minimum(x, y)

    def partials(self, out: Value, x: Value, y: Value) -> tuple[Value, Value]:
        return part_passed(x < y, x == y), part_passed(x > y, x == y)

    def kink(self, x: Value, y: Value) -> Value:
        return x.real == y.real


class Clip(Selecting):
    """A clip sends the upstream gradient through where x lies within its bounds, and nothing where it was cut off.

    x of any shape; low, high: numbers, or None for no bound. Raises LayerError for a low above high.
    """

    name, symbol = "clip", "clip"
    formula = "minimum(maximum(x, low), high)"
    rules = {"x": "where(x < low, 0, where(x > high, 0, 1))"}
    convention = "at its bounds the slope is 1"
    samples = (
        ({"low": -1.0, "high": 1.0}, [-1.5, 0.25, 2.0]),
        ({"low": 0.0}, [[-3.0], [0.1]]),
        ({"high": 6.0}, [5.5, 7.0]),
        (1.5,),
    )

    def __init__(self, *, low: float | None = None, high: float | None = None) -> None:
        self.low = None if low is None else a_number("low", low)
        self.high = None if high is None else a_number("high", high)
        if self.low is not None and self.high is not None and self.low > self.high:
            raise LayerError(f"low={self.low:g} is above high={self.high:g}: nothing lies between", hint="exchange the two")
        self.formula, inside = "x", "1"
        if self.low is not None:
            self.formula, inside = "maximum(x, low)", "where(x < low, 0, 1)"
        if self.high is not None:
            self.formula = f"minimum({self.formula}, high)"
            inside = "where(x > high, 0, 1)" if self.low is None else Clip.rules["x"]
        self.rules = {"x": inside}

    def compute(self, x: Value) -> Value:
        x = x if self.low is None else maths.maximum(x, self.low)
        return x if self.high is None else maths.minimum(x, self.high)

    def partials(self, out: Value, x: Value) -> tuple[Value]:
        low, high = self.bounds()
        return (maths.where(x < low, 0.0, maths.where(x > high, 0.0, 1.0)),)

    def bounds(self) -> tuple[float, float]:
        """Both bounds; nan for none: nothing is below it, above it or equal to it."""
        return (maths.NAN if self.low is None else self.low), (maths.NAN if self.high is None else self.high)

    def kink(self, x: Value) -> Value:
        low, high = self.bounds()
        return (x.real == low) | (x.real == high)


def part_passed(chosen: Value, tie: Value) -> Value:
    """What part of the upstream gradient an input gets: all, half or none."""
    return maths.where(tie, 0.5, maths.where(chosen, 1.0, 0.0))
