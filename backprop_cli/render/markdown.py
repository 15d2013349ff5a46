"""Markdown tables, for reports and issues: pipes escaped, arrays on one line."""

import re
from collections.abc import Iterator
from itertools import islice

from backprop_cli.render.cells import block, escaped, once
from backprop_cli.report.blocks import Cell
from backprop_cli.report.rows import Report, Row, Style, Table

SPECIAL = re.compile(r"[\\`*|<~]|(?<!\w)_|_(?!\w)|\](?=[(\[:])|&(?=#?\w+;)")  # what Markdown would take for itself
LEADING = re.compile(r"^(\s*)([#>+=-]|\d+(?=[.)]))")
ROWS_AT_ONCE = 500


def text(report: Report, style: Style) -> Iterator[str]:
    page = report.page(style._replace(flat=True))
    between = ""
    if page.title:
        yield f"**{pipes_escaped(' '.join(page.title.split()))}**\n"
        between = "\n"
    if page.description:
        yield between + markdown_paragraph(page.description.strip())
        between = "\n"
    for part in page.parts:
        yield between
        if isinstance(part, Table):
            yield from markdown_table(part)
        else:
            yield markdown_paragraph(part if isinstance(part, str) else "\n".join(block(part)))
        between = "\n"


def markdown_paragraph(words: str) -> str:
    """Lines of text that stay lines, and text."""
    lines = [LEADING.sub(r"\1\\\2", pipes_escaped(line.strip())) for line in words.split("\n")]
    return "\\\n".join(line for line in lines if line) + "\n"


def markdown_table(table: Table) -> Iterator[str]:
    if table.caption:
        yield markdown_paragraph(table.caption) + "\n"
    yield line([pipes_escaped(column.header) for column in table.columns])
    yield line(["---:" if column.right else "---" for column in table.columns])
    rows = iter(table.rows)
    before: Row | None = None
    while some := list(islice(rows, ROWS_AT_ONCE)):
        yield "".join(line([cell_text(cell) for cell in row]) for row in once(some, table, before))
        before = some[-1]


def line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |\n"


def cell_text(cell: Cell) -> str:
    """The lines of a cell in one; blanks that put a line below a sign of the first have nothing to stand below here."""
    return "<br>".join(map(pipes_escaped, re.split(r"\n *", "\n".join(block(cell)))))


def pipes_escaped(text: str) -> str:
    return SPECIAL.sub(r"\\\g<0>", escaped(text))
