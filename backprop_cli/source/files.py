"""From a path or bytes to text: what is no text, too large, or in another encoding is refused here."""

import os
import stat
from typing import BinaryIO, Literal

from backprop_cli.errors import LimitError, Place, SourceError
from backprop_cli.source.places import Source, excerpt_around

MEBIBYTE = 2**20
SPELLINGS: tuple[Literal["NFC", "NFD"], ...] = ("NFC", "NFD")  # of 한 and é: keyboards type the one, a Mac keeps the other
PIECE = 2**26  # bytes: as many as a file may have by default


def load(path: str, max_size: int, folder: str = "") -> Source:
    """Read a file as text. Raises SourceError for what is no readable text file, LimitError for more than `max_size` bytes.

    folder: where a relative path begins; "" for the current folder.

    A pipe is read where the shell made it (/dev/stdin, /dev/fd/63); other pipes and devices could wait for ever.
    """
    try:
        data = read_bytes(path, max_size, os.path.join(folder, path))
    except FileNotFoundError:
        raise SourceError(f"there is no file '{path}'", hint=problem_file_meant(path)) from None
    except (OSError, ValueError) as error:
        raise SourceError(f"cannot read '{path}': {system_reason(error)}") from None
    return from_bytes(data, path, path.lower().endswith(".json"), max_size)


def on_disk(path: str) -> str:
    """The path as its folder spells it: where there is no such file, there may be one whose letters are composed otherwise."""
    if path.isascii() or os.path.exists(path):
        return path
    from unicodedata import normalize

    folder, name = os.path.split(path)
    spelt = [os.path.join(on_disk(folder), normalize(form, name)) for form in SPELLINGS]
    return next(filter(os.path.exists, spelt), path)


def read_bytes(path: str, max_size: int, at: str) -> bytes:
    """What is in the file at a place, which messages call by its path."""
    status = os.stat(at)
    if stat.S_ISDIR(status.st_mode):
        raise SourceError(f"'{path}' is a folder, not a problem file", hint=inhabitant(path))
    if may_wait(status, path):
        raise SourceError(f"'{path}' is a pipe or device, not a file", hint="give it on standard input: bpcalc … - < FILE")
    if stat.S_ISREG(status.st_mode) and status.st_size > max_size:
        raise too_large(path, max_size)
    opener = unwaiting if stat.S_ISREG(status.st_mode) else None
    with open(at, "rb", opener=opener) as file:
        return read_up_to(file, max_size + 1)


def may_wait(status: os.stat_result, path: str) -> bool:
    """Whether reading could wait for ever: on a pipe or device that the shell did not open for us."""
    return not stat.S_ISREG(status.st_mode) and not stat.S_ISDIR(status.st_mode) and not handed_over(path)


def unwaiting(path: str, flags: int) -> int:
    """Open what calls itself a file without waiting for it: some of the kernel's are streams that never end."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def read_up_to(file: BinaryIO, most: int) -> bytes:
    """At most so many bytes, a piece at a time: Python makes room for all that is asked for before it reads."""
    pieces = []
    while most > 0 and (piece := file.read(min(most, PIECE))):
        pieces.append(piece)
        most -= len(piece)
    return pieces[0] if len(pieces) == 1 else b"".join(pieces)


def handed_over(path: str) -> bool:
    """Whether a path is a stream that the shell opened for us."""
    if path in ("/dev/stdin", "/proc/self/fd/0"):
        return True
    folder, _, number = path.rpartition("/")
    return folder in ("/dev/fd", "/proc/self/fd") and number.isascii() and number.isdigit()


def too_large(file: str, max_size: int) -> LimitError:
    size = f"{max_size // MEBIBYTE} MiB" if max_size % MEBIBYTE == 0 else f"{max_size} bytes"
    return LimitError(f"'{file}' is larger than {size}", hint="raise the limit with --max-size")


def system_reason(error: OSError | ValueError) -> str:
    """Why the system refuses, in its words, as part of a sentence."""
    if not isinstance(error, OSError):
        return "no file can have that name"
    said = error.strerror or type(error).__name__
    return said[:1].lower() + said[1:]


def problem_file_meant(path: str) -> str | None:
    """A hint with the problem file that was perhaps meant."""
    from backprop_cli.suggest import did_you_mean

    folder, name = os.path.split(path)
    return did_you_mean(path, [os.path.join(folder, other) for other in problem_files(folder or ".")]) if name else None


def inhabitant(folder: str) -> str | None:
    names = problem_files(folder)
    best = next((name for name in names if name.startswith("problem.")), names[0] if names else None)
    return f"did you mean '{os.path.join(folder, best)}'?" if best else None


def problem_files(folder: str) -> list[str]:
    try:
        names = os.listdir(folder)
    except OSError:
        return []
    return sorted(name for name in names if name.lower().endswith((".yaml", ".yml", ".json")))


def from_bytes(data: bytes, file: str, json: bool, max_size: int) -> Source:
    """Decode a file's bytes: UTF-8, or UTF-16 with a byte order mark. Raises SourceError, or LimitError beyond `max_size`."""
    if len(data) > max_size:
        raise too_large(file, max_size)
    text = decoded(data, file)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return Source(file, text, json)


def decoded(data: bytes, file: str) -> str:
    if data[:4] not in (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff") and data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encoding = "utf-16"
    elif b"\x00" in data:
        raise binary(data, file)
    else:
        encoding = "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise undecodable(data, file, error.start, encoding) from None
    if "\x00" in text:
        raise SourceError("this is no text file: it holds zero bytes", Place(file, 1, 1))
    return text


def binary(data: bytes, file: str) -> SourceError:
    """The fault of a file with zero bytes in it: UTF-16, UTF-32, a NumPy file or an archive, by its first bytes."""
    place = Place(file, 1, 1)
    if data[:4] in (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff"):
        return SourceError("this looks like UTF-32, not UTF-8", place, "save the file as UTF-8")
    head = data[:200]
    if head[1::2].count(0) > len(head) // 4 or head[0::2].count(0) > len(head) // 4:
        return SourceError("this looks like UTF-16 without a byte order mark", place, "save the file as UTF-8")
    known = {b"\x93NUMPY": "a NumPy array", b"PK": "a zip or npz archive"}
    what = next((f"; it looks like {kind}" for magic, kind in known.items() if data.startswith(magic)), "")
    hint = "name the array in a problem file: x: {file: …}" if what else "a problem is a YAML or JSON text"
    return SourceError(f"this is no text file: it holds zero bytes{what}", place, hint)


LOCALES = {"cp949": "Korean", "cp932": "Japanese", "gb18030": "Chinese", "cp1252": "Western European"}
SAMPLE = 2**16


def undecodable(data: bytes, file: str, start: int, encoding: str) -> SourceError:
    """The fault of bytes that are not UTF-8, at the first of them, with the encoding that they look like."""
    if encoding == "utf-16":
        return SourceError("this is broken UTF-16", Place(file, 1, 1), "save the file as UTF-8")
    first = data.rfind(b"\n", 0, start) + 1
    guess = looks_like(data[max(first, start - SAMPLE) : start + SAMPLE])
    end = data.find(b"\n", start)
    excerpt = data[first : end if end >= 0 else len(data)].rstrip(b"\r").decode(guess, "replace")
    column = len(data[first:start].decode(guess, "replace")) + 1
    shown, cut = excerpt_around(excerpt, 0, len(excerpt), column - 1)
    place = Place(file, data.count(b"\n", 0, start) + 1, column, shown, cut=cut)
    hint = f"save it as UTF-8, or: iconv -f {guess} -t utf-8 '{file}' > new.yaml"
    return SourceError(f"this is not UTF-8: it looks like {guess} ({LOCALES[guess]} Windows)", place, hint)


def looks_like(sample: bytes) -> str:
    """The encoding in which most characters beyond ASCII are of the script that it was made for."""
    import re

    if not re.search(rb"[\x80-\xff]{2}", sample):  # accented letters stand alone; the bytes of Asian scripts do not
        return "cp1252"
    return next((name for name in SCRIPTS if share_of_script(sample, name) > 0.5), "cp1252")


# The ranges that count, and the narrower encoding that must know the character: cp949 gives rare syllables to Japanese bytes.
SCRIPTS = {"cp949": ("가힣", "euc_kr"), "cp932": ("ぁヿ一鿿", "cp932"), "gb18030": ("一鿿", "gb2312")}


def share_of_script(sample: bytes, encoding: str) -> float:
    """Which share of the characters beyond ASCII is of the encoding's script."""
    ranges, core = SCRIPTS[encoding]
    wide = [character for character in sample.decode(encoding, "replace") if not character.isascii()]
    fit = [c for c in wide if any(low <= c <= high for low, high in zip(ranges[::2], ranges[1::2], strict=True))]
    known = [c for c in fit if len(c.encode(core, "ignore")) == 2]  # euc_kr spells the others out in eight bytes
    return len(known) / max(len(wide), 1)
