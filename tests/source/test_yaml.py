"""YAML as both parsers read it: what is refused, in which words, at which place; and that they are one language."""

import random
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from backprop_cli.source import from_bytes, yaml_events
from backprop_cli.source.blanks import hidden
from backprop_cli.source.yaml_document import read_yaml
from tests.source.trees import document_lengths, errors, plain, said, whole, yaml_of

FOLDER = Path(__file__).parents[2] / "problems"
FILES = sorted(FOLDER.glob("*.yaml")) + sorted(FOLDER.glob("wrong/*/*.yaml"))
NO_TEXT = {"encoding_cp949", "encoding_cp932", "encoding_cp1252", "no_text"}

REFUSED = [
    # anchors, aliases, merge keys, tags
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
    # documents and directives
    ("a: 1\n---\nb: 2\n", 2, 1, "a second document begins here: a file holds one problem"),
    ("a: 1\n...\n", 2, 1, "a line of three dots ends the document: a file holds one problem"),
    ("%YAML 1.1\n---\na: 1\n", 1, 1, "directives such as %YAML are refused"),
    ("# x\n\n%TAG ! x\n---\na: 1\n", 3, 1, "directives such as %YAML are refused"),
    ("%FOO\n---\na: 1\n", 1, 1, "directives such as %YAML are refused"),
    # keys
    ("a: 1\nb: 2\na: 3\n", 3, 1, "'a' is there twice: first in line 1"),
    ("a: {b: 1, 'b': 2}\n", 1, 11, "'b' is there twice: first in line 1"),
    ("µ: 1\nμ: 2\n", 2, 1, "'μ' is there twice: first in line 1"),
    ("? [a]\n: b\n", 1, 3, "a key must be a name, not a list, a mapping or an alias"),
    ("a: {{b}}\n", 1, 5, "a key must be a name, not a list, a mapping or an alias"),
    ("a: {: 1}\n", 1, 5, "a name is missing before ':'"),
    (": 1\n", 1, 1, "a name is missing before ':'"),
    # characters
    ("a: b\x07c\n", 1, 5, "a control character (U+0007) is refused"),
    ('a: "b\x1bc"\n', 1, 6, "a control character (U+001B) is refused"),
    ("a: 1 # \x9f\n", 1, 8, "a control character (U+009F) is refused"),
    ("a: b\x85\n", 1, 5, "a next-line character (U+0085) is refused"),
    ("a: 'b\u2028'\n", 1, 6, "a line separator (U+2028) is refused"),
    ("# \u2029\na: 1\n", 1, 3, "a paragraph separator (U+2029) is refused"),
    ("a: \ufeff1\n", 1, 4, "a byte order mark (U+FEFF) is refused"),
    ("a: 1\n\tb: 2\n", 2, 1, "a tab indents this line: YAML indents with spaces only"),
    ("a:\t1\n", 1, 3, "a tab stands where a space belongs"),
    ("a: 1\t\n", 1, 5, "a tab stands where a space belongs"),
    ("a: b\tc\n", 1, 5, "a tab stands where a space belongs"),
    ("a: |\t\n  x\n", 1, 5, "a tab stands where a space belongs"),
    ("a: [1,\t2]\n", 1, 7, "a tab stands where a space belongs"),
    # the traps
    ("a: {h: sum(x, axis=0)}\n", 1, 8, "a comma inside { } or [ ] ends the value: 'sum(x' is all that is left of it"),
    ("a: [maximum(a, b)]\n", 1, 5, "a comma inside { } or [ ] ends the value: 'maximum(a' is all that is left of it"),
    ("a: {maximum(a, b): 1}\n", 1, 5, "a comma inside { } or [ ] ends the value: 'maximum(a' is all that is left of it"),
    ("a: {f: A[0]}\n", 1, 9, "a bracket inside { } or [ ] ends the value"),
    ("a: {f: A [0]}\n", 1, 10, "a bracket inside { } or [ ] ends the value"),
    ("y: @a\n", 1, 4, "an expression cannot begin with @ in YAML"),
    ("y: * a\n", 1, 4, "an expression cannot begin with * in YAML"),
    ("y: & a\n", 1, 4, "an expression cannot begin with & in YAML"),
    ("y: *a * b\n", 1, 4, "'*a' is an alias in YAML: a value cannot begin with *"),
    ("y: >0\n", 1, 4, "an expression cannot begin with > in YAML"),
    ("y: > 0\n", 1, 4, "an expression cannot begin with > in YAML"),
    ("y: >5\nz: 1\n", 1, 4, "an expression cannot begin with > in YAML"),
    ("y: |x|\n", 1, 4, "an expression cannot begin with | in YAML"),
    ("y: !x\n", 1, 4, "'!x' is a tag in YAML: a value cannot begin with !"),
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
    ("a:1\nb: 2\n", 1, 1, "a space must follow ':'"),
    ("n:\n  a:1\n  b: 2\n", 2, 3, "a space must follow ':'"),
    ("n:\n  a: 1\n  b:2\n  c: 3\n", 3, 3, "a space must follow ':'"),
    ("n:\n  a:1\n", 2, 3, "a space must follow ':'"),
    ("n:\n  a:1\n  b:2\n", 2, 3, "a space must follow ':'"),
    ("- affine:[W, b]\n", 1, 3, "a space must follow ':'"),
    ("a: {x:1}\n", 1, 5, "a space must follow ':'"),
    ("a: {x:[1]}\n", 1, 6, "a space must follow ':'"),
    ("n:\n  y: " + "a " * 10_000 + ": b\n", 2, 20_006, "a text that holds ': ' must be quoted"),
    # syntax
    ("a: 1\nb 2\nc: 3\n", 2, 1, "':' is missing in this line"),
    ("a 1\nb: 2\n", 1, 1, "':' is missing in this line"),
    ("a: [1, 2\nb: 3\n", 1, 4, "'[' is opened here and not closed"),
    ("a: {b: 1\n", 1, 4, "'{' is opened here and not closed"),
    ("a: [[1, 2] [3]]\n", 1, 12, "a comma is missing here, or the bracket before is not closed"),
    ('a: "b\nc: 1\n', 1, 4, 'a text begins here with " and does not end'),
    ('a: "b\nc: "d"\n', 1, 4, 'a text begins here with " and ends only in line 2'),
    ('a: "\\d"\n', 1, 5, "'\\d' is no escape in double quotes"),
    ('a: "\\\\ \\ud800"\n', 1, 8, "'\\u' is no escape in double quotes"),
    ('a: "\\UFFFFFFFF"\n', 1, 5, "'\\U' is no escape in double quotes"),
    ('a: "\\x1"\n', 1, 5, "'\\x' is no escape in double quotes"),
    ("a: 1\n  b: 2\n", 2, 3, "this line is indented deeper than the one before"),
    ("a:\n  b: 1\n c: 2\n", 3, 2, "the indentation of this line fits no line above it"),
    ("a: 1\n- b\n", 2, 1, "a list item '- …' and 'name: value' stand side by side here"),
]


@pytest.mark.parametrize("pure", [False, True], ids=["libyaml", "pure"])
@pytest.mark.parametrize(("text", "line", "column", "message"), REFUSED, ids=[repr(row[0][:40]) for row in REFUSED])
def test_refused(text: str, line: int, column: int, message: str, pure: bool) -> None:
    assert said(yaml_of(text, pure)) == [(line, column, message)]


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("y: @a\n", "nothing stands before @: an expression reads like (a + b) * c"),
        ("y: >0\n", "nothing stands before >: an expression reads like (a + b) * c"),
        ("y: [a, b] * c\n", "an array in an expression has a name: give it one under constants:"),
        ("y: !(a > 0)\n", "the opposite of a comparison is written 1 - (x > 0)"),
        ("y: a : b\n", "no colon stands in an expression: a quotient is a / b"),
    ],
)
def test_what_is_no_expression_in_quotes_either_is_not_quoted(text: str, hint: str) -> None:
    (fault,) = yaml_of(text).faults
    assert fault.hint == hint


@pytest.mark.parametrize(
    ("text", "repaired"),
    [
        ("title: @a, b\n", 'title: "@a, b"'),
        ("title: *a\n", 'title: "*a"'),
        ("title: >0, {1}\n", 'title: ">0, {1}"'),
        ("title: a: b, c\n", 'title: "a: b, c"'),
        ('title: it\'s "a": {b}\n', "title: 'it''s \"a\": {b}'"),
        ("y: |a| * |b|\n", "y: abs(a) * abs(b)"),
        ("y: `a` * b\n", "y: a * b"),
        ("y: - x\n", 'y: "- x"'),
        ("y: [a + c] * b\n", "y: (a + c) * b"),
        ("y: {a} * b\n", "y: (a) * b"),
        ('y: "a" * b\n', "y: a * b"),
        ("title: 2번: ReLU\n", 'title: "2번: ReLU"'),
        ("a:1\nb: 2\n", "a: 1"),
        ("v: {x:1}\n", "x: 1"),
        ("{h: sum(x, axis=0), g: 1}\n", '{h: "sum(x, axis=0)", g: 1}'),
        ("[maximum(a, b) * 2, c]\n", '["maximum(a, b) * 2", c]'),
        ("{f: A[0]}\n", '{f: "A[0]"}'),
        ("- {f: concat(A[0, 1], b), g: 1}\n", '- {f: "concat(A[0, 1], b)", g: 1}'),
        ("title: Problem #2\n", 'title: "Problem #2"'),
        ("y: x（1）\n", "x(1)"),
    ],
)
def test_the_repaired_line_is_printed_and_reads_well(text: str, repaired: str) -> None:
    (fault,) = yaml_of(text).faults
    assert fault.hint is not None
    assert fault.hint.endswith(repaired)
    again = yaml_of(repaired + "\n")
    assert again.faults == []


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


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_both_parsers_read_every_file_alike(path: Path) -> None:
    if path.stem not in NO_TEXT:
        source = from_bytes(path.read_bytes(), path.name, False, 2**20)
        assert whole(read_yaml(source)) == whole(read_yaml(source, pure=True))


SNIPPETS = [
    " ", "\n", "\n  ", "\t", ":", ": ", "- ", "-", "?", "? ", ",", "[", "]", "{", "}", "#", " #", "&a", "*a", "!t", "|", "|\n", ">2\n", "'",
    '"', "%", "@", "`", "a", "b", "1", ".", "\\", "\\u12", "\\ud800", "\xa0", "\u3000", "：", "（", "사", "\u2028", "\x85", "\ufeff", "😀", "<<",
    "---\n", "...\n", "\n%", "~", "\x07", "''", '""', "a: 1\n", "b: [1, 2]\n", "c: {d: e}\n", "  f: g(h)\n", "- i\n",
]  # fmt: skip


def restored(loaded: Any, table: dict[int, str]) -> Any:
    """What PyYAML makes of a text, with the blanks that it could not have read."""
    if isinstance(loaded, dict):
        return {restored(key, table): restored(value, table) for key, value in loaded.items()}
    if isinstance(loaded, list):
        return [restored(item, table) for item in loaded]
    return loaded.translate(table) if isinstance(loaded, str) else loaded


def assert_agree(text: str) -> None:
    """Both parsers take a text or both refuse it; and say the same, where no syntax error ends the reading."""
    fast, pure = yaml_of(text), yaml_of(text, pure=True)
    assert bool(errors(fast)) == bool(errors(pure))
    assert document_lengths(fast)
    assert document_lengths(pure)
    if not fast.ended and not pure.ended:
        assert whole(fast) == whole(pure)
    if not errors(fast):
        seen, table = hidden(text)
        loaded = yaml.load(seen, yaml.CBaseLoader if yaml_events.HAVE_LIBYAML else yaml.BaseLoader)
        assert plain(fast.root) == restored(loaded, table)


@pytest.mark.parametrize(
    "text",
    [
        "{a?: 1}",
        "[a?b, c]",
        "{a: why?}",
        "[b ?, c]",
        "[?a]",
        "{?a: 1}",
        "a: |# x\n  y\n",
        "a: ># x\n  y\n",
        "{a:}",
        "[a:?b]",
        "{a:[b]}",
        "[a:b]",
    ],
)
def test_where_pyyaml_alone_would_differ(text: str) -> None:
    assert_agree(text)
    assert whole(yaml_of(text)) == whole(yaml_of(text, pure=True))


@settings(max_examples=400)
@given(st.lists(st.sampled_from(SNIPPETS), max_size=14).map("".join))
def test_both_parsers_are_one_language(text: str) -> None:
    assert_agree(text)


@settings(max_examples=400)
@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    assert_agree(text.replace("\r", "\n").replace("\x00", ""))


@pytest.mark.parametrize("seed", range(8))
def test_mutated_files_are_read_or_refused(seed: int) -> None:
    """Pieces of good files, changed in a few places."""
    rng = random.Random(seed)
    texts = [path.read_text(encoding="utf-8") for path in FILES if path.parent == FOLDER]
    for _ in range(60):
        text = rng.choice(texts)
        start = rng.randrange(len(text))
        text = text[start : start + rng.randrange(20, 160)]
        for _ in range(rng.randrange(4)):
            at = rng.randrange(len(text) + 1)
            text = text[:at] + rng.choice(SNIPPETS) + text[at + rng.randrange(3) :]
        assert_agree(text)
