"""What a gradient foretells, and whether it comes true: the value is moved by a small step, and what comes after it run again."""

from collections.abc import Sequence
from contextlib import nullcontext
from math import isfinite
from typing import NamedTuple

from backprop_cli import engine
from backprop_cli.engine import Pass
from backprop_cli.errors import BpcalcError
from backprop_cli.layers import maths
from backprop_cli.layers.base import scalar
from backprop_cli.layers.maths import Value

UNSEEN = 1e-10  # of the output: a change that is smaller may be rounding
FINER = 2  # powers of ten between a value's first digit and its step


class Step(NamedTuple):
    """A small step of one number. predicted: gradient × by; before, after: the output, or L, as it was and worked out again."""

    by: float
    gradient: float
    predicted: float
    before: float
    after: float

    def seen(self) -> bool:
        """Whether the output changes by more than rounding might."""
        return abs(self.after - self.before) >= UNSEEN * abs(self.before) and self.after != self.before


def step_of(done: Pass, number: int, index: tuple[int, ...] | None, gradient: float) -> Step | None:
    """A step of a value, or of one entry; None where numbers leave what floats hold, or a change could not be told from rounding.

    A gradient of 0 foretells that nothing changes at first order; its step is given, seen or not.
    """
    value = done.values[number]
    by = step_size(float(value if index is None else value[index]))
    before = weighed(done, done.values[done.output])
    try:
        after = weighed(done, run_again(done, number, moved_entry(value, index, by)))
    except BpcalcError:
        return None
    step = Step(by, gradient, gradient * by, before, after)
    if not all(map(isfinite, step)) or not (gradient == 0.0 or step.seen()):
        return None
    return step


def step_size(value: float) -> float:
    """A unit in the third digit of a number: 0.01 for 1.1, 1 for 100; 0.01 for 0."""
    if value == 0.0 or not isfinite(value):
        return 0.01
    power = int(f"{value:.16e}".partition("e")[2])
    return max(float(f"1e{power - FINER}"), 5e-324)


def moved_entry(value: Value, index: tuple[int, ...] | None, by: float) -> Value:
    if index is None:
        return value + by
    moved = maths.numpy().array(value)
    moved[index] += by
    return moved


def weighed(done: Pass, value: Value) -> float:
    """upstream · output, summed over its entries: the number that the gradient is one of."""
    product = done.upstream * value
    return float(product.sum() if maths.is_array(product) else product)


def run_again(done: Pass, number: int, value: Value) -> Value:
    """The output where one value is another: all that depends on it is worked out anew. A node's own value stays as it is set."""
    graph = done.graph
    values: Sequence[Value] = [*done.values[:number], value, *done.values[number + 1 :]]
    again, needed = graph.reached_from([number]), graph.reaching(done.output)
    with nullcontext() if graph.scalar else engine.quiet():
        for node in graph.nodes:
            if again[node] and needed[node] and node != number:
                layer, xs = graph.layer(node), [values[source] for source in graph.sources(node)]
                layer.check(*xs)
                values[node] = scalar(layer.compute(*xs))  # type: ignore[index]
    return values[done.output]
