"""Gradient checks of texts and of graphs built by hand, and layers with planted faults."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from backprop_cli.gradcheck import Check, Result, gradcheck
from backprop_cli.graph import Graph
from backprop_cli.layers import Layer
from backprop_cli.problem.problem import Problem, Settings
from backprop_cli.problem.reader import read_problem
from backprop_cli.python_layers.load import load_layers
from backprop_cli.source import Source


def check(
    text: str,
    *,
    layers: Sequence[type[Layer]] = (),
    against: Sequence[str] = (),
    upstream: Any = None,
    wrt: Sequence[str] = (),
    **how: Any,
) -> Result:
    problem = read_problem(Source("p.yaml", text), None, Settings(layers=tuple(layers), against=tuple(against)))
    names = [problem.find(name) for name in wrt] or list(problem.graph.variables)
    return gradcheck(problem, problem.output(), problem.upstream if upstream is None else upstream, names, **how)


def check_with(folder: Path, code: str, text: str, **how: Any) -> Result:
    """Check a problem with the layers of a Python file."""
    path = folder / "mine.py"
    path.write_text(code, encoding="utf-8")
    return check(text, layers=load_layers(str(path)), **how)


def check_graph(graph: Graph, output: int | None = None, **how: Any) -> Result:
    problem = Problem(Source("p.yaml", ""), None, graph)
    return gradcheck(problem, graph.nodes[-1] if output is None else output, None, list(graph.variables), **how)


def graph_of(variables: Sequence[Any], constants: Sequence[Any], nodes: Sequence[tuple[Layer, tuple[int, ...]]]) -> Graph:
    """A graph of v0, v1, …, c0, … and n0, n1, …; nodes name their inputs by number."""
    names = (
        [f"v{k}" for k in range(len(variables))] + [f"c{k}" for k in range(len(constants))] + [f"n{k}" for k in range(len(nodes))]
    )
    values = [*variables, *constants]
    numbers = {name: number for number, name in enumerate(names)}
    layers, inputs = [layer for layer, _ in nodes], [sources for _, sources in nodes]
    graph = Graph(
        names, numbers, (len(variables), len(constants), 0), values, layers, inputs, names[len(values) :], [0] * len(nodes)
    )
    shapes = [np.shape(value) for value in values]
    for layer, sources in nodes:
        shapes.append(layer.shape(*[shapes[source] for source in sources]))
    graph.shapes = shapes
    graph.scalar = not any(shapes)
    return graph


def with_fault(layer: Layer, argument: int, fault: Callable[[Any], Any], yours: bool = False) -> Layer:
    """A layer like another, but what it sends back to one of its inputs went through `fault`."""

    class Faulty(type(layer)):  # type: ignore[misc]
        multiplies = False

        def vjp(self, dout: Any, out: Any, *xs: Any, wanted: tuple[bool, ...]) -> tuple[Any, ...]:
            gradients = list(super().vjp(dout, out, *xs, wanted=wanted))
            if gradients[argument] is not None:
                gradients[argument] = fault(gradients[argument])
            return tuple(gradients)

    Faulty.yours = yours
    faulty = Faulty.__new__(Faulty)
    faulty.__dict__.update(layer.__dict__)
    return faulty


class Same(Layer):
    """The input times 1, sent back times a factor."""

    def __init__(self, factor: float = 1.0, yours: bool = False) -> None:
        self.factor = factor
        self.yours = yours  # type: ignore[misc]

    def compute(self, x: Any) -> Any:
        return x * 1.0

    def vjp(self, dout: Any, out: Any, *xs: Any, wanted: tuple[bool, ...]) -> tuple[Any, ...]:
        return (dout * self.factor,)

    def shape(self, *shapes: Any) -> Any:
        return shapes[0]


def guilty(result: Result) -> set[str]:
    return {culprit.node for culprit in result.culprits}


LAYERNORM = """variables:
  x: [[0.5, -1.2, 2.0], [1.0, 0.3, -0.7]]
  gamma: [1.1, 0.9, 1.3]
  beta: [0.1, 0.2, -0.3]
layers:
  layernorm:
    inputs: [x, gamma, beta]
    let:
      xc: x - mean(x, axis=-1, keepdims=True)
      s: sqrt(mean(xc ** 2, axis=-1, keepdims=True) + 1e-5)
      xhat: xc / s
      g: dout * gamma
    forward: gamma * xhat + beta
    backward:
      x: {x}
      gamma: {gamma}
      beta: sum(dout, axis=0)
nodes:
  y: layernorm(x, gamma, beta)
"""


RIGHT = {
    "x": "(g - mean(g, axis=-1, keepdims=True) - xhat * mean(g * xhat, axis=-1, keepdims=True)) / s",
    "gamma": "sum(dout * xhat, axis=0)",
}


MY_SIGMOID = """variables: {{x: {x}}}
layers:
  my_sigmoid:
    inputs: [x]
    forward: 1 / (1 + exp(-x))
    backward: {{x: {backward}}}
nodes: {{h: my_sigmoid(x), y: 3 * h}}
"""


def layernorm(**rules: str) -> str:
    return LAYERNORM.format(**{**RIGHT, **rules})


class Hinge(Same):
    """A kink that the layer does not tell of: a slope of 1 to the left of 0, of 2 to the right."""

    def compute(self, x: Any) -> Any:
        return x * (1.0 + (x.real > 0.0))


def chk(analytic: float, numeric: float, verdict: str = "fail", index: tuple[int, ...] | None = None) -> Check:
    return Check("x", index, analytic, numeric, abs(analytic - numeric), 0.0, "complex", verdict, None, None)


STEEP = (
    "variables: {x: 0}\nlayers:\n  s: {inputs: [x], forward: sqrt(x) * x, backward: {x: 1.5 * dout * sqrt(x)}}\nnodes: {y: s(x)}\n"
)
