"""The rule of an edge, and the values of its words: those with which the engine computes."""

import numpy as np
import pytest

from backprop_cli import engine
from backprop_cli.engine.edges import edges
from backprop_cli.engine.rules import rule_of, values_of_words
from tests.layers.words import evaluate
from tests.reporting import AFFINE, read

SOFT = "variables: {x: [[1, 2]]}\nconstants: {t: [[0.5, 0.25]]}\nnodes: {loss: 'softmax_with_loss(x, t)'}"


@pytest.mark.parametrize("text", [AFFINE, SOFT, "variables: {x: [1, -2]}\nnodes: {y: 'leaky_relu(x, slope=0.25)', z: sum(y)}"])
def test_the_rule_with_its_values_comes_to_what_is_propagated(text: str) -> None:
    graph = read(text).graph
    done = engine.differentiate(graph, engine.forward(graph), graph.sinks()[0])
    for edge in edges(done, graph.reached_from(graph.variables)):
        value = evaluate(rule_of(graph, done.values, edge.node, edge.argument), **values_of_words(graph, done.values, edge))
        np.testing.assert_allclose(value if edge.local is None else value * edge.upstream, edge.propagated, rtol=1e-12)


def test_a_group_has_no_rule() -> None:
    graph = read("variables: {x: 1}\nlayers: {mine: {inputs: [x], forward: x * 2}}\nnodes: {y: mine(x)}").graph
    assert rule_of(graph, graph.values, graph.nodes[0], 0) == ""
