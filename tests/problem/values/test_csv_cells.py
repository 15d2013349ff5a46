"""Cells that are no numbers: what is said of them is meant for whoever has the spreadsheet open."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backprop_cli.problem.values.csv_cells import is_header, refused_cell
from backprop_cli.problem.values.numbers import number


@pytest.mark.parametrize(
    ("cell", "message", "hint"),
    [
        ("", "a value is missing", "fill the cell, or leave out its row"),
        ("n/a", "'n/a' is not a number: the value is missing", "fill the cell, or leave out its row"),
        ("-", "'-' is not a number: the value is missing", "fill the cell, or leave out its row"),
        ("nan", "'nan' is not a number: values are finite", "fill the cell, or leave out its row"),
        ("#DIV/0!", "'#DIV/0!' is not a number: it is an error of the spreadsheet", "mend the formula in that cell, and export again"),
        ("#N/A", "'#N/A' is not a number: it is an error of the spreadsheet", "mend the formula in that cell, and export again"),
        ("#NAME?", "'#NAME?' is not a number: it is an error of the spreadsheet", "mend the formula in that cell, and export again"),
        ("####", "'####' is not a number: the column was too narrow for the number", "widen the column, and export again"),
        ("=A1*2", "'=A1*2' is not a number: it is a formula", "export the values, not the formulas"),
        ("2024-01-05", "'2024-01-05' is not a number: it is a date", "format the cells as plain numbers, and export again"),
        ("x", "'x' is not a number: it is a name", "cells hold plain numbers, as in -1.5"),
        ("a+b", "'a+b' is not a number: it is an expression", "cells hold plain numbers, as in -1.5"),
    ],
)  # fmt: skip
def test_what_stands_in_cells(cell: str, message: str, hint: str) -> None:
    fault = refused_cell(cell)
    assert (fault.message, fault.hint) == (message, hint)


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("(5)", -5), ("(1,234.50)", -1234.5), ("($5)", -5), ("( 7 )", -7), ("$1", 1), ("-$1.50", -1.5), ("$-2", -2), ("₩1,000", 1000),
        ("1 €", 1), ("5 EUR", 5), ("US$3", 3), ("100원", 100), ("5 kg", 5), ("1_000", 1000), ("12%", 0.12), ("1/2", 0.5), ("1,5", 1.5),
    ],
)  # fmt: skip
def test_the_number_that_is_meant_is_the_one_that_is_proposed(cell: str, meant: float) -> None:
    hint = refused_cell(cell).hint
    assert hint is not None
    found = re.match(r"write (?:it as )?(\S+?)(?::|$)", hint)
    assert found is not None
    assert number(found[1]) == meant


@given(st.text(max_size=30))
def test_no_hint_is_for_problem_files(cell: str) -> None:
    hint = refused_cell(cell).hint or ""
    assert not any(word in hint for word in ("nodes", "[", "{", "array"))


@pytest.mark.parametrize("row", [["a", "b"], ["#id"], ["# x", "y"], ["", "a"], ["(m)"], ["x (m)", "사과"], ["_"], ["naphtha"]])
def test_names(row: list[str]) -> None:
    assert is_header(row)


@pytest.mark.parametrize("row", [["a", "1"], ["nan"], ["TRUE", "FALSE"], ["", ""], ["(5)"], ["#DIV/0!"], ["####"], ["$1"], ["n/a"]])
def test_values_are_no_names(row: list[str]) -> None:
    assert not is_header(row)
