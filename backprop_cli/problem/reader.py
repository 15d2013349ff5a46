"""The keys of a problem → Problem. All faults of the file are collected, and raised together as Faults at the end."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from backprop_cli.errors import BpcalcError, Enough, Faults, Found, NameFault, StructureError, UsageError
from backprop_cli.graph import Graph, tell_constants
from backprop_cli.layers import maths
from backprop_cli.layers.base import Layer
from backprop_cli.layers.maths import Value
from backprop_cli.memory import search_paused
from backprop_cli.problem.draft import Draft
from backprop_cli.problem.expected import read_expect, read_output, read_upstream
from backprop_cli.problem.expression.compiler import Compiler
from backprop_cli.problem.graph_check import Checker
from backprop_cli.problem.layer_names import LayerNames
from backprop_cli.problem.names import Names
from backprop_cli.problem.nodes import add_nodes
from backprop_cli.problem.own_layers.handmade import layers_within
from backprop_cli.problem.own_texts import read_texts
from backprop_cli.problem.problem import Problem, Settings
from backprop_cli.problem.set_option import read_sets
from backprop_cli.problem.values.budget import Budget
from backprop_cli.problem.values.reader import Quantity, ValueReader
from backprop_cli.source import parse
from backprop_cli.source.places import Source
from backprop_cli.source.tree import Document, Listing, Mapping, Tree
from backprop_cli.suggest import did_you_mean, nearest

if TYPE_CHECKING:
    from backprop_cli.problem.chain import Chain

KEYS = ("title", "description", "variables", "constants", "layers", "nodes", "chain", "output", "upstream", "expect", "quiz")
NAMING = ("variables", "constants", "nodes", "chain")  # the parts whose keys are names
COLON_FORGOTTEN = re.compile(r"([^\W\d]\w*)\s*[ =]\s*([^\n]+)")
EMPTY = Mapping([], [], [], [])


def read_problem(source: Source, folder: str | None, settings: Settings | None = None, to_check: bool = False) -> Problem:
    """A text as a problem. folder: where its array files may lie. Raises Faults with all that is wrong, sorted by place.

    to_check: what is wrong under `expect:` alone is left among the warnings, as the other answers can be judged.
    """
    settings = settings or Settings()
    with search_paused():
        reader = ProblemReader(parse(source), folder, settings)
        problem = reader.read()
    faults = sorted_faults(reader.faults, source) if reader.faults else []
    errors = [fault for fault in faults if fault.severity == "error"]
    forgiven = reader.under_expect if to_check else []
    if problem is None or any(fault not in forgiven for fault in errors):
        raise Faults(
            (faults if len(faults) <= Found.SHOWN else errors)[: Found.SHOWN], len(faults), reader.faults.errors >= Found.MOST
        )
    if settings.against:
        from backprop_cli.problem.against import read_against

        problem.against = read_against(settings.against, reader.layer_names, problem.graph)
    held = {maker for pair in problem.against for maker in (pair.reference, pair.kernel)}
    if settings.layers and held.isdisjoint(settings.layers) and not uses(problem.graph, settings.layers):
        names = ", ".join(cls.__name__ for cls in settings.layers)
        raise UsageError(f"the problem uses none of the layers of the Python file ({names})", hint="call one of them in a node")
    problem.warnings = faults
    return problem


def uses(graph: Graph, classes: tuple[type[Layer], ...]) -> bool:
    """Whether any node, or a definition that it calls, is of one of the classes."""
    return any(isinstance(layer, classes) for layer in layers_within(graph, claims=True))


def sorted_faults(faults: list[BpcalcError], source: Source) -> list[BpcalcError]:
    """Faults in the order of the file, one a place: of two at the same place the one found first explains the other."""
    seen: dict[tuple[bool, str, int, int], BpcalcError] = {}
    for fault in faults:
        place = fault.place or source.place(0)
        seen.setdefault((place.file != source.file, place.file, place.line, place.column), fault)
    return [seen[key] for key in sorted(seen)]


class ProblemReader:
    """Reads one document; `faults` holds errors and warnings."""

    def __init__(self, document: Document, folder: str | None, settings: Settings) -> None:
        self.document = document
        self.source = document.source
        self.folder = folder
        self.settings = settings
        self.faults = document.faults
        self.layer_names = LayerNames()
        self.budget = Budget(settings.max_memory)
        self.parts: dict[str, tuple[Tree, int]] = {}
        self.quantities: list[Quantity | None] = []
        self.value_places: list[int] = []
        self.under_expect: list[BpcalcError] = []

    def fault(self, error: BpcalcError, place: int, length: int = 1) -> None:
        error.place = self.source.place(place, length)
        self.faults.append(error)

    def read(self) -> Problem | None:
        """The problem; None where too little is right to make one, or so much is wrong that the reading ended."""
        try:
            return self.problem()
        except Enough:
            return None

    def problem(self) -> Problem | None:
        if self.document.ended or not self.read_keys():
            return None
        if self.settings.layers:
            self.layer_names.put_classes(self.settings.layers)
        if "layers" in self.parts:
            from backprop_cli.problem.own_layers.definitions import Definitions

            Definitions(self.source, self.layer_names, self.faults).read(*self.parts["layers"])
        names = Names(self.source, self.faults)
        inputs = self.read_inputs(names)
        draft, compiler = self.compile(names, inputs)
        order, cycles = draft.order()
        for cycle in cycles:
            self.report_cycle(draft, cycle)
        values = [None if quantity is None else quantity.value for quantity in self.quantities]
        graph = self.graph(draft, order, values)
        problem = Problem(self.source, self.folder, graph)
        problem.budget = self.budget
        problem.chain = self.parts["chain"][1] if "chain" in self.parts else None
        self.annotate(problem)
        if self.settings.sets:
            read_sets(problem, self.settings.sets, self.budget, self.faults)
        Checker(self.source, self.budget, self.faults, self.value_places).check(graph)
        self.answers(problem, compiler)
        return problem

    def graph(self, draft: Draft, order: Sequence[int], values: list[Value]) -> Graph:
        """The draft in running order, as a graph; layers of Python files may have several outputs, and are told their constants."""
        if not self.settings.layers:
            return draft.graph(order, values, len(self.section("variables").keys))
        from backprop_cli.problem.several_outputs import take_outputs

        order = take_outputs(draft, order, [None if value is None else maths.shape_of(value) for value in values])
        graph = draft.graph(order, values, len(self.section("variables").keys))
        tell_constants(graph)
        return graph

    def is_incomplete(self) -> bool:
        """Whether names may stand in a part that could not be read: then no name is called unknown."""
        if "variables" not in self.parts:
            return True
        root = self.document.root
        unknown = [key for key in root.keys if key not in KEYS] if isinstance(root, Mapping) else []
        misspelt = any(nearest(key, KEYS) in NAMING for key in unknown)
        sections = [self.parts[key][0] for key in NAMING[:3] if key in self.parts]
        unread = any(not isinstance(tree, Mapping) for tree in sections)
        return misspelt or unread or any(isinstance(tree, Mapping | Listing) and tree.broken for tree, _ in self.parts.values())

    def read_keys(self) -> bool:
        """Sort the top-level keys; whether there is a problem at all."""
        root = self.document.root
        if not isinstance(root, Mapping) or root.broken or not root.keys:
            self.refuse_root(root)
            return False
        for key, key_place, tree, place in zip(root.keys, root.key_places, root.values, root.places, strict=True):
            if key in KEYS:
                self.parts[key] = (tree, place)
            elif key != "$schema":
                hint = did_you_mean(key, KEYS) or "a problem has " + ", ".join(KEYS)
                self.fault(StructureError(f"unknown key '{key}'", hint=hint), key_place, len(key))
        if all(key in (*KEYS, "$schema") for key in root.keys):  # else a misspelt one may be what is missing
            self.find_missing()
        return True

    def refuse_root(self, root: Tree) -> None:
        """Say what is at the top where no mapping is."""
        hint = "begin with `variables:` and `nodes:`"
        if isinstance(root, Mapping | Listing) and root.broken:
            return
        if isinstance(root, Listing):
            self.fault(StructureError("a list at the top is no problem", hint=hint), self.document.place)
        elif isinstance(root, Mapping) or root == "" or root is None:
            self.fault(StructureError("the file is empty", hint=hint), self.document.place)
        else:
            self.fault(StructureError("a text at the top is no problem", hint=hint), self.document.place)

    def find_missing(self) -> None:
        if "variables" not in self.parts:
            error = StructureError("variables: is missing", hint="variables: {apple: 100}: what gradients are taken for")
            self.fault(error, self.document.place)
        if "nodes" not in self.parts and "chain" not in self.parts:
            self.fault(StructureError("nodes: is missing", hint="nodes: {price: apple * tax}, or a chain:"), self.document.place)

    def section(self, key: str) -> Mapping:
        """A part that must be a mapping; an empty one where it is not there, or where its fault was said already."""
        tree = self.parts.get(key, (EMPTY, 0))[0]
        return tree if isinstance(tree, Mapping) and not tree.broken else EMPTY

    def check_section(self, key: str, hint: str) -> None:
        if key in self.parts:
            tree, place = self.parts[key]
            if not isinstance(tree, Mapping) and not (isinstance(tree, Listing) and tree.broken):
                what = "is empty" if tree == "" or tree is None else "must hold names with their values"
                line = COLON_FORGOTTEN.fullmatch(tree) if isinstance(tree, str) else None
                hint = f"write it as {line[1]}: {line[2]}" if line else hint
                self.fault(StructureError(f"{key}: {what}", hint=hint), place)

    def read_inputs(self, names: Names) -> list[str]:
        """Read the values of variables and constants; their names, as typed."""
        typed: list[str] = []
        values = ValueReader(self.source, self.folder, self.budget, self.faults)
        for key in ("variables", "constants"):
            self.check_section(key, f"{key}: {{apple: 100}}")
            section = self.section(key)
            names.add(section.keys, section.key_places, len(typed))
            typed += section.keys
            self.value_places += section.places
            self.quantities += [
                values.read(tree, place, name)
                for name, tree, place in zip(section.keys, section.values, section.places, strict=True)
            ]
        return typed

    def compile(self, names: Names, inputs: list[str]) -> tuple[Draft, Compiler]:
        """Nodes and chain → draft, in the order in which the file has them. All names are known before any is used."""
        self.check_section("nodes", "nodes: {price: apple * tax}")
        section = self.section("nodes")
        chain = self.read_chain() if "chain" in self.parts else None
        keys = list(self.parts)
        chain_first = chain is not None and "nodes" in keys and keys.index("chain") < keys.index("nodes")
        sections = [(section.keys, section.key_places)] + ([] if chain is None else [(chain.names, chain.places)])
        entries: list[str] = []
        for keys, places in reversed(sections) if chain_first else sections:
            names.add(keys, places, len(inputs) + len(entries))
            entries = entries + keys if entries and keys else entries or keys
        draft = Draft(inputs, names.numbers, entries)
        compiler = Compiler(
            self.source, draft, self.layer_names, self.layer_names.operators, self.faults, expand=self.settings.expand
        )
        compiler.broken_names = names.broken
        compiler.incomplete = self.is_incomplete()
        if chain is None:
            add_nodes(compiler, section)
            return draft, compiler
        if not chain_first:
            add_nodes(compiler, section)
        chain.add_to(compiler)
        if chain_first:
            add_nodes(compiler, section)
        return draft, compiler

    def read_chain(self) -> "Chain":
        from backprop_cli.problem.chain import Chain

        chain = Chain(self.source, self.layer_names, self.faults)
        chain.read(*self.parts["chain"])
        return chain

    def report_cycle(self, draft: Draft, cycle: list[int]) -> None:
        start = cycle.index(min(cycle))
        owned = set(draft.roots)
        names = [draft.names[node] for node in cycle[start:] + cycle[:start] if node in owned]
        path = " → ".join([*names, names[0]])
        hint = "a node cannot need its own value: one of them must not read the next"
        self.fault(
            NameFault(f"these nodes go round in a circle: {path}", hint=hint),
            draft.places[min(cycle)],
            len(draft.texts[min(cycle)]),
        )

    def annotate(self, problem: Problem) -> None:
        for number, quantity in enumerate(self.quantities):
            if quantity is not None and quantity.unit:
                problem.units[number] = quantity.unit
            if quantity is not None and quantity.description:
                problem.descriptions[number] = quantity.description
        for key in ("title", "description"):
            if key in self.parts:
                problem.texts[key] = read_texts(self.source, key, *self.parts[key], self.faults)

    def answers(self, problem: Problem, compiler: Compiler) -> None:
        """output, upstream, expect."""
        values = ValueReader(self.source, self.folder, self.budget, self.faults)
        fits = not self.settings.sets  # --set may change shapes, and what the file says of the old ones is not its fault
        complete = fits and not compiler.incomplete and not any(fault.severity == "error" for fault in self.faults)
        if "output" in self.parts:
            read_output(problem, *self.parts["output"], compiler)
        if "upstream" in self.parts:
            read_upstream(problem, *self.parts["upstream"], values, complete)
        if "expect" in self.parts:
            before = len(self.faults)
            read_expect(problem, *self.parts["expect"], values, compiler)
            self.under_expect = self.faults[before:]
        if "quiz" in self.parts:
            from backprop_cli.problem.quiz_key import read_quiz

            read_quiz(problem, self.parts, values, compiler)
