"""Runs the command line inside the test's own process, with streams of any encoding."""

import io
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple
from unittest import mock

from backprop_cli.cli import run

PROBLEMS = Path(__file__).resolve().parents[2] / "problems"
OURS = (
    "BPCALC_PROBLEM", "BPCALC_FORMAT", "BPCALC_DEBUG", "BPCALC_LANG", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "TERM", "LC_ALL",
    "LC_MESSAGES",
)  # fmt: skip


class Ran(NamedTuple):
    """What came of a run: exit code, stdout and stderr as text, stdout as bytes."""

    code: int
    out: str
    err: str
    raw: bytes


class Screen(io.TextIOWrapper):
    """A stream into memory that can pass for a terminal."""

    def __init__(self, encoding: str, terminal: bool) -> None:
        super().__init__(io.BytesIO(), encoding=encoding, newline="")
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal

    def data(self) -> bytes:
        self.flush()
        return self.buffer.getvalue()


def bpcalc(
    *words: str, stdin: bytes | None = None, encoding: str = "utf-8", terminal: bool = False, env: Mapping[str, str] = {}
) -> Ran:
    """Run a command line. `env` is added to an environment without any of the tool's own variables, in English."""
    out, err = Screen(encoding, terminal), Screen(encoding, terminal)
    source = None if stdin is None else io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8")
    clean = {name: value for name, value in os.environ.items() if name not in OURS}
    streams = mock.patch.multiple(sys, stdin=source, stdout=out, stderr=err)
    with mock.patch.dict(os.environ, {**clean, "LANG": "C", **env}, clear=True), streams:
        code = run(list(words))
    return Ran(code, out.data().decode(encoding, "replace"), err.data().decode(encoding), out.data())
