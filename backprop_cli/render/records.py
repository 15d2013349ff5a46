"""A table on a narrow terminal: records, each with a heading and its fields below, no line wider than the terminal."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from backprop_cli.render.cells import block, block_width, padded_cell, width
from backprop_cli.render.fitting import fitted
from backprop_cli.render.paint import Paint
from backprop_cli.report.blocks import Block, Cell, Equation
from backprop_cli.report.rows import Column, Row, Style, Table

INDENT, GAP = "  ", "  "
LOW = 2  # lines: what is higher stands apart from its neighbours
LABEL = 16  # cells: what a longer label names stands below it


def records(table: Table, rows: list[Row], before: Row | None, style: Style, paint: Paint) -> Iterator[str]:
    """Some rows; those that begin with the same leading cells share a heading. before: the row that was written last."""
    form = Listed(table, rows, style, paint) if table.legend else Labelled(table, rows, style, paint)
    yield "" if before is not None else form.legend()
    last = None if before is None else before[: table.heads]
    for head, some in groupby(rows, lambda row: row[: table.heads]):
        if head != last:
            yield form.between(head, last) + form.heading(head)
        last = head
        above = ""
        for row in some:
            fields = form.fields(row)
            yield "\n" * (above.count("\n") > LOW or (bool(above) and fields.count("\n") > LOW)) + fields
            above = fields


def heading(row: Sequence[Block], columns: Sequence[Column], room: int, paint: Paint) -> str:
    """The leading cells of a row on one line, or, where there is no room for that, one below the other."""
    cells = [(lines, column) for lines, column in zip(row, columns, strict=True) if any(lines)]
    wide = sum(block_width(lines) for lines, _ in cells) + len(GAP) * (len(cells) - 1) > room
    if wide or any(len(lines) > 1 for lines, _ in cells):
        return "".join(paint.lines(lines, column) for lines, column in cells)
    return GAP.join(paint.text(lines[0], paint.look(column, lines)) for lines, column in cells) + "\n"


class Labelled:
    """Records whose fields have their columns' headers beside them."""

    def __init__(self, table: Table, rows: list[Row], style: Style, paint: Paint) -> None:
        self.table = table
        self.heads, self.columns = table.columns[: table.heads], table.columns[table.heads :]
        self.room = style.width or 0
        self.dash = style.sign("–")
        self.paint = paint
        self.labels = [block(column.header)[0] for column in self.columns]
        self.left = max((width(label) for label in self.labels if width(label) <= LABEL), default=0)

    def legend(self) -> str:
        return ""

    def between(self, head: Row, last: Row | None) -> str:
        """A blank line, but for a row that belongs to the one before it."""
        return "" if last is None or str(head[0]).startswith(" ") else "\n"

    def heading(self, head: Row) -> str:
        cells = [fitted(cell, self.room, self.dash) for cell in head]
        return heading(cells, self.heads, self.room, self.paint)

    def fields(self, row: Row) -> str:
        own = str(row[0])
        indent = own[: len(own) - len(own.lstrip())] + INDENT
        cells = zip(self.labels, row[self.table.heads :], self.columns, strict=True)
        return "".join(self.field(label, cell, column, indent) for label, cell, column in cells if any(block(cell)))

    def field(self, label: str, cell: Cell, column: Column, indent: str) -> str:
        """A field beside its label; what is too wide for that below it."""
        prose = column.role == "text"
        room = self.room - self.left - len(indent + GAP)
        if width(label) <= self.left and (block_width(block(cell)) <= room or (prose and room > LABEL)):
            beside = " " * (self.left + len(indent + GAP))
            return self.paint.lines(
                fitted(cell, room, self.dash, prose), column, beside, indent + padded_cell(label, self.left) + GAP
            )
        below = fitted(cell, self.room - len(indent + INDENT), self.dash, prose)
        return f"{indent}{label}\n" * bool(label) + self.paint.lines(below, column, indent + INDENT)


class Listed(Labelled):
    """Records of one sort of fields, which are named once, above all: the first of a row stands to the left of the others, or,
    where they would not fit beside it, above them."""

    def __init__(self, table: Table, rows: list[Row], style: Style, paint: Paint) -> None:
        super().__init__(table, rows, style, paint)
        self.left = max(block_width(block(cell)) for cell in (self.columns[0].header, *(row[table.heads] for row in rows)))
        self.rule = "-" if style.ascii else "─"

    def legend(self) -> str:
        row = tuple(column.header for column in self.table.columns)
        lines = self.heading(row[: self.table.heads]) + self.fields(row)
        return lines + self.rule * max(map(width, lines.split("\n"))) + "\n"

    def fields(self, row: Row) -> str:
        first, *others = row[self.table.heads :]
        column, *columns = self.columns
        room = self.room - self.left - len(INDENT + GAP)
        beside = all(self.fits(cell, room) for cell in others)
        room = room if beside else self.room - len(INDENT * 2)
        fields = "".join(
            self.paint.lines(fitted(cell, room, self.dash), column, " " * (self.room - room))
            for cell, column in zip(others, columns, strict=True)
            if any(block(cell))
        )
        name = self.paint.lines(fitted(first, self.room - len(INDENT), self.dash), column, INDENT)
        if not beside or not fields:
            return name + fields
        return name.removesuffix("\n") + fields[width(INDENT) + block_width(block(first)) :]

    def fits(self, cell: Cell, room: int) -> bool:
        """Whether there is room for a cell whose only break is at its equals sign."""
        if not isinstance(cell, Equation):
            return block_width(block(cell)) <= room
        return max(block_width(block(cell.left)), block_width(block(cell.right)) + len("=   ")) <= room
