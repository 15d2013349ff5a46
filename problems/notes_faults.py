"""Layers with the faults that notes on backpropagation often carry, for `bpcalc gradcheck` to find.

Use them with --layers: `bpcalc gradcheck notes_faults_relu.yaml --layers notes_faults.py`. Each class says what is wrong with it.
Without the flag the problems use the layers that come with the tool, which are right.
"""

import numpy as np


class Relu:
    """Two faults. forward asks for a y that it never uses; backward zeroes entries of the dout that belongs to its caller."""

    def forward(self, x, y):
        self.negative = x <= 0
        out = x.copy()
        out[self.negative] = 0
        return out

    def backward(self, dout):
        dout[self.negative] = 0
        return dout


class Sigmoid:
    """backward works its gradient out and forgets to return it, so that the layer before it gets None."""

    def forward(self, x):
        self.out = 1 / (1 + np.exp(-x))
        return self.out

    def backward(self, dout):
        dx = dout * self.out * (1 - self.out)  # noqa: F841


class Affine:
    """forward says W where it means self.W: in a notebook that has such a variable it even runs, with the wrong weights."""

    def __init__(self, W, b):
        self.W = W
        self.b = b

    def forward(self, x):
        self.x = x
        return np.dot(x, W) + self.b  # noqa: F821

    def backward(self, dout):
        self.dW = np.dot(self.x.T, dout)
        self.db = np.sum(dout, axis=0)
        return np.dot(dout, self.W.T)


class SoftmaxWithLoss:
    """Four faults. backward ignores dout, so that a loss with a weight has the gradient of one without. It divides by the length
    of t: for one example that is the number of classes. It subtracts t as it comes: class indices, broadcast without a word,
    count as probabilities. And forward keeps its logarithm from 0 by adding 1e-7, which backward knows nothing of.
    """

    def forward(self, x, t):
        self.t = t
        e = np.exp(x - x.max(axis=-1, keepdims=True))
        self.y = e / e.sum(axis=-1, keepdims=True)
        y = self.y.reshape(-1, x.shape[-1])
        right = t.reshape(y.shape).argmax(axis=1) if t.size == y.size else t
        return -np.log(y[np.arange(len(y)), right] + 1e-7).mean()

    def backward(self, dout=1):
        return (self.y - self.t) / self.t.shape[0]
