"""Normalisation by the root of the mean square."""

import numpy as np


class RootMeanSquare:
    batch = 0

    def __init__(self, g, eps=1e-5):
        self.g, self.eps = g, eps

    def forward(self, x):
        self.r = 1 / np.sqrt(np.mean(x**2, axis=-1, keepdims=True) + self.eps)
        self.unit = x * self.r
        return self.g * self.unit

    def backward(self, dout):
        self.dg = np.sum(dout * self.unit, axis=self.batch)
        h = self.g * dout
        return self.r * (h - self.unit * np.mean(h * self.unit, axis=-1, keepdims=True))


class RootMeanSquareOfSequences(RootMeanSquare):
    batch = (0, 1)
