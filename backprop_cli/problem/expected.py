"""`output`, `upstream` and `expect` of a problem: what is differentiated, by what, and what should come out."""

from collections.abc import Iterator

from backprop_cli.errors import BpcalcError, NameFault, ShapeError, StructureError
from backprop_cli.layers import maths
from backprop_cli.problem.expression.compiler import Compiler
from backprop_cli.problem.problem import KINDS, Expectation, Problem
from backprop_cli.problem.solve import upstream_for
from backprop_cli.problem.values.reader import ValueReader
from backprop_cli.source.blanks import ONLY_UNDER_EXPECT, is_blank
from backprop_cli.source.tree import Listing, Mapping, Tree, left_over
from backprop_cli.suggest import did_you_mean, way_out

KEYS = (*KINDS, "tolerance")
Entry = tuple[str, int, Tree, int, tuple[str, ...]]  # a name and its place, a value and its place, what a comma cut off
HINT = "expect: {forward: {price: 220}, gradients: {tax: 200}}"


def read_output(problem: Problem, tree: Tree, place: int, compiler: Compiler) -> None:
    """`output: price` must name a node."""
    tree = tree.strip() if isinstance(tree, str) else tree  # a block after | ends in a line end
    if isinstance(tree, str) and is_blank(tree):
        compiler.fault(StructureError(ONLY_UNDER_EXPECT, hint="output: price"), place, len(tree))
        return
    if isinstance(tree, Mapping | Listing) or not tree or not isinstance(tree, str):
        compiler.fault(StructureError("output: is the name of a node", hint="output: price"), place)
        return
    number = find(problem, tree, place, compiler)
    if number is not None and not problem.graph.is_node(number):
        compiler.fault(NameFault(f"'{tree}' is no node, and only a node can be the output"), place, len(tree))
    elif number is not None:
        problem.declared = number


def find(problem: Problem, name: str, place: int, compiler: Compiler) -> int | None:
    """The number of a name; None after a fault, or where a name that could not be read may be meant."""
    number = problem.graph.number(name)
    if number is None and not compiler.incomplete and name not in compiler.broken_names:
        known = problem.graph.numbers
        compiler.fault(NameFault(f"no variable or node is called '{name}'", hint=way_out(name, known)), place, len(name))
    return number


def read_upstream(problem: Problem, tree: Tree, place: int, values: ValueReader, complete: bool) -> None:
    """`upstream:` is a number, or an array of the output's shape."""
    quantity = values.read(tree, place, "upstream")
    problem.upstream = None if quantity is None else quantity.value
    if quantity is None or not complete:
        return
    try:
        problem.upstream = upstream_for(problem, problem.output())
    except NameFault:
        pass  # no single output yet: --output may choose one, and the shape is checked then
    except ShapeError as error:
        error.place = problem.source.place(place)
        values.faults.append(error)


def read_expect(problem: Problem, tree: Tree, place: int, values: ValueReader, compiler: Compiler) -> None:
    """`expect:` with forward, gradients and tolerance."""
    if not isinstance(tree, Mapping) or tree.broken:
        if not (isinstance(tree, Listing | Mapping) and tree.broken):
            compiler.fault(StructureError("expect: holds forward and gradients", hint=HINT), place)
        return
    for key, key_place, part, part_place in zip(tree.keys, tree.key_places, tree.values, tree.places, strict=True):
        if key == "tolerance":
            read_tolerance(problem, part, part_place, values)
        elif key not in KEYS:
            compiler.fault(
                StructureError(f"unknown key '{key}' under expect", hint=did_you_mean(key, KEYS) or HINT), key_place, len(key)
            )
        elif isinstance(part, Mapping) and not part.broken:
            for entry in whole_entries(part, problem.source.text[part_place : part_place + 1] == "{"):
                read_expectation(problem, KINDS[key], entry, compiler)
        elif not (isinstance(part, Listing | Mapping) and part.broken):
            compiler.fault(StructureError(f"{key}: holds names with their values", hint=HINT), part_place)


def whole_entries(section: Mapping, bracketed: bool) -> Iterator[Entry]:
    """The entries of a section of `expect:`, each with what stands between its value and the next name.

    Of `{price: 12,5, tax: 1}` YAML makes a price of 12, a name 5 without a value, and a tax: the 5 is the price's.
    """
    rows = list(zip(section.keys, section.key_places, section.values, section.places, strict=True))
    for index, row in enumerate(rows):
        if index and bracketed and left_over(row[0], row[2]):
            continue
        end = index + 1
        while bracketed and end < len(rows) and left_over(rows[end][0], rows[end][2]):
            end += 1
        yield *row, tuple(key for key, *_ in rows[index + 1 : end])


def read_tolerance(problem: Problem, tree: Tree, place: int, values: ValueReader) -> None:
    """`tolerance:` is a number; no answer, and so never blank."""
    if isinstance(tree, str) and is_blank(tree):
        values.report(StructureError("tolerance: is no answer, and cannot be blank", hint="tolerance: 1e-6"), place, tree)
        return
    quantity = values.read(tree, place, "tolerance")
    if quantity is None:
        return
    if maths.is_array(quantity.value) or not quantity.value >= 0.0:
        fault: BpcalcError = StructureError("tolerance: is a number, not negative", hint="tolerance: 1e-6")
        fault.place = problem.source.place(place)
        values.faults.append(fault)
    else:
        problem.tolerance = quantity.value


def read_expectation(problem: Problem, kind: str, entry: Entry, compiler: Compiler) -> None:
    """Note an answer for a name that there is; what it says is looked at when it is judged."""
    name, name_place, tree, place, rest = entry
    number = find(problem, name, name_place, compiler)
    if number is not None and kind == "gradient" and number in problem.graph.constants:
        fault = NameFault(f"{name} is a constant: it has no gradient", hint="put it under variables")
        compiler.fault(fault, name_place, len(name))
    elif number is not None:
        problem.expectations.append(Expectation(name, number, kind, tree, place, rest))
