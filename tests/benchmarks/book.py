"""The network of the book's chapter 5 as one would write it by hand in NumPy: layers that remember their pass."""

from collections.abc import Sequence
from typing import Any

import numpy as np


class Affine:
    """x @ W + b."""

    def __init__(self, W: Any, b: Any) -> None:
        self.W, self.b = W, b

    def forward(self, x: Any) -> Any:
        self.x = x
        return np.dot(x, self.W) + self.b

    def backward(self, dout: Any) -> Any:
        self.dW, self.db = np.dot(self.x.T, dout), np.sum(dout, axis=0)
        return np.dot(dout, self.W.T)


class Sigmoid:
    """1 / (1 + e^-x)."""

    def forward(self, x: Any) -> Any:
        self.out = 1 / (1 + np.exp(-x))
        return self.out

    def backward(self, dout: Any) -> Any:
        return dout * (1.0 - self.out) * self.out


class SoftmaxWithLoss:
    """Softmax, then the mean cross entropy with labels."""

    def forward(self, x: Any, t: Any) -> Any:
        self.rows, self.t = np.arange(len(x)), t
        e = np.exp(x - x.max(axis=1, keepdims=True))
        self.y = e / e.sum(axis=1, keepdims=True)
        return -np.log(self.y[self.rows, t] + 1e-7).mean()

    def backward(self) -> Any:
        dx = self.y.copy()
        dx[self.rows, self.t] -= 1
        return dx / len(dx)


class Network:
    """Affine and Sigmoid in turn, and SoftmaxWithLoss at the end. values: W1, b1, W2, b2, … (`count` of them), then x and t."""

    def __init__(self, values: Sequence[Any], count: int) -> None:
        self.affine = [Affine(values[i], values[i + 1]) for i in range(0, count, 2)]
        self.layers = [layer for affine in self.affine for layer in (affine, Sigmoid())][:-1]
        self.loss = SoftmaxWithLoss()
        self.x, self.t = values[count], values[count + 1].astype(int)

    def gradients(self) -> list[Any]:
        out = self.x
        for layer in self.layers:
            out = layer.forward(out)
        self.loss.forward(out, self.t)
        dout = self.loss.backward()
        for layer in reversed(self.layers):
            dout = layer.backward(dout)
        return [gradient for affine in self.affine for gradient in (affine.dW, affine.db)]
