"""The complex step: Im L(x + ih) / h has nothing that cancels, so it is exact to rounding for any small h."""

from collections.abc import Mapping, Sequence
from math import isfinite
from typing import NamedTuple

from backprop_cli.gradcheck.perturbation import Perturbation, Slope
from backprop_cli.gradcheck.probe import Probe

EPSILON = 2.0**-52
STEP = 1e-30
TINY = 1e-250  # below it, x times 1e-30 has too few digits left
FINER = 2.0**-10  # of the step: where the slope is looked at again, to see whether h² has no part in it
ROUNDINGS = 64.0  # the error bar is so many ε times the sizes of the terms that were summed
SMALLEST = 2.0**-1074
SHIFT = 2.0**-36  # how far beside a point its two slopes are taken, relative to x; and once more a quarter as far
JUMP = 1e-9  # what two slopes must differ by to be two
STEEP, LEAST_JUMP = 100.0, 2.0**-40  # L jumps where it changes by so much more than its slopes explain, and by that part of L
MANY = 64  # wrong entries among which a kink must show before all of them are looked at


def complex_slopes(probe: Probe, moves: Sequence[Perturbation], analytic: Sequence[float], tolerance: float) -> list[Slope]:
    """The slope of L for each move. Error bars and kinks are worked out where the analytic gradient does not agree at once."""
    values, touched = one_side(probe, moves, 0.0)
    slopes = [Slope(value, ROUNDINGS * EPSILON * abs(value), "complex") for value in values]
    doubtful = [i for i, slope in enumerate(slopes) if isfinite(slope.value) and apart(analytic[i], slope, tolerance)]
    for i, size in zip(doubtful, sizes(probe, moves, slopes, analytic, doubtful, tolerance), strict=True):
        bar = ROUNDINGS * (EPSILON * size + SMALLEST / step(moves[i]))
        slopes[i] = Slope(slopes[i].value, bar, "complex", size)
    for i, value in zip(doubtful, one_side(probe, [moves[i] for i in doubtful], 0.0, FINER)[0], strict=True):
        slopes[i] = slopes[i]._replace(bar=slopes[i].bar + 2.0 * abs(slopes[i].value - value))
    wrong = [i for i in doubtful if apart(analytic[i], slopes[i], tolerance) and not touched[i]]
    at_kinks = [i for i, flag in enumerate(touched) if flag]
    for i, sides in zip(at_kinks, both_sides(probe, [moves[i] for i in at_kinks]), strict=True):
        found = jump_of(slopes[i], sides, moves[i], probe.size) or kink_at_point(slopes[i], sides)
        slopes[i] = found or smooth(slopes[i], sides, analytic[i], tolerance)
    wrong.sort(key=lambda i: -abs(analytic[i] - slopes[i].value))
    if look_for_kinks(probe, moves, slopes, wrong[:MANY]):
        look_for_kinks(probe, moves, slopes, wrong[MANY:])
    return slopes


def step(move: Perturbation) -> float:
    return move.scale * (STEP if move.scale > TINY else STEP**0.4)


def one_side(probe: Probe, moves: Sequence[Perturbation], shift: float, part: float = 1.0) -> tuple[list[float], list[bool]]:
    """The slopes at points shifted by `shift` × scale, with `part` × the step, and which moves go through a kink."""
    slopes, _, touched = seen_from(probe, moves, shift, part)
    return slopes, touched


def seen_from(
    probe: Probe, moves: Sequence[Perturbation], shift: float, part: float = 1.0
) -> tuple[list[float], list[float], list[bool]]:
    """The slopes as in `one_side`, the changes of L up to the shifted points, and which moves go through a kink."""
    hs = [part * step(move) for move in moves]
    changes, touched = probe.changes(moves, [complex(shift * move.scale, h) for move, h in zip(moves, hs, strict=True)])
    return [change.imag / h for change, h in zip(changes, hs, strict=True)], [change.real for change in changes], touched


def apart(analytic: float, slope: Slope, tolerance: float) -> bool:
    """Whether an analytic gradient differs from a slope by more than both allow; also where it is nan."""
    return not abs(analytic - slope.value) <= tolerance * max(abs(analytic), abs(slope.value)) + slope.bar


def sizes(
    probe: Probe,
    moves: Sequence[Perturbation],
    slopes: Sequence[Slope] | Mapping[int, Slope],
    analytic: Sequence[float],
    doubtful: list[int],
    tolerance: float,
) -> list[float]:
    """For each doubtful move the sizes of the terms that its slope is a sum of; no less than that of the slope itself."""
    found: dict[int, float] = {}
    near = [i for i in doubtful if len(doubtful) <= MANY or not hopeless(probe, moves[i], slopes[i], analytic[i], tolerance)]
    if near:
        hs = [step(moves[i]) for i in near]
        changes, _ = probe.changes([moves[i] for i in near], [complex(0.0, h) for h in hs], True)
        found = {i: abs(change) / h for i, change, h in zip(near, changes, hs, strict=True)}
    return [max(found.get(i, 0.0), abs(slopes[i].value)) for i in doubtful]


def hopeless(probe: Probe, move: Perturbation, slope: Slope, analytic: float, tolerance: float) -> bool:
    """Whether an entry is off by more than rounding could explain, even of the terms of all entries of its variable together."""
    most = probe.all_terms(move.number, STEP)
    return not abs(analytic - slope.value) <= tolerance * max(abs(analytic), abs(slope.value)) + 4.0 * ROUNDINGS * EPSILON * most


class Sides(NamedTuple):
    """The slopes a little to the left and right of a point, and four times as far; and the changes of L up to there."""

    near_left: float
    near_right: float
    far_left: float
    far_right: float
    changes: tuple[float, ...] = (0.0, 0.0, 0.0, 0.0)

    def at_the_point(self) -> tuple[float, float]:
        """Both slopes continued to the point itself."""
        return (4.0 * self.near_left - self.far_left) / 3.0, (4.0 * self.near_right - self.far_right) / 3.0


def both_sides(probe: Probe, moves: Sequence[Perturbation]) -> list[Sides]:
    if not moves:
        return []
    seen = [seen_from(probe, moves, shift) for shift in (-SHIFT / 4.0, SHIFT / 4.0, -SHIFT, SHIFT)]
    slopes, changes = zip(*[slopes for slopes, _, _ in seen], strict=True), zip(*[changes for _, changes, _ in seen], strict=True)
    return [Sides(a, b, c, d, moved) for (a, b, c, d), moved in zip(slopes, changes, strict=True)]


def look_for_kinks(probe: Probe, moves: Sequence[Perturbation], slopes: list[Slope], which: list[int]) -> bool:
    """Put two slopes in place of one where the sides differ; whether they did anywhere."""
    found = False
    for i, sides in zip(which, both_sides(probe, [moves[i] for i in which]), strict=True):
        kink = jump_of(slopes[i], sides, moves[i], probe.size) or kink_at_point(slopes[i], sides)
        if kink is not None:
            slopes[i], found = kink, True
    return found


def kink_at_point(slope: Slope, sides: Sides) -> Slope | None:
    """Two slopes, where the jump between them does not shrink with the distance from the point."""
    jump, far_jump = sides.near_right - sides.near_left, sides.far_right - sides.far_left
    least = JUMP * max(abs(sides.near_left), abs(sides.near_right)) + slope.bar
    if not (abs(jump) > 0.5 * abs(far_jump) and abs(jump) > least):
        return None
    left, right = sides.at_the_point()
    return slope._replace(value=(left + right) / 2.0, left=left, right=right)


def jump_of(slope: Slope, sides: Sides, move: Perturbation, size: float) -> Slope | None:
    """The two slopes beside a point at which L itself jumps: the change does not shrink with the distance from the point."""
    near, far = sides.changes[:2], sides.changes[2:]
    steep = STEEP * max(map(abs, sides[:4])) * SHIFT / 4.0 * move.scale + LEAST_JUMP * size
    jump = max((abs(a) for a, b in zip(near, far, strict=True) if abs(a) > abs(b) / 2.0 and abs(a) > steep), default=0.0)
    if not jump:
        return None
    left, right = sides.at_the_point()
    return slope._replace(value=(left + right) / 2.0, left=left, right=right, jump=jump)


def smooth(slope: Slope, sides: Sides, analytic: float, tolerance: float) -> Slope:
    """The slope at the point itself where both sides come to it: what stands at a kink elsewhere takes nothing from it."""
    pairs = (sides.near_left, sides.far_left), (sides.near_right, sides.far_right)
    if any(abs(near - slope.value) > abs(far - slope.value) / 2.0 + JUMP * abs(slope.value) for near, far in pairs):
        return between(slope, sides, analytic, tolerance)
    return slope._replace(left=slope.value, right=slope.value) if apart(analytic, slope, tolerance) else slope


def between(slope: Slope, sides: Sides, analytic: float, tolerance: float) -> Slope:
    """Where layers are at kinks that leave L smooth: its slope, and the same as both sides if the conventions add up to another."""
    left, right = sides.at_the_point()
    found = slope._replace(value=(left + right) / 2.0, bar=slope.bar + JUMP * max(abs(left), abs(right)))
    return found._replace(left=left, right=right) if apart(analytic, found, tolerance) else found
