"""The traps in a value: how it begins, which quotes, escapes and colons it holds."""

from tests.source.trees import refused, said, yaml_of

REFUSED = [
    ("y: @a\n", 1, 4, "an expression cannot begin with @ in YAML"),
    ("y: * a\n", 1, 4, "an expression cannot begin with * in YAML"),
    ("y: & a\n", 1, 4, "an expression cannot begin with & in YAML"),
    ("y: >0\n", 1, 4, "an expression cannot begin with > in YAML"),
    ("y: > 0\n", 1, 4, "an expression cannot begin with > in YAML"),
    ("y: |x|\n", 1, 4, "an expression cannot begin with | in YAML"),
    ("y: - x\n", 1, 4, "an expression cannot begin with - in YAML"),
    ("y: %x\n", 1, 4, "an expression cannot begin with % in YAML"),
    ("- - `x`\n", 1, 5, "an expression cannot begin with ` in YAML"),
    ("y: [a] * b\n", 1, 4, "an expression cannot begin with [ in YAML"),
    ("y: {a: 1} + 2\n", 1, 4, "an expression cannot begin with { in YAML"),
    ('y: "a" * b\n', 1, 4, 'an expression cannot begin with " in YAML'),
    ("y: 'a' + b\n", 1, 4, "an expression cannot begin with ' in YAML"),
    ("title: 2번: ReLU\n", 1, 10, "a text that holds ': ' must be quoted"),
    ("y: a : b\n", 1, 6, "a text that holds ': ' must be quoted"),
    ("- y: a: b\n", 1, 7, "a text that holds ': ' must be quoted"),
    ("n:\n  y: " + "a " * 10_000 + ": b\n", 2, 20_006, "a text that holds ': ' must be quoted"),
    ('a: "b\nc: 1\n', 1, 4, 'a text begins here with " and does not end'),
    ('a: "b\nc: "d"\n', 1, 4, 'a text begins here with " and ends only in line 2'),
    ('a: "\\d"\n', 1, 5, "'\\d' is no escape in double quotes"),
    ('a: "\\\\ \\ud800"\n', 1, 8, "'\\u' is no escape in double quotes"),
    ('a: "\\UFFFFFFFF"\n', 1, 5, "'\\U' is no escape in double quotes"),
    ('a: "\\x1"\n', 1, 5, "'\\x' is no escape in double quotes"),
]


@refused(REFUSED)
def test_what_yaml_takes_for_something_else_is_said_at_its_sign(
    text: str, line: int, column: int, message: str, pure: bool
) -> None:
    assert said(yaml_of(text, pure)) == [(line, column, message)]
