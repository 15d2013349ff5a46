"""A syntax error with the lines around it: what the traps are looked for in."""

import re
from typing import NamedTuple

from backprop_cli.source.yaml_events import Trouble

ENTRY = re.compile(
    r"(?P<indent> *)(?P<dashes>(?:- +)*)(?P<key>\"[^\"]*\"|'[^']*'|[^\s#\"'\[\]{},:-](?:[^:#]|:(?=\S))*?) *:(?: +(?P<value>.*))?$"
)
ITEM = re.compile(r"(?P<indent> *)(?P<dashes>(?:- +)+)(?P<value>.*)$")
LONGEST = 500  # code points of a line in which traps are looked for and repaired


class Line(NamedTuple):
    """A line of the text, without its comment: where it starts, what it says."""

    start: int
    text: str

    @property
    def indent(self) -> int:
        return len(self.text) - len(self.text.lstrip(" "))


class Case(NamedTuple):
    """What is known of an error: the line in which the parser stopped, the one before, the one it was reading, its words."""

    text: str
    trouble: Trouble
    line: Line
    before: Line | None
    context: Line | None
    quotes: list[tuple[int, int]]  # where the quoted texts before the error begin and end


class Verdict(NamedTuple):
    offset: int
    length: int
    message: str
    hint: str | None


def make_case(text: str, trouble: Trouble, quotes: list[tuple[int, int]]) -> Case:
    line = line_at(text, min(trouble.offset, len(text)))
    if not line.text.strip():
        line = previous(text, line) or line
    context = None if trouble.context is None else line_at(text, trouble.context)
    return Case(text, trouble, line, previous(text, line), context, quotes)


def line_at(text: str, offset: int) -> Line:
    start, end = text.rfind("\n", 0, offset) + 1, text.find("\n", offset)
    whole = text[start : end if end >= 0 else len(text)][:LONGEST]
    return Line(start, re.sub(r"(^|\s)#(?=[^\"']*$).*", "", whole).rstrip())


def previous(text: str, line: Line) -> Line | None:
    """The nearest line before that is not blank; None where there is none."""
    start = line.start
    while start:
        before = line_at(text, start - 1)
        if before.text.strip():
            return before
        start = before.start
    return None
