"""`python -m tests.benchmarks [NAME…] [--json]`: measure, and print the table."""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from importlib import import_module

from tests.benchmarks import table
from tests.benchmarks.measure import Row, skipped
from tests.benchmarks.peers import LEFT_OUT
from tests.benchmarks.process import ROOT
from tests.benchmarks.sizes import Sizes

FAMILIES = ("start", "engine", "reading", "growth", "arrays", "convolution", "gradcheck", "marking")


def arguments(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m tests.benchmarks", description="Times, beside the peers that are installed.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(FAMILIES)}; without one, all")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument(
        "--nodes", type=int, default=Sizes().nodes, help="of a graph of scalars (growth: also a tenth, and ten times)"
    )
    parser.add_argument("--rounds", type=int, default=Sizes().rounds, help="of each measurement, whose median counts")
    parser.add_argument(
        "--without", action="append", default=[], metavar="PEER", help="leave a peer out, such as torch; again for more"
    )
    given = parser.parse_args(words)
    unknown = [name for name in given.names if name not in FAMILIES]
    if unknown or given.nodes < 1 or given.rounds < 1:
        parser.error(f"no measurement is called {unknown[0]}" if unknown else "--nodes and --rounds are at least 1")
    return given


def measured(names: Sequence[str], sizes: Sizes) -> Iterator[Row]:
    """One family here; several each in a process of its own, so that none finds the other's modules, threads and memory."""
    for name in names:
        print(f"{name} …", file=sys.stderr, flush=True)
        yield from import_module(f"tests.benchmarks.{name}").rows(sizes) if len(names) == 1 else apart(name, sizes)


def apart(name: str, sizes: Sizes) -> Iterator[Row]:
    words = [sys.executable, "-m", "tests.benchmarks", name, "--json", f"--nodes={sizes.nodes}", f"--rounds={sizes.rounds}"]
    words += [f"--without={peer}" for peer in LEFT_OUT]
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    ran = subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=False)
    if ran.returncode:
        yield skipped(0, name, f"it failed: {ran.stderr.strip().splitlines()[-1]}")
        return
    for row in json.loads(ran.stdout)["rows"]:
        del row["verdict"]
        yield Row(**row)


def main(words: Sequence[str] | None = None) -> None:
    given = arguments(words)
    LEFT_OUT.update(given.without)
    rows = list(measured(given.names or FAMILIES, Sizes(given.nodes, given.rounds)))
    about = import_module("tests.benchmarks.surroundings").surroundings()
    for line in (table.as_json if given.json else table.table)(about, sorted(rows, key=lambda row: row.number)):
        print(line)


if __name__ == "__main__":
    main()
