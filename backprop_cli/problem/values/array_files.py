"""Array files beside a problem: regular files below its folder, and nothing else, are opened."""

import os
import stat
from io import BufferedReader

from backprop_cli.errors import BpcalcError, ValueFault
from backprop_cli.layers.maths import Value
from backprop_cli.problem.values.budget import Budget
from backprop_cli.problem.values.notation import quoted
from backprop_cli.source.files import on_disk, system_reason

ENDINGS = (".npy", ".npz", ".csv")
MOST_NEIGHBOURS = 1000


def read_array(path: str, key: str | None, folder: str | None, budget: Budget, remarks: list[BpcalcError] | None = None) -> Value:
    """The array in a file, as a float or a C-contiguous float64 array.

    path: relative, with forward slashes. key: which array of an .npz. folder: the problem's; None: the current one.
    remarks: gets a warning for each thing that is read, but perhaps not as it was meant.
    Raises ValueFault for what is no such file or array, LimitError for an array that is too large. Nothing is unpickled.
    """
    ending = os.path.splitext(path)[1].lower()
    if ending not in ENDINGS:
        raise ValueFault(f"{quoted(path)} is no array file", hint="array files end in .npy, .npz or .csv")
    if key is not None and ending != ".npz":
        raise ValueFault(f"{quoted(path)} holds one array, and so has no 'key'", hint="leave 'key' out")
    target = inside(path, os.path.realpath(folder or "."))
    try:
        with opened_file(path, target) as file:
            budget.files.append(target)
            return file_content(file, ending, path, key, budget, remarks)
    except FileNotFoundError:
        raise ValueFault(f"there is no file {quoted(path)} in the problem's folder", hint=nearest_array_file(target)) from None
    except OSError as error:
        raise ValueFault(f"cannot read {quoted(path)}: {system_reason(error)}") from None


def file_content(
    file: BufferedReader, ending: str, path: str, key: str | None, budget: Budget, remarks: list[BpcalcError] | None
) -> Value:
    """What an open file holds. A reader is imported when the first file of its kind is met."""
    size = os.fstat(file.fileno()).st_size
    if ending == ".npy":
        from backprop_cli.problem.values.npy_files import read_npy

        return read_npy(file, size, quoted(path), budget, remarks)
    if ending == ".npz":
        from backprop_cli.problem.values.npz_files import read_npz

        return read_npz(file, size, quoted(path), key, budget, remarks)
    from backprop_cli.problem.values.csv_files import read_csv

    return read_csv(file, quoted(path), budget, remarks)


def inside(path: str, root: str) -> str:
    """The absolute path of a file below `root`, links followed. Raises ValueFault for every other."""
    from pathlib import PureWindowsPath

    if "\\" in path:
        raise ValueFault(f"{quoted(path)} has a backslash", hint="write paths with /, on Windows as well")
    windows = PureWindowsPath(path)
    if os.path.isabs(path) or windows.drive or windows.root:
        raise ValueFault(f"{quoted(path)} is not a relative path", hint="name a file beside the problem")
    if not path.isprintable():
        raise ValueFault(f"{quoted(path)} has a character that does not print")
    target = os.path.realpath(on_disk(os.path.join(root, path)))
    if not target.startswith(os.path.join(root, "")):
        raise ValueFault(f"{quoted(path)} leaves the problem's folder", hint="copy the file beside the problem")
    return target


def opened_file(path: str, target: str) -> BufferedReader:
    """A regular file, open. Raises ValueFault for a folder, pipe or device before it is opened, OSError for no such file."""
    refuse_irregular(path, os.stat(target).st_mode)
    # What lies there can change between two looks: a pipe must not make us wait, nor a link lead elsewhere.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    file = os.fdopen(os.open(target, flags), "rb")
    try:
        refuse_irregular(path, os.fstat(file.fileno()).st_mode)
    except ValueFault:
        file.close()
        raise
    return file


def refuse_irregular(path: str, mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise ValueFault(f"{quoted(path)} is a folder, not an array file")
    if not stat.S_ISREG(mode):
        raise ValueFault(f"{quoted(path)} is a pipe or device, not an array file")


def nearest_array_file(target: str) -> str:
    """A file of nearly that name in the same folder."""
    from itertools import islice

    from backprop_cli.suggest import did_you_mean

    try:
        with os.scandir(os.path.dirname(target)) as entries:
            names = [entry.name for entry in islice(entries, MOST_NEIGHBOURS) if entry.name.lower().endswith(ENDINGS)]
    except OSError:
        return "its folder is not there"
    return did_you_mean(os.path.basename(target), sorted(names)) or "paths begin there, not in the current folder"
