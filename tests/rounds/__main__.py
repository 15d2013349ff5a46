"""`python -m tests.rounds [KIND…] [--cases N] [--seed S] [--first K] [--keep FOLDER]`: rounds of gradient checks, counted by outcome."""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.rounds.judge import GOOD, OUTCOMES, Judged, judged
from tests.rounds.kinds import KINDS, Round, drawn


def arguments(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m tests.rounds", description="Random gradient checks whose verdict is known.")
    parser.add_argument("kinds", nargs="*", metavar="KIND", help=f"of {', '.join(KINDS)}; without one, all")
    parser.add_argument("--cases", type=int, default=250, help="of each kind")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--first", type=int, default=0, help="the number of the first case: --first K --cases 1 shows one again")
    parser.add_argument(
        "--keep", type=Path, metavar="FOLDER", help="write the cases that come out otherwise there, each with its command"
    )
    given = parser.parse_args(words)
    unknown = [kind for kind in given.kinds if kind not in KINDS]
    if unknown:
        parser.error(f"no kind is called {unknown[0]}")
    return given


def main(words: Sequence[str] | None = None) -> int:
    given = arguments(words)
    counts = {}
    with TemporaryDirectory() as name:
        for kind in given.kinds or KINDS:
            counts[kind] = counted(kind, given, Path(name))
    print(f"\nseed {given.seed}, cases {given.first} to {given.first + given.cases - 1}")
    print("\n".join(table(counts)))
    return int(any(set(count) - {*GOOD} for count in counts.values()))


def counted(kind: str, given: argparse.Namespace, folder: Path) -> Counter[str]:
    """Run the cases of a kind; how many came out in which way."""
    outcomes: Counter[str] = Counter()
    start, slowest = time.perf_counter(), (0.0, 0)
    for number in range(given.first, given.first + given.cases):
        one, before = drawn(kind, given.seed, number), time.perf_counter()
        came = judged(one, folder)
        slowest = max(slowest, (time.perf_counter() - before, number))
        outcomes[came.outcome] += 1
        if came.outcome not in GOOD:
            report(kind, given, number, one, came)
    print(
        f"{kind}: {time.perf_counter() - start:.1f} s; the longest, {slowest[1]}, took {slowest[0]:.1f} s",
        file=sys.stderr,
        flush=True,
    )
    return outcomes


def report(kind: str, given: argparse.Namespace, number: int, one: Round, came: Judged) -> None:
    again = f"python -m tests.rounds {kind} --seed {given.seed} --first {number} --cases 1"
    planted = f"; planted in {one.fault.layer}: {', '.join(sorted(one.fault.guilty))}" if one.fault else ""
    print(f"{came.outcome}: {again}{planted}\n  | {came.what[:400]}", file=sys.stderr, flush=True)
    if given.keep:
        kept(given.keep / f"{kind}-{given.seed}-{number}", one, f"# {came.outcome}: {again}{planted}")


def kept(folder: Path, one: Round, note: str) -> None:
    """Write a case's files, and the command that runs it there."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in one.case.files.items():
        (folder / name).write_bytes(data)
    (folder / "command.txt").write_text(f"{note}\nbpcalc {' '.join(one.case.words)}\n", encoding="utf-8")


def table(counts: dict[str, Counter[str]]) -> list[str]:
    """A line for each kind, a column for each outcome that occurred."""
    columns = ["cases", *GOOD, *(outcome for outcome in OUTCOMES if any(count[outcome] for count in counts.values()))]
    rows = [["kind", *columns]]
    rows += [[kind, str(count.total()), *(str(count[one] or "") for one in columns[1:])] for kind, count in counts.items()]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  ".join([row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:])]).rstrip() for row in rows]


if __name__ == "__main__":
    sys.exit(main())
