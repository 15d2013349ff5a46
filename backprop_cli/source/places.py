"""A text with places: from an offset (an index into the text, in code points) to file, line, column and excerpt."""

from typing import TYPE_CHECKING

from backprop_cli.errors import Place

if TYPE_CHECKING:
    from re import Match

BARE = r"[^ \t\n]+|[ \t\n]+"  # the pieces of a plain scalar, or of a double-quoted one without escapes
SINGLE = r"''|[^ \t\n']+|[ \t\n]+"  # of a single-quoted one, where '' stands for '
LONGEST_EXCERPT = 1000  # code points; of a longer line only what stands around the place is kept
AROUND = 400


class Source:
    """A file's text. Offsets are indices into `text`, in which every line ends in one newline and no byte order mark is left."""

    __slots__ = ("file", "text", "json", "_known", "_blocks")

    def __init__(self, file: str, text: str, json: bool = False) -> None:
        self.file = file
        self.text = text
        self.json = json
        self._known = (0, 1)  # an offset and its line: from there the next is counted, as faults come in the file's order
        self._blocks: dict[int, str] | None = None

    def line(self, offset: int) -> int:
        """The number of the line, from 1."""
        known, line = self._known
        if known <= offset:
            line += self.text.count("\n", known, offset)
        else:
            line -= self.text.count("\n", offset, known)
        self._known = (offset, line)
        return line

    def place(self, offset: int, length: int = 1) -> Place:
        """Where an offset stands; the length ends with the line."""
        line = self.line(offset)
        start, end = self.text.rfind("\n", 0, offset) + 1, self.text.find("\n", offset)
        end = len(self.text) if end < 0 else end
        excerpt, cut = excerpt_around(self.text, start, end, offset)
        return Place(self.file, line, offset - start + 1, excerpt, max(1, min(length, end - offset)), cut)

    def inside(self, offset: int, position: int, length: int = 1) -> Place:
        """The place of `length` characters of a scalar's value from `position` on; the scalar starts at `offset`.

        The k-th non-blank character of the value is the k-th of what is written; between them YAML folds lines. With an
        escape in double quotes that is not so: then the place is the whole scalar.
        """
        start, end = self.spot(offset, position), self.spot(offset, position + max(length, 1) - 1)
        return self.whole(offset) if start is None or end is None else self.place(start, end - start + 1)

    def quoted(self, offset: int) -> bool:
        """Whether the scalar there is written in quotes or as a block after | or >."""
        return self.text[offset : offset + 1] in tuple("\"'" if self.json else "\"'|>")

    def spot(self, offset: int, position: int) -> int | None:
        """The offset of a character of a scalar's value; None where an escape hides it."""
        opening = self.text[offset : offset + 1]
        if not self.quoted(offset):
            return folded(self.text, offset, position, BARE)
        if opening == "'" and not self.json:
            return folded(self.text, offset + 1, position, SINGLE)
        if opening == '"':
            return None if "\\" in self.string(offset) else folded(self.text, offset + 1, position, BARE)
        return self.in_block(offset, position)

    def in_block(self, offset: int, position: int) -> int | None:
        value = self.blocks().get(offset)
        if value is None:
            return None
        before, all_of_it = count_visible(value[:position]), count_visible(value)
        body = self.text.find("\n", offset) + 1
        return nth_visible(self.text, body, before) if before < all_of_it else nth_visible(self.text, body, before - 1) + 1

    def string(self, offset: int) -> str:
        """What is written from one double quote to the next that no backslash escapes."""
        import re

        match: Match[str] | None = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"?', re.DOTALL).match(self.text, offset)
        return match[0] if match else ""

    def whole(self, offset: int) -> Place:
        return self.place(offset, len(self.string(offset)) or 1)

    def blocks(self) -> dict[int, str]:
        """The values of the scalars that are written as blocks, by their offsets."""
        if self._blocks is None:
            from backprop_cli.source.yaml_events import blocks

            self._blocks = blocks(self.text)
        return self._blocks


def excerpt_around(text: str, start: int, end: int, offset: int) -> tuple[str, int]:
    """The line from `start` to `end`, or what stands around `offset` in a long one; and how much of the line is left out before."""
    if end - start <= LONGEST_EXCERPT:
        return text[start:end], 0
    left = max(start, offset - AROUND)
    return text[left : min(end, offset + AROUND)], left - start


def folded(text: str, start: int, position: int, pieces: str) -> int:
    """The offset of a value's character, where blanks around a line's end became one space, or one newline less."""
    if pieces is BARE and "\n" not in text[start : start + position + 1]:
        return start + position
    import re

    pattern = re.compile(pieces)
    match = pattern.match(text, start)
    while match:
        size = value_size(match[0])
        if position < size:
            return match.start() + (position if size == len(match[0]) else 0)
        position, start = position - size, match.end()
        match = pattern.match(text, start)
    return start


def value_size(piece: str) -> int:
    """How many characters of the value a piece of the source makes."""
    lines = piece.count("\n")
    return max(1, lines - 1) if lines else 1 if piece == "''" else len(piece)


def count_visible(text: str) -> int:
    """How many characters of a text are not blank."""
    return len(text) - text.count(" ") - text.count("\t") - text.count("\n")


def nth_visible(text: str, start: int, count: int) -> int:
    """The offset of the character before which, from `start` on, `count` characters are not blank."""
    import re

    for match in re.compile(r"[^ \t\n]+").finditer(text, start):
        if count < len(match[0]):
            return match.start() + count
        count -= len(match[0])
    return len(text)
