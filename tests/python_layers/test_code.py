"""What can be read off a function without running it: its parameters, the names that it uses, and where it is written."""

import math
from collections.abc import Callable
from typing import Any

import pytest

from backprop_cli.python_layers.code import (
    Parameters,
    added_to_logarithm,
    by_position,
    called_in_file,
    first_line,
    names_read,
    parameters_of,
    place_of,
    placed_arguments,
)

OUTSIDE = 3.0


class Sample:
    def method(self, x: float, k: float = 2.0) -> float:
        return x * k

    @staticmethod
    def any_number(*xs: float) -> float:
        return sum(xs)


def reads_everything(x: float, unused: float) -> Callable[[], float]:
    local = x + OUTSIDE

    def inner() -> float:
        return local * math.pi

    return inner


def helper(x: float) -> float:
    return math.log(x + 1e-7)


def calls_helper(x: float) -> float:
    return helper(x) + 1e-7


def adds_a_whole(x: float) -> float:
    return math.log(x + 1.0)


def adds_without_logarithm(x: float) -> float:
    return math.exp(x + 1e-7)


@pytest.mark.parametrize(
    ("function", "method", "found"),
    [
        (Sample.method, True, Parameters(("x",), {"k": 2.0}, False)),
        (Sample.method, False, Parameters(("self", "x"), {"k": 2.0}, False)),
        (Sample.any_number, False, Parameters((), {}, True)),
        (lambda x, /, y, *, z=1: x, False, Parameters(("x", "y"), {"z": 1}, False)),
        (max, False, Parameters((), {}, True)),  # of which Python cannot tell
    ],
)
def test_parameters_without_a_default_are_needed_and_the_others_options(
    function: Callable[..., Any], method: bool, found: Parameters
) -> None:
    assert parameters_of(function, method) == found


def test_the_names_of_inner_functions_are_read_too() -> None:
    assert names_read(reads_everything, "GLOBAL") >= {"OUTSIDE", "math"}
    fast = names_read(reads_everything, "FAST")
    assert {"x", "local"} <= fast
    assert "unused" not in fast


def test_of_what_has_no_code_nothing_is_read() -> None:
    assert (names_read(max, "GLOBAL"), first_line(max)) == (set(), 0)
    assert place_of(max, "mine.py") == "mine.py:0"


def test_a_function_is_placed_in_the_file_as_it_was_named_or_in_the_other_that_it_came_from() -> None:
    line = first_line(helper)
    assert line > 1
    assert place_of(helper, "folder/test_code.py") == f"folder/test_code.py:{line}"
    assert place_of(helper, "mine.py") == f"test_code.py:{line}"


def test_functions_of_the_file_that_are_called_are_found_however_deep() -> None:
    assert called_in_file(calls_helper) == [calls_helper, helper]
    assert called_in_file(helper) == [helper]


@pytest.mark.parametrize(
    ("function", "small"), [(helper, 1e-7), (calls_helper, 1e-7), (adds_a_whole, None), (adds_without_logarithm, None)]
)
def test_a_small_number_inside_a_logarithm_is_found_where_there_is_a_logarithm(
    function: Callable[..., Any], small: float | None
) -> None:
    assert added_to_logarithm(function) == small


def test_inputs_and_options_go_to_their_parameters() -> None:
    parameters = Parameters(("x", "param", "unused", "w"), {"axis": 0, "mode": "plain"}, False)
    chosen = {"param": {"size": 2}, "mode": "same"}
    assert placed_arguments(parameters, [1.0, 2.0], chosen, ("unused",)) == ([1.0, {"size": 2}, None, 2.0], {"mode": "same"})
    assert placed_arguments(Parameters((), {}, True), [1.0, 2.0], {}) == ([1.0, 2.0], {})


def test_by_position_defaults_stand_before_the_last_option_that_is_set() -> None:
    parameters = Parameters(("x",), {"axis": 0, "mode": "plain", "last": None}, False)
    assert by_position(parameters, [1.0], {}) == [1.0]
    assert by_position(parameters, [1.0], {"mode": "same"}) == [1.0, 0, "same"]
