"""Problems for tests: a text or a file in; the problem, its values, gradients or faults out."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from backprop_cli import source
from backprop_cli.errors import BpcalcError, Faults
from backprop_cli.problem.problem import Problem, Settings
from backprop_cli.problem.reader import read_problem
from backprop_cli.problem.solve import solve, values_of
from backprop_cli.source.places import Source

MAX_SIZE = 64 * 2**20


class Solved(NamedTuple):
    """A problem with all its values and gradients, by the names that the file gives."""

    problem: Problem
    values: dict[str, Any]
    gradients: dict[str, Any]

    @property
    def output(self) -> Any:
        return self.values[self.problem.graph.names[self.problem.output()]]


def problem(text: str, *, json: bool = False, to_check: bool = False, **settings: Any) -> Problem:
    """The problem of a text that is known to be one: its bytes are not looked at."""
    return read_problem(Source("p.json" if json else "p.yaml", text, json), None, Settings(**settings), to_check)


def problem_of_bytes(text: str, json: bool = False) -> Problem:
    """The problem of a text as a file would hold it."""
    return read_problem(source.from_bytes(text.encode(), "test.json" if json else "test.yaml", json, MAX_SIZE), None, Settings())


def problem_of_file(path: Path) -> Problem:
    return read_problem(source.load(str(path), MAX_SIZE), str(path.parent), Settings())


def solve_text(text: str, json: bool = False) -> Solved:
    return solved(problem_of_bytes(text, json))


def solve_file(path: Path) -> Solved:
    return solved(problem_of_file(path))


def solved(read: Problem) -> Solved:
    done = solve(read)
    return Solved(read, by_name(read, done.values), by_name(read, done.gradients))


def values(text: str, **settings: Any) -> dict[str, Any]:
    """Every value by its name, literals included."""
    read = problem(text, **settings)
    return dict(zip(read.graph.names, values_of(read), strict=True))


def gradients(text: str, **settings: Any) -> dict[str, Any]:
    """Every gradient of the output by its name, as it is reported, literals included."""
    read = problem(text, **settings)
    return dict(zip(read.graph.names, solve(read).gradients, strict=True))


def by_name(read: Problem, numbered: Sequence[Any]) -> dict[str, Any]:
    """Everything but the literals, which have no name of their own."""
    graph = read.graph
    return {graph.names[n]: numbered[n] for n in range(len(graph.names)) if n not in graph.literals}


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
