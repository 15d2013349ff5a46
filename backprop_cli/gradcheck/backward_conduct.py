"""How a backward pass behaves, whatever its numbers are: linear in dout, and the same in the order in which the book runs it."""

from collections.abc import Iterator, Sequence
from typing import Any

from backprop_cli.errors import BpcalcError
from backprop_cli.gradcheck.code_precision import DOUBLE
from backprop_cli.layers import maths
from backprop_cli.layers.base import Layer
from backprop_cli.layers.maths import Value
from backprop_cli.phrases import say, to_say
from backprop_cli.python_layers.layer import Played, PythonLayer

TWICE = 1e-12  # of the largest entry: what twice the upstream may differ by from twice the gradient
ROUNDINGS = 64.0  # the same in low precision, in its ε
ALIKE = 1e-9
MOST_PLAYED = 1_000  # nodes of a file that are run together
NOT_LINEAR = to_say("twice the upstream gradient does not give twice the gradient: something is added that does not come from dout")
SHARED = to_say(
    "after the forward passes of all layers, as the book runs them, backward answers otherwise than alone:"
    " does it remember its inputs in a place that all objects share?"
)
SPENT = to_say("a second backward pass after one forward pass answers differently: backward changes what forward has remembered")


def not_linear(layer: Layer, dout: Value, out: Value, xs: Sequence[Value], wanted: tuple[bool, ...], epsilon: float) -> list[int]:
    """The inputs whose gradient does not double where the upstream does. epsilon: of the layer's precision."""
    once, twice = (layer.vjp(upstream, out, *xs, wanted=wanted) for upstream in (dout, 2.0 * dout))
    part = TWICE if epsilon <= DOUBLE else ROUNDINGS * epsilon
    return [k for k, (a, b) in enumerate(zip(once, twice, strict=True)) if a is not None and differ(2.0 * a, b, part)]


def differ(a: Value, b: Value, part: float) -> bool:
    """Whether two gradients differ by more than a part of their largest entry; not where either is not finite."""
    if maths.is_array(a):
        off, size = float(abs(a - b).max(initial=0.0)), float(abs(a).max(initial=0.0))
    else:
        off, size = abs(a - b), abs(a)
    return off > part * size and off - off == 0.0


class Alone:
    """One node of a Python file, with what its backward pass answers right after its own forward pass."""

    def __init__(self, layer: PythonLayer, xs: Sequence[Value], dout: Value, wanted: Sequence[bool]) -> None:
        self.layer = layer
        self.xs = xs
        self.dout = dout
        self.wanted = wanted
        self.answer = self.backward(self.forward())

    def forward(self) -> Played:
        played: Played = self.layer.attempt(self.xs, self.layer.start)
        return played

    def backward(self, played: Played) -> tuple[Value | None, ...]:
        return self.layer.gradients(*played.backward(self.layer.upstream(self.dout, played.out)), self.xs, self.wanted)

    def same(self, answer: Sequence[Value | None], other: Sequence[Value | None]) -> bool:
        pairs = zip(answer, other, strict=True)
        return not any(a is not None and b is not None and differ(a, b, ALIKE) for a, b in pairs)


def in_the_books_order(nodes: Sequence[Any]) -> Iterator[tuple[Any, str]]:
    """All forward passes, then all backward passes, each twice: the nodes that answer otherwise than alone, with what that means.

    nodes: pairs of a Node and its upstream gradient, in running order.
    """
    alone = [Alone(node.layer, node.xs, dout, node.wanted) for node, dout in nodes[:MOST_PLAYED]]
    played = [one.forward() for one in alone]
    for (node, _), one, run in reversed(list(zip(nodes, alone, played, strict=False))):
        try:
            first, second = one.backward(run), one.backward(run)
        except BpcalcError as error:
            yield node, say("a second backward pass after one forward pass fails: {error}", error=error.message)
            continue
        if not one.same(one.answer, first):
            yield node, say(SHARED)
        elif not one.same(first, second):
            yield node, say(SPENT)
