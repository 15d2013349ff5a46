"""Each layer by itself, at the values that it has in the graph, with a random upstream: what is wrong has a name."""

from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from typing import NamedTuple

from backprop_cli import engine
from backprop_cli.errors import BpcalcError
from backprop_cli.gradcheck.chance import Chance
from backprop_cli.gradcheck.entries import Comparison, Pass
from backprop_cli.gradcheck.hints import all_zero, counted, of_code, pattern, same_for_twice, without_noise
from backprop_cli.gradcheck.result import Check, Culprit, Settings
from backprop_cli.graph import Graph
from backprop_cli.layers import maths
from backprop_cli.layers.base import Layer, Shape
from backprop_cli.layers.maths import Value
from backprop_cli.problem.python_findings import findings
from backprop_cli.problem.python_layer import PythonLayer

LARGE = 64  # entries, from which on a random direction is tried before all of them are
CLEAN = 1e-12  # relative error of a direction that leaves no room for a wrong entry
MOST_SHOWN = 200  # wrong entries that are looked at again with an upstream of ones
MOST = 2_000  # entries of a layer that must be run once for each of them


class Node(NamedTuple):
    """One node taken out of its graph. wanted: the inputs that need a gradient."""

    name: str
    layer: Layer
    xs: list[Value]
    out: Value
    wanted: tuple[bool, ...]


class Local:
    """Checks single nodes; `passes` counts what that took."""

    def __init__(self, settings: Settings, chance: Chance) -> None:
        self.settings = settings._replace(method="auto", sample=None, fast=False, progress=None)
        self.chance = chance
        self.passes = 0

    def culprits(self, node: Node) -> list[Culprit]:
        """What is wrong with a node: nothing, or its misbehaviour, or its worst entry for each input."""
        if not any(node.wanted):
            return []
        dout = self.chance.like(node.out)
        found = list(misbehaviour(node, dout))
        try:
            return found + self.wrong_numbers(node, dout)
        except BpcalcError as error:
            if any(culprit.note.startswith(error.message) for culprit in found):
                return found
            return found + list(self.refusals(node, dout, error))

    def refusals(self, node: Node, dout: Value, error: BpcalcError) -> Iterator[Culprit]:
        """A backward pass that cannot be run: for which inputs, where it is rules and not one piece of code."""
        if isinstance(node.layer, PythonLayer):
            yield accused(node, "", note(error))
            return
        for argument, want in enumerate(node.wanted):
            only = tuple(k == argument for k in range(len(node.xs)))
            if want:
                try:
                    yield from self.wrong_numbers(node._replace(wanted=only), dout)
                except BpcalcError as refused:
                    yield accused(node, node.layer.arguments(len(node.xs))[argument], note(refused))

    def wrong_numbers(self, node: Node, dout: Value) -> list[Culprit]:
        """One culprit for each input whose gradient is wrong. Raises what the layer raises."""
        checks = self.checks(node, dout)
        return [self.worst(node, argument, rows, dout) for argument, rows in checks.items() if failing(rows)]

    def checks(self, node: Node, dout: Value) -> dict[int, list[Check]]:
        """The checks of each input that has a gradient; of a large one only where a random direction is not clean."""
        done = alone(node, dout)
        numbers = [k for k, want in enumerate(node.wanted) if want and done.gradients[k] is not None]
        large = [k for k in numbers if maths.is_array(node.xs[k]) and node.xs[k].size >= LARGE]
        if large and node.layer.analytic:
            fast = self.settings._replace(fast=True, tolerance=CLEAN)
            clean = {check.name for check in self.compared(done, node, fast, large) if check.verdict == "pass"}
            numbers = [k for k in numbers if done.graph.names[k] not in clean]
        sampled = self.settings._replace(sample=None if node.layer.analytic else MOST)
        rows = self.compared(done, node, sampled, numbers)
        return {k: [check for check in rows if check.name == done.graph.names[k]] for k in numbers}

    def compared(
        self, done: Pass, node: Node, settings: Settings, numbers: Sequence[int], only: dict[int, Sequence[int]] | None = None
    ) -> list[Check]:
        single = isinstance(node.layer, PythonLayer) and node.layer.in_single_precision(*node.xs)
        comparison = Comparison(done, settings, self.chance, frozenset([done.output]) if single else frozenset(), only)
        checks = comparison.checks(numbers) if numbers else []
        self.passes += comparison.probe.passes
        return checks

    def worst(self, node: Node, argument: int, checks: list[Check], dout: Value) -> Culprit:
        """The wrong entry to show: for an upstream of ones where that shows it too, because those numbers are known from books."""
        name = node.layer.arguments(len(node.xs))[argument]
        ones = "ones" if maths.is_array(node.out) else "1"
        plain = self.plain(node, argument, checks)
        telling = bool(plain) and (all_zero(checks) or not all_zero(plain))  # else 0 is right for a constant upstream alone
        shown = plain if telling else checks
        words = [f"for an upstream of {ones}" if telling else "for a random upstream" + f": one of {ones} hides it" * (not plain)]
        words.append(counted(checks))
        deaf = ignores_upstream(node, argument, dout)
        if deaf:
            words.append("backward does not use dout: it gives the same for twice the upstream")
        if telling or not deaf:
            words.append(pattern(shown, name, maths.shape_of(node.xs[argument])) or explanation(node))
        check = max(failing(shown), key=lambda check: check.error)
        note = "; ".join(filter(None, words))
        return Culprit(node.name, node.layer.name, name, check.index, check.analytic, without_noise(check), note)

    def plain(self, node: Node, argument: int, checks: list[Check]) -> list[Check]:
        """The worst of the wrong entries with an upstream of ones; none where that shows nothing wrong."""
        alone_wanted = node._replace(wanted=tuple(k == argument for k in range(len(node.xs))))
        done = alone(alone_wanted, engine.filled_like(node.out, 1.0))
        worst = sorted(failing(checks), key=lambda check: -check.error)[:MOST_SHOWN]
        only: dict[int, Sequence[int]] = {argument: [position(check.index, maths.shape_of(node.xs[argument])) for check in worst]}
        again = self.compared(done, node, self.settings, [argument], only)
        return again if failing(again) else []


def position(index: tuple[int, ...] | None, shape: Shape) -> int:
    """Where in memory the entry at an index is."""
    found = 0
    for place, size in zip(index or (), shape, strict=index is not None):
        found = found * size + place
    return found


def ignores_upstream(node: Node, argument: int, dout: Value) -> bool:
    once, twice = (node.layer.vjp(upstream, node.out, *node.xs, wanted=node.wanted)[argument] for upstream in (dout, 2.0 * dout))
    return same_for_twice(once, twice)


def explanation(node: Node) -> str:
    return of_code(node.layer, [maths.shape_of(x) for x in node.xs]) if isinstance(node.layer, PythonLayer) else ""


def alone(node: Node, dout: Value) -> Pass:
    """A node as a graph of its own, each argument a variable, forward and backward."""
    count = len(node.xs)
    names = (
        [*dict.fromkeys(node.layer.arguments(count))]
        if count == len(set(node.layer.arguments(count)))
        else [str(k) for k in range(count)]
    )
    graph = Graph([*names, node.name], {}, (count, 0, 0), node.xs, [node.layer], [tuple(range(count))], [""], [0])
    graph.scalar = not any(map(maths.is_array, [*node.xs, node.out]))
    graph.shapes = None if graph.scalar else [maths.shape_of(value) for value in (*node.xs, node.out)]
    with nullcontext() if graph.scalar else engine.quiet():
        gradients = node.layer.vjp(dout, node.out, *node.xs, wanted=node.wanted)
    return Pass(graph, [*node.xs, node.out], [*gradients, dout], count, dout)


def misbehaviour(node: Node, dout: Value) -> Iterator[Culprit]:
    """What a Python layer does besides computing."""
    if isinstance(node.layer, PythonLayer):
        for finding in findings(node.layer, dout, node.xs, node.wanted):
            yield accused(node, finding.input, finding.note)


def accused(node: Node, name: str, note: str) -> Culprit:
    return Culprit(node.name, node.layer.name, name, None, None, None, note)


def note(error: BpcalcError) -> str:
    return f"{error.message}; {error.hint}" if error.hint else error.message


def failing(checks: Sequence[Check]) -> list[Check]:
    return [check for check in checks if check.verdict == "fail"]
