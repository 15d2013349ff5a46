"""The order of a graph, its circles, and who reaches whom."""

from hypothesis import given
from hypothesis import strategies as st

from backprop_cli.graph import Graph, a_cycle, running_order, stays_scalar, tell_constants
from backprop_cli.layers.arithmetic import AddLayer, MulLayer

DEPENDENCIES = st.integers(1, 12).flatmap(
    lambda size: st.lists(st.lists(st.integers(0, size - 1), max_size=3), min_size=size, max_size=size)
)


def depends_on_itself(dependencies: list[list[int]], node: int) -> bool:
    seen, stack = set(), list(dependencies[node])
    while stack:
        other = stack.pop()
        if other == node:
            return True
        if other not in seen:
            seen.add(other)
            stack += dependencies[other]
    return False


@given(DEPENDENCIES)
def test_an_order_has_every_dependency_before_its_reader_and_leaves_out_circles_alone(dependencies: list[list[int]]) -> None:
    order = running_order(dependencies)
    position = {node: index for index, node in enumerate(order)}
    for node in order:
        assert all(position[read] < position[node] for read in dependencies[node])
    left = set(range(len(dependencies))) - set(order)
    assert bool(left) == any(depends_on_itself(dependencies, node) for node in range(len(dependencies)))
    if left:
        cycle = a_cycle(dependencies, order)
        assert all(after in dependencies[before] for before, after in zip(cycle, [*cycle[1:], cycle[0]], strict=True))


@given(DEPENDENCIES)
def test_of_the_ready_nodes_the_first_runs_first(dependencies: list[list[int]]) -> None:
    order = running_order(dependencies)
    done: set[int] = set()
    for node in order:
        ready = [other for other in range(len(dependencies)) if other not in done and set(dependencies[other]) <= done]
        assert node == min(ready)
        done.add(node)


def test_an_order_of_a_hundred_thousand_nodes_needs_no_recursion() -> None:
    size = 100_000
    assert running_order([[node + 1] for node in range(size - 1)] + [[]]) == list(range(size - 1, -1, -1))


def diamond() -> Graph:
    """p = a * b; q = p + a; r = b * b (a sink of its own)."""
    mul, add = MulLayer(), AddLayer()
    names = ["a", "b", "p", "q", "r"]
    numbers = {name: number for number, name in enumerate(names)}
    return Graph(
        names, numbers, (2, 0, 0), [2.0, 3.0], [mul, add, mul], [(0, 1), (2, 0), (1, 1)], ["a * b", "p + a", "b * b"], [0, 0, 0]
    )


def test_ranges_sinks_and_reach() -> None:
    graph = diamond()
    assert list(graph.variables) == [0, 1]
    assert list(graph.nodes) == [2, 3, 4]
    assert graph.sinks() == [3, 4]
    assert list(graph.reached_from([0])) == [1, 0, 1, 1, 0]
    assert list(graph.reaching(3)) == [1, 1, 1, 1, 0]
    assert stays_scalar(graph)


class Knowing(MulLayer):
    """A layer that wants to know which of its inputs are constants."""

    name = ""
    fixed: frozenset[int] | None = None

    def knowing(self, fixed: frozenset[int]) -> "Knowing":
        told = Knowing()
        told.fixed = fixed
        return told


def test_a_layer_is_told_its_constants_and_literals_and_is_shared_where_these_are_the_same() -> None:
    layer = Knowing()
    sources = [(0, 1), (0, 2), (3, 1), (0, 0)]  # x variable, k constant, 2 literal, then nodes
    names = ["x", "k", "2", "a", "b", "c", "d"]
    graph = Graph(names, {}, (1, 1, 1), [1.0, 2.0, 2.0], [layer] * 4, sources, [""] * 4, [0] * 4)
    tell_constants(graph)
    assert [told.fixed for told in graph.layers] == [{1}, {1}, {1}, set()]  # type: ignore[attr-defined]
    assert graph.layers[0] is graph.layers[1] is graph.layers[2]
