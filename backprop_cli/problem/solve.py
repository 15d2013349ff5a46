"""Both passes over a problem: the one way from a problem to its values and gradients, for commands, marking and tests."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from backprop_cli import engine
from backprop_cli.engine import Pass
from backprop_cli.errors import BpcalcError, ShapeError
from backprop_cli.layers import maths
from backprop_cli.layers.base import shape_text
from backprop_cli.layers.maths import Value
from backprop_cli.problem.problem import Problem


def values_of(problem: Problem, inputs: Sequence[Value] | None = None) -> list[Value]:
    """Every value, by number. inputs: take the place of the file's own numbers. Raises BpcalcError with a place."""
    with placed(problem):
        return engine.forward(problem.graph, inputs)


def solve(
    problem: Problem,
    output: int | None = None,
    upstream: Value = None,
    wrt: Sequence[int] | None = None,
    values: Sequence[Value] | None = None,
) -> Pass:
    """Run a problem forward and backward. Raises BpcalcError with a place.

    output: a node's number; None is the problem's own. upstream: of the output's shape; None is the problem's own, or all ones.
    wrt: the numbers whose gradients are asked for: only they, and what lies between, are computed; None is every variable and
    node. values: of a forward pass that was run already.
    """
    number = problem.output() if output is None else output
    dout = upstream_for(problem, number) if upstream is None else upstream
    values = values_of(problem) if values is None else values
    wanted = None if wrt is None else problem.graph.reached_from(wrt)
    with placed(problem):
        return engine.differentiate(problem.graph, values, number, dout, wanted)


def upstream_for(problem: Problem, output: int, given: Value = None) -> Value:
    """The upstream gradient of a node, in its shape: `given`, else the problem's own; None where there is neither.

    A single number goes to every entry. Raises ShapeError for an array of another shape.
    """
    value = problem.upstream if given is None else given
    have, shape = maths.shape_of(value), problem.graph.shape(output)
    if value is None or have == shape:
        return value
    if have == ():
        return engine.filled_like(maths.numpy().empty(shape), value)
    hint = "give a single number" if shape == () else f"give a single number, or an array of the shape {shape_text(shape)}"
    name = problem.graph.names[output]
    raise ShapeError(f"upstream has the shape {shape_text(have)}, {name} the shape {shape_text(shape)}", hint=hint)


@contextmanager
def placed(problem: Problem) -> Iterator[None]:
    """A fault that a layer raises within gets the place of the node at which it happened: a layer knows none."""
    try:
        yield
    except BpcalcError as error:
        if error.place is None and error.node is not None:
            error.place = problem.place(error.node)
        raise
