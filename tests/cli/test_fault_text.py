"""Faults in their Sunday clothes."""

import io

import pytest

from backprop_cli.cli.console import Console
from backprop_cli.cli.fault_text import fault_in_full
from backprop_cli.errors import BpcalcError, Faults, NameFault, Place, UsageError
from tests.cli.running import Screen


def said(error: BpcalcError, encoding: str = "utf-8", color: str | None = "never") -> str:
    console = Console()
    console.err = Screen(encoding, terminal=False)
    console.color = color
    return fault_in_full(error, console)


def fault(excerpt: str, column: int, length: int, hint: str | None = "did you mean 'apple_price'?") -> BpcalcError:
    return NameFault("no such thing", Place("p.yaml", 9, column, excerpt, length), hint)


def test_a_fault_has_its_place_its_line_a_caret_and_a_hint() -> None:
    place = Place("problems/apple.yaml", 9, 10, "  price: appel_price * tax", 11)
    error = NameFault("no variable or node is called 'appel_price'", place, "did you mean 'apple_price'?")
    assert said(error) == (
        "problems/apple.yaml:9:10: error: no variable or node is called 'appel_price'\n"
        "    9 |   price: appel_price * tax\n"
        "      |          ^^^^^^^^^^^ did you mean 'apple_price'?\n"
    )


@pytest.mark.parametrize(
    ("excerpt", "column", "length", "line", "caret"),
    [
        ("사과값: 사과 * 2", 6, 2, "사과값: 사과 * 2", "        ^^^^"),
        ("e\u0301: x", 5, 1, "e\u0301: x", "   ^"),
        ("\ty: x", 2, 1, "        y: x", "        ^"),
        ("y: \x1b[31mx", 9, 1, "y: \\x1b[31mx", "           ^"),
        ("y: x", 5, 1, "y: x", "    ^"),
        ("y: x", 99, 9, "y: x", "    ^"),
        ("y: x", 4, 99, "y: x", "   ^"),
        ("y: x  \r\n", 4, 1, "y: x", "   ^"),
    ],
)
def test_the_caret_stands_under_the_cells_that_are_meant(excerpt: str, column: int, length: int, line: str, caret: str) -> None:
    assert said(fault(excerpt, column, length, None)).splitlines()[1:] == [f"    9 | {line}", f"      | {caret}"]


def test_where_the_encoding_lacks_a_character_the_caret_counts_its_escape() -> None:
    lines = said(fault("사: x", 4, 1, "use ×"), "ascii").splitlines()
    assert lines[1:] == ["    9 | \\uc0ac: x", "      |         ^ use \\xd7"]


def test_a_long_line_is_shown_around_the_caret() -> None:
    excerpt = "a + " * 5000 + "oops" + " + b" * 5000
    line, caret = said(fault(excerpt, 20001, 4, None)).splitlines()[1:]
    assert line[caret.index("^") :].startswith("oops")
    assert len(line) < 200
    assert line.startswith("    9 | …")
    assert line.endswith("…")


def test_a_hint_of_several_lines_stays_under_the_caret() -> None:
    lines = said(fault("y: @a", 4, 1, 'quote it:\n  y: "@a"')).splitlines()
    assert lines[2:] == ["      |    ^ quote it:", '      |      y: "@a"']


def test_without_a_line_the_hint_follows_below() -> None:
    assert said(UsageError("no such option", hint="try another")) == "error: no such option\n  try another\n"
    assert said(BpcalcError("empty", Place("p.yaml", 1, 1))) == "p.yaml:1:1: error: empty\n"


def test_many_faults_end_in_a_count() -> None:
    faults = Faults([UsageError("a"), UsageError("b")], 60)
    assert said(faults) == "error: a\nerror: b\n… and 58 more\n"
    assert said(faults, "ascii").endswith("... and 58 more\n")


def test_warnings_are_called_so() -> None:
    assert said(BpcalcError("odd", severity="warning")) == "warning: odd\n"


def test_colors_are_only_added() -> None:
    import re

    plain = said(fault("y: x", 4, 1))
    painted = said(fault("y: x", 4, 1), color="always")
    assert painted != plain
    assert re.sub(r"\x1b\[[0-9;]*m", "", painted) == plain


def test_large_line_numbers_widen_the_gutter() -> None:
    place = Place("p.yaml", 1234567, 1, "y: x", 1)
    assert said(BpcalcError("odd", place)).splitlines()[1:] == ["1234567 | y: x", "        | ^"]


def test_a_stream_without_an_encoding_counts_as_utf8() -> None:
    console = Console()
    console.err = io.StringIO()
    assert fault_in_full(UsageError("사과"), console) == "error: 사과\n"
