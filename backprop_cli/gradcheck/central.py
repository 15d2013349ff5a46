"""Central differences whose step is relative to the variable: (L(x + h) − L(x − h)) / 2h over a ladder of steps, each a quarter of
the last, extrapolated, with an error bar from how well the steps agree. For layers that complex numbers cannot pass through."""

from collections.abc import Sequence
from math import inf, isfinite

from backprop_cli.gradcheck.complex_step import EPSILON, MANY, ROUNDINGS, apart, sizes
from backprop_cli.gradcheck.jumps import jumps
from backprop_cli.gradcheck.perturbation import Perturbation, Slope
from backprop_cli.gradcheck.probe import Probe
from backprop_cli.gradcheck.step_ladder import Rung, settled, slope_on_ladder

FIRST = 2.0**-9  # of the scale: the error of the extrapolation is h⁴, that of rounding ε/h
DOWN = 4.0**-26  # of the scale: the last rung, which moves the last digit
JITTER = (0.97, 0.93, 0.87, 0.81, 0.76)  # steps beside the best one: what differs between them is rounding
MOST_JITTERED = 256


def central_slopes(probe: Probe, moves: Sequence[Perturbation], analytic: Sequence[float], tolerance: float) -> list[Slope]:
    """The slope of L for each move: by two steps where they settle it, by the whole ladder where they do not.

    What two steps find wrong is looked at again from the ladder, or, where there is much of it, some of it is.
    """
    first = rungs(probe, moves, [FIRST * move.scale for move in moves])
    second = rungs(probe, moves, [FIRST / 4.0 * move.scale for move in moves])
    early = [settled(a, wide, narrow, tolerance) for a, wide, narrow in zip(analytic, first, second, strict=True)]
    slopes: dict[int, Slope] = {i: slope for i, slope in enumerate(early) if slope is not None}
    wrong = [i for i, slope in slopes.items() if apart(analytic[i], slope, tolerance)]
    again = [i for i in range(len(moves)) if i not in slopes] + wrong[:MANY]
    ladder = slopes_of_ladders(probe, moves, analytic, tolerance, again)
    if any(apart(slopes[i].value, ladder[i], tolerance) for i in wrong[:MANY]):
        ladder |= slopes_of_ladders(probe, moves, analytic, tolerance, wrong[MANY:])
    slopes |= ladder
    if probe.kinks:
        slopes |= jumps(probe, moves, at_kinks=True)
    floors = floors_of(probe, moves, slopes, analytic, tolerance)
    return [slopes[i]._replace(floor=floors[i]) for i in range(len(moves))]


def floors_of(
    probe: Probe, moves: Sequence[Perturbation], slopes: dict[int, Slope], analytic: Sequence[float], tolerance: float
) -> list[float]:
    """The size beside which an error bar must be small: for a claimed 0 that of L itself, else of the terms that may cancel."""
    floors = [probe.size / min(move.scale, 1.0) for move in moves]
    doubtful = [
        i
        for i, claim in enumerate(analytic)
        if claim and isfinite(slopes[i].value) and slopes[i].bar > tolerance * max(abs(claim), abs(slopes[i].value))
    ]
    for i, size in zip(doubtful, sizes(probe, moves, slopes, analytic, doubtful, tolerance), strict=True):
        floors[i] = size
    return floors


def slopes_of_ladders(
    probe: Probe, moves: Sequence[Perturbation], analytic: Sequence[float], tolerance: float, which: list[int]
) -> dict[int, Slope]:
    """The slopes of some moves from their ladders, with wider bars where they seem wrong and rounding may be the reason."""
    ladders = dict(zip(which, rungs_of_moves(probe, [moves[i] for i in which]), strict=True))
    slopes = {i: slope_on_ladder(ladder, moves[i].scale, probe.size) for i, ladder in ladders.items()}
    wrong = [i for i in which if isfinite(slopes[i].value) and apart(analytic[i], slopes[i], tolerance)]
    jittered(probe, moves, slopes, ladders, [i for i in wrong if slopes[i].left is None][:MOST_JITTERED])
    for i, size in zip(wrong, sizes(probe, moves, slopes, analytic, wrong, tolerance), strict=True):
        slopes[i] = slopes[i]._replace(bar=slopes[i].bar + ROUNDINGS * EPSILON * size)
    return slopes


def rungs(probe: Probe, moves: Sequence[Perturbation], hs: Sequence[float]) -> list[Rung]:
    """One rung for each move. Steps are rounded to what x can really be moved by."""
    if not moves:
        return []
    hs = [(move.scale + h) - move.scale for move, h in zip(moves, hs, strict=True)]
    ups, _ = probe.changes(moves, hs)
    downs, _ = probe.changes(moves, [-h for h in hs])
    noise = probe.noise()
    return [
        Rung(h, (up - down) / (2.0 * h), up / h, -down / h, noise / h)
        for h, up, down in zip(hs, map(real, ups), map(real, downs), strict=True)
    ]


def real(change: complex) -> float:
    return change.real


def rungs_of_moves(probe: Probe, moves: Sequence[Perturbation]) -> list[list[Rung]]:
    """The ladder of each move, from its widest step down to the narrowest."""
    ladders: list[list[Rung]] = [[] for _ in moves]
    steps = [max(move.scale, move.wide) for move in moves]
    going = list(range(len(moves)))
    while going:
        for i, rung in zip(going, rungs(probe, [moves[i] for i in going], [steps[i] for i in going]), strict=True):
            ladders[i].append(rung)
            steps[i] /= 4.0
        going = [i for i in going if steps[i] >= DOWN * moves[i].scale]
    return ladders


def jittered(
    probe: Probe, moves: Sequence[Perturbation], slopes: dict[int, Slope], ladders: dict[int, list[Rung]], which: list[int]
) -> None:
    """Widen the error bars of what seems wrong by how much the slope changes with a slightly different step."""
    if not which:
        return
    best = {i: min(ladders[i], key=lambda rung: distance(rung, slopes[i])) for i in which}
    unsteady = dict.fromkeys(which, 0.0)
    for factor in JITTER:
        again = rungs(probe, [moves[i] for i in which], [factor * best[i].h for i in which])
        for i, rung in zip(which, again, strict=True):
            unsteady[i] = max(unsteady[i], abs(rung.central - best[i].central) - abs(best[i].central - slopes[i].value))
    for i in which:
        slopes[i] = slopes[i]._replace(bar=slopes[i].bar + 2.0 * unsteady[i])


def distance(rung: Rung, slope: Slope) -> float:
    return abs(rung.central - slope.value) if isfinite(rung.central) else inf
