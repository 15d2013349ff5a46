"""A repaired expression computes what was meant: on random expressions of each spelling, read by the tool as it is printed."""

import math
import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.problem.foreign.meanings import NAMES, STYLES, Piece, choices, conditions, expressions, foreign
from tests.problem.solving import faults, values

VARIABLES = f"variables: {{{', '.join(f'{name}: {value}' for name, value in NAMES.items())}}}\n"


def entry(text: str) -> str:
    return f"{VARIABLES}nodes:\n  n: '{text}'\n"


def proposed(text: str) -> list[str]:
    """The lines that are proposed for an expression: the same at each of its faults."""
    hints = {fault.hint for fault in faults(entry(text))}
    lines = {found[1] for hint in hints if hint and (found := re.search(r"(?:^|; )write (.*)$", hint))}
    assert len(lines) == 1, (text, hints)
    return lines.pop().split(", or ")


def agree(text: str, value: float) -> None:
    assume(math.isfinite(value) and foreign(text) and len(text) < 120)
    if not faults(entry(text)):  # nothing in it was foreign after all
        line = text
    else:
        line, *_ = proposed(text)
    assert math.isclose(values(entry(line))["n"], value, rel_tol=1e-9, abs_tol=1e-9), (text, line)


@pytest.mark.parametrize("style", STYLES)
@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_the_repaired_line_computes_what_was_meant(style: str, data: st.DataObject) -> None:
    piece = data.draw(expressions(style))
    agree(piece.text, piece.value)


@pytest.mark.parametrize("words", [("and", "or", "not "), ("&&", "||", "!"), ("&", "|", "~")], ids=" ".join)
@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_conditions_of_other_languages_compute_what_they_say(words: tuple[str, str, str], data: st.DataObject) -> None:
    piece: Piece = data.draw(conditions(words))
    agree(f"x * ({piece.text})", NAMES["x"] * piece.value)


@pytest.mark.parametrize("question", [True, False])
@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_choices_of_other_languages_compute_what_they_say(question: bool, data: st.DataObject) -> None:
    piece: Piece = data.draw(choices(expressions("a calculator"), question))
    agree(f"2 * {piece.text}", 2 * piece.value)
