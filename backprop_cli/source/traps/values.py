"""The traps in a value: how it begins, which quotes and colons it holds."""

import re

from backprop_cli.source.traps.beginnings import mended
from backprop_cli.source.traps.split_calls import NO_ANCHORS, is_prose, line_around, quote_rest
from backprop_cli.source.traps.syntax_error import ENTRY, ITEM, LONGEST, Case, Line, Verdict

BLOCK = re.compile(r"[|>](?:[+-]?[1-9]?|[1-9][+-]) *(?:#.*)?$")
HEX = "[0-9a-fA-F]"
BAD_ESCAPE = re.compile(
    rf"\\(?:x(?!{HEX}{{2}})|u(?!{HEX}{{4}})|u[dD][89a-fA-F]|U(?!00(?:0{HEX}|10){HEX}{{4}})|U0000[dD][89a-fA-F]"
    r"|[^0abtnvfre \"/\\N_LPxuU\n\t])"
)


def odd_beginning(case: Case) -> Verdict | None:
    """`y: @a`, `y: *a + b`, `y: >0`, `y: - x`: characters with which YAML begins something else."""
    match = ENTRY.match(case.line.text) or ITEM.match(case.line.text)
    value = match["value"] if match else None
    if not match or not value or BLOCK.match(value) or not re.match(r"[@`%*&!|>,\]})]|[-?]( |$)", value):
        return None
    verdict = cannot_begin(case.line, match.start("value"), value[0])
    if value[0] != "*" or is_prose(case.line.text, match.start("value")):
        return verdict
    return verdict._replace(hint=NO_ANCHORS if value[1:2].isalnum() else "write what stands before it")


def cannot_begin(line: Line, begin: int, what: str) -> Verdict:
    return Verdict(line.start + begin, 1, f"an expression cannot begin with {what} in YAML", mended(line.text, begin))


def closed_early(case: Case) -> Verdict | None:
    """`y: [a] * b`, `y: "a" * b`: the bracket or quote that closes ends the value."""
    match = ENTRY.match(case.line.text) or ITEM.match(case.line.text)
    value = match["value"] if match else None
    if not match or not value or value[0] not in "[{\"'":
        return None
    stop = quote_end(value) if value[0] in "\"'" else bracket_end(value)
    if not stop or not value[stop:].strip():
        return None
    return cannot_begin(case.line, match.start("value"), value[0])


def quote_end(value: str) -> int:
    pattern = r'"(?:[^"\\]|\\.)*"' if value[0] == '"' else r"'(?:[^']|'')*'"
    match = re.match(pattern, value)
    return match.end() if match else 0


def bracket_end(value: str) -> int:
    depth = 0
    for match in re.finditer(r"[\[\]{}]", value):
        depth += 1 if match[0] in "[{" else -1
        if not depth:
            return match.end()
    return 0


def colon_inside(case: Case) -> Verdict | None:
    """`title: 2번: ReLU`, `y: a : b`: a second colon with a space after it."""
    match = ENTRY.match(case.line.text)
    value = match["value"] if match else None
    if not match or not value or value[0] in "[{\"'|>":
        return None
    colon = re.search(r":(?= |$)", value)
    start = case.line.start + match.start("value")
    if not colon and not ("mapping values" in case.trouble.words and len(case.line.text) == LONGEST):
        return None
    line, begin = from_here(case.text, start)
    expression = not is_prose(line, begin) and "?" not in value and colon and not value[: colon.start()].isidentifier()
    hint = "no colon stands in an expression: a quotient is a / b" if expression else quote_rest(case.text, start)
    offset = start + colon.start() if colon else case.trouble.offset
    return Verdict(offset, 1, "a text that holds ': ' must be quoted", hint)


def escape(case: Case) -> Verdict | None:
    """A backslash in double quotes that begins no escape, as in "C:\\data"."""
    if not re.search("escape|hexa?decimal", case.trouble.words):
        return None
    start = case.trouble.context if case.trouble.context is not None else case.line.start
    match = BAD_ESCAPE.search(re.sub(r"\\\\", "  ", case.text[start : start + 10_000]))
    offset = start + match.start() if match else start
    said = case.text[offset : offset + 2]
    return Verdict(offset, 2, f"'{said}' is no escape in double quotes", "write single quotes, in which a backslash is itself")


def unclosed_quote(case: Case) -> Verdict | None:
    words, context = case.trouble.words, case.trouble.context
    if context is None or "quoted" not in words or not ("end of stream" in words or "document" in words):
        return None
    mark = case.text[context : context + 1]
    return Verdict(context, 1, f"a text begins here with {mark} and does not end", f"close it with {mark}")


def late_quote(case: Case) -> Verdict | None:
    """A quote that nobody closed ends at the next one, lines later, and what stands there does not fit."""
    for start, end in reversed(case.quotes):
        if case.line.start <= end <= case.trouble.offset and start < case.line.start:
            number = case.text.count("\n", 0, end) + 1
            message = f"a text begins here with {case.text[start]} and ends only in line {number}"
            return Verdict(start, 1, message, f"close it with {case.text[start]}")
    return None


def marker(case: Case) -> Verdict | None:
    """An &, * or ! that YAML takes for an anchor, alias or tag, and cannot read as one."""
    context = case.trouble.context
    if context is None or not re.search("an anchor|an alias|a tag", case.trouble.words):
        return None
    what = case.text[context : context + 1]
    return Verdict(context, 1, f"an expression cannot begin with {what} in YAML", mended(*from_here(case.text, context)))


def from_here(text: str, offset: int) -> tuple[str, int]:
    """The line around an offset, and where in it that is."""
    start, line = line_around(text, offset)
    return line, offset - start
