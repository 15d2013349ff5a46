"""NumPy's .npz archives: one array of them is unpacked, as far as its own header and the memory limit allow."""

import struct
import zipfile
import zlib
from io import BufferedReader

from backprop_cli.errors import BpcalcError
from backprop_cli.layers.maths import Value
from backprop_cli.problem.values.budget import Budget
from backprop_cli.problem.values.notation import quoted
from backprop_cli.problem.values.npy_files import read_npy, refuse_file

LARGEST_DIRECTORY = 4 * 2**20  # bytes: zipfile makes an object for each name, some 40,000 of them here
MOST_LISTED = 10
END, END_64, LOCATOR = b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07"
# What zipfile raises for archives that are damaged, or of a kind that it cannot read.
DAMAGED = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, ValueError, OverflowError, NotImplementedError)


def read_npz(
    file: BufferedReader, size: int, what: str, key: str | None, budget: Budget, remarks: list[BpcalcError] | None = None
) -> Value:
    """The array called `key`; without a key the only one. Raises ValueFault, and LimitError before anything is made."""
    try:
        if directory_size(file, size) > LARGEST_DIRECTORY:
            refuse_file(what, "lists more arrays than can be read")
        with zipfile.ZipFile(file) as archive:
            return read_member(archive, what, key, budget, remarks)
    except DAMAGED:
        refuse_file(what, "is damaged, or no .npz archive", "save the arrays again with numpy.savez")


def read_member(archive: zipfile.ZipFile, what: str, key: str | None, budget: Budget, remarks: list[BpcalcError] | None) -> Value:
    keys = [name.removesuffix(".npy") for name in archive.namelist()]
    if key is None and len(keys) != 1:
        refuse_file(what, *(("holds several arrays under their keys", keys_listed(keys)) if keys else ("holds no array",)))
    key = keys[0] if key is None else key
    if key not in keys:
        from backprop_cli.suggest import did_you_mean

        near = did_you_mean(key, keys) if len(keys) > MOST_LISTED else None
        refuse_file(what, f"has no array {quoted(key)}", near or keys_listed(keys))
    name = key if f"{key}.npy" not in archive.NameToInfo else f"{key}.npy"
    member = archive.getinfo(name)
    if member.flag_bits & 1:
        refuse_file(what, "is encrypted")
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        refuse_file(what, f"is compressed in a way that NumPy does not write (method {member.compress_type})")
    with archive.open(member) as stream:
        return read_npy(stream, member.file_size, f"{quoted(key)} in {what}", budget, remarks)  # type: ignore[arg-type]  # it has readinto


def keys_listed(keys: list[str]) -> str:
    names = ", ".join(quoted(key) for key in keys[:MOST_LISTED])
    more = f" and {len(keys) - MOST_LISTED} more" if len(keys) > MOST_LISTED else ""
    return f"it has {names}{more}" if keys else "it holds none"


def directory_size(file: BufferedReader, size: int) -> int:
    """How large the archive says its list of names is; zipfile reads all of it before anybody can look.

    The record that says so ends the file, but for a comment (APPNOTE.TXT 4.3.16; 4.3.14 and 4.3.15 for large archives).
    """
    tail_size = min(size, 22 + 0xFFFF + 20)
    file.seek(size - tail_size)
    tail = file.read(tail_size)
    at = len(tail) - 22
    if at < 0 or tail[at : at + 4] != END or tail[-2:] != b"\0\0":
        at = tail.rfind(END)
    if at < 0:
        raise zipfile.BadZipFile("it does not end as a zip archive does")
    locator = tail[max(0, at - 20) : at]
    if locator.startswith(LOCATOR):
        file.seek(int.from_bytes(locator[8:16], "little"))
        record = file.read(56)
        if record.startswith(END_64):
            return int.from_bytes(record[40:48], "little")
    return int.from_bytes(tail[at + 12 : at + 16], "little")
