"""Characters that keyboards and copying slip in: refused in names and expressions, welcome in titles, quotes and comments."""

import pytest
import yaml

from backprop_cli.source.traps.characters import MEANT
from tests.source.trees import errors, plain, refused, said, yaml_of


@pytest.mark.parametrize("character", sorted(MEANT), ids=lambda character: f"U+{ord(character):04X}")
def test_each_is_refused_in_an_expression_and_no_other_fault_is_said(character: str) -> None:
    for pure in (False, True):
        document = yaml_of(f"nodes:\n  y: a {character} b\n  z: a * b\n", pure)
        ((line, column, message),) = said(document)
        assert (line, column) == (2, 8)
        assert f"(U+{ord(character):04X})" in message
        assert plain(document.root) == {"nodes": {"y": ..., "z": "a * b"}}


@pytest.mark.parametrize(
    "text",
    [
        "title: 문제 2：사과（tax）、“x”\n",
        "title: a\xa0b\u3000c\u200bd\n",
        "description: |\n  全角：、（）\n  x\n",
        "description: >\n  全角：、（）\n",
        "title: 문제\n  （계속）：끝\n",
        "variables:\n  a: {value: 1, unit: 円（税込）, description: 値段：りんご}\n",
        "variables:\n  a: {file: データ（１）.npy}\n",
        "a: 1 # 全角：（\xa0）\n# “x”\nb: 2\n",
        "nodes:\n  y: 'a（b）'\n",  # quoted: the expression's own reader says it
        'nodes:\n  y: "a（b）"\n',
        "nodes:\n  y: ａ * ｂ１\n",  # letters and digits are a matter of names and values
        "nodes:\n  사과: りんご * 값_1\n",
    ],
)
def test_where_they_are_welcome(text: str) -> None:
    for pure in (False, True):
        document = yaml_of(text, pure)
        assert document.faults == []
        assert plain(document.root) == yaml.load(text, yaml.BaseLoader)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("사과：100\n배: 2\n", [(1, 3)]),
        ("v:\n  사과：100\n  배: 2\n", [(2, 5)]),
        ("v:\n  사과：100\n  배：2\n", [(2, 5)]),
        ("title：문제\nv:\n  a: 1\n", [(1, 6)]),
        ("v:\n  a: 1\n  b：2\n  c: 3\nn:\n  y: （a）\n", [(3, 4), (6, 6)]),  # after the syntax error too
        ("v: ［1，2］\n", [(1, 4)]),
        ("v: {a： 1}\n", [(1, 6)]),
        ("v:\n  “a”: 1\n", [(2, 3)]),
        ("v:\n  a\u3000: 1\n", [(2, 4)]),
        ("n:\n  y: a *\n    b（c）\n", [(3, 6)]),
    ],
)
def test_where_they_break_the_structure_they_are_what_is_said(text: str, places: list[tuple[int, int]]) -> None:
    for pure in (False, True):
        assert [(line, column) for line, column, _ in said(yaml_of(text, pure))] == places


def test_after_a_syntax_error_titles_quotes_and_comments_stay_welcome() -> None:
    text = "a: [1\nb: 2\ntitle: “x”（y）\nc: '（' # （\n# （\nd: {e: “f”, description: （}\n"
    assert [line for line, _, _ in said(yaml_of(text))] == [1, 6]


def test_a_name_is_known_by_what_was_meant() -> None:
    document = yaml_of("variables:\n  사과\xa0: 1\n  b\u200b: 2\n")
    assert plain(document.root) == {"variables": {"사과": "1", "b": "2"}}
    assert len(errors(document)) == 2


@pytest.mark.parametrize(
    "text",
    [
        'a: "x\ty"\n',
        "a: 'x\ty'\n",
        "a: 1 #\tone\n",
        "#\tone\na: 1\n",
        "a: |\n  x\ty\n",
        'a: "x\n\ty"\nb: 1 # \t\n',
        "a: >\n  x\n  \ty\n",
    ],
)
def test_tabs_that_are_welcome(text: str) -> None:
    for pure in (False, True):
        document = yaml_of(text, pure)
        assert document.faults == []
        assert plain(document.root) == yaml.load(text, yaml.BaseLoader)


def test_tabs_that_indent_are_said_once_with_their_number() -> None:
    for pure in (False, True):
        document = yaml_of("v:\n\ta: 1\n\tb: 2\nn:\n\ty: a\t* b\n\n\tz: a # \t\n", pure)
        assert said(document) == [(2, 1, "a tab indents this line: YAML indents with spaces only")]
        assert "in 3 more lines" in (document.faults[0].hint or "")
        assert plain(document.root) == {"v": {"a": "1", "b": "2"}, "n": {"y": "a * b", "z": "a"}}


def test_tabs_after_a_syntax_error_are_found() -> None:
    for pure in (False, True):
        assert [line for line, _, _ in said(yaml_of("a:\t1\nb: 'x\ty'\nc: {\td: 2}\n", pure))] == [1, 3]


def test_a_line_that_wide_spaces_indent_belongs_elsewhere() -> None:
    document = yaml_of("variables:\n  a: 1\n\u3000\u3000b: 2\n")
    assert [(line, column) for line, column, _ in said(document)] == [(3, 1)]
    assert plain(document.root) is ...


REFUSED = [
    ("a: b\x07c\n", 1, 5, "a control character (U+0007) is refused"),
    ('a: "b\x1bc"\n', 1, 6, "a control character (U+001B) is refused"),
    ("a: 1 # \x9f\n", 1, 8, "a control character (U+009F) is refused"),
    ("a: b\x85\n", 1, 5, "a next-line character (U+0085) is refused"),
    ("a: 'b\u2028'\n", 1, 6, "a line separator (U+2028) is refused"),
    ("# \u2029\na: 1\n", 1, 3, "a paragraph separator (U+2029) is refused"),
    ("a: \ufeff1\n", 1, 4, "a byte order mark (U+FEFF) is refused"),
]


@refused(REFUSED)
def test_characters_that_no_file_holds_are_named(text: str, line: int, column: int, message: str, pure: bool) -> None:
    assert said(yaml_of(text, pure)) == [(line, column, message)]
