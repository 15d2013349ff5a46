"""Row 7: ten times the nodes, in at most eleven times the time and the memory: the whole command, less that of an empty one."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from tests.benchmarks.measure import Row, skipped, written
from tests.benchmarks.process import Stopwatch, Took, bpcalc
from tests.benchmarks.recipes import RECIPES, as_yaml
from tests.benchmarks.sizes import Sizes

EMPTY = "variables: {x0: 1}\nnodes: {n0: x0 * x0}\n"
MOST = 11.0


def rows(sizes: Sizes) -> Iterator[Row]:
    steps = [max(1, sizes.nodes // 10), sizes.nodes, sizes.nodes * 10]
    with TemporaryDirectory() as folder, Stopwatch() as stopwatch:
        empty = Path(folder, "empty.yaml")
        empty.write_text(EMPTY, encoding="utf-8")
        for shape in ("deep", "wide"):
            paths = {nodes: Path(folder, f"{shape}-{nodes}.yaml") for nodes in steps}
            for nodes, path in paths.items():
                path.write_text(as_yaml(RECIPES[shape](nodes)), encoding="utf-8")
            took = net(stopwatch, paths, empty, sizes)
            for small, large in pairwise(steps):
                step = f"{shape}, {small:,} → {large:,} nodes"
                yield from growth(step, took[small], took[large], large / small)


def net(stopwatch: Stopwatch, paths: Mapping[int, Path], empty: Path, sizes: Sizes) -> dict[int, Took]:
    """What the command takes on each file beyond what it takes on an empty one: medians.

    The sizes come in turn, the short ones more often: a machine that is slow for a while is so for all of them.
    """
    rounds = {nodes: rounds_for(nodes, sizes) for nodes in paths}
    turns = sorted(((turn + 0.5) / rounds[nodes], nodes) for nodes in paths for turn in range(rounds[nodes]))
    pairs: dict[int, list[list[float]]] = {nodes: [] for nodes in paths}
    for _, nodes in turns:
        full, bare = (stopwatch.took(*bpcalc("backward", str(file), "-f", "value")) for file in (paths[nodes], empty))
        pairs[nodes].append([one - other for one, other in zip(full, bare, strict=True)])
    return {nodes: Took(*(median(column) for column in zip(*pairs[nodes], strict=True))) for nodes in paths}


def rounds_for(nodes: int, sizes: Sizes) -> int:
    """More of the short ones, of which less is left beside an empty command, and fewer of the long."""
    return sizes.rounds * 4 if nodes < sizes.nodes else sizes.rounds * 2 if nodes == sizes.nodes else 1 + sizes.rounds // 2


def growth(what: str, small: Took, large: Took, times: float) -> Iterator[Row]:
    most = MOST * times / 10
    large_time, small_time = time_of(large), time_of(small)
    note = f"{written(large_time)} : {written(small_time)}"
    yield Row(7, f"{what}, time", ratio(large_time, small_time), "×", most=most, note=note)
    if small.peak != small.peak:
        yield skipped(7, f"{what}, memory", "this system does not tell")
    else:
        note = f"{large.peak / 2**20:.0f} MiB : {small.peak / 2**20:.1f} MiB"
        yield Row(7, f"{what}, memory", ratio(large.peak, small.peak), "×", most=most, note=note)


def time_of(took: Took) -> float:
    """The processor's where it is known: the wall's, less that of an empty command, may be nothing but other programs' noise."""
    return took.seconds if took.processor != took.processor else took.processor


def ratio(large: float, small: float) -> float | None:
    """None where the small one is too small to be told from nothing."""
    return large / small if small > 0 else None
