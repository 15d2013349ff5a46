"""CSV files of numbers: commas, perhaps a first line of names, one array of one or two axes."""

import csv
import io
from array import array
from collections.abc import Iterator
from typing import Any, BinaryIO, NoReturn

from backprop_cli.errors import BpcalcError, ValueFault
from backprop_cli.layers.maths import Value, numpy
from backprop_cli.problem.values.budget import Budget
from backprop_cli.problem.values.csv_cells import is_header, look_like_decimals, misread_row, refused_cell
from backprop_cli.problem.values.npy_files import note_warning, refuse_file
from backprop_cli.problem.values.numbers import number, numbers

LONGEST_LINE = 4 * 2**20
LOOKED_AT = 1000  # rows, for decimal commas
MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}  # of spreadsheets on Windows


def read_csv(file: BinaryIO, what: str, budget: Budget, remarks: list[BpcalcError] | None = None) -> Value:
    """The rows as an array (N, M), or (N,) for one column. Raises ValueFault with line and column, LimitError."""
    encoding = MARKS.get(file.read(2), "utf-8-sig")
    file.seek(0)
    # Only a line of names can be in another encoding: numbers are ASCII in all of them.
    text = io.TextIOWrapper(file, encoding=encoding, errors="replace", newline="")
    try:
        return rows_to_array(csv.reader(lines(text, what), skipinitialspace=True, strict=True), what, budget, remarks)
    except csv.Error as error:
        refuse_file(what, f"is no CSV file: {error}")
    finally:
        text.detach()  # the file is its opener's to close


def lines(text: io.TextIOWrapper, what: str) -> Iterator[str]:
    """The lines; one too long for a row of numbers is refused before it fills the memory."""
    while line := text.readline(LONGEST_LINE):
        if len(line) >= LONGEST_LINE:
            refuse_file(what, f"has a line of more than {LONGEST_LINE} characters")
        yield line


def rows_to_array(reader: Any, what: str, budget: Budget, remarks: list[BpcalcError] | None) -> Value:
    """reader: csv's; its `line_num` counts the lines of the file."""
    entries, width, named = array("d"), 0, False
    sample: list[list[str]] = []
    for row in full_rows(reader, what):
        if not width:
            width, named = len(row), is_header(row)
            if named:
                continue
        if len(row) != width:
            refuse_row(row, width, reader.line_num, what)
        if 8 * (len(entries) + width) > budget.limit - budget.taken:
            budget.take(len(entries) + width, what)  # raises, and names the size so far
        entries.extend(numbers(row) or cells_one_by_one(row, reader.line_num, what))
        if len(sample) < LOOKED_AT:
            sample.append(row)
    if not entries:
        refuse_file(what, "holds no numbers", "write rows such as 1,2,3")
    if width == 2 and not named and look_like_decimals(sample):
        hint = "write 0.5 for 0,5; where there are two columns, a first line of names says so: a,b"
        note_warning(remarks, f"{what} looks like decimal commas, and is read as two columns", hint)
    budget.take(len(entries), what)
    values = numpy().array(entries)
    return values if width == 1 else values.reshape(-1, width)


def full_rows(reader: Any, what: str) -> Iterator[list[str]]:
    """The rows; blank lines may only end a file."""
    gap = 0
    for row in reader:
        if len(row) < 2 and not "".join(row).strip():
            gap = gap or reader.line_num
        elif gap:
            refuse_file(what, f"line {gap} is empty, and more rows follow it", "take the empty line out")
        else:
            yield row


def refuse_row(row: list[str], width: int, line: int, what: str) -> NoReturn:
    """Raises ValueFault for a row of another length than the rows before."""
    found = misread_row(row, width)
    if found is not None:
        refuse_file(what, f"line {line} {found[0]}", found[1])
    cells = f"{len(row)} cell{'s' * (len(row) > 1)}"
    refuse_file(what, f"line {line} has {cells}, the lines before have {width}", "the rows of an array have one length")


def cells_one_by_one(row: list[str], line: int, what: str) -> list[float]:
    """The cells as numbers, blanks around them allowed. Raises ValueFault for the first that is none."""
    values = []
    for column, cell in enumerate(row, 1):
        try:
            values.append(number(cell.strip()))
        except ValueFault:
            found = misread_row(row)
            if found is not None:
                refuse_file(what, f"line {line} {found[0]}", found[1])
            fault = refused_cell(cell.strip())
            raise ValueFault(f"{what} line {line}, column {column}: {fault.message}", hint=fault.hint) from None
    return values
