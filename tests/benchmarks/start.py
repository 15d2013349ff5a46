"""Rows 1 to 3: the whole process of a short command, beside the import of Typer alone."""

from collections.abc import Iterator

from tests.benchmarks.measure import Row, against, interleaved, skipped
from tests.benchmarks.peers import ABSENT, APPLES, here
from tests.benchmarks.process import ROOT, Stopwatch, bpcalc
from tests.benchmarks.sizes import Sizes

APPLE = str(ROOT / "problems" / "apple.yaml")
TYPER = "import typer"
COMMANDS = {
    "--version": (1, 1.25, ("--version",)),
    "--help": (1, 1.25, ("--help",)),
    "backward apple --json": (2, 1.5, ("backward", APPLE, "--json")),
    "backward apple": (3, 2.3, ("backward", APPLE)),
    "backward --help": (3, None, ("backward", "--help")),
}


def rows(sizes: Sizes) -> Iterator[Row]:
    scripts = {name: ("-c", script) for name, script in APPLES.items() if here(name)}
    with Stopwatch() as stopwatch:
        runs = {what: stopwatch.run(*bpcalc(*words)) for what, (_, _, words) in COMMANDS.items()}
        runs |= {TYPER: stopwatch.run("-c", TYPER), "Python alone": stopwatch.run("-c", "pass")}
        quick = interleaved(runs, sizes.rounds * 4)
        slow = interleaved({name: stopwatch.run(*words) for name, words in scripts.items()}, sizes.rounds)
    for what, (number, most, _) in COMMANDS.items():
        yield against(number, f"{what} : {TYPER}", quick[what], quick[TYPER], most)
    yield against(2, f"Python alone : {TYPER}", quick["Python alone"], quick[TYPER])
    for name in APPLES:
        what = f"{name}'s script for apple : {TYPER}"
        yield against(2, what, slow[name], quick[TYPER][: sizes.rounds]) if name in slow else skipped(2, what, ABSENT)
