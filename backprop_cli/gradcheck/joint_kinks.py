"""Kinked entries moved together: where L is smooth along a direction, or bends less than each entry does alone, a gradient must
give that slope. A backward pass that sends the whole gradient to both sides of a tie is right for each of them, and wrong for both.

Each inner kink may choose its own convention, anywhere between its two slopes; so what a direction admits is as wide as the jumps
of the kinks that it meets, each carried to L without anything that cancels.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import nullcontext
from typing import NamedTuple

from backprop_cli import engine
from backprop_cli.engine import Pass
from backprop_cli.errors import BpcalcError
from backprop_cli.gradcheck.cancellation import magnified_floats, magnified_versions
from backprop_cli.gradcheck.code_precision import Code
from backprop_cli.gradcheck.complex_step import LEAST_JUMP, STEEP
from backprop_cli.gradcheck.perturbation import scale_of
from backprop_cli.gradcheck.random_numbers import RandomNumbers
from backprop_cli.gradcheck.result import Check
from backprop_cli.layers import maths
from backprop_cli.layers.base import Layer
from backprop_cli.layers.maths import Value

STEP = 1e-30
NEAR, FAR = 2.0**-38, 2.0**-36  # how far beside the point the slopes are taken, of the largest input
ROUGH_NEAR, ROUGH_FAR = 2.0**-20, 2.0**-18  # the same for code that takes no complex numbers
SLACK, ROUGH_SLACK = 1e-6, 1e-5  # relative error of such slopes
SIGNINGS = 4
MOST_ALONE = 64  # failing entries that are looked at one by one

Along = dict[int, Value]  # variable → how it moves


class Seen(NamedTuple):
    """What L does along a direction: its slopes to both sides, and by how much a right backward pass may differ from their mean."""

    left: float
    right: float
    allowed: float

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2.0

    def admits(self, slope: float) -> bool:
        return abs(slope - self.middle) <= self.allowed


class Wrong(NamedTuple):
    """A direction whose slope the gradient does not give. numbers: the variables that move."""

    numbers: tuple[int, ...]
    given: float
    seen: Seen


class JointKinks:
    """Looks at the variables of one pass, each the input of a layer, along directions."""

    def __init__(self, done: Pass, code: Mapping[int, Code], draws: RandomNumbers) -> None:
        self.done = done
        self.draws = draws
        self.code = code
        self.rough = any(not known.analytic for known in code.values())
        self.kinks: dict[int, Value] = {}
        for number in done.graph.nodes:
            mask = done.graph.layer(number).kink(*[done.values[source] for source in done.graph.sources(number)])
            if number in code or (mask.any() if maths.is_array(mask) else mask):
                self.kinks[number] = mask
        self.scale = max((scale_of(maths.largest_entry(done.values[number])) for number in done.graph.variables), default=1.0)
        self.passes = 0

    def wrong(self, kinked: Mapping[int, Sequence[int]]) -> Wrong | None:
        """The first direction that the gradient contradicts. kinked: variable → positions of its entries that are at kinks."""
        for along in self.directions(kinked):
            seen, given = self.look(along), self.given(along)
            if seen is not None and not seen.admits(given):
                return Wrong(tuple(along), given / self.scale, Seen(seen.left / self.scale, seen.right / self.scale, seen.allowed))
        return None

    def excused(self, number: int, checks: Sequence[Check], position: Mapping[Check, int]) -> Iterator[Check]:
        """Of the failing entries of a variable those that some choice of conventions explains."""
        for check in checks[:MOST_ALONE]:
            along = {number: self.pattern(number, [position[check]], False)}
            seen = self.look(along)
            if seen is not None and seen.admits(self.given(along)):
                yield check

    def directions(self, kinked: Mapping[int, Sequence[int]]) -> Iterator[Along]:
        for number, positions in kinked.items():
            if len(kinked) > 1 or len(positions) > 1:
                yield {number: self.pattern(number, positions, False)}
        if len(kinked) > 1:
            yield {number: self.pattern(number, positions, False) for number, positions in kinked.items()}
        if sum(map(len, kinked.values())) > 1:
            for _ in range(SIGNINGS):
                yield {number: self.pattern(number, positions, True) for number, positions in kinked.items()}

    def pattern(self, number: int, positions: Sequence[int], signed: bool) -> Value:
        """A direction that moves each of the entries by the same size: upwards, or, for `signed`, up or down by draws."""
        x = self.done.values[number]
        if not maths.is_array(x):
            return self.scale * (self.draws.sign() if signed else 1.0)
        along = maths.numpy().zeros(x.size)
        along[list(positions)] = [self.scale * (self.draws.sign() if signed else 1.0) for _ in positions]
        return along.reshape(x.shape)

    def given(self, along: Along) -> float:
        """The slope that the gradient gives."""
        return sum(
            sum_of_entries(gradient * d) for number, d in along.items() if (gradient := self.done.gradients[number]) is not None
        )

    def look(self, along: Along) -> Seen | None:
        """The slopes of L along a direction; None where a layer cannot be run beside the point."""
        near, far, slack = (ROUGH_NEAR, ROUGH_FAR, ROUGH_SLACK) if self.rough else (NEAR, FAR, SLACK)
        try:
            with nullcontext() if self.done.graph.scalar else engine.quiet():
                sides = [[self.tangents(along, side * h) for h in (near, far)] for side in (-1.0, 1.0)]
                left, right = ([continued(*pair) for pair in zip(*two, strict=True)] for two in sides)
                output, dout = self.done.output, self.done.upstream
                doubt = sum(sum_of_entries(abs(dout) * abs(a[output] - b[output])) for a, b in sides)
                at = self.kinks.keys() | self.choosing(along, near, left, right)
                jumps = {number: self.jump(number, left[number], right[number]) for number in at}
                size = self.carried({number: abs(d) for number, d in along.items()})
                allowed = self.carried(jumps) / 2.0 + slack * size + doubt
                return Seen(sum_of_entries(dout * left[output]), sum_of_entries(dout * right[output]), allowed)
        except BpcalcError:
            return None

    def choosing(self, along: Along, near: float, left: Sequence[Value], right: Sequence[Value]) -> set[int]:
        """The nodes that read a value that jumps here, as the condition of a choice does: their slopes are conventions, too."""
        graph = self.done.graph
        below, above = self.run(along, -near), self.run(along, near)
        jumping = {
            number
            for number in graph.nodes
            if is_jump(
                below[number],
                self.done.values[number],
                above[number],
                near * max(maths.largest_entry(left[number]), maths.largest_entry(right[number])),
            )
        }
        readers = zip(graph.nodes, graph.inputs, strict=True)
        return {number for number, sources in readers if number not in jumping and jumping & set(sources)}

    def tangents(self, along: Along, shift: float) -> list[Value]:
        """How each value moves along the direction, at a point shifted by `shift` along it."""
        graph, point = self.done.graph, self.done.values
        if self.rough:
            moved, here = self.run(along, shift), point
            return [(x - y) / shift for x, y in zip(moved, here, strict=True)]
        values = self.run(along, complex(shift, STEP))
        return [value.imag / STEP if maths.is_complex(value) else 0.0 * value for value in values[: len(graph.names)]]

    def run(self, along: Along, step: complex) -> list[Value]:
        graph, values = self.done.graph, list(self.done.values[: self.done.graph.nodes.start])
        for number, d in along.items():
            values[number] = values[number] + step * d
        for layer, sources in zip(graph.layers, graph.inputs, strict=True):
            values.append(layer.compute(*[values[source] for source in sources]))
        self.passes += 1
        return values

    def jump(self, number: int, left: Value, right: Value) -> Value:
        """What the convention of a node may add: the jump of its own slope."""
        mask, jump = self.kinks.get(number), abs(right - left)
        if mask is None:
            return jump
        return jump * mask if number not in self.code and maths.shape_of(mask) == maths.shape_of(jump) else jump

    def carried(self, sizes: Mapping[int, Value]) -> float:
        """The size of the change of L for sizes of changes of some values, added up so that nothing cancels."""
        graph, values = self.done.graph, self.done.values
        found = dict(sizes)
        for number, layer, sources in zip(graph.nodes, graph.layers, graph.inputs, strict=True):
            if any(source in found for source in sources):
                size = size_through(
                    layer, [values[source] for source in sources], [found.get(source) for source in sources], values[number]
                )
                found[number] = size + found[number] if number in found else size
        return sum_of_entries(abs(self.done.upstream) * found.get(self.done.output, 0.0))


def is_jump(below: Value, here: Value, above: Value, change: float) -> bool:
    """Whether a value changes by more than its slopes explain. change: what they do."""
    least = STEEP * change + LEAST_JUMP * max(maths.largest_entry(here), maths.largest_entry(above), maths.largest_entry(below))
    return max(maths.largest_entry(above - here), maths.largest_entry(below - here)) > least


def size_through(layer: Layer, xs: Sequence[Value], sizes: Sequence[Value | None], out: Value) -> Value:
    """What sizes at a layer's inputs come to at its result."""
    joined = [x if size is None else maths.joined(x, size) for x, size in zip(xs, sizes, strict=True)]
    if not any(map(maths.is_array, (*joined, out))):
        return magnified_floats(layer, joined).imag
    np = maths.numpy()
    stacks = tuple(size is not None for size in sizes)
    stacked = [np.asarray(x)[None] if stack else x for x, stack in zip(joined, stacks, strict=True)]
    return magnified_versions(layer, stacks, stacked, out).imag[0]


def continued(near: Value, far: Value) -> Value:
    """A slope at the point itself, from those near and four times as far."""
    return (4.0 * near - far) / 3.0


def sum_of_entries(x: Value) -> float:
    return float(x.sum()) if maths.is_array(x) else x
