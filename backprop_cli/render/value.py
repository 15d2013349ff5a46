"""The bare values that were asked for, one a line, an array as JSON on one line, by default with every digit."""

from collections.abc import Iterator

from backprop_cli.render.csv import cells
from backprop_cli.report.rows import Report, Style


def text(report: Report, style: Style) -> Iterator[str]:
    cell = cells(style)
    return (("null" if value is None else cell(value)) + "\n" for value in report.values())
