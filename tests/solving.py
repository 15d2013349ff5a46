"""Run a problem for a test: its text or file in; values and gradients by name out."""

from pathlib import Path
from typing import Any, NamedTuple

from backprop_cli import engine, source
from backprop_cli.problem.reader import Problem, Settings, read_problem

MAX_SIZE = 64 * 2**20


class Solved(NamedTuple):
    """A problem with all its values and gradients, by the names that the file gives."""

    problem: Problem
    values: dict[str, Any]
    gradients: dict[str, Any]

    @property
    def output(self) -> Any:
        return self.values[self.problem.graph.names[self.problem.output()]]


def solve_text(text: str, json: bool = False) -> Solved:
    data = text.encode()
    return solve(read_problem(source.from_bytes(data, "test.json" if json else "test.yaml", json, MAX_SIZE), None, Settings()))


def solve_file(path: Path) -> Solved:
    return solve(read_problem(source.load(str(path), MAX_SIZE), str(path.parent), Settings()))


def solve(problem: Problem) -> Solved:
    graph = problem.graph
    values = engine.forward(graph)
    output = problem.output()
    gradients = engine.backward(graph, values, output, problem.upstream)
    gradients = engine.settled(graph, values, gradients, output)
    return Solved(problem, by_name(problem, values), by_name(problem, gradients))


def by_name(problem: Problem, numbered: list[Any]) -> dict[str, Any]:
    """Everything but the literals, which have no name of their own."""
    graph = problem.graph
    return {graph.names[n]: numbered[n] for n in range(len(graph.names)) if n not in graph.literals}
