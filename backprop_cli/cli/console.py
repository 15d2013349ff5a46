"""The two streams: stdout, or the file of -o, gets the answer and nothing else, stderr all that is said about it."""

import os
import sys
from collections.abc import Iterable
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

from backprop_cli.errors import BpcalcError

if TYPE_CHECKING:
    from backprop_cli.cli.output_file import OutputFile

Stream = Any  # a text stream, or None where the process was started without one

HELD = 1 << 20  # characters: an answer up to here is whole before its first character is out
GLYPHS = "∂×→·÷√²─│"  # what tables draw with


class ReaderGone(Exception):
    """The program that read the other end of the pipe has ended."""


class Console:
    """The streams of one run, and how they were asked to look. `color`: always, never, or None for auto; `file`: that of -o;
    `folder`: where relative paths begin, once strangers' code may have gone elsewhere."""

    __slots__ = ("ascii", "color", "err", "file", "folder", "out", "quiet")

    def __init__(self) -> None:
        self.out: Stream = sys.stdout
        self.err: Stream = sys.stderr
        self.color: str | None = None
        self.ascii = False
        self.quiet = False
        self.file: OutputFile | None = None
        self.folder = ""
        for stream in (self.out, self.err):
            make_safe(stream)

    def write(self, chunks: Iterable[str]) -> int:
        """Write the answer; 0 when it is out. Raises ReaderGone for a closed pipe, BpcalcError for a disk that is full."""
        held: list[str] = []
        size = 0
        with self.file or nullcontext():
            for chunk in chunks:
                held.append(chunk)
                size += len(chunk)
                if size > HELD:
                    self.put("".join(held))
                    held, size = [], 0
            self.put("".join(held))
        return 0

    def write_to(self, word: str, force: bool) -> None:
        """-o: the answer goes to a file, and has the look that suits one."""
        from backprop_cli.cli.output_file import OutputFile

        self.out = self.file = OutputFile(word, force)

    def spare(self, sources: Iterable[str]) -> None:
        """Refuse a file of -o that the answer is made from: it would be written over."""
        if self.file is not None:
            self.file.spare(sources)

    def put(self, text: str) -> None:
        if self.out is None:
            raise BpcalcError("cannot write the answer: standard output is closed")
        try:
            self.out.write(text)
            self.out.flush()
        except (OSError, ValueError) as error:
            raise write_failure(error) from None

    def write_utf8(self, data: bytes) -> int:
        """Write bytes of UTF-8 as they are, whatever the console's encoding."""
        binary = getattr(self.out, "buffer", None)
        if binary is None:
            return self.write([data.decode("utf-8")])
        try:
            binary.write(data)
            binary.flush()
        except (OSError, ValueError) as error:
            raise write_failure(error) from None
        return 0

    def say(self, text: str) -> None:
        """A line on stderr. That nobody can read it is no reason to fail."""
        if self.err is None:
            return
        try:
            self.err.write(text)
            self.err.flush()
        except (OSError, ValueError):
            pass

    def note(self, text: str) -> None:
        if not self.quiet:
            from backprop_cli.cli.printable import escaped_for

            self.say(f"note: {escaped_for(text, self.encoding(self.err))}\n")

    def encoding(self, stream: Stream) -> str:
        return getattr(stream, "encoding", None) or "utf-8"

    def plain(self) -> bool:
        """Whether stdout is to do without signs beyond ASCII."""
        return self.ascii or not can_write(GLYPHS, self.encoding(self.out))

    def is_utf8(self) -> bool:
        return self.encoding(self.out).lower().replace("_", "-") in ("utf-8", "utf8")

    def colored(self, stream: Stream) -> bool:
        """--color over NO_COLOR over FORCE_COLOR over what the terminal is; a file has colours only where they were asked for."""
        if self.color is not None:
            return self.color == "always"
        if os.environ.get("NO_COLOR") or (stream is not None and stream is self.file):
            return False
        if os.environ.get("FORCE_COLOR", "0") not in ("", "0"):
            return True
        return is_terminal(stream) and (os.environ.get("TERM") or ("" if os.name == "nt" else "dumb")) != "dumb"

    def width(self) -> int | None:
        """The terminal's width in cells; None where stdout is no terminal."""
        if not is_terminal(self.out):
            return None
        from shutil import get_terminal_size

        return get_terminal_size().columns


CURRENT: list[Console] = []


def console() -> Console:
    """The console of the run that is going on."""
    if not CURRENT:
        CURRENT.append(Console())
    return CURRENT[-1]


def make_safe(stream: Stream) -> None:
    """Set a stream so that no character stops an answer, and \\n stays \\n (csv and Windows would each add a carriage return)."""
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(errors="backslashreplace", newline="\n")


def can_write(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except (UnicodeError, LookupError):
        return False
    return True


def is_terminal(stream: Stream) -> bool:
    try:
        return bool(stream.isatty())
    except (AttributeError, ValueError, OSError):
        return False


def write_failure(error: OSError | ValueError) -> Exception:
    """The exception that a failed write is to become. Windows says EINVAL where others say EPIPE."""
    from errno import EINVAL

    if isinstance(error, BrokenPipeError) or (os.name == "nt" and getattr(error, "errno", None) == EINVAL):
        return ReaderGone()
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return BpcalcError(f"cannot write the answer: {reason}")
