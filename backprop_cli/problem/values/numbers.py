"""Texts as numbers, and whole numbers; what is none is refused in words."""

import re
from typing import Any

from backprop_cli.errors import ValueFault
from backprop_cli.problem.values.notation import LARGEST, LARGEST_EXACT, MOST_DIGITS, NUMBER, WHOLE, quoted
from backprop_cli.source.blanks import ONLY_UNDER_EXPECT, is_blank

PLAIN = re.compile(r"[-+.eE0-9\n]*+")  # of these characters float() makes nothing but decimal numbers
OCTAL = re.compile(r"^[-+]?0[0-9]++$", re.MULTILINE)


def number(text: str) -> float:
    """The float nearest to a number as it is written: 3, 1.1, -2e-3, 1e3, +3, .5, 5.

    As IEEE 754 reads it: 1e-400 is 0.0. Raises ValueFault, without a place, for everything else, with the spelling that was
    probably meant: 1_000, 1,5, 0x1F, 0777, 100%, 1/3, .inf, 1e400 and whatever else is refused.
    """
    if NUMBER.fullmatch(text):
        value = float(text)
        if -LARGEST <= value <= LARGEST:
            return value
    from backprop_cli.problem.values.number_repairs import misread

    raise misread(text)


def numbers(texts: list[str]) -> list[float] | None:
    """The floats of many texts at once, several times faster than `number`; None where one may be no number."""
    joined = "\n".join(texts)
    if joined.count("\n") != len(texts) - 1 or not PLAIN.fullmatch(joined) or OCTAL.search(joined):
        return None
    try:
        values = list(map(float, texts))
    except ValueError:
        return None
    return values if max(values) <= LARGEST and min(values) >= -LARGEST else None


def whole_number(tree: Any, what: str, least: int) -> int:
    """A size or a seed: a whole number of at least `least`, from a YAML scalar's text or a JSON number.

    Raises ValueFault, without a place; `what` begins the message.
    """
    value = exact(tree)
    if isinstance(tree, str) and is_blank(tree):
        raise ValueFault(ONLY_UNDER_EXPECT, hint="write the number")
    if value is None:
        raise ValueFault(f"{what} must be a whole number, not {as_written(tree)}", hint=whole_spelling(tree) or "write it as in 3")
    if value < least:
        raise ValueFault(f"{what} must be at least {least}, not {value}", hint=f"write {least} or more")
    return value


def exact(tree: Any) -> int | None:
    if isinstance(tree, str):
        return int(tree) if len(tree) <= MOST_DIGITS and WHOLE.fullmatch(tree) else None
    if isinstance(tree, float):
        return int(tree) if tree.is_integer() and abs(tree) <= LARGEST_EXACT else None
    return None


def whole_spelling(tree: Any) -> str | None:
    """A hint for a whole number that is not written plainly: 50 for 50.0, 1000 for 1e3; None for other texts."""
    if isinstance(tree, str) and NUMBER.fullmatch(tree):
        value = float(tree)
        if value.is_integer() and abs(value) <= LARGEST_EXACT:
            return f"write it as {int(value)}"
    return None


def as_written(tree: Any) -> str:
    """A tree in a message: a scalar as it stands in the file, the kind of anything else."""
    if isinstance(tree, str):
        return quoted(tree) if tree else "nothing"
    if isinstance(tree, bool) or tree is None:
        return {True: "true", False: "false", None: "null"}[tree]
    if isinstance(tree, float):
        return repr(int(tree)) if tree.is_integer() and abs(tree) <= LARGEST_EXACT else repr(tree)
    return "a list" if hasattr(tree, "items") and isinstance(tree.items, list) else "a mapping"
