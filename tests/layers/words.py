"""A witness for the words of layers: evaluates formulas and rules with NumPy alone, none of it taken from the package."""

import ast
from math import erf, pi
from typing import Any

import numpy as np


def softmax(x: Any, axis: int = -1) -> Any:
    return np.exp(log_softmax(x, axis))


def log_softmax(x: Any, axis: int = -1) -> Any:
    x = np.asarray(x)
    return x - np.logaddexp.reduce(x, axis=axis, keepdims=True) if x.ndim else x * 0.0


def expand(reduced: Any, x: Any, axis: Any = None, keepdims: bool = False) -> Any:
    if axis is not None and not keepdims and np.ndim(x) and np.ndim(reduced):
        reduced = np.expand_dims(reduced, axis)
    return np.broadcast_to(reduced, np.shape(x))


def onehot(t: Any, x: Any) -> Any:
    if np.shape(t) == np.shape(x):
        return t
    return np.eye(np.shape(x)[-1])[np.asarray(t).astype(int)]


def scatter(dout: Any, x: Any, i: Any = None, index: Any = None, axis: int = 0) -> Any:
    """Undo x[index], or a take of i along the axis: position by position."""
    full = np.zeros(np.shape(x))
    if i is None:
        full[index] = dout
        return full
    for place in np.ndindex(np.shape(i)):
        front = np.moveaxis(full, axis, 0)
        front[int(np.asarray(i)[place])] += np.moveaxis(
            dout, range(axis % full.ndim, axis % full.ndim + np.ndim(i)), range(np.ndim(i))
        )[place]
    return full


def size(x: Any, axis: Any = None) -> Any:
    shape = np.shape(x)
    axes = range(len(shape)) if axis is None else np.atleast_1d(axis)
    return float(np.prod([shape[axis] for axis in axes] if shape else []))


def others(x: Any, axis: Any = None) -> Any:
    """The product with one entry after the other left out."""
    out = np.ones(np.shape(x))
    for place in np.ndindex(np.shape(x)):
        without = np.array(x)
        without[place] = 1.0
        out[place] = np.broadcast_to(np.prod(without, axis=axis, keepdims=True), np.shape(x))[place]
    return out


def pad(x: Any, width: Any, value: float, axis: Any) -> Any:
    axes = [a % np.ndim(x) for a in (range(np.ndim(x)) if axis is None else np.atleast_1d(axis))]
    sides = [width if a in axes else (0, 0) for a in range(np.ndim(x))]
    return np.pad(x, [np.broadcast_to(side, 2) for side in sides], constant_values=value) if np.ndim(x) else x


VOCABULARY = {
    "exp": np.exp, "log": np.log, "sqrt": np.sqrt, "abs": np.abs, "sin": np.sin, "cos": np.cos, "tanh": np.tanh,
    "erf": np.vectorize(erf, otypes=[float]), "pi": pi, "sign": np.sign, "where": np.where,
    "sum": np.sum, "mean": np.mean, "max": np.max, "min": np.min, "maximum": np.maximum, "minimum": np.minimum,
    "sigmoid": lambda x: 1 / (1 + np.exp(-x)), "softmax": softmax, "log_softmax": log_softmax,
    "onehot": onehot, "expand": expand, "scatter": scatter, "zeros": lambda x: np.zeros(np.shape(x)),
    "shape": np.shape, "size": size, "others": others, "prod": np.prod, "pad": pad, "take": lambda x, i, axis: np.take(x, np.asarray(i).astype(int), axis),
    "stack": lambda *xs, axis: np.stack(xs, axis=axis), "n": lambda x: np.prod(np.shape(x)[:-1]),
    "batch": lambda x: np.shape(x)[0] if np.ndim(x) > 1 else 1,
    "reshape": lambda x, shape: np.reshape(x, shape), "transpose": np.transpose,
    "concat": lambda *xs, axis: np.concatenate(xs, axis=axis),
}  # fmt: skip


def evaluate(words: str, **names: Any) -> Any:
    """The value of the words, where `names` hold the inputs, the options, `out` and `dout`."""
    code = compile(words, "words", "eval")
    arrays = {name: np.float64(x) if isinstance(x, float) else x for name, x in names.items()}
    with np.errstate(all="ignore"):
        return eval(code, {"__builtins__": {}}, VOCABULARY | arrays)


def names_in(words: str) -> set[str]:
    return {node.id for node in ast.walk(ast.parse(words)) if isinstance(node, ast.Name)}
