"""Points at which L itself jumps, as a comparison does at its edge: the change does not shrink with the step."""

from collections.abc import Sequence

from backprop_cli.gradcheck.complex_step import LEAST_JUMP, STEEP
from backprop_cli.gradcheck.perturbation import Perturbation, Slope
from backprop_cli.gradcheck.probe import Probe

BESIDE = (-(2.0**-22), 2.0**-22, -(2.0**-20), 2.0**-20)  # where L is looked at, of the scale: near and far, left and right

NOISY = 10.0  # times the rounding error of L: a change that may be one


def jumps(probe: Probe, moves: Sequence[Perturbation], at_kinks: bool) -> dict[int, Slope]:
    """The two slopes beside the point, and the jump, for each move that has one.

    at_kinks: only for those that meet a kink of the shelf's.
    """
    seen = [probe.changes(moves, [shift * move.scale for move in moves]) for shift in BESIDE]
    met = [any(flags) or not at_kinks for flags in zip(*[flags for _, flags in seen], strict=True)]
    noise, found = probe.noise(), {}
    for i, move in enumerate(moves):
        near_left, near_right, far_left, far_right = (changes[i].real for changes, _ in seen)
        h = (BESIDE[3] - BESIDE[1]) * move.scale
        left, right = (near_left - far_left) / h, (far_right - near_right) / h
        steep = STEEP * max(abs(left), abs(right)) * BESIDE[1] * move.scale + LEAST_JUMP * probe.size + NOISY * noise
        jump = max((abs(near) for near in (near_left, near_right) if abs(near) > steep), default=0.0)
        if jump and met[i]:
            found[i] = Slope((left + right) / 2.0, 2.0 * noise / h, "central", 0.0, left, right, jump)
    return found
