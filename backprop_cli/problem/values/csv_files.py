"""CSV files of numbers: commas, perhaps a first line of names, one array of one or two axes."""

import csv
import io
from array import array
from collections.abc import Iterator
from typing import Any, BinaryIO

from backprop_cli.errors import ValueFault
from backprop_cli.layers.maths import Value, numpy
from backprop_cli.problem.values.budget import Budget
from backprop_cli.problem.values.npy_files import refuse
from backprop_cli.problem.values.numbers import number, numbers

LONGEST_LINE = 4 * 2**20
MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}  # of spreadsheets on Windows


def read_csv(file: BinaryIO, what: str, budget: Budget) -> Value:
    """The rows as an array (N, M), or (N,) for one column. Raises ValueFault with line and column, LimitError."""
    encoding = MARKS.get(file.read(2), "utf-8-sig")
    file.seek(0)
    # Only a line of names can be in another encoding: numbers are ASCII in all of them.
    text = io.TextIOWrapper(file, encoding=encoding, errors="replace", newline="")
    try:
        return rows_to_array(csv.reader(lines(text, what), skipinitialspace=True, strict=True), what, budget)
    except csv.Error as error:
        refuse(what, f"is no CSV file: {error}")


def lines(text: io.TextIOWrapper, what: str) -> Iterator[str]:
    """The lines; one too long for a row of numbers is refused before it fills the memory."""
    while line := text.readline(LONGEST_LINE):
        if len(line) >= LONGEST_LINE:
            refuse(what, f"has a line of more than {LONGEST_LINE} characters")
        yield line


def rows_to_array(reader: Any, what: str, budget: Budget) -> Value:
    """reader: csv's; its `line_num` counts the lines of the file."""
    entries, width = array("d"), 0
    for row in full_rows(reader, what):
        if not width:
            width = len(row)
            if is_header(row):
                continue
        if len(row) != width:
            cells = f"{len(row)} cell{'s' * (len(row) > 1)}"
            refuse(
                what, f"line {reader.line_num} has {cells}, the lines before have {width}", "the rows of an array have one length"
            )
        if 8 * (len(entries) + width) > budget.limit - budget.taken:
            budget.take(len(entries) + width, what)  # raises, and names the size so far
        entries.extend(numbers(row) or one_by_one(row, reader.line_num, what))
    if not entries:
        refuse(what, "holds no numbers", "write rows such as 1,2,3")
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
            refuse(what, f"line {gap} is empty, and more rows follow it", "take the empty line out")
        else:
            yield row


def is_header(row: list[str]) -> bool:
    """Whether a first line holds names: every cell begins as a word does, and none is nan or inf."""
    cells = [cell.strip().lower() for cell in row]
    words = all(not cell or cell[0].isalpha() or cell[0] in "_#(\ufffd" for cell in cells)
    return words and {"nan", "inf", "infinity"}.isdisjoint(cells)


def one_by_one(row: list[str], line: int, what: str) -> list[float]:
    """The cells as numbers, blanks around them allowed. Raises ValueFault for the first that is none."""
    values = []
    for column, cell in enumerate(row, 1):
        try:
            values.append(number(cell.strip()))
        except ValueFault as fault:
            hint = "cells are separated by commas" if ";" in cell or "\t" in cell.strip() else fault.hint
            message = "a value is missing" if not cell.strip() else fault.message
            raise ValueFault(f"{what} line {line}, column {column}: {message}", hint=hint) from None
    return values
