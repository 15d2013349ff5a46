"""Ways: as many as the dynamic programme says, each walked once, on graphs of every shape."""

from collections.abc import Iterator
from math import prod
from random import Random
from time import perf_counter

import pytest

from backprop_cli.engine import Pass
from backprop_cli.engine.edges import local_gradients
from backprop_cli.engine.ways import Way, Ways, power_of_ten
from backprop_cli.graph import Graph
from backprop_cli.problem.solve import solve
from tests.problems import problem

OPERATIONS = ("{a} + {b}", "{a} * {b}", "{a} - {b}", "sin({a})", "{a} * {a}", "maximum({a}, {b})", "{a} * 2", "exp({a} * 0.1)")


def random_text(seed: int) -> str:
    """A graph of single numbers, in which names are read up to several times."""
    draw = Random(seed)
    names = [f"x{index}" for index in range(draw.randint(1, 3))]
    lines = [f"variables: {{{', '.join(f'{name}: {draw.uniform(-1.5, 1.5):.3f}' for name in names)}}}", "nodes:"]
    for index in range(draw.randint(1, 9)):
        a, b = draw.choice(names), draw.choice(names[-4:])
        lines.append(f"  n{index}: {draw.choice(OPERATIONS).format(a=a, b=b)}")
        names.append(f"n{index}")
    return "\n".join([*lines, f"output: {names[-1]}"]) + "\n"


def solved(text: str) -> Pass:
    return solve(problem(text))


def by_brute_force(graph: Graph, start: int, output: int) -> Iterator[Way]:
    """Recursion from the output back: written another way than the module that it holds to account."""
    if start == output:
        yield ()
    elif graph.is_node(output):
        for argument, source in enumerate(graph.sources(output)):
            for way in by_brute_force(graph, start, source):
                yield (*way, (output, argument))


def factor(done: Pass, node: int, argument: int) -> float:
    graph = done.graph
    xs = [done.values[source] for source in graph.sources(node)]
    local = local_gradients(graph.layer(node), done.values[node], xs)[argument]
    assert isinstance(local, float)
    return local


@pytest.mark.parametrize("seed", range(200))
def test_ways_are_counted_and_walked_and_their_products_add_to_the_gradient(seed: int) -> None:
    done = solved(random_text(seed))
    graph, ways = done.graph, Ways(done.graph, done.output)
    for number in (*graph.variables, *graph.nodes):
        walked = list(ways.walk(number))
        assert len(walked) == ways.counts[number]
        assert sorted(walked) == sorted(by_brute_force(graph, number, done.output))
        products = [prod(factor(done, *reading) for reading in way) for way in walked]
        gradient = done.gradients[number]
        assert sum(products) == pytest.approx(gradient, rel=1e-12, abs=1e-12 * sum(map(abs, products)))


def doublings(count: int) -> str:
    lines = "".join(f"  x{index + 1}: x{index} + x{index}\n" for index in range(count))
    return f"variables: {{x0: 0.5}}\nnodes:\n{lines}"


def test_more_ways_than_can_be_walked_are_counted_at_once() -> None:
    graph = problem(doublings(2000)).graph
    start = perf_counter()
    ways = Ways(graph, graph.nodes[-1])
    assert ways.counts[0] == 2**2000
    first = next(ways.walk(0))
    assert (len(first), first[0], first[-1]) == (2000, (graph.nodes[0], 0), (graph.nodes[-1], 0))
    assert perf_counter() - start < 5


def test_readers_stand_in_running_order_and_inputs_in_theirs() -> None:
    graph = problem("variables: {x: 4}\nnodes: {square: x * x, triple: 3 * x, y: square + triple}\n").graph
    square, triple, y = graph.nodes
    walked = list(Ways(graph, y).walk(0))
    assert walked == [((square, 0), (y, 0)), ((square, 1), (y, 0)), ((triple, 1), (y, 1))]
    assert Ways(graph, y).between(0) == [square, triple, y]
    assert Ways(graph, square).between(0) == [square]
    assert list(Ways(graph, y).walk(y)) == [()]
    assert list(Ways(graph, square).walk(triple)) == []


def test_constants_and_literals_are_on_no_way() -> None:
    graph = problem("variables: {x: 4}\nconstants: {c: 2}\nnodes: {a: x * c, y: a + 3}\n").graph
    ways = Ways(graph, graph.nodes[-1])
    assert [way for number in graph.variables for way in ways.walk(number)] == [((graph.nodes[0], 0), (graph.nodes[1], 0))]


def test_a_way_without_a_gradient_is_none() -> None:
    graph = problem("variables: {x: 4}\nnodes: {big: x > 0, y: 'where(big, x, 0)'}\n").graph
    big, y = graph.nodes
    ways = Ways(graph, y, lambda node, argument: (node, argument) != (y, 0))
    assert (ways.counts[0], list(ways.walk(0)), ways.between(0)) == (1, [((y, 1),)], [y])
    assert ways.counts[big] == 0


def test_powers_of_ten() -> None:
    assert power_of_ten(10**20 - 1) is None
    assert power_of_ten(10**20) == 20
    assert power_of_ten(2**10_000) == 3010
