"""The rows as a table for people, or as JSON."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from tests.benchmarks.measure import Row

HEADINGS = ("row", "what : against what", "measured", "from … to", "at most", "", "medians")


def amount(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.1f}" if abs(value) >= 10 else f"{value:.3f}"


def cells(row: Row) -> tuple[str, ...]:
    spread = f"{amount(row.low)} … {amount(row.high)}" if row.low is not None else ""
    most = f"≤ {amount(row.most)}" if row.most is not None else ""
    measured = f"{amount(row.measured)} {row.unit}" if row.measured is not None else "–"
    return str(row.number), row.what, measured, spread, most, row.verdict, row.note


def table(about: Mapping[str, str], rows: Iterable[Row]) -> Iterator[str]:
    """Lines: the surroundings, then the rows in columns."""
    yield from (f"{name + ':':<19}{text}" for name, text in about.items())
    yield ""
    yield from columns([HEADINGS, *map(cells, rows)])


def columns(lines: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        yield "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()


def as_json(about: Mapping[str, str], rows: Iterable[Row]) -> Iterator[str]:
    yield json.dumps(
        {"surroundings": about, "rows": [{**row._asdict(), "verdict": row.verdict} for row in rows]}, indent=2, ensure_ascii=False
    )
