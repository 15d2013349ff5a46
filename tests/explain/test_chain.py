"""The chain of a gradient: which ways are listed, in which order, and which factors there are."""

from math import prod

import pytest

from backprop_cli.explain.chain import MOST_WAYS, ChainRule, chains_of
from backprop_cli.problem.solve import solve
from tests.engine.test_ways import random_text
from tests.problems import problem


def chain(text: str, name: str) -> ChainRule:
    read = problem(text)
    (found,) = chains_of(solve(read), [read.find(name)])
    return found


FAN_OUT = "variables: {x: 4}\nnodes: {square: x * x, triple: 3 * x, y: square + triple}\n"


def test_ways_stand_by_what_they_bring() -> None:
    found = chain("variables: {x: 2}\nnodes: {a: 3 * x, b: -5 * x, c: x * 1, y: (a + b) + c}\n", "x")
    assert found.ways is not None
    assert [way.product for way in found.ways] == [-5.0, 3.0, 1.0]


@pytest.mark.parametrize("seed", range(0, 200, 4))
def test_products_are_upstream_times_factors_and_add_to_the_gradient(seed: int) -> None:
    read = problem(random_text(seed))
    done = solve(read, upstream=1.5)
    for one in chains_of(done, [*read.graph.variables]):
        if one.ways is None:
            assert one.total == 0 or one.total > MOST_WAYS
            continue
        assert len(one.ways) == one.total
        products = [1.5 * prod(float(edge.local) for edge in way.edges) for way in one.ways]
        assert [way.product for way in one.ways] == pytest.approx(products, rel=1e-12)
        gradient = done.gradients[one.number]
        assert sum(products) == pytest.approx(gradient, rel=1e-12, abs=1e-12 * sum(map(abs, products)))


@pytest.mark.parametrize(("sum_of", "listed"), [(5, True), (6, False)])
def test_twenty_ways_are_listed_and_more_are_not(sum_of: int, listed: bool) -> None:
    found = chain(f"variables: {{x: 2}}\nnodes: {{u: x * x, v: u * u, y: {' + '.join(['v'] * sum_of)}}}\n", "x")
    assert found.total == 4 * sum_of
    assert (found.ways is not None) == listed


def test_edges_stand_right_to_left_and_level_ones_in_running_order() -> None:
    read = problem(FAN_OUT)
    (found,) = chains_of(solve(read), [0])
    names = [(read.graph.names[edge.node], edge.argument) for edge in found.edges]
    assert names == [("y", 0), ("y", 1), ("square", 0), ("square", 1), ("triple", 1)]
    assert [read.graph.names[number] for number in found.readings()] == ["y", "square", "triple", "x"]


OWN = """\
layers:
  mine: {inputs: [x], forward: 1 / (1 + exp(-x)), backward: {x: dout * out * (1 - out)}}
  squared: {inputs: [x], forward: x * x, backward: {x: dout * dout * 2 * x}}
  bounded: {inputs: [x], forward: x * x, backward: {x: "minimum(dout, 3) * 2 * x"}}
  group: {inputs: [x], forward: x * x}
variables: {x: 0.5}
nodes: {y: LAYER(x), z: y * 8}
"""


@pytest.mark.parametrize(("layer", "local"), [("mine", 0.2350037122015945), ("group", 1.0), ("squared", None), ("bounded", None)])
def test_a_problems_own_rule_is_a_factor_where_it_is_linear(layer: str, local: float | None) -> None:
    """`bounded` gives twice as much for dout = 2 as for 1, and yet not what came back for dout = 8."""
    found = chain(OWN.replace("LAYER", layer), "x")
    assert found.edges[-1].local == (None if local is None else pytest.approx(local))
    assert (found.ways is None) == (local is None)


def test_nothing_comes_through_a_choice_that_fell_elsewhere() -> None:
    found = chain("variables: {x: 0, a: 1}\nnodes: {b: 'where(a > 0, 2, x)', y: log(b - 2)}\n", "x")
    assert found.ways is not None
    assert [way.product for way in found.ways] == [0.0]


def test_arrays_are_explained_node_by_node() -> None:
    found = chain("variables: {x: [1, 2]}\nnodes: {y: sum(x * x)}\n", "x")
    assert (found.scalar, found.ways, found.total) == (False, None, 2)


def test_no_way_and_the_output_itself() -> None:
    assert chain("variables: {x: 1, w: 2}\nnodes: {y: x * 2, z: w * 2}\noutput: y\n", "w")[1:4] == (0, (), [])
    itself = chain(FAN_OUT, "y")
    assert (itself.total, itself.way, itself.edges) == (1, (), [])


def test_a_rule_that_is_not_linear_is_no_factor_even_where_1_comes_in() -> None:
    found = chain(OWN.replace("LAYER", "squared").replace(", z: y * 8", ""), "x")
    assert (found.edges[0].local, found.ways) == (None, None)
