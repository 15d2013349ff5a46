"""Row 4: forward and backward over a graph of scalars, beside micrograd and torch. Nobody's garbage collector is on."""

from collections.abc import Callable, Iterator
from typing import Any

from backprop_cli import engine, source
from backprop_cli.graph import Graph
from backprop_cli.problem.reader import Problem, read_problem
from tests.benchmarks.measure import Row, against, interleaved, skipped, timed
from tests.benchmarks.peers import ABSENT, here, micrograd_passes, torch_passes
from tests.benchmarks.recipes import RECIPES, Recipe, as_json
from tests.benchmarks.sizes import Sizes

LIMITED = ("deep", "wide")  # the mixture is there for comparison
PEERS: dict[str, tuple[float, Callable[[Recipe], list[Any]]]] = {
    "micrograd": (0.30, micrograd_passes),
    "torch": (0.05, torch_passes),
}


def problem(text: str, json: bool = False) -> Problem:
    return read_problem(source.from_bytes(text.encode(), "benchmark", json, 2**40), None)


def passes(graph: Graph) -> tuple[list[Any], list[Any]]:
    """Ours: all values and all gradients."""
    values = engine.forward(graph)
    return values, engine.backward(graph, values, len(values) - 1)


def rows(sizes: Sizes) -> Iterator[Row]:
    for shape in ("deep", "wide", "mixture"):
        recipe = RECIPES[shape](sizes.nodes)
        graph = problem(as_json(recipe), json=True).graph
        peers = {name: action for name, (_, action) in PEERS.items() if here(name)}
        runs = {name: timed(lambda action=action, recipe=recipe: action(recipe)) for name, action in peers.items()}
        runs["ours"] = timed(lambda graph=graph: passes(graph))
        taken = interleaved(runs, sizes.rounds)
        for name, (most, _) in PEERS.items():
            what = f"{shape}, {sizes.nodes:,} nodes : {name}"
            ours = taken["ours"]
            limit = most if shape in LIMITED else None
            yield against(4, what, ours, taken[name], limit, sizes.nodes) if name in taken else skipped(4, what, ABSENT)
