"""A problem that has been read: its output, and what has none."""

import pytest

from tests.problems import problem


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
