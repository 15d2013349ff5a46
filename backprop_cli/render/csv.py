"""Comma-separated values: one header line, every digit, arrays as JSON in a cell. Text is data: it stays as it is."""

from collections.abc import Callable, Iterator
from typing import Any

from backprop_cli.render.json import encoder
from backprop_cli.report.rows import Report, Style

ROWS_AT_ONCE = 500


def text(report: Report, style: Style, delimiter: str = ",") -> Iterator[str]:
    from csv import writer
    from io import StringIO
    from itertools import islice

    encode = encoder(style)
    buffer = StringIO()
    write = writer(buffer, delimiter=delimiter, lineterminator="\n")
    write.writerow(report.header)
    rows = iter(report.records())
    while some := [[cell(value, encode) for value in row] for row in islice(rows, ROWS_AT_ONCE)]:
        write.writerows(some)
        yield taken(buffer)
    yield taken(buffer)


def taken(buffer: Any) -> str:
    """What the buffer holds; it is empty afterwards."""
    text: str = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text


def cell(value: Any, encode: Callable[[Any], str]) -> str:
    if isinstance(value, str):
        return value
    return "" if value is None else repr(value) if isinstance(value, float) else encode(value)
