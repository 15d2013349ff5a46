"""The entries of a large variable all at once: those that clearly agree or differ are done, comparison.py looks at the others."""

from collections.abc import Sequence
from itertools import repeat
from typing import Any

from backprop_cli.gradcheck.complex_step import EPSILON, ROUNDINGS, STEP, TINY
from backprop_cli.gradcheck.probe import Probe
from backprop_cli.gradcheck.result import Check
from backprop_cli.layers import maths
from backprop_cli.layers.maths import Value

Row = Check | None
EXPLAINED = 4.0  # times what the terms of all entries together could explain: an entry that is off by more is surely wrong


def first_rows(
    probe: Probe, number: int, positions: Value, indices: Sequence[Any], gradient: Value, tolerance: float
) -> tuple[list[Row], list[int]]:
    """A row for each entry that clearly passes or fails by the complex step; None for one that has to be looked at closely.

    gradient: the analytic one at the positions, (n,) as they are. Second: the indices of the failing rows, worst first.
    """
    np = maths.numpy()
    slopes, touched = slopes_at(probe, number, positions)
    size, error = np.fmax(abs(gradient), abs(slopes)), abs(gradient - slopes)
    clear = np.isfinite(size) & ~touched
    right = (error <= tolerance * size) & clear
    bounds = tolerance * size + ROUNDINGS * EPSILON * abs(slopes)
    wrong = np.zeros_like(right)
    if not right.all():
        wrong = clear & (error > bounds + EXPLAINED * ROUNDINGS * EPSILON * probe.all_terms(number, STEP))
    verdicts = np.where(right, "pass", "fail").tolist()
    columns = [array.tolist() for array in (gradient, slopes, error, bounds)]
    name = probe.graph.names[number]
    rows: list[Row] = list(map(Check, repeat(name), indices, *columns, repeat("complex"), verdicts, repeat(None), repeat(None)))
    for unclear in np.flatnonzero(~(right | wrong)).tolist():
        rows[unclear] = None
    found = np.flatnonzero(wrong)
    return rows, found[np.argsort(-error[found])].tolist()


def slopes_at(probe: Probe, number: int, positions: Value) -> tuple[Value, Value]:
    """The slopes of L by entries of a variable, nan where an entry is too small for that; and which of them go through a kink."""
    np = maths.numpy()
    sizes = abs(probe.values[number]).ravel()
    wide = sizes.max(initial=0.0) or 1.0
    scales = np.where(sizes[positions] == 0.0, wide, sizes[positions])
    hs = np.where(scales > TINY, scales * STEP, np.nan)
    changes, touched = probe.entries(number, positions, 1j * hs)
    return changes.imag / hs, touched
