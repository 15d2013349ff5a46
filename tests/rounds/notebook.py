"""Layers as they stand in notebooks: classes and pairs of functions in NumPy of many styles, each with a right backward pass.

Rounds write some of them into the Python file of a problem, as they stand here or with a fault; see mine.py for their inputs.
"""

import math

import numpy as np


class Logistic:
    def forward(self, x):
        self.out = 1 / (1 + np.exp(-x))
        return self.out

    def backward(self, dout):
        return dout * (1.0 - self.out) * self.out


class Squash:
    def forward(self, x):
        self.out = np.tanh(x)
        return self.out

    def backward(self, dout):
        return dout * (1 - self.out**2)


class Rectify:
    def forward(self, x):
        self.mask = x <= 0
        out = x.copy()
        out[self.mask] = 0
        return out

    def backward(self, dout):
        dx = dout.copy()
        dx[self.mask] = 0
        return dx


class RectifyWhere:
    def forward(self, x):
        self.x = x
        return np.where(x >= 0, x, 0)

    def backward(self, dout):
        return np.where(self.x >= 0, dout, 0)


class RectifyMax:
    def forward(self, x):
        self.x = x
        return np.maximum(x, 0)

    def backward(self, dout):
        return dout * (self.x > 0)


class Magnitude:
    def forward(self, x):
        self.sign = np.sign(x)
        return np.abs(x)

    def backward(self, dout):
        return dout * self.sign


class Clamp:
    def forward(self, x):
        self.inside = (x >= -1) & (x <= 1)
        return np.clip(x, -1, 1)

    def backward(self, dout):
        return dout * self.inside


class Leaky:
    def __init__(self, slope=0.1):
        self.slope = slope

    def forward(self, x):
        self.factor = np.where(x > 0, 1.0, self.slope)
        return x * self.factor

    def backward(self, dout):
        return dout * self.factor


class SoftRectify:
    def forward(self, x):
        self.x = x
        return np.log(1 + np.exp(x))

    def backward(self, dout):
        return dout / (1 + np.exp(-self.x))


class Log1pExp:
    def forward(self, x):
        self.x = x
        return np.log1p(np.exp(x))

    def backward(self, dout):
        e = np.exp(self.x)
        return dout * e / (1 + e)


class GeluExact:
    def forward(self, x):
        self.x = x
        self.cdf = 0.5 * (1 + np.vectorize(math.erf, otypes=[float])(x / math.sqrt(2)))
        return x * self.cdf

    def backward(self, dout):
        density = np.exp(-0.5 * self.x**2) / math.sqrt(2 * math.pi)
        return dout * (self.cdf + self.x * density)


class GeluByTanh:
    C = math.sqrt(2 / math.pi)

    def forward(self, x):
        self.x = x
        self.t = np.tanh(self.C * (x + 0.044715 * x**3))
        return 0.5 * x * (1 + self.t)

    def backward(self, dout):
        inner = self.C * (1 + 3 * 0.044715 * self.x**2)
        return dout * (0.5 * (1 + self.t) + 0.5 * self.x * (1 - self.t**2) * inner)


class GatedBySigmoid:
    def forward(self, x):
        self.x, self.s = x, 1 / (1 + np.exp(-x))
        return x * self.s

    def backward(self, dout):
        return dout * (self.s + self.x * self.s * (1 - self.s))


class Damped:
    def forward(self, x):
        self.x = x
        return np.sin(x) * np.exp(-x)

    def backward(self, dout):
        return dout * np.exp(-self.x) * (np.cos(self.x) - np.sin(self.x))


class InPlace:
    """e^x - x, worked out in one buffer."""

    def forward(self, x):
        self.x = x
        out = np.empty_like(x)
        np.exp(x, out=out)
        out -= x
        return out

    def backward(self, dout):
        dx = np.exp(self.x)
        dx -= 1
        dx *= dout
        return dx


class FloatBuffer:
    """A square by way of a buffer of floats, which cannot hold a complex number."""

    def forward(self, x):
        self.x = x
        out = np.zeros(x.shape)
        out[:] = x**2 + 0.5 * x
        return out

    def backward(self, dout):
        dx = np.zeros_like(self.x)
        dx += 2 * self.x * dout
        dx += 0.5 * dout
        return dx


class EntryLoop:
    def forward(self, x):
        self.x = x
        out = np.zeros(x.shape)
        for i in np.ndindex(x.shape):
            out[i] = math.exp(-0.5 * x[i] ** 2)
        self.out = out
        return out

    def backward(self, dout):
        dx = np.zeros(self.x.shape)
        for i in np.ndindex(self.x.shape):
            dx[i] = -dout[i] * self.x[i] * self.out[i]
        return dx


class Smooth:
    """Huber's loss, entry by entry."""

    def forward(self, x):
        self.x = x
        small = np.abs(x) <= 1
        return np.where(small, 0.5 * x**2, np.abs(x) - 0.5)

    def backward(self, dout):
        return dout * np.where(np.abs(self.x) <= 1, self.x, np.sign(self.x))


class MathExp:
    def forward(self, x):
        self.x = x
        return math.exp(-x) + 2 * x

    def backward(self, dout):
        return dout * (2 - math.exp(-self.x))


class Interest:
    """A yearly rate over ten years, in plain numbers."""

    def forward(self, capital, rate):
        self.capital, self.rate = capital, rate
        return capital * math.pow(1 + rate, 10)

    def backward(self, dout):
        grown = math.pow(1 + self.rate, 10)
        return dout * grown, dout * self.capital * 10 * math.pow(1 + self.rate, 9)


class Distance:
    def forward(self, x, y):
        self.x, self.y = x, y
        self.r = math.hypot(x, y)
        return self.r

    def backward(self, dout):
        return dout * self.x / self.r, dout * self.y / self.r


class LogOf:
    def forward(self, x):
        self.x = x
        return math.log(x)

    def backward(self, dout):
        return dout / self.x


class Dense:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, x):
        self.x = x
        return np.dot(x, self.W) + self.b

    def backward(self, dout):
        self.dW = np.dot(self.x.T, dout)
        self.db = np.sum(dout, axis=0)
        return np.dot(dout, self.W.T)


class DenseOfThree:
    def forward(self, x, W, b):
        self.x, self.W = x, W
        return x @ W + b

    def backward(self, dout):
        dx = dout @ self.W.T
        dW = self.x.T @ dout
        db = dout.sum(axis=0)
        return dx, dW, db


class SoftmaxRows:
    def forward(self, x):
        e = np.exp(x - x.max(axis=1, keepdims=True))
        self.y = e / e.sum(axis=1, keepdims=True)
        return self.y

    def backward(self, dout):
        return self.y * (dout - (dout * self.y).sum(axis=1, keepdims=True))


class SoftmaxJacobian:
    """Row by row, with the whole matrix of derivatives."""

    def forward(self, x):
        self.y = np.exp(x) / np.sum(np.exp(x), axis=1, keepdims=True)
        return self.y

    def backward(self, dout):
        dx = np.zeros_like(self.y)
        for k, row in enumerate(self.y):
            dx[k] = (np.diag(row) - np.outer(row, row)) @ dout[k]
        return dx


class LayerNormal:
    def __init__(self, gamma, beta, eps=1e-3):
        self.gamma, self.beta, self.eps = gamma, beta, eps

    def forward(self, x):
        xc = x - x.mean(axis=-1, keepdims=True)
        self.s = np.sqrt((xc**2).mean(axis=-1, keepdims=True) + self.eps)
        self.xhat = xc / self.s
        return self.gamma * self.xhat + self.beta

    def backward(self, dout):
        self.dgamma = (dout * self.xhat).sum(axis=0)
        self.dbeta = dout.sum(axis=0)
        g = dout * self.gamma
        return (g - g.mean(axis=-1, keepdims=True) - self.xhat * (g * self.xhat).mean(axis=-1, keepdims=True)) / self.s


class BatchNormal:
    """In the small steps of the book; the variance by NumPy's own function."""

    def __init__(self, gamma, beta):
        self.gamma, self.beta = gamma, beta

    def forward(self, x):
        self.xc = x - x.mean(axis=0)
        self.std = np.sqrt(np.var(x, axis=0) + 1e-3)
        self.xn = self.xc / self.std
        return self.gamma * self.xn + self.beta

    def backward(self, dout):
        n = dout.shape[0]
        self.dbeta = dout.sum(axis=0)
        self.dgamma = np.sum(self.xn * dout, axis=0)
        dxn = self.gamma * dout
        dxc = dxn / self.std
        dstd = -np.sum((dxn * self.xc) / (self.std * self.std), axis=0)
        dvar = 0.5 * dstd / self.std
        dxc += (2.0 / n) * self.xc * dvar
        dmu = np.sum(dxc, axis=0)
        return dxc - dmu / n


class RootMeanSquare:
    def __init__(self, g, eps=1e-4):
        self.g, self.eps = g, eps

    def forward(self, x):
        self.r = 1 / np.sqrt((x * x).mean(-1, keepdims=True) + self.eps)
        self.xhat = x * self.r
        return self.xhat * self.g

    def backward(self, dout):
        self.dg = (dout * self.xhat).sum(0)
        h = dout * self.g
        return self.r * (h - self.xhat * (h * self.xhat).mean(-1, keepdims=True))


class RowMax:
    def forward(self, x):
        self.shape, self.best = x.shape, x.argmax(axis=1)
        return x.max(axis=1)

    def backward(self, dout):
        dx = np.zeros(self.shape)
        dx[np.arange(self.shape[0]), self.best] = dout
        return dx


class PoolPairs:
    """Max-pooling over neighbours, two and two."""

    def forward(self, x):
        pairs = x.reshape(x.shape[0], -1, 2)
        self.best = pairs.argmax(axis=2)
        return np.take_along_axis(pairs, self.best[:, :, None], axis=2)[:, :, 0]

    def backward(self, dout):
        dpairs = np.zeros((*dout.shape, 2))
        np.put_along_axis(dpairs, self.best[:, :, None], dout[:, :, None], axis=2)
        return dpairs.reshape(dout.shape[0], -1)


class Larger:
    def forward(self, x, y):
        self.first = x >= y
        return np.where(self.first, x, y)

    def backward(self, dout):
        return dout * self.first, dout * ~self.first


class SquaredError:
    def forward(self, x, t):
        self.diff = x - t
        return np.mean(self.diff**2)

    def backward(self, dout):
        dx = dout * 2 * self.diff / self.diff.size
        return dx, -dx


class ScoreLoss:
    def forward(self, x, t):
        self.t = t
        x = x - x.max(axis=1, keepdims=True)
        self.logp = x - np.log(np.exp(x).sum(axis=1, keepdims=True))
        return -np.sum(t * self.logp) / len(x)

    def backward(self, dout=1):
        return dout * (np.exp(self.logp) * self.t.sum(axis=1, keepdims=True) - self.t) / len(self.t)


class BookLoss:
    def forward(self, x, t):
        self.t = t
        e = np.exp(x - np.max(x, axis=-1, keepdims=True))
        self.y = e / np.sum(e, axis=-1, keepdims=True)
        return -np.sum(t * np.log(self.y)) / x.shape[0]

    def backward(self, dout=1):
        return dout * (self.y * self.t.sum(axis=-1, keepdims=True) - self.t) / self.t.shape[0]


class Margin:
    def forward(self, x, t):
        self.t, self.gap = t, 1 - t * x
        return np.sum(np.maximum(0, self.gap))

    def backward(self, dout):
        return np.where(self.gap > 0, -self.t * dout, 0.0)


class Bilinear:
    def forward(self, x, A, y):
        self.x, self.A, self.y = x, A, y
        return np.einsum("ni,ij,nj->n", x, A, y)

    def backward(self, dout):
        dx = np.einsum("n,ij,nj->ni", dout, self.A, self.y)
        dA = np.einsum("n,ni,nj->ij", dout, self.x, self.y)
        dy = np.einsum("n,ni,ij->nj", dout, self.x, self.A)
        return dx, dA, dy


class Attention:
    def forward(self, q, k, v):
        self.q, self.k, self.v = q, k, v
        self.scale = 1 / np.sqrt(q.shape[-1])
        s = q @ k.T * self.scale
        e = np.exp(s - s.max(-1, keepdims=True))
        self.a = e / e.sum(-1, keepdims=True)
        return self.a @ v

    def backward(self, dout):
        da = dout @ self.v.T
        ds = self.a * (da - (da * self.a).sum(-1, keepdims=True)) * self.scale
        return ds @ self.k, ds.T @ self.q, self.a.T @ dout


class Gram:
    def forward(self, x):
        self.x = x
        return x.T @ x

    def backward(self, dout):
        return self.x @ (dout + dout.T)


class RowsOfTable:
    """Rows by number; a row that is taken twice gets both gradients."""

    def __init__(self, table):
        self.table = table

    def forward(self, idx):
        self.idx = idx
        return self.table[idx]

    def backward(self, dout):
        self.dtable = np.zeros_like(self.table)
        np.add.at(self.dtable, self.idx, dout)


class RunningSum:
    def forward(self, x):
        return np.cumsum(x, axis=1)

    def backward(self, dout):
        return np.cumsum(dout[:, ::-1], axis=1)[:, ::-1]


class Steps:
    """Differences of neighbours."""

    def forward(self, x):
        self.shape = x.shape
        return x[1:] - x[:-1]

    def backward(self, dout):
        dx = np.zeros(self.shape)
        dx[1:] += dout
        dx[:-1] -= dout
        return dx


class Filter:
    """A convolution of one axis, tap by tap."""

    def forward(self, x, w):
        self.x, self.w = x, w
        n = len(x) - len(w) + 1
        return sum(w[k] * x[k : k + n] for k in range(len(w)))

    def backward(self, dout):
        dx, dw = np.zeros_like(self.x), np.zeros_like(self.w)
        n = len(dout)
        for k in range(len(self.w)):
            dx[k : k + n] += dout * self.w[k]
            dw[k] = (dout * self.x[k : k + n]).sum()
        return dx, dw


class UnitVector:
    def forward(self, x):
        self.norm = np.linalg.norm(x)
        self.y = x / self.norm
        return self.y

    def backward(self, dout):
        return (dout - self.y * (self.y * dout).sum()) / self.norm


class Spread:
    def forward(self, x):
        self.x = x
        self.std = np.std(x)
        return self.std

    def backward(self, dout):
        return dout * (self.x - self.x.mean()) / (self.x.size * self.std)


class LogSum:
    def forward(self, x):
        m = x.max()
        e = np.exp(x - m)
        self.p = e / e.sum()
        return m + np.log(e.sum())

    def backward(self, dout):
        return dout * self.p


class Sorted:
    def forward(self, x):
        self.order = np.argsort(x)
        return x[self.order]

    def backward(self, dout):
        dx = np.empty_like(dout)
        dx[self.order] = dout
        return dx


class Product:
    def forward(self, x):
        self.x, self.out = x, np.prod(x)
        return self.out

    def backward(self, dout):
        return dout * self.out / self.x


class Raised:
    def forward(self, x, p):
        self.x, self.p, self.out = x, p, x**p
        return self.out

    def backward(self, dout):
        return dout * self.p * self.x ** (self.p - 1), np.sum(dout * self.out * np.log(self.x))


class Cosine:
    def forward(self, u, v):
        self.u, self.v = u, v
        self.nu, self.nv = np.sqrt(u @ u), np.sqrt(v @ v)
        self.out = u @ v / (self.nu * self.nv)
        return self.out

    def backward(self, dout):
        du = self.v / (self.nu * self.nv) - self.out * self.u / self.nu**2
        dv = self.u / (self.nu * self.nv) - self.out * self.v / self.nv**2
        return dout * du, dout * dv


class Decay:
    def forward(self, x):
        return 0.988 * x + 0.1

    def backward(self, dout):
        return 0.988 * dout


class Windowed:
    """What lies below a threshold is squared, the rest goes straight on; the two meet without a step."""

    def forward(self, x):
        self.x = x
        out = 2 * x - 1
        out[x < 1] = x[x < 1] ** 2
        return out

    def backward(self, dout):
        slope = np.full(self.x.shape, 2.0)
        slope[self.x < 1] = 2 * self.x[self.x < 1]
        return dout * slope


def scaled_forward(x, s):
    return x * s, (x, s)


def scaled_backward(dout, cache):
    x, s = cache
    return dout * s, np.sum(dout * x)


def fc_forward(x, w, b):
    cache = (x, w, b)
    return x.dot(w) + b, cache


def fc_backward(dout, cache):
    x, w, _ = cache
    dx = dout.dot(w.T)
    dw = x.T.dot(dout)
    db = np.sum(dout, axis=0)
    return dx, dw, db


def rect_forward(x):
    return np.maximum(0, x), x


def rect_backward(dout, cache):
    dx = np.array(dout)
    dx[cache <= 0] = 0
    return dx


def bnorm_forward(x, gamma, beta):
    mu, var = x.mean(axis=0), x.var(axis=0)
    inv = 1 / np.sqrt(var + 1e-3)
    xhat = (x - mu) * inv
    return gamma * xhat + beta, {"xhat": xhat, "gamma": gamma, "inv": inv}


def bnorm_backward(dout, cache):
    xhat, gamma, inv = cache["xhat"], cache["gamma"], cache["inv"]
    n = len(dout)
    dbeta = dout.sum(axis=0)
    dgamma = (dout * xhat).sum(axis=0)
    dx = gamma * inv / n * (n * dout - dbeta - xhat * dgamma)
    return dx, dgamma, dbeta


def softloss_forward(x, t):
    p = np.exp(x - x.max(axis=1, keepdims=True))
    p /= p.sum(axis=1, keepdims=True)
    return -np.mean(np.sum(t * np.log(p), axis=1)), (p, t)


def softloss_backward(dout, cache):
    p, t = cache
    return dout * (p * t.sum(axis=1, keepdims=True) - t) / len(t)


def swish_forward(x):
    s = 1 / (1 + np.exp(-x))
    return x * s, (x, s)


def swish_backward(dout, cache):
    x, s = cache
    return dout * (s + x * s * (1 - s))


def mix_forward(x, y, a):
    return a * x + (1 - a) * y, (x, y, a)


def mix_backward(dout, cache):
    x, y, a = cache
    return a * dout, (1 - a) * dout, np.sum(dout * (x - y))
