"""One node taken out of its graph, to be looked at by itself."""

from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from typing import NamedTuple

from backprop_cli import engine
from backprop_cli.engine import Pass
from backprop_cli.errors import BpcalcError
from backprop_cli.gradcheck.code_precision import Code
from backprop_cli.gradcheck.hints import of_code, same_for_twice
from backprop_cli.gradcheck.result import Check, Culprit
from backprop_cli.graph import Graph
from backprop_cli.layers import maths
from backprop_cli.layers.base import Layer, Shape
from backprop_cli.layers.maths import Value
from backprop_cli.python_layers.code_faults import findings
from backprop_cli.python_layers.layer import PythonLayer


class Node(NamedTuple):
    """One node taken out of its graph. wanted: the inputs that need a gradient; code: what is known of a stranger's code."""

    name: str
    layer: Layer
    xs: list[Value]
    out: Value
    wanted: tuple[bool, ...]
    code: Code | None = None


def position(index: tuple[int, ...] | None, shape: Shape) -> int:
    """The flat position, counted row by row, of the entry at an index; 0 for None."""
    found = 0
    for place, size in zip(index or (), shape, strict=index is not None):
        found = found * size + place
    return found


def ignores_upstream(node: Node, argument: int, dout: Value) -> bool:
    once, twice = (node.layer.vjp(upstream, node.out, *node.xs, wanted=node.wanted)[argument] for upstream in (dout, 2.0 * dout))
    return same_for_twice(once, twice)


def explanation(node: Node) -> str:
    return of_code(node.layer, [maths.shape_of(x) for x in node.xs]) if isinstance(node.layer, PythonLayer) else ""


def alone(node: Node, dout: Value) -> Pass:
    """A node as a graph of its own, each argument a variable, forward and backward."""
    count = len(node.xs)
    names = (
        [*dict.fromkeys(node.layer.input_names(count))]
        if count == len(set(node.layer.input_names(count)))
        else [str(k) for k in range(count)]
    )
    graph = Graph([*names, node.name], {}, (count, 0, 0), node.xs, [node.layer], [tuple(range(count))], [""], [0])
    graph.scalar = not any(map(maths.is_array, [*node.xs, node.out]))
    graph.shapes = None if graph.scalar else [maths.shape_of(value) for value in (*node.xs, node.out)]
    with nullcontext() if graph.scalar else engine.quiet():
        gradients = node.layer.vjp(dout, node.out, *node.xs, wanted=node.wanted)
    return Pass(graph, [*node.xs, node.out], [*gradients, dout], count, dout)


def misbehaviour(node: Node, dout: Value) -> Iterator[Culprit]:
    """What is wrong with a Python layer's code apart from its numbers; nothing for other layers."""
    if isinstance(node.layer, PythonLayer):
        for finding in findings(node.layer, dout, node.xs, node.wanted):
            yield accused(node, finding.input, finding.note)


def accused(node: Node, name: str, note: str) -> Culprit:
    return Culprit(node.name, node.layer.name, name, None, None, None, note)


def note(error: BpcalcError) -> str:
    return f"{error.message}; {error.hint}" if error.hint else error.message


def failing(checks: Sequence[Check]) -> list[Check]:
    return [check for check in checks if check.verdict == "fail"]
