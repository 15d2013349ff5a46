"""Answers as Markdown: tables whose rows are as wide as their headers, and text that stays text."""

import re

from backprop_cli.render.markdown import cell_text, markdown_part
from backprop_cli.report.blocks import Derivation, Mark, with_marks
from tests.reporting import AFFINE, APPLE, backward_of, forward_of, shown

CELL = re.compile(r"(?<!\\)\|")


def rows(text: str) -> list[list[str]]:
    """The cells of all table rows, unescaped."""
    lines = [CELL.split(line)[1:-1] for line in text.splitlines() if line.startswith("|")]
    return [[re.sub(r"\\(.)", r"\1", cell.strip()) for cell in line] for line in lines]


def test_the_apple_problem() -> None:
    text = shown(backward_of(APPLE), "markdown")
    assert rows(text) == [
        ["node", "×", "input", "local gradient", "upstream × local = propagated"], ["---"] * 5,
        ["price", "×", "apple_price", "tax = 1.1", "1 × 1.1 = 1.1"], ["", "", "tax", "apple_price = 200", "1 × 200 = 200"],
        ["apple_price", "×", "apple", "apple_num = 2", "1.1 × 2 = 2.2"], ["", "", "apple_num", "apple = 100", "1.1 × 100 = 110"],
        ["variable", "value", "∂price/∂·"], ["---", "---:", "---:"],
        ["apple", "100", "2.2"], ["apple_num", "2", "110"], ["tax", "1.1", "200"],
    ]  # fmt: skip
    assert text.startswith("**apples [red]and[/red] more · 사과**\n\n|")


def test_arrays_on_one_line_and_every_row_as_wide_as_its_header() -> None:
    for report in (forward_of(AFFINE), backward_of(AFFINE)):
        for part in shown(report, "markdown").split("\n\n"):
            assert len({len(row) for row in rows(part)}) <= 1
    assert "[[1 2 3] [4 5 6]] @ [[2 4] [4 3] [6 2]] = [[28 16] [64 43]]" in shown(backward_of(AFFINE), "markdown")


def test_a_lower_line_of_a_cell_is_not_pushed_below_a_sign() -> None:
    output = shown(backward_of("variables: {x: [[1, 2], [3, 4]], b: [1, 0]}\nnodes: {y: x + b, L: sum(y)}"), "markdown")
    assert "| [[1 1] [1 1]] × 1 = [2 2]<br>summed over axis 0 |" in output


def test_text_stays_text() -> None:
    text = r"""
title: "a | b *bold* `code` <b>html</b> [link](http://x) _it_ snake_case &amp; \\"
description: "# no heading\n- no list\n1. no number\nplain"
variables: {x: {value: 1, description: "pipe | star * \\| \u001b[31m"}}
nodes: {y: x * 2}
"""
    output = shown(forward_of(text), "markdown")
    title, description = output.split("\n\n")[:2]
    assert title == r"**a \| b \*bold\* \`code\` \<b>html\</b> [link\](http://x) \_it\_ snake_case \&amp; \\**"
    assert description == "\\# no heading\\\n\\- no list\\\n\\1. no number\\\nplain".replace("\\1.", "\\1.")
    assert rows(output)[2] == ["x", "1", r"pipe | star * \| \x1b[31m"]


def test_marks_and_lines_of_a_sentence_and_code_in_cells() -> None:
    said = with_marks("{name} is {what}\nso * is no star", name=Mark("a_*"), what=Mark("x | y", code=True))
    assert markdown_part(said) == "**a\\_\\*** is `x | y`\\\nso \\* is no star\n"
    assert cell_text("x | y", as_code=True) == r"`x \| y`"
    assert markdown_part(Derivation("y", ("spelt", "a", "3"), spelt=1, aside="dout = 1")) == "```\ny = a = 3      dout = 1\n```\n"
