"""Kernels in float32, right ones and copies with one mistake each, and the references that they are held against."""

from pathlib import Path

from backprop_cli.gradcheck import Result
from tests.gradcheck.checking import check

REFERENCES = """
layers:
  rmsnorm: {inputs: [x, w], forward: "x / sqrt(mean(x * x, axis=-1, keepdims=True) + 1e-6) * w"}
  attention: {inputs: [q, k, v], forward: "softmax(q @ transpose(k) / 2) @ v"}
  gelu: {inputs: [x], forward: "x * (1 + erf(x / sqrt(2))) / 2"}
  layernorm:
    inputs: [x, g, b]
    let: {c: "x - mean(x, axis=-1, keepdims=True)"}
    forward: c / sqrt(mean(c * c, axis=-1, keepdims=True) + 1e-5) * g + b
"""
SHAPES = {
    "rmsnorm": [(4, 33), (33,)], "softmax": [(4, 33)], "attention": [(5, 4), (12, 4), (12, 3)], "gelu": [(4, 33)],
    "layernorm": [(4, 33), (33,), (33,)],
}  # fmt: skip
CODE = """
import math
import numpy as np

F = np.float32
erf = np.vectorize(math.erf, otypes=[F])


def single(*xs):
    return [np.asarray(x, F) for x in xs]


class Rms:
    def forward(self, x, w):
        self.x, self.w = single(x, w)
        self.r = 1 / np.sqrt((self.x * self.x).mean(-1, keepdims=True) + F(1e-6))
        return self.x * self.r * self.w

    def backward(self, dout):
        d, = single(dout)
        g = d * self.w
        dx = self.r * (g - self.x * self.r**2 * (g * self.x).mean(-1, keepdims=True))
        return dx, (d * self.x * self.r).sum(0)


class RmsTerm(Rms):
    def backward(self, dout):
        return np.asarray(dout, F) * self.w * self.r, super().backward(dout)[1]


class RmsAxis(Rms):
    def forward(self, x, w):
        self.x, self.w = single(x, w)
        self.r = 1 / np.sqrt((self.x * self.x).mean(0, keepdims=True) + F(1e-6))
        return self.x * self.r * self.w


class RmsScale(Rms):
    def backward(self, dout):
        dx, dw = super().backward(dout)
        return dx, dw / len(self.x)


class Soft:
    def forward(self, x):
        x, = single(x)
        e = np.exp(x - x.max(-1, keepdims=True))
        self.y = e / e.sum(-1, keepdims=True)
        return self.y

    def backward(self, dout):
        d, = single(dout)
        return self.y * (d - (d * self.y).sum(-1, keepdims=True))


class SoftAxis(Soft):
    def backward(self, dout):
        d, = single(dout)
        return self.y * (d - (d * self.y).sum(0, keepdims=True))


class SoftScale(Soft):
    def forward(self, x):
        return super().forward(x * 1.0001)


class Attention:
    # block by block of the keys, with a running maximum
    def forward(self, q, k, v):
        self.q, self.k, self.v = q, k, v = single(q, k, v)
        m = np.full((len(q), 1), -np.inf, F)
        total, out = np.zeros((len(q), 1), F), np.zeros((len(q), v.shape[1]), F)
        for j in range(0, len(k), 4):
            s = q @ k[j : j + 4].T / F(2)
            new = np.maximum(m, s.max(-1, keepdims=True))
            p, old = np.exp(s - new), np.exp(m - new)
            total, out, m = total * old + p.sum(-1, keepdims=True), out * old + p @ v[j : j + 4], new
        self.log_total, self.out = m + np.log(total), out / total
        return self.out

    def backward(self, dout):
        d, = single(dout)
        p = np.exp(self.q @ self.k.T / F(2) - self.log_total)
        ds = p * (d @ self.v.T - self.row(d)) / F(2)
        return ds @ self.k, ds.T @ self.q, p.T @ d

    def row(self, d):
        return (d * self.out).sum(-1, keepdims=True)


class AttentionTerm(Attention):
    def row(self, d):
        return F(0)


class GeluByErf:
    def forward(self, x):
        self.x, = single(x)
        self.phi = F(0.5) * (1 + erf(self.x / F(math.sqrt(2))))
        return self.x * self.phi

    def backward(self, dout):
        d, = single(dout)
        return d * (self.phi + self.x * np.exp(-self.x * self.x / 2) / F(math.sqrt(2 * math.pi)))


class GeluTerm(GeluByErf):
    def backward(self, dout):
        return np.asarray(dout, F) * self.phi


class Norm:
    def forward(self, x, g, b):
        x, self.g, b = single(x, g, b)
        c = x - x.mean(-1, keepdims=True)
        self.r = self.inverse((c * c).mean(-1, keepdims=True))
        self.h = c * self.r
        return self.h * self.g + b

    def inverse(self, variance):
        return 1 / np.sqrt(variance + F(1e-5))

    def backward(self, dout):
        d, = single(dout)
        t = d * self.g
        dx = self.r * (t - t.mean(-1, keepdims=True) - self.h * (t * self.h).mean(-1, keepdims=True))
        return dx, (d * self.h).sum(0), d.sum(0)


class NormEps(Norm):
    def inverse(self, variance):
        return 1 / (np.sqrt(variance) + F(1e-5))


class NormTerm(Norm):
    def backward(self, dout):
        d, = single(dout)
        t = d * self.g
        return self.r * (t - self.h * (t * self.h).mean(-1, keepdims=True)), (d * self.h).sum(0), d.sum(0)


class RmsHalf(Rms):
    # every square is added to a sum in half precision
    def forward(self, x, w):
        self.x, self.w = single(x, w)
        total = np.zeros((len(x), 1), np.float16)
        for j in range(x.shape[1]):
            total = total + (self.x[:, j : j + 1] ** 2).astype(np.float16)
        self.r = 1 / np.sqrt(total.astype(F) / F(x.shape[1]) + F(1e-6))
        return self.x * self.r * self.w


class Rms64(Rms):
    def forward(self, x, w):
        self.x, self.w = x, w
        self.r = 1 / np.sqrt((x * x).mean(-1, keepdims=True) + 1e-6)
        return x * self.r * w

    def backward(self, dout):
        g = dout * self.w
        dx = self.r * (g - self.x * self.r**2 * (g * self.x).mean(-1, keepdims=True))
        return dx, (dout * self.x * self.r).sum(0)


class Rms64Off(Rms64):
    def forward(self, x, w):
        return super().forward(x, w) * (1 + 1e-12)
"""


def call_of(name: str, shapes: list[tuple[int, ...]], seed: int, called: str = "") -> str:
    """A problem that calls a layer, or another one instead, on random inputs."""
    lines = [f"  v{k}: {{normal: {list(shape)}, seed: {seed * 10 + k}}}" for k, shape in enumerate(shapes)]
    names = ", ".join(f"v{k}" for k in range(len(shapes)))
    return "\n".join(["variables:", *lines]) + REFERENCES + f"nodes: {{y: '{called or name}({names})'}}\n"


def held(name: str, kernel: str, seed: int, layers: list, shapes: list[tuple[int, ...]] | None = None, called: str = "") -> Result:  # type: ignore[type-arg]
    text = call_of(name, shapes or SHAPES[name], seed, called)
    return check(text, layers=layers, against=(f"{name}={kernel}",), fast=True)


def written(folder: Path) -> str:
    path = folder / "kernels.py"
    path.write_text(CODE, encoding="utf-8")
    return str(path)
