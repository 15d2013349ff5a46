"""A table on a narrow terminal: one field a line, and nothing cut."""

from collections.abc import Iterator

from backprop_cli.render.cells import block, padded, visible, width
from backprop_cli.report.rows import Row, Style, Table

INDENT = "  "
LABEL = 16  # cells: what a longer label names stands below it


def records(table: Table, rows: list[Row], style: Style, first: bool = True) -> Iterator[str]:
    """Some rows as records with a blank line between. A field that is too long for the line goes below its label."""
    labels = ["layer" if column.role == "layer" else visible(column.header) for column in table.columns]
    widest = max((width(label) for label in labels if width(label) <= LABEL), default=0)
    for row in rows:
        yield "" if first else "\n"
        first = False
        for label, cell in zip(labels, row, strict=True):
            yield from field(label, block(cell), widest, style)


def field(label: str, lines: list[str], widest: int, style: Style) -> Iterator[str]:
    if not any(lines):
        return
    room = (style.width or 0) - widest - len(INDENT)
    if width(label) <= widest and max(map(width, lines)) <= room:
        start = padded(label, widest) + INDENT
        yield from (f"{(start if not index else ' ' * len(start)) + line}".rstrip() + "\n" for index, line in enumerate(lines))
    else:
        yield label + "\n"
        yield from (f"{INDENT}{line}".rstrip() + "\n" for line in lines)
