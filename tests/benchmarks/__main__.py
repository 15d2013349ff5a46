"""`python -m tests.benchmarks [NAME…] [--json]`: measure, and print the table."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from importlib import import_module

from tests.benchmarks import table
from tests.benchmarks.measure import Row
from tests.benchmarks.sizes import Sizes
from tests.benchmarks.surroundings import surroundings

FAMILIES = ("start", "engine", "reading", "growth", "arrays", "gradcheck")


def arguments(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m tests.benchmarks", description="Times, beside the peers that are installed.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(FAMILIES)}; without one, all")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument("--nodes", type=int, default=Sizes().nodes, help="of a graph of scalars (growth: also a tenth, and ten times)")
    parser.add_argument("--rounds", type=int, default=Sizes().rounds, help="of each measurement, whose median counts")
    given = parser.parse_args(words)
    unknown = [name for name in given.names if name not in FAMILIES]
    if unknown or given.nodes < 1 or given.rounds < 1:
        parser.error(f"no measurement is called {unknown[0]}" if unknown else "--nodes and --rounds are at least 1")
    return given


def measured(names: Sequence[str], sizes: Sizes) -> Iterator[Row]:
    for name in names or FAMILIES:
        print(f"{name} …", file=sys.stderr)
        yield from import_module(f"tests.benchmarks.{name}").rows(sizes)


def main(words: Sequence[str] | None = None) -> None:
    given = arguments(words)
    rows = list(measured(given.names, Sizes(given.nodes, given.rounds)))
    for line in (table.as_json if given.json else table.table)(surroundings(), rows):
        print(line)


if __name__ == "__main__":
    main()
