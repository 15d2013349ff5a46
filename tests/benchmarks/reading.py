"""Rows 5 and 6: a file of a line a node, read, and the whole command on it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from tests.benchmarks.engine import problem
from tests.benchmarks.measure import Row, Run, against, interleaved, skipped, timed
from tests.benchmarks.peers import ABSENT, here
from tests.benchmarks.process import Stopwatch, bpcalc
from tests.benchmarks.recipes import RECIPES, as_yaml
from tests.benchmarks.sizes import Sizes

LOADER = "CSafeLoader"
SCRIPT = "from tests.benchmarks.peers import torch_script; import sys; torch_script(sys.argv[1])"


def loaded(text: str) -> Callable[[], object]:
    """PyYAML's fast loader at work, or its slow one where libyaml is missing."""
    import yaml

    loader = getattr(yaml, LOADER, yaml.SafeLoader)
    return lambda: yaml.load(text, loader)


def rows(sizes: Sizes) -> Iterator[Row]:
    yield from readings(sizes)
    with TemporaryDirectory() as folder, Stopwatch() as stopwatch:
        path = Path(folder, "products.yaml")
        path.write_text(as_yaml(RECIPES["products"](sizes.nodes)), encoding="utf-8")
        yield from commands(sizes, str(path), stopwatch)


def readings(sizes: Sizes) -> Iterator[Row]:
    for shape in ("products", "mixture"):
        recipe = RECIPES[shape](sizes.nodes)
        text = as_yaml(recipe)
        runs = {
            "YAML": timed(lambda text=text: problem(text), collect=True),
            LOADER: timed(loaded(text), collect=True),
        }
        taken = interleaved(runs, sizes.rounds * 3)  # a noisy machine tells one round from the next by half
        what = f"{shape}, {sizes.nodes:,} lines, YAML read : yaml.load(…, {LOADER})"
        yield against(5, what, taken["YAML"], taken[LOADER], 0.35, sizes.nodes)


def commands(sizes: Sizes, path: str, stopwatch: Stopwatch) -> Iterator[Row]:
    text = Path(path).read_text(encoding="utf-8")
    words = bpcalc("backward", path, "-f", "value")
    peaks: dict[str, list[float]] = {"python -c pass": [], "the same command on a graph of one node": []}
    empties = (("-c", "pass"), bpcalc("backward", tiny(path), "-f", "value"))

    def ours() -> float:
        took = stopwatch.took(*words)
        for empty, over in zip(empties, peaks.values(), strict=True):
            over.append((took.peak - stopwatch.took(*empty).peak) / sizes.nodes)
        return took.seconds

    runs: dict[str, Run] = {"ours": ours, LOADER: timed(loaded(text), collect=True, clock=perf_counter)}
    if here("torch"):
        runs["torch"] = stopwatch.run("-c", SCRIPT, path)
    taken = interleaved(runs, sizes.rounds)
    what = f"backward -f value, {sizes.nodes:,} nodes, "
    yield against(6, f"{what}whole command : yaml.load(…, {LOADER})", taken["ours"], taken[LOADER], 1.5)
    for (name, over), most in zip(peaks.items(), (600.0, None), strict=True):
        yield memory(f"{what}peak of memory over {name}", over, most)
    whole = f"{what}whole command : torch's script"
    yield against(6, whole, taken["ours"], taken["torch"]) if "torch" in taken else skipped(6, whole, ABSENT)


def tiny(path: str) -> str:
    """A problem of one node, beside the one at `path`."""
    beside = Path(path).with_name("tiny.yaml")
    beside.write_text("variables: {x: 1}\nnodes: {y: x * x}\n", encoding="utf-8")
    return str(beside)


def memory(what: str, peaks: list[float], most: float | None) -> Row:
    if any(peak != peak for peak in peaks):
        return skipped(6, what, "this system does not tell")
    return Row(6, what, median(peaks), "B a node", min(peaks), max(peaks), most)
