"""Text for a terminal or a table: what it may not hold is made visible; cells are lined up by the width they take."""

import re

from backprop_cli.report.rows import Block, Cell, Equation, Row, Table

# Control characters, marks that turn the direction of text, invisible ones, line ends of other systems, lone surrogates.
UNFIT = re.compile(
    "[\0-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f]"
)


SHORT = 32  # cells: a longer left side would push the signs of all others away


def visible(text: str) -> str:
    """The text with a backslash escape for each character that would not show, or would move others: \\x1b."""
    return text if text.isprintable() else UNFIT.sub(escaped, text)


def escaped(found: re.Match[str]) -> str:
    return found[0].encode("unicode_escape").decode("ascii")


def width(text: str) -> int:
    """The cells that a text takes on a terminal."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def padded(text: str, cells: int) -> str:
    return text + " " * (cells - width(text))


def block(cell: Cell, sign: int = 0) -> Block:
    """The lines of a cell. sign: where its column has the equals signs of short equations."""
    if isinstance(cell, str):
        return [visible(cell)]
    if isinstance(cell, list):
        return [visible(line) for line in cell]
    lines, right = block(cell.left), block(cell.right)
    if not lines:
        return ["= " + right[0], *("  " + line for line in right[1:])]
    left = max(sign if short_left(cell) else 0, *map(width, lines))
    height = max(len(lines), len(right))
    lines += [""] * (height - len(lines))
    right += [""] * (height - len(right))
    signs = [" = ", *["   "] * (height - 1)]
    return [(padded(line, left) + sign + other).rstrip() for line, sign, other in zip(lines, signs, right, strict=True)]


def shaped(rows: list[Row], columns: int) -> list[list[Block]]:
    """The cells of some rows as blocks, the equals signs of the short equations of each column below each other."""
    signs = [max((short_left(row[index]) for row in rows), default=0) for index in range(columns)]
    return [[block(cell, sign) for cell, sign in zip(row, signs, strict=True)] for row in rows]


def short_left(cell: Cell) -> int:
    """How wide the left side of a short equation of one line is; 0 for all other cells."""
    if not isinstance(cell, Equation) or not len(cell.left) == len(cell.right) == 1:
        return 0
    cells = width(visible(cell.left[0]))
    return cells if cells <= SHORT else 0


def once(rows: list[Row], table: Table, before: Row | None) -> list[Row]:
    """The rows with their leading cells left blank where the row before has the same."""
    if not table.grouped:
        return rows
    count = table.grouped
    return [
        ("",) * count + row[count:] if other is not None and row[:count] == other[:count] else row
        for row, other in zip(rows, [before, *rows[:-1]], strict=True)
    ]


def block_width(lines: Block) -> int:
    return max(map(width, lines), default=0)
