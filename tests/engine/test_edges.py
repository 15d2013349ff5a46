"""The arrows of a backward pass: local, upstream and propagated gradients, and the axes that were summed over."""

import numpy as np

from backprop_cli import engine
from backprop_cli.engine.edges import edges
from tests.problems import problem


def test_edges_tell_local_upstream_and_propagated() -> None:
    graph = problem("variables: {apple: 100, apple_num: 2, tax: 1.1}\nnodes: {ap: apple * apple_num, price: ap * tax}\n").graph
    values = engine.forward(graph)
    done = engine.differentiate(graph, values, 4)
    rows = [
        (graph.names[edge.node], graph.names[edge.source], edge.local, edge.upstream, edge.propagated)
        for edge in edges(done, graph.reached_from(graph.variables))
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
    done = engine.differentiate(graph, values, len(graph.names) - 1)
    summed = {
        graph.names[edge.source]: (edge.summed, np.shape(edge.propagated))
        for edge in edges(done, graph.reached_from(graph.variables))
    }
    assert summed["b"] == ((0,), (3,))
    assert summed["c"] == ((1,), (2, 1))
    assert summed["s"] == ((0, 1), ())
    assert summed["x"] == ((), (2, 3))


def test_the_local_gradient_of_an_edge_is_of_its_nodes_shape() -> None:
    graph = problem("variables: {x: [[1, 2, 3], [4, 5, 6]], b: [1, 2, 3], s: 2}\nnodes: {y: (x + b) * s}\n").graph
    values = engine.forward(graph)
    last = len(graph.names) - 1
    done = engine.differentiate(graph, values, last)
    arrows = edges(done, graph.reached_from(graph.variables))
    local = {graph.names[edge.source]: edge.local for edge in arrows}
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
        arrows = edges(engine.differentiate(graph, values, output), graph.reached_from([0, 1]))
        assert [edge.local for edge in arrows if edge.node != output] == local


def test_an_edge_of_a_product_of_matrices_has_neither_local_gradient_nor_summed_axes() -> None:
    graph = problem("variables: {x: [[[1, 2]], [[3, 4]]], w: [[1, 1], [2, 2]]}\nnodes: {y: x @ w}\n").graph
    values = engine.forward(graph)
    done = engine.differentiate(graph, values, 2)
    arrows = list(edges(done, graph.reached_from(graph.variables)))
    assert [(edge.source, edge.local, edge.summed) for edge in arrows] == [(0, None, ()), (1, None, ())]
    np.testing.assert_array_equal(arrows[1].propagated, [[4.0, 4.0], [6.0, 6.0]])
