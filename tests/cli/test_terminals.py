"""Terminals of every width and encoding: an answer, and nothing that would turn the terminal's own writing round."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cli.running import PROBLEMS, bpcalc

ODD = r"""
title: "\u202Eeltit \x1B]0;mine\x07 사과 \x9B31m"
variables: {x: [1.5, -2.25], 사과: {value: 3, unit: "\u200Fwon\x08"}}
nodes: {y: sigmoid(x) * 사과, L: sum(y)}
expect: {forward: {사과: 3}}
"""
COMMANDS = [
    ["forward", "-"], ["backward", "-"], ["backward", "-", "--wrt", "사과", "--expand"], ["gradcheck", "-"], ["check", "-"],
    ["layers"], ["layers", "affine"], ["problems"], ["problems", "apple"], ["--help"], ["backward", "--help"], ["schema"],
]  # fmt: skip


@given(
    st.sampled_from(COMMANDS),
    st.integers(1, 500),
    st.sampled_from(["utf-8", "cp949", "cp932", "cp1252", "ascii"]),
    st.sampled_from(["xterm", "dumb", ""]),
)
def test_every_command_answers_in_every_terminal(words: list[str], columns: int, encoding: str, term: str) -> None:
    env = {"COLUMNS": str(columns), "TERM": term}
    ran = bpcalc(*words, stdin=ODD.encode(), encoding=encoding, terminal=True, env=env)
    assert (ran.code, ran.err) == (0, "")
    said = ran.raw.decode() if words == ["problems", "apple"] else ran.out  # a file as it is, in UTF-8 in every terminal
    plain = re.sub(r"\x1b\[[0-9;]*m", "", said) if term == "xterm" else said
    assert ran.out
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]", plain)


@pytest.mark.skipif(os.name == "nt", reason="a matter of POSIX systems")
@pytest.mark.parametrize(("columns", "rows"), [(1, 1), (20, 5), (200, 50), (0, 0), (65535, 65535)])
def test_a_real_terminal(columns: int, rows: int) -> None:
    """Its size is what the system says; 0 is what some say who do not know."""
    import fcntl
    import struct
    import termios

    ours, theirs = os.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    words = [sys.executable, "-m", "backprop_cli", "backward", str(PROBLEMS / "apple.yaml"), "--color", "never"]
    env = {**os.environ, "PYTHONPATH": str(PROBLEMS.parent)}
    env.pop("COLUMNS", None)
    with subprocess.Popen(words, stdin=theirs, stdout=theirs, stderr=theirs, env=env) as process:
        os.close(theirs)
        said = b""
        try:
            while piece := os.read(ours, 65536):
                said += piece
        except OSError:  # how Linux says that the other side is gone
            pass
        os.close(ours)
    assert process.returncode == 0
    assert b"200" in said
    assert b"error" not in said


@pytest.mark.skipif(os.name == "nt", reason="a matter of POSIX systems")
def test_a_request_to_end_is_obeyed_in_silence(tmp_path: Path) -> None:
    slow = tmp_path / "slow.py"
    slow.write_text("import time\nprint('running', flush=True)\ntime.sleep(60)\n")
    words = [sys.executable, "-m", "backprop_cli", "forward", str(PROBLEMS / "apple.yaml"), "--layers", str(slow)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=PROBLEMS.parent) as process:
        assert process.stderr is not None
        assert process.stderr.readline() == b"running\n"
        process.terminate()
        out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == (-signal.SIGTERM, b"", b"")
