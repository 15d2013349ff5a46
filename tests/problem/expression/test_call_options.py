"""The options of a call and the indices of a subscript: numbers, words and rows of whole numbers, and nothing else."""

import ast
from typing import Any

import numpy as np
import pytest

from backprop_cli.problem.expression.call_options import any_option, as_option, from_scalar
from backprop_cli.source import Listing, Mapping
from tests.problem.expression.one_node import XY, node
from tests.problems import faults, values


def test_whole_numbers_stay_whole_as_options_as_long_as_floats_hold_them() -> None:
    for number, kind in ((2.0**53 - 1, int), (2.0**53, float), (-(2.0**53) + 1, int), (3.0, int), (0.5, float)):
        assert type(from_scalar(number)) is kind
        assert from_scalar(number) == number


@pytest.mark.parametrize("word", [True, False, None])
def test_the_words_of_json_are_options_as_they_are(word: bool | None) -> None:
    assert from_scalar(word) is word


def test_a_whole_number_that_no_axis_can_be_is_refused_as_an_option() -> None:
    (largest,) = faults(node("sum(A, axis=9223372036854775807)"))
    (beyond,) = faults(node("sum(A, axis=9223372036854775808)"))
    assert "axis" in largest.message
    assert beyond.message == "this whole number is too large for an option"


@pytest.mark.parametrize(
    ("word", "value"),
    [("true", True), ("True", True), ("false", False), ("False", False), ("null", None), ("None", None), ("~", None)],
)
def test_the_words_of_yaml_and_python_are_options(word: str, value: bool | None) -> None:
    assert from_scalar(word) is value


def test_a_whole_number_that_no_axis_can_be_is_refused_in_an_index() -> None:
    (largest,) = faults(node("A[9223372036854775807]"))
    (beyond,) = faults(node("A[9223372036854775808]"))
    assert largest.message == "subscript: subscript 9223372036854775807 is outside axis 0 of x (2, 2)"
    assert beyond.message == "a whole number belongs here"


@pytest.mark.parametrize("option", ["axis=-None", "keepdims=-True", "keepdims=-False", "axis=1 - 1"])
def test_only_a_number_takes_a_sign_as_an_option(option: str) -> None:
    (fault,) = faults(node(f"sum(A, {option})"))
    assert fault.message == "this is no value for an option"


def test_a_number_beside_a_layer_call_is_written_as_values_are() -> None:
    (fault,) = faults(node("{leaky_relu: [x], slope: 0x1F}"))
    assert (fault.message, fault.hint) == ("'0x1F' is not a number: numbers are decimal", "write it as 31")


@pytest.mark.parametrize(
    "expression", ["A[~0:]", "A[not 1, 0]", "A[:-True]", "sum(A, axis=(~1,))", "sum(A, axis=~1)", "sum(A, axis=- -1)"]
)
def test_of_all_signs_only_plus_and_minus_stand_before_a_whole_number(expression: str) -> None:
    (fault,) = faults(node(f"'{expression}'"))
    assert fault.message in ("a whole number belongs here", "this is no value for an option")


@pytest.mark.parametrize(
    ("expression", "value"),
    [("A[-1, +0]", 3.0), ("A[+1:, -1]", [4.0]), ("sum(A, axis=+1)", [3.0, 7.0]), ("sum(A, axis=(+0, -1))", 10.0)],
)
def test_plus_and_minus_stand_before_the_numbers_of_indices_and_options(expression: str, value: Any) -> None:
    """As NumPy says of [[1, 2], [3, 4]]."""
    np.testing.assert_array_equal(values(XY + f"nodes: {{n: '{expression}'}}")["n"], value)


@pytest.mark.parametrize("option", ["axis='x'", "axis=...", "axis=-None", "axis=1j"])
def test_a_constant_that_is_no_number_truth_or_none_is_no_option(option: str) -> None:
    (fault,) = faults(node(f'"sum(A, {option})"'))
    assert fault.message == "this is no value for an option"


def test_none_is_the_option_for_all_axes() -> None:
    assert values(node("sum(A, axis=None)"))["n"] == 10.0


def test_strangers_code_takes_texts_and_mappings_as_options() -> None:
    inner = Mapping(["size", "mode"], [0, 0], ["2", "same"], [0, 0])
    tree = Mapping(["pool", "rows", "on"], [0, 0, 0], [inner, Listing(["1", "2.5", "a"], [0, 0, 0]), "true"], [0, 0, 0])
    assert any_option(tree) == {"pool": {"size": 2, "mode": "same"}, "rows": (1, 2.5, "a"), "on": True}


def test_slices_are_options_as_rules_print_them() -> None:
    sliced = values(node("subscript(A, index=(slice(None, None, -1), 0))"))
    np.testing.assert_array_equal(sliced["n"], values(node("A[::-1, 0]"))["n"])
    for option in ("index=(slice(0, 1.5, None), 0)", "index=(slice(2), 0)", "index=(slice(x, y, None),)"):
        assert [fault.message for fault in faults(node(f"subscript(A, {option})"))] == ["a whole number belongs here"]
    (fault,) = faults(node("sum(A, axis=(slice(None, 1, None), 0))"))
    assert fault.message.startswith("axis must be a whole number or several")


def test_the_rest_of_an_index_is_read_as_python_prints_it() -> None:
    index = (..., None, 0, slice(None, -1, 2))
    assert as_option(ast.parse(repr(index), mode="eval").body) == index
