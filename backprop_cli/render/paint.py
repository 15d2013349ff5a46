"""Colours: what a table's cells look like on a terminal that has them."""

from backprop_cli.phrases import say, to_say
from backprop_cli.render.cells import width
from backprop_cli.render.fitting import moved
from backprop_cli.report.blocks import Block
from backprop_cli.report.rows import Column, Style

ROLES = {"name": "bold", "layer": "cyan", "number": "green", "verdict": "bold"}
TONES = {
    to_say("pass"): "green", to_say("fail"): "bold red", to_say("error"): "bold red", to_say("kink"): "yellow",
    to_say("meant"): "yellow", to_say("blank"): "yellow", to_say("unclear"): "yellow", to_say("inconclusive"): "yellow",
    to_say("nonfinite"): "red",
}  # fmt: skip
CODES = {"bold": "1", "red": "31", "green": "32", "yellow": "33", "cyan": "36", "bold red": "1;31", "dim": "2"}


class Paint:
    """Puts the colours on, or, where none are wanted, nothing."""

    def __init__(self, style: Style) -> None:
        self.wanted = style.color
        self.room = style.width or 0
        self.tones = {say(verdict): tone for verdict, tone in TONES.items()}

    def look(self, column: Column, lines: Block) -> str:
        """How a cell of a column looks; a verdict by what it says."""
        tone = self.tones.get(lines[0].strip(), "") if column.role == "verdict" else ""
        return tone or ROLES.get(column.role, "")

    def text(self, text: str, look: str) -> str:
        return f"\x1b[{CODES[look]}m{text}\x1b[0m" if self.wanted and look and text.strip() else text

    def padded(self, text: str, cells: int, look: str) -> str:
        """A text with blanks behind it, up to so many cells; the blanks keep the look of the terminal."""
        return self.text(text.rstrip(), look) + " " * (cells - width(text.rstrip()))

    def line(self, text: str, look: str) -> str:
        return self.text(text.rstrip(), look) + "\n"

    def lines(self, lines: Block, column: Column, indent: str = "", first: str = "") -> str:
        """The lines of a cell, each on its own; `first` stands before the first of them in the place of the indent."""
        starts = [first or indent, *[indent] * (len(lines) - 1)]
        look = self.look(column, lines)
        placed = (
            (start if start.strip() else moved("", start, self.room - width(line)), line)
            for start, line in zip(starts, lines, strict=True)
        )
        return "".join((start + self.text(line, look)).rstrip() + "\n" for start, line in placed)
