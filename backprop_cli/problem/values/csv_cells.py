"""What stands in cells of a CSV file where numbers belong, and what was meant by it. The hints are for a spreadsheet."""

import re
from collections.abc import Callable, Sequence

from backprop_cli.errors import ValueFault
from backprop_cli.problem.values.notation import quoted
from backprop_cli.problem.values.number_repairs import first_fit, misread, number_meant

LONGEST = 200  # a longer cell is no misspelt number
NO_NAMES = frozenset({"nan", "inf", "infinity", "n/a", "null", "true", "false"})  # words that stand for values


def cell_as_number(number: str) -> str | None:
    """The hint with the number that a cell means; None where it means none."""
    found = number_meant(number)
    return None if found is None else f"write {found}: format the cells as plain numbers, and export again"


def hint_for_all(hint: str) -> Callable[["re.Match[str]"], str]:
    return lambda match: hint


ERROR = r"#(?:[A-Z0-9/_]+[!?]|N/A)"
MONEY = r"(?:[A-Z]{0,3}[$€£¥₩¢￥￦元円원]|[A-Z]{3})"
NEGATIVE = rf"\(\s*{MONEY}?\s*([0-9][^()A-Z]*)\)"
CLUES = (
    (ERROR, "it is an error of the spreadsheet", hint_for_all("mend the formula in that cell, and export again")),
    (r"##+", "the column was too narrow for the number", hint_for_all("widen the column, and export again")),
    (NEGATIVE, "brackets mean a negative number in spreadsheets only", lambda match: cell_as_number(f"-{match[1].strip()}")),
    (r"=.*", "it is a formula", hint_for_all("export the values, not the formulas")),
    (
        rf"([-+]?)\s*{MONEY}\s*([-+]?[0-9.].*)", "a currency is no part of a number",
        lambda match: cell_as_number(match[1] + match[2]),
    ),
    (rf"([-+]?[0-9.].*?)\s*{MONEY}", "a currency is no part of a number", lambda match: cell_as_number(match[1])),
    (r"([-+]?[0-9.,]+)\s*[^\W\d_]{1,12}", "a unit is no part of a number", lambda match: cell_as_number(match[1])),
    (r"[-–—?.]|n/?a|missing", "the value is missing", hint_for_all("fill the cell, or leave out its row")),
    (
        r"[0-9]{1,4}([-/.])[0-9]{1,2}\1[0-9]{1,4}", "it is a date",
        hint_for_all("format the cells as plain numbers, and export again"),
    ),
)  # fmt: skip


def is_header(row: Sequence[str]) -> bool:
    """Whether a first line holds names: every cell begins as a word does, and none is what stands for a value."""
    cells = [cell.strip() for cell in row]
    return any(cells) and all(map(is_column_name, cells)) and NO_NAMES.isdisjoint(map(str.lower, cells))


def is_column_name(cell: str) -> bool:
    if cell[:1] in ("#", "("):
        return not re.fullmatch(f"{ERROR}|##+|{NEGATIVE}", cell, re.IGNORECASE)
    return not cell or cell[0].isalpha() or cell[0] in "_\ufffd"


def refused_cell(cell: str) -> ValueFault:
    """The fault of a cell that is no number: why not, and what to do about it."""
    if not cell:
        return ValueFault("a value is missing", hint="fill the cell, or leave out its row")
    reason, hint = first_fit(CLUES, cell) if len(cell) <= LONGEST else ("", None)
    if hint is not None:
        return ValueFault(f"{quoted(cell)} is not a number: {reason}", hint=hint)
    fault = misread(cell)
    if number_meant(cell) is None:  # what that advises is for problem files
        fault.hint = "fill the cell, or leave out its row" if cell.lower() in NO_NAMES else "cells hold plain numbers, as in -1.5"
    return fault


def misread_row(row: Sequence[str], others: int = 0) -> tuple[str, str] | None:
    """What is wrong with a row, and the way out, where it is not a cell but what stands between the cells.

    others: how many cells the rows before have, where that is another number.
    """
    text = ",".join(row)
    for sign, name in ((";", "semicolon"), ("\t", "tab")):
        if sign in text.strip():
            decimal = re.search(r"[0-9],[0-9]", text)
            said = f"has {name}s between its cells" + (", and decimal commas" if decimal else "")
            return said, ("write 0.5 for 0,5, and then" if decimal else "write") + f" a comma for every {name}"
    if len(row) == 2 * (others or 1) and are_halves([row[k : k + 2] for k in range(0, len(row), 2)]):
        return "looks like decimal commas", "write 0.5 for 0,5"
    return None


def are_halves(pairs: Sequence[Sequence[str]]) -> bool:
    """Whether each pair of cells could be what a decimal comma makes of a number."""
    return all(re.fullmatch(r"\s*[-+]?[0-9]+,[0-9]+\s*", ",".join(pair)) for pair in pairs)


def look_like_decimals(rows: Sequence[Sequence[str]]) -> bool:
    """Whether rows of two whole numbers look like one column of numbers with decimal commas.

    Two columns of integers may look so, too. A sign of decimals is 0,5, or a 5 at the end of every row: halves, quarters.
    """
    if len(rows) < 2 or not are_halves(rows):
        return False
    zero = any(first.strip().lstrip("-+") == "0" and int(second) > 1 for first, second in rows)
    return zero or all(second.strip().endswith("5") for _, second in rows)
