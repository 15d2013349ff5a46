"""Layers with a backward pass derived by hand, as problems; and the same forward passes in NumPy, for the oracle."""

import math
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

ROOT_HALF = math.sqrt(0.5)
LAYERNORM = """
    inputs: [x, gamma, beta]
    let:
      xc: x - mean(x, axis=-1, keepdims=True)
      s: sqrt(mean(xc ** 2, axis=-1, keepdims=True) + 1e-5)
      xhat: xc / s
      g: dout * gamma
    forward: gamma * xhat + beta
    backward:
      x: (g - mean(g, axis=-1, keepdims=True) - xhat * mean(g * xhat, axis=-1, keepdims=True)) / s
      gamma: sum(dout * xhat, axis=0)
      beta: sum(dout, axis=0)
"""
BATCHNORM = """
    inputs: [x, gamma, beta]
    let:
      xhat: xc / s
      s: sqrt(mean(xc * xc, axis=0) + 1e-5)
      xc: x - mean(x, axis=0)
      dgamma: sum(dout * xhat, axis=0)
    forward: xhat * gamma + beta
    backward:
      x: gamma / s * (dout - mean(dout, axis=0) - xhat * mean(dout * xhat, axis=0))
      gamma: dgamma
      beta: sum(dout, axis=0)
"""
GELU = """
    inputs: [x]
    let: {cdf: 0.5 * (1 + erf(x * 0.7071067811865476))}
    forward: x * cdf
    backward: {x: dout * (cdf + x * exp(-0.5 * x ** 2) * 0.3989422804014327)}
"""
ATTENTION = """
    inputs: [q, k, v, mask]
    let:
      s: where(mask, q @ transpose(k, axes=(0, 2, 1)) * 0.5, -1e30)
      a: softmax(s)
      da: dout @ transpose(v, axes=(0, 2, 1))
      ds: a * (da - sum(da * a, axis=-1, keepdims=True)) * 0.5
    forward: a @ v
    backward:
      q: ds @ k
      k: transpose(ds, axes=(0, 2, 1)) @ q
      v: transpose(a, axes=(0, 2, 1)) @ dout
"""
LSTM = """
    inputs: [x, h, c, Wx, Wh, b]
    let:
      z: x @ Wx + h @ Wh + b
      i: sigmoid(z[:, 0:2])
      f: sigmoid(z[:, 2:4])
      g: tanh(z[:, 4:6])
      o: sigmoid(z[:, 6:8])
      cnew: f * c + i * g
      tc: tanh(cnew)
      dh: dout[:, 0:2]
      dc: dout[:, 2:4] + dh * o * (1 - tc ** 2)
      di: dc * g * i * (1 - i)
      df: dc * c * f * (1 - f)
      dg: dc * i * (1 - g ** 2)
      do: dh * tc * o * (1 - o)
      dz: concat(di, df, dg, do, axis=1)
    forward: concat(o * tc, cnew, axis=1)
    backward:
      x: dz @ Wx.T
      h: dz @ Wh.T
      c: dc * f
      Wx: x.T @ dz
      Wh: h.T @ dz
      b: sum(dz, axis=0)
"""
RELU_LOSS = """
    inputs: [x, t]
    let:
      y: where(x > 0, x, 0)
      d: (y - t) * dout / 6
    forward: mean((y - t) ** 2) / 2
    backward:
      x: where(x > 0, d, 0)
      t: -d
"""


def layer_norm(x: Any, gamma: Any, beta: Any, axis: int = -1) -> Any:
    xc = x - x.mean(axis=axis, keepdims=True)
    return gamma * xc / np.sqrt((xc * xc).mean(axis=axis, keepdims=True) + 1e-5) + beta


def batch_norm(x: Any, gamma: Any, beta: Any) -> Any:
    return layer_norm(x, gamma, beta, axis=0)


def gelu(x: Any) -> Any:
    """NumPy has no erf: its series, Σ (-1)ᵏ z²ᵏ⁺¹ / (k! (2k + 1)), by products alone, which complex numbers survive."""
    z = x * ROOT_HALF
    power, total = z, z
    for k in range(1, 80):
        power = power * -(z * z) / k
        total = total + power / (2 * k + 1)
    return x * (1 + total * 2 / math.sqrt(math.pi)) / 2


MASK = np.tril(np.ones((3, 3)))


def attention(q: Any, k: Any, v: Any) -> Any:
    s = np.where(MASK, np.einsum("htd,hud->htu", q, k) / 2, -1e30)
    e = np.exp(s - s.real.max(axis=-1, keepdims=True))
    return np.einsum("htu,hud->htd", e / e.sum(axis=-1, keepdims=True), v)


def sigmoid(x: Any) -> Any:
    return 1 / (1 + np.exp(-x))


def lstm(x: Any, h: Any, c: Any, Wx: Any, Wh: Any, b: Any) -> Any:
    i, f, g, o = np.split(x @ Wx + h @ Wh + b, 4, axis=1)
    new = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
    return np.concatenate([sigmoid(o) * np.tanh(new), new], axis=1)


def relu_loss(x: Any, t: Any) -> Any:
    return (np.square(np.where(x.real > 0, x, 0) - t)).mean() / 2


class Handmade(NamedTuple):
    """One such layer: its definition, the NumPy function, the shapes of its variables, and its constants."""

    name: str
    definition: str
    function: Callable[..., Any]
    shapes: dict[str, tuple[int, ...]]
    constants: dict[str, Any] = {}

    def inputs(self) -> dict[str, Any]:
        random = np.random.default_rng(len(self.name))
        return {name: random.normal(size=shape) for name, shape in self.shapes.items()}


HANDMADE = [
    Handmade("layernorm", LAYERNORM, layer_norm, {"x": (4, 3), "gamma": (3,), "beta": (3,)}),
    Handmade("batchnorm", BATCHNORM, batch_norm, {"x": (5, 3), "gamma": (3,), "beta": (3,)}),
    Handmade("gelu", GELU, gelu, {"x": (3, 4)}),
    Handmade("attention", ATTENTION, attention, {"q": (2, 3, 4), "k": (2, 3, 4), "v": (2, 3, 4)}, {"mask": MASK}),
    Handmade("lstm", LSTM, lstm, {"x": (3, 4), "h": (3, 2), "c": (3, 2), "Wx": (4, 8), "Wh": (2, 8), "b": (8,)}),
    Handmade("relu_loss", RELU_LOSS, relu_loss, {"x": (2, 3), "t": (2, 3)}),
]
