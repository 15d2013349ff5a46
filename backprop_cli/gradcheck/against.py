"""A kernel held against its reference: forward and backward, at every node that calls either of the two.

Differences of a float32 forward are worth three digits; a reference that computes in float64 is worth sixteen. `gradcheck
--against rmsnorm=Rms32` comes here with what problem/against.py has read.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from backprop_cli.errors import BpcalcError, UsageError
from backprop_cli.gradcheck.code_precision import DOUBLE, kind_of
from backprop_cli.gradcheck.naive_error import SHAKE, NaiveError, answers, in_precision
from backprop_cli.gradcheck.precision import PRECISIONS, Precision, precision_of
from backprop_cli.gradcheck.random_numbers import RandomNumbers
from backprop_cli.gradcheck.result import Culprit, Held, Holding
from backprop_cli.graph import Graph
from backprop_cli.layers import maths
from backprop_cli.layers.base import Layer, shape_text
from backprop_cli.layers.maths import Value
from backprop_cli.problem.against import Against, fitting_layer, is_made_by
from backprop_cli.problem.own_layers.handmade import Handmade
from backprop_cli.python_layers.layer import PythonLayer

LOWER = [one.name for one in PRECISIONS.values() if one.epsilon > DOUBLE]
ROUNDINGS = 64.0  # times ε of the terms: what a kernel in float64 may be off


class Call(NamedTuple):
    """A layer that is called at a node, or within a definition that is called there. wanted: the inputs that need a gradient;
    fixed: those that are constants."""

    node: str
    layer: Layer
    xs: list[Value]
    wanted: tuple[bool, ...]
    fixed: frozenset[int]


def calls(graph: Graph, values: Sequence[Value], dependent: Sequence[int], fixed: Sequence[int], node: str = "") -> Iterator[Call]:
    """Every call, those inside of definitions included, as far as there are values.

    dependent, fixed: flags by number, for what depends on a variable and for constants. node: whose definition the graph is.
    """
    for number in graph.nodes[: len(values) - graph.nodes.start]:
        layer, sources = graph.layer(number), graph.sources(number)
        xs, name = [values[source] for source in sources], node or graph.names[number]
        wanted = tuple(bool(dependent[source]) for source in sources)
        yield Call(name, layer, xs, wanted, frozenset(k for k, source in enumerate(sources) if fixed[source]))
        if isinstance(layer, Handmade):
            rule = layer.rule
            inner = [
                *(fixed[source] for source in sources),
                *(number in rule.literals for number in range(len(sources), len(rule.names))),
            ]
            reached = rule.reached_from([k for k, want in enumerate(wanted) if want])
            yield from calls(rule, layer.steps(rule, *xs), reached, inner, name)


class KernelCheck:
    """Holds kernels against references. culprits: kernels that cannot be run or held."""

    def __init__(self, ratio: float, draws: RandomNumbers) -> None:
        self.ratio = ratio
        self.draws = draws
        self.culprits: list[Culprit] = []

    def holdings(self, pairs: Sequence[Against], graph: Graph, values: Sequence[Value]) -> Iterator[Holding]:
        fixed = [number in graph.constants or number in graph.literals for number in range(len(graph.names))]
        called = list(calls(graph, values, graph.reached_from(graph.variables), fixed))
        for pair in pairs:
            for call in called:
                if is_made_by(call.layer, pair.kernel) or is_made_by(call.layer, pair.reference):
                    yield from self.held_at(pair, call)

    def held_at(self, pair: Against, call: Call) -> Iterator[Holding]:
        kernel, reference = (fitting_layer(maker, call.layer, call.fixed, call.node) for maker in (pair.kernel, pair.reference))
        if isinstance(reference, PythonLayer):
            reference = in_precision(reference, "float64")
        try:
            yield self.holding(pair, call, kernel, reference)
        except BpcalcError as error:
            if isinstance(error, UsageError) or not kernel.yours:
                raise
            words = f"{error.message}; {error.hint}" if error.hint else error.message
            self.culprits.append(Culprit(call.node, kernel.name, "", None, None, None, words))

    def holding(self, pair: Against, call: Call, kernel: Layer, reference: Layer) -> Holding:
        if isinstance(reference, PythonLayer) and (kind := kind_of(reference, call.xs)) in LOWER:
            raise UsageError(f"--against: {reference.name} computes in {kind}, and a reference must in float64")
        shapes = tuple(map(maths.shape_of, call.xs))
        labels = reference.labels(*shapes) | kernel.labels(*shapes)
        wanted = tuple(want and k not in labels for k, want in enumerate(call.wanted))
        with maths.quiet():
            precision = precision_of(kernel, call.xs, kernel.compute(*call.xs), wanted, self.draws)
        xs = [x if k in labels else precision.held(x) for k, x in enumerate(call.xs)]
        with maths.quiet():
            dout = precision.held(self.draws.like(reference.compute(*xs)))
        expected, found = answers(reference, xs, dout, wanted), self.kernel_answers(kernel, reference, xs, dout, wanted)
        naive = NaiveError(reference, precision, self.draws).largest(xs, dout, wanted)
        names = ["output", *kernel.input_names(len(xs))]
        rows = [
            self.row(pair, call.node, name, precision, *each)
            for name, *each in zip(names, found, expected, naive, strict=True)
            if all(one is not None for one in each)
        ]
        return Holding(precision.name, rows)

    def kernel_answers(
        self, kernel: Layer, reference: Layer, xs: list[Value], dout: Value, wanted: tuple[bool, ...]
    ) -> list[Value | None]:
        """What the kernel answers. Raises UsageError where its result has another shape than that of the reference."""
        with maths.quiet():
            have, shape = maths.shape_of(kernel.compute(*xs)), maths.shape_of(dout)
        if have != shape:
            message = f"{kernel.name} returns the shape {shape_text(have)}, and {reference.name} {shape_text(shape)}"
            raise UsageError(message, hint="--against compares a layer with another that computes the same")
        return answers(kernel, xs, dout, wanted)

    def row(self, pair: Against, node: str, of: str, precision: Precision, found: Value, expected: Value, naive: Value) -> Held:
        """The entry that is farthest off, by the measure of `naive`."""
        np = maths.numpy()
        kernel, exact = np.asarray(found, float), np.asarray(expected, float)
        if not exact.size:
            return Held(pair.name, pair.title, node, of, None, 0.0, 0.0, 0.0, None, None, "pass")
        with maths.quiet():
            off, measure = off_by(kernel, exact, precision), measured(naive, exact, precision)
            excess = np.where(np.isinf(off), np.where(np.isinf(measure), 2.0, np.inf), off / self.allowed(measure, precision))
        index = np.unravel_index(excess.argmax(), excess.shape)
        verdict = "pass" if excess[index] <= 1.0 else "nonfinite" if np.isinf(measure[index]) else "fail"
        is_low = precision.epsilon > DOUBLE
        said = float(measure[index]) if is_low else None, float(off[index] / measure[index]) if is_low else None
        numbers = float(kernel[index]), float(exact[index]), float(off[index])
        return Held(pair.name, pair.title, node, of, tuple(map(int, index)) or None, *numbers, *said, verdict)

    def allowed(self, measure: Any, precision: Precision) -> Any:
        """How far off each entry may be. At the default ratio that is 4 units in the last place, or more."""
        return measure * (self.ratio if precision.epsilon > DOUBLE else ROUNDINGS * precision.epsilon / SHAKE)


def measured(naive: Any, exact: Any, precision: Precision) -> Any:
    """How far off the reference's own formula is at each entry, but no less than half a unit in the last place, which any result
    is off by, nor than what is usual in the whole: another formula loses its digits in other entries."""
    np = maths.numpy()
    known = np.asarray(naive)[np.isfinite(naive)]
    usual = np.sqrt((known * known).mean()) if known.size else 0.0
    half = precision.unit(exact) / 2.0 * (1.0 if precision.epsilon > DOUBLE else SHAKE / precision.epsilon)
    return np.fmax(np.fmax(naive, half), usual)


def off_by(kernel: Any, exact: Any, precision: Precision) -> Any:
    """|kernel − exact| of arrays; 0 where both are lost in the same way, inf where one of them is."""
    np = maths.numpy()
    same = np.where(np.isfinite(kernel), kernel == exact, kernel == np.asarray(precision.held(exact)))
    off = np.where(same | (np.isnan(kernel) & np.isnan(exact)), 0.0, abs(kernel - exact))
    return np.where(np.isnan(off), np.inf, off)
