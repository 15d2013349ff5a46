"""The traps of a line: a name, a colon or a space that is missing, an indentation that fits nothing."""

import re
from collections.abc import Iterator

from backprop_cli.source.findings import short
from backprop_cli.source.traps.split_calls import MISSING_SPACE
from backprop_cli.source.traps.syntax_error import ENTRY, Case, Verdict, previous

UNSPACED = re.compile(r"(?P<indent> *)(?P<dashes>(?:- +)*)(?P<key>[^\W\d]\w*):(?P<value>[^\s:].*)$")


def nameless(case: Case) -> Verdict | None:
    """`: 1`, `{: 1}`: the name is missing."""
    offset = case.trouble.offset
    before = case.text[case.line.start : offset].rstrip(" ")
    match = re.match(r" *(?:- +)*:(?=\s|$)", case.line.text)
    if match:
        offset = case.line.start + match.end() - 1
    elif case.text[offset : offset + 1] != ":" or not before.endswith(("{", ",")):
        return None
    return Verdict(offset, 1, "a name is missing before ':'", "write it as name: value")


def directive(case: Case) -> Verdict | None:
    if not case.line.text.startswith("%"):
        return None
    return Verdict(case.line.start, len(case.line.text), "directives such as %YAML are refused", "take the line out")


def missing_space(case: Case) -> Verdict | None:
    """`a:1`, in the line before as a rule: YAML reads on until something does not fit."""
    for line in (case.context, case.before, case.line):
        match = UNSPACED.match(line.text) if line else None
        if line and match and not re.search(": ", match["value"]):
            hint = f"write it as {match['key']}: {short(match['value'])}"
            return Verdict(line.start + match.start("key"), len(match["key"]) + 1, MISSING_SPACE, hint)
    return None


def no_colon(case: Case) -> Verdict | None:
    """A line that is no entry where one is needed."""
    if "':'" in case.trouble.words and case.context:
        lines = [case.context]
    elif "mapping values" in case.trouble.words and case.before and case.before.indent == case.line.indent:
        lines = [case.before]
    else:
        return None
    for line in lines:
        if not re.search(r":(\s|$)", line.text):
            said = line.text.strip()
            return Verdict(line.start + line.indent, len(said), "':' is missing in this line", "write it as name: value")
    return None


def indentation(case: Case) -> Verdict | None:
    line, before = case.line, case.before
    if before is None or not re.match(r" *(- |[^\s#].*:( |$))", line.text + " "):
        return None
    entry = ENTRY.match(before.text)
    at = line.start + line.indent
    if line.indent > before.indent and (entry is None or entry["value"]):
        return Verdict(at, 1, "this line is indented deeper than the one before", "give both the same indentation")
    if line.indent <= before.indent and line.indent not in set(indents(case)):
        return Verdict(at, 1, "the indentation of this line fits no line above it", "give it the indentation of its neighbours")
    if line.text.lstrip().startswith("- ") != before.text.lstrip().startswith("- "):
        return Verdict(at, 1, "a list item '- …' and 'name: value' stand side by side here", "write the one or the other")
    return None


def indents(case: Case) -> Iterator[int]:
    """The indentations of the lines before, outward to the margin."""
    line = case.before
    lowest = None
    for _ in range(1000):
        if line is None or lowest == 0:
            return
        if lowest is None or line.indent < lowest:
            lowest = line.indent
            yield lowest
        line = previous(case.text, line)
