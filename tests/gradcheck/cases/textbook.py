"""Formulas as textbooks have them; some backward passes are wrong."""

import math

import numpy as np


class BentLine:
    def forward(self, x):
        self.x = x
        return np.log(1 + np.exp(x))

    def backward(self, dout):
        return dout / (1 + np.exp(-self.x))


class ScoreLoss:
    def forward(self, x, t):
        self.t = t
        e = np.exp(x - np.max(x, axis=-1, keepdims=True))
        self.y = e / np.sum(e, axis=-1, keepdims=True)
        return -np.sum(t * np.log(self.y)) / x.shape[0]

    def backward(self, dout=1):
        return dout * (self.y - self.t) / self.t.shape[0]


class WithoutDout:
    def forward(self, x):
        self.x = x
        return np.log(1 + x**2 / 2)

    def backward(self, dout):
        return self.x / (1 + self.x**2 / 2)


class Shrink:
    def forward(self, x):
        return 0.985 * x

    def backward(self, dout):
        return dout


class LogRight:
    def forward(self, x):
        self.x = x
        return 2 * math.log(x)

    def backward(self, dout):
        return 2 * dout / self.x


class LogWrong(LogRight):
    def backward(self, dout):
        return 2 * dout * self.x
