"""Whether a hand-in computes with the key's numbers."""

import pytest

from backprop_cli.source.places import Source
from backprop_cli.teach.other_numbers import has_other_numbers
from tests.problems import problem_of_bytes

PROBLEM = problem_of_bytes(
    "variables: {x: 3, y: 0.1, W: [[1, 2]]}\nconstants: {n: 2}\nnodes: {z: x * y * n, v: W * z}\noutput: z\n"
)
VALUES = [3.0, 0.1, PROBLEM.graph.values[2], 2.0]


def other(text: str, json: bool = False) -> bool:
    return has_other_numbers(Source("p1", text, json), PROBLEM.graph, VALUES)


@pytest.mark.parametrize(
    ("text", "differs"),
    [
        ("variables:\n  x: 3\n  y: 1e-1\n", False), ("variables:\n  x: 4\n  y: 0.1\n", True), ("variables: {x: 3.0, W: [[1, 2]]}\n", False),
        ("variables: {W: [[1, 3]]}\n", True), ("variables: {W: [1, 2]}\n", True), ("constants:\n  n: 3\n", True),
        ("variables:\n  x: {value: 3, unit: won}\n", False), ("variables:\n  x: {file: x.csv}\n", False), ("variables:\n  a: 7\n", False),
        ("variables: [\n", False), ("variables:\n  x: about 3\n", False), ("", False), ("variables:\n\n  x: 3\n\n  y: 0.2\n", True),
        ("variables:\n  z: 1\n", False),
    ],
)  # fmt: skip
def test_only_a_number_that_is_there_and_differs_says_so(text: str, differs: bool) -> None:
    assert other(text) is differs


def test_json() -> None:
    assert other('{"variables": {"x": 4}}', json=True)
    assert not other('{"variables": {"x": 3}}', json=True)
    assert not other("{", json=True)
