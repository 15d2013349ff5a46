"""Two things side by side: in turn, round after round, and the median of the rounds' ratios."""

import gc
from collections.abc import Callable, Mapping
from statistics import median
from time import process_time
from typing import NamedTuple

Run = Callable[[], float]  # does its work once, and tells what that took


class Row(NamedTuple):
    """A line of the table: what was measured against what, and how much it may be at most."""

    number: int  # the row of the targets that it belongs to
    what: str
    measured: float | None  # None: it could not be measured here, and `note` says why
    unit: str = "×"
    low: float | None = None
    high: float | None = None
    most: float | None = None  # None: measured for comparison only
    note: str = ""

    @property
    def verdict(self) -> str:
        if self.measured is None:
            return "skipped"
        return "" if self.most is None else "reached" if self.measured <= self.most else "missed"


def skipped(number: int, what: str, why: str) -> Row:
    return Row(number, what, None, note=why)


def interleaved(runs: Mapping[str, Run], rounds: int) -> dict[str, list[float]]:
    """What each run took in each round; every other round runs backwards, so that a machine that slows down slows all alike."""
    names = list(runs)
    taken: dict[str, list[float]] = {name: [] for name in names}
    for index in range(rounds):
        for name in names if index % 2 == 0 else reversed(names):
            taken[name].append(runs[name]())
    return taken


def timed(action: Callable[[], object], collect: bool = False, clock: Callable[[], float] = process_time) -> Run:
    """The seconds that an action takes, with the garbage collector on or off; what it leaves behind is cleared before and after.

    clock: the processor's time, which other programs disturb least; where several threads share the work it is the wall's.
    """

    def run() -> float:
        gc.collect()
        enabled = gc.isenabled()
        (gc.enable if collect else gc.disable)()
        try:
            start = clock()
            result = action()
            seconds = clock() - start
        finally:
            (gc.enable if enabled else gc.disable)()
        del result
        gc.collect()
        return seconds

    return run


def against(number: int, what: str, ours: list[float], theirs: list[float], most: float | None = None, per: int = 0) -> Row:
    """The row of a ratio: the median over the rounds, the smallest and the largest. per: nodes, to tell the time of one."""
    ratios = [one / other for one, other in zip(ours, theirs, strict=True)]
    note = f"{written(median(ours), per)} : {written(median(theirs), per)}"
    return Row(number, what, median(ratios), "×", min(ratios), max(ratios), most, note)


def written(seconds: float, per: int = 0) -> str:
    if per:
        return f"{seconds / per * 1e9:.0f} ns a node"
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1e3:.1f} ms"
