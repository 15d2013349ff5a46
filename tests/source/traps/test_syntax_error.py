"""A syntax error with the lines around it, as the traps look at them."""

import pytest

from backprop_cli.source.traps.syntax_error import ENTRY, ITEM, LONGEST, Line, line_at, make_case, previous
from backprop_cli.source.yaml_events import Trouble

TEXT = "a: 1\n\n  # only a comment\n  b: 2 # two\nc: [\n"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: 1\n  b: 2 # two\n", "  b: 2"),
        ("a: 1\n  b: '#2'\n", "  b: '#2'"),
        ("a: 1\n  b#c\n", "  b#c"),
        ("a: 1\n# b\n", ""),
        ("a: 1\n  b: " + "x" * 1000 + "\n", "  b: " + "x" * (LONGEST - 5)),
    ],
)
def test_a_line_is_what_it_says_without_its_comment(text: str, line: str) -> None:
    assert line_at(text, 7) == Line(5, line)


def test_the_indentation_of_a_line_is_counted_in_spaces() -> None:
    assert [Line(0, text).indent for text in ("a", "  b: 1", "")] == [0, 2, 0]


def test_the_line_before_is_the_one_that_says_something() -> None:
    last = line_at(TEXT, TEXT.index("c:"))
    before = previous(TEXT, last)
    assert before == Line(TEXT.index("  b:"), "  b: 2")
    assert before is not None
    assert previous(TEXT, before) == Line(0, "a: 1")
    assert previous(TEXT, Line(0, "a: 1")) is None


def test_a_case_is_about_the_line_in_which_the_parser_stopped_and_the_one_that_it_was_reading() -> None:
    case = make_case(TEXT, Trouble(TEXT.index("c:"), 0, "words"), [])
    assert (case.line.text, case.before and case.before.text, case.context and case.context.text) == ("c: [", "  b: 2", "a: 1")


def test_an_error_at_the_end_is_about_the_last_line_that_says_something() -> None:
    case = make_case(TEXT, Trouble(len(TEXT) + 5, None, "words"), [])
    assert (case.line.text, case.context) == ("c: [", None)


@pytest.mark.parametrize(
    ("line", "key", "value"),
    [
        ("a: 1", "a", "1"),
        ("  - a: b: c", "a", "b: c"),
        ("'a: b': c", "'a: b'", "c"),
        ("a:", "a", None),
        ("a:1: x", "a:1", "x"),
    ],
)
def test_an_entry_has_a_key_and_a_value(line: str, key: str, value: str | None) -> None:
    match = ENTRY.match(line)
    assert match is not None
    assert (match["key"], match["value"]) == (key, value)


@pytest.mark.parametrize("line", ["a", "a:1", "# a: 1", "[a: 1"])
def test_what_is_no_entry_has_none(line: str) -> None:
    assert ENTRY.match(line) is None


def test_an_item_has_its_dashes_before_its_value() -> None:
    match = ITEM.match("  - - x y")
    assert match is not None
    assert (match["indent"], match["dashes"], match["value"]) == ("  ", "- - ", "x y")
    assert ITEM.match("-x") is None
