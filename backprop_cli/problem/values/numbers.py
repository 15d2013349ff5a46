"""What counts as a number: YAML 1.2's decimal notation, in ASCII, finite, and nothing else."""

import re
from typing import Any

from backprop_cli.errors import ValueFault
from backprop_cli.source.blanks import ONLY_UNDER_EXPECT, is_blank

LARGEST = 1.7976931348623157e308
LARGEST_EXACT = 2**53  # JSON's numbers are floats: beyond it they are no longer whole for certain
MOST_AXES = 24  # of an array: every NumPy can make 32, and what works on arrays adds axes of its own
MOST_DIGITS = 40  # of a whole number: enough for a seed of 128 bits; int() takes quadratic time

# Possessive (++), so that a line of ten million digits is read or refused in one pass. A leading zero before a digit is refused
# where nothing else shows the number to be decimal: YAML 1.1 reads 0777 as 511.
NUMBER = re.compile(r"[-+]?(?:(?!0[0-9]++\Z)[0-9]++(?:\.[0-9]*+)?|\.[0-9]++)(?:[eE][-+]?[0-9]++)?")
WHOLE = re.compile(r"[-+]?(?:0|[1-9][0-9]*+)")
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
    """All of them at once, several times faster; None where one is not a number, or may not be."""
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
    """How the same whole number is written plainly: 50.0 as 50, 1e3 as 1000."""
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


def quoted(text: str) -> str:
    """A text in a message: quoted, escaped where it would not print, cut where it is long."""
    return repr(text if len(text) <= 40 else text[:37] + "…")
