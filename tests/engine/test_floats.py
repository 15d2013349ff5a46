"""Graphs of single numbers go a way of their own, to the same numbers."""

import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backprop_cli import engine
from backprop_cli.errors import GradientError
from backprop_cli.graph import Graph
from backprop_cli.layers.arithmetic import MulLayer
from backprop_cli.layers.base import SHELF
from tests.problems import problem

SPECIAL = st.sampled_from([0.0, -0.0, 1.0, -2.5, 1e308, 5e-324, math.inf, -math.inf, math.nan]) | st.floats()
LINES = st.lists(
    st.tuples(st.sampled_from("+ * - / exp relu where".split()), *[st.integers(0, 10**6)] * 3), min_size=1, max_size=30
)


def scalar_graph(lines: list[tuple[str, int, int, int]], values: list[float]) -> Graph:
    """A graph of floats: each line reads any earlier values."""
    names, layers, inputs = [f"x{i}" for i in range(len(values))], [], []
    for sign, *picks in lines:
        layer = next(cls for cls in SHELF.values() if sign in (cls.operator, cls.name))()
        layers.append(layer)
        inputs.append(tuple(pick % len(names) for pick in picks[: len(layer.inputs)]))
        names.append(f"n{len(names)}")
    texts, places = [""] * len(layers), [0] * len(layers)
    graph = Graph(names, {}, (len(values) - 2, 1, 1), list(values), layers, inputs, texts, places)
    graph.scalar = True
    return graph


@given(LINES, st.lists(SPECIAL, min_size=3, max_size=5), st.integers(0, 10**6), SPECIAL, st.data())
def test_floats_go_the_fast_way_to_what_the_layers_say(
    lines: list[tuple[str, int, int, int]], inputs: list[float], pick: int, upstream: float, data: st.DataObject
) -> None:
    """Sums and products are spelt out for floats: bit for bit what every layer's own rule gives, one node at a time."""
    graph = scalar_graph(lines, inputs)
    output = graph.nodes[pick % len(graph.nodes)]
    wanted = graph.reached_from(data.draw(st.lists(st.sampled_from([*graph.variables, *graph.nodes]), min_size=1)))
    values = engine.forward(graph)
    assert list(map(repr, values)) == list(map(repr, engine.run_layers(graph, list(graph.values))))
    for flags in (wanted, graph.all_but_constants()):
        slow: list[float | None] = [None] * len(graph.names)
        slow[output] = upstream
        engine.backward_arrays(graph, values, output, slow, flags)
        fast = engine.backward(graph, values, output, upstream, flags)
        assert list(map(repr, fast)) == list(map(repr, slow))


def test_the_node_whose_rule_cannot_be_run_is_known_wherever_it_stands() -> None:
    class Refusing(MulLayer):
        name, multiplies = "", False

        def vjp(self, *_, **__):  # type: ignore[no-untyped-def]
            raise GradientError("no")

    for before, after in itertools.product(range(3), range(3)):
        layers = [MulLayer()] * before + [Refusing()] + [MulLayer()] * after
        steps = list(range(len(layers)))
        names, texts = [str(i) for i in range(len(layers) + 1)], [""] * len(layers)
        graph = Graph(names, {}, (1, 0, 0), [2.0], list(layers), [(step, step) for step in steps], texts, steps)
        graph.scalar = True
        for output in range(before + 1, len(names)):
            with pytest.raises(GradientError) as caught:
                engine.backward(graph, engine.forward(graph), output)
            assert caught.value.node == before + 1


def test_the_first_of_all_numbers_may_be_the_one_that_is_not_wanted() -> None:
    graph = problem("variables: {x: 3, y: 5}\nnodes: {p: x * y}\n").graph
    values = engine.forward(graph)
    assert engine.backward(graph, values, 2, wanted=graph.reached_from([1])) == [None, 3.0, 1.0]


def test_what_is_not_wanted_has_no_gradient_however_many_stand_together() -> None:
    graph = problem("variables: {a: 2, b: 3, c: 5, d: 7}\nnodes: {p: a * b, q: c * d, r: p + q}\n").graph
    values = engine.forward(graph)
    for number, found in ((0, [3.0, None, None, None]), (2, [None, None, 7.0, None]), (3, [None, None, None, 5.0])):
        assert engine.backward(graph, values, 6, wanted=graph.reached_from([number]))[:4] == found
