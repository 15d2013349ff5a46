"""Reads a picture in characters as a person does: follows each line back to where it begins. Knows nothing of how it was drawn."""

import unicodedata
from typing import NamedTuple

UP, DOWN, LEFT, RIGHT = (-1, 0), (1, 0), (0, -1), (0, 1)
WAYS = {
    "─": {LEFT, RIGHT}, "│": {UP, DOWN}, "╭": {RIGHT, DOWN}, "╮": {LEFT, DOWN}, "╰": {RIGHT, UP}, "╯": {LEFT, UP},
    "├": {UP, DOWN, RIGHT}, "┤": {UP, DOWN, LEFT}, "┬": {LEFT, RIGHT, DOWN}, "┴": {LEFT, RIGHT, UP}, "┼": {UP, DOWN, LEFT, RIGHT},
}  # fmt: skip


class Line(NamedTuple):
    """Where a line begins: the cell of its box's left edge, and what stands there; what stands above and, after ←, below it, from
    its end to its beginning."""

    at: tuple[int, int]
    text: str
    above: list[str]
    below: list[str]


def width(character: str) -> int:
    """The cells that a character takes, by Unicode's own tables."""
    if unicodedata.category(character) in ("Mn", "Me") or unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def text_width(text: str) -> int:
    return sum(map(width, text))


def in_cells(line: str) -> list[str]:
    cells: list[str] = []
    for character in line:
        if width(character):
            cells += [character] + [""] * (width(character) - 1)
        else:
            cells[-1] += character
    return cells


class Picture:
    def __init__(self, text: str) -> None:
        self.rows = [in_cells(line) for line in text.split("\n")]

    def cell(self, y: int, x: int) -> str:
        return self.rows[y][x] if 0 <= y < len(self.rows) and 0 <= x < len(self.rows[y]) else " "

    def ends(self) -> dict[str, tuple[int, int]]:
        """The names to which an arrow leads, each with the cell of its first letter."""
        found = {}
        for y, row in enumerate(self.rows):
            for x, character in enumerate(row):
                if character == "▶" and self.cell(y, x + 1) == " ":
                    found["".join(row[x + 2 :])] = (y, x + 2)
        return found

    def inputs(self, box: tuple[int, int], text: str) -> list[Line]:
        """The lines into a box, by argument: from above, from the left, from below."""
        y, x = box
        middle = x + text_width(text) // 2
        lines = self.turning(y - 1, middle, UP)[::-1] if self.cell(y - 1, middle) == "▼" else []
        lines += [self.back(y, x - 2)] if self.cell(y, x - 1) == "▶" else []
        lines += self.turning(y + 1, middle, DOWN) if self.cell(y + 1, middle) == "▲" else []
        return lines

    def into_end(self, at: tuple[int, int]) -> Line:
        assert self.cell(at[0], at[1] - 2) == "▶"
        return self.back(at[0], at[1] - 3)

    def turning(self, y: int, x: int, way: tuple[int, int]) -> list[Line]:
        """The lines that turn into a node from above or below, the nearest first."""
        lines = []
        back = UP if way == DOWN else DOWN
        while True:
            y += way[0]
            ways = WAYS[self.cell(y, x)]
            assert back in ways
            if LEFT in ways and RIGHT not in ways:
                lines.append(self.back(y, x - 1))
            if way not in ways:
                return lines

    def back(self, y: int, x: int) -> Line:
        """Follow a line from its end at the right to where it begins."""
        above: list[str] = []
        below: list[str] = []
        heading = LEFT
        while True:
            character = self.cell(y, x)
            if character == "●":
                heading = LEFT
            elif character not in WAYS:
                return self.begin(y, x, above, below)
            elif character != "┼":
                y, x, heading = self.step(y, x, heading)
            if heading == LEFT:
                self.note(y, x, above, below)
            y, x = y + heading[0], x + heading[1]

    def step(self, y: int, x: int, heading: tuple[int, int]) -> tuple[int, int, tuple[int, int]]:
        """The next heading at a piece of a line; at a fork the dot is looked for, up and down."""
        ways = WAYS[self.cell(y, x)]
        backwards = (-heading[0], -heading[1])
        assert backwards in ways, "a line breaks off"
        if heading == LEFT and ways == {UP, DOWN, RIGHT}:
            return y, x, UP if self.leads_to_dot(y, x, UP) else DOWN
        if heading in ways:
            return y, x, heading
        (onward,) = ways - {backwards}
        return y, x, onward

    def leads_to_dot(self, y: int, x: int, way: tuple[int, int]) -> bool:
        while True:
            y += way[0]
            if self.cell(y, x) == "●":
                return True
            if way not in WAYS.get(self.cell(y, x), ()):
                return False

    def note(self, y: int, x: int, above: list[str], below: list[str]) -> None:
        """What stands at this cell of a line: a text above that begins here, a gradient below."""
        over, under = self.cell(y - 1, x), self.cell(y + 1, x)
        if over not in WAYS and over not in " ▼▲●" and all(self.cell(y - 1, x - k) in (" ", "●", *WAYS) for k in (1, 2)):
            above.append(self.text(y - 1, x))
        if under == "←":
            below.append(self.text(y + 1, x + 2))

    def text(self, y: int, x: int) -> str:
        """A text to its end, which two blanks or a piece of a line show."""
        found = ""
        while not (self.cell(y, x) == " " and self.cell(y, x + 1) in (" ", "▼", "▲", *WAYS)) and self.cell(y, x) not in WAYS:
            found += self.cell(y, x)
            x += 1
        return found

    def begin(self, y: int, x: int, above: list[str], below: list[str]) -> Line:
        """The box or the name from which a line runs to the right."""
        if self.cell(y, x) == " ":
            start = x
            while self.cell(y, start - 1) != " ":
                start -= 1
            return Line((y, start), "".join(self.rows[y][start:x]), above, below)
        assert self.cell(y, x) == ")"
        start, depth = x, 1
        while depth:
            start -= 1
            depth += (self.cell(y, start) == ")") - (self.cell(y, start) == "(")
        return Line((y, start), "".join(self.rows[y][start : x + 1]), above, below)
