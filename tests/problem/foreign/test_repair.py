"""A repaired expression computes what was meant: on random expressions of each spelling, read by the tool as it is printed."""

import math
import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.problem.foreign.meanings import NAMES, STYLES, Piece, choices, conditions, expressions, foreign
from tests.problems import faults, values

VARIABLES = f"variables: {{{', '.join(f'{name}: {value}' for name, value in NAMES.items())}}}\n"


def entry(text: str) -> str:
    return f"{VARIABLES}nodes:\n  n: '{text}'\n"


def proposed(text: str) -> list[str]:
    """The lines that are proposed for an expression: the same at each of its faults."""
    hints = {fault.hint for fault in faults(entry(text))}
    lines = {found[1] for hint in hints if hint and (found := re.search(r"(?:^|; )write (.*)$", hint))}
    assert len(lines) == 1, (text, hints)
    return lines.pop().split(", or ")


def computed(text: str, value: float) -> float:
    """What a text computes, repaired where it has to be. value: what it should; a text that says little is not looked at."""
    assume(math.isfinite(value) and foreign(text) and len(text) < 120)
    line = proposed(text)[0] if faults(entry(text)) else text
    found: float = values(entry(line))["n"]
    return found


def close(value: float) -> object:
    return pytest.approx(value, rel=1e-9, abs=1e-9)


@pytest.mark.parametrize("style", STYLES)
@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_the_repaired_line_computes_what_was_meant(style: str, data: st.DataObject) -> None:
    piece = data.draw(expressions(style))
    assert computed(piece.text, piece.value) == close(piece.value), piece.text


@pytest.mark.parametrize("words", [("and", "or", "not "), ("&&", "||", "!"), ("&", "|", "~")], ids=" ".join)
@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_conditions_of_other_languages_compute_what_they_say(words: tuple[str, str, str], data: st.DataObject) -> None:
    piece: Piece = data.draw(conditions(words))
    value = NAMES["x"] * piece.value
    assert computed(f"x * ({piece.text})", value) == close(value), piece.text


@pytest.mark.parametrize("question", [True, False])
@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_choices_of_other_languages_compute_what_they_say(question: bool, data: st.DataObject) -> None:
    piece: Piece = data.draw(choices(expressions("a calculator"), question))
    assert computed(f"2 * {piece.text}", 2 * piece.value) == close(2 * piece.value), piece.text


WRITTEN: list[tuple[str, list[str]]] = [
    ("2x", ["2 * x"]), ("1/2x", ["1 / (2 * x)", "1 / 2 * x"]), ("3(x+y)", ["3 * (x + y)"]), ("(x+y)(x-y)", ["(x + y) * (x - y)"]),
    ("x(y+z)", ["x * (y + z)"]), ("2 sin(x) cos(y)", ["2 * sin(x) * cos(y)"]), ("x²y", ["x ** 2 * y"]), ("x⁻¹", ["x ** (-1)"]),
    ("e^x", ["exp(x)"]), ("e^2x", ["exp(2 * x)", "exp(2) * x"]), ("2πx", ["2 * pi * x"]), ("½x^2", ["0.5 * x ** 2"]),
    ("sin 2*x", ["sin(2 * x)"]), ("sin 2x", ["sin(2 * x)"]), ("log x^2", ["log(x ** 2)", "log(x) ** 2"]), ("sin x cos y", ["sin(x) * cos(y)"]),
    ("sin x * y", ["sin(x * y)", "sin(x) * y"]), ("log x / y", ["log(x) / y"]), ("exp -x", ["exp(-x)"]), ("sin^2(x)", ["sin(x) ** 2"]),
    ("sin² x + cos² x", ["sin(x) ** 2 + cos(x) ** 2"]), ("√x² + y", ["sqrt(x ** 2) + y", "sqrt(x) ** 2 + y"]), ("√(x+y)", ["sqrt(x + y)"]),
    ("|x| * |y - z|", ["abs(x) * abs(y - z)"]), ("||x||", ["sqrt(sum(x ** 2))"]), ("x > 0 ? y : x < 0 ? z : 1", ["where(x > 0, y, where(x < 0, z, 1))"]),
    ("if x > 0 then y else z", ["where(x > 0, y, z)"]), ("x * 10%", ["x * (10 / 100)"]), ("y = x^2", ["x ** 2"]), ("=x*y", ["x * y"]),
    ("x^2;", ["x ** 2"]), ("IF(x>0; x; 0)", ["where(x > 0, x, 0)"]), ("1,5 * x", ["1.5 * x"]), ("x <> y", ["x != y"]), ("x =< y", ["x <= y"]),
    ("0 < x < 1", ["(0 < x) * (x < 1)"]), ("x and y", ["(x != 0) * y"]), ("x or y", ["where(x, x, y)"]), ("not x", ["x == 0"]),
    ("（x＋y）＾２", ["(x + y) ** 2"]), ("사과의 개수 * 2", ["사과의_개수 * 2"]), ("(사과의_개수 + x)^2", ["(사과의_개수 + x) ** 2"]), ("$5 * x", ["5 * x"]),
    ("np.exp(x)^2 // 2", ["exp(x) ** 2 / 2"]), ("LeakyReLU(x)", ["leaky_relu(x)"]), ("nn.LeakyReLU(0.1)(x)", ["leaky_relu(x, slope=0.1)"]),
    ("max(A, 0)", ["maximum(A, 0)", "max(A, axis=0)"]), ("A^T @ A", ["A.T @ A"]), ("A' @ A", ["A.T @ A"]), ("A.^2 .* A", ["A ** 2 * A"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "lines"), WRITTEN, ids=[text for text, _ in WRITTEN])
def test_what_is_proposed(text: str, lines: list[str]) -> None:
    variables = VARIABLES.replace("}", ", A: [[1, 2], [3, 4]], 사과의_개수: 2}")
    quoted = text.replace("'", "''")
    hints = {fault.hint for fault in faults(f"{variables}nodes:\n  n: '{quoted}'\n")}
    found = {hint.rpartition("write ")[2] for hint in hints if hint}
    assert found == {", or ".join(lines)}
    for line in lines:
        assert not faults(f"{variables}nodes:\n  n: {line}\n")


@pytest.mark.parametrize(
    "text", ["x^", "x ^^ 2", "foo(x)^2", "np.sort(x)^2", "x + / y^2", "2qq", "qq y", "sin^-1(x)", "A' * A", "x^2 + " * 50 + "x"]
)
def test_what_cannot_be_repaired_whole_is_answered_in_words(text: str) -> None:
    quoted = text.replace("'", "''")
    hints = [fault.hint or "" for fault in faults(f"{VARIABLES}nodes:\n  n: '{quoted}'\n")]
    assert hints
    assert not [hint for hint in hints if hint.startswith("write ") or "; write " in hint]


def test_a_line_with_commas_is_quoted_where_a_comma_would_end_it() -> None:
    entry = "n: {mul: [x if y else z, y]}"
    (fault,) = faults(f"{VARIABLES}nodes:\n  {entry}\n")
    assert fault.hint == "write 'where(y, x, z)'"
    repaired = entry.replace("x if y else z", "'where(y, x, z)'")
    assert values(f"{VARIABLES}nodes:\n  {repaired}\n")["n"] == NAMES["x"] * NAMES["y"]
    (block,) = faults(f"{VARIABLES}nodes:\n  n: x if y else z\n")
    (quoted,) = faults(f"{VARIABLES}nodes: {{n: 'x if y else z'}}\n")
    assert block.hint == quoted.hint == "write where(y, x, z)"
