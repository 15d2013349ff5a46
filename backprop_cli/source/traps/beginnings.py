"""A value that begins with a character that YAML reserves: what was meant, and, where that can be known, the line repaired."""

import re

from backprop_cli.source.traps.split_calls import is_prose, quote_rest


def mended(line: str, begin: int) -> str:
    """A hint for the value that begins at `begin` of a line. In a title any character may be meant, so the hint is to quote it."""
    value = line[begin:].rstrip()
    if re.fullmatch(r"- +[0-9.].*", value) and not is_prose(line, begin):
        return f"a sign stands right before its number:\n{(line[:begin] + '-' + value[1:].strip()).strip()}"
    if is_prose(line, begin) or value[0] == "-":
        return quote_rest(line, begin)
    said, meant = reading(value)
    return f"{said}:\n{(line[:begin] + meant).strip()}" if meant else said


def reading(value: str) -> tuple[str, str]:
    """A rule in words, and the value as an expression; "" where no expression is meant for certain."""
    first = value[0]
    if first in "\"'":
        return "names stand without quotes", value.replace(first, "")
    if first == "`":
        return "names need no marks around them", value.replace("`", "")
    if first == "|" and value.count("|") % 2 == 0:
        return "the absolute value is called abs", re.sub(r"\|([^|]+)\|", lambda bars: f"abs({bars[1].strip()})", value)
    if first in "[{" and "," in value:
        return "an array in an expression has a name: give it one under constants:", ""
    if first in "[{":
        return "the brackets of expressions are ( )", value.translate(str.maketrans("[]{}", "()()"))
    if first == "!":
        return "the opposite of a comparison is written 1 - (x > 0)", ""
    return f"nothing stands before {first}: an expression reads like (a + b) * c", ""
