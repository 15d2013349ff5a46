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


def windows(x: Any, size: Any, stride: Any, padding: Any = 0) -> Any:
    """The windows of x (…, H, W), one by one: (…, rows of windows, columns of windows, h, w)."""
    (h, w), (s, t), (p, q) = (np.broadcast_to(option, 2) for option in (size, stride, padding))
    x = np.pad(x, [(0, 0)] * (np.ndim(x) - 2) + [(p, p), (q, q)])
    tops, lefts = range(0, x.shape[-2] - h + 1, s), range(0, x.shape[-1] - w + 1, t)
    return np.stack([np.stack([x[..., i : i + h, j : j + w] for j in lefts], axis=-3) for i in tops], axis=-4)


def unfold(x: Any, size: Any = 2, stride: Any = 1, padding: Any = 0) -> Any:
    cut = windows(x, size, stride, padding)
    if np.ndim(x) > 2:
        cut = np.moveaxis(cut, -5, -3)  # the channels into the windows
    return cut.reshape(-1, np.prod(cut.shape[-min(np.ndim(x), 3) :]))


def fold(y: Any, x: Any, size: Any = 2, stride: Any = 1, padding: Any = 0) -> Any:
    """By way of unfold: where each entry of a row comes from is told by the numbers of the entries."""
    origin = unfold(np.arange(1, np.size(x) + 1).reshape(np.shape(x)), size, stride, padding)  # 0 is the padding
    channels = np.shape(x)[-3] if np.ndim(x) > 2 else 1
    alike = np.size(y) != origin.size
    rows = np.reshape(y, (-1, 1)) + np.zeros(np.prod(np.broadcast_to(size, 2))) if alike else np.reshape(y, (-1,))
    assert origin.shape[1] % channels == 0
    return np.bincount(origin.ravel(), np.ravel(rows), np.size(x) + 1)[1:].reshape(np.shape(x))


def conv2d(x: Any, W: Any, b: Any, stride: Any = 1, padding: Any = 0) -> Any:
    cut = windows(x, np.shape(W)[2:], stride, padding)
    return np.moveaxis(np.einsum("...cijhw,fchw->...ijf", cut, W) + b, -1, -3)


def pooled(choose: Any) -> Any:
    return lambda x, size=2, stride=None: choose(windows(x, size, size if stride is None else stride), axis=(-2, -1))


def layer_norm(x: Any, gamma: Any, beta: Any, axis: Any = -1, eps: float = 1e-5) -> Any:
    spread = np.sqrt(np.var(x, axis=axis, keepdims=True) + eps)
    return (x - np.mean(x, axis=axis, keepdims=True)) / spread * gamma + beta


def batch_norm(x: Any, gamma: Any, beta: Any, eps: float = 1e-5) -> Any:
    last = np.moveaxis(x, 1, -1)  # features last
    return np.moveaxis(layer_norm(last, gamma, beta, tuple(range(np.ndim(x) - 1)), eps), -1, 1)


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
    "expm1": np.expm1, "tan": np.tan, "asin": np.arcsin, "acos": np.arccos, "atan": np.arctan, "sinh": np.sinh, "cosh": np.cosh,
    "floor": np.floor, "ceil": np.ceil, "round": np.round,
    "erf": np.vectorize(erf, otypes=[float]), "pi": pi, "sign": np.sign, "where": np.where,
    "sum": np.sum, "mean": np.mean, "max": np.max, "min": np.min, "maximum": np.maximum, "minimum": np.minimum,
    "sigmoid": lambda x: 1 / (1 + np.exp(-x)), "softmax": softmax, "log_softmax": log_softmax,
    "onehot": onehot, "expand": expand, "scatter": scatter, "zeros": lambda x: np.zeros(np.shape(x)),
    "like": lambda y, x: np.reshape(y, np.shape(x)), "size": size, "others": others, "prod": np.prod, "pad": pad, "take": lambda x, i, axis: np.take(x, np.asarray(i).astype(int), axis),
    "stack": lambda *xs, axis: np.stack(xs, axis=axis), "n": lambda x: np.prod(np.shape(x)[:-1]),
    "batch": lambda x: np.shape(x)[0] if np.ndim(x) > 1 else 1,
    "reshape": lambda x, shape: np.reshape(x, shape), "transpose": np.transpose,
    "matrix_transpose": lambda x: np.swapaxes(x, -1, -2),
    "unfold": unfold, "fold": fold, "conv2d": conv2d, "max_pool2d": pooled(np.max), "avg_pool2d": pooled(np.mean),
    "layer_norm": layer_norm, "batch_norm": batch_norm,
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
