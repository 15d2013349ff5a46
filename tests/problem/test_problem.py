"""A problem that has been read: which node is differentiated, and how its names are found."""

import pytest

from backprop_cli.errors import NameFault
from backprop_cli.problem.problem import Settings
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
