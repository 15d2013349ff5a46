"""Words of the command line as numbers, sizes and choices; what is wrong with them is a UsageError that names the option."""

import os
import re
from collections.abc import Collection

from backprop_cli.cli.usage_errors import one_of
from backprop_cli.errors import UsageError, ValueFault

UNLIMITED = 2**62  # bytes: what no machine has, and what every system can count to
COLORS = ("auto", "always", "never")
SIZE = re.compile(r"([0-9]{1,18})(?:([KMGT])(iB|B)?|B)?", re.IGNORECASE)
ENTRY = re.compile(r"(?P<name>[^\[\]]*)\[(?P<index>[^\[\]]*)\]")


def whole_of_option(text: str, option: str, least: int) -> int:
    """A whole number of at least `least`."""
    from backprop_cli.problem.values.numbers import whole_number

    try:
        return whole_number(text.strip(), option, least)
    except ValueFault as fault:
        raise UsageError(fault.message, hint=fault.hint) from None


def tolerance(text: str | None) -> float | None:
    """A relative tolerance: a number from 0 on."""
    return None if text is None else number_of_option(text, "--tolerance", 0)


def ratio_asked(text: str | None, against: bool) -> float:
    """How many times as far off a kernel may be. against: whether --against names one."""
    from backprop_cli.gradcheck import RATIO

    if text is None:
        return RATIO
    if not against:
        raise UsageError("--ratio goes with --against NAME=CLASS")
    return number_of_option(text, "--ratio", 1)


def number_of_option(text: str, option: str, least: int) -> float:
    """A number of at least `least`."""
    from backprop_cli.problem.values.numbers import number

    try:
        value = number(text.strip())
    except ValueFault as fault:
        raise UsageError(f"{option}: {fault.message}", hint=fault.hint) from None
    if value < least:
        raise UsageError(f"{option} must be at least {least}, not {text}")
    return value


def size(text: str, option: str) -> int:
    """Bytes: plain, or with K, M, G, T or KiB … (powers of 1024), KB … (powers of 1000)."""
    found = SIZE.fullmatch(text.strip())
    if found is None:
        raise UsageError(f"{option} is a number of bytes, not '{text}'", hint=f"write it as {option} 500M, 2GiB or 1000000")
    number, letter, unit = found.groups()
    power = " KMGT".index(letter.upper()) if letter else 0
    base = 1000 if unit in ("B", "b") else 1024
    return min(int(number) * int(base**power), UNLIMITED)


def form_asked(form: str | None, json: bool, file: str | None = None, forms: Collection[str] = ()) -> str | None:
    """The format: --format or --json, else what the ending of -o's file names; None where nothing says so.

    forms: those of the command, the first its own for people, which .txt stands for.
    """
    from backprop_cli.render import ENDINGS, FORMS

    if json and form not in (None, "json"):
        raise UsageError(f"--json and --format {form} ask for two formats")
    if json:
        return "json"
    if form is not None:
        return one_of(form, forms or FORMS, "--format")
    ended = None if file is None else ENDINGS.get(ending_of_name(file))
    return next(iter(forms or FORMS)) if ended == "table" else ended


def ending_of_name(file: str) -> str:
    """How a file's name ends, in small letters: .json; "" for none."""
    return os.path.splitext(file)[1].lower()


def form_wished(forms: Collection[str]) -> str:
    """The format that was not asked for: $BPCALC_FORMAT's where the command has it, else the command's first."""
    from backprop_cli.render import EXPLANATIONS, FORMS, PICTURES

    first, wished = next(iter(forms)), os.environ.get("BPCALC_FORMAT")
    if not wished or (wished not in forms and wished in {*FORMS, *PICTURES, *EXPLANATIONS}):
        return first
    return one_of(wished, forms, "$BPCALC_FORMAT")


def color_choice(word: str) -> str | None:
    """always or never; None for auto, where the environment and the terminal decide."""
    return None if one_of(word, COLORS, "--color") == "auto" else word


def name_and_index(text: str) -> tuple[str, tuple[int, ...] | None]:
    """A name, and the index of one entry where brackets follow it: 'W[0,1]' is W and (0, 1)."""
    found = ENTRY.fullmatch(text.strip())
    if found is None:
        return text.strip(), None
    try:
        index = tuple(int(part) for part in found["index"].split(","))
    except ValueError:
        raise UsageError(f"'[{found['index']}]' is no entry", hint="write one whole number for each axis: 'W[0,1]'") from None
    return found["name"].strip(), index
