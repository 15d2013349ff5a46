"""The slope that a ladder shows, and how far to trust it. A ladder is a list of rungs: differences of L with ever smaller steps.

central.py makes the ladder, and asks here where the first two rungs do not settle the verdict.
"""

from collections.abc import Sequence
from itertools import pairwise
from math import inf, isfinite, nan
from typing import NamedTuple

from backprop_cli.gradcheck.perturbation import Slope

RESOLVED = 0.01  # relative error bar of a slope that is more than noise
READABLE = 1e-3  # noise beside the largest change of L that still lets a change be read
DROWNED = 1e-6  # noise beside L itself from which on it may be more than what rounding does to a true 0
ALIKE = 1e-3  # relative difference of slopes that say the same


class Rung(NamedTuple):
    """One step h and the slopes that it showed: central, to the right, to the left. noise: what rounding does to them, at least."""

    h: float
    central: float
    right: float
    left: float
    noise: float


class Candidate(NamedTuple):
    """An extrapolated slope with its error bar, and the step that it rests on."""

    value: float
    bar: float
    h: float


def settled(analytic: float, wide: Rung, narrow: Rung, tolerance: float) -> Slope | None:
    """The slope, where two rungs agree so well that more of them would hardly change the verdict; else None."""
    value = narrow.central + (narrow.central - wide.central) / 15.0
    if not isfinite(value) or bends(wide, narrow):
        return None
    spread = abs(narrow.central - wide.central)
    bar = spread / 15.0 + narrow.noise
    allowed = tolerance * max(abs(analytic), abs(value))
    difference = abs(analytic - value)
    if analytic == value == spread == 0.0:
        return Slope(0.0, 0.0, "central")
    right = difference <= allowed and bar <= allowed
    wrong = difference > 10.0 * allowed + 100.0 * (spread + narrow.noise) and spread <= RESOLVED * abs(value)
    return Slope(value, bar, "central") if right or wrong else None


def bends(wide: Rung, narrow: Rung) -> bool:
    """Whether the slopes of the two sides differ, and come no closer with the step, as at a kink."""
    jump = abs(narrow.right - narrow.left)
    least = 1e-3 * max(abs(narrow.right), abs(narrow.left)) + 50.0 * narrow.noise
    return jump > least and jump > 0.6 * abs(wide.right - wide.left)


def slope_on_ladder(ladder: Sequence[Rung], scale: float, size: float) -> Slope:
    """The slope, or the two of a kink. scale: of the variable; size: of L."""
    kink = kink_on_ladder(ladder, scale)
    if kink is not None:
        return kink
    candidates = extrapolated([(rung.h, rung.central, rung.noise) for rung in ladder], 16.0)
    if not candidates:  # one side has no values: the edge of a domain
        sides = [(rung.h, rung.right if isfinite(rung.right) else rung.left, rung.noise) for rung in ladder]
        candidates = extrapolated(sides, 4.0)
    if not candidates:
        return Slope(nan, inf, "central")
    best = best_of(candidates)
    return Slope(best.value, trusted_bar(best, ladder, size), "central")


def best_of(candidates: Sequence[Candidate]) -> Candidate:
    """The candidate that its neighbours confirm best, unless narrower steps say otherwise: they are nearer to the point."""
    best = most_certain(candidates)
    for place, other in enumerate(candidates):
        if other.h < best.h and abs(other.value - best.value) > 1.5 * (other.bar + best.bar):
            best = most_certain(candidates[place:])
    return best if is_resolved(best) else best._replace(bar=3.0 * best.bar)


def is_resolved(slope: Candidate) -> bool:
    """Whether the error bar is so small beside the slope that the slope is surely not 0."""
    return slope.bar <= RESOLVED * abs(slope.value)


def most_certain(candidates: Sequence[Candidate]) -> Candidate:
    """The candidate with the least relative error bar; where none is resolved, the one with the least error bar."""
    resolved = list(filter(is_resolved, candidates))
    if resolved:
        return min(resolved, key=lambda slope: slope.bar / (abs(slope.value) or 1.0))
    return min(candidates, key=lambda slope: slope.bar)


def extrapolated(points: Sequence[tuple[float, float, float]], order: float) -> list[Candidate]:
    """Richardson's extrapolation of each two steps that follow one another, with the spread of three such as error bar."""
    fine = [(b + (b - a) / (order - 1.0), 1.5 * noise, h) for (_, a, _), (h, b, noise) in pairwise(points)]
    found = []
    for (before, _, _), (value, noise, h), (after, _, _) in zip([*fine[:1], *fine], fine, fine[1:], strict=False):
        bar = max(abs(value - before), abs(value - after)) + noise
        if isfinite(bar):
            found.append(Candidate(value, bar, h))
    return found


def trusted_bar(slope: Candidate, ladder: Sequence[Rung], size: float) -> float:
    """The error bar, widened by what else the ladder shows."""
    changes = [abs(side * rung.h) for rung in ladder for side in (rung.right, rung.left) if isfinite(side)]
    noise = ladder[0].noise * ladder[0].h
    if noise > READABLE * max(changes, default=0.0) and noise > DROWNED * size:
        return inf
    narrower = [rung for rung in ladder if rung.h < slope.h]
    return max([slope.bar, *unexplained(slope, narrower), *said_otherwise(slope, narrower)])


def unexplained(slope: Candidate, narrower: Sequence[Rung]) -> list[float]:
    """Error bars for an unresolved slope from narrower steps that show more than noise: L may oscillate within a wide step."""
    if is_resolved(slope):
        return []
    return [2.0 * abs(rung.central) for rung in narrower if isfinite(rung.central) and abs(rung.central) > 10.0 * rung.noise]


def said_otherwise(slope: Candidate, narrower: Sequence[Rung]) -> list[float]:
    """How far off three narrower steps are that agree among themselves on another slope, whatever noise they may have."""
    found = []
    for a, b, c in zip(narrower, narrower[1:], narrower[2:], strict=False):
        values = (a.central, b.central, c.central)
        alike = c.central != 0.0 and max(values) - min(values) <= ALIKE * abs(c.central)
        if alike and abs(c.central - slope.value) > 10.0 * ALIKE * abs(c.central) + 3.0 * slope.bar:
            found.append(1.1 * abs(c.central - slope.value))
    return found


def kink_on_ladder(ladder: Sequence[Rung], scale: float) -> Slope | None:
    """Two slopes, where the jump between the sides is the same on the last three rungs that rounding leaves readable."""
    known = [rung for rung in ladder if isfinite(rung.right - rung.left)]
    close = [rung for rung in known if rung.h <= scale / 4.0]
    if not any(rung.right or rung.left for rung in close):  # L stands still so near to the point: that says nothing
        close = known
    largest = max((abs(rung.right - rung.left) for rung in close), default=0.0)
    readable = [rung for rung in close if 50.0 * rung.noise < largest][-3:]
    if len(readable) < 3:
        return None
    jumps = [rung.right - rung.left for rung in readable]
    wide, near = readable[1:]
    same = all(abs(jump - jumps[2]) <= 0.1 * abs(jumps[2]) for jump in jumps)
    if not same or abs(jumps[2]) <= 1e-3 * max(abs(near.right), abs(near.left)):
        return None
    left, right = near.left + (near.left - wide.left) / 3.0, near.right + (near.right - wide.right) / 3.0
    bar = abs(left - near.left) + abs(right - near.right) + near.noise
    return Slope((left + right) / 2.0, bar, "central", 0.0, left, right)
