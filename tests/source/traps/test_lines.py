"""The traps of a line: a name, a colon or a space that is missing, an indentation that fits nothing."""

from tests.source.trees import refused, said, yaml_of

REFUSED = [
    ("a: {: 1}\n", 1, 5, "a name is missing before ':'"),
    (": 1\n", 1, 1, "a name is missing before ':'"),
    ("a:1\nb: 2\n", 1, 1, "a space must follow ':'"),
    ("n:\n  a:1\n  b: 2\n", 2, 3, "a space must follow ':'"),
    ("n:\n  a: 1\n  b:2\n  c: 3\n", 3, 3, "a space must follow ':'"),
    ("a: 1\nb 2\nc: 3\n", 2, 1, "':' is missing in this line"),
    ("a 1\nb: 2\n", 1, 1, "':' is missing in this line"),
    ("a: 1\n  b: 2\n", 2, 3, "this line is indented deeper than the one before"),
    ("a:\n  b: 1\n c: 2\n", 3, 2, "the indentation of this line fits no line above it"),
    ("a: 1\n- b\n", 2, 1, "a list item '- …' and 'name: value' stand side by side here"),
]


@refused(REFUSED)
def test_what_a_line_lacks_is_said_where_it_is_missing(text: str, line: int, column: int, message: str, pure: bool) -> None:
    assert said(yaml_of(text, pure)) == [(line, column, message)]
