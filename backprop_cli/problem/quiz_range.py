"""`{from: 50, to: 200, step: 10}`: the numbers that one may be drawn from, worked out in decimals: 0.1 + 2 × 0.1 is 0.3."""

from collections.abc import Sequence
from typing import NamedTuple

from backprop_cli.errors import StructureError, ValueFault
from backprop_cli.problem.values.context import ValueContext
from backprop_cli.problem.values.notation import MOST_DIGITS
from backprop_cli.problem.values.numbers import as_written
from backprop_cli.source.tree import Listing, Mapping, Tree
from backprop_cli.suggest import did_you_mean

KEYS = ("from", "to", "step")
HINT = "write it as in {from: 50, to: 200, step: 10}"
MOST_NUMBERS = 10**15  # of one range: beyond it a float no longer tells neighbours apart

Parts = tuple[int, int]  # a decimal number: digits, and the power of ten of the last of them


class NumberRange(NamedTuple):
    """first, first + step, …, `size` numbers in all. first and step are in units of 10 ** exponent."""

    first: int
    step: int
    exponent: int
    size: int

    def number(self, position: int) -> float:
        """The number at a position from 0 on: the float nearest to its decimal."""
        return float(f"{self.first + position * self.step}e{self.exponent}")


def read_range(values: ValueContext, tree: Tree, place: int) -> NumberRange | None:
    """The range that is written at a place; None after a fault."""
    if not isinstance(tree, Mapping):
        if not (isinstance(tree, Listing) and tree.broken):
            values.report(StructureError("a number is drawn from a range", hint=HINT), place)
        return None
    if tree.broken or refuse_keys(values, tree, place):
        return None
    places = dict(zip(tree.keys, tree.places, strict=True))
    parts = {key: read_end(values, key, one, places[key]) for key, one in zip(tree.keys, tree.values, strict=True)}
    if any(part is None for part in parts.values()):
        return None
    known = {key: part for key, part in parts.items() if part is not None}
    if "step" not in known:
        if known["from"][1] < 0 or known["to"][1] < 0:
            values.report(StructureError("a step is needed, as one of the ends is not whole", hint="step: 0.1"), place)
            return None
        known["step"] = (1, 0)
    return values.attempt("", places.get("step", place), range_between, known)  # type: ignore[no-any-return]


def refuse_keys(values: ValueContext, tree: Mapping, place: int) -> bool:
    """Say which keys are unknown, which are missing; whether there are any."""
    unknown = [(key, at) for key, at in zip(tree.keys, tree.key_places, strict=True) if key not in KEYS]
    for key, at in unknown:
        values.report(StructureError(f"a range has no key '{key}'", hint=did_you_mean(key, KEYS) or HINT), at, key)
    missing = [key for key in KEYS[:2] if key not in tree.keys]
    if missing and not unknown:
        values.report(StructureError(f"a range needs {' and '.join(f'{key}:' for key in missing)}", hint=HINT), place)
    return bool(unknown or missing)


def read_end(values: ValueContext, key: str, tree: Tree, place: int) -> Parts | None:
    number = values.attempt(tree, place, values.scalar, tree, place)
    return None if number is None else values.attempt(tree, place, decimal_parts, tree)


def decimal_parts(tree: Tree) -> Parts:
    """The digits of a number as it is written, without zeros at their end. Raises ValueFault for very many."""
    text = tree if isinstance(tree, str) else as_written(tree)
    mantissa, _, power = text.lower().partition("e")
    whole, _, fraction = mantissa.partition(".")
    if len(text) > MOST_DIGITS:
        raise ValueFault(f"an end of a range has at most {MOST_DIGITS} characters", hint=HINT)
    digits, exponent = int(whole + fraction), int(power or 0) - len(fraction)
    while digits and digits % 10 == 0:
        digits, exponent = digits // 10, exponent + 1
    return (digits, exponent) if digits else (0, 0)


def range_between(parts: dict[str, Parts]) -> NumberRange:
    """The range between two ends. Raises ValueFault where there is none."""
    exponent = min(power for _, power in parts.values())
    first, last, step = in_units([parts[key] for key in KEYS], exponent)
    if step <= 0:
        raise ValueFault("step: is above 0", hint="step: 1")
    if last < first:
        raise ValueFault("to: is below from:", hint="the smaller number is from:")
    count, rest = divmod(last - first, step)
    if rest:
        reached = NumberRange(first, step, exponent, count + 1).number(count)
        raise ValueFault("the steps pass over to:, which belongs to the range", hint=f"to: {as_written(reached)}")
    if count >= MOST_NUMBERS:
        raise ValueFault("more than 10^15 numbers lie in this range", hint="a larger step: draws from fewer")
    return NumberRange(first, step, exponent, count + 1)


def in_units(parts: Sequence[Parts], exponent: int) -> list[int]:
    """Decimal numbers as multiples of 10 ** exponent, which is the smallest of their powers."""
    return [int(digits * 10 ** (power - exponent)) for digits, power in parts]
