"""The chain rule of one gradient: the ways from a name to the output with the local gradients along them, or, where these are too
many or mix entries, what each node on the ways sends back.

report/explain.py asks for it, and writes it in words.
"""

from collections.abc import Iterable, Sequence
from math import isclose
from typing import NamedTuple

from backprop_cli.engine import Pass
from backprop_cli.engine.edges import Edge, edges
from backprop_cli.engine.rules import rule_of
from backprop_cli.engine.ways import Reading, Ways
from backprop_cli.layers import maths
from backprop_cli.layers.maths import Value

MOST_WAYS = 20  # so many are listed; of more they are only counted
SAME = 1e-12  # relative: what rounding does to a rule that is linear


class WayTaken(NamedTuple):
    """One way: its edges in the order of the backward pass, the output's first, and upstream × their local gradients."""

    edges: tuple[Edge, ...]
    product: Value


class ChainRule(NamedTuple):
    """How one name's gradient comes about.

    number: of the name. total: how many ways lead to the output. way: the only one, from the name on, or (). edges: all that lie on
    a way, right to left, of nodes equally far from the output the first one first; `local` is the factor, and None where there is
    none: the node mixes entries, or its rule is not linear or said in no words. scalar: no array lies on a way. ways: each of them,
    the largest contribution first; None where they are explained node by node.
    """

    number: int
    total: int
    way: tuple[Reading, ...]
    edges: list[Edge]
    scalar: bool
    ways: list[WayTaken] | None

    def readings(self) -> dict[int, list[Edge]]:
        """For each node on the ways, right to left, and the name at the end, the edges along which it gets its gradient."""
        found: dict[int, list[Edge]] = {number: [] for number in (*(edge.node for edge in self.edges), self.number)}
        for edge in self.edges:
            found[edge.source].append(edge)
        return found


def chains_of(done: Pass, numbers: Sequence[int]) -> Iterable[ChainRule]:
    """The chain of each name, one after the other. The pass must hold the gradients of all that lies between."""
    known = {(edge.node, edge.argument): edge for edge in edges(done, done.graph.reached_from(numbers))}
    ways = Ways(done.graph, done.output, lambda node, argument: (node, argument) in known)
    for number in numbers:
        yield chain_of(done, ways, known, number)


def chain_of(done: Pass, ways: Ways, known: dict[Reading, Edge], number: int) -> ChainRule:
    on_way = {number, *ways.between(number)}
    found = right_to_left([edge for edge in known.values() if edge.node in on_way and edge.source in on_way])
    scalar = not any(maths.is_array(done.values[place]) for place in on_way)
    if scalar:
        found = [with_factor(done, edge) for edge in found]
    total = ways.counts[number]
    way = next(ways.walk(number)) if total == 1 else ()
    listed = scalar and 1 <= total <= MOST_WAYS and all(edge.local is not None for edge in found)
    return ChainRule(number, total, way, found, scalar, ways_taken(done, ways, found, number) if listed else None)


def right_to_left(found: list[Edge]) -> list[Edge]:
    """Edges by how far at most their node is from the output; found: those of each node behind those of all its readers."""
    far: dict[int, int] = {}
    for edge in found:
        far[edge.source] = max(far.get(edge.source, 0), far.get(edge.node, 0) + 1)
    return sorted(found, key=lambda edge: (far.get(edge.node, 0), edge.node, edge.argument))


def ways_taken(done: Pass, ways: Ways, found: list[Edge], number: int) -> list[WayTaken]:
    """The ways with their products; of equal ones the first walked stands first, and nan at the end."""
    known = {(edge.node, edge.argument): edge for edge in found}
    taken = [way_taken(done, tuple(known[reading] for reading in reversed(way))) for way in ways.walk(number)]
    return sorted(taken, key=lambda way: -abs(way.product) if way.product == way.product else 1.0)


def way_taken(done: Pass, along: tuple[Edge, ...]) -> WayTaken:
    product = done.upstream
    for edge in along:
        passes = edge.local != 0.0 or done.graph.layer(edge.node).multiplies
        product = product * edge.local if passes else 0.0  # where a choice fell elsewhere nothing comes, not even of inf
    return WayTaken(along, product)


def with_factor(done: Pass, edge: Edge) -> Edge:
    """An edge between single numbers, with its local gradient: of a layer that says its rule with dout, the rule at dout = 1."""
    if edge.local is not None:
        return edge._replace(local=float(edge.local))
    return edge._replace(local=rule_at_one(done, edge))


def rule_at_one(done: Pass, edge: Edge) -> float | None:
    """What a node's rule gives for dout = 1, where that is its factor: it gives twice as much for 2, and is said in words."""
    layer, sources = done.graph.layer(edge.node), done.graph.sources(edge.node)
    xs = [done.values[source] for source in sources]
    if not rule_of(done.graph, done.values, edge.node, edge.argument):
        return None
    wanted = tuple(place == edge.argument for place in range(len(xs)))
    one, two = (layer.vjp(dout, done.values[edge.node], *xs, wanted=wanted)[edge.argument] for dout in (1.0, 2.0))
    assert one is not None
    assert two is not None
    linear = isclose(two, 2.0 * one, rel_tol=SAME) and isclose(edge.propagated, edge.upstream * one, rel_tol=SAME)
    return float(one) if linear else None
