"""A problem asked one number at a time: the questions from right to left, and what is said to each answer. Nothing is printed here.

cli/ask.py prints the questions and reads the answers.
"""

from math import prod
from typing import TYPE_CHECKING, NamedTuple

from backprop_cli.engine.passes import Pass
from backprop_cli.layers import maths
from backprop_cli.problem.problem import Expectation, Problem
from backprop_cli.problem.values.answers import Given, GivenReader, faults_in_words
from backprop_cli.source import Source, parse
from backprop_cli.teach.marking import Answer, Measure, mark_answer
from backprop_cli.teach.mistakes import Reason
from backprop_cli.teach.reasons import Marked, Reasons

if TYPE_CHECKING:
    from backprop_cli.layers.maths import Value
    from backprop_cli.source.tree import Tree

LARGEST = 100  # entries of an array that somebody is asked to type


class Reply(NamedTuple):
    """What is said to an answer. reason: why it is likely wrong; unread: why nobody can tell what it is, and it is not judged."""

    answer: Answer
    reason: Reason | None = None
    unread: str | None = None


class Dialogue:
    """The questions about one problem, and the answers so far. done: the pass with the numbers that are asked about."""

    def __init__(self, problem: Problem, done: Pass, measure: Measure) -> None:
        self.problem = problem
        self.done = done
        self.measure = measure
        self.reasons = Reasons(done, measure)
        asked = asked_right_to_left(problem, done.output)
        self.questions = [one for one in asked if can_be_asked(done.answer(one.kind, one.number))]
        self.marked: list[Marked] = []

    def reply(self, one: Expectation, text: str) -> Reply:
        """Judge what was typed, and remember it, unless it cannot be read: then nothing is judged yet."""
        given = read_answer(self.problem, text)
        answer = mark_answer(one, given, self.done.answer(one.kind, one.number), self.measure)
        if given.fault or given.faulty or answer.verdict == "unclear":
            return Reply(answer, unread=answer.fault)
        self.marked.append(Marked(one, given, answer))
        return Reply(answer, self.reasons.find(self.marked).get(len(self.marked) - 1))

    @property
    def count_right(self) -> int:
        return sum(one.answer.verdict == "pass" for one in self.marked)


def asked_right_to_left(problem: Problem, output: int) -> list[Expectation]:
    """What is asked: what the file asks for or expects, else every value and the gradient of every variable. Nodes come from the
    output back, then what is given, as it stands in the file; of each its value before its gradient."""
    graph = problem.graph
    asked = [(one.kind, one.number) for one in problem.asked() if one.kind == "gradient" or graph.is_node(one.number)]
    if not asked:
        reaches = graph.reaching(output)
        asked = [("forward", number) for number in graph.nodes if reaches[number] and "." not in graph.names[number]]
        asked += [("gradient", number) for number in graph.variables]
    asked.sort(key=lambda one: (0, -one[1], one[0]) if graph.is_node(one[1]) else (1, one[1], one[0]))
    return [Expectation(graph.names[number], number, kind, None, 0) for kind, number in dict.fromkeys(asked)]


def can_be_asked(right: "Value | None") -> bool:
    """Whether somebody can type the answer: a finite number, or an array of not too many."""
    return right is not None and prod(maths.shape_of(right)) <= LARGEST and maths.is_finite(right)


def read_answer(problem: Problem, text: str) -> Given:
    """What is typed as an answer: a number or a sum, in quotes or not, or a list as YAML writes one, [[1, 2], [3, 4]]."""
    text = text.strip().strip("\ufeff")
    if len(text) > 1 and text[0] == text[-1] in ("'", '"'):
        text = text[1:-1].strip()
    source = Source("answer", text)
    tree: Tree = text
    place = 0
    if text.startswith("["):
        document = parse(source)
        errors = [fault for fault in document.faults if fault.severity == "error"]
        if errors:
            return Given(text, fault=faults_in_words(errors))
        tree, place = document.root, document.place
    typed = Problem(source, None, problem.graph)
    return GivenReader(typed).value(tree, place, "")
