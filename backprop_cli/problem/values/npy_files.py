"""NumPy's .npy format, read without trusting it: the header is matched, not evaluated, and held against the file's size."""

import math
import re
from io import BufferedIOBase
from typing import NamedTuple, NoReturn

from backprop_cli.errors import BpcalcError, ValueFault
from backprop_cli.layers.base import Shape
from backprop_cli.layers.maths import Value, numpy
from backprop_cli.problem.values.budget import Budget, size_in_words
from backprop_cli.problem.values.notation import LARGEST_EXACT, MOST_AXES

MAGIC = b"\x93NUMPY"
VERSIONS = {(1, 0): 2, (2, 0): 4, (3, 0): 4}  # version → bytes of the header's length
LONGEST_HEADER = 10_000  # NumPy's own limit
CHUNK = 2**20
NUMERIC = re.compile(r"[<>|=]?(?:b1|[iu][1248]|f[248])")
DESCR = re.compile(r"['\"]descr['\"]\s*:\s*['\"]([^'\"]*)['\"]")
RECORDS = re.compile(r"['\"]descr['\"]\s*:\s*[\[(]")
ORDER = re.compile(r"['\"]fortran_order['\"]\s*:\s*(True|False)\b")
SHAPE = re.compile(r"['\"]shape['\"]\s*:\s*\(([0-9,\sL]*)\)")
OTHER_KINDS = {
    "O": "Python objects, which only a pickle can store",
    "U": "texts",
    "S": "texts",
    "a": "texts",
    "M": "dates",
    "m": "time spans",
    "c": "complex numbers",
    "V": "records",
    "f": "floats of more than 64 bits",
}


class Header(NamedTuple):
    dtype: str
    fortran: bool
    shape: Shape


def read_npy(stream: BufferedIOBase, size: int, what: str, budget: Budget, remarks: list[BpcalcError] | None = None) -> Value:
    """The array in `stream`, which holds `size` bytes. Raises ValueFault, and LimitError before anything is made."""
    header, begin = read_header(stream, what)
    dtype = numpy().dtype(header.dtype)
    count = math.prod(header.shape)
    promised, held = count * dtype.itemsize, size - begin
    if promised != held:
        refuse_file(what, f"promises {size_in_words(promised)} of numbers, but holds {size_in_words(max(held, 0))}")
    if not count:
        refuse_file(what, f"is empty: its shape is {header.shape}")
    budget.take(count, what)
    stored = filled_from(stream, promised, what).view(dtype)
    entries = stored.astype(float, copy=False)
    if dtype.kind in "iu" and dtype.itemsize == 8:
        tell_of_rounding(stored, what, remarks)
    array = entries.reshape(header.shape[::-1]).T if header.fortran else entries.reshape(header.shape)
    return finite_array(array, what)


def tell_of_rounding(stored: Value, what: str, remarks: list[BpcalcError] | None) -> None:
    """Say of the first whole number that a float64 does not hold."""
    beyond = stored > LARGEST_EXACT
    if stored.dtype.kind == "i":
        beyond |= stored < -LARGEST_EXACT
    rounded = next((entry for entry in stored[beyond].tolist() if int(float(entry)) != entry), None)
    if rounded is not None:
        message = f"{what} holds whole numbers that a float64 rounds: {rounded} becomes {int(float(rounded))}"
        note_warning(remarks, message, "everything is computed in float64, which is exact up to 2**53")


def read_header(stream: BufferedIOBase, what: str) -> tuple[Header, int]:
    """The header, and how many bytes it took."""
    start = stream.read(8)
    if len(start) < 8 or not start.startswith(MAGIC):
        refuse_file(what, *stranger(start))
    width = VERSIONS.get((start[6], start[7]))
    if width is None:
        refuse_file(what, f"has version {start[6]}.{start[7]} of the format, which is not known")
    length = int.from_bytes(stream.read(width), "little")
    if length > LONGEST_HEADER:
        refuse_file(what, f"has a header of {size_in_words(length)}", "NumPy writes a short one")
    return header_parsed(stream.read(length).decode("latin-1"), what), 8 + width + length


def stranger(start: bytes) -> tuple[str, str | None]:
    if start.startswith(b"PK"):
        return "is a zip archive, not an .npy file", "call it .npz, and name its 'key'"
    if start.startswith(b"\x80"):
        return "is a pickle, and pickles are not read", "save the array with numpy.save"
    return "is no .npy file", "save the array with numpy.save"


def header_parsed(text: str, what: str) -> Header:
    """The header's dictionary, of which three entries are needed."""
    descr, order, shape = DESCR.search(text), ORDER.search(text), SHAPE.search(text)
    if RECORDS.search(text):
        refuse_file(what, "holds records, not numbers")
    sizes = re.findall(r"[0-9]+", shape[1]) if shape else []
    if descr is None or order is None or shape is None or len(sizes) > MOST_AXES or any(len(size) > 19 for size in sizes):
        refuse_file(what, "has a header that cannot be read", "save the array again with numpy.save")
    if not NUMERIC.fullmatch(descr[1]):
        kind = OTHER_KINDS.get(descr[1].lstrip("<>|=")[:1], f"entries of type '{descr[1][:20]}'")
        refuse_file(what, f"holds {kind}", "arrays hold real numbers")
    return Header(descr[1], order[1] == "True", tuple(map(int, sizes)))


def filled_from(stream: BufferedIOBase, size: int, what: str) -> Value:
    """`size` bytes as a NumPy array, read in pieces, and not one byte more than promised."""
    buffer = numpy().empty(size, dtype="u1")
    view, done = memoryview(buffer), 0
    while done < size:
        count = stream.readinto(view[done : done + CHUNK])
        if not count:
            refuse_file(what, "ends before its last number")
        done += count
    return buffer


def finite_array(array: Value, what: str) -> Value:
    """An array as problems hold it: C-contiguous, a 0-d one as a float. Raises ValueFault for the first nan or infinity."""
    np = numpy()
    good = np.isfinite(array)
    if not good.all():
        index = [int(i) for i in np.unravel_index(np.argmin(good), array.shape)]
        refuse_file(what, f"holds {float(array[tuple(index)])!r}" + (f" at {index}" if index else ""), "values are finite")
    return np.ascontiguousarray(array) if array.ndim else float(array)


def note_warning(remarks: list[BpcalcError] | None, message: str, hint: str) -> None:
    """Note a warning, for whoever wants to hear it."""
    if remarks is not None:
        remarks.append(ValueFault(message, hint=hint, severity="warning"))


def refuse_file(what: str, message: str, hint: str | None = None) -> NoReturn:
    raise ValueFault(f"{what} {message}", hint=hint)
