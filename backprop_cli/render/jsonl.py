"""JSON lines: one node, edge, check or expected answer a line."""

from collections.abc import Iterator

from backprop_cli.render.json import encoder
from backprop_cli.report.rows import Report, Style


def text(report: Report, style: Style) -> Iterator[str]:
    encode = encoder(style)
    return (encode(line) + "\n" for line in report.lines())
