"""A YAML text becomes its document: directives are refused, and depth ends the reading in the same place for both parsers."""

import pytest

from tests.source.trees import errors, refused, said, yaml_of

REFUSED = [
    ("%YAML 1.1\n---\na: 1\n", 1, 1, "directives such as %YAML are refused"),
    ("# x\n\n%TAG ! x\n---\na: 1\n", 3, 1, "directives such as %YAML are refused"),
    ("%FOO\n---\na: 1\n", 1, 1, "directives such as %YAML are refused"),
]


@refused(REFUSED)
def test_a_directive_is_refused_at_its_line(text: str, line: int, column: int, message: str, pure: bool) -> None:
    assert said(yaml_of(text, pure)) == [(line, column, message)]


@pytest.mark.parametrize("text", ["", "\n", "# only a comment\n", "---\n", "   \n\n", "--- # x\n"])
def test_an_empty_file_is_said_to_be_empty(text: str) -> None:
    assert errors(yaml_of(text)) == ["the file is empty"]


def test_the_place_is_where_it_gets_too_deep_also_for_a_parser_that_gives_up_itself() -> None:
    for pure in (False, True):
        assert (2, 53, "this is nested deeper than 50 levels") in said(yaml_of("a: [1]\nb: " + "[" * 5000, pure=pure))
