"""The traps inside { } and [ ] that are syntax errors: brackets, missing commas, `{mul:[a]}`."""

import re

from backprop_cli.source.traps.split_calls import MISSING_SPACE, end_of_expression, quoted_from
from backprop_cli.source.traps.syntax_error import Case, Line, Verdict

LONGEST = 10_000  # characters in which the bracket that closes is looked for
COMMA_MISSING = "a comma is missing here, or the bracket before is not closed"


def flow_colon(case: Case) -> Verdict | None:
    """`{mul:[a, b]}`: the space after the colon is missing."""
    if "unexpected ':'" not in case.trouble.words or case.trouble.context is None:
        return None
    colon = case.text.find(":", case.trouble.context)
    return Verdict(colon, 1, MISSING_SPACE, "write ': ', with a space")


def bracket_trap(case: Case) -> Verdict | None:
    """`{f: A[0]}`: a bracket inside { } or [ ] ends the value before it; or a comma is missing."""
    offset = case.trouble.offset
    if "',' or" not in case.trouble.words:
        return None
    before = case.text[case.line.start : offset].rstrip()
    if case.text[offset : offset + 1] in ("[", "{") and before and before[-1] not in "]}\"',":
        return bracket_inside(case.line, offset)
    if case.line.start <= offset < case.line.start + len(case.line.text) and before.lstrip() and in_flow(case):
        return Verdict(offset, 1, COMMA_MISSING, "write a comma between two values")
    return unclosed_bracket(case)


def in_flow(case: Case) -> bool:
    """Whether the bracket that is open began in the line of the error."""
    return case.context is not None and case.context.start == case.line.start


def bracket_inside(line: Line, offset: int) -> Verdict:
    column = offset - line.start
    begins = [match.end() for match in re.finditer(r"(?:[,\[{]|: )\s*", line.text[:column])]
    begin = begins[-1] if begins else 0
    depth = line.text[begin:column].count("(") - line.text[begin:column].count(")")
    stop = end_of_expression(line.text, begin)
    hint = "quote the whole of it, or write one line a node"
    if stop and depth >= 0:
        hint += ":\n" + quoted_from(line.text, begin, stop)
    return Verdict(offset, 1, "a bracket inside { } or [ ] ends the value", hint)


def unclosed_bracket(case: Case) -> Verdict | None:
    context = case.trouble.context
    if context is None or case.text[context] not in "[{":
        return None
    if is_closed(case.text[context : context + LONGEST]):  # as in NumPy's own print of an array, one row below the other
        return Verdict(case.trouble.offset, 1, COMMA_MISSING, "write a comma between two values")
    other = "]" if case.text[context] == "[" else "}"
    return Verdict(context, 1, f"'{case.text[context]}' is opened here and not closed", f"close it with {other}")


def is_closed(text: str) -> bool:
    """Whether the bracket at the beginning has its partner."""
    depth = 0
    for found in re.finditer(r"[][{}]", text):
        depth += 1 if found[0] in "[{" else -1
        if not depth:
            return True
    return False
