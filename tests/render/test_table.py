"""Answers as tables: columns are aligned by cells, no line is cut, and no width loses a digit."""

import re
from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backprop_cli.render import table as table_form
from backprop_cli.render.cells import escaped, width
from backprop_cli.report.blocks import Derivation
from backprop_cli.report.rows import Column, Page, Report, Row, Style, Table
from tests.reporting import AFFINE, APPLE, FAN_OUT, backward_of, forward_of, shown

NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e-?\d+)?")
KOREAN = "variables: {사과: 100, 사과개수: 2, 소비세: 1.1}\nnodes: {사과값: 사과 * 사과개수, 지불금액: 사과값 * 소비세}"


def test_the_apple_problem_is_shown_node_by_node() -> None:
    assert shown(backward_of(APPLE)) == (
        "apples [red]and[/red] more · 사과\n"
        "\n"
        "node         ×  input        local gradient     upstream × local = propagated\n"
        "─────────────────────────────────────────────────────────────────────────────\n"
        "price        ×  apple_price  tax         = 1.1  1 × 1.1   = 1.1\n"
        "                tax          apple_price = 200  1 × 200   = 200\n"
        "apple_price  ×  apple        apple_num   = 2    1.1 × 2   = 2.2\n"
        "                apple_num    apple       = 100  1.1 × 100 = 110\n"
        "\n"
        "variable   value  ∂price/∂·\n"
        "───────────────────────────\n"
        "apple        100        2.2\n"
        "apple_num      2        110\n"
        "tax          1.1        200\n"
    )


def test_arrays_are_stacked() -> None:
    assert shown(backward_of(AFFINE)).splitlines()[3:14] == [
        "node     ×       input    local gradient     upstream × local = propagated",
        "───────────────────────────────────────────────────────────────────────────────────",
        "Y (2×3)  affine  X (2×2)  dout @ W.T         [[1  2  3]  @ [[2  4]  = [[28  16]",
        "                                              [4  5  6]]    [4  3]     [64  43]]",
        "                                                            [6  2]]",
        "",
        "                 W (2×3)  X.T @ dout         [[0  1]  @ [[1  2  3]  = [[4   5   6]",
        "                                              [0  2]]    [4  5  6]]    [8  10  12]]",
        "",
        "                 b (3)    sum(dout, axis=0)  sum([[1  2  3]           = [5  7  9]",
        "                                                  [4  5  6]], axis=0)",
    ]


def cut(line: str, starts: list[int]) -> list[str]:
    """A line cut where, in cells, its columns begin."""
    cells = "".join(character + "\0" * (width(character) - 1) for character in line)
    return [cells[start:end].replace("\0", "").strip() for start, end in zip(starts, [*starts[1:], None], strict=True)]


def test_wide_characters_keep_columns_aligned_by_cells() -> None:
    edges, gradients = shown(backward_of(KOREAN)).split("\n\n")
    header, rule, *rows = edges.splitlines()
    starts = [width(header[: header.index(word)]) for word in ("node", "×", "input", "local", "upstream")]
    assert [cut(row, starts) for row in rows] == [
        ["지불금액", "×", "사과값", "소비세   = 1.1", "1 × 1.1   = 1.1"], ["", "", "소비세", "사과값   = 200", "1 × 200   = 200"],
        ["사과값", "×", "사과", "사과개수 = 2", "1.1 × 2   = 2.2"], ["", "", "사과개수", "사과     = 100", "1.1 × 100 = 110"],
    ]  # fmt: skip
    assert len({width(row[: row.index("=")]) for row in rows}) == 1
    assert width(rule) == width(header)
    assert len({width(line) for line in gradients.splitlines()}) == 1


@pytest.mark.parametrize("text", [APPLE, FAN_OUT, AFFINE, KOREAN], ids=["apple", "fan_out", "affine", "korean"])
def test_no_line_ends_in_blanks_or_is_cut(text: str) -> None:
    for report in (forward_of(text), backward_of(text)):
        output = shown(report)
        assert not re.search(" $", output, re.MULTILINE)
        assert "…" not in output


@given(st.integers(1, 500), st.sampled_from([APPLE, FAN_OUT, AFFINE, KOREAN]), st.booleans())
def test_no_width_loses_a_digit(cells: int, text: str, back: bool) -> None:
    report = backward_of(text) if back else forward_of(text)
    natural, narrow = shown(report), shown(report, width=cells)
    assert not Counter(NUMBER.findall(natural)) - Counter(NUMBER.findall(narrow))


def test_a_table_that_does_not_fit_gives_way_step_by_step() -> None:
    report = backward_of(APPLE)
    natural = shown(report)
    widest = max(map(width, natural.split("\n\n")[1].splitlines()))
    assert shown(report, width=widest) == natural
    lowered = shown(report, width=widest - 1)
    assert lowered.splitlines()[2:5] == [
        "node         ×  input        local gradient     upstream × local",
        "                                                = propagated",
        "────────────────────────────────────────────────────────────────",
    ]
    assert lowered.splitlines()[5:] == natural.splitlines()[4:]
    headed = shown(report, width=60)
    assert headed.splitlines()[2:8] == [
        "node  ×",
        "  input        local gradient     upstream × local",
        "                                  = propagated",
        "──────────────────────────────────────────────────",
        "price  ×",
        "  apple_price  tax         = 1.1  1 × 1.1   = 1.1",
    ]
    records = shown(report, width=40)
    assert "price  ×\n  apple_price  tax = 1.1\n               1 × 1.1 = 1.1\n  tax " in records
    assert records.endswith("tax          1.1        200\n")


class Given(Report):
    def __init__(self, table: Table, title: str | None = None, description: str | None = None) -> None:
        self.table, self.title, self.description = table, title, description

    def page(self, style: Style) -> Page:
        return Page(self.title, self.description, [self.table])


def test_a_heading_too_wide_for_the_terminal_goes_on_below() -> None:
    long = "y = first + second + third + fourth"
    table = Table((Column("node", "name"), Column("rule", "rule")), [(long, "1"), ("", "2"), ("z", "3")], grouped=1)
    lines = shown(Given(table), width=24).splitlines()
    assert lines[3:8] == ["y = first + second", "  + third + fourth", "  1", "  2", "z"]
    assert max(map(width, lines)) <= 24


HOSTILE = [
    "[red]x[/red]",
    "[/]",
    "[link=http://x]y[/link]",
    ":smile:",
    "\x1b[2J\x1b[31m",
    "\u202eabc",
    "a\rb",
    "{x}",
    "\\[x]",
    "[[1  2]]",
]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("color", [False, True])
def test_user_text_is_text(text: str, color: bool) -> None:
    report = Given(Table((Column(text, "name"), Column("b")), [(text, text)]), text, text)
    output = shown(report, color=color)
    plain = re.sub(r"\x1b\[[\d;]*m", "", output) if color else output
    assert plain.count(escaped(text)) == 5
    assert "\x1b[2J" not in output
    assert "\r" not in output


def test_a_description_keeps_its_lines() -> None:
    assert shown(Given(Table((Column("a"),), [("1",)]), "t", "one\ntwo  \n")).startswith("t\none\ntwo\n\na\n")


def test_colours_only_where_asked() -> None:
    assert "\x1b[" not in shown(backward_of(APPLE))
    colored = shown(backward_of(APPLE), color=True)
    assert "\x1b[" in colored
    stripped = re.sub(r"\x1b\[[\d;]*m", "", colored)
    assert [line.rstrip() for line in stripped.splitlines()] == shown(backward_of(APPLE)).splitlines()


def test_the_environment_does_not_reach_the_table(monkeypatch: pytest.MonkeyPatch) -> None:
    natural = shown(backward_of(APPLE))
    for name, value in (("COLUMNS", "10"), ("FORCE_COLOR", "1"), ("TERM", "dumb"), ("JUPYTER_COLUMNS", "5"), ("NO_COLOR", "1")):
        monkeypatch.setenv(name, value)
    assert shown(backward_of(APPLE)) == natural
    assert "\x1b[" in shown(backward_of(APPLE), color=True)


def test_ascii_has_no_box_drawing() -> None:
    output = shown(backward_of(KOREAN), ascii=True)
    assert not set(output) & set("─│∂×·→")
    assert shown(backward_of(APPLE.replace(" · 사과", "")), ascii=True).isascii()


def many_rows(count: int) -> Iterator[Row]:
    return ((f"n{number}", ["[[1]", " [2]]"] if number % 7 == 0 else str(number * 1000)) for number in range(count))


@pytest.mark.parametrize("airy", [False, True])
def test_a_long_table_is_laid_out_in_parts_that_look_like_one(airy: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is written without Rich below the first part is what Rich would have written."""
    table = Table((Column("name", "name"), Column("value", "number", right=True)), (), airy=airy)
    monkeypatch.setattr(table_form, "ROWS_AT_ONCE", 10_000)
    whole = shown(Given(table._replace(rows=many_rows(100))))
    monkeypatch.setattr(table_form, "ROWS_AT_ONCE", 99)
    parts = shown(Given(table._replace(rows=many_rows(100))))
    assert parts.replace("\n\n", "\n") == whole.replace("\n\n", "\n")
    monkeypatch.setattr(table_form, "ROWS_AT_ONCE", 20)
    assert shown(Given(table._replace(rows=many_rows(100)))).split() == whole.split()
    assert len(list(table_form.text(Given(table._replace(rows=many_rows(100))), Style()))) > 5


def test_a_name_in_a_sentence_of_ours_stays_whole_and_a_text_of_the_users_breaks_anywhere() -> None:
    name = "가나다라마바사아자차"

    class Said(Report):
        def page(self, style: Style) -> Page:
            return Page(name, None, [f"{name} stands at a kink"])

    assert shown(Said(), width=12) == f"가나다라마바\n사아자차\n\n{name}\nstands at a\nkink\n"


@pytest.mark.parametrize(
    ("room", "lines"),
    [
        (80, ["∂y/∂x = a + b      dout = 1", "      = 3"]),
        (20, ["∂y/∂x = a + b", "      = 3", "dout = 1"]),
        (11, ["∂y/∂x", "  = a + b", "  = 3", "dout = 1"]),
    ],
)
def test_equations_below_each_other_and_what_is_said_beside_them(room: int, lines: list[str]) -> None:
    part = Derivation("∂y/∂x", ("a + b", "3"), aside="dout = 1")
    assert list(table_form.derivation(part, room, "–")) == lines
