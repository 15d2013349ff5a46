"""Tabs that separate, and # that begins a comment where none was meant."""

import pytest
import yaml

from tests.source.trees import plain, refused, said, yaml_of

REFUSED = [
    ("a: 1\n\tb: 2\n", 2, 1, "a tab indents this line: YAML indents with spaces only"),
    ("a:\t1\n", 1, 3, "a tab stands where a space belongs"),
    ("a: 1\t\n", 1, 5, "a tab stands where a space belongs"),
    ("a: b\tc\n", 1, 5, "a tab stands where a space belongs"),
    ("a: |\t\n  x\n", 1, 5, "a tab stands where a space belongs"),
    ("a: [1,\t2]\n", 1, 7, "a tab stands where a space belongs"),
]


@refused(REFUSED)
def test_a_tab_outside_of_texts_is_said_where_it_stands(text: str, line: int, column: int, message: str, pure: bool) -> None:
    assert said(yaml_of(text, pure)) == [(line, column, message)]


@pytest.mark.parametrize(
    "text", ["title: Problem #2\n", "y: x #1 + 2\n", "a: 'x' #y\n", "- a #b #c\n", "a: [1, #x\n  2]\n", "a: | #x\n  y\n"]
)
def test_a_comment_without_a_space_is_warned_of(text: str) -> None:
    for document in (yaml_of(text), yaml_of(text, pure=True)):
        assert [(fault.severity, fault.message) for fault in document.faults] == [("warning", "all after # is a comment")]
        assert plain(document.root) == yaml.load(text, yaml.BaseLoader)


@pytest.mark.parametrize(
    "text",
    [
        "a: 1 # one\n", "#x\na: 1\n", "  #x #y\na: 1\n", "a: x#y\n", "a: 'x #y'\n", 'a: "x\n  #y"\n', "a: |\n  x #y\n", "a: 1 # x #y\n",
        "a: 1 ##\n", "a: 1 #\n", "#!/usr/bin/env bpcalc\na: 1\n", "a: >\n  x\n  #y\nb: 1\n",
    ],
)  # fmt: skip
def test_other_comments_are_not(text: str) -> None:
    assert yaml_of(text).faults == []
