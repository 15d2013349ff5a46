"""The numbers that a likely mistake would give in place of a right answer, from the arrows of the key's own backward pass.

teach/reasons.py compares a wrong answer with them. What is worked out here depends on the key alone.
"""

from collections.abc import Iterator
from functools import cached_property
from math import prod
from typing import NamedTuple

from backprop_cli.engine.edges import Edge, edges
from backprop_cli.engine.node import filled_like
from backprop_cli.engine.passes import Pass
from backprop_cli.engine.ways import Way, Ways
from backprop_cli.layers import maths
from backprop_cli.layers.arithmetic import MulLayer
from backprop_cli.layers.base import Selecting, scalar, stretched, unbroadcast
from backprop_cli.layers.linear import Affine
from backprop_cli.layers.maths import Value
from backprop_cli.phrases import to_say

MOST_WAYS = 32  # of more ways to the output none is looked at by itself


class Reason(NamedTuple):
    """Why an answer is likely what it is. kind: one of the words of GENERAL; phrase: what is said of it, with its {blanks}.

    People read `say(phrase, **blanks)`, machines `phrase.format(**blanks)`.
    """

    kind: str
    phrase: str
    blanks: dict[str, str] = {}


# What can be said of a kind where it would explain an answer in more than one way: of which product, by which path.
GENERAL = {
    "sign": to_say("the sign is wrong"),
    "transposed": to_say("transposed"),
    "local": to_say("the local gradient alone, without the upstream"),
    "mask": to_say("the mask alone, without the upstream"),
    "swapped": to_say("the inputs of a product swapped"),
    "path": to_say("one path of several alone"),
    "left out": to_say("one path of several left out"),
    "not summed": to_say("not summed over the batch"),
    "mean": to_say("the mean over the batch, not the sum"),
    "carried": to_say("right from a wrong number further up"),
}


class Mistake(NamedTuple):
    """What a mistake gives, and how it is explained."""

    value: Value
    reason: Reason


class Mistakes:
    """The likely mistakes of a key. done: its finished pass, with every gradient that is asked for."""

    def __init__(self, done: Pass) -> None:
        self.done = done
        self.graph = done.graph

    @cached_property
    def ways(self) -> Ways:
        return Ways(self.graph, self.done.output)

    def all_of(self, kind: str, number: int) -> list[Mistake]:
        """What may be written in place of a value (kind "forward") or a gradient; some of it may equal the right answer."""
        right = self.done.answer(kind, number)
        if right is None:
            return []
        found = list(of_any_answer(right))
        return found if kind == "forward" else found + list(self.of_gradient(number, right))

    def of_gradient(self, number: int, right: Value) -> Iterator[Mistake]:
        if number == self.done.output:
            yield self.local(filled_like(right, 1.0), [number])
            return
        wanted = bytearray(len(self.graph.names))
        wanted[number] = 1
        arrows = list(edges(self.done, wanted))
        if arrows:
            yield from self.without_upstream(arrows)
            yield from self.swapped(arrows, right)
            yield from self.by_arrow(arrows, right)
            yield from self.by_way(number, right)
        if len(arrows) == 1:
            yield from self.over_the_batch(arrows[0])

    def without_upstream(self, arrows: list[Edge]) -> Iterator[Mistake]:
        """The local gradients alone: of a relu and its like the mask."""
        value: Value = 0.0
        for edge in arrows:
            value = value + self.sent_back(edge.node, edge.argument, filled_like(edge.upstream, 1.0))
        nodes = [edge.node for edge in arrows]
        if all(isinstance(self.graph.layer(edge.node), Selecting) and is_mask(edge.local) for edge in arrows):
            phrase = to_say("the mask of {nodes} alone, without the upstream")
            yield Mistake(value, Reason("mask", phrase, {"nodes": self.listed(nodes)}))
        else:
            yield self.local(value, nodes)

    def local(self, value: Value, nodes: list[int]) -> Mistake:
        phrase = to_say("the local gradient alone, without the upstream of {nodes}")
        return Mistake(value, Reason("local", phrase, {"nodes": self.listed(nodes)}))

    def swapped(self, arrows: list[Edge], right: Value) -> Iterator[Mistake]:
        """Of a product of two different inputs: the upstream times the input itself, not times the other one."""
        phrase = to_say("the inputs of {node} swapped: multiplied by {name}, not {other}")
        for edge in arrows:
            sources = self.graph.sources(edge.node)
            if type(self.graph.layer(edge.node)) is MulLayer:
                own = unbroadcast(edge.upstream * self.done.values[edge.source], self.graph.shape(edge.source))
                other = self.name(sources[1 - edge.argument])
                blanks = {"node": self.name(edge.node), "name": self.name(edge.source), "other": other}
                yield Mistake(own if len(arrows) == 1 else right - edge.propagated + own, Reason("swapped", phrase, blanks))

    def by_arrow(self, arrows: list[Edge], right: Value) -> Iterator[Mistake]:
        """One of several arrows that come back to a name, and all but one."""
        for edge in arrows:
            yield from self.one_of(edge.propagated, right, len(arrows), self.name(edge.node))

    def by_way(self, number: int, right: Value) -> Iterator[Mistake]:
        """The same of the ways to the output, where more than one of them begins with one arrow."""
        count = self.ways.counts[number]
        for way in self.ways.walk(number) if 1 < count <= MOST_WAYS else ():
            gradient = self.along(way) if self.ways.counts[way[0][0]] > 1 else None
            if gradient is not None:
                yield from self.one_of(gradient, right, count, self.listed([node for node, _ in way[:-1]]))

    def one_of(self, one: Value, right: Value, count: int, nodes: str) -> Iterator[Mistake]:
        blanks = {"count": str(count), "nodes": nodes}
        if count > 1:
            yield Mistake(one, Reason("path", to_say("one path of {count} alone, by way of {nodes}"), blanks))
        if count > 2:
            yield Mistake(right - one, Reason("left out", to_say("one path of {count} left out, by way of {nodes}"), blanks))

    def over_the_batch(self, edge: Edge) -> Iterator[Mistake]:
        """What is not summed where a value was repeated, and the mean instead of the sum."""
        layer, shape = self.graph.layer(edge.node), self.graph.shape(edge.node)
        bias = isinstance(layer, Affine) and edge.argument == 2
        axes = stretched(shape, self.graph.shape(edge.source)) if bias else edge.summed
        if axes:
            local = 1.0 if edge.local is None else edge.local
            yield Mistake(edge.upstream * local, Reason("not summed", summed_phrases(axes, len(shape))[0]))
        elif len(shape) > 1 and 0 not in layer.touches(edge.argument, *map(self.graph.shape, self.graph.sources(edge.node))):
            axes = (0,)
        if axes:
            count = prod(shape[axis] for axis in axes)
            yield Mistake(edge.propagated / count, Reason("mean", summed_phrases(axes, len(shape))[1]))

    def along(self, way: Way) -> Value | None:
        """What comes back along one way, the others left out; None where nothing can."""
        gradient = self.done.upstream
        for node, argument in reversed(way):
            if gradient is not None:
                gradient = self.sent_back(node, argument, gradient)
        return gradient

    def sent_back(self, node: int, argument: int, upstream: Value) -> Value | None:
        """What a node sends back to one of its inputs."""
        sources = self.graph.sources(node)
        xs = [self.done.values[source] for source in sources]
        wanted = tuple([position == argument for position in range(len(sources))])
        gradient = self.graph.layer(node).vjp(upstream, self.done.values[node], *xs, wanted=wanted)[argument]
        return None if gradient is None else scalar(gradient)

    def name(self, number: int) -> str:
        return self.graph.names[number]

    def listed(self, numbers: list[int]) -> str:
        return ", ".join(dict.fromkeys(map(self.name, numbers)))


def of_any_answer(right: Value) -> Iterator[Mistake]:
    """What goes wrong with a value as with a gradient."""
    yield Mistake(-right, Reason("sign", GENERAL["sign"]))
    if len(maths.shape_of(right)) == 2:
        yield Mistake(right.T, Reason("transposed", GENERAL["transposed"]))


def is_mask(local: Value | None) -> bool:
    """Whether every entry lets all through or nothing."""
    if local is None or not maths.is_array(local):
        return local in (0.0, 1.0)
    return bool(((local == 0.0) | (local == 1.0)).all())


def summed_phrases(axes: tuple[int, ...], ndim: int) -> tuple[str, str]:
    """Not summed, and the mean: over the batch, or wherever a value was repeated."""
    if axes == (0,) and ndim > 1:
        return GENERAL["not summed"], GENERAL["mean"]
    return to_say("not summed over what it was repeated for"), to_say("the mean over what it was repeated for, not the sum")
