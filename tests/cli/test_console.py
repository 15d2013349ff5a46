"""The two streams."""

import errno
import io
import os

import pytest

from backprop_cli.cli.console import HELD, Console, ReaderGone, is_terminal
from backprop_cli.errors import BpcalcError
from tests.cli.running import Screen


def console(encoding: str = "utf-8", terminal: bool = False) -> Console:
    made = Console()
    made.out, made.err = Screen(encoding, terminal), Screen(encoding, terminal)
    return made


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")


@pytest.mark.parametrize(
    ("choice", "no_color", "force", "term", "terminal", "colored"),
    [
        (None, "", "", "xterm", True, True),
        (None, "", "", "xterm", False, False),
        (None, "", "", "dumb", True, False),
        (None, "", "1", "xterm", False, True),
        (None, "", "0", "xterm", False, False),
        (None, "1", "1", "xterm", True, False),
        ("always", "1", "", "dumb", False, True),
        ("never", "", "1", "xterm", True, False),
    ],
)
def test_the_option_is_over_no_color_over_force_color_over_the_terminal(
    monkeypatch: pytest.MonkeyPatch, choice: str | None, no_color: str, force: str, term: str, terminal: bool, colored: bool
) -> None:
    monkeypatch.setenv("NO_COLOR", no_color)
    monkeypatch.setenv("FORCE_COLOR", force)
    monkeypatch.setenv("TERM", term)
    made = console(terminal=terminal)
    made.color = choice
    assert made.colored(made.out) is colored


@pytest.mark.skipif(os.name == "nt", reason="Windows has no TERM")
def test_a_terminal_without_a_name_gets_no_colors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TERM")
    made = console(terminal=True)
    assert not made.colored(made.out)


@pytest.mark.parametrize(
    ("encoding", "plain"), [("utf-8", False), ("ascii", True), ("cp1252", True), ("cp949", False), ("cp932", True), ("odd", True)]
)
def test_signs_are_left_out_where_the_encoding_lacks_them(encoding: str, plain: bool) -> None:
    made = console()
    made.out = type("Stream", (), {"encoding": encoding})()
    assert made.plain() is plain


def test_nothing_is_out_before_a_short_answer_is_whole() -> None:
    made = console()

    def chunks() -> object:
        yield "first"
        raise BpcalcError("late")

    with pytest.raises(BpcalcError, match="late"):
        made.write(chunks())  # type: ignore[arg-type]
    assert made.out.data() == b""


def test_a_long_answer_is_streamed() -> None:
    made = console()
    seen = []

    def chunks() -> object:
        for _ in range(4):
            yield "x" * (HELD // 2 + 1)
            seen.append(len(made.out.data()))

    made.write(chunks())  # type: ignore[arg-type]
    assert seen[1] < seen[3]
    assert len(made.out.data()) == 4 * (HELD // 2 + 1)


class Failing(io.StringIO):
    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error

    def write(self, text: str) -> int:
        raise self.error


def test_a_closed_pipe_is_no_error() -> None:
    made = console()
    made.out = Failing(BrokenPipeError(errno.EPIPE, "Broken pipe"))
    with pytest.raises(ReaderGone):
        made.write(["x"])


def test_a_full_disk_is_one() -> None:
    made = console()
    made.out = Failing(OSError(errno.ENOSPC, "No space left on device"))
    with pytest.raises(BpcalcError, match="cannot write the answer: No space left on device"):
        made.write(["x"])


def test_a_closed_standard_output_is_one() -> None:
    made = console()
    made.out = None
    with pytest.raises(BpcalcError, match="standard output is closed"):
        made.write(["x"])
    made.out = io.StringIO()
    made.out.close()
    with pytest.raises(BpcalcError, match="cannot write the answer"):
        made.write(["x"])


@pytest.mark.parametrize("stream", [None, Failing(OSError(errno.EPIPE, "Broken pipe"))])
def test_that_nobody_reads_stderr_is_no_reason_to_fail(stream: object) -> None:
    made = console()
    made.err = stream
    made.say("a warning")
    assert made.out.data() == b""


def test_notes_are_left_out_on_request() -> None:
    made = console()
    made.note("one")
    made.quiet = True
    made.note("two")
    assert made.err.data() == b"note: one\n"


def test_a_character_that_the_encoding_lacks_is_escaped() -> None:
    made = Console()
    made.out = Screen("cp949", terminal=False)
    from backprop_cli.cli.console import make_safe

    make_safe(made.out)
    made.write(["사과 é\n"])
    assert made.out.data() == "사과 ".encode("cp949") + b"\\xe9\n"


def test_newlines_are_written_as_they_are() -> None:
    made = Console()
    made.out = io.TextIOWrapper(io.BytesIO(), newline="\r\n")  # what a Windows console does
    from backprop_cli.cli.console import make_safe

    make_safe(made.out)
    made.write(["a\r\nb\n"])
    assert made.out.buffer.getvalue() == b"a\r\nb\n"


def test_odd_streams_are_no_terminals() -> None:
    closed = io.StringIO()
    closed.close()
    assert not is_terminal(None)
    assert not is_terminal(closed)
    assert console(terminal=True).width() is not None
    assert console().width() is None


def test_a_stream_without_bytes_gets_the_text() -> None:
    console = Console()
    console.out = io.StringIO()
    console.write_utf8("사과".encode())
    assert console.out.getvalue() == "사과"
