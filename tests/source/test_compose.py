"""The parser's events become a tree: what YAML has and a problem has not is refused where it stands."""

import pytest
import yaml

from tests.source.trees import errors, plain, refused, said, yaml_of

REFUSED = [
    ("a: &x 1\n", 1, 4, "'&x' is an anchor in YAML: a value cannot begin with &"),
    ("a: &x\n  b: 1\n", 1, 4, "'&x' is an anchor in YAML: a value cannot begin with &"),
    ("&x a: 1\n", 1, 1, "'&x' is an anchor in YAML: a value cannot begin with &"),
    ("a: *x\n", 1, 4, "'*x' is an alias in YAML: a value cannot begin with *"),
    ("- *x\n", 1, 3, "'*x' is an alias in YAML: a value cannot begin with *"),
    ("*x : 1\n", 1, 1, "a key must be a name, not a list, a mapping or an alias"),
    ("a: {<<: {b: 1}}\n", 1, 5, "'<<' is a merge key in YAML, which is refused"),
    ("a: !!int 1\n", 1, 4, "'!!int' is a tag in YAML: a value cannot begin with !"),
    ("a: ! 1\n", 1, 4, "'!' is a tag in YAML: a value cannot begin with !"),
    ("a: !<tag:x> {b: 1}\n", 1, 4, "'!<tag:x>' is a tag in YAML: a value cannot begin with !"),
    ("a: 1\n---\nb: 2\n", 2, 1, "a second document begins here: a file holds one problem"),
    ("a: 1\n...\n", 2, 1, "a line of three dots ends the document: a file holds one problem"),
    ("? [a]\n: b\n", 1, 3, "a key must be a name, not a list, a mapping or an alias"),
    ("a: {{b}}\n", 1, 5, "a key must be a name, not a list, a mapping or an alias"),
    ("y: *a * b\n", 1, 4, "'*a' is an alias in YAML: a value cannot begin with *"),
    ("y: !x\n", 1, 4, "'!x' is a tag in YAML: a value cannot begin with !"),
]


@refused(REFUSED)
def test_what_yaml_has_and_a_problem_has_not_is_refused_where_it_stands(
    text: str, line: int, column: int, message: str, pure: bool
) -> None:
    assert said(yaml_of(text, pure)) == [(line, column, message)]


@pytest.mark.parametrize(
    "text",
    [
        "a: 1\nb: two words\n",
        "a:\nb: ''\nc: ~\n",
        "- 1\n- [a, b, [c]]\n- {d: e}\n",
        "a: {b: [1, {c: d}], e: f}\n",
        "--- # start\na: 1\n",
        "a: |\n  x\n   y\n\nb: >-\n  p\n  q\n\n  r\n",
        "a: x y\n  z\n  w\n'b c': \"d\\te\\u00e9\"\n",
        "사과: 100 # 원\nりんご: {値: 3}\n",
        "a: 'it''s'\nb: x#y\nc: -1e-3\nd: http://x\n",
        "? a\n: b\n",
        "a: yes\nb: 0x1F\nc: 12:30\nnull: .nan\n",
    ],
)
def test_structure(text: str) -> None:
    document = yaml_of(text)
    assert errors(document) == []
    assert plain(document.root) == yaml.load(text, yaml.BaseLoader)


def test_what_is_read_before_a_syntax_error_stays() -> None:
    document = yaml_of("a: 1\nb:\n  c: 2\n  d: [3\ne: 4\n")
    assert document.ended
    assert plain(document.root) == {"a": "1", "b": {"c": "2", "d": ...}}


def test_fifty_levels_are_read_and_the_fifty_first_is_not() -> None:
    good, deep = (yaml_of("a: " + "[" * depth + "]" * depth) for depth in (49, 50))
    assert good.faults == []
    assert said(deep) == [(1, 53, "this is nested deeper than 50 levels")]
    assert deep.ended


@pytest.mark.parametrize(
    "text",
    ["[" * 10**5, "- " * 10**5, "{a: " * 10**5, "? " * 10**5, "{" * 10**5, "a:\n" + "".join(" " * i + "-\n" for i in range(99))],
)
def test_the_reading_stops_where_it_gets_too_deep(text: str) -> None:
    document = yaml_of(text)
    assert document.ended
    assert "this is nested deeper than 50 levels" in errors(document)
