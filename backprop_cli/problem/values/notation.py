"""How numbers are written: YAML 1.2's decimal notation, in ASCII, finite, and nothing else; and the limits of what they may be."""

import re

LARGEST = 1.7976931348623157e308
LARGEST_EXACT = 2**53  # JSON's numbers are floats: beyond it they are no longer whole for certain
MOST_AXES = 24  # of an array: every NumPy can make 32, and what works on arrays adds axes of its own
MOST_DIGITS = 40  # of a whole number: enough for a seed of 128 bits; int() takes quadratic time

# Possessive (++), so that a line of ten million digits is read or refused in one pass. A leading zero before a digit is refused
# where nothing else shows the number to be decimal: YAML 1.1 reads 0777 as 511.
NUMBER = re.compile(r"[-+]?(?:(?!0[0-9]++\Z)[0-9]++(?:\.[0-9]*+)?|\.[0-9]++)(?:[eE][-+]?[0-9]++)?")
WHOLE = re.compile(r"[-+]?(?:0|[1-9][0-9]*+)")


def quoted(text: str) -> str:
    """A text in a message: quoted, escaped where it would not print, cut where it is long."""
    return repr(text if len(text) <= 40 else text[:37] + "…")
