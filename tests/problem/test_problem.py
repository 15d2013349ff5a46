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
