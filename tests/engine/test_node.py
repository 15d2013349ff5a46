"""What happens at one node: what is wanted of it, single numbers among arrays, labels."""

import numpy as np
import pytest

from backprop_cli import engine
from backprop_cli.errors import ShapeError
from backprop_cli.graph import Graph
from backprop_cli.layers.arithmetic import MulLayer
from tests.problems import problem


def test_what_is_not_wanted_is_not_computed() -> None:
    class Counted(MulLayer):
        name = ""
        calls = 0

        def vjp(self, dout, out, *xs, wanted):  # type: ignore[no-untyped-def]
            Counted.calls += sum(wanted)
            return super().vjp(dout, out, *xs, wanted=wanted)

    mul = Counted()
    x, y = np.ones(3), np.full(3, 2.0)
    graph = Graph(
        ["x", "y", "p", "q"], {"x": 0, "y": 1, "p": 2, "q": 3}, (2, 0, 0), [x, y], [mul, mul], [(0, 1), (2, 1)], ["", ""], [0, 0]
    )
    graph.shapes = [(3,)] * 4
    values = engine.forward(graph)
    found = engine.backward(graph, values, 3, wanted=graph.reached_from([0]))
    assert found[1] is None
    assert found[0] is not None
    assert found[0].tolist() == [4.0, 4.0, 4.0]
    assert Counted.calls == 2  # p, and x through it; never y


def test_values_and_gradients_of_arrays_are_floats_where_they_have_no_axis() -> None:
    graph = problem("variables: {x: [1, 2], s: 2}\nnodes: {y: sum(x * s)}\n").graph
    values = engine.forward(graph)
    found = engine.backward(graph, values, len(graph.names) - 1)
    assert type(values[-1]) is float
    assert type(found[1]) is float
    assert found[1] == 3.0


def test_labels_that_are_worked_out_on_the_way_are_checked_on_the_way() -> None:
    graph = problem("variables: {x: [[1, 2, 3]]}\nconstants: {k: [2]}\nnodes: {t: k + 3, L: 'softmax_with_loss(x, t)'}\n").graph
    with pytest.raises(ShapeError, match=r"label 5 at index \[0\] is outside 0..2") as found:
        engine.forward(graph)
    assert found.value.node == graph.number("L")
