"""The Taylor-remainder test: |L(x + h·d) − L(x) − h·∇L·d| shrinks with h² where the gradient is right, with h where it is wrong."""

from collections.abc import Sequence
from itertools import combinations
from math import inf, isfinite, log2, nan
from statistics import median, median_high

from backprop_cli import engine
from backprop_cli.gradcheck.comparison import SlopeComparison
from backprop_cli.gradcheck.complex_step import EPSILON
from backprop_cli.gradcheck.perturbation import direction_move
from backprop_cli.gradcheck.result import Check, Result, TaylorRow
from backprop_cli.layers import maths
from backprop_cli.layers.maths import Value
from backprop_cli.phrases import say

HALVINGS = 8
FIRST = (2.0**-4, 2.0**-8, 2.0**-16, 2.0**-24)  # where to begin: later, where the earlier leave the domain
LAST = 4  # rows at the end that must show the same: a small fault shows when h is small
RIGHT = 1.5  # the order from which on a remainder counts as h²
ROUNDINGS = 64.0
CODE_ROUNDINGS = 4.0  # times the rounding error of L that shows where code is shaken by what it resolves
FAR_BELOW = 16.0  # times below what a wrong gradient would leave: no such remainder
READABLE = 1e-3  # noise beside h·∇L·d that still lets a linear function be told from a wrong gradient


def taylor_test(comparison: SlopeComparison, numbers: Sequence[int], result: Result, at_a_kink: bool = False) -> None:
    """Fill in `taylor`, and one check for all the variables together, along one random direction.

    at_a_kink: a layer of the user's stands at one.
    """
    done, draws = comparison.done, comparison.draws
    directions = {
        number: direction_move(number, done.values[number], draws.like(done.values[number])).direction for number in numbers
    }
    slope = sum(along(done.gradients[number], direction) for number, direction in directions.items())
    noise = ROUNDINGS * EPSILON * largest_on_the_way(comparison)
    if any(comparison.strange[number] for number in numbers):
        noise = max(noise, CODE_ROUNDINGS * comparison.probe.noise())
    rows, changes = observed(comparison, directions, slope, noise)
    comparison.probe.watch_kinks(numbers)
    kinked = at_a_kink or bool(comparison.probe.kinks)
    verdict = taylor_verdict(rows, slope, noise, kinked)
    if verdict == "fail" and jumped(comparison, directions, rows[-1].h):
        verdict = "inconclusive"
        result.notes.append(say("a step or a comparison jumps within the smallest step of the test: --method auto judges it"))
    if kinked:
        result.notes.append(say("the point is a kink, where remainders do not follow Taylor: --method auto judges kinks"))
    result.taylor = rows
    names = ", ".join(done.graph.names[number] for number in numbers)
    error, numeric = rows[-1].remainder / rows[-1].h, changes[-1] / rows[-1].h
    result.checks = [Check(names, None, slope, numeric if isfinite(numeric) else nan, error, inf, "taylor", verdict, None, None)]


def observed(
    comparison: SlopeComparison, directions: dict[int, Value], slope: float, noise: float
) -> tuple[list[TaylorRow], list[float]]:
    """The rows and the changes of L behind them: from nearer steps where the wider ones leave the domain, or are too wide."""

    def seen(first: float) -> tuple[list[TaylorRow], list[float]]:
        hs = [first * 2.0**-k for k in range(HALVINGS)]
        changes = [changed(comparison, directions, h) for h in hs]
        return remainder_rows(hs, changes, slope, noise), changes

    rows, changes = seen(FIRST[0])
    if taylor_verdict(rows, slope, noise, False) == "fail":
        for first in FIRST[1:]:
            closer, nearer = seen(first)
            told = len(legible(closer, noise)) >= LAST or refutes(closer, rows, noise)
            if told and taylor_verdict(closer, slope, noise, False) == "pass":
                return closer, nearer
        return rows, changes
    for first in FIRST[1:]:
        if all(isfinite(row.remainder) for row in rows):
            break
        rows, changes = seen(first)
    return rows, changes


def refutes(closer: Sequence[TaylorRow], rows: Sequence[TaylorRow], noise: float) -> bool:
    """Whether a wrong gradient, whose remainder falls with h, would still be seen in the last of the closer rows, and is not.

    What the wider rows show is then no slope: they jump over the edge of a step.
    """
    last = legible(rows, noise)[-1]
    predicted = last.remainder * closer[-1].h / last.h
    return predicted > 4.0 * noise and closer[-1].remainder < predicted / FAR_BELOW


def jumped(comparison: SlopeComparison, directions: dict[int, Value], h: float) -> bool:
    """Whether a layer that is level between its jumps has another value where all variables have moved by h."""
    done = comparison.done
    level = [number for number in done.graph.nodes if done.graph.layer(number).level]
    values = values_moved(comparison, directions, h) if level else []
    return any(differs(values[number], done.values[number]) for number in level)


def differs(x: Value, y: Value) -> bool:
    return bool((x != y).any()) if maths.is_array(x) else bool(x != y)


def along(gradient: Value | None, direction: Value) -> float:
    if gradient is None:
        return 0.0
    product = gradient * direction
    return float(product.sum()) if maths.is_array(product) else product


def largest_on_the_way(comparison: SlopeComparison) -> float:
    """The largest value on the way to the output: rounding is relative to it."""
    done = comparison.done
    sizes = [abs(value) for number, value in enumerate(done.values) if comparison.probe.planner.reaching[number]]
    return max((float(size.max(initial=0.0)) if maths.is_array(size) else size for size in sizes), default=0.0)


def changed(comparison: SlopeComparison, directions: dict[int, Value], h: float) -> float:
    """The change of L when all variables move by h along their directions."""
    done = comparison.done
    moved = (values_moved(comparison, directions, h)[done.output] - done.values[done.output]) * done.upstream
    return float(moved.sum()) if maths.is_array(moved) else moved


def values_moved(comparison: SlopeComparison, directions: dict[int, Value], h: float) -> list[Value]:
    """Every value when all variables have moved by h along their directions."""
    done = comparison.done
    inputs = list(done.graph.values)
    for number, direction in directions.items():
        inputs[number] = (
            maths.numpy().asarray(inputs[number] + h * direction) if maths.is_array(direction) else inputs[number] + h * direction
        )
    comparison.probe.passes += 1
    return engine.forward(done.graph, inputs)


def remainder_rows(hs: Sequence[float], changes: Sequence[float], slope: float, noise: float) -> list[TaylorRow]:
    """One row a step; an order only where both remainders stand out of the noise."""
    rows: list[TaylorRow] = []
    for h, change in zip(hs, changes, strict=True):
        remainder = abs(change - h * slope)
        last = rows[-1].remainder if rows else 0.0
        readable = isfinite(remainder) and isfinite(last) and min(remainder, last) > 4.0 * noise
        rows.append(TaylorRow(h, remainder, log2(last / remainder) if readable else None))
    return rows


def legible(rows: Sequence[TaylorRow], noise: float) -> list[TaylorRow]:
    return [row for row in rows if row.remainder > 4.0 * noise]


def orders(rows: Sequence[TaylorRow]) -> list[float]:
    """The orders that each two rows show: a remainder that crosses 0 in between spoils some of them, not most."""
    return [log2(a.remainder / b.remainder) / log2(a.h / b.h) for a, b in combinations(rows, 2)]


def taylor_verdict(rows: Sequence[TaylorRow], slope: float, noise: float, kinked: bool) -> str:
    """The usual order decides; a remainder of nothing but rounding, as of a linear function, is right."""
    if not isfinite(slope) or not all(isfinite(row.remainder) for row in rows):
        return "nonfinite"
    readable = legible(rows, noise)
    if len(readable) > 1:
        order = min(median(orders(readable)), median_high(orders(readable[-LAST:])))
        return "pass" if order > RIGHT else "inconclusive" if kinked else "fail"
    moved = rows[0].h * abs(slope)
    return "pass" if noise <= READABLE * moved or moved == 0.0 else "inconclusive"
