"""Which slices of which values a perturbed entry can change, found from the shapes and `Layer.touches` alone.

W[i, j] of x @ W changes column j of the product and nothing else, so only that column is computed again. An axis of which only
one entry is kept is called pinned; its pin is the axis of the variable whose coordinate picks that entry. So for W (3, 2),
perturbed at one entry, the pins of W are (0, 1), and those of the product (None, 1).
"""

from collections.abc import Sequence
from math import prod
from typing import NamedTuple

from backprop_cli.graph import Graph
from backprop_cli.layers.base import Layer, Shape

Pins = tuple[int | None, ...]  # for each axis of a value the axis of the variable that pins it; None where the axis is whole
Maps = list[tuple[int | None, ...]]  # for each input of a node, for each of its axes, the axis of the result that it lies along
COMPLEX = 16  # bytes
TEMPORARIES = 4  # arrays of the size of its result that a layer may hold while it computes


class PlanStep(NamedTuple):
    """One node to compute again. cuts: for each input its pins, as the layer gets it. done: values that no later step reads.

    shared: the index of the only perturbed input, if the layer mixes some of its pinned axes and keeps others; else None. x in
    x @ W, perturbed at [i, k]: the layer mixes axis 1 (k), and row i of the product changes. Versions that differ only in the
    kept axes (i) change disjoint slices, so one run of the layer on the whole input serves them all.
    """

    number: int
    layer: Layer
    sources: tuple[int, ...]
    cuts: tuple[Pins, ...]
    done: tuple[int, ...]
    shared: int | None


class Plan(NamedTuple):
    """The way from some variables to the output. pins: of every value on the way; size: bytes that one version of it takes."""

    starts: tuple[int, ...]
    steps: list[PlanStep]
    pins: dict[int, Pins]
    size: int


class Planner:
    """Makes plans for one graph and output; `Probe` asks for one for each variable, or for several small ones together."""

    def __init__(self, graph: Graph, output: int, shapes: Sequence[Shape]) -> None:
        self.graph = graph
        self.output = output
        self.shapes = shapes
        self.reaching = graph.reaching(output)
        self.maps: dict[int, Maps] = {}

    def plan(self, starts: tuple[int, ...], pinned: bool) -> Plan:
        """The plan for perturbing entries of `starts`. pinned: a version is one entry, not a whole copy."""
        nodes = self.downstream(starts)
        pins: dict[int, Pins] = {start: self.start_pins(start, pinned) for start in starts}
        last = {source: number for number in nodes for source in self.graph.sources(number)}  # which node reads it last
        steps = []
        for number in nodes:
            sources = self.graph.sources(number)
            cuts, pins[number] = self.cut(number, sources, pins)
            done = tuple({source for source in sources if last.get(source) == number})
            steps.append(PlanStep(number, self.graph.layer(number), sources, cuts, done, shared_input(sources, cuts, pins)))
        return Plan(starts, steps, pins, self.size(steps, pins, starts))

    def downstream(self, starts: Sequence[int]) -> list[int]:
        """The nodes between the starts and the output, in running order."""
        flags = self.graph.reached_from(starts)
        return [number for number in self.graph.nodes if flags[number] and self.reaching[number]]

    def start_pins(self, start: int, pinned: bool) -> Pins:
        ndim = len(self.shapes[start])
        return tuple(range(ndim)) if pinned else (None,) * ndim

    def cut(self, number: int, sources: tuple[int, ...], pins: dict[int, Pins]) -> tuple[tuple[Pins, ...], Pins]:
        """The pins of each input of a node, and those of its result: an axis stays pinned where every perturbed input pins it."""
        ndim = len(self.shapes[number])
        if not any(pin is not None for source in sources for pin in pins.get(source, ())):
            return tuple((None,) * len(self.shapes[source]) for source in sources), (None,) * ndim
        maps = self.maps_of(number, sources)
        given = [pins_of_out(maps[k], pins[source], ndim) for k, source in enumerate(sources) if source in pins]
        out = tuple(votes[0] if all(vote == votes[0] for vote in votes) else None for votes in zip(*given, strict=True))
        return tuple(tuple(None if axis is None else out[axis] for axis in map_) for map_ in maps), out

    def maps_of(self, number: int, sources: tuple[int, ...]) -> Maps:
        if number not in self.maps:
            layer, shapes = self.graph.layer(number), [self.shapes[source] for source in sources]
            self.maps[number] = [layer.touches(k, *shapes) for k in range(len(sources))]
        return self.maps[number]

    def size(self, steps: list[PlanStep], pins: dict[int, Pins], starts: tuple[int, ...]) -> int:
        """The most bytes that one version holds at a time."""
        live = {start: self.cut_size(start, pins[start]) for start in starts}
        held = peak = sum(live.values())
        for step in steps:
            live[step.number] = self.cut_size(step.number, pins[step.number])
            inputs = sum(
                self.cut_size(source, cut) for source, cut in zip(step.sources, step.cuts, strict=True) if moves(cut, source, pins)
            )
            inputs *= step.shared is None
            held += live[step.number]
            peak = max(peak, held + inputs + TEMPORARIES * live[step.number])
            held -= sum(live.get(number, 0) for number in step.done)
        return max(COMPLEX, COMPLEX * peak)

    def cut_size(self, number: int, pins: Pins) -> int:
        return prod(size for size, pin in zip(self.shapes[number], pins, strict=True) if pin is None)


def pins_of_out(axes: tuple[int | None, ...], pins: Pins, ndim: int) -> Pins:
    """The pins of the result, as far as one input alone decides. axes: of the result, for each axis of the input."""
    out: list[int | None] = [None] * ndim
    for axis, pin in zip(axes, pins, strict=True):
        if axis is not None:
            out[axis] = pin
    return tuple(out)


def shared_input(sources: tuple[int, ...], cuts: tuple[Pins, ...], pins: dict[int, Pins]) -> int | None:
    """The value of PlanStep.shared for these pins."""
    perturbed = [k for k, source in enumerate(sources) if source in pins]
    k = perturbed[0]
    some_stay = any(pin is not None for pin in cuts[k]) and cuts[k] != pins[sources[k]]
    return k if len(perturbed) == 1 and some_stay else None


def moves(cut: Pins, source: int, pins: dict[int, Pins]) -> bool:
    """Whether an input has to be copied: a perturbed one that is opened, or another of which slices are taken."""
    return cut != pins[source] if source in pins else any(pin is not None for pin in cut)
