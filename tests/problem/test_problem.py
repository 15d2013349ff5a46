"""A problem that has been read: which node is differentiated, and how its names are found."""

import pytest

from backprop_cli.errors import NameFault, UsageError
from backprop_cli.problem.problem import Quiz, Settings
from tests.problems import problem


def test_several_outputs_are_an_error_that_names_them_only_when_one_is_needed() -> None:
    read = problem("variables: {x: 2}\nnodes: {a: x * 2, b: x * 3}\n")
    with pytest.raises(NameFault, match="2 nodes are read by no other: a, b"):
        read.output()
    assert read.output("a") == read.find("a")


def test_settings_limit_what_arrays_and_files_may_take() -> None:
    assert Settings().max_memory == 2 * 1024**3
    assert Settings().max_size == 64 * 1024**2


@pytest.mark.parametrize(
    ("nodes", "more", "output"),
    [("y: x * z", "", "y"), ("a: x + z, b: a * 2", "", "b"), ("a: x + z, b: x * 2", "output: a", "a")],
)
def test_the_one_output(nodes: str, more: str, output: str) -> None:
    loaded = problem(f"variables: {{x: 2, z: 3}}\nnodes: {{{nodes}}}\n{more}")
    number = loaded.only_output()
    assert number is not None
    assert loaded.graph.names[number] == output


def test_several_ends_are_no_output() -> None:
    text = "variables: {x: 2, z: 3}\nnodes: {y: x * z, w: x + z}\n"
    assert problem(text).only_output() is None


def test_only_a_node_can_be_the_output() -> None:
    with pytest.raises(UsageError, match="'x' is no node"):
        problem("variables: {x: 2}\nnodes: {a: x * 2}\n").output("x")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("variables: {x: 2}\nnodes: {}\n", "there is no node to differentiate"),
        ("variables: {x: 2}\nchain: [x]\n", "the chain has no layer"),
    ],
)
def test_without_a_node_there_is_nothing_to_differentiate(text: str, message: str) -> None:
    with pytest.raises(NameFault) as found:
        problem(text).output()
    assert found.value.message == message


def test_a_name_that_there_is_not_is_answered_by_the_nearest() -> None:
    with pytest.raises(UsageError) as found:
        problem("variables: {apple: 2}\nnodes: {a: apple * 2}\n").find("appel")
    assert found.value.hint == "did you mean 'apple'?"


def test_an_empty_quiz_draws_nothing_and_leaves_what_is_asked_to_expect() -> None:
    quiz = Quiz(7, {"title": {"": "{x}"}})
    assert (quiz.numbers, quiz.asked, quiz.rejects, quiz.place, quiz.texts) == ({}, None, None, 7, {"title": {"": "{x}"}})
