"""Tables for people: at their natural width, or, on a terminal too narrow for that, as records, and no line wider than it."""

from collections.abc import Iterator
from itertools import islice, zip_longest

from backprop_cli.phrases import language
from backprop_cli.render.cells import block_width, escaped, once, shaped, width
from backprop_cli.render.fitting import HANG, fitted, moved, wrapped
from backprop_cli.render.paint import Paint
from backprop_cli.render.records import INDENT, heading, records
from backprop_cli.report.blocks import Block, Derivation, Formula, Sentence
from backprop_cli.report.rows import Column, Paged, Part, Row, Style, Table

ROWS_AT_ONCE = 500  # a table of more rows is laid out in parts, each at least as wide as the one before
GAP = "  "
ASIDE = "      "
LEAST = 24  # cells: words that would get less in their column go below instead
Lines = list[list[Block]]


def text(report: Paged, style: Style) -> Iterator[str]:
    page = report.page(style)
    paint = Paint(style)
    between = ""
    for lines in title_lines(page.title, page.description, style):
        yield lines
        between = "\n"
    last: type | None = None
    for part in page.parts:
        if isinstance(part, Table):
            yield between
            yield from table_text(part, style, paint)
        else:
            apart = last is not str or isinstance(part, Sentence)  # notes of one line stand together
            yield (between if apart else "") + "".join(paint.line(line, "") for line in paragraph(part, style))
        between, last = "\n", type(part)


def title_lines(title: str | None, description: str | None, style: Style) -> Iterator[str]:
    """What a problem says of itself, above the answer."""
    for words, look in ((title, "bold"), (description, "")):
        if words:
            yield "".join(Paint(style).line(line, look) for line in paragraph(words.strip(), style, prose=True))


def paragraph(part: Part, style: Style, prose: bool = False) -> Iterator[str]:
    """The lines of a text or a formula; of a text each line by itself, what is left of it indented as it is, and more.

    prose: a user's own, in whatever language; ours have names in them, which stay whole, but for languages without blanks."""
    assert not isinstance(part, Table)
    if isinstance(part, Derivation):
        yield from derivation(part, room_of(style), style.sign("–"))
        return
    if isinstance(part, Formula):
        yield from fitted(part, room_of(style), style.sign("–"))
        return
    for line in map(escaped, (part if isinstance(part, str) else part.plain()).split("\n")):
        indent = " " * (len(line) - len(line.lstrip()))
        yield from wrapped(line, room_of(style), indent * 2, prose or language() != "en")


def derivation(part: Derivation, room: int, dash: str) -> Iterator[str]:
    """A chain of equations; below its left side, where that would take more than half of the room, or more than is left of it."""
    left = escaped(part.left)
    indent = " " * (width(left) + 1)
    lines = equations(part, f"{left} ", indent, room, dash)
    if 2 * len(indent) > room or any(width(line) > room for line in lines):
        lines = [*wrapped(left, room), *equations(part, "  ", "  ", room, dash)]
    beside = f"{lines[0]}{ASIDE}{part.aside}"
    if not part.aside or width(beside) > room:
        yield from [*lines, *(wrapped(part.aside, room) if part.aside else [])]
    else:
        yield from [beside, *lines[1:]]


def equations(part: Derivation, lead: str, indent: str, room: int, dash: str) -> list[str]:
    """The right sides below each other, each behind an equals sign; lead: what stands before the first."""
    lines: list[str] = []
    for right in part.rights:
        first, *more = fitted(right, room - len(indent) - len("= "), dash)
        lines.append(moved(f"= {first}", indent, room) if lines else f"{lead}= {first}")
        lines += [moved(f"  {row}", indent, room) for row in more]
    return lines


def room_of(style: Style) -> int:
    return style.width or 1 << 30


def table_text(table: Table, style: Style, paint: Paint) -> Iterator[str]:
    """The table in parts of some hundred rows."""
    if table.caption:
        yield from (paint.line(line, "bold") for line in paragraph(table.caption, style))
    rows = iter(table.rows)
    grid = Grid(table, style, paint)
    while some := list(islice(rows, ROWS_AT_ONCE)):
        yield from grid.part(some)


class Grid:
    """A table while it is written: how wide its columns have become, and what stood in the row before."""

    def __init__(self, table: Table, style: Style, paint: Paint) -> None:
        self.table = table
        self.columns = table.columns
        self.style = style
        self.paint = paint
        self.headers: list[Block] = [[escaped(column.header)] for column in table.columns]
        self.widths = [0] * len(table.columns)
        self.before: Row | None = None
        self.begun = False

    def part(self, rows: list[Row]) -> Iterator[str]:
        """Some rows, beside each other if there is room."""
        cells = shaped(once(rows, self.table, self.before), len(self.columns))
        self.widen(cells)
        heads = self.table.heads
        if not self.fits():
            cells = self.with_words_wrapped(cells)
        if self.fits():
            yield self.lines(cells)
        elif self.fits(heads):
            yield self.headed(cells)
        else:
            yield from records(self.table, rows, self.before, self.style, self.paint)
        self.before, self.begun = rows[-1], True

    def widen(self, cells: Lines) -> None:
        self.widths = [max([least, *(block_width(row[index]) for row in cells)]) for index, least in enumerate(self.widths)]

    def fits(self, start: int = 0) -> bool:
        """Whether there is room for the columns from `start` on, if need be with their headers on several lines."""
        room = room_of(self.style) - len(INDENT) * bool(start)
        self.headers = [[escaped(column.header)] for column in self.columns]
        while (excess := self.total(start) - room) > 0:
            over, index = max((block_width(self.headers[i]) - self.widths[i], i) for i in range(start, len(self.widths)))
            lower = wrapped(escaped(self.columns[index].header), max(self.widths[index], self.widths[index] + over - excess))
            if over <= 0 or block_width(lower) >= block_width(self.headers[index]):
                return False
            self.headers[index] = lower
        return True

    def total(self, start: int = 0) -> int:
        """How wide the columns from `start` on are together."""
        widths = self.outer()[start:]
        return sum(widths) + len(GAP) * (len(widths) - 1)

    def outer(self) -> list[int]:
        return list(map(max, self.widths, map(block_width, self.headers)))

    def with_words_wrapped(self, cells: Lines) -> Lines:
        """The words of a last column on several lines, if that leaves it wide enough to be read."""
        if self.columns[-1].role != "text" or self.style.width is None:
            return cells
        room = self.style.width - self.total() + max(self.widths[-1], block_width(self.headers[-1]))
        if room < LEAST:
            return cells
        self.widths[-1] = room
        return [[*row[:-1], fitted(row[-1], room, prose=True)] for row in cells]

    def lines(self, rows: Lines) -> str:
        head = self.row(self.headers, look="bold") + self.rule(self.total())
        return self.first(head) + "".join(gap + self.row(row) for gap, row in self.spaced(rows))

    def headed(self, rows: Lines) -> str:
        """The leading cells of a row as a heading, the others in columns below."""
        heads = self.table.heads
        legend = self.heading(self.headers) + self.row(self.headers, heads, "bold") + self.rule(self.total(heads) + len(INDENT))
        text = self.first(legend)
        for gap, row in self.spaced(rows):
            text += gap + (self.heading(row) if any(map(any, row[:heads])) else "")
            text += self.row(row, heads) if any(map(any, row[heads:])) else ""
        return text

    def first(self, head: str) -> str:
        """What stands above the first rows only, of a table that has headers."""
        return "" if self.begun or not any(map(any, self.headers)) else head

    def heading(self, row: list[Block]) -> str:
        heads = self.table.heads
        room = room_of(self.style)
        cells = [[part for line in lines for part in wrapped(line, room, HANG)] for lines in row[:heads]]
        return heading(cells, self.columns[:heads], room, self.paint)

    def rule(self, cells: int) -> str:
        return ("-" if self.style.ascii else "─") * cells + "\n"

    def spaced(self, rows: Lines) -> Iterator[tuple[str, list[Block]]]:
        """The rows, each with the blank line that stands before it, if one does."""
        above: list[Block] = []
        for row in rows:
            yield "\n" * (bool(above) and self.table.airy and any(len(lines) > 1 for lines in (*above, *row))), row
            above = row

    def row(self, row: list[Block], start: int = 0, look: str | None = None) -> str:
        """The lines of a row from the column `start` on, which stands indented if it is not the first."""
        widths = self.outer()[start:]
        columns = zip(row[start:], self.columns[start:], widths, strict=True)
        indent, blanks = INDENT * bool(start), [" " * cells for cells in widths]
        lines = zip_longest(*(self.cell(*one, look) for one in columns))
        joined = (GAP.join(part or blank for part, blank in zip(line, blanks, strict=True)) for line in lines)
        return "".join((indent + line).rstrip() + "\n" for line in joined)

    def cell(self, lines: Block, column: Column, cells: int, look: str | None) -> Block:
        """A block in its column; to the right it moves as a whole, so that an array's rows stay below each other."""
        indent = " " * (cells - block_width(lines)) if column.right else ""
        look = self.paint.look(column, lines) if look is None else look
        return [self.paint.padded(indent + line, cells, look) for line in lines]
