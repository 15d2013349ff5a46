"""Gradients that rounding has spoilt: passes in which every value on the way is off by a random ε of itself show how far.

The complex step cannot see this, for it shares the rounding of the forward pass: log(1 + x) / x at x = 1e-9 has the slope -1/2,
and its backward pass and its complex step both say -83. (Monte Carlo arithmetic: Parker, 1997.)
"""

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from copy import copy

from backprop_cli import engine
from backprop_cli.engine import Pass
from backprop_cli.errors import BpcalcError
from backprop_cli.gradcheck.disturbed_layers import Disturbed, with_each_step
from backprop_cli.gradcheck.random_numbers import RandomNumbers
from backprop_cli.graph import Graph
from backprop_cli.layers import maths
from backprop_cli.layers.base import Layer
from backprop_cli.layers.maths import Value
from backprop_cli.problem.own_layers.handmade import Handmade

EPSILON = 2.0**-52
PASSES = 3
NOTHING = 1e-12  # of L / x: what a gradient of that size is off by is lost in L's own last digits
TRUE_ZERO = 1e-12  # of the terms that a gradient is a sum of: what is left of a sum that is 0
ALL_GONE = 4.0  # a gradient that rounding changes by a quarter of itself has no digit left


class LostDigits:
    """The gradients of a pass, and those of a few shaken passes, in which each node's result is off by a random ε of itself.

    What leads to a kink is not shaken: beyond the kink the gradient is another one, which is no rounding error.
    """

    def __init__(self, done: Pass, names: Sequence[int], draws: RandomNumbers) -> None:
        self.done = done
        self.draws = draws
        self.wanted = done.graph.reached_from(names)
        self.steady = leading_to_kinks(done)
        reaching = done.graph.reaching(done.output)
        self.nodes = [
            number
            for number in done.graph.nodes
            if reaching[number] and not self.steady[number] and not compares_equals(done, number)
        ]
        self.shaken = [gradients for _ in range(PASSES) if (gradients := self.run(self.nodes)) is not None]

    def run(self, numbers: Sequence[int]) -> list[Value | None] | None:
        """The gradients where these nodes' values are off by an ε; None where a layer cannot take that."""
        graph, upstream = self.shaken_graph(numbers), self.done.upstream
        inputs = self.done.values[: graph.nodes.start]
        try:
            with nullcontext() if graph.scalar else engine.quiet():
                values = engine.forward(graph, inputs)
            return engine.backward(graph, values, self.done.output, upstream, self.wanted)
        except BpcalcError:
            return None

    def shaken_graph(self, numbers: Sequence[int]) -> Graph:
        graph = copy(self.done.graph)
        graph.layers, known = list(graph.layers), dict[Layer, Layer]()
        for number in numbers:
            layer = graph.layer(number)
            if layer not in known:
                known[layer] = shaken_layer(layer, self.draws)
            graph.layers[number - graph.nodes.start] = known[layer]
        return graph

    def deviation(self, number: int, part: Callable[[Value], Value] = lambda gradient: gradient) -> Value:
        """The most by which a shaken pass changes the gradient of a value, or a part of it; of the shape of that."""
        claim, most = self.done.gradients[number], 0.0
        for gradients in self.shaken:
            shaken = gradients[number]
            if claim is not None and shaken is not None:
                most = furthest(most, part(shaken) - part(claim))
        return most

    def node(self, number: int, part: Callable[[Value], float]) -> int:
        """The node whose rounding changes a gradient most: found by shaking one half of the nodes, then the other."""
        suspects, claim = self.nodes, self.done.gradients[number]
        while len(suspects) > 1:
            halves = suspects[: len(suspects) // 2], suspects[len(suspects) // 2 :]
            moved = []
            for half in halves:
                runs = [gradients[number] for _ in range(PASSES) if (gradients := self.run(half)) is not None]
                moved.append(max((abs(part(shaken) - part(claim)) for shaken in runs if shaken is not None), default=0.0))
            suspects = halves[moved[1] > moved[0]]
        return suspects[0]


def furthest(most: Value, off: Value) -> Value:
    """The larger of `most` and |off|, entry by entry; nan in `off` changes nothing."""
    if maths.is_array(off):
        return maths.numpy().fmax(most, abs(off))
    return max(most, abs(off)) if off == off else most


def shaken_layer(layer: Layer, draws: RandomNumbers) -> Layer:
    """A layer whose result is off by a random ε of itself; of the problem's own, everything inside its rules."""

    def shaken(out: Value) -> Value:
        return out * (1.0 + EPSILON * draws.like(out))

    return with_each_step(layer, lambda one: one if one.exact else Disturbed(one, shaken))


def leading_to_kinks(done: Pass) -> bytearray:
    """A flag for each number: whether a node that stands at a kink depends on it, or it is such a node itself."""
    graph, values = done.graph, done.values
    flags = bytearray(len(graph.names))
    for number in range(done.output, graph.nodes.start - 1, -1):
        sources = graph.sources(number)
        if not flags[number]:
            mask = graph.layer(number).kink(*[values[source] for source in sources])
            flags[number] = bool(mask.any() if maths.is_array(mask) else mask)
        if flags[number]:
            for source in sources:
                flags[source] = 1
    return flags


def compares_equals(done: Pass, number: int) -> bool:
    """Whether the backward rule of the problem's own layer compares equal values, which would differ once they are shaken."""
    layer = done.graph.layer(number)
    if not isinstance(layer, Handmade):
        return False
    return layer.compares_equals(done.values[number], *[done.values[source] for source in done.graph.sources(number)])
