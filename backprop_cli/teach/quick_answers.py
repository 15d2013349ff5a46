"""Answers of plain lines, without YAML's parser: most hand-ins hold nothing else under `expect:`, and a class has thousands.

`plain_answers` reads a block that means the same to every reader, or says that this is none; then teach/lenient.py parses it.
"""

import re
from typing import NamedTuple

from backprop_cli.problem.problem import KINDS
from backprop_cli.source.tree import normalised

NAME = r"([^\W\d][\w.]*)"
VALUE = r"(_+|\?|[-+]?[.0-9][-+*/.0-9eE()]*)"  # a blank, a number, or numbers joined without spaces
PAIR = re.compile(rf"{NAME}: +{VALUE}")
PAIRS = rf"(?:{PAIR.pattern}(?:, *{PAIR.pattern})*)?"
LINE = re.compile(rf"( +)(?P<name>{NAME}):(?: +(?:(?P<text>{VALUE})|\{{ *(?P<pairs>{PAIRS}) *\}}))? *(?: #.*)?")
FIRST_COLUMN = re.compile(r"^[^\s#]", re.MULTILINE)


class PlainAnswer(NamedTuple):
    """An answer as it is written. kind: "forward" or "gradient"."""

    kind: str
    name: str
    text: str


def block_under(text: str, key: str) -> str | None:
    """The lines of a top-level key, up to the next that begins in the first column; None where it is not there just once."""
    starts = [match.start() for match in re.finditer(f"^{key}:", text, re.MULTILINE)]
    if len(starts) != 1:
        return None
    end = FIRST_COLUMN.search(text, starts[0] + 1)
    return text[starts[0] : end.start() if end else len(text)]


def stands_alone(before: str) -> bool:
    """Whether what stands before a block leaves no quote or bracket open at its end, in which the block would be a text."""
    if before.count("{") != before.count("}") or before.count("[") != before.count("]"):
        return False
    lines = [line for line in before.split("\n") if '"' in line or "'" in line] if '"' in before or "'" in before else []
    return not any("\\" in line or line.count('"') % 2 or line.count("'") % 2 for line in lines)


def plain_answers(block: str) -> list[PlainAnswer] | None:
    """The answers of a block `expect:`; None where it holds anything but plain lines."""
    first, *lines = block.split("\n")
    if first.rstrip(" ") != "expect:":
        return None
    found: list[PlainAnswer] = []
    reader = PlainLines(found)
    for line in lines:
        if line.strip(" ") and line.lstrip(" ")[0] != "#" and not reader.takes(line):
            return None
    names = [(kind, name) for (kind, name, _) in found]
    if not normalised_alike(names):
        return None
    return found if found and reader.ended_well() else None


def normalised_alike(names: list[tuple[str, str]]) -> bool:
    """Whether no answer stands there twice."""
    if all(name.isascii() for _, name in names):
        return len(set(names)) == len(names)
    return len(set(zip([kind for kind, _ in names], normalised([name for _, name in names]), strict=True))) == len(names)


class PlainLines:
    """Takes the lines of a block one by one. outer, inner: how far sections and their entries are indented."""

    def __init__(self, found: list[PlainAnswer]) -> None:
        self.found = found
        self.outer = self.inner = 0
        self.kind: str | None = None  # of the section whose entries may follow
        self.empty = False  # a section without entries so far
        self.sections: set[str] = set()

    def takes(self, line: str) -> bool:
        """Whether a line is plain and has its place here."""
        match = LINE.fullmatch(line)
        if match is None:
            return False
        indent, name, text, pairs = len(match[1]), match["name"], match["text"], match["pairs"]
        if self.kind is not None and text is not None and indent > self.outer and indent == (self.inner or indent):
            self.inner, self.empty = indent, False
            self.found.append(PlainAnswer(self.kind, name, text))
            return True
        return (text is None) == (name in KINDS) and self.opens(indent, name, pairs)

    def opens(self, indent: int, name: str, pairs: str | None) -> bool:
        """Whether a line begins a section that is new, or is the tolerance, which is the key's to say."""
        if self.empty or name not in (*KINDS, "tolerance") or name in self.sections or indent != (self.outer or indent):
            return False
        self.sections.add(name)
        self.outer, self.inner = indent, 0
        if name == "tolerance":
            self.kind = None
            return pairs is None
        self.kind = None if pairs is not None else KINDS[name]
        self.empty = pairs is None
        self.found += [PlainAnswer(KINDS[name], *pair) for pair in PAIR.findall(pairs or "")]
        return True

    def ended_well(self) -> bool:
        return not self.empty
