"""Names: which are allowed, and who had them first."""

import pytest

from backprop_cli.errors import BpcalcError
from backprop_cli.problem.names import Names, why_refused
from backprop_cli.source.places import Source

TEXT = "a: 1\nb: 2\na: 3\n"


def named(*names: str) -> tuple[Names, list[BpcalcError]]:
    found: list[BpcalcError] = []
    reader = Names(Source("p.yaml", TEXT), found)
    reader.add(names, [0, 5, 10][: len(names)], 0)
    return reader, found


def test_names_are_numbered_from_the_first_on() -> None:
    reader, found = named("x", "사과")
    reader.add(["y"], [10], 2)
    assert (reader.numbers, found) == ({"x": 0, "사과": 1, "y": 2}, [])


def test_a_name_that_is_taken_is_said_with_the_line_of_the_first() -> None:
    reader, (fault,) = named("a", "b", "a")
    assert fault.message == "the name 'a' is taken: it stands in line 1 already"
    assert repr(fault.place) == "p.yaml:3:1"
    assert reader.numbers == {"a": 0, "b": 1}


def test_names_are_compared_by_nfkc() -> None:
    _, (fault,) = named("µ", "μ")
    assert fault.message == "the name 'μ' is taken: it stands in line 1 already"


def test_a_name_of_an_earlier_section_is_taken_too() -> None:
    reader, found = named("a")
    reader.add(["c", "a"], [5, 10], 1)
    assert [fault.message for fault in found] == ["the name 'a' is taken: it stands in line 1 already"]
    assert reader.numbers == {"a": 0, "c": 1}


def test_who_reads_a_refused_name_is_not_blamed() -> None:
    reader, found = named("lambda", "2x", "y")
    assert len(found) == 2
    assert (reader.broken, reader.numbers) == ({"lambda", "2x"}, {"y": 2})


@pytest.mark.parametrize(
    ("name", "message", "hint"),
    [
        ("lambda", "'lambda' is a word of Python's, no name", "call it lam or λ"),
        ("while", "'while' is a word of Python's, no name", "call it while_"),
        ("", "a name is missing", "write a name before the colon"),
        ("2x", "'2x' is no name", "write it as _2x"),
        ("total price", "'total price' is no name", "write it as total_price"),
        ("?!", "'?!' is no name", "a name is made of letters, digits and _ and does not begin with a digit"),
        ("x-" * 40, f"'{('x-' * 40)[:57]}…' is no name", "a name is made of letters, digits and _ and does not begin with a digit"),
    ],
)
def test_a_name_that_is_not_allowed_has_another_that_is(name: str, message: str, hint: str) -> None:
    fault = why_refused(name)
    assert fault is not None
    assert (fault.message, fault.hint) == (message, hint)


@pytest.mark.parametrize("name", ["x", "_", "x2", "사과", "match", "W1"])
def test_a_name_of_letters_and_digits_is_allowed(name: str) -> None:
    assert why_refused(name) is None
