"""`quiz:` of a teacher's problem → its Quiz. reader.py calls `read_quiz` where a file has one."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from backprop_cli.errors import BpcalcError, LimitError, NameFault, StructureError
from backprop_cli.layers import maths
from backprop_cli.problem.draft import UNKNOWN, Draft
from backprop_cli.problem.expected import find
from backprop_cli.problem.expression.compiler import Compiler
from backprop_cli.problem.graph_check import Checker
from backprop_cli.problem.problem import KINDS, Expectation, Quiz, Rejects
from backprop_cli.problem.quiz_range import read_range
from backprop_cli.problem.text_numbers import check_texts, texts_with_numbers
from backprop_cli.problem.values.reader import ValueReader
from backprop_cli.source.tree import Listing, Mapping, Tree
from backprop_cli.suggest import did_you_mean

if TYPE_CHECKING:
    from backprop_cli.problem.problem import Problem

KEYS = ("numbers", "ask", "reject")
MOST_ASKED = 100
NUMBERS_HINT = "numbers: {apple: {from: 50, to: 200, step: 10}}"
ASK_HINT = "ask: {forward: [price], gradients: [apple]}"
REJECT_HINT = "reject: price > 2000, or a list of such"


def read_quiz(problem: "Problem", parts: dict[str, tuple[Tree, int]], values: ValueReader, compiler: Compiler) -> None:
    """Read `quiz:` and put the numbers into the texts. parts: the top-level keys; compiler: that of the nodes."""
    tree, place = parts["quiz"]
    if not isinstance(tree, Mapping) or tree.broken:
        if not (isinstance(tree, Listing | Mapping) and tree.broken):
            compiler.fault(StructureError("quiz: holds numbers, ask and reject", hint=NUMBERS_HINT), place)
        return
    before = len(compiler.faults)
    for key in ("title", "description"):
        if key in parts and not compiler.incomplete:
            check_texts(problem, *parts[key], compiler.faults)
    problem.quiz = Quiz(place, problem.texts)
    if len(compiler.faults) == before:
        problem.texts = texts_with_numbers(problem, problem.texts, problem.graph.values)
    reader = QuizReader(problem, problem.quiz, values, compiler)
    for key, key_place, part, part_place in zip(tree.keys, tree.key_places, tree.values, tree.places, strict=True):
        if key in KEYS:
            getattr(reader, f"read_{key}")(part, part_place)
        else:
            hint = did_you_mean(key, KEYS) or "it has numbers, ask and reject"
            compiler.fault(StructureError(f"unknown key '{key}' under quiz", hint=hint), key_place, len(key))


class QuizReader:
    """Reads the parts of one `quiz:`."""

    def __init__(self, problem: "Problem", quiz: Quiz, values: ValueReader, compiler: Compiler) -> None:
        self.problem = problem
        self.quiz = quiz
        self.values = values
        self.compiler = compiler

    def refuse(self, tree: Tree, place: int, message: str, hint: str) -> None:
        """Say that a part is of the wrong kind, unless something was said of it already."""
        if not (isinstance(tree, Listing | Mapping) and tree.broken):
            self.compiler.fault(StructureError(message, hint=hint), place)

    def read_numbers(self, tree: Tree, place: int) -> None:
        if not isinstance(tree, Mapping) or tree.broken:
            self.refuse(tree, place, "numbers: holds names with their ranges", NUMBERS_HINT)
            return
        for name, name_place, one, at in zip(tree.keys, tree.key_places, tree.values, tree.places, strict=True):
            number = find(self.problem, name, name_place, self.compiler)
            drawn = read_range(self.values, one, at)
            if number is not None and self.problem.graph.is_node(number):
                hint = "only variables and constants are drawn"
                fault = NameFault(f"'{name}' is a node: its value follows from the graph", hint=hint)
                self.compiler.fault(fault, name_place, len(name))
            elif number is not None and drawn is not None:
                self.quiz.numbers[number] = drawn

    def read_ask(self, tree: Tree, place: int) -> None:
        if not isinstance(tree, Mapping) or tree.broken:
            self.refuse(tree, place, "ask: holds forward and gradients", ASK_HINT)
            return
        asked: list[Expectation] = []
        for key, key_place, names, at in zip(tree.keys, tree.key_places, tree.values, tree.places, strict=True):
            if key not in KINDS:
                hint = did_you_mean(key, KINDS) or ASK_HINT
                self.compiler.fault(StructureError(f"unknown key '{key}' under ask", hint=hint), key_place, len(key))
            elif not isinstance(names, Listing) or names.broken or not all(isinstance(name, str) for name in names.items):
                self.refuse(names, at, f"{key}: is a list of names", ASK_HINT)
            else:
                asked += self.names_asked(KINDS[key], names)
        self.quiz.asked = asked
        if (count := entries_asked(self.problem, asked)) > MOST_ASKED:
            self.compiler.fault(LimitError(f"{count} entries are asked for, at most {MOST_ASKED} can be", hint=ASK_HINT), place)

    def names_asked(self, kind: str, names: Listing) -> list[Expectation]:
        asked: list[Expectation] = []
        for name, place in zip(names.items, names.places, strict=True):
            assert isinstance(name, str)
            number = find(self.problem, name, place, self.compiler)
            fault = None if number is None else why_not_asked(self.problem, kind, name, number)
            if number is not None and any((one.number, one.kind) == (number, kind) for one in asked):
                fault = NameFault(f"'{name}' is asked for twice", hint="name it once")
            if fault is not None:
                self.compiler.fault(fault, place, len(name))
            elif number is not None:
                asked.append(Expectation(self.problem.graph.names[number], number, kind, None, place))
        return asked

    def read_reject(self, tree: Tree, place: int) -> None:
        items, places = (tree.items, list(tree.places)) if isinstance(tree, Listing) else ([tree], [place])
        texts = [item for item in items if isinstance(item, str) and item]
        if not texts or len(texts) < len(items):
            self.refuse(tree, place, "reject: is an expression, or a list of expressions", REJECT_HINT)
            return
        numbers, names = self.problem.graph.numbers, self.problem.graph.names
        reads = list(numbers.values())
        draft = Draft([names[number] for number in reads], {name: index for index, name in enumerate(numbers)}, texts)
        roots = self.compile(draft, texts, places)
        order, _ = draft.order()
        draft.numbers.update({f"·{index}": root for index, root in enumerate(roots)})
        if UNKNOWN in draft.layers or self.compiler.incomplete or any(one.severity == "error" for one in self.compiler.faults):
            return
        stand_ins = [maths.stand_in(self.problem.graph.shape(number)) for number in reads]
        graph = draft.graph(order, stand_ins, len(reads))
        Checker(self.compiler.source, self.values.budget, self.compiler.faults, places).check(graph)
        self.quiz.rejects = Rejects(texts, graph, reads, [graph.numbers[f"·{index}"] for index in range(len(roots))])

    def compile(self, draft: Draft, texts: list[str], places: list[int]) -> list[int]:
        """Add the expressions to a draft whose inputs are all that the problem names; their references."""
        mine = self.compiler
        compiler = Compiler(mine.source, draft, mine.layer_names, mine.operators, mine.faults)
        compiler.broken_names, compiler.incomplete = mine.broken_names, mine.incomplete
        return [compiler.node(text, text, at, bare=True) for text, at in zip(texts, places, strict=True)]


def why_not_asked(problem: "Problem", kind: str, name: str, number: int) -> BpcalcError | None:
    """Why nobody can be asked for a name."""
    if kind == "forward" and not problem.graph.is_node(number):
        return NameFault(f"'{name}' is given: only the value of a node can be asked for", hint=ASK_HINT)
    if kind == "gradient" and number in problem.graph.constants:
        return NameFault(f"{name} is a constant: it has no gradient", hint="put it under variables")
    return None


def entries_asked(problem: "Problem", asked: Sequence[Expectation]) -> int:
    """How many numbers an answer to all of this holds."""
    from math import prod

    return sum(prod(problem.graph.shape(one.number)) for one in asked)
