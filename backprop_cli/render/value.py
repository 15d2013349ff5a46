"""The bare values that were asked for, one a line, an array as JSON on one line."""

from collections.abc import Iterator

from backprop_cli.render.csv import cell
from backprop_cli.render.json import encoder
from backprop_cli.report.rows import Report, Style


def text(report: Report, style: Style) -> Iterator[str]:
    encode = encoder(style)
    return (("null" if value is None else cell(value, encode)) + "\n" for value in report.values())
