"""Tab-separated values: as CSV, with tabs."""

from collections.abc import Iterator

from backprop_cli.render import csv
from backprop_cli.report.rows import Report, Style


def text(report: Report, style: Style) -> Iterator[str]:
    return csv.text(report, style, "\t")
