"""Where a fault of an entry is underlined, however the entry is written in YAML."""

import pytest

from tests.problem.expression.one_node import XY
from tests.problems import faults


@pytest.mark.parametrize(
    ("line", "column", "length", "written"),
    [
        ("  n: x + zz", 10, 2, "plain"),
        ("  n: 'x + zz'", 11, 2, "in single quotes"),
        ('  n: "x + zz"', 11, 2, "in double quotes"),
        ("  n: {mul: [x, y + zz]}", 20, 2, "an input in a flow sequence"),
        ("  n: exp(x) + 사과 * zz", 6 + 14, 2, "after wide characters"),
    ],
)
def test_the_caret_stands_under_the_unknown_name(line: str, column: int, length: int, written: str) -> None:
    found = [fault for fault in faults(f"{XY}nodes:\n{line}\n") if "'zz'" in fault.message]
    assert [(fault.place.line, fault.place.column, fault.place.length) for fault in found if fault.place] == [(3, column, length)]


@pytest.mark.parametrize("style", ["|", ">", ">-", "|-"])
def test_the_caret_in_block_scalars(style: str) -> None:
    (found,) = faults(f"{XY}nodes:\n  n: {style}\n    x * (y\n      + zz)\n")
    assert found.place is not None
    assert (found.place.line, found.place.column, found.place.length) == (5, 9, 2)


def test_an_escape_in_double_quotes_underlines_the_whole_text() -> None:
    (found,) = faults(XY + 'nodes:\n  n: "x + \\x7az"\n')
    assert found.place is not None
    assert (found.place.column, found.place.length) == (6, len('"x + \\x7az"'))
