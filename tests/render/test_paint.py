"""Colours: only where they are wanted, and never on blanks."""

import pytest

from backprop_cli.render.paint import Paint
from backprop_cli.report.rows import Column, Style

COLORED, PLAIN = Paint(Style(color=True, width=12)), Paint(Style(width=12))


def test_colours_only_where_they_are_wanted_and_never_on_blanks() -> None:
    assert COLORED.text("price", "bold") == "\x1b[1mprice\x1b[0m"
    assert COLORED.text("price", "") == PLAIN.text("price", "bold") == "price"
    assert COLORED.padded("사과  ", 8, "green") == "\x1b[32m사과\x1b[0m    "
    assert COLORED.text("  ", "bold") == "  "


@pytest.mark.parametrize(("verdict", "look"), [("pass", "green"), ("fail", "bold red"), ("kink", "yellow"), ("other", "bold")])
def test_a_verdict_looks_like_what_it_says(verdict: str, look: str) -> None:
    assert PLAIN.look(Column("verdict", "verdict"), [verdict]) == look
    assert PLAIN.look(Column("title"), [verdict]) == ""


def test_an_indent_gives_way_where_the_line_needs_the_room() -> None:
    column = Column("name", "name")
    assert (
        PLAIN.lines(["1234567890", "123456789012", "12345678901234"], column, "    ")
        == "  1234567890\n123456789012\n12345678901234\n"
    )
    assert PLAIN.lines(["a", "b"], column, "    ", "  x ") == "  x a\n    b\n"
