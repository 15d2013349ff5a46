"""Inside { } and [ ] a comma ends a value: calls that fall apart there, and how they read in quotes."""

from tests.source.trees import refused, said, yaml_of

REFUSED = [
    ("a: {h: sum(x, axis=0)}\n", 1, 8, "a comma inside { } or [ ] ends the value: 'sum(x' is all that is left of it"),
    ("a: [maximum(a, b)]\n", 1, 5, "a comma inside { } or [ ] ends the value: 'maximum(a' is all that is left of it"),
    ("a: {maximum(a, b): 1}\n", 1, 5, "a comma inside { } or [ ] ends the value: 'maximum(a' is all that is left of it"),
    ("a: {x:1}\n", 1, 5, "a space must follow ':'"),
]


@refused(REFUSED)
def test_a_call_cut_at_its_comma_is_said_with_what_is_left_of_it(
    text: str, line: int, column: int, message: str, pure: bool
) -> None:
    assert said(yaml_of(text, pure)) == [(line, column, message)]
