"""What people write where a number belongs, and what they probably meant: one row a way of writing."""

import re
from collections.abc import Callable

from backprop_cli.errors import ValueFault
from backprop_cli.problem.values.notation import LARGEST, LARGEST_EXACT, NUMBER, quoted
from backprop_cli.source.blanks import ONLY_UNDER_EXPECT, is_blank

LONGEST = 200  # a longer text is no misspelt number
IN_GENERAL = "numbers are written as in 3, 1.1 and -2e-3"
Row = tuple[str, str, Callable[["re.Match[str]"], str | None]]


def misread(text: str) -> ValueFault:
    """The fault for a text that is not a number: why not, and how to write it."""
    if is_blank(text):
        return ValueFault(ONLY_UNDER_EXPECT, hint="write the number")
    if text == "":
        return ValueFault("a value is missing", hint="write a number, or an array such as [1, 2]")
    if NUMBER.fullmatch(text):
        return ValueFault(f"{quoted(text)} is too large for a float64", hint=f"the largest is {LARGEST!r}")
    reason, hint = diagnosis(text) if len(text) <= LONGEST else ("", IN_GENERAL)
    return ValueFault(f"{quoted(text)} is not a number" + (f": {reason}" if reason else ""), hint=hint)


def diagnosis(text: str) -> tuple[str, str | None]:
    """(reason, hint) by the first row that fits."""
    reason, found = repair(text)
    if found is not None:
        return reason, f"write it as {found}"
    if foreign(text) and (found := number_meant(in_ascii(text))) is not None:
        return foreign_reason(text), f"write it as {found}"
    reason, found = first_fit(CLUES, text)
    return reason, found or IN_GENERAL


def repair(text: str) -> tuple[str, str | None]:
    """(reason, number): a repair of a repair (−−1) may still be none, and is not proposed."""
    reason, found = first_fit(REPAIRS, text)
    return reason, found if found is not None and NUMBER.fullmatch(found) and abs(float(found)) <= LARGEST else None


def first_fit(rows: tuple[Row, ...], text: str) -> tuple[str, str | None]:
    for pattern, reason, meaning in rows:
        match = re.fullmatch(pattern, text, re.IGNORECASE)
        found = meaning(match) if match else None
        if found is not None:
            return reason, found
    return "", None


def number_meant(text: str) -> str | None:
    """The number that a text means, in the spelling that is read; None where it means none."""
    text = text.strip()
    if len(text) > LONGEST:
        return None
    if NUMBER.fullmatch(text):
        return text if abs(float(text)) <= LARGEST else None
    _, found = repair(text)
    return number_meant(in_ascii(text)) if found is None and foreign(text) else found


DASHES = "\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d"  # hyphens, dashes, minus signs, small and full-width ones


# What is not of the ASCII keyboard: digits of other scripts, full-width forms, typographic signs, invisible characters.


def in_ascii(text: str) -> str:
    """A text with ASCII digits, signs and punctuation, and without what cannot be seen."""
    return "".join(map(plain_character, text))


def plain_character(character: str) -> str:
    import unicodedata

    if character.isascii():
        return character
    if character in DASHES:
        return "-"
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    if character == "\u066b":
        return "."
    category = unicodedata.category(character)
    if category in ("Cf", "Zs"):
        return "" if category == "Cf" else " "
    return chr(ord(character) - 0xFEE0) if "\uff01" <= character <= "\uff5e" else character


def foreign(text: str) -> bool:
    return in_ascii(text) != text


def foreign_reason(text: str) -> str:
    import unicodedata

    odd = next(character for character in text if plain_character(character) != character)
    return f"it contains {unicodedata.name(odd, 'a control character')} (U+{ord(odd):04X})"


# Repairs: what the text means, as a number.


def leave_out(characters: str) -> Callable[["re.Match[str]"], str | None]:
    """A repair that takes these characters out of a match; it answers the number, or None."""
    return lambda match: number_meant(match[0].translate(dict.fromkeys(map(ord, characters))))


def from_base(match: "re.Match[str]") -> str | None:
    value = int(match[0], 0)
    return str(value) if abs(value) <= LARGEST_EXACT else None


def percentage(match: "re.Match[str]") -> str | None:
    from decimal import Decimal

    inner = number_meant(match[1])
    return None if inner is None else number_meant(f"{Decimal(inner).scaleb(-2).normalize():f}")


def fraction(match: "re.Match[str]") -> str | None:
    above, below = number_meant(match[1]), number_meant(match[2])
    if above is None or below is None or not float(below):
        return None
    value = float(above) / float(below)
    return number_meant(str(int(value)) if value.is_integer() and abs(value) <= LARGEST_EXACT else repr(value))


def signs(match: "re.Match[str]") -> str | None:
    inner = number_meant(match[2])
    return inner if inner is None or match[1].count("-") % 2 == 0 else f"-{inner}"


REPAIRS: tuple[Row, ...] = (
    (r"(?:np\.|numpy\.|math\.|torch\.)?(?:pi|π)", "a value is a number", lambda match: "3.141592653589793"),
    (r"yes|true|on|y", "a truth value is written 1 or 0", lambda match: "1"),
    (r"no|false|off|n", "a truth value is written 1 or 0", lambda match: "0"),
    (r"[-+]?0x[0-9a-f]+", "numbers are decimal", from_base),
    (r"[-+]?0o[0-7]+", "numbers are decimal", from_base),
    (r"[-+]?0b[01]+", "numbers are decimal", from_base),
    (r"([-+]?)0+([0-9]+)", "a leading zero means octal elsewhere", lambda match: match[1] + (match[2].lstrip("0") or "0")),
    (r"[-+]?[0-9][0-9_]*(\.[0-9_]*)?(e[-+]?[0-9]+)?", "digits are not grouped by underscores", leave_out("_")),
    (r"[-+]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]*)?", "digits are not grouped by commas", leave_out(",")),
    (r"[-+]?[0-9]{1,3}([ '][0-9]{3})+(\.[0-9]*)?", "digits are not grouped", leave_out(" '")),
    (r"[-+]?[0-9]{1,3}(\.[0-9]{3}){2,}", "it has several decimal points", leave_out(".")),
    (r"([-+]?)([0-9]*),([0-9]+)", "the decimal sign is a point", lambda match: f"{match[1]}{match[2] or 0}.{match[3]}"),
    (r"(.+?) ?%", "values are no percentages", percentage),
    (r"([^/]+?) ?/ ?([^/]+)", "a value is written, not computed", fraction),
    (r"([-+] ?(?:[-+] ?)*)([^-+ ].*)", "it begins with more than a sign", signs),
    (r"([-+]?[0-9.]+)[df]([-+]?[0-9]+)", "the exponent follows an e", lambda match: number_meant(f"{match[1]}e{match[2]}")),
    (
        r"([-+]?[0-9.]+) ?[x*\u00d7\u00b7] ?10 ?(?:\^|\*\*) ?([-+]?[0-9]+)",
        "powers of ten are written with e",
        lambda match: number_meant(f"{match[1]}e{match[2]}"),
    ),
)  # fmt: skip


# Clues: no single number is meant, but something is.


def with_unit(number: str, unit: str) -> str | None:
    meant = number_meant(number)
    return None if meant is None else f"write it as {meant}, or as {{value: {meant}, unit: {unit}}}"


def sign_of_unit(number: str, sign: str) -> str | None:
    import unicodedata

    return with_unit(number, sign) if unicodedata.category(sign) in ("Sc", "So") else None


def sexagesimal(match: "re.Match[str]") -> str | None:
    first, second = int(match[1]), int(match[2])
    return f"write it in one unit, as {first + second / 60!r} or {60 * first + second}" if second < 60 else "write it in one unit"


def several(match: "re.Match[str]") -> str | None:
    parts = [number_meant(part) for part in re.split(r"[,; ]+", match[0].strip(" ,;"))]
    if len(parts) < 2 or None in parts:
        return None
    return f"write an array as [{', '.join(map(str, parts[:8]))}{', …' if len(parts) > 8 else ''}]"


def always_hinted(hint: str) -> Callable[["re.Match[str]"], str | None]:
    return lambda match: hint


CLUES: tuple[Row, ...] = (
    (r"~|null|none|nil", "a value is needed", always_hinted("write a number, or leave the name out")),
    (r"[-+]?\.?inf|[-+]?infinity", "values are finite", always_hinted(f"the largest is {LARGEST!r}")),
    (r"[-+]?\.?nan", "values are finite", always_hinted("write the number that is meant")),
    (r"[-+]?[0-9.]+e[-+]?([0-9]*\.[0-9]*)?", "the exponent is no whole number", always_hinted("after the e stands one, as in 1e3")),
    (r"[-+]?[0-9]*\.[0-9]*\.[0-9.]*", "it has several decimal points", always_hinted("a number has one decimal point at most")),
    (r"([0-9]{1,9}):([0-9]{1,2})", "times and ratios are not read", sexagesimal),
    (r"[0-9]+(:[0-9.]+)+", "times and ratios are not read", always_hinted("write it in one unit")),
    (r"[-+0-9.,; e]+", "it is several numbers", several),
    (r"([-+]?)(\W) ?([0-9].*)", "a unit is no part of a number", lambda match: sign_of_unit(match[1] + match[3], match[2])),
    (r"(.*[0-9.]) ?(\W)", "a unit is no part of a number", lambda match: sign_of_unit(match[1], match[2])),
    (r"(.*?[0-9.]) ?((?!e)[^\W\d]\w{0,15})", "a unit is no part of a number", lambda match: with_unit(match[1], match[2])),
    (r"\w+", "it is a name", lambda match: "what is computed from names belongs under nodes" if match[0].isidentifier() else None),
    (r"(?=.*\w)(?=.*[-+*/@^()<>=\u00d7\u00f7]).*", "it is an expression", always_hinted("expressions belong under nodes")),
)
