"""How a value is written: rounded for people, in one function; with every digit for machines."""

from collections.abc import Iterable
from math import isfinite
from typing import Any

from backprop_cli.layers import maths
from backprop_cli.layers.base import Shape
from backprop_cli.layers.maths import Value
from backprop_cli.phrases import say, to_say
from backprop_cli.report.blocks import Array, Block
from backprop_cli.report.rows import Style

ENTRIES = 12  # an array of more is summarised
SUMMARY = to_say("smallest {smallest}, largest {largest}, mean {mean}")
WHOLE = 1e15  # a whole number below is written out


def rounded(x: float, digits: int = 6) -> str:
    """A float to so many significant digits; whole numbers whole, and no digit left of the point is ever lost.

    220.00000000000003 → 220, 1234567.8 → 1234568, 1e-09 → 1e-9. Minus zero is 0: only machines tell them apart.
    """
    if not isfinite(x):
        return {True: "nan", False: "inf" if x > 0 else "-inf"}[x != x]
    if x == 0:
        return "0"
    text = f"{x:.{digits}g}"
    near = float(text)
    if abs(x) < WHOLE and (near.is_integer() or x.is_integer() or "e+" in text):
        return f"{x:.0f}"
    return tidy(repr(x) if near == x else text)


def tidy(text: str) -> str:
    """A number without needless zeros and signs: 1.50e-09 → 1.5e-9, 1e+20 → 1e20."""
    mantissa, e, exponent = text.partition("e")
    if "." in mantissa:
        mantissa = mantissa.rstrip("0").rstrip(".")
    return f"{mantissa}e{int(exponent)}" if e else mantissa


def as_json(value: Value | None, whole: bool = False) -> Any:
    """A value as JSON has it: floats, nested lists, None; "nan", "inf" and "-inf" as strings; labels (`whole`) as integers."""
    if type(value) is float:
        if isfinite(value):
            return int(value) if whole else value
        return rounded(value)
    if value is None:
        return None
    if isinstance(value, (int, float)):
        return as_json(float(value), whole)
    if whole:
        return value.astype(int).tolist()
    return value.tolist() if maths.numpy().isfinite(value).all() else nonfinite_named(value.tolist())


def nonfinite_named(entries: Any) -> Any:
    """Nested lists with strings for the entries that are not finite."""
    return [nonfinite_named(entry) for entry in entries] if isinstance(entries, list) else as_json(entries)


def stacked(value: Value | None, style: Style, shaped: bool = False) -> Block:
    """A value for a cell: an array one row a line, or, above twelve entries, its smallest, largest and mean.

    shaped: say the shape before a summary. None is a gradient that does not exist.
    """
    if value is None:
        return [say("none")]
    if not maths.is_array(value):
        return [rounded(value, style.digits)]
    if value.size <= ENTRIES or style.full:
        return array_lines(value, style)
    return [f"{shape_in_style(value.shape, style)} " * shaped + summary(value, style.digits)]


def inserted(value: Value, style: Style) -> Block:
    """A value inside an equation: an array of more than twelve entries by its shape."""
    if maths.is_array(value) and value.size > ENTRIES and not style.full:
        return [shape_in_style(value.shape, style)]
    return stacked(value, style)


def summed_up(values: Iterable[Value | None], style: Style) -> list[str]:
    """A line that says how to see the arrays whole, where one of the values shown is an array that was summarised."""
    if style.full or not any(value is not None and maths.is_array(value) and value.size > ENTRIES for value in values):
        return []
    return [say("arrays of more than {count} entries are summed up: --full shows them whole", count=ENTRIES)]


def summary(array: Value, digits: int) -> str:
    with maths.numpy().errstate(all="ignore"):
        smallest, largest, mean = (rounded(float(x), digits) for x in (array.min(), array.max(), array.mean()))
    return say(SUMMARY, smallest=smallest, largest=largest, mean=mean)


def array_lines(array: Value, style: Style) -> Array:
    """An array as NumPy would print it, one row a line, its columns aligned; on a single line where the style is flat."""
    if not array.size or not array.ndim:
        return Array([str(array.tolist())])
    rows = alike(array.reshape(-1, array.shape[-1]).tolist(), style.digits)
    if style.flat:
        return Array([" ".join(row_in_brackets(" ".join(row), index, len(rows), array.shape) for index, row in enumerate(rows))])
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = []
    for index, row in enumerate(rows):
        entries = "  ".join(text.rjust(width) for text, width in zip(row, widths, strict=True))
        line = row_in_brackets(entries, index, len(rows), array.shape)
        lines.append(" " * (array.ndim - brackets(index, array.shape)) + line)
    return Array(lines)


def alike(rows: list[list[float]], digits: int) -> list[list[str]]:
    """The entries of an array, rounded: all with as many decimals as the one that needs most. What takes an exponent keeps it."""
    texts = [[rounded(x, digits) for x in row] for row in rows]
    places = max((len(text.partition(".")[2]) for row in texts for text in row if has_places(text)), default=0)
    return [
        [f"{x or 0.0:.{places}f}" if has_places(text) else text for x, text in zip(row, line, strict=True)]
        for row, line in zip(rows, texts, strict=True)
    ]


def has_places(text: str) -> bool:
    """Whether a rounded number is written without an exponent."""
    return text[-1].isdigit() and "e" not in text


def row_in_brackets(entries: str, index: int, count: int, shape: Shape) -> str:
    """A row of an array, with all the brackets that open before it and close behind it."""
    return "[" * brackets(index, shape) + entries + "]" * brackets(count - 1 - index, shape)


def brackets(index: int, shape: Shape) -> int:
    """How many brackets open before the row `index`, counted along all axes but the last."""
    count = 1
    for size in reversed(shape[:-1]):
        if index % size:
            break
        count += 1
        index //= size
    return count


def shape_in_style(shape: Shape, style: Style) -> str:
    """A shape as tables write it: (2×3); (3) for a vector."""
    return f"({('x' if style.ascii else '×').join(map(str, shape))})"


def pick(value: Value, index: tuple[int, ...] | None) -> Value:
    """One entry of an array as a float; all of it without an index."""
    return value if index is None or value is None else float(value[index])


def told_apart(a: float, b: float, digits: int, most: int = 16) -> tuple[str, str]:
    """Two numbers with as many digits as asked, or, up to `most`, with so many more that they do not look the same."""
    wide = next((wide for wide in range(digits, most) if a == b or rounded(a, wide) != rounded(b, wide)), max(digits, most))
    return rounded(a, wide), rounded(b, wide)
