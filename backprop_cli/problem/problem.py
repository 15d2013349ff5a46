"""A problem that has been read: its graph, and what its file says about it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from backprop_cli.errors import BpcalcError, NameFault, Place, UsageError
from backprop_cli.graph import Graph
from backprop_cli.layers.base import Layer
from backprop_cli.layers.maths import Value
from backprop_cli.phrases import in_language
from backprop_cli.problem.values.budget import Budget
from backprop_cli.source.places import Source
from backprop_cli.source.tree import Tree
from backprop_cli.suggest import way_out

if TYPE_CHECKING:
    from backprop_cli.problem.quiz_range import NumberRange

MOST_NAMED = 12
DEFAULT_TOLERANCE = 1e-6
KINDS = {"forward": "forward", "gradients": "gradient"}  # a key under `expect:` and `ask:` → the kind of the answers under it


class Settings(NamedTuple):
    """What the command line says about reading. sets: "NAME=VALUE" each; layers: the classes of Python files; sizes in bytes."""

    sets: tuple[str, ...] = ()
    expand: bool = False
    max_memory: int = 2 * 2**30
    max_size: int = 64 * 2**20
    layers: tuple[type[Layer], ...] = ()


class Expectation(NamedTuple):
    """An answer that is asked for, and, under `expect:`, what the file says it is: not read yet, as whatever is wrong with that is
    the answer's own fault, not the file's.

    kind: "forward" or "gradient"; tree: None where the file says no answer; rest: what a comma inside { } cut off of it.
    """

    name: str
    number: int
    kind: str
    tree: Tree
    place: int
    rest: tuple[str, ...] = ()


class Rejects(NamedTuple):
    """`reject:` as a graph of its own. reads: which numbers of the problem its inputs are; roots: what each text comes to."""

    texts: list[str]
    graph: Graph
    reads: list[int]
    roots: list[int]


class Quiz:
    """What `quiz:` says. numbers: by the number in the graph; asked: None where `ask:` is not there; texts: title and
    description with their {names}; place: where `quiz:` is written."""

    __slots__ = ("asked", "numbers", "place", "rejects", "texts")

    def __init__(self, place: int, texts: dict[str, dict[str, str]]) -> None:
        self.place = place
        self.texts = texts
        self.numbers: dict[int, NumberRange] = {}
        self.asked: list[Expectation] | None = None
        self.rejects: Rejects | None = None


class Problem:
    """A checked problem. `declared`: the output that the file names; `chain`: where its chain is written; `budget`: what its
    arrays may take; units and descriptions by number; texts: what `title` and `description` say, by language, a text that stands
    there by itself under "".
    """

    __slots__ = (
        "budget", "chain", "declared", "descriptions", "expectations", "folder", "graph", "quiz", "source", "texts",
        "tolerance", "units", "upstream", "warnings",
    )  # fmt: skip

    def __init__(self, source: Source, folder: str | None, graph: Graph) -> None:
        self.source = source
        self.budget = Budget(Settings().max_memory)
        self.folder = folder
        self.graph = graph
        self.chain: int | None = None
        self.quiz: Quiz | None = None
        self.texts: dict[str, dict[str, str]] = {}
        self.declared: int | None = None
        self.upstream: Value | None = None
        self.expectations: list[Expectation] = []
        self.tolerance = DEFAULT_TOLERANCE
        self.units: dict[int, str] = {}
        self.descriptions: dict[int, str] = {}
        self.warnings: list[BpcalcError] = []

    @property
    def title(self) -> str | None:
        """The title in the language that holds, or in one that there is."""
        return in_language(self.texts.get("title", {}))

    @property
    def description(self) -> str | None:
        return in_language(self.texts.get("description", {}))

    def asked(self) -> Sequence[Expectation]:
        """The answers that are asked for: what `quiz: ask` names, else what `expect:` does; none where both are missing."""
        return self.expectations if self.quiz is None or self.quiz.asked is None else self.quiz.asked

    def output(self, name: str | None = None) -> int:
        """The node to differentiate: the one asked for, the one declared, or the only one that no other reads."""
        if name is not None:
            number = self.find(name)
            if not self.graph.is_node(number):
                raise UsageError(f"'{name}' is no node, and only a node can be the output")
            return number
        only = self.only_output()
        if only is not None:
            return only
        sinks = self.graph.sinks()
        if not sinks:
            raise self.nothing_to_differentiate()
        names = ", ".join(self.graph.names[number] for number in sinks[:MOST_NAMED]) + ", …" * (len(sinks) > MOST_NAMED)
        hint = "say which to differentiate: --output NAME, or `output:` in the file"
        raise NameFault(f"{len(sinks)} nodes are read by no other: {names}", self.place(sinks[0]), hint)

    def only_output(self) -> int | None:
        """The node that is declared, or the only one that no other reads; None where there is not one such node."""
        if self.declared is not None:
            return self.declared
        sinks = self.graph.sinks()
        return sinks[0] if len(sinks) == 1 else None

    def nothing_to_differentiate(self) -> NameFault:
        """The fault to raise for a problem without a node."""
        if self.chain is None:
            return NameFault("there is no node to differentiate", hint="write one under nodes: y: x * 2")
        return NameFault("the chain has no layer", self.source.place(self.chain), "write one below where it starts: `- sigmoid`")

    def place(self, number: int) -> Place:
        """Where a node is written."""
        return self.source.place(self.graph.places[number - self.graph.nodes.start])

    def find(self, name: str) -> int:
        """The number of a variable, constant or node. Raises UsageError with the nearest name."""
        number = self.graph.number(name)
        if number is None:
            raise UsageError(f"no variable or node is called '{name}'", hint=way_out(name, self.graph.numbers))
        return number
