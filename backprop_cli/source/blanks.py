"""Blanks, `_` and `?`: answers still to be filled in. YAML takes no ? alone; its parsers see a private character for it."""

import re
from collections.abc import Callable
from itertools import islice
from typing import Any

Table = dict[int, str]

ONLY_UNDER_EXPECT = "a blank stands only under expect:"
BLANK = re.compile("[_\uff3f]+|[?\uff1f]")
LAST = re.compile(r"[?\uff1f](?=[ \t]*(?:[,\]}]|$)|[ \t]+#)", re.MULTILINE)  # a ? with nothing behind it in its entry
PRIVATE = range(0xE000, 0xF900)  # characters that mean nothing to anybody, and a letter to YAML


def is_blank(text: str) -> bool:
    """Whether a text is a blank and nothing else: `_`, `____`, `?`, full-width or not."""
    return BLANK.fullmatch(text) is not None


def hidden(text: str) -> tuple[str, Table]:
    """The text with a private character for each ? that stands alone, and the table that `put_back` translates them back with."""
    if "?" not in text and "\uff1f" not in text:
        return text, {}
    signs = dict(zip("?\uff1f", islice((sign for sign in map(chr, PRIVATE) if sign not in text), 2), strict=False))
    if len(signs) < 2 or not any(begins_a_value(text, match.start()) for match in LAST.finditer(text)):
        return text, {}
    seen = LAST.sub(lambda match: signs[match[0]] if begins_a_value(text, match.start()) else match[0], text)
    return seen, {ord(sign): mark for mark, sign in signs.items()}


def begins_a_value(text: str, offset: int) -> bool:
    """Whether nothing but blanks stands between an offset and the beginning of its line, a bracket, a comma, `: ` or `- `."""
    start = offset
    while text[start - 1 : start] in (" ", "\t"):
        start -= 1
    before = text[start - 1 : start] if start else ""
    return before in ("", "\n", "[", ",") or (start < offset and before in ":-")


def put_back(next_event: Callable[[], Any], table: Table) -> Callable[[], Any]:
    """A source of the same events as `next_event`, in whose texts each private character is a ? again."""

    def restored() -> Any:
        event = next_event()
        value = getattr(event, "value", None)
        if value and not value.isascii():
            event.value = value.translate(table)
        return event

    return restored
