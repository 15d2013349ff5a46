"""Text for a terminal or a table: what it may not hold is made visible; cells are lined up by the width they take."""

import re
from collections.abc import Sequence

from backprop_cli.report.blocks import Array, Block, Cell, Equation, Formula
from backprop_cli.report.rows import Row, Table

# Control characters, marks that turn the direction of text, invisible ones, line ends of other systems, lone surrogates.
UNFIT = re.compile(
    "[\0-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f]"
)


SHORT = 32  # cells: a longer left side would push the signs of all others away


def escaped(text: str) -> str:
    """The text with a backslash escape for each character that would not show, or would move others: \\x1b."""
    return text if text.isprintable() else UNFIT.sub(escape_of_match, text)


def escape_of_match(found: re.Match[str]) -> str:
    return found[0].encode("unicode_escape").decode("ascii")


def width(text: str) -> int:
    """The cells that a text takes on a terminal."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def padded_cell(text: str, cells: int) -> str:
    return text + " " * (cells - width(text))


def block(cell: Cell) -> Block:
    """The lines of a cell at its natural width."""
    if isinstance(cell, str):
        return [escaped(cell)]
    if isinstance(cell, Array):
        return cell
    if isinstance(cell, Formula):
        return pieces(cell)
    if isinstance(cell, Equation):
        return equation(block(cell.left), block(cell.right))
    return [line for part in cell for line in block(part)]


def pieces(parts: Formula) -> Block:
    """A formula's pieces side by side, each as many lines below the first as its `drop` says."""
    words = [piece.content for piece in parts if isinstance(piece.content, str)]
    if len(words) == len(parts):
        return [escaped("".join(words))]
    return [line.rstrip() for line in side_by_side(*([""] * piece.drop + block(piece.content) for piece in parts))]


def side_by_side(*columns: Block) -> Block:
    """Blocks from left to right, their first lines level."""
    widths = [block_width(column) for column in columns]
    return [
        "".join(
            [padded_cell(column[line] if line < len(column) else "", cells) for column, cells in zip(columns, widths, strict=True)]
        )
        for line in range(max(map(len, columns)))
    ]


def equation(left: Block, right: Block, sign: int = 0) -> Block:
    """Both sides of an equation, their first lines level with its sign. sign: the cells before it in a short equation."""
    if not any(left):
        return ["= " + right[0], *("  " + line for line in right[1:])]
    if short := short_left(left, right):
        return [f"{padded_cell(left[0], max(sign, short))} = {right[0]}"]
    return [line.rstrip() for line in side_by_side(left, [" = "], right)]


def short_left(left: Block, right: Block) -> int:
    """How wide the left side of a short equation of one line is; 0 for all others."""
    if not len(left) == len(right) == 1:
        return 0
    cells = width(left[0])
    return cells if cells <= SHORT else 0


def shaped(rows: list[Row], columns: int) -> list[list[Block]]:
    """The cells of some rows as blocks, the equals signs of the short equations of each column below each other."""
    return [list(row) for row in zip(*(aligned([row[index] for row in rows]) for index in range(columns)), strict=True)]


def aligned(cells: Sequence[Cell]) -> list[Block]:
    """The cells of a column as blocks; of equations whose right side is an equation the second signs stand level, too."""
    equations = [cell for cell in cells if isinstance(cell, Equation)]
    if not equations:
        return [block(cell) for cell in cells]
    rights = iter(aligned([cell.right for cell in equations]))
    sides = [(block(cell.left), next(rights)) if isinstance(cell, Equation) else block(cell) for cell in cells]
    sign = max(short_left(*side) for side in sides if isinstance(side, tuple))
    return [equation(*side, sign) if isinstance(side, tuple) else side for side in sides]


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
