"""What every value is read with: single numbers and texts, and where their faults go."""

from typing import Any

import pytest

from backprop_cli.errors import BpcalcError, LimitError, ValueFault
from backprop_cli.problem.values.budget import Budget
from backprop_cli.problem.values.context import ValueContext
from backprop_cli.source import Listing, Source

TEXT = "x: 1.5\ny: 'two'\n"


def context(text: str = TEXT, json: bool = False) -> tuple[ValueContext, list[BpcalcError]]:
    faults: list[BpcalcError] = []
    return ValueContext(Source("p.json" if json else "p.yaml", text, json), None, Budget(1000), faults), faults


def test_a_fault_underlines_the_value_with_its_quotes() -> None:
    reader, faults = context()
    reader.report(ValueFault("plain"), TEXT.index("1.5"), "1.5")
    reader.report(ValueFault("quoted"), TEXT.index("'two'"), "two")
    reader.report(ValueFault("a list"), 0, Listing([], []))
    assert [(repr(fault.place), fault.place.length) for fault in faults if fault.place] == [
        ("p.yaml:1:4", 3),
        ("p.yaml:2:4", 5),
        ("p.yaml:1:1", 1),
    ]


@pytest.mark.parametrize(
    ("error", "code"), [(ValueFault("no"), "value"), (LimitError("too much"), "limit"), (MemoryError(), "limit")]
)
def test_what_cannot_be_made_is_said_and_none(error: Exception, code: str) -> None:
    def make(_: int) -> None:
        raise error

    reader, faults = context()
    assert reader.attempt("1.5", 3, make, 7) is None
    assert [(fault.code, repr(fault.place)) for fault in faults] == [(code, "p.yaml:1:4")]


def test_what_can_be_made_is_answered() -> None:
    reader, faults = context()
    assert (reader.attempt("1.5", 3, max, 2, 5), faults) == (5, [])


@pytest.mark.parametrize(
    ("tree", "place", "message"),
    [
        ("two", TEXT.index("'two'"), "'two' is a text, not a number"),
        (Listing([], []), 3, "a number belongs here, not a list"),
        (True, 3, "'true' is not a number: a truth value is written 1 or 0"),
        ("1_5", 3, "'1_5' is not a number: digits are not grouped by underscores"),
    ],
)
def test_what_is_no_single_number_is_told_from_one(tree: Any, place: int, message: str) -> None:
    reader, _ = context()
    with pytest.raises(ValueFault) as found:
        reader.scalar(tree, place)
    assert found.value.message == message


def test_a_number_of_yaml_or_of_json_is_a_float() -> None:
    assert context()[0].scalar("1.5", 3) == 1.5
    assert context('{"x": 2}', json=True)[0].scalar(2.0, 6) == 2.0


def test_several_numbers_in_the_place_of_one_are_shown_as_the_array_that_they_may_mean() -> None:
    reader, _ = context("x: 1 2; 3 4\n")
    with pytest.raises(ValueFault, match="it is several numbers") as found:
        reader.scalar("1 2; 3 4", 3)
    assert found.value.hint == "write an array as [[1, 2], [3, 4]]"


def test_a_text_loses_the_blanks_around_it_and_is_nothing_else() -> None:
    reader, _ = context()
    assert reader.text("unit", " won\n") == "won"
    with pytest.raises(ValueFault, match="'unit' is a text") as found:
        reader.text("unit", Listing([], []))
    assert found.value.hint == "write it as in unit: won"


def test_a_whole_number_has_a_least() -> None:
    reader, _ = context()
    assert reader.whole("seed", "7", 3, 0) == 7
    for tree, place in (("-1", 3), ("1.5", 3), ("two", TEXT.index("'two'"))):
        with pytest.raises(ValueFault):
            reader.whole("seed", tree, place, 0)
