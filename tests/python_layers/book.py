"""The classes of the book as a Python file of --layers, and files of any other code, for tests."""

import os
from pathlib import Path
from typing import Any

from backprop_cli import engine
from backprop_cli.problem.problem import Problem, Settings
from backprop_cli.problem.reader import read_problem
from backprop_cli.python_layers.load import load_layers
from backprop_cli.source import Source

WITH_US = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])}


BOOK = """
import numpy as np

class MulLayer:
    def __init__(self):
        self.x = None
        self.y = None
    def forward(self, x, y):
        self.x, self.y = x, y
        return x * y
    def backward(self, dout):
        return dout * self.y, dout * self.x

class Relu:
    def __init__(self):
        self.mask = None
    def forward(self, x):
        self.mask = (x <= 0)
        out = x.copy()
        out[self.mask] = 0
        return out
    def backward(self, dout):
        dx = dout.copy()
        dx[self.mask] = 0
        return dx

class Affine:
    def __init__(self, W, b):
        self.W, self.b, self.x, self.dW, self.db = W, b, None, None, None
    def forward(self, x):
        self.x = x
        return np.dot(x, self.W) + self.b
    def backward(self, dout):
        self.dW = np.dot(self.x.T, dout)
        self.db = np.sum(dout, axis=0)
        return np.dot(dout, self.W.T)

class SoftmaxWithLoss:
    def forward(self, x, t):
        self.t = t
        e = np.exp(x - x.max(axis=1, keepdims=True))
        self.y = e / e.sum(axis=1, keepdims=True)
        return -np.log(self.y[np.arange(len(t)), t]).mean()
    def backward(self, dout=1):
        dx = self.y.copy()
        dx[np.arange(len(self.t)), self.t] -= 1
        return dout * dx / len(self.t)

def scale_forward(x, factor):
    return x * factor, (x, factor)

def scale_backward(dout, cache):
    x, factor = cache
    return dout * factor, np.sum(dout * x)
"""


def written(folder: Path, code: str, name: str = "mine.py") -> str:
    path = folder / name
    path.write_text(code, encoding="utf-8")
    return str(path)


def problem_with(folder: Path, code: str, text: str) -> Problem:
    return read_problem(Source("p.yaml", text), None, Settings(layers=tuple(load_layers(written(folder, code)))))


def gradients(problem: Problem) -> dict[str, Any]:
    values = engine.forward(problem.graph)
    found = engine.backward(problem.graph, values, problem.output(), problem.upstream)
    return dict(zip(problem.graph.names, found, strict=True))


def layer(folder: Path, code: str, index: int = 0) -> Any:
    return load_layers(written(folder, code))[index]()
