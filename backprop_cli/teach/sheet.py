"""A sheet: a teacher's problem written anew, with a student's numbers, blanks for what is asked, and nothing of the answers.

`Sheet(problem)` looks at the key once; `text(values)` writes it for one student after the other. No comment comes along: those
of a key tell its answers.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from backprop_cli.errors import LimitError
from backprop_cli.layers import maths
from backprop_cli.layers.maths import Value
from backprop_cli.problem.problem import DEFAULT_TOLERANCE, KINDS
from backprop_cli.problem.text_numbers import texts_with_numbers
from backprop_cli.problem.values.reader import NOTES
from backprop_cli.source import parse
from backprop_cli.source.tree import Mapping, Tree
from backprop_cli.teach.yaml_text import STEP, Item, each_entry, item_of, item_of_value, number_written, yaml_lines

if TYPE_CHECKING:
    from backprop_cli.problem.problem import Problem

MOST_WRITTEN = 1_000  # entries of an array file that go into a sheet
LEFT_OUT = ("$schema", "title", "description", "expect", "quiz")  # written otherwise, or not at all
GIVEN = ("variables", "constants")
OPENED = {"variables": 1, "constants": 1, "nodes": 1, "chain": 1, "layers": 3}  # how deep no brackets are used
BLANK = "_"


class Sheet:
    """Writes the sheets of one problem. Raises LimitError for an array file that is too large to be written out."""

    def __init__(self, problem: "Problem") -> None:
        self.problem = problem
        self.texts = problem.texts if problem.quiz is None else problem.quiz.texts
        self.drawn = {} if problem.quiz is None else {problem.graph.names[number]: number for number in problem.quiz.numbers}
        root = parse(problem.source).root
        assert isinstance(root, Mapping)
        parts = dict(zip(root.keys, root.values, strict=True))
        self.parts = {key: self.part(key, tree) for key, tree in parts.items() if key not in LEFT_OUT}

    @property
    def blanks(self) -> int:
        """How many answers a sheet asks for."""
        return len(self.problem.asked())

    def text(self, values: Sequence[Value]) -> str:
        """The sheet with these values of variables and constants, by number."""
        lines: list[str] = []
        texts = self.texts if self.problem.quiz is None else texts_with_numbers(self.problem, self.texts, values)
        for key, said in texts.items():
            lines += yaml_lines(key, said[""] if "" in said else dict(said), opened=1) if said else []
        for key, part in self.parts.items():
            lines += yaml_lines(key, self.with_drawn(part, values) if key in GIVEN else part, opened=OPENED.get(key, 0))
        return "\n".join([*lines, *self.expect()]) + "\n"

    def part(self, key: str, tree: Tree) -> Item:
        """A part of the file as it stands, but for array files, whose entries are written out."""
        graph = self.problem.graph
        if key == "upstream":
            return self.from_file(key, tree, self.problem.upstream)
        if key not in GIVEN or not isinstance(tree, Mapping):
            return item_of(tree)
        pairs = zip(tree.keys, tree.values, strict=True)
        return {name: self.from_file(name, one, graph.values[self.problem.find(name)]) for name, one in pairs}

    def from_file(self, name: str, tree: Tree, value: Value) -> Item:
        item = item_of(tree)
        if not names_file(item):
            return item
        count = value.size if maths.is_array(value) else 1
        if count > MOST_WRITTEN:
            message = f"{name} has {count:,} entries in a file, and a sheet holds at most {MOST_WRITTEN:,} of an array"
            raise LimitError(message, self.problem.source.place(0), "a smaller array, or one of the kind {normal: [3, 2]}")
        return put_in(item, item_of_value(value))

    def with_drawn(self, part: Item, values: Sequence[Value]) -> Item:
        """Variables or constants with the numbers that were drawn for some of them."""
        if not isinstance(part, dict):
            return part
        return {
            name: put_in(item, item_of_value(values[self.drawn[name]])) if name in self.drawn else item
            for name, item in part.items()
        }

    def expect(self) -> list[str]:
        """`expect:` with a blank for each answer, in the order in which they are asked for."""
        lines = ["expect:"]
        for key, kind in KINDS.items():
            asked = [one for one in self.problem.asked() if one.kind == kind]
            lines += [f"{STEP}{key}:"] if asked else []
            for one in asked:
                lines += yaml_lines(one.name, each_entry(BLANK, self.problem.graph.shape(one.number)), 2 * STEP)
        if self.problem.tolerance != DEFAULT_TOLERANCE:
            lines.append(f"{STEP}tolerance: {number_written(self.problem.tolerance)}")
        return lines


def names_file(item: Item) -> bool:
    """Whether a value is, in the end, {file: …}."""
    while isinstance(item, dict) and "file" not in item:
        item = item.get("value", "")
    return isinstance(item, dict)


def put_in(item: Item, numbers: Item) -> Item:
    """Numbers in the place of a value's own; its unit and its description stay."""
    notes: dict[str, Item] = {}
    while isinstance(item, dict):
        notes = {**{key: note for key, note in item.items() if key in NOTES}, **notes}
        item = item.get("value", "")
    return {"value": numbers, **notes} if notes else numbers
