"""Gradient checks of single numbers, to see that they load no NumPy."""

from backprop_cli.gradcheck import gradcheck
from backprop_cli.problem.problem import Settings
from backprop_cli.problem.reader import read_problem
from backprop_cli.source import Source

LAYER = "layers:\n  square:\n    inputs: [x]\n    forward: x ** 2\n    backward: {x: dout * x}\n"
TEXTS = (
    "variables: {a: 100, n: 2, tax: 1.1}\nnodes: {p: a * n, price: p * tax}",
    f"variables: {{x: 3}}\n{LAYER}nodes: {{y: square(x)}}",
    "variables: {x: 0}\nnodes: {y: relu(x)}",
)


def verdicts() -> list[str]:
    problems = [read_problem(Source("p.yaml", text), None, Settings()) for text in TEXTS]
    return [gradcheck(problem, problem.output(), None, list(problem.graph.variables)).verdict for problem in problems]
