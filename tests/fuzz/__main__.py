"""`python -m tests.fuzz [KIND…] [--cases N] [--seed S] [--first K]`: run cases until one breaks a promise, or all are done."""

import argparse
import signal
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.fuzz.judge import broken_promises, run
from tests.fuzz.kinds import KINDS, drawn

MEGABYTE = 2**20
LIMITS = hasattr(signal, "SIGALRM")  # Windows has none: there a case may take as long, and as much, as it does

if LIMITS:
    import resource


def arguments(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m tests.fuzz", description="Random files and command lines against the promises.")
    parser.add_argument("kinds", nargs="*", metavar="KIND", help=f"of {', '.join(KINDS)}; without one, all")
    parser.add_argument("--cases", type=int, default=1000, help="of each kind")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--first", type=int, default=0, help="the number of the first case: --first K --cases 1 shows one again")
    parser.add_argument("--seconds", type=int, default=10, help="that a case may take at most")
    parser.add_argument("--memory", type=int, default=2048, help="MiB that the process may have at most")
    given = parser.parse_args(words)
    unknown = [kind for kind in given.kinds if kind not in KINDS]
    if unknown:
        parser.error(f"no kind is called {unknown[0]}")
    return given


class TooLong(BaseException):
    """A case took more than its time."""


def too_long(*_: Any) -> None:
    raise TooLong


def watch(seconds: int) -> None:
    if LIMITS:
        signal.alarm(seconds)


def main(words: Sequence[str] | None = None) -> int:
    given = arguments(words)
    if LIMITS:
        signal.signal(signal.SIGALRM, too_long)
        resource.setrlimit(resource.RLIMIT_AS, (given.memory * MEGABYTE, given.memory * MEGABYTE))
    wrong = 0
    with TemporaryDirectory() as name:
        for kind in given.kinds or KINDS:
            wrong += fuzzed(kind, given, Path(name))
    return int(wrong > 0)


def fuzzed(kind: str, given: argparse.Namespace, folder: Path) -> int:
    """Run the cases of a kind; how many broke a promise."""
    codes: dict[int, int] = {}
    slowest, wrong = (0.0, 0), 0
    for number in range(given.first, given.first + given.cases):
        case = drawn(kind, given.seed, number)
        watch(given.seconds)
        start = time.perf_counter()
        try:
            ran = run(case, folder)
            said = [*broken_promises(case, ran, folder)]
        except TooLong:
            ran, said = None, [f"more than {given.seconds} s"]
        finally:
            watch(0)
        slowest = max(slowest, (time.perf_counter() - start, number))
        if ran is not None:
            codes[ran.code] = codes.get(ran.code, 0) + 1
        if said:
            wrong += 1
            report(kind, given.seed, number, case.words, said, ran.err if ran else "")
    peak = f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MiB at most so far" if LIMITS else "memory unknown"
    ended = ", ".join(f"{count} with {code}" for code, count in sorted(codes.items()))
    print(f"{kind}: {given.cases} cases, seed {given.seed}: {wrong} wrong; ended {ended}; the longest, {slowest[1]}, took "
          f"{slowest[0]:.1f} s; {peak}", flush=True)  # fmt: skip
    return wrong


def report(kind: str, seed: int, number: int, words: list[str], said: list[str], err: str) -> None:
    print(
        f"{kind} --seed {seed} --first {number} --cases 1: {'; '.join(said)}\n  bpcalc {' '.join(map(repr, words))}",
        file=sys.stderr,
    )
    print("".join(f"  | {line[:200]}\n" for line in err.splitlines()[-6:]), file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
