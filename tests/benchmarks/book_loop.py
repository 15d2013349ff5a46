"""The textbook's way to check a gradient: stateful layers in a dict, and a loop that moves one weight at a time, twice."""

from collections.abc import Callable
from typing import Any

import numpy as np


class BookAffine:
    def __init__(self, W: Any, b: Any) -> None:
        self.W, self.b = W, b

    def forward(self, x: Any) -> Any:
        self.original_shape = x.shape
        self.x = x.reshape(x.shape[0], -1)
        return np.dot(self.x, self.W) + self.b


class BookSigmoid:
    def forward(self, x: Any) -> Any:
        self.out = 1 / (1 + np.exp(-x))
        return self.out


class BookSoftmaxWithLoss:
    def forward(self, x: Any, t: Any) -> Any:
        self.t = t
        self.y = softmax(x)
        self.loss = cross_entropy(self.y, self.t)
        return self.loss


def softmax(x: Any) -> Any:
    x = x - np.max(x, axis=-1, keepdims=True)
    return np.exp(x) / np.sum(np.exp(x), axis=-1, keepdims=True)


def cross_entropy(y: Any, t: Any) -> Any:
    if y.ndim == 1:
        t = t.reshape(1, t.size)
        y = y.reshape(1, y.size)
    if t.size == y.size:
        t = t.argmax(axis=1)
    batch_size = y.shape[0]
    return -np.sum(np.log(y[np.arange(batch_size), t] + 1e-7)) / batch_size


class BookNet:
    """Two affine layers with a sigmoid between them, and a loss."""

    def __init__(self, parameters: dict[str, Any]) -> None:
        self.layers = {
            "affine1": BookAffine(parameters["W1"], parameters["b1"]),
            "sigmoid": BookSigmoid(),
            "affine2": BookAffine(parameters["W2"], parameters["b2"]),
        }
        self.last = BookSoftmaxWithLoss()

    def loss(self, x: Any, t: Any) -> Any:
        for layer in self.layers.values():
            x = layer.forward(x)
        return self.last.forward(x, t)


def numerical_gradient(f: Callable[[Any], Any], x: Any, most: int | None = None) -> Any:
    """Central differences with a step of 1e-4, entry by entry; of the first `most` entries."""
    h = 1e-4
    gradient = np.zeros_like(x)
    entries = np.nditer(x, flags=["multi_index"], op_flags=["readwrite"])
    done = 0
    while not entries.finished and (most is None or done < most):
        index = entries.multi_index
        kept = x[index]
        x[index] = float(kept) + h
        above = f(x)
        x[index] = kept - h
        below = f(x)
        gradient[index] = (above - below) / (2 * h)
        x[index] = kept
        entries.iternext()
        done += 1
    return gradient
