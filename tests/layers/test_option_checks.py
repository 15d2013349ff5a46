"""What the options of layers may be: answered in one form, or refused with how to write it."""

from collections.abc import Callable
from typing import Any

import pytest

from backprop_cli.errors import BpcalcError, LayerError, ShapeError
from backprop_cli.layers import option_checks as checks


@pytest.mark.parametrize(
    ("check", "given", "answer"),
    [
        (checks.a_number, 3, 3.0),
        (checks.a_number, -0.5, -0.5),
        (checks.yes_or_no, True, True),
        (checks.one_axis, -1, -1),
        (checks.axes_or_none, None, None),
        (checks.axes_or_none, 2, 2),
        (checks.axes_or_none, [0, -1], (0, -1)),
    ],
)
def test_an_option_is_answered_in_one_form(check: Callable[[str, Any], Any], given: Any, answer: Any) -> None:
    found = check("k", given)
    assert (found, type(found)) == (answer, type(answer))


@pytest.mark.parametrize(
    ("check", "given", "message", "hint"),
    [
        (checks.a_number, True, "k must be a number, not True", "write it as k=0.01"),
        (checks.a_number, float("inf"), "k must be a number, not inf", "write it as k=0.01"),
        (checks.a_number, None, "k must be a number, not None", "write it as k=0.01"),
        (checks.yes_or_no, 1, "k must be True or False, not 1", "write it as k=True"),
        (checks.one_axis, 1.0, "k must be a whole number, not 1.0", "write it as k=-1 for the last axis"),
        (checks.one_axis, False, "k must be a whole number, not False", "write it as k=-1 for the last axis"),
        (checks.axes_or_none, (0, 0.5), "k must be a whole number or several, not (0, 0.5)", "write it as k=0 or k=(0, 1)"),
        (checks.axes_or_none, True, "k must be a whole number or several, not True", "write it as k=0 or k=(0, 1)"),
    ],
)
def test_anything_else_is_refused_with_how_to_write_it(
    check: Callable[[str, Any], Any], given: Any, message: str, hint: str
) -> None:
    with pytest.raises(LayerError) as found:
        check("k", given)
    assert (found.value.message, found.value.hint) == (message, hint)


def test_whole_numbers_are_a_tuple_of_them() -> None:
    assert checks.whole_numbers("shape", [2, -1], "(2, 3)") == (2, -1)
    for given in (3, "23", (2, 1.0), (True,)):
        with pytest.raises(LayerError, match="shape must be whole numbers") as found:
            checks.whole_numbers("shape", given, "(2, 3)")
        assert found.value.hint == "write it as shape=(2, 3)"


def test_an_axis_is_counted_from_the_front() -> None:
    assert [checks.positive_axis(axis, (4, 5, 6), "x") for axis in (0, 2, -1, -3)] == [0, 2, 2, 0]
    assert checks.positive_axes((-1, 0), (4, 5, 6), "x") == (2, 0)


@pytest.mark.parametrize(
    ("axes", "shape", "message", "hint"),
    [
        ((3,), (4, 5, 6), "x (4, 5, 6) has no axis 3", "its axes are 0 to 2, or -1 for the last"),
        ((-2,), (4,), "x (4,) has no axis -2", "its only axis is 0"),
        ((0,), (), "x () has no axis 0", "it is a single number"),
        ((1, -1), (4, 5), "x (4, 5): axis 1 is named twice in (1, -1)", None),
    ],
)
def test_an_axis_that_there_is_not_is_refused_with_those_that_there_are(
    axes: tuple[int, ...], shape: tuple[int, ...], message: str, hint: str | None
) -> None:
    with pytest.raises(ShapeError) as found:
        checks.positive_axes(axes, shape, "x")
    error: BpcalcError = found.value
    assert (error.message, error.hint) == (message, hint)


@pytest.mark.parametrize(
    ("item", "right"),
    [(slice(None), True), (slice(0, -1, 2), True), (slice(0.5), False), (slice(None, True), False), (3, False)],
)
def test_a_slice_is_made_of_whole_numbers(item: Any, right: bool) -> None:
    assert checks.is_slice(item) is right


def test_the_range_of_an_index_is_told() -> None:
    assert (checks.in_range(3), checks.in_range(0)) == ("it can be 0 to 2, or -1 for the last", "the axis is empty")
