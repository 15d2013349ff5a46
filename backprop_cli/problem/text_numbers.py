"""`{apple}` in the title and description of a problem with `quiz:`: the number of a variable or constant in its place."""

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from backprop_cli.errors import BpcalcError, NameFault, StructureError
from backprop_cli.layers import maths
from backprop_cli.layers.maths import Value
from backprop_cli.problem.values.numbers import as_written
from backprop_cli.source.tree import Mapping, Tree
from backprop_cli.suggest import way_out

if TYPE_CHECKING:
    from backprop_cli.problem.problem import Problem

FIELD = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|\{")
MOST_ENTRIES = 12  # of an array that stands in a text
Texts = dict[str, dict[str, str]]


def check_texts(problem: "Problem", tree: Tree, place: int, faults: list[BpcalcError]) -> None:
    """Say of each text under `title:` or `description:` which of its names mean no number."""
    texts = zip(tree.values, tree.places, strict=True) if isinstance(tree, Mapping) else [(tree, place)]
    for text, at in texts:
        for field in FIELD.finditer(text) if isinstance(text, str) else ():
            try:
                field_text(problem, field, problem.graph.values)
            except BpcalcError as fault:
                fault.place = problem.source.inside(at, field.start(), len(field[0]))
                faults.append(fault)


def texts_with_numbers(problem: "Problem", texts: Texts, values: Sequence[Value]) -> Texts:
    """The texts of a problem, all languages, with these values in them. values: by number."""

    def fill(text: str) -> str:
        return FIELD.sub(lambda field: field_text(problem, field, values), text)

    return {key: {language: fill(text) for language, text in by_language.items()} for key, by_language in texts.items()}


def field_text(problem: "Problem", field: "re.Match[str]", values: Sequence[Value]) -> str:
    """What stands in a text for a field. Raises NameFault, StructureError."""
    if field[0] in ("{{", "}}"):
        return field[0][0]
    name = (field[1] or "").strip()
    if not name:
        raise StructureError("a { in a text holds the name of a variable or constant", hint="write {{ for a brace")
    graph, number = problem.graph, problem.graph.number(name)
    given = [graph.names[one] for one in (*graph.variables, *graph.constants)]
    if number is None:
        raise NameFault(f"no variable or constant is called '{name}'", hint=way_out(name, given))
    if graph.is_node(number):
        raise NameFault(f"'{name}' is a node: a text with its value would tell an answer", hint=way_out(name, given))
    return name if values[number] is None else value_text(name, values[number])  # of a value that is no number a fault was said


def value_text(name: str, value: Value) -> str:
    if not maths.is_array(value):
        return as_written(value)
    if value.size > MOST_ENTRIES:
        raise StructureError(f"{name} has {value.size} entries, too many for a text", hint="name it without braces")
    return list_text(value.tolist(), as_written)


def list_text(entries: list[object] | float, text: Callable[[float], str]) -> str:
    """A list in brackets, each number in it written by `text`."""
    return f"[{', '.join(list_text(entry, text) for entry in entries)}]" if isinstance(entries, list) else text(entries)  # type: ignore[arg-type]
