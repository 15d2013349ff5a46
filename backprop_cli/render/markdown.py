"""Markdown tables, for reports and issues: pipes escaped, arrays on one line."""

import re
from collections.abc import Iterator
from itertools import islice

from backprop_cli.render.cells import block, escaped, once
from backprop_cli.report.blocks import Cell, Derivation, Formula, Mark, Sentence
from backprop_cli.report.rows import Paged, Row, Style, Table

SPECIAL = re.compile(r"[\\`*|<~]|(?<!\w)_|_(?!\w)|\](?=[(\[:])|&(?=#?\w+;)")  # what Markdown would take for itself
LEADING = re.compile(r"^(\s*)([#>+=-]|\d+(?=[.)]))")
ROWS_AT_ONCE = 500


def text(report: Paged, style: Style) -> Iterator[str]:
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
        yield from markdown_table(part) if isinstance(part, Table) else [markdown_part(part)]
        between = "\n"


def markdown_part(part: str | Formula | Sentence | Derivation) -> str:
    match part:
        case str():
            return markdown_paragraph(part)
        case Derivation(left, rights, spelt, aside):
            sides = [left, *("\n".join(block(right)) for right in rights[spelt:])]
            return f"```\n{' = '.join(sides)}{f'      {aside}' if aside else ''}\n```\n"
        case Sentence():
            return "\\\n".join("".join(map(marked, line)) for line in lines_of(part)) + "\n"
    return markdown_paragraph("\n".join(block(part)))


def lines_of(part: Sentence) -> list[list[str | Mark]]:
    """A sentence line by line."""
    lines: list[list[str | Mark]] = [[]]
    for piece in part:
        if isinstance(piece, Mark):
            lines[-1].append(piece)
        else:
            first, *more = piece.split("\n")
            lines[-1].append(first)
            lines += [[text] for text in more]
    return lines


def marked(piece: str | Mark) -> str:
    if isinstance(piece, str):
        return pipes_escaped(piece)
    return code_span(piece.text) if piece.code else f"**{pipes_escaped(piece.text)}**"


def code_span(text: str) -> str:
    """A text to be read letter by letter."""
    return f"`{escaped(text)}`" if text else ""


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
        yield "".join(line([cell_text(cell, table.code) for cell in row]) for row in once(some, table, before))
        before = some[-1]


def line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |\n"


def cell_text(cell: Cell, as_code: bool = False) -> str:
    """The lines of a cell in one; blanks that put a line below a sign of the first have nothing to stand below here."""
    lines = re.split(r"\n *", "\n".join(block(cell)))
    return "<br>".join(code_span(line).replace("|", r"\|") for line in lines) if as_code else "<br>".join(map(pipes_escaped, lines))


def pipes_escaped(text: str) -> str:
    return SPECIAL.sub(r"\\\g<0>", escaped(text))
