"""Comma-separated values: one header line, every digit (or as many as were asked for), arrays as JSON in a cell.

Text is data: it stays as it is, also where a spreadsheet would take it for a formula.
"""

from collections.abc import Callable, Iterator
from typing import Any

from backprop_cli.render.json import encoder
from backprop_cli.report.number_text import rounded
from backprop_cli.report.rows import Report, Style

ROWS_AT_ONCE = 500


def text(report: Report, style: Style, delimiter: str = ",") -> Iterator[str]:
    from csv import writer
    from io import StringIO
    from itertools import islice

    cell = cells(style)
    buffer = StringIO()
    write = writer(buffer, delimiter=delimiter, lineterminator="\n")
    write.writerow(report.header)
    rows = iter(report.records())
    while some := [[cell(value) for value in row] for row in islice(rows, ROWS_AT_ONCE)]:
        write.writerows(some)
        yield taken(buffer)
    yield taken(buffer)


def taken(buffer: Any) -> str:
    """What the buffer holds; it is empty afterwards."""
    text: str = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text


def cells(style: Style) -> Callable[[Any], str]:
    """What turns a plain value into the text of its cell."""
    encode = encoder(style)

    def number(value: float) -> str:
        return rounded(value, style.digits) if style.rounding else repr(value)

    def cell(value: Any) -> str:
        if isinstance(value, float):
            return number(value)
        if isinstance(value, list) and style.rounding:
            return f"[{','.join(encode(item) if isinstance(item, str) else cell(item) for item in value)}]"
        return value if isinstance(value, str) else "" if value is None else encode(value)

    return cell
