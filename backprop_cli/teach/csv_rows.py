"""The rows of a CSV file as spreadsheets and forms save it, every cell a text: `00123` keeps its zeros."""

import os
from collections.abc import Sequence
from typing import NamedTuple

from backprop_cli.errors import LimitError, Place, SourceError, StructureError
from backprop_cli.problem.values.notation import quoted
from backprop_cli.source import read_up_to
from backprop_cli.source.files import LOCALES, looks_like, may_wait, system_reason
from backprop_cli.suggest import way_out
from backprop_cli.teach.whole_words import composed

MOST_BYTES = 64 * 2**20
MOST_ROWS = 100_000
MOST_COLUMNS = 10_000
MOST_CELLS = 10_000_000
SEEN = 2**16  # characters of a header, by which its delimiter is told: the reader of CSV takes no cell of twice as many
DELIMITERS = ",;\t"
SAVED_AS = "save it as CSV in UTF-8"
READ = ("cp949", "cp932")  # the encodings beside Unicode in which spreadsheets of Korea and Japan save CSV
UTF_16 = (b"\xff\xfe", b"\xfe\xff")


class CsvRows(NamedTuple):
    """A header, and the rows below it that are not empty, each as long as the header; lines: where each row begins."""

    file: str
    header: list[str]
    rows: list[list[str]]
    lines: list[int]

    def column(self, name: str) -> int:
        """The position of a column. Raises StructureError for a name that the header does not have, or has twice."""
        wanted = composed(name.strip())
        found = [position for position, title in enumerate(self.header) if composed(title) == wanted]
        if not found:
            hint = way_out(name, [title for title in self.header if title])
            raise StructureError(f"no column is called {quoted(name)}", Place(self.file, 1, 1), hint)
        if len(found) > 1:
            raise StructureError(f"{len(found)} columns are called {quoted(name)}", Place(self.file, 1, 1), "rename one of them")
        return found[0]


def read_csv_rows(path: str) -> CsvRows:
    """A CSV file with a header: UTF-8, UTF-16, cp949 or cp932; commas, semicolons or tabs. Raises BpcalcError."""
    import csv

    text = csv_text(csv_bytes(path), path)
    lines = text.splitlines(keepends=True)
    reader = csv.reader(lines, delimiter=delimiter_of(lines[0] if lines else ""), skipinitialspace=True)
    rows: list[list[str]] = []
    places: list[int] = []
    try:
        begins = 1
        for row in reader:
            if len(row) > MOST_COLUMNS:
                raise LimitError(f"{len(row):,} columns, more than {MOST_COLUMNS:,}", Place(path, begins, 1))
            if any(cell.strip() for cell in row):
                rows.append([cell.strip() for cell in row])
                places.append(begins)
            begins = reader.line_num + 1
    except csv.Error as error:
        raise SourceError(f"this is no CSV file: {error}", Place(path, reader.line_num + 1, 1), SAVED_AS) from None
    if len(rows) < 2:
        raise StructureError("a header and a row below it are needed", Place(path, 1, 1), "the first line names the columns")
    if len(rows) > MOST_ROWS + 1:
        raise LimitError(f"{len(rows) - 1:,} rows, more than {MOST_ROWS:,}", Place(path, places[MOST_ROWS + 1], 1))
    header = rows[0]
    while len(header) > 1 and not header[-1]:
        header.pop()
    if len(rows) * len(header) > MOST_CELLS:
        raise LimitError(f"{len(rows):,} rows of {len(header):,} cells, more than {MOST_CELLS:,} cells", Place(path, 1, 1))
    whole = [in_columns(row, len(header), Place(path, line, 1)) for row, line in zip(rows[1:], places[1:], strict=True)]
    return CsvRows(path, header, whole, places[1:])


def in_columns(row: Sequence[str], width: int, place: Place) -> list[str]:
    """A row of as many cells as the header has. Raises StructureError for cells that no column holds."""
    if any(row[width:]):
        cells = f"{len(row)} cells, the header has {width}"
        raise StructureError(cells, place, "a comma inside a cell needs quotes round the cell")
    return [*row[:width], *[""] * (width - len(row))]


def csv_bytes(path: str) -> bytes:
    try:
        if may_wait(os.stat(path), path):
            raise SourceError(f"'{path}' is a pipe or device, not a file")
        with open(path, "rb") as file:
            data = read_up_to(file, MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        raise SourceError(f"cannot read '{path}': {system_reason(error)}") from None
    if len(data) > MOST_BYTES:
        raise LimitError(f"'{path}' is larger than {MOST_BYTES // 2**20} MiB")
    return data


def csv_text(data: bytes, file: str) -> str:
    """The text of a CSV file. Raises SourceError for what is none, or in another encoding."""
    if data[:2] == b"PK":
        raise SourceError("this is a workbook, no CSV file", Place(file, 1, 1), SAVED_AS)
    encoding = "utf-16" if data[:2] in UTF_16 else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        guess = looks_like(data[max(0, error.start - 2**16) : error.start + 2**16])
        place = Place(file, data.count(b"\n", 0, error.start) + 1, 1)
        if encoding == "utf-16" or guess not in READ:
            said = "broken UTF-16" if encoding == "utf-16" else f"not UTF-8: it looks like {guess} ({LOCALES[guess]} Windows)"
            raise SourceError(f"this is {said}", place, SAVED_AS) from None
        text = decoded_as(data, guess, place)
    if "\0" in text:
        raise SourceError("this is no text file: it holds zero bytes", Place(file, 1, 1), SAVED_AS)
    return text


def decoded_as(data: bytes, encoding: str, place: Place) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise SourceError(f"this is neither UTF-8 nor {encoding}", place, SAVED_AS) from None


def delimiter_of(header: str) -> str:
    """What stands between the cells of a header: that of the three signs which makes most cells of it."""
    import csv

    return max(DELIMITERS, key=lambda sign: len(next(csv.reader([header[:SEEN]], delimiter=sign), [])))
