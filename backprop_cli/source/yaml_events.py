"""A YAML text → its events, by libyaml; a pure Python parser reads the same language where libyaml is missing."""

from collections.abc import Callable
from typing import Any, NamedTuple

import yaml
from yaml import events as kinds
from yaml.scanner import ScannerError

from backprop_cli.source.blanks import hidden, put_back

NextEvent = Callable[[], Any]
ALIAS: Any = kinds.AliasEvent
DOCUMENT: Any = kinds.DocumentStartEvent
MAPPING: Any = kinds.MappingStartEvent
MAPPING_END: Any = kinds.MappingEndEvent
SCALAR: Any = kinds.ScalarEvent
SEQUENCE_END: Any = kinds.SequenceEndEvent
STREAM_END: Any = kinds.StreamEndEvent
SyntaxTrouble = yaml.YAMLError
HAVE_LIBYAML = bool(yaml.__with_libyaml__)


def line_end(text: str, offset: int) -> int:
    end = text.find("\n", offset)
    return end if end >= 0 else len(text)


class Trouble(NamedTuple):
    """Where and why a parser gave up: the offset, that of what it was reading, and its words."""

    offset: int
    context: int | None
    words: str

    @property
    def too_deep(self) -> bool:
        """Whether the nesting ended the reading: libyaml counts to 1,000 from its version 0.2.6 on."""
        return "nesting depth" in self.words


def events(text: str, pure: bool) -> NextEvent:
    """A function that gives the next event, and None after the last."""
    seen, table = hidden(text)
    if HAVE_LIBYAML and not pure:
        from yaml._yaml import CParser

        next_event = CParser(Pieces(seen)).get_event  # type: ignore[no-untyped-call, unused-ignore]
    else:
        next_event = PureLoader(seen).get_event
    return put_back(next_event, table) if table else next_event  # type: ignore[no-any-return, unused-ignore]


class Pieces:
    """A text as libyaml reads a file, piece by piece: of a text in one piece it would keep a copy."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def read(self, size: int = 0) -> str:
        start, self.at = self.at, self.at + size
        return self.text[start : self.at]


class PureLoader(yaml.SafeLoader):
    """PyYAML's own parser, made to take and refuse what libyaml takes and refuses."""

    def scan_plain(self) -> Any:
        """In { } and [ ] a plain text may hold ?, and no : may stand before a bracket or comma."""
        token = self.seeing("?", "-", super().scan_plain)
        if self.flow_level and (":?" in token.value or (self.peek() == ":" and self.peek(1) in ",[]{}")):
            raise ScannerError("while scanning a plain scalar", token.start_mark, "found unexpected ':'", self.get_mark())
        return token

    def scan_block_scalar_indicators(self, start_mark: Any) -> Any:
        """A comment may follow | and > at once."""
        return self.seeing("#", " ", super().scan_block_scalar_indicators, start_mark)

    def scan_flow_scalar(self, style: str) -> Any:
        """An escape for half of a character, or for one beyond Unicode, is none."""
        start = self.get_mark()
        try:
            token: Any = super().scan_flow_scalar(style)  # type: ignore[misc, unused-ignore]
            token.value.encode()
        except (UnicodeEncodeError, OverflowError, ValueError):
            raise ScannerError("while scanning a double-quoted scalar", start, "found an invalid escape code", start) from None
        return token

    def seeing(self, character: str, other: str, scan: Callable[..., Any], *arguments: Any) -> Any:
        """Scan while one character looks like another."""
        peek = self.peek
        self.peek: Any = lambda index=0: other if peek(index) == character else peek(index)
        try:
            return scan(*arguments)
        finally:
            del self.peek


def trouble(error: yaml.YAMLError) -> Trouble:
    """The one form of both parsers' errors."""
    mark, context = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    words = f"{getattr(error, 'context', '')} {getattr(error, 'problem', error)}"
    return Trouble(mark.index if mark else 0, context.index if context else None, words)


def islands(text: str, pure: bool) -> tuple[list[tuple[int, int]], int]:
    """Where quoted scalars and the lines of blocks begin and end, and up to which offset that is known (a syntax error ends it)."""
    found = []
    try:
        next_event = events(text, pure)
        while event := next_event():
            if type(event) is SCALAR and event.style:
                start = event.start_mark.index
                found.append((line_end(text, start) if event.style in "|>" else start, event.end_mark.index))
    except yaml.YAMLError as error:
        return found, trouble(error).offset
    return found, len(text)


def blocks(text: str) -> dict[int, str]:
    """The values of the scalars written after | or >, by offset."""
    found = {}
    try:
        next_event = events(text, pure=False)
        while event := next_event():
            if type(event) is SCALAR and event.style in ("|", ">"):
                found[event.start_mark.index] = event.value
    except yaml.YAMLError:
        pass
    return found
