"""Inside { } and [ ]: brackets that end a value or are never closed, and commas that are missing."""

from tests.source.trees import refused, said, yaml_of

REFUSED = [
    ("a: {f: A[0]}\n", 1, 9, "a bracket inside { } or [ ] ends the value"),
    ("a: {f: A [0]}\n", 1, 10, "a bracket inside { } or [ ] ends the value"),
    ("a: {x:[1]}\n", 1, 6, "a space must follow ':'"),
    ("a: [1, 2\nb: 3\n", 1, 4, "'[' is opened here and not closed"),
    ("a: {b: 1\n", 1, 4, "'{' is opened here and not closed"),
    ("a: [[1, 2] [3]]\n", 1, 12, "a comma is missing here, or the bracket before is not closed"),
]


@refused(REFUSED)
def test_what_is_wrong_with_a_bracket_is_said_at_the_bracket(text: str, line: int, column: int, message: str, pure: bool) -> None:
    assert said(yaml_of(text, pure)) == [(line, column, message)]
