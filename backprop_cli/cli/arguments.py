"""What is asked for on the command line: nodes, variables, entries of arrays, an upstream gradient."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from backprop_cli.cli.parse_option import ending_of_name, name_and_index
from backprop_cli.errors import BpcalcError, Faults, Place, ShapeError, UsageError

if TYPE_CHECKING:
    from backprop_cli.layers.maths import Value
    from backprop_cli.problem.problem import Problem
    from backprop_cli.report.asked import Asked

OPTION = "--upstream"


def nodes_asked(problem: "Problem", names: Sequence[str]) -> list[int]:
    """--node: numbers in the order asked, each once."""
    return list(dict.fromkeys(node_asked(problem, name) for name in names))


def node_asked(problem: "Problem", name: str) -> int:
    number = problem.find(name.strip())
    if not problem.graph.is_node(number):
        raise UsageError(f"'{problem.graph.names[number]}' is {kind(problem, number)}, not a node")
    return number


def kind(problem: "Problem", number: int) -> str:
    graph = problem.graph
    return "a variable" if number in graph.variables else "a constant" if number in graph.constants else "a number"


def output_asked(problem: "Problem", name: str | None) -> int:
    """--output: the node to differentiate; the problem's own where nothing was asked. Whoever means a file learns of -o."""
    from backprop_cli.render import ENDINGS

    try:
        return problem.output(name)
    except UsageError as error:
        if name is not None and (ending_of_name(name) in ENDINGS or "/" in name):
            error.hint = "-o FILE writes the answer to a file; --output names a node"
        raise


def gradients_asked(problem: "Problem", words: Sequence[str] | None) -> "list[Asked]":
    """--wrt: variables, nodes and entries of them, in the order asked, each once; every variable where nothing was asked."""
    from backprop_cli.report.asked import Asked

    if not words:
        return [Asked(problem.graph.names[number], number, None) for number in problem.graph.variables]
    asked: dict[tuple[int, object], Asked] = {}
    for word in words:
        one = gradient_asked(problem, word)
        asked.setdefault((one.number, one.index), one)
    return list(asked.values())


def gradient_asked(problem: "Problem", word: str) -> "Asked":
    from backprop_cli.layers.base import index_text
    from backprop_cli.report.asked import Asked

    name, index = name_and_index(word)
    number = problem.find(name)
    label = problem.graph.names[number]
    if number in problem.graph.constants:
        raise UsageError(f"'{label}' is a constant: gradients are taken for variables and nodes", hint="put it under variables")
    if index is None:
        return Asked(label, number, None)
    index = checked(index, problem.graph.shape(number), label)
    return Asked(label + index_text(index), number, index)


def checked(index: tuple[int, ...], shape: tuple[int, ...], label: str) -> tuple[int, ...]:
    """The index of one entry, counted from the front. Raises UsageError for one that the shape does not have."""
    if not shape:
        raise UsageError(f"'{label}' is a single number: it has no entries", hint=f"ask for it whole: --wrt {label}")
    if len(index) != len(shape):
        first = ",".join("0" * len(shape))
        hint = f"write one whole number for each axis: '{label}[{first}]'"
        raise UsageError(f"'{label}' has the shape {shape}: an entry of it takes {len(shape)}, not {len(index)}", hint=hint)
    for axis, (position, length) in enumerate(zip(index, shape, strict=True)):
        if not -length <= position < length:
            message = f"'{label}' has the shape {shape}: {position} is out of range on axis {axis}"
            raise UsageError(message, hint=f"it counts from 0 to {length - 1}")
    return tuple(position % length for position, length in zip(index, shape, strict=True))


def variables_asked(problem: "Problem", words: Sequence[str] | None) -> list[int]:
    """--wrt of gradcheck: whole variables, in the order asked, each once; every variable where nothing was asked."""
    if not words:
        return list(problem.graph.variables)
    return list(dict.fromkeys(variable_asked(problem, word) for word in words))


def variable_asked(problem: "Problem", word: str) -> int:
    name, index = name_and_index(word)
    number = problem.find(name)
    label = problem.graph.names[number]
    if number not in problem.graph.variables:
        what = "a node" if problem.graph.is_node(number) else kind(problem, number)
        raise UsageError(f"'{label}' is {what}: gradcheck takes variables")
    if index is not None:
        raise UsageError("gradcheck takes whole variables", hint=f"--wrt {label}; --sample N checks some entries of each")
    return number


def upstream_asked(problem: "Problem", text: str | None, output: int, max_memory: int) -> "Value | None":
    """The gradient that enters the output: --upstream, else the problem's own, else None. Of the output's shape."""
    from backprop_cli.problem.solve import upstream_for

    given = None if text is None else upstream_of_text(text, max_memory)
    try:
        return upstream_for(problem, output, given)
    except ShapeError as error:
        error.place = None if text is None else Place(OPTION, 1, 1, text, len(text))
        raise


def upstream_of_text(text: str, max_memory: int) -> "Value":
    """A value by the rules of problem files, its files in this folder. Raises Faults, placed as `--upstream:1:…`."""
    from backprop_cli.cli.console import console
    from backprop_cli.cli.load import say_warnings
    from backprop_cli.problem.set_option import read_value
    from backprop_cli.problem.values.budget import Budget

    faults: list[BpcalcError] = []
    budget = Budget(max_memory)
    quantity = read_value(OPTION, text, console().folder, budget, faults, "upstream")
    console().spare(budget.files)
    if quantity is None:
        raise Faults(faults, len(faults))
    say_warnings(faults)
    return quantity.value
