"""The two passes over a graph: closed forms, fan-out, upstream, what is wanted, and layers that are used twice."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backprop_cli import engine
from backprop_cli.errors import GradientError, ShapeError
from backprop_cli.graph import Graph
from backprop_cli.layers.arithmetic import MulLayer
from backprop_cli.layers.base import SHELF
from tests.problem.solving import gradients, problem


def test_one_layer_object_at_two_nodes_keeps_them_apart() -> None:
    """With the notes' layers, which remember their inputs, d(x·y + z·z)/d… comes out wrong: 25 where 15 is true."""
    found = gradients("variables: {x: 3, y: 5}\nnodes: {a: x * y, b: a * a, c: b * y}\noutput: c\n")
    assert found["x"] == 2 * 15 * 5 * 5
    assert found["y"] == 2 * 15 * 3 * 5 + 15 * 15


def test_two_passes_over_one_graph_do_not_disturb_each_other() -> None:
    graph = problem("variables: {x: 3, y: 5}\nnodes: {a: x * y, b: a * a}\n").graph
    first = engine.forward(graph)
    second = engine.forward(graph, [10.0, 1.0])
    one, two = engine.backward(graph, first, 3), engine.backward(graph, second, 3)
    assert one[:2] == [2 * 15 * 5, 2 * 15 * 3]
    assert two[:2] == [2 * 10 * 1, 2 * 10 * 10]
    assert graph.values == [3.0, 5.0]


def test_a_doubling_chain_sums_its_two_to_the_sixtieth_paths() -> None:
    lines = "".join(f"  d{step}: {f'd{step - 1}' if step else 'x'} + {f'd{step - 1}' if step else 'x'}\n" for step in range(60))
    assert gradients(f"variables: {{x: 1}}\nnodes:\n{lines}")["x"] == 2.0**60


def test_upstream_is_the_gradient_of_the_output_itself() -> None:
    graph = problem("variables: {x: 3}\nnodes: {y: x * x}\n").graph
    values = engine.forward(graph)
    assert engine.backward(graph, values, 1, 1.3) == [1.3 * 3 + 1.3 * 3, 1.3]


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


def test_edges_tell_local_upstream_and_propagated() -> None:
    graph = problem("variables: {apple: 100, apple_num: 2, tax: 1.1}\nnodes: {ap: apple * apple_num, price: ap * tax}\n").graph
    values = engine.forward(graph)
    found = engine.backward(graph, values, 4)
    rows = [
        (graph.names[edge.node], graph.names[edge.source], edge.local, edge.upstream, edge.propagated)
        for edge in engine.edges(graph, values, found, 4, graph.reached_from(graph.variables))
    ]
    assert rows == [
        ("price", "ap", 1.1, 1.0, 1.1),
        ("price", "tax", 200.0, 1.0, 200.0),
        ("ap", "apple", 2.0, 1.1, 2.2),
        ("ap", "apple_num", 100.0, 1.1, 110.00000000000001),
    ]


def test_an_edge_names_the_axes_over_which_it_was_summed() -> None:
    graph = problem(
        "variables: {x: [[1, 2, 3], [4, 5, 6]], b: [1, 2, 3], c: [[1], [2]], s: 2}\nnodes: {y: ((x + b) * c) * s}\n"
    ).graph
    values = engine.forward(graph)
    found = engine.backward(graph, values, len(graph.names) - 1)
    summed = {
        graph.names[edge.source]: (edge.summed, np.shape(edge.propagated))
        for edge in engine.edges(graph, values, found, len(graph.names) - 1, graph.reached_from(graph.variables))
    }
    assert summed["b"] == ((0,), (3,))
    assert summed["c"] == ((1,), (2, 1))
    assert summed["s"] == ((0, 1), ())
    assert summed["x"] == ((), (2, 3))


def test_the_first_value_that_is_not_finite() -> None:
    graph = problem("variables: {x: 1000}\nnodes: {a: x * 2, b: exp(a), c: b * 2}\n").graph
    values = engine.forward(graph)
    first = engine.first_nonfinite(graph, values)
    assert first is not None
    assert graph.names[first] == "b"
    assert math.isinf(values[first])


@pytest.mark.parametrize("shape", ["2", "[1, 2]"])
def test_settled_gradients_are_zeros_where_nothing_is_reached(shape: str) -> None:
    found = gradients(f"variables: {{x: 2, u: {shape}}}\nnodes: {{y: x * x, z: u * 2}}\noutput: y\n")
    assert np.all(np.asarray(found["u"]) == 0.0)
    assert np.shape(found["z"]) == np.shape(found["u"])


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
    assert list(map(repr, values)) == list(map(repr, engine.run(graph, list(graph.values))))
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


def test_labels_that_are_worked_out_on_the_way_are_checked_on_the_way() -> None:
    graph = problem("variables: {x: [[1, 2, 3]]}\nconstants: {k: [2]}\nnodes: {t: k + 3, L: 'softmax_with_loss(x, t)'}\n").graph
    with pytest.raises(ShapeError, match=r"label 5 at index \[0\] is outside 0..2") as found:
        engine.forward(graph)
    assert found.value.node == graph.number("L")


@pytest.mark.parametrize(("x", "shape"), [("3", ()), ("[3, 3]", (2,))])
def test_the_output_keeps_its_own_gradient_where_nothing_that_is_wanted_reaches_it(x: str, shape: tuple[int, ...]) -> None:
    graph = problem(f"variables: {{x: {x}, y: 5}}\nnodes: {{p: x * x}}\n").graph
    found = engine.backward(graph, engine.forward(graph), 2, wanted=graph.reached_from([1]))
    assert found[:2] == [None, None]
    np.testing.assert_array_equal(found[2], np.ones(shape))


def test_what_is_not_wanted_has_no_gradient_however_many_stand_together() -> None:
    graph = problem("variables: {a: 2, b: 3, c: 5, d: 7}\nnodes: {p: a * b, q: c * d, r: p + q}\n").graph
    values = engine.forward(graph)
    for number, found in ((0, [3.0, None, None, None]), (2, [None, None, 7.0, None]), (3, [None, None, None, 5.0])):
        assert engine.backward(graph, values, 6, wanted=graph.reached_from([number]))[:4] == found


def test_the_local_gradient_of_an_edge_is_of_its_nodes_shape() -> None:
    graph = problem("variables: {x: [[1, 2, 3], [4, 5, 6]], b: [1, 2, 3], s: 2}\nnodes: {y: (x + b) * s}\n").graph
    values = engine.forward(graph)
    last = len(graph.names) - 1
    found = engine.backward(graph, values, last)
    edges = engine.edges(graph, values, found, last, graph.reached_from(graph.variables))
    local = {graph.names[edge.source]: edge.local for edge in edges}
    for name, expected in {
        "x": np.ones((2, 3)),
        "b": np.ones((2, 3)),
        "y.1": np.full((2, 3), 2.0),
        "s": [[2, 4, 6], [5, 7, 9]],
    }.items():
        assert local[name].shape == (2, 3)
        np.testing.assert_array_equal(local[name], expected)


def test_a_group_of_single_numbers_has_a_local_gradient_and_one_of_arrays_has_none() -> None:
    group = "layers: {s: {inputs: [a, b], forward: 'sum(a * a) * b'}}\nnodes: {y: 's(x, w)', z: y * 5}"
    for x, local in (("3", [6.0, 9.0]), ("[3, 1]", [None, None])):
        graph = problem(f"variables: {{x: {x}, w: 1}}\n{group}").graph
        values = engine.forward(graph)
        output = graph.number("z")
        assert output is not None
        edges = engine.edges(graph, values, engine.backward(graph, values, output), output, graph.reached_from([0, 1]))
        assert [edge.local for edge in edges if edge.node != output] == local


def test_an_edge_of_a_product_of_matrices_has_neither_local_gradient_nor_summed_axes() -> None:
    graph = problem("variables: {x: [[[1, 2]], [[3, 4]]], w: [[1, 1], [2, 2]]}\nnodes: {y: x @ w}\n").graph
    values = engine.forward(graph)
    found = engine.backward(graph, values, 2)
    edges = list(engine.edges(graph, values, found, 2, graph.reached_from(graph.variables)))
    assert [(edge.source, edge.local, edge.summed) for edge in edges] == [(0, None, ()), (1, None, ())]
    np.testing.assert_array_equal(edges[1].propagated, [[4.0, 4.0], [6.0, 6.0]])
