"""A class for tests: keys from texts, and marks of what some students handed in."""

from collections.abc import Mapping

from backprop_cli.source.places import Source
from backprop_cli.teach.answer_key import AnswerKey
from backprop_cli.teach.class_marks import ClassMarks, HandedIn, mark_class
from backprop_cli.teach.draws import Draws
from backprop_cli.teach.lenient import WrittenAnswers, written_in
from backprop_cli.teach.roster import Roster, Student
from tests.problems import problem_of_bytes

P1 = """\
title: Apples with tax
variables: {apple: 100, apple_num: 2, tax: 1.1}
nodes: {apple_price: apple * apple_num, price: apple_price * tax}
expect: {forward: {price: 220}, gradients: {apple: 2.2, tax: 200}}
"""
P2 = "variables: {x: 3, y: 4}\nnodes: {s: x + y, z: s * s}\nexpect: {gradients: {x: 14, y: 14}}\n"


def keys(seed: int | None = None, **texts: str) -> list[AnswerKey]:
    return [
        AnswerKey(Draws(problem_of_bytes(text), name, seed or 0), seed is not None)
        for name, text in (texts or {"p1": P1, "p2": P2}).items()
    ]


def roster(*names: str) -> Roster:
    return Roster("roster.csv", "id", ("name",), [Student(name, (f"Student {name}",), line + 2) for line, name in enumerate(names)])


def handed(key: AnswerKey, text: str, file: str = "p.yaml") -> HandedIn:
    source = Source(file, text)
    return HandedIn(file, written_in(source, key.problem.graph)._replace(source=source))


def unreadable(reason: str) -> HandedIn:
    return HandedIn("p.yaml", WrittenAnswers({}, doubt=reason))


def marks(given: Mapping[tuple[str, str], str | HandedIn], *names: str, by: list[AnswerKey] | None = None) -> ClassMarks:
    """given: by student and problem, the text of a hand-in. names: of the roster; without any there is none."""
    by = by or keys()
    texts = {
        pair: one if isinstance(one, HandedIn) else handed(next(key for key in by if key.name == pair[1]), one)
        for pair, one in given.items()
    }
    who = roster(*names) if names else None
    students = mark_class(by, who, texts)
    return ClassMarks(by, None, who.columns if who else (), who is not None, students, len(texts), [], [])
