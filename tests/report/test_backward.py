"""The report of a backward pass for machines: which edges it holds, and that gradients are their sums."""

import math
from typing import Any

import numpy as np
import pytest

from backprop_cli.problem.solve import solve
from backprop_cli.report import asked
from backprop_cli.report.asked import Asked
from backprop_cli.report.backward import BackwardReport
from tests.reporting import AFFINE, APPLE, FAN_OUT, backward_of


def test_the_apple_problem_for_machines() -> None:
    entries = dict(backward_of(APPLE).entries())
    assert list(entries) == ["schema", "command", "problem", "output", "value", "upstream", "gradients", "nodes", "edges"]
    assert dict(entries["gradients"].items) == {"apple": 2.2, "apple_num": 110.00000000000001, "tax": 200.0}
    assert list(entries["nodes"]) == [
        {"name": "apple_price", "layer": "mul", "value": 200.0, "gradient": 1.1},
        {"name": "price", "layer": "mul", "value": 220.00000000000003, "gradient": 1.0},
    ]
    edges = [tuple(edge.values()) for edge in entries["edges"]]
    assert edges == [
        ("price", "mul", "apple_price", "x", "tax", 1.1, 1.0, 1.1),
        ("price", "mul", "tax", "y", "apple_price", 200.0, 1.0, 200.0),
        ("apple_price", "mul", "apple", "x", "apple_num", 2.0, 1.1, 2.2),
        ("apple_price", "mul", "apple_num", "y", "apple", 100.0, 1.1, 110.00000000000001),
    ]


def test_only_edges_between_what_is_asked_and_the_output() -> None:
    edges = list(backward_of(APPLE, wrt=["tax"]).lines())
    assert [edge["input"] for edge in edges] == ["tax"]
    edges = list(backward_of(APPLE, wrt=["apple_price"]).lines())
    assert [edge["input"] for edge in edges] == ["apple_price"]


def test_no_edges_from_constants_literals_or_beside_the_way() -> None:
    text = "variables: {x: 2}\nconstants: {c: 3}\nnodes: {k: c * 2, y: x * k + 1, beside: x * 5, z: y * c}\noutput: z"
    edges = [(edge["node"], edge["input"]) for edge in backward_of(text).lines()]
    assert edges == [("z", "y"), ("y", "y.1"), ("y.1", "x")]


def test_mixing_layers_have_no_local_gradient() -> None:
    edges = {edge["argument"]: edge for edge in backward_of(AFFINE).lines()}
    assert [edge["local"] for edge in edges.values()] == [None] * 3
    assert [edge["rule"] for edge in edges.values()] == ["dout @ W.T", "X.T @ dout", "sum(dout, axis=0)"]
    assert edges["b"]["propagated"] == [5.0, 7.0, 9.0]


@pytest.mark.parametrize(
    "text", [APPLE, FAN_OUT, AFFINE, "variables: {x: [1, 2], y: [[1, 2], [3, 4]]}\nnodes: {z: sum(x * y + x)}"]
)
def test_gradients_are_the_sums_of_what_is_propagated(text: str) -> None:
    report = backward_of(text)
    sums: dict[str, Any] = {}
    for edge in report.lines():
        sums[edge["input"]] = sums.get(edge["input"], 0.0) + np.array(edge["propagated"])
    for name, gradient in dict(dict(report.entries())["gradients"].items).items():
        np.testing.assert_allclose(sums[name], gradient, rtol=1e-12)


def test_local_has_the_nodes_shape_and_propagated_the_inputs() -> None:
    edges = {edge["input"]: edge for edge in backward_of("variables: {x: 2, y: [[1, 2], [3, 4]]}\nnodes: {z: x * y}").lines()}
    assert edges["x"]["local"] == [[1.0, 2.0], [3.0, 4.0]]
    assert edges["x"]["propagated"] == 10.0
    assert edges["y"]["local"] == edges["y"]["propagated"] == [[2.0, 2.0], [2.0, 2.0]]


def test_zeros_and_no_gradient_at_all() -> None:
    text = "variables: {x: 2, far: [1, 2], c: 1}\nnodes: {y: 'where(c > 0, x, 0)', beside: far * 2}\noutput: y"
    report = backward_of(text)
    assert list(report.values()) == [1.0, [0.0, 0.0], None]
    gradients = {node["name"]: node["gradient"] for node in dict(report.entries())["nodes"]}
    assert gradients == {"y.1": None, "y": 1.0, "beside": [0.0, 0.0]}
    assert [value for _, value in report.pasted().values][2] is None


def test_one_entry_of_an_array() -> None:
    report = backward_of(AFFINE, wrt=[Asked("W[1,2]", 1, (1, 2)), "b"])
    assert list(report.values()) == [12.0, [5.0, 7.0, 9.0]]
    assert next(iter(report.records())) == ("W[1,2]", 2.0, 12.0)
    pasted = report.pasted()
    assert [name for name, _ in pasted.values] == ["b"]
    assert pasted.left_out == [("W[1,2]", "is one entry")]


def test_values_never_meet_an_edge(monkeypatch: pytest.MonkeyPatch) -> None:
    def edges(*_: Any) -> None:
        raise AssertionError("an edge was worked out")

    report = backward_of(APPLE)
    monkeypatch.setattr(asked, "edges", edges)
    assert list(report.values()) == [2.2, 110.00000000000001, 200.0]
    assert len(list(report.records())) == 3


def test_gradients_of_a_pass_for_less_than_all_names() -> None:
    """What the pass was not asked for is None; edges follow the asked names alone."""
    full = backward_of(APPLE)
    assert isinstance(full, BackwardReport)
    part = BackwardReport(full.problem, solve(full.problem, wrt=[0]), [Asked("apple", 0)])
    assert part.done.gradients[1] is None
    assert [edge["input"] for edge in part.lines()] == ["apple_price", "apple"]


def test_infinite_and_undefined_values_have_their_names() -> None:
    report = backward_of("variables: {x: 0}\nnodes: {y: log(x)}")
    entries = dict(report.entries())
    assert entries["value"] == "-inf"
    assert list(report.values()) == ["inf"]
    assert math.isinf(report.done.gradients[0])  # type: ignore[attr-defined]
