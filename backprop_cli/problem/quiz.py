"""What `quiz:` of a problem says: which numbers are drawn for each student, what is asked, which draws are thrown away."""

from typing import NamedTuple

from backprop_cli.graph import Graph
from backprop_cli.problem.quiz_range import NumberRange


class AskedAnswer(NamedTuple):
    """One answer that is asked for. kind: "forward" or "gradient"."""

    name: str
    number: int
    kind: str


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
        self.asked: list[AskedAnswer] | None = None
        self.rejects: Rejects | None = None
