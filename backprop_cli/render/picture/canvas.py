"""A sheet of character cells that knows who owns each: what would be drawn over another is found, and refused.

Lines of two owners may share a cell only where a horizontal and a vertical one cross.
"""

from collections.abc import Iterable, Iterator

from backprop_cli.picture.place import NoPlace
from backprop_cli.render.cells import width

UP, DOWN, LEFT, RIGHT = 1, 2, 4, 8
ACROSS, UPRIGHT = LEFT | RIGHT, UP | DOWN
PIECES = {
    ACROSS: "─", UPRIGHT: "│", RIGHT | DOWN: "╭", LEFT | DOWN: "╮", RIGHT | UP: "╰", LEFT | UP: "╯", UPRIGHT | RIGHT: "├",
    UPRIGHT | LEFT: "┤", ACROSS | DOWN: "┬", ACROSS | UP: "┴", ACROSS | UPRIGHT: "┼", LEFT: "─", RIGHT: "─", UP: "│", DOWN: "│",
}  # fmt: skip
ASCII = {"─": "-", "│": "|", "●": "o", "▶": ">", "▼": "v", "▲": "^", "←": "<"}  # all other pieces are +
SIGNS = dict.fromkeys(map(ord, "←×÷·∂…▶▼▲●─│╭╮╰╯├┤┬┴┼"), "x")  # of ours: each takes one cell, and asks nobody how wide it is

Owner = tuple[str, int]


def cells(text: str) -> int:
    """How many cells a text takes."""
    return len(text) if text.isascii() else width(text.translate(SIGNS))


class Canvas:
    """Cells by row and column. looks: how the text in a cell is painted."""

    def __init__(self, ascii: bool = False) -> None:
        self.ascii = ascii
        self.lines: dict[tuple[int, int], dict[Owner, int]] = {}
        self.solid: dict[tuple[int, int], str] = {}
        self.looks: dict[tuple[int, int], str] = {}

    def mark(self, x: int, y: int, directions: int, owner: Owner) -> None:
        """A piece of a line, with the directions in which it leaves the cell."""
        owners = self.lines.setdefault((y, x), {})
        owners[owner] = owners.get(owner, 0) | directions
        if (y, x) in self.solid or (len(owners) > 1 and sorted(owners.values()) != [UPRIGHT, ACROSS]):
            raise NoPlace("lines of this picture would run over each other")

    def across(self, start: int, end: int, y: int, owner: Owner) -> None:
        """A horizontal line through all cells from `start` to `end`, open at both."""
        for x in range(start, end + 1):
            self.mark(x, y, ACROSS, owner)

    def upright(self, x: int, start: int, end: int, owner: Owner) -> None:
        """A vertical line between two rows, that turns into neither."""
        low, high = min(start, end), max(start, end)
        if low == high:
            return
        self.mark(x, low, DOWN, owner)
        for y in range(low + 1, high):
            self.mark(x, y, UPRIGHT, owner)
        self.mark(x, high, UP, owner)

    def text(self, x: int, y: int, text: str, look: str = "") -> None:
        """A text of one line; a wide character takes two cells, a combining one none."""
        column = x
        for part in clusters(text):
            for offset in range(max(cells(part), 1)):
                self.put(column + offset, y, part if offset == 0 else "", look)
            column += max(cells(part), 1)

    def put(self, x: int, y: int, character: str, look: str = "") -> None:
        if (y, x) in self.solid or (y, x) in self.lines:
            raise NoPlace("texts of this picture would run over lines")
        self.solid[y, x] = character
        self.looks[y, x] = look

    def dot(self, x: int, y: int, owner: Owner) -> None:
        """Where a line branches; on another's line it would look like a join."""
        if self.lines.pop((y, x), {owner: 0}).keys() != {owner}:
            raise NoPlace("a dot of this picture would stand on another line")
        self.sign(x, y, "●")

    def sign(self, x: int, y: int, sign: str, look: str = "") -> None:
        """One of our own signs: a dot, an arrow."""
        self.put(x, y, ASCII[sign] if self.ascii else sign, look)

    def crossings(self) -> int:
        return sum(len(owners) > 1 for owners in self.lines.values())

    def wide(self) -> int:
        """How many cells the longest row takes."""
        return max((x for _, x in (*self.lines, *self.solid)), default=-1) + 1

    def drawn(self) -> Iterator[list[tuple[str, str]]]:
        """Each row as characters and how they are painted, without the blanks at its end."""
        cells_drawn = {place: (text, self.looks[place]) for place, text in self.solid.items()}
        for place, owners in self.lines.items():
            piece = PIECES[sum(owners.values())]
            cells_drawn[place] = ASCII.get(piece, "+") if self.ascii else piece, ""
        ends: dict[int, int] = {}
        for y, x in cells_drawn:
            ends[y] = max(x, ends.get(y, -1))
        for y in range(max(ends, default=-1) + 1):
            yield [cells_drawn.get((y, x), (" ", "")) for x in range(ends.get(y, -1) + 1)]


def clusters(text: str) -> Iterable[str]:
    """The characters of a text, each with the combining ones that follow it."""
    if text.isascii():
        return text
    found: list[str] = []
    for character in text:
        if found and cells(character) == 0:
            found[-1] += character
        else:
            found.append(character)
    return found
