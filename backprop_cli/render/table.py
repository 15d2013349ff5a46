"""Tables for people: at their natural width, or, on a terminal too narrow for that, as records of one field a line."""

from collections.abc import Iterator
from itertools import islice, pairwise, zip_longest
from typing import Any

from backprop_cli.render.cells import block_width, once, padded, shaped, visible
from backprop_cli.render.records import records
from backprop_cli.report.rows import Block, Column, Report, Row, Style, Table

ROWS_AT_ONCE = 500  # a table of more rows is laid out in parts, each at least as wide as the one before
GAP = 2  # cells between columns
ROLES = {"name": "bold", "layer": "cyan", "rule": "", "number": "green", "verdict": "bold", "text": ""}
TONES = {
    "pass": "green",
    "fail": "bold red",
    "error": "bold red",
    "blank": "yellow",
    "unclear": "yellow",
    "kink": "yellow",
    "inconclusive": "yellow",
    "nonfinite": "red",
}
Lines = list[list[Block]]


def text(report: Report, style: Style) -> Iterator[str]:
    page = report.page(style)
    paint = Paint(style)
    between = ""
    for words, look in ((page.title, "bold"), (page.description, "")):
        if words:
            yield "".join(paint.line(visible(line), look) for line in words.strip().split("\n"))
            between = "\n"
    last: type | None = None
    for part in page.parts:
        if isinstance(part, str):
            yield (between if last is not str else "") + "".join(paint.line(visible(line), "") for line in part.split("\n"))
        else:
            yield between
            yield from table_text(part, style, paint)
        between, last = "\n", type(part)


def table_text(table: Table, style: Style, paint: "Paint") -> Iterator[str]:
    """The table in parts of some hundred rows."""
    if table.caption:
        yield paint.line(visible(table.caption), "bold")
    rows = iter(table.rows)
    widths = [block_width([visible(column.header)]) for column in table.columns]
    before: Row | None = None
    head = True
    while some := list(islice(rows, ROWS_AT_ONCE)):
        cells = shaped(once(some, table, before), len(table.columns))
        widths = [max([least, *(block_width(row[index]) for row in cells)]) for index, least in enumerate(widths)]
        if style.width is not None and sum(widths) + GAP * (len(widths) - 1) > style.width:
            yield from records(table, some, style, head)
        elif head or style.color:
            yield paint.grid(table, cells, widths, head)
        else:
            yield grid_lines(table, cells, widths)  # the same as Rich's, a hundred times as fast
        before, head = some[-1], False


def aligned(lines: Block, cells: int, right: bool) -> str:
    """A block in its column; to the right it moves as a whole, so that an array's rows stay below each other."""
    indent = " " * (cells - block_width(lines)) if right else ""
    return "\n".join(padded(indent + line, cells) for line in lines)


def has_gap(table: Table, above: list[Block], below: list[Block]) -> bool:
    return table.airy and any(len(lines) > 1 for lines in (*above, *below))


def grid_lines(table: Table, rows: Lines, widths: list[int]) -> str:
    """Rows below the first part of a long table, without colours."""
    gaps = [False, *(has_gap(table, above, below) for above, below in pairwise(rows))]
    return "".join("\n" * gap + row_lines(table, row, widths) for gap, row in zip(gaps, rows, strict=True))


def row_lines(table: Table, row: list[Block], widths: list[int]) -> str:
    cells = [aligned(lines, cells, column.right) for lines, column, cells in zip(row, table.columns, widths, strict=True)]
    lines = zip_longest(*(cell.split("\n") for cell in cells), fillvalue=None)
    return "".join(
        "  ".join(" " * cells if part is None else part for part, cells in zip(line, widths, strict=True)).rstrip() + "\n"
        for line in lines
    )


class Paint:
    """Rich, told to do no more than it is told: no markup, no emoji, no highlighting, no wrapping."""

    def __init__(self, style: Style) -> None:
        from io import StringIO

        from rich.console import Console

        self.style = style
        self.console = Console(
            file=StringIO(),  # else Rich draws what suits the encoding of stdout, wherever the table goes
            width=1_000_000, color_system="standard" if style.color else None, force_terminal=style.color, no_color=not style.color,
            markup=False, emoji=False, highlight=False, legacy_windows=False, _environ={},
        )  # fmt: skip

    def printed(self, *things: Any) -> str:
        """What Rich makes of it, without blanks at the ends of lines."""
        with self.console.capture() as capture:
            self.console.print(*things, soft_wrap=True)
        return "".join(line.rstrip(" ") + "\n" for line in capture.get().splitlines())

    def line(self, text: str, look: str) -> str:
        if not self.style.color:
            return text.rstrip() + "\n"
        from rich.text import Text

        return self.printed(Text(text, style=look))

    def grid(self, table: Table, rows: Lines, widths: list[int], head: bool) -> str:
        from rich import box
        from rich.table import Table as Grid
        from rich.text import Text

        lines = box.Box("    \n    \n -- \n    \n    \n    \n    \n    \n", ascii=True) if self.style.ascii else box.SIMPLE_HEAD
        columns = table.columns
        head = head and any(column.header for column in columns)
        grid = Grid(box=lines, show_header=head, show_edge=False, pad_edge=False, padding=0)
        gaps = [*[GAP - 1] * (len(columns) - 1), 0]  # one cell is the box's; padding of Rich's own differs from release to release
        for column, cells, gap in zip(columns, widths, gaps, strict=True):
            header = Text(aligned([visible(column.header)], cells, column.right))
            grid.add_column(header, style=ROLES[column.role] if self.style.color else "", no_wrap=True, min_width=cells + gap)
        for index, row in enumerate(rows):
            if index and has_gap(table, rows[index - 1], row):
                grid.add_row()
            grid.add_row(*(self.cell(*one) for one in zip(row, columns, widths, strict=True)))
        return self.printed(grid)

    def cell(self, lines: Block, column: Column, cells: int) -> Any:
        from rich.text import Text

        tone = TONES.get(lines[0], "") if column.role == "verdict" and self.style.color else ""
        return Text(aligned(lines, cells, column.right), style=tone)
