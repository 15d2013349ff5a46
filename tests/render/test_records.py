"""Tables too wide for the terminal become records: a heading each, with its fields below."""

from collections.abc import Sequence

from backprop_cli.render.paint import Paint
from backprop_cli.render.records import records
from backprop_cli.report.blocks import Array, Equation
from backprop_cli.report.rows import Column, Row, Style, Table

TABLE = Table((Column("node"), Column("×", "layer"), Column("value"), Column("a label that is too long")), (), heads=2)
EDGES = Table((Column("node"), Column("input"), Column("local"), Column("product")), (), legend=True)
TALL = Array(["[[1]", " [2]]"])


def laid(table: Table, rows: Sequence[Row], width: int, before: Row | None = None) -> str:
    style = Style(width=width)
    return "".join(records(table, list(rows), before, style, Paint(style)))


def test_one_heading_a_record_and_its_fields_below() -> None:
    rows: list[Row] = [("price", "×", Equation(["a"], ["1"]), "x"), ("사과", "", "2", "")]
    assert laid(TABLE, rows, 40) == "price  ×\n  value  a = 1\n  a label that is too long\n    x\n\n사과\n  value  2\n"


def test_what_does_not_fit_goes_below_its_label_and_a_wide_heading_on_lines_of_its_own() -> None:
    assert laid(TABLE, [("a" * 15, "×" * 5, "b" * 15, TALL)], 20) == (
        f"{'a' * 15}\n×××××\n  value\n    {'b' * 15}\n  a label that is too long\n    [[1]\n     [2]]\n"
    )


def test_a_record_that_is_not_the_first_stands_apart_but_for_what_belongs_to_the_one_before() -> None:
    assert laid(TABLE, [("x", "", "1", "")], 20, before=("w", "", "0", "")) == "\nx\n  value  1\n"
    assert laid(TABLE, [("x", "", "1", ""), ("  sum", "", "2", "")], 20) == "x\n  value  1\n  sum\n    value  2\n"


def test_a_legend_stands_above_records_of_one_sort() -> None:
    rows: list[Row] = [("y", "a", "b = 2", Equation("1 × 2", "2")), ("y", "b", "", "3"), ("x", "a", "", "4")]
    assert laid(EDGES, rows, 20) == (
        "node\n  input  local\n         product\n────────────────\n"
        "y\n  a      b = 2\n         1 × 2 = 2\n  b      3\n\nx\n  a      4\n"
    )


def test_fields_go_below_the_input_that_they_do_not_fit_beside() -> None:
    equation = Equation("12345 × 12345", "152399025")
    assert laid(EDGES, [("y", "input", "1", equation)], 22).splitlines()[4:] == [
        "y", "  input  1", "         12345 × 12345", "           = 152399025",
    ]  # fmt: skip
    assert laid(EDGES, [("y", "input", "1", equation)], 21).splitlines()[-4:] == [
        "  input", "    1", "    12345 × 12345", "      = 152399025",
    ]  # fmt: skip
