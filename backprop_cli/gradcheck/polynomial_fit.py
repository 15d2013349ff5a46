"""Slopes of code in single or half precision: a polynomial is fitted to the differences of many wide steps.

A ladder that goes down to narrow steps finds nothing there: the result stands still, or moves by one quantum. Wide steps have
something to say; what the function's own curvature adds is taken out by the fit, and the noise is averaged.
"""

from collections.abc import Sequence
from functools import cache
from math import ceil, inf, isfinite, log2, nan, sqrt

from backprop_cli.gradcheck.central import rungs
from backprop_cli.gradcheck.code_precision import BRAIN, HALF
from backprop_cli.gradcheck.perturbation import SMALLEST, Perturbation, Slope
from backprop_cli.gradcheck.probe import Probe
from backprop_cli.gradcheck.step_ladder import Rung

RATIO = 2.0**-0.5  # of each step to the one before
STEPS = 30
MOST_STEPS = 60
WINDOW = 9  # steps that one polynomial is fitted to
EVEN, MIXED = ((0, 2, 4), (0, 2)), ((0, 1, 2),)  # exponents of h: of central differences, and of the jump between two sides
CAREFUL, LEAST = 4.0, 0.3  # the bar is so many standard errors; the scatter that they are scaled by is no less than this
TWO_VALUES, THREE_VALUES = sqrt(2.0) / 2.0, sqrt(6.0)  # the noise of a central difference and of a jump, beside that of L
NOTHING = {HALF: 64.0, BRAIN: 64.0}  # so many ε of L: against L, and not itself, the bar of a gradient below it must be small
FAR_FROM_NOTHING = 4096.0
SEEN = 2.0**-6  # of the least change of L: a noise below that has missed it
FINE = 2.0**-12  # of the largest change of L
MOST_SHARPENED = 256
FEW_ENTRIES = 3  # with fewer there is nothing in common
SURE = 3.0  # standard errors from which on a common factor is one
CLEAR = 1e-2  # of the larger slope: what the two of a kink differ by at least
ROUNDINGS = {HALF: 16.0, BRAIN: 16.0}  # how many ε of the largest gradient a right backward pass may be off by
FEW_ROUNDINGS = 8.0
MEASURE = {HALF: 3.0, BRAIN: 3.0}  # the bar may be so many times as wide in half precision: it has few digits


def fitted_slopes(
    probe: Probe, moves: Sequence[Perturbation], analytic: Sequence[float], tolerance: float, epsilon: float
) -> list[Slope]:
    """The slope of L for each move. epsilon: of the precision of the code in between."""
    ladders = [moving(ladder) for ladder in fitted_rungs(probe, moves)]
    slopes = [slope_of_fit(ladder) for ladder in ladders]
    sizes = [abs(x) for x in (*analytic, *(slope.value for slope in slopes)) if isfinite(x)]
    largest = max(sizes, default=0.0)
    rounding, measure = ROUNDINGS.get(epsilon, FEW_ROUNDINGS) * epsilon * largest, MEASURE.get(epsilon, 1.0) * largest
    found = []
    for move, claim, slope, ladder in zip(moves, analytic, slopes, ladders, strict=True):
        floor = probe.size / min(move.scale, 1.0)  # against which a gradient may be as good as 0
        nothing = abs(claim) <= NOTHING.get(epsilon, FAR_FROM_NOTHING) * epsilon * floor
        known = slope._replace(rounding=rounding, measure=max(measure, floor) if nothing else measure)
        wrong = abs(claim - slope.value) > tolerance * max(abs(claim), abs(slope.value)) + slope.bar + rounding
        found.append((kinked(known, ladder) or known) if wrong else known)
    worst = all_off_alike(analytic, found, tolerance, epsilon * largest)
    if worst is not None:
        found[worst] = found[worst]._replace(bar=0.0, rounding=0.0)
    return found


def sharpened(
    probe: Probe, moves: Sequence[Perturbation], slopes: Sequence[Slope], analytic: Sequence[float], tolerance: float
) -> list[Slope]:
    """The slopes that differences left too blunt for a verdict, by a fit where that is sharper and says the same."""
    found = list(slopes)
    blunt = [
        i
        for i, (slope, claim) in enumerate(zip(slopes, analytic, strict=True))
        if slope.left is None and tolerance * max(abs(claim), abs(slope.value)) < slope.bar < inf
    ][:MOST_SHARPENED]
    for i, ladder in zip(blunt, fitted_rungs(probe, [moves[i] for i in blunt]), strict=True):
        value, bar = slope_of_fit(ladder)[:2]
        if bar < found[i].bar and abs(value - found[i].value) <= bar + found[i].bar:
            found[i] = found[i]._replace(value=value, bar=bar)
    return found


def all_off_alike(analytic: Sequence[float], slopes: Sequence[Slope], tolerance: float, least: float) -> int | None:
    """The entry that is farthest off, where all are off by one common factor; else None.

    Each by itself may be off by less than its error bar. The factor is that of a weighted regression of the differences on the
    slopes. least: what rounding does to a gradient.
    """
    smooth = [i for i, slope in enumerate(slopes) if slope.left is None and isfinite(slope.bar) and isfinite(analytic[i])]
    weights = {i: doubt**-2.0 for i in smooth if SMALLEST**0.5 < (doubt := slopes[i].bar / 2.0 + least) < SMALLEST**-0.5}
    known = sum(weight * slopes[i].value * slopes[i].value for i, weight in weights.items())
    if len(weights) < FEW_ENTRIES or not known:
        return None
    factor = sum(weight * slopes[i].value * (analytic[i] - slopes[i].value) for i, weight in weights.items()) / known
    if abs(factor) <= tolerance + SURE / sqrt(known):
        return None
    return max(weights, key=lambda i: abs(analytic[i] - slopes[i].value))


def fitted_rungs(probe: Probe, moves: Sequence[Perturbation]) -> list[list[Rung]]:
    """The rungs of each move, from its widest step down."""
    tops = [max(move.scale, move.wide) for move in moves]
    counts = [min(MOST_STEPS, STEPS + ceil(2.0 * log2(top / move.scale))) for top, move in zip(tops, moves, strict=True)]
    ladders: list[list[Rung]] = [[] for _ in moves]
    for place in range(max(counts, default=0)):
        going = [i for i, count in enumerate(counts) if place < count]
        steps = [tops[i] * RATIO**place for i in going]
        for i, rung in zip(going, rungs(probe, [moves[i] for i in going], steps), strict=True):
            ladders[i].append(rung)
    return ladders


def moving(ladder: list[Rung]) -> list[Rung]:
    """The rungs; where L stands still on narrow ones, their noise is no less than the least change that it shows on the others.

    Unless that change is a large one: then L is flat here, as behind a relu that becomes active further out.
    """
    changes = [abs(side * rung.h) for rung in ladder for side in (rung.right, rung.left) if isfinite(side)]
    least, most = min(filter(None, changes), default=0.0), max(changes, default=0.0)
    if all(changes) or least > FINE * most or ladder[0].noise * ladder[0].h > SEEN * least:
        return ladder
    return [rung._replace(noise=least / rung.h) for rung in ladder]


def slope_of_fit(ladder: Sequence[Rung]) -> Slope:
    value, bar = best_fit([(rung.central, TWO_VALUES * rung.noise) for rung in ladder], EVEN)
    if not isfinite(value):  # one side has no values: the edge of a domain
        sides = [(rung.right if isfinite(rung.right) else rung.left, 2.0 * TWO_VALUES * rung.noise) for rung in ladder]
        value, bar = best_fit(sides, MIXED)
    return Slope(value, bar, "central")


def kinked(slope: Slope, ladder: Sequence[Rung]) -> Slope | None:
    """Two slopes, where the jump between the sides does not vanish with the step."""
    jump, bar = best_fit([(rung.right - rung.left, THREE_VALUES * rung.noise) for rung in ladder], MIXED)
    left, right = slope.value - jump / 2.0, slope.value + jump / 2.0
    if not abs(jump) > bar + CLEAR * max(abs(left), abs(right)):
        return None
    return slope._replace(left=left, right=right, bar=slope.bar + bar)


def best_fit(points: Sequence[tuple[float, float]], choices: Sequence[tuple[int, ...]]) -> tuple[float, float]:
    """The value at a step of 0 and its bar, by the window and polynomial with the least bar. points: (value, noise), by step."""
    best = nan, inf
    for start in range(len(points) - WINDOW + 1):
        window = points[start : start + WINDOW]
        if all(isfinite(value) and isfinite(noise) for value, noise in window):
            for exponents in choices:
                found = fit(window, exponents)
                best = min(best, found, key=lambda fitted: fitted[1])
    return best


def fit(window: Sequence[tuple[float, float]], exponents: tuple[int, ...]) -> tuple[float, float]:
    weights, predictor = solved(exponents)
    values = [value for value, _ in window]
    value = sum(weight * y for weight, y in zip(weights, values, strict=True))
    parts = [weight * noise for weight, (_, noise) in zip(weights, window, strict=True)]
    error = sqrt(sum(part * part for part in parts))
    misses = [
        (y - sum(part * other for part, other in zip(row, values, strict=True))) / (noise or 5e-324)
        for row, (y, noise) in zip(predictor, window, strict=True)
    ]
    scatter = sqrt(sum(miss * miss for miss in misses) / (WINDOW - len(exponents)))
    return value, CAREFUL * max(LEAST, scatter) * error


@cache
def solved(exponents: tuple[int, ...]) -> tuple[list[float], list[list[float]]]:
    """How the value at 0, and the fitted value at each step, are made of the values at all steps. Noise grows as 1/h."""
    hs = [RATIO**k for k in range(WINDOW)]
    rows = [[h**exponent for exponent in exponents] for h in hs]
    normal = [
        [sum(h * h * row[a] * row[b] for h, row in zip(hs, rows, strict=True)) for b in range(len(exponents))]
        for a in range(len(exponents))
    ]
    columns = [
        solution(normal, [h * h * x for x in row]) for h, row in zip(hs, rows, strict=True)
    ]  # of each value, its coefficients
    predictor = [[sum(x * c for x, c in zip(row, column, strict=True)) for column in columns] for row in rows]
    return [column[0] for column in columns], predictor


def solution(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Gauss's elimination for a small positive definite matrix."""
    size = len(right)
    rows = [[*row, x] for row, x in zip(matrix, right, strict=True)]
    for k in range(size):
        for row in rows[k + 1 :]:
            factor = row[k] / rows[k][k]
            row[:] = [x - factor * y for x, y in zip(row, rows[k], strict=True)]
    found: list[float] = [0.0] * size
    for k in reversed(range(size)):
        found[k] = (rows[k][size] - sum(rows[k][j] * found[j] for j in range(k + 1, size))) / rows[k][k]
    return found
