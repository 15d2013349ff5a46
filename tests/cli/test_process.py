"""The program as a process: pipes, signals, odd environments."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from backprop_cli import __version__
from backprop_cli.cli.help_pages import COMMANDS
from tests.cli.running import PROBLEMS

APPLE = str(PROBLEMS / "apple.yaml")
PROGRAM = [sys.executable, "-m", "backprop_cli"]
ROOT = str(PROBLEMS.parent)
posix = pytest.mark.skipif(os.name == "nt", reason="a matter of POSIX systems")


def bpcalc(*words: str, env: dict[str, str] | None = None, **more: object) -> subprocess.CompletedProcess[bytes]:
    """Run the program. env: all that it gets, beside the way to the package."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "stdin": subprocess.DEVNULL, **more}
    return subprocess.run([*PROGRAM, *words], env={**kept, "PYTHONPATH": ROOT, **(env or {})}, check=False, **streams)  # type: ignore[call-overload,no-any-return]


def test_the_module_is_the_program() -> None:
    ran = bpcalc("--version")
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, f"bpcalc {__version__}\n".encode(), b"")


@pytest.mark.parametrize("words", [["backward", APPLE], ["problems", "apple"], ["--help"], ["check", APPLE, "--json"]])
def test_a_closed_pipe_is_silent(words: list[str]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    try:
        ran = bpcalc(*words, stdout=writer)
    finally:
        os.close(writer)
    assert (ran.returncode, ran.stderr) == (141, b"")


@posix
@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full here")
@pytest.mark.parametrize("words", [["forward", APPLE], ["problems", "apple"], ["--version"], ["schema"]])
def test_a_full_disk_is_one_line(words: list[str]) -> None:
    with open("/dev/full", "wb") as full:
        ran = bpcalc(*words, stdout=full)
    assert ran.returncode == 2
    assert ran.stderr.decode() == "error: cannot write the answer: No space left on device\n"


@posix
def test_a_closed_standard_output_is_one_line() -> None:
    ran = subprocess.run(["sh", "-c", 'exec "$@" >&-', "sh", *PROGRAM, "-h"], capture_output=True, cwd=ROOT, check=False)
    assert (ran.returncode, ran.stderr) == (2, b"error: cannot write the answer: standard output is closed\n")


@posix
def test_ctrl_c_is_silent(tmp_path: Path) -> None:
    slow = tmp_path / "slow.py"
    slow.write_text("import time\nprint('running', flush=True)\ntime.sleep(60)\n")
    words = ["forward", APPLE, "--layers", str(slow)]
    with subprocess.Popen([*PROGRAM, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT) as process:
        assert process.stderr is not None
        assert process.stderr.readline() == b"running\n"  # what the file prints is no part of the answer
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == (130, b"", b"")


@posix
@pytest.mark.parametrize("env", [{"LC_ALL": "C"}, {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}, {}])
def test_a_bare_environment(env: dict[str, str]) -> None:
    """No HOME, no TERM, no locale."""
    ran = bpcalc("backward", str(PROBLEMS / "apple_ko.yaml"), env=env)
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert b"110" in ran.stdout


@pytest.mark.parametrize("encoding", ["cp949", "cp932", "cp1252", "ascii", "utf-16"])
@pytest.mark.parametrize("form", ["table", "json"])
def test_consoles_of_every_encoding(encoding: str, form: str) -> None:
    ran = bpcalc("backward", str(PROBLEMS / "apple_ko.yaml"), "-f", form, env={"PYTHONIOENCODING": encoding})
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert "110" in ran.stdout.decode(encoding)
    if form == "json" and encoding != "utf-16":
        assert ran.stdout.isascii()


def test_a_file_is_printed_in_utf8_whatever_the_console_s_encoding() -> None:
    ran = bpcalc("problems", "apple_ko", env={"PYTHONIOENCODING": "cp949"})
    assert (ran.returncode, ran.stdout) == (0, (PROBLEMS / "apple_ko.yaml").read_bytes())


@posix
@pytest.mark.parametrize("when", ["before the command", "after it"])
def test_ctrl_c_around_the_command_is_silent(when: str) -> None:
    """Before the command's own guard stands, and after it has answered, an interrupt ends the program all the same."""
    name = "backprop_cli.cli.run" if when == "before the command" else "backprop_cli.cli.exit_codes.leave"
    code = f"import sys, unittest.mock as mock; sys.argv = ['bpcalc', '-V']; from backprop_cli.cli import main\nwith mock.patch('{name}', side_effect=KeyboardInterrupt): main()"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, cwd=ROOT, check=False)
    assert (ran.returncode, ran.stderr) == (130, b"")


@posix
@pytest.mark.skipif(not os.path.exists("/proc/kmsg"), reason="no such stream here")
def test_a_stream_that_calls_itself_a_file_is_not_waited_for() -> None:
    assert bpcalc("forward", "/proc/kmsg").returncode == 2


@pytest.mark.parametrize(
    "words", [["--help"], ["layers"], ["layers", "--json"], *([name, "--help"] for name in COMMANDS), ["forward", APPLE]]
)
def test_nothing_is_missing_where_docstrings_and_assertions_are_stripped(words: list[str]) -> None:
    """`python -OO`, and `PYTHONOPTIMIZE=2` in an environment."""
    ran, stripped = bpcalc(*words), bpcalc(*words, env={"PYTHONOPTIMIZE": "2"})
    assert (stripped.returncode, stripped.stdout, stripped.stderr) == (0, ran.stdout, b"")
