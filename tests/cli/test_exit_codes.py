"""How a run ends: exit codes, and what is said."""

import errno
import os
import sys

import pytest

from backprop_cli.cli import console as streams
from backprop_cli.cli import exit_codes
from backprop_cli.errors import Faults, GradientError, UsageError
from tests.cli.running import Ran, bpcalc


def ending_of(error: BaseException, monkeypatch: pytest.MonkeyPatch, **env: str) -> Ran:
    """What becomes of a run in which this is raised."""

    def explode(argv: list[str]) -> int:
        raise error

    monkeypatch.setattr("backprop_cli.cli.dispatch", explode)
    return bpcalc("forward", env=env)


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (UsageError("no such thing", hint="try another"), 2, "error: no such thing\n  try another\n"),
        (GradientError("no gradient"), 2, "error: no gradient\n"),
        (Faults([UsageError("one"), UsageError("two")], 2), 2, "error: one\nerror: two\n"),
        (KeyboardInterrupt(), 130, ""),
        (streams.ReaderGone(), 141, ""),
        (MemoryError(), 2, "error: the memory of this machine does not suffice\n"),
        (PermissionError(errno.EACCES, "Permission denied", "p.yaml"), 2, "error: p.yaml: Permission denied\n"),
        (OSError(errno.EIO, "Input/output error"), 2, "error: Input/output error\n"),
    ],
)
def test_what_a_user_can_cause(error: BaseException, code: int, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    ran = ending_of(error, monkeypatch)
    assert (ran.code, ran.out, ran.err) == (code, "", said)


@pytest.mark.parametrize("error", [KeyError("x\ny"), RecursionError("too deep"), SystemExit(0), EOFError(), AssertionError()])
def test_a_fault_of_our_own_is_one_line_that_says_where_to_report_it(error: BaseException, monkeypatch: pytest.MonkeyPatch) -> None:
    ran = ending_of(error, monkeypatch)
    assert (ran.code, ran.out, ran.err.count("\n")) == (3, "", 1)
    assert type(error).__name__ in ran.err
    assert exit_codes.REPORT_TO in ran.err
    assert "BPCALC_DEBUG=1" in ran.err
    assert "Traceback" not in ran.err


def test_whoever_debugs_sees_the_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    ran = ending_of(KeyError("x"), monkeypatch, BPCALC_DEBUG="1")
    assert ran.code == 3
    assert "Traceback (most recent call last)" in ran.err
    assert "explode" in ran.err


def test_a_run_leaves_no_console_behind() -> None:
    before = list(streams.CURRENT)
    bpcalc("nonsense")
    assert before == streams.CURRENT


class Left(Exception):
    """Stands for the end of the process."""


@pytest.fixture
def exits(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The codes with which the process was left at once."""
    codes: list[int] = []

    def end(code: int) -> None:
        codes.append(code)
        raise Left

    monkeypatch.setattr(os, "_exit", end)
    monkeypatch.delitem(sys.modules, "backprop_cli.python_layers.file", raising=False)
    monkeypatch.delenv("BPCALC_DEBUG", raising=False)
    return codes


@pytest.mark.parametrize("code", [0, 1, 2, 3, 130, 141])
def test_a_process_is_left_at_once(code: int, exits: list[int], capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(Left):
        exit_codes.leave(code)
    assert exits == [code]


@pytest.mark.parametrize("reason", ["strangers' code", "debugging"])
def test_the_interpreter_ends_in_its_own_way_where_someone_may_rely_on_it(
    reason: str, exits: list[int], monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    if reason == "debugging":
        monkeypatch.setenv("BPCALC_DEBUG", "1")
    else:
        monkeypatch.setitem(sys.modules, "backprop_cli.python_layers.file", exit_codes)
    with pytest.raises(SystemExit) as end:
        exit_codes.leave(1)
    assert (end.value.code, exits) == (1, [])


def test_what_a_full_disk_did_not_take_is_dropped(exits: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    """Otherwise the interpreter tries again on its way out, and complains."""
    monkeypatch.setenv("BPCALC_DEBUG", "1")
    reader, writer = os.pipe()
    os.close(reader)
    stream = os.fdopen(writer, "w")
    monkeypatch.setattr("sys.stdout", stream)
    stream.write("x")
    with pytest.raises(SystemExit) as end:
        exit_codes.leave(0)
    assert end.value.code == 2
    stream.close()  # flushes into the null device now
    assert stream.closed


def test_a_flush_that_fails_at_the_very_end_is_no_answer(exits: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    class Full:
        def flush(self) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("sys.stdout", Full())
    with pytest.raises(Left):
        exit_codes.leave(0)
    assert exits == [2]
