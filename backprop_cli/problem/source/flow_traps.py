"""The traps inside { } and [ ] that are syntax errors: brackets, missing commas, `{mul:[a]}`."""

import re

from backprop_cli.problem.source.cases import Case, Line, Verdict
from backprop_cli.problem.source.flow import MISSING_SPACE, ending, quoted_from


def flow_colon(case: Case) -> Verdict | None:
    """`{mul:[a, b]}`."""
    if "unexpected ':'" not in case.trouble.words or case.trouble.context is None:
        return None
    colon = case.text.find(":", case.trouble.context)
    return Verdict(colon, 1, MISSING_SPACE, "write ': ', with a space")


def in_brackets(case: Case) -> Verdict | None:
    """`{f: A[0]}`: a bracket inside { } or [ ] ends the value before it; or a comma is missing."""
    offset = case.trouble.offset
    if "',' or" not in case.trouble.words:
        return None
    before = case.text[case.line.start : offset].rstrip()
    if case.text[offset : offset + 1] in ("[", "{") and before and before[-1] not in "]}\"',":
        return bracket_inside(case.line, offset)
    if case.line.start <= offset < case.line.start + len(case.line.text) and before.lstrip() and in_flow(case):
        message = "a comma is missing here, or the bracket before is not closed"
        return Verdict(offset, 1, message, "write a comma between two values")
    return unclosed_bracket(case)


def in_flow(case: Case) -> bool:
    """Whether the bracket that is open began in the line of the error."""
    return case.context is not None and case.context.start == case.line.start


def bracket_inside(line: Line, offset: int) -> Verdict:
    column = offset - line.start
    begins = [match.end() for match in re.finditer(r"(?:[,\[{]|: )\s*", line.text[:column])]
    begin = begins[-1] if begins else 0
    depth = line.text[begin:column].count("(") - line.text[begin:column].count(")")
    stop = ending(line.text, begin)
    hint = "quote the whole of it, or write one line a node"
    if stop and depth >= 0:
        hint += ":\n" + quoted_from(line.text, begin, stop)
    return Verdict(offset, 1, "a bracket inside { } or [ ] ends the value", hint)


def unclosed_bracket(case: Case) -> Verdict | None:
    context = case.trouble.context
    if context is None or case.text[context] not in "[{":
        return None
    other = "]" if case.text[context] == "[" else "}"
    return Verdict(context, 1, f"'{case.text[context]}' is opened here and not closed", f"close it with {other}")
