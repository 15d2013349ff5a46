"""The rows of a report: few are all shown, of many both ends."""

from itertools import count, islice
from pathlib import Path

import pytest

from backprop_cli.cli.help_pages import COMMANDS
from backprop_cli.report import kinds
from backprop_cli.report.rows import ENDS, ROWS, Column, Paged, Report, Style, cut_table, first_and_last, left_out_note

KINDS = [kind for kind in kinds() if kind.__module__.startswith("backprop_cli.")]  # not those of tests


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_a_report_answers_in_every_form(kind: type[Report]) -> None:
    """What it lacks would be noticed in one form alone, where somebody asks for that."""
    members = {name for name, member in (vars(Report) | vars(Paged)).items() if callable(member) and name[0] != "_"} - (
        {"pasted"} if not kind.pasted_under else set()
    )
    missing = {name for name in members if getattr(kind, name) is getattr(Report, name)}
    assert not missing, f"define {missing} in {kind.__name__}: some form is made of it"
    assert kind.command in COMMANDS, "say in `command` which command answers so"
    assert kind.header, "name in `header` what stands in the rows of `records`"
    tests = f"test_{kind.__module__.rpartition('.')[2]}.py"
    assert (Path(__file__).parent / tests).exists(), f"add tests/report/{tests}"


@pytest.mark.parametrize("size", [0, 1, ROWS - 1, ROWS])
def test_few_items_are_all_shown(size: int) -> None:
    first, between, last = first_and_last(range(size), full=False)
    assert [*first, *last] == list(range(size))
    assert between == 0


@pytest.mark.parametrize("size", [ROWS + 1, ROWS + ENDS - 1, ROWS + ENDS, 1000])
def test_of_many_items_both_ends_are_shown_and_the_rest_counted(size: int) -> None:
    first, between, last = first_and_last(iter(range(size)), full=False)
    assert list(first) == list(range(ENDS))
    assert last == list(range(size - ENDS, size))
    assert between == size - 2 * ENDS


def test_all_are_shown_in_full_without_being_collected() -> None:
    first, between, last = first_and_last(count(), full=True)
    assert list(islice(first, 3)) == [0, 1, 2]
    assert (between, last) == (0, [])


def test_a_cut_table_has_a_row_for_what_is_left_out() -> None:
    table, between = cut_table((Column("a"), Column("b")), range(100), False, lambda n: [(str(n), ""), (f"{n}+", "")])
    rows = [row[0] for row in table.rows]
    assert rows[2 * ENDS - 2 : 2 * ENDS + 2] == [f"{ENDS - 1}", f"{ENDS - 1}+", "...", f"{100 - ENDS}"]
    assert left_out_note(between, "names") == [f"{100 - 2 * ENDS} names are left out: --full shows them"]
    assert left_out_note(0, "names") == []


def test_signs_have_stand_ins_in_ascii() -> None:
    assert Style().sign("∂") == "∂"
    assert [Style(ascii=True).sign(sign) for sign in "×÷∂→·√x"] == ["*", "/", "d", "->", ".", "sqrt", "x"]
