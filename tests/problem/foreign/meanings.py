"""Random expressions as other languages write them, with what they mean there: nothing of the package is used."""

import math
import re
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from hypothesis import strategies as st

X, Y, Z = 1.25, 0.5, -0.75
NAMES = {"x": X, "y": Y, "z": Z}


class Piece(NamedTuple):
    """A text, how tightly its outermost sign binds, and what it means."""

    text: str
    binds: int
    value: float
    truth: bool = False


OR, AND, NOT, COMPARED, SUM, PRODUCT, SIGNED, POWER, ATOM = range(9)


def within(piece: Piece, least: int) -> str:
    """The text in brackets, where its sign binds less tightly than needed."""
    return piece.text if piece.binds >= least else f"({piece.text})"


def atoms() -> st.SearchStrategy[Piece]:
    names = st.sampled_from([Piece(name, ATOM, value) for name, value in NAMES.items()])
    numbers = st.sampled_from(["2", "3", "0.5", "1.5"]).map(lambda text: Piece(text, ATOM, float(text)))
    return names | numbers


def real(make: Callable[[], Any]) -> float:
    """A value; nan for what is no real number, or too large."""
    try:
        value = make()
    except (ArithmeticError, ValueError):
        return math.nan
    return float(value) if not isinstance(value, complex) and abs(value) < 1e12 else math.nan


def power(base: Piece, exponent: Piece, sign: str) -> Piece:
    # a bracket around a signed exponent is left out at times: 2^-x
    text = f"{within(base, ATOM)}{sign}{within(exponent, SIGNED)}"
    return Piece(text, POWER, real(lambda: base.value**exponent.value))


def joined(left: Piece, right: Piece, sign: str) -> Piece:
    binds = SUM if sign.strip() in "+-−" else PRODUCT
    meant: dict[str, Callable[[], Any]] = {
        "+": lambda: left.value + right.value, "-": lambda: left.value - right.value, "−": lambda: left.value - right.value,
        "*": lambda: left.value * right.value, "×": lambda: left.value * right.value, "·": lambda: left.value * right.value,
        "/": lambda: left.value / right.value, "÷": lambda: left.value / right.value, "//": lambda: left.value / right.value,
    }  # fmt: skip
    return Piece(f"{within(left, binds)}{sign}{within(right, binds + 1)}", binds, real(meant[sign.strip()]))


def negative(piece: Piece) -> Piece:
    return Piece(f"-{within(piece, SIGNED)}", SIGNED, -piece.value)


def larger(signs: list[str], powers: list[str], calls: dict[str, Callable[..., Any]]) -> Any:
    def grown(inner: st.SearchStrategy[Piece]) -> st.SearchStrategy[Piece]:
        one = [name for name in calls if name not in TWO_INPUTS]
        two = [name for name in calls if name in TWO_INPUTS]
        ways = [
            st.builds(joined, inner, inner, st.sampled_from(signs)),
            st.builds(power, inner, inner, st.sampled_from(powers)),
            inner.map(negative),
            inner.map(lambda piece: Piece(f"({piece.text})", ATOM, piece.value)),
            st.builds(lambda name, x: called(name, calls[name], x), st.sampled_from(one), inner),
        ]
        if two:
            ways.append(st.builds(lambda name, x, y: called(name, calls[name], x, y), st.sampled_from(two), inner, inner))
        return st.one_of(ways)

    return grown


def called(name: str, meaning: Callable[..., Any], *inputs: Piece) -> Piece:
    def value() -> Any:
        values = [piece.value for piece in inputs]
        if any(map(math.isnan, values)):  # Python's max(1, nan) is 1
            return math.nan
        with np.errstate(all="ignore"):
            return meaning(*values)

    return Piece(f"{name}({', '.join(piece.text for piece in inputs)})", ATOM, real(value))


TWO_INPUTS = {
    "np.maximum",
    "np.divide",
    "np.multiply",
    "np.subtract",
    "np.add",
    "np.power",
    "MAX",
    "MIN",
    "POWER",
    "max",
    "min",
    "np.hypot",
}
NUMPY = {
    "np.exp": np.exp, "np.sin": np.sin, "np.tanh": np.tanh, "np.square": np.square, "np.negative": np.negative, "np.abs": np.abs,
    "np.tan": np.tan, "math.sqrt": math.sqrt, "np.sign": np.sign, "np.log1p": np.log1p, "np.cosh": np.cosh, "np.maximum": max,
    "np.divide": lambda x, y: x / y, "np.multiply": lambda x, y: x * y, "np.subtract": lambda x, y: x - y, "np.add": lambda x, y: x + y,
    "np.hypot": math.hypot,
}  # fmt: skip
SHEET = {"EXP": math.exp, "SIN": math.sin, "ABS": abs, "SQRT": math.sqrt, "LN": math.log, "MAX": max, "MIN": min, "POWER": pow}
MATHS = {"sin": math.sin, "exp": math.exp, "cos": math.cos, "√": math.sqrt}
STYLES = {
    "mathematics": (["+", " - ", "×", "·", "÷", "−", " * "], ["^", " ^ "], MATHS),
    "NumPy": (["+", " - ", "*", " / ", " // "], ["**", " ** "], NUMPY),
    "a calculator": (["+", "-", "*", "/"], ["^", "**"], {"exp": math.exp, "abs": abs, "max": max, "min": min}),
    "a spreadsheet": (["+", "-", "*", "/"], ["^"], SHEET),
    "MATLAB": (["+", "-", ".*", "./"], [".^"], {"exp": math.exp, "tanh": math.tanh}),
}  # fmt: skip


def expressions(style: str) -> st.SearchStrategy[Piece]:
    signs, powers, calls = STYLES[style]
    return st.recursive(atoms(), larger([sign for sign in signs if sign not in (".*", "./")] or signs, powers, calls), max_leaves=7)


# Truth values


def comparison(left: Piece, right: Piece, sign: str) -> Piece:
    meant = {"<": left.value < right.value, ">": left.value > right.value, "<=": left.value <= right.value}[sign]
    return Piece(f"{within(left, SUM)} {sign} {within(right, SUM)}", COMPARED, float(meant), True)


def conditions(words: tuple[str, str, str]) -> st.SearchStrategy[Piece]:
    """Comparisons joined by `and`, `or`, `not`, as Python spells them or as C does."""
    land, lor, lnot = words
    simple = st.builds(comparison, atoms(), atoms(), st.sampled_from(["<", ">", "<="]))

    def grown(inner: st.SearchStrategy[Piece]) -> st.SearchStrategy[Piece]:
        return st.one_of(
            st.builds(
                lambda a, b: Piece(f"{within(a, AND)} {land} {within(b, AND + 1)}", AND, a.value and b.value, True), inner, inner
            ),
            st.builds(lambda a, b: Piece(f"{within(a, OR)} {lor} {within(b, OR + 1)}", OR, a.value or b.value, True), inner, inner),
            inner.map(lambda a: Piece(f"{lnot}({a.text})", NOT, float(not a.value), True)),
        )

    return st.recursive(simple, grown, max_leaves=4)


def choices(inner: st.SearchStrategy[Piece], question: bool) -> st.SearchStrategy[Piece]:
    """`a if c else b`, or `c ? a : b`, in brackets."""

    def choice(c: Piece, a: Piece, b: Piece) -> Piece:
        text = f"({c.text} ? {a.text} : {b.text})" if question else f"({a.text} if {c.text} else {b.text})"
        return Piece(text, ATOM, a.value if c.value else b.value)

    words = ("&&", "||", "!") if question else ("and", "or", "not ")
    return st.builds(choice, conditions(words), inner, inner)


def foreign(text: str) -> bool:
    return re.search(r"\^|×|·|÷|−|√|//|np\.|math\.|[A-Z]|max|min|\?|if|and|or|not|&&|!|\|", text) is not None
