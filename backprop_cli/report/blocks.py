"""What stands in the cells of a table before they have a width: words, arrays, and formulas that are made of both.

A report builds cells from these; `render` lays them out, and breaks them where a terminal is narrow.
"""

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

Block = list[str]  # lines that belong together


class Array(Block):
    """The lines of an array, one row a line, its columns two blanks apart: it can be broken between them."""


class Piece(NamedTuple):
    """Words or an array within a formula. drop: how many lines below the first it stands; joint: a line may break before it."""

    content: str | Array
    drop: int = 0
    joint: bool = False


class Formula(tuple[Piece, ...]):
    """Pieces from left to right."""


class Equation(NamedTuple):
    """left = right; a table puts the equals signs of a column below each other. Without a left side: = right."""

    left: "Cell"
    right: "Cell"


class Mark(NamedTuple):
    """A part of a sentence that a form may set apart. code: a name or formula to be read letter by letter; else a name in bold."""

    text: str
    code: bool = False


class Sentence(tuple[str | Mark, ...]):
    """Words, with the parts of them that are marked; lines end at \\n."""

    def plain(self) -> str:
        return "".join(part if isinstance(part, str) else part.text for part in self)


def with_marks(phrase: str, **blanks: str | Mark | Sentence) -> Sentence:
    """A phrase with its {blanks} filled in, each as it is marked."""
    from string import Formatter

    parts: list[str | Mark] = []
    for words, blank, _, _ in Formatter().parse(phrase):
        filling = blanks[blank] if blank else ""
        parts += [words, *(filling if isinstance(filling, Sentence) else (filling,))]
    return Sentence(part for part in parts if part)


class Derivation(NamedTuple):
    """left = right = right: each right side on a line of its own, the equals signs below each other.

    spelt: so many right sides at the beginning only spell out what a table has: a form of one line leaves them out. aside: what is
    said beside the first line.
    """

    left: str
    rights: "tuple[Cell, ...]"
    spelt: int = 0
    aside: str = ""


Cell: TypeAlias = "str | Array | Formula | Equation | Sequence[Cell]"  # a sequence: parts below each other


def formula(*parts: str | Block | Formula | Piece) -> Formula:
    """Signs, values and formulas side by side, their first lines level."""
    pieces: list[Piece] = []
    for part in parts:
        if isinstance(part, Formula):
            pieces += part
        else:
            pieces.append(part if isinstance(part, Piece) else Piece(content(part)))
    return Formula(pieces)


def content(part: str | Block) -> str | Array:
    return part if isinstance(part, (str, Array)) else part[0]


def height(parts: Formula) -> int:
    return max(piece.drop + (len(piece.content) if isinstance(piece.content, Array) else 1) for piece in parts)


def lowered(parts: Formula, lines: int) -> Formula:
    """A formula that stands so many lines below the first: level with the end of the array before it."""
    return Formula(piece._replace(drop=piece.drop + lines) for piece in parts)


def sign_for(text: str) -> Piece:
    """An operator, with a blank on either side; a line may break before it."""
    return Piece(f" {text} ", joint=True)


def bracketed(parts: Formula) -> Formula:
    return formula("(", parts, Piece(")", height(parts) - 1))


def operand(block: Block) -> Formula:
    """A value as it stands after an operator: a negative number gets parentheses."""
    parts = formula(block)
    return bracketed(parts) if not isinstance(block, Array) and block[0].startswith("-") else parts
