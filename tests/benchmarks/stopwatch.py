"""Runs commands one after the other, and tells what each took: seconds on the wall and of the processor, peak memory, exit code.

A process of its own, and a small one: a new process begins with its parent's peak of memory as its own. A line in is a command,
its words apart by \\x1f, with \\x1e for a line's end; a line out is what it took. Without wait4 (Windows) only the wall's time is
known, and the rest is nan.
"""

import os
import sys
from time import perf_counter

NOWHERE = [(os.POSIX_SPAWN_OPEN, stream, os.devnull, os.O_RDWR, 0) for stream in range(3)] if hasattr(os, "posix_spawn") else []
UNIT = 1 if sys.platform == "darwin" else 1024  # of ru_maxrss, in bytes


def by_wait4(words: list[str]) -> tuple[float, float, float, int]:
    start = perf_counter()
    child = os.posix_spawn(words[0], words, os.environ, file_actions=NOWHERE)
    _, status, usage = os.wait4(child, 0)
    seconds = perf_counter() - start
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * UNIT, os.waitstatus_to_exitcode(status)


def by_the_wall(words: list[str]) -> tuple[float, float, float, int]:
    from subprocess import DEVNULL, call

    start = perf_counter()
    code = call(words, stdin=DEVNULL, stdout=DEVNULL, stderr=DEVNULL)
    return perf_counter() - start, float("nan"), float("nan"), code


def main() -> None:
    run = by_wait4 if hasattr(os, "posix_spawn") and hasattr(os, "wait4") else by_the_wall
    for line in sys.stdin:
        print(*run(line.rstrip("\n").replace("\x1e", "\n").split("\x1f")), flush=True)


if __name__ == "__main__":
    main()
