"""What is found by looking at each plain text of a tree: an entry without its space is no text."""

from tests.source.trees import refused, said, yaml_of

REFUSED = [
    ("y: >5\nz: 1\n", 1, 4, "an expression cannot begin with > in YAML"),
    ("n:\n  a:1\n", 2, 3, "a space must follow ':'"),
    ("n:\n  a:1\n  b:2\n", 2, 3, "a space must follow ':'"),
    ("- affine:[W, b]\n", 1, 3, "a space must follow ':'"),
]


@refused(REFUSED)
def test_an_entry_without_its_space_is_said_where_it_stands(text: str, line: int, column: int, message: str, pure: bool) -> None:
    assert said(yaml_of(text, pure)) == [(line, column, message)]
