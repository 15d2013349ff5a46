"""How finely a stranger's code resolves its inputs: below that, a result that does not move says nothing about its slope.

Code may compute in single or half precision and hide it behind a float64; so besides the kind of number that forward returns,
the least changes of its result are looked at.
"""

from collections.abc import Mapping, Sequence
from statistics import median
from typing import NamedTuple

from backprop_cli.errors import BpcalcError
from backprop_cli.gradcheck.complex_trial import takes_complex
from backprop_cli.gradcheck.random_numbers import RandomNumbers
from backprop_cli.graph import Graph
from backprop_cli.layers import maths
from backprop_cli.layers.base import Layer
from backprop_cli.layers.maths import Value
from backprop_cli.python_layers.layer import PythonLayer

DOUBLE, SINGLE, HALF, BRAIN = 2.0**-52, 2.0**-23, 2.0**-10, 2.0**-7  # the ε of each
KINDS = {"float32": SINGLE, "float16": HALF, "bfloat16": BRAIN}
NUDGES = [2.0**-k for k in range(52, 3, -2)]  # relative to the input: tried until every entry of the result has moved
JUMP = 2.0**-6  # of an entry: a first change larger than that is a relu that becomes active, not a resolution
SEEN_SINGLE, SEEN_HALF = 2.0**-30, 2.0**-17  # the usual first change, relative to the result, from which on it is that precision


class Code(NamedTuple):
    """What is known of a node whose layer is a stranger's code.

    analytic: the complex step may go through; epsilon: of its precision; quantum: the least change of each entry of its result;
    passes: how often it was run to find out.
    """

    analytic: bool
    epsilon: float
    quantum: Value
    passes: int = 0


class Counted:
    """A layer that counts how often it is run."""

    def __init__(self, layer: Layer) -> None:
        self.layer = layer
        self.passes = 0

    def compute(self, *xs: Value) -> Value:
        self.passes += 1
        return self.layer.compute(*xs)


def all_code(graph: Graph, values: Sequence[Value], draws: RandomNumbers, known: Mapping[int, Code]) -> dict[int, Code]:
    """What is known of each node of a stranger's code that depends on a variable; what is not in `known` gets no complex step."""
    dependent = graph.reached_from(graph.variables)
    found = dict(known)
    for number, layer in zip(graph.nodes, graph.layers, strict=True):
        if isinstance(layer, PythonLayer) and dependent[number] and number not in known:
            sources = graph.sources(number)
            wanted = [bool(dependent[source]) for source in sources]
            found[number] = code_of(layer, [values[source] for source in sources], values[number], wanted, draws, False)
    return found


def code_of(
    layer: PythonLayer, xs: Sequence[Value], out: Value, wanted: Sequence[bool], draws: RandomNumbers, trusted: bool = True
) -> Code:
    counted = Counted(layer)
    if trusted and takes_complex(counted, xs, out, wanted, draws):
        return Code(True, DOUBLE, DOUBLE * abs(out), counted.passes)
    quantum = least_change(counted, xs, out, wanted, draws)
    return Code(False, KINDS.get(kind_of(layer, xs)) or seen(quantum, out), quantum, counted.passes)


def kind_of(layer: PythonLayer, xs: Sequence[Value]) -> str:
    try:
        return layer.dtype(*xs)
    except BpcalcError:
        return ""


def least_change(layer: Counted, xs: Sequence[Value], out: Value, wanted: Sequence[bool], draws: RandomNumbers) -> Value:
    """The first change that each entry of the result shows, for each input by itself: one that moves it finely hides another."""
    quantum = DOUBLE * abs(out)
    for k, want in enumerate(wanted):
        still: Value = True if not maths.is_array(out) else maths.numpy().ones(out.shape, bool)
        for nudge in NUDGES if want else ():
            change = moved_by(layer, xs, out, k, nudge * draws.like(xs[k]))
            if change is None:
                continue
            first = (still & (change > 0.0) & (change <= JUMP * abs(out))) * 1.0
            first = maths.where(first, change, 0.0)
            quantum = maths.maximum(quantum, first)
            still = still & (change == 0.0)
            if not (still.any() if maths.is_array(out) else still):
                break
    return quantum


def moved_by(layer: Counted, xs: Sequence[Value], out: Value, k: int, part: Value) -> Value | None:
    """How far each entry of the result moves when input k is off by a part of itself; None where the code cannot say."""
    try:
        moved = layer.compute(*xs[:k], xs[k] * (1.0 + part), *xs[k + 1 :])
    except BpcalcError:
        return None
    return abs(moved - out) if maths.shape_of(moved) == maths.shape_of(out) else None


def seen(quantum: Value, out: Value) -> float:
    """The ε of the precision that first changes of such a size show."""
    pairs = zip(quantum.ravel().tolist(), abs(out).ravel().tolist(), strict=True) if maths.is_array(out) else [(quantum, abs(out))]
    parts = [change / size for change, size in pairs if size]
    usual = median(parts) if parts else 0.0
    return HALF if usual > SEEN_HALF else SINGLE if usual > SEEN_SINGLE else DOUBLE
