"""`-o FILE`: the answer as a file of its own, in UTF-8, whole or not at all. The console writes to it as it does to stdout."""

import os
import re
import stat
import sys
from collections.abc import Iterable
from contextlib import suppress
from typing import BinaryIO

from backprop_cli.errors import BpcalcError, UsageError

HANDED_OVER = re.compile(r"/dev/(stdout|stderr)|(?:/dev|/proc/self)/fd/([0-9]{1,9})")


class OutputFile:
    """A stream of text. When a `with` block ends well, what was written in it is the file; otherwise nothing is left of it.

    Until then it lies beside the file under another name, so that nobody ever reads half an answer. Devices, pipes and streams
    that the shell opened (/dev/stdout) cannot be replaced: they are written through.
    """

    encoding = "utf-8"

    def __init__(self, word: str, force: bool) -> None:
        """Settles where the file is, as strangers' code may change the folder. Raises UsageError for what can be no file."""
        if not word or "\0" in word or word.startswith(("-", "=")):
            raise UsageError(f"-o needs the name of a file, not '{word}'", hint="write it as -o answer.json")
        self.word = word
        self.force = force
        self.through = is_through(word)
        self.path = word if self.through else os.path.realpath(word)
        self.sources: list[str] = []
        self.temporary: str | None = None
        self.stream: BinaryIO | None = None
        if not self.through:
            self.check_folder()

    def isatty(self) -> bool:
        return False

    # What stands in the way

    def check_folder(self) -> None:
        folder = os.path.dirname(self.path)
        if os.path.isdir(self.path) or self.word.endswith(("/", os.sep)):
            raise UsageError(f"-o: '{self.word}' is a folder: name a file in it")
        if not os.path.isdir(folder):
            raise UsageError(f"-o: there is no folder '{os.path.dirname(self.word) or folder}'")
        if not os.access(self.path if os.path.exists(self.path) else folder, os.W_OK):
            raise UsageError(f"-o: '{self.word}' may not be written: permission denied")

    def spare(self, sources: Iterable[str]) -> None:
        """Refuse early to write over what the answer is made from, even with --force, and over any other file without --force."""
        self.sources += (source if source == "-" else os.path.realpath(source) for source in sources)
        self.check_free()

    def check_free(self) -> None:
        if self.through:
            return
        if any(is_same(source, self.path) for source in self.sources):
            raise UsageError(f"-o: '{self.word}' is what the answer is made from, and never written over: name another file")
        if not self.force and os.path.lexists(self.path):
            raise UsageError(f"-o: '{self.word}' exists already: name another file, or write over it with --force")

    # Writing

    def __enter__(self) -> None:
        try:
            self.stream = written_through(self.word) if self.through else self.beside()
        except BaseException as error:
            self.drop()
            raise self.in_words(error) from None

    def beside(self) -> BinaryIO:
        """A new file in the folder of the one that is meant."""
        self.check_free()
        self.temporary = os.path.join(os.path.dirname(self.path), f".bpcalc-{os.urandom(6).hex()}.tmp")
        return open(self.temporary, "xb")

    def write(self, text: str) -> None:
        """Takes text within the `with` block. Raises BrokenPipeError where nobody reads any more, BpcalcError for a full disk."""
        try:
            self.opened().write(text.encode("utf-8", "backslashreplace"))
        except OSError as error:
            raise self.in_words(error) from None

    def flush(self) -> None:
        try:
            self.opened().flush()
        except OSError as error:
            raise self.in_words(error) from None

    def opened(self) -> BinaryIO:
        if self.stream is None:
            raise RuntimeError("an OutputFile is written in its `with` block")
        return self.stream

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            if kind is None:
                self.finish()
        except OSError as error:
            raise self.in_words(error) from None
        finally:
            self.drop()

    def finish(self) -> None:
        """Put the file, which is whole now, in its place, with the rights of the one that it replaces."""
        stream = self.opened()
        stream.flush()
        if self.temporary is None:
            return
        os.fsync(stream.fileno())
        stream.close()
        self.check_free()
        if os.path.exists(self.path):
            os.chmod(self.temporary, stat.S_IMODE(os.stat(self.path).st_mode))
        os.replace(self.temporary, self.path)
        self.temporary = None

    def drop(self) -> None:
        """Close the stream, and remove what was written of an answer that is not whole."""
        with suppress(OSError):
            if self.stream is not None:
                self.stream.close()
        with suppress(OSError):
            if self.temporary is not None:
                os.unlink(self.temporary)
        self.stream = self.temporary = None

    def in_words(self, error: BaseException) -> BaseException:
        """A refusal of the operating system, with the file that it is about."""
        if not isinstance(error, OSError) or isinstance(error, BrokenPipeError):
            return error
        return BpcalcError(f"cannot write '{self.word}': {error.strerror or error}")


def is_through(word: str) -> bool:
    """Whether a path is a device, a pipe or a stream that the shell opened."""
    if HANDED_OVER.fullmatch(word):
        return True
    try:
        mode = os.stat(word).st_mode
    except OSError:
        return False
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)


def written_through(word: str) -> BinaryIO:
    """A device or pipe, open; of a stream that the shell opened a copy, which goes on where the stream is."""
    handed = HANDED_OVER.fullmatch(word)
    if handed is None:
        return open(word, "wb")
    number = {"stdout": 1, "stderr": 2}[handed[1]] if handed[1] else int(handed[2])
    return os.fdopen(os.dup(number), "wb")


def is_same(source: str, path: str) -> bool:
    """Whether two paths lead to one file; the source may be "-", standard input."""
    try:
        status = os.fstat(sys.stdin.fileno()) if source == "-" else os.stat(source)
        return os.path.samestat(status, os.stat(path))
    except (OSError, ValueError, AttributeError):  # there is none yet, or nothing like a file is read
        return False
