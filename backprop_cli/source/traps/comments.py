"""Blanks and marks outside of texts: tabs that separate, and # that begins a comment where none was meant."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import islice

from backprop_cli.errors import Enough, Found
from backprop_cli.source.findings import Findings
from backprop_cli.source.traps.split_calls import quoted_from
from backprop_cli.source.yaml_events import islands

Spans = list[tuple[int, int]]


def span_end(spans: Spans, offset: int) -> int:
    """Where the quoted text or block around an offset ends, 0 outside of them."""
    index = bisect_right(spans, offset, key=lambda span: span[0]) - 1
    return spans[index][1] if index >= 0 and offset < spans[index][1] else 0


def line_start(text: str, offset: int) -> int:
    return text.rfind("\n", 0, offset) + 1


def end_of_line(text: str, offset: int) -> int:
    end = text.find("\n", offset)
    return end if end >= 0 else len(text)


def comment(text: str, start: int, end: int, spans: Spans) -> int | None:
    """Where a comment begins between two offsets of a line."""
    for match in re.compile(r"(?:^|(?<=[ \t]))#", re.MULTILINE).finditer(text, start, end):
        if not span_end(spans, match.start()):
            return match.start()
    return None


def settle_tabs(text: str, findings: Findings, pure: bool) -> str:
    """The text with spaces for the tabs that indent or separate; says a fault for them. Raises Enough for too many."""
    spans, end = islands(text, pure)
    wrong = list(islice(misplaced(text, 0, end, spans), Found.MOST))
    if end < len(text) and len(wrong) < Found.MOST:
        spans, last = islands(spaced(text[:end], wrong) + text[end:].replace("\t", " "), pure)
        wrong += islice(misplaced(text, end, last, spans), Found.MOST)
    say_tabs(text, wrong, findings)
    if len(wrong) >= Found.MOST:
        raise Enough
    return spaced(text, wrong)


def misplaced(text: str, start: int, end: int, spans: Spans) -> Iterator[int]:
    """The first tab of each line that is in no quoted text, block or comment."""
    tab = text.find("\t", start, end)
    while tab >= 0:
        after = span_end(spans, tab)
        if not after:
            after = end_of_line(text, tab)
            if comment(text, line_start(text, tab), tab, spans) is None:
                yield tab
        tab = text.find("\t", after, end)


def spaced(text: str, tabs: list[int]) -> str:
    """The text with spaces for these tabs, and for those that follow in their lines."""
    pieces, done = [], 0
    for tab in tabs:
        end = end_of_line(text, tab)
        pieces += [text[done:tab], text[tab:end].replace("\t", " ")]
        done = end
    return "".join([*pieces, text[done:]])


def say_tabs(text: str, tabs: list[int], findings: Findings) -> None:
    """Say a fault for each tab that separates, and one for all that indent, at the first of them."""
    indenting = [tab for tab in tabs if not text[line_start(text, tab) : tab].strip(" ")]
    if indenting:
        more = f", here and in {len(indenting) - 1} more lines" if len(indenting) > 1 else ""
        findings.say(indenting[0], "a tab indents this line: YAML indents with spaces only", f"write two spaces for each tab{more}")
    for tab in sorted(set(tabs) - set(indenting)):
        findings.say(tab, "a tab stands where a space belongs", "write a space")


def warn_of_comments(text: str, findings: Findings, pure: bool) -> None:
    """`title: Problem #2` loses its number: warn where a # without a space after it follows a value."""
    if not any(text[match.start() - 1] in " \t" for match in re.finditer("#[^ \t\n#]", text)):
        return
    spans, end = islands(text, pure)
    offset = text.find("#")
    while 0 <= offset < end and not findings.warned_enough():
        after = span_end(spans, offset)
        if not after and text[offset - 1 : offset] in ("", " ", "\n", "\t"):
            after = end_of_line(text, offset)
            warn_of_mark(text, offset, after, findings)
        offset = text.find("#", after or offset + 1)


def warn_of_mark(text: str, offset: int, end: int, findings: Findings) -> None:
    start = line_start(text, offset)
    line, before = text[start:end], text[start:offset].rstrip()
    if before and text[offset + 1 : offset + 2] not in ("", " ", "\t", "\n", "#"):
        hint = "write '# ' for a comment"
        begin = before.find(": ") + 2
        if begin > 1 and len(line) <= 200 and before[begin] not in "\"'[{|>":
            hint = f"quote the text if # belongs to it, or {hint}:\n{quoted_from(line, begin, len(line.rstrip()))}"
        findings.say(offset, "all after # is a comment", hint, end - offset, "warning")
