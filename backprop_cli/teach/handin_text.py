"""The bytes of a hand-in → its text, whatever it was saved as: what a student's editor did to it is no mistake of the student's."""

from typing import NamedTuple

from backprop_cli.errors import SourceError
from backprop_cli.phrases import to_say
from backprop_cli.source.files import LOCALES, decoded, looks_like

SAMPLE = 2**16
CODES = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
MENDED = to_say("read as {encoding}")


class HandinText(NamedTuple):
    """encoding: what it was taken for, where it is not what files should be in. sure: whether every letter is certain."""

    text: str
    encoding: str | None = None
    sure: bool = True


def handin_text(data: bytes, file: str) -> HandinText:
    """The text of a hand-in. Raises SourceError for what is none."""
    try:
        return HandinText(decoded(data, file))
    except SourceError:
        found = wide(data) if b"\x00" in data else local(data)
        if found is None:
            raise
        return found


def wide(data: bytes) -> HandinText | None:
    """UTF-16 without its mark, and UTF-32: every letter of Latin has zeros beside it, and no text has a zero in it."""
    for encoding in CODES:
        try:
            text = data.decode(encoding).removeprefix("\ufeff")
        except UnicodeDecodeError:
            continue
        if "\x00" not in text and "expect" in text:
            return HandinText(text, encoding)
    return None


def local(data: bytes) -> HandinText:
    """An encoding of Windows, the one that it looks like; letters that it lacks are lost, and with them no digit."""
    start = first_beyond_ascii(data)
    encoding = looks_like(data[max(0, start - SAMPLE) : start + SAMPLE])
    assert encoding in LOCALES
    try:
        return HandinText(data.decode(encoding), encoding, encoding != "cp1252")
    except UnicodeDecodeError:
        return HandinText(data.decode(encoding, "replace"), encoding, False)


def first_beyond_ascii(data: bytes) -> int:
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return error.start
    return 0
