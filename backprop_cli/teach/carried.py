"""What comes out where somebody goes on from numbers of their own: both passes again, with what they wrote in the places of it."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from backprop_cli.engine.node import add_propagated, propagate
from backprop_cli.engine.passes import Pass
from backprop_cli.errors import BpcalcError
from backprop_cli.layers.base import scalar
from backprop_cli.layers.maths import Value

Sought = tuple[str, int]  # "forward" or "gradient", and the number of a name


class Own(NamedTuple):
    """What somebody wrote, right or wrong, by number: a right answer keeps a wrong one behind it from reaching further."""

    values: dict[int, Value]
    gradients: dict[int, Value]

    def having(self, asked: Sought, value: Value) -> "Own":
        """The same with another number in one place."""
        kind, number = asked
        if kind == "forward":
            return Own(self.values | {number: value}, self.gradients)
        return Own(self.values, self.gradients | {number: value})


class Carried:
    """The answers that follow from wrong ones. own: all that can be gone on from; wrong: what of it is wrong, and what is right."""

    def __init__(self, done: Pass, own: Own, wrong: dict[Sought, Value]) -> None:
        self.done = done
        self.own = own
        self.wrong = wrong
        self.whole: dict[Run, Sequence[Value | None]] = {}

    def cause(self, asked: Sought, explains: Callable[[Value], bool]) -> Sought | None:
        """The first wrong number from which an answer follows; None where it follows from none.

        explains: whether a number would explain the answer. A gradient may follow from wrong values, wrong gradients, or both.
        """
        number = asked[1]
        others = [other for other in self.wrong if other != asked]
        for run in RUNS[asked[0]] if others else ():
            if run not in self.whole:
                self.whole[run] = self.result(run, self.own)
            value = self.whole[run][number]
            if value is not None and explains(value):
                if len(others) == 1:
                    return others[0]
                return next((other for other in others if self.depends(run, number, other, explains)), None)
        return None

    def result(self, run: "Run", own: Own) -> Sequence[Value | None]:
        """What comes out of a pass; nothing where a layer refuses one of the numbers, as a loss does a label out of range."""
        try:
            return run(self.done, own)
        except BpcalcError:
            return [None] * len(self.done.values)

    def depends(self, run: "Run", number: int, other: Sought, explains: Callable[[Value], bool]) -> bool:
        """Whether the answer would no longer follow if another one were right."""
        value = self.result(run, self.own.having(other, self.wrong[other]))[number]
        return value is None or not explains(value)


def forward_again(done: Pass, own: Own) -> list[Value]:
    """What each value would be from those before it."""
    return both_values(done, own)[0]


def backward_again(done: Pass, own: Own) -> list[Value | None]:
    """What each gradient would be from those behind it, the local gradients from one's own values."""
    return from_values(done, own, both_values(done, own)[1])


def backward_from_right_values(done: Pass, own: Own) -> list[Value | None]:
    """The same for somebody who wrote a value down wrong, and went on with the right one."""
    return from_values(done, own, done.values)


Run = Callable[[Pass, Own], Sequence[Value | None]]
RUNS: dict[str, tuple[Run, ...]] = {"forward": (forward_again,), "gradient": (backward_again, backward_from_right_values)}


def both_values(done: Pass, own: Own) -> tuple[list[Value], list[Value]]:
    """A forward pass: what each value would be from the numbers before it, and what is gone on with."""
    graph = done.graph
    computed = list(done.values[: len(graph.values)])  # not those of the file: a student may have other numbers
    used = [own.values.get(number, value) for number, value in enumerate(computed)]
    for number in graph.nodes:
        layer, xs = graph.layer(number), [used[source] for source in graph.sources(number)]
        layer.check(*xs)
        computed.append(scalar(layer.compute(*xs)))
        used.append(own.values.get(number, computed[number]))
    return computed, used


def from_values(done: Pass, own: Own, values: Sequence[Value]) -> list[Value | None]:
    """A backward pass. values: those with which local gradients are made."""
    graph = done.graph
    computed: list[Value | None] = [None] * len(graph.names)
    computed[done.output] = done.upstream
    wanted = graph.all_but_constants()
    for number in range(done.output, graph.nodes.start - 1, -1):
        upstream = own.gradients.get(number, computed[number])
        if upstream is not None:
            sources = graph.sources(number)
            xs = [values[source] for source in sources]
            add_propagated(computed, sources, propagate(graph.layer(number), upstream, values[number], xs, sources, wanted, number))
    return computed
