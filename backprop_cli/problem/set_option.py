"""`--set NAME=VALUE`: another value for a variable or constant, by the value rules of problem files."""

from backprop_cli.errors import BpcalcError, UsageError
from backprop_cli.problem.problem import Problem
from backprop_cli.problem.values.budget import Budget
from backprop_cli.problem.values.reader import Quantity, ValueReader
from backprop_cli.source import parse
from backprop_cli.source.places import Source


def read_sets(problem: Problem, sets: tuple[str, ...], budget: Budget, faults: list[BpcalcError]) -> None:
    """Put the values into the graph, later ones over earlier ones. Raises UsageError for what names nothing that can be set."""
    graph = problem.graph
    for text in sets:
        name, equals, value = text.partition("=")
        name = name.strip()
        if not equals or not name:
            raise UsageError(f"--set takes NAME=VALUE, not '{text}'", hint="--set apple=120")
        number = problem.find(name)
        if graph.is_node(number):
            raise UsageError(
                f"'{name}' is a node: its value follows from the graph", hint="only variables and constants can be set"
            )
        quantity = read_value(f"--set {name}", value, problem.folder, budget, faults, graph.names[number])
        if quantity is not None:
            graph.values[number] = quantity.value


def read_value(label: str, text: str, folder: str | None, budget: Budget, faults: list[BpcalcError], name: str) -> Quantity | None:
    """A value from the command line; a fault is placed in the text after the label: `--set tax:1:5`."""
    document = parse(Source(label, text))
    faults += document.faults
    if document.ended or any(fault.severity == "error" for fault in document.faults):
        return None
    return ValueReader(document.source, folder, budget, faults).read(document.root, document.place, name)
