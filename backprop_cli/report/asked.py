"""What a backward pass is asked for, and the answer that its report and its page are both made of."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from backprop_cli.engine import Pass
from backprop_cli.engine.edges import Edge, edges
from backprop_cli.layers.maths import Value
from backprop_cli.report.number_text import pick

if TYPE_CHECKING:
    from backprop_cli.problem.problem import Problem


class Asked(NamedTuple):
    """A gradient that was asked for: of a whole value (index None), or of one entry. label: as it is shown ("W[0,1]")."""

    label: str
    number: int
    index: tuple[int, ...] | None = None  # type: ignore[assignment]  # a name that tuples use as well


class BackwardAnswer(NamedTuple):
    """A problem, the finished pass over it, and what was asked."""

    problem: "Problem"
    done: Pass
    asked: Sequence[Asked]

    def edges(self) -> Iterator[Edge]:
        """The arrows between the output and what was asked for, right to left."""
        return edges(self.done, self.done.graph.reached_from([one.number for one in self.asked]))

    def value(self, one: Asked) -> Value:
        return pick(self.done.values[one.number], one.index)

    def gradient(self, one: Asked) -> Value | None:
        return pick(self.done.gradients[one.number], one.index)
