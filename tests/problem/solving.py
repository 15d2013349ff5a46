"""A problem's text → the problem, its values and its gradients, by name."""

from typing import Any

from backprop_cli import engine
from backprop_cli.errors import BpcalcError, Faults
from backprop_cli.problem.problem import Problem, Settings
from backprop_cli.problem.reader import read_problem
from backprop_cli.source.places import Source


def problem(text: str, *, json: bool = False, to_check: bool = False, **settings: Any) -> Problem:
    return read_problem(Source("p.json" if json else "p.yaml", text, json), None, Settings(**settings), to_check)


def values(text: str, **settings: Any) -> dict[str, Any]:
    """Every value by its name."""
    read = problem(text, **settings)
    return dict(zip(read.graph.names, engine.forward(read.graph), strict=True))


def gradients(text: str, **settings: Any) -> dict[str, Any]:
    """Every gradient of the output by its name, as it is reported."""
    read = problem(text, **settings)
    found = engine.forward(read.graph)
    output = read.output()
    passed = engine.backward(read.graph, found, output, read.upstream)
    return dict(zip(read.graph.names, engine.settled(read.graph, found, passed, output), strict=True))


def nodes(text: str, **settings: Any) -> list[tuple[str, str, str]]:
    """(name, layer, expression) of every node in running order."""
    graph = problem(text, **settings).graph
    return [(graph.names[number], graph.layer(number).name, graph.expression(number)) for number in graph.nodes]


def faults(text: str, **settings: Any) -> list[BpcalcError]:
    """What is wrong with a text; an empty list where nothing is."""
    try:
        problem(text, **settings)
    except Faults as found:
        return found.faults
    except BpcalcError as error:
        return [error]
    return []
