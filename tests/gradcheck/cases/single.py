"""Layers that compute in single precision: right ones, and wrong ones by some parts in a hundred."""

import numpy as np


class Grow32:
    def forward(self, x):
        self.y = np.exp(np.float32(x))
        return self.y

    def backward(self, dout):
        return dout * self.y


class Double32:
    """Single precision inside, double outside."""

    def forward(self, x):
        return np.float64(np.float32(x)) * 2.0

    def backward(self, dout):
        return 2 * dout


class Offset32:
    def forward(self, x):
        return np.float32(x) - np.float32(250)

    def backward(self, dout):
        return dout


class Lost32:
    def forward(self, x):
        return np.float32(3 * x)

    def backward(self, dout):
        return 0 * dout


class Squash32:
    def forward(self, x):
        self.y = np.tanh(x.astype(np.float32))
        return self.y

    def backward(self, dout):
        return dout.astype(np.float32) * (1 - self.y**2)


class Shares32:
    def forward(self, x):
        x = x.astype(np.float32)
        e = np.exp(x - x.max(axis=1, keepdims=True))
        self.y = e / e.sum(axis=1, keepdims=True)
        return self.y

    def backward(self, dout):
        dout = dout.astype(np.float32)
        return self.y * (dout - (dout * self.y).sum(axis=1, keepdims=True))


class Shares32TooMuch(Shares32):
    def backward(self, dout):
        return super().backward(dout) * np.float32(1.04)


class Dense32:
    def __init__(self, W, b):
        self.W, self.b = W.astype(np.float32), b.astype(np.float32)

    def forward(self, x):
        self.x = x.astype(np.float32)
        return self.x @ self.W + self.b

    def backward(self, dout):
        dout = dout.astype(np.float32)
        self.dW = self.x.T @ dout
        self.db = dout.sum(axis=0)
        return dout @ self.W.T


class Dense32Wrong(Dense32):
    def backward(self, dout):
        dx = super().backward(dout)
        self.db = self.db * np.float32(0.99)
        return dx
