"""Whole processes: ours and others', started by a stopwatch, with bytecode cached."""

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.measure import Run

ROOT = Path(__file__).resolve().parents[2]
OURS = "from backprop_cli.cli import main; main()"  # what the installed script does


class Took(NamedTuple):
    """Seconds on the wall, seconds of the processor, bytes at the peak; nan where the system does not tell."""

    seconds: float
    processor: float
    peak: float


class Stopwatch:
    """The process that starts and times the others. A context: it ends with the block."""

    def __init__(self) -> None:
        environment = {key: value for key, value in os.environ.items() if not key.startswith(("BPCALC", "PYTHONDONTWRITE"))}
        script = str(Path(__file__).with_name("stopwatch.py"))
        self.process = subprocess.Popen(
            [sys.executable, "-S", script], cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            encoding="utf-8",
        )  # fmt: skip

    def __enter__(self) -> "Stopwatch":
        return self

    def __exit__(self, *raised: object) -> None:
        self.process.communicate()  # it ends where its input does

    def took(self, *words: str) -> Took:
        """What `python WORDS…` takes. Raises RuntimeError where it fails: then there is nothing to compare."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write("\x1f".join([sys.executable, *words]).replace("\n", "\x1e") + "\n")
        self.process.stdin.flush()
        seconds, processor, peak, code = self.process.stdout.readline().split()
        if code != "0":
            raise RuntimeError(f"python {' '.join(words)} ended with exit code {code}")
        return Took(float(seconds), float(processor), float(peak))

    def run(self, *words: str) -> Run:
        """The seconds of `python WORDS…`, to be measured; run once now, so that its bytecode is cached."""
        self.took(*words)
        return lambda: self.took(*words).seconds


def bpcalc(*words: str) -> tuple[str, ...]:
    """The words after `python` for one of our commands."""
    return ("-c", OURS, *words)
