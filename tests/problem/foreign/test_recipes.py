"""What is proposed for a name of another library computes what that library computes."""

import math
import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from backprop_cli.problem.foreign.recipes import RECIPES
from tests.problems import faults, values

SIGNED = {
    "x": [[-1.5, 0.4, 2.5], [0.0, -0.3, 7.0]], "y": [[0.5, 0.4, -2.0], [1.0, 3.0, 0.25]], "t": [[0.0, 0.6, 2.0], [1.0, -1.0, 0.0]],
    "v": [1.5, -2.0, 0.5], "w": [0.5, 1.0, 3.0],
}  # fmt: skip


UNIT = {
    "x": [[0.2, 0.7, 0.1], [0.25, 0.5, 0.25]], "y": [[0.1, 0.6, 0.3], [0.5, 0.25, 0.25]], "t": [[0.0, 1.0, 0.0], [1.0, 0.0, 0.0]],
    "v": [0.5, 0.25, 0.25], "w": [0.1, 0.2, 0.7],
}  # fmt: skip


def logistic(x: Any) -> Any:
    return 1 / (1 + np.exp(-x))


def log_softmax(x: Any) -> Any:
    return x - np.log(np.exp(x).sum(axis=-1, keepdims=True))


def labels(scores: Any, t: Any) -> Any:
    return -np.mean([log_softmax(row)[int(label)] for row, label in zip(scores, t, strict=True)])


def normal(x: Any, axis: int) -> Any:
    return (x - x.mean(axis=axis, keepdims=True)) / np.sqrt(x.var(axis=axis, keepdims=True) + 1e-5)


def elu(x: Any, alpha: float = 1.0) -> Any:
    return np.where(x > 0, x, alpha * np.expm1(x))


def huber(d: Any, delta: float) -> Any:
    return np.where(abs(d) < delta, 0.5 * d * d, delta * (abs(d) - 0.5 * delta))


erf = np.vectorize(math.erf, otypes=[float])


N = np


# Every row of the table by its first name: a call as it is typed, and what it means. A is x, B is y, T is t of the data.
TRUTHS: dict[str, list[tuple[str, Callable[..., Any]]]] = {
    "ln": [("ln(x)", lambda x, **_: N.log(x))],
    "fabs": [("math.fabs(x)", lambda x, **_: abs(x))],
    "square": [("np.square(x - y)", lambda x, y, **_: (x - y) ** 2)],
    "cube": [("cube(x)", lambda x, **_: x**3)],
    "power": [("np.power(x, 2)", lambda x, **_: x**2)],
    "multiply": [("np.multiply(x + y, y)", lambda x, y, **_: (x + y) * y)],
    "divide": [("np.divide(x, y + 1)", lambda x, y, **_: x / (y + 1))],
    "subtract": [("np.subtract(x, y - x)", lambda x, y, **_: 2 * x - y)],
    "plus": [("plus(x, y)", lambda x, y, **_: x + y)],
    "negative": [("np.negative(x - y)", lambda x, y, **_: y - x)],
    "positive": [("np.positive(x) * 2", lambda x, **_: 2 * x)],
    "dot": [("np.dot(x, y.T)", lambda x, y, **_: x @ y.T), ("x.T.dot(x + y)", lambda x, y, **_: x.T @ (x + y))],
    "inner": [("np.inner(x, y)", lambda x, y, **_: N.inner(x, y)), ("np.inner(v, w)", lambda v, w, **_: N.inner(v, w))],
    "outer": [("np.outer(v, w)", lambda v, w, **_: N.outer(v, w))],
    "addmm": [("torch.addmm(v, x, y.T @ x)", lambda v, x, y, **_: v + x @ (y.T @ x))],
    "average": [("np.average(x, axis=0)", lambda x, **_: x.mean(axis=0)), ("AVERAGE(x)", lambda x, **_: x.mean())],
    "amax": [("np.amax(x, axis=1)", lambda x, **_: x.max(axis=1))],
    "amin": [("x.amin(dim=1, keepdim=True)", lambda x, **_: x.min(axis=1, keepdims=True))],
    "reduce_sum": [("tf.reduce_sum(x, 1)", lambda x, **_: x.sum(axis=1))],
    "reduce_mean": [("tf.reduce_mean(x)", lambda x, **_: x.mean())],
    "fmax": [("np.fmax(x, 0.3)", lambda x, **_: N.fmax(x, 0.3))],
    "fmin": [("np.fmin(x, y)", lambda x, y, **_: N.fmin(x, y))],
    "concatenate": [
        ("np.concatenate([x, y])", lambda x, y, **_: N.concatenate([x, y])),
        ("torch.cat((x, y), dim=1)", lambda x, y, **_: N.concatenate([x, y], axis=1)),
    ],
    "hstack": [("np.hstack([x, y])", lambda x, y, **_: N.hstack([x, y])), ("np.hstack((v, w))", lambda v, w, **_: N.hstack([v, w]))],
    "flatten": [("x.flatten()", lambda x, **_: x.ravel())],
    "t": [("x.t() @ y", lambda x, y, **_: x.T @ y)],
    "permute": [("x.permute(1, 0)", lambda x, **_: x.T)],
    "eq": [("torch.eq(x, y)", lambda x, y, **_: x == y)],
    "ne": [("torch.ne(x, y)", lambda x, y, **_: x != y)],
    "lt": [("x.lt(y)", lambda x, y, **_: x < y)],
    "le": [("x.le(y)", lambda x, y, **_: x <= y)],
    "gt": [("x.gt(y)", lambda x, y, **_: x > y)],
    "ge": [("x.ge(y)", lambda x, y, **_: x >= y)],
    "logical_not": [("np.logical_not(x)", lambda x, **_: N.logical_not(x))],
    "logical_and": [("np.logical_and(x > 0, y)", lambda x, y, **_: N.logical_and(x > 0, y))],
    "logical_or": [("np.logical_or(x > 1, y > 1)", lambda x, y, **_: N.logical_or(x > 1, y > 1))],
    "logical_xor": [("np.logical_xor(x > 0, y > 0)", lambda x, y, **_: (x > 0) ^ (y > 0))],
    "ifelse": [("ifelse(x > y, x, y)", lambda x, y, **_: N.where(x > y, x, y))],
    "copy": [("x.copy() * 2", lambda x, **_: x * 2), ("np.asarray(x + y)", lambda x, y, **_: x + y)],
    "astype": [("x.astype(np.float32) * 2", lambda x, **_: x * 2)],
    "cot": [("cot(x)", lambda x, **_: 1 / N.tan(x))],
    "sind": [("sind(30 * x)", lambda x, **_: N.sin(N.deg2rad(30 * x)))],
    "cosd": [("cosd(x)", lambda x, **_: N.cos(N.deg2rad(x)))],
    "tand": [("tand(x)", lambda x, **_: N.tan(N.deg2rad(x)))],
    "sec": [("sec(x)", lambda x, **_: 1 / N.cos(x))],
    "csc": [("csc(x)", lambda x, **_: 1 / N.sin(x))],
    "coth": [("coth(x)", lambda x, **_: 1 / N.tanh(x))],
    "sech": [("sech(x)", lambda x, **_: 1 / N.cosh(x))],
    "csch": [("csch(x)", lambda x, **_: 1 / N.sinh(x))],
    "arcsin": [("np.arcsin(x / 9)", lambda x, **_: N.arcsin(x / 9))],
    "arccos": [("arccos(x / 9)", lambda x, **_: N.arccos(x / 9))],
    "arctan": [("np.arctan(x)", lambda x, **_: N.arctan(x))],
    "rint": [("np.rint(x * 3)", lambda x, **_: N.rint(x * 3))],
    "ceiling": [("ceiling(x * 3)", lambda x, **_: N.ceil(x * 3))],
    "int": [("np.trunc(x * 3)", lambda x, **_: N.trunc(x * 3))],
    "floor_divide": [("np.floor_divide(x, 0.7)", lambda x, **_: N.floor_divide(x, 0.7))],
    "mod": [("np.mod(x, 0.7)", lambda x, **_: N.mod(x, 0.7))],
    "detach": [("x.detach() * x", lambda x, **_: x * x)],
    "numel": [("x / x.numel()", lambda x, **_: x / x.size)],
    "asinh": [("np.arcsinh(x)", lambda x, **_: N.arcsinh(x))],
    "acosh": [("np.arccosh(x + 3)", lambda x, **_: N.arccosh(x + 3))],
    "atanh": [("math.atanh(x)", lambda x, **_: N.arctanh(x))],
    "lb": [("lb(x)", lambda x, **_: N.log2(x))],
    "lg": [("2 ** lg(x)", lambda x, **_: 2 ** N.log10(x))],
    "exp2": [("np.exp2(x)", lambda x, **_: 2**x)],
    "exp10": [("exp10(x)", lambda x, **_: 10**x)],
    "realsqrt": [("realsqrt(x)", lambda x, **_: N.sqrt(x))],
    "log_cosh": [("log_cosh(x)", lambda x, **_: N.log(N.cosh(x)))],
    "rsqrt": [("tf.math.rsqrt(x)", lambda x, **_: 1 / N.sqrt(x))],
    "cbrt": [("np.cbrt(x)", lambda x, **_: N.cbrt(x))],
    "recip": [("recip(x)", lambda x, **_: 1 / x)],
    "hypot": [("np.hypot(x, y)", lambda x, y, **_: N.hypot(x, y))],
    "erfc": [("math.erfc(x)", lambda x, **_: 1 - erf(x))],
    "sgn": [("sgn(x - y)", lambda x, y, **_: N.sign(x - y)), ("-signum(x) ** 2", lambda x, **_: -(N.sign(x) ** 2))],
    "heaviside": [("np.heaviside(x, 0.5)", lambda x, **_: N.heaviside(x, 0.5))],
    "step": [("step(x)", lambda x, **_: x > 0)],
    "clip.more": [
        ("np.clip(x, 0, 1)", lambda x, **_: x.clip(0, 1)), ("x.clip(0, None)", lambda x, **_: x.clip(0, None)),
        ("clip(x, None, 0.5)", lambda x, **_: x.clip(None, 0.5)), ("torch.clamp(x, min=0)", lambda x, **_: x.clip(0, None)),
        ("x.clamp(max=0.3)", lambda x, **_: x.clip(None, 0.3)), ("clip(x, -1, y + 1) / 2", lambda x, y, **_: x.clip(-1, y + 1) / 2),
    ],
    "clamp_min": [("x.clamp_min(0.1)", lambda x, **_: x.clip(0.1, None))],
    "clamp_max": [("x.clamp_max(0.1)", lambda x, **_: x.clip(None, 0.1))],
    "deg2rad": [("np.deg2rad(x)", lambda x, **_: N.deg2rad(x))],
    "rad2deg": [("np.rad2deg(x)", lambda x, **_: N.rad2deg(x))],
    "lerp": [("torch.lerp(x, y, 0.25)", lambda x, y, **_: 0.75 * x + 0.25 * y)],
    "logaddexp": [("np.logaddexp(x, y)", lambda x, y, **_: N.logaddexp(x, y))],
    "xlogy": [("special.xlogy(x, w)", lambda x, w, **_: x * N.log(w))],
    "expit": [("scipy.special.expit(x)", lambda x, **_: logistic(x))],
    "logit": [("logit(x)", lambda x, **_: N.log(x / (1 - x)))],
    "log_sigmoid": [("F.logsigmoid(x)", lambda x, **_: N.log(logistic(x)))],
    "swish": [("swish(x - y)", lambda x, y, **_: (x - y) * logistic(x - y)), ("nn.SiLU()(x)", lambda x, **_: x * logistic(x))],
    "mish": [("mish(x)", lambda x, **_: x * N.tanh(N.log1p(N.exp(x))))],
    "elu.more": [("F.elu(x, 0.5)", lambda x, **_: elu(x, 0.5)), ("nn.ELU(0.5)(x)", lambda x, **_: elu(x, 0.5))],
    "selu": [("selu(x)", lambda x, **_: 1.0507009873554805 * elu(x, 1.6732632423543772))],
    "celu": [("celu(x, 0.5)", lambda x, **_: N.maximum(x, 0) + N.minimum(0.5 * N.expm1(x / 0.5), 0))],
    "prelu": [("F.prelu(x, 0.1)", lambda x, **_: N.where(x > 0, x, 0.1 * x))],
    "relu2": [("squared_relu(x)", lambda x, **_: N.maximum(x, 0) ** 2)],
    "relu6": [("nn.ReLU6()(x)", lambda x, **_: x.clip(0, 6))],
    "hardtanh": [("hardtanh(x)", lambda x, **_: x.clip(-1, 1))],
    "hardsigmoid": [("hard_sigmoid(x)", lambda x, **_: (x + 3).clip(0, 6) / 6)],
    "hardswish": [("hardswish(x)", lambda x, **_: x * (x + 3).clip(0, 6) / 6)],
    "tanhshrink": [("tanhshrink(x)", lambda x, **_: x - N.tanh(x))],
    "softmin": [("F.softmin(x, dim=0)", lambda x, **_: N.exp(-x) / N.exp(-x).sum(axis=0))],
    "identity": [("identity(x) + 1", lambda x, **_: x + 1)],
    "pvariance": [("pvariance(x)", lambda x, **_: x.var()), ("reduce_variance(x, axis=1)", lambda x, **_: x.var(axis=1))],
    "stddev": [("tf.math.reduce_std(x, axis=0)", lambda x, **_: x.std(axis=0)), ("stddev(x)", lambda x, **_: x.std())],
    "sample.var": [("torch.var(x)", lambda x, **_: x.var(ddof=1)), ("np.var(x, axis=0, ddof=1)", lambda x, **_: x.var(axis=0, ddof=1))],
    "sample.std": [("torch.std(x, dim=1)", lambda x, **_: x.std(axis=1, ddof=1)), ("STDEV(x)", lambda x, **_: x.std(ddof=1))],
    "norm.more": [
        ("np.linalg.norm(v, 1)", lambda v, **_: abs(v).sum()), ("norm(v, 3)", lambda v, **_: N.linalg.norm(v, ord=3)),
        ("np.linalg.norm(v, ord=3)", lambda v, **_: N.linalg.norm(v, ord=3)),
    ],
    "rms": [("rms(x)", lambda x, **_: N.sqrt((x**2).mean()))],
    "ptp": [("np.ptp(x, axis=0)", lambda x, **_: N.ptp(x, axis=0))],
    "reduce_logsumexp": [("tf.reduce_logsumexp(x, axis=0)", lambda x, **_: N.log(N.exp(x).sum(axis=0)))],
    "product": [("PRODUCT(x)", lambda x, **_: x.prod()), ("tf.reduce_prod(x, axis=1)", lambda x, **_: x.prod(axis=1))],
    "index_select": [("torch.index_select(x, 1, k)", lambda x, k, **_: x[:, k.astype(int)])],
    "embedding": [("F.embedding(k, x.T)", lambda x, k, **_: x.T[k.astype(int)])],
    "embedding_lookup": [("tf.nn.embedding_lookup(x.T, k)", lambda x, k, **_: x.T[k.astype(int)])],
    "count_nonzero": [("np.count_nonzero(x, axis=1)", lambda x, **_: N.count_nonzero(x, axis=1))],
    "any": [("np.any(x > 2, axis=0)", lambda x, **_: (x > 2).any(axis=0))],
    "all": [("np.all(x)", lambda x, **_: x.all())],
    "normalize": [("F.normalize(x)", lambda x, **_: x / N.linalg.norm(x, axis=1, keepdims=True))],
    "l2_normalize": [("tf.math.l2_normalize(x, axis=0)", lambda x, **_: x / N.linalg.norm(x, axis=0, keepdims=True))],
    "cosine_similarity": [
        ("F.cosine_similarity(x, y)", lambda x, y, **_: (x * y).sum(1) / N.linalg.norm(x, axis=1) / N.linalg.norm(y, axis=1)),
        ("cosine_similarity(v, w, dim=0)", lambda v, w, **_: v @ w / N.linalg.norm(v) / N.linalg.norm(w)),
    ],
    "diff": [("np.diff(v)", lambda v, **_: N.diff(v))],
    "flip": [("np.flip(v)", lambda v, **_: v[::-1])],
    "mse": [("F.mse_loss(x, t)", lambda x, t, **_: ((x - t) ** 2).mean()), ("nn.MSELoss()(x, t)", lambda x, t, **_: ((x - t) ** 2).mean())],
    "rmse": [("rmse(x, t)", lambda x, t, **_: N.sqrt(((x - t) ** 2).mean()))],
    "mae": [("nn.L1Loss()(x, t)", lambda x, t, **_: abs(x - t).mean())],
    "sse": [("sse(x, t)", lambda x, t, **_: ((x - t) ** 2).sum() / 2)],
    "huber.more": [("huber(x, t)", lambda x, t, **_: huber(x - t, 1).mean()), ("F.huber_loss(x, t, delta=0.5)", lambda x, t, **_: huber(x - t, 0.5).mean())],
    "smooth_l1_loss": [("F.smooth_l1_loss(x, t, beta=0.5)", lambda x, t, **_: (huber(x - t, 0.5) / 0.5).mean())],
    "bce": [("F.binary_cross_entropy(x, w)", lambda x, w, **_: -(w * N.log(x) + (1 - w) * N.log(1 - x)).mean())],
    "bce_with_logits": [
        (
            "F.binary_cross_entropy_with_logits(x, t)",
            lambda x, t, **_: -(t * N.log(logistic(x)) + (1 - t) * N.log(logistic(-x))).mean(),
        )
    ],
    "sigmoid_cross_entropy_with_logits": [
        (
            "tf.nn.sigmoid_cross_entropy_with_logits(labels=t, logits=x)",
            lambda x, t, **_: -(t * N.log(logistic(x)) + (1 - t) * N.log(logistic(-x))),
        )
    ],
    "softmax_cross_entropy": [("softmax_cross_entropy(x, t)", lambda x, t, **_: -(t * log_softmax(x)).sum() / 2)],
    "torch.cross_entropy": [
        ("F.cross_entropy(x, t)", lambda x, t, **_: -(t * log_softmax(x)).sum() / 2),
        ("nn.CrossEntropyLoss()(x, k)", lambda x, k, **_: labels(x, k)),
    ],
    "softmax_cross_entropy_with_logits": [
        ("tf.nn.softmax_cross_entropy_with_logits(labels=t, logits=x)", lambda x, t, **_: -(t * log_softmax(x)).sum(axis=-1))
    ],
    "nll_loss": [("F.nll_loss(log_softmax(x), k)", lambda x, k, **_: labels(x, k))],
    "cross_entropy_error": [("cross_entropy_error(y, k)", lambda y, k, **_: -N.log([row[int(i)] for row, i in zip(y, k, strict=True)]).mean())],
    "sum_squares_error": [("sum_squares_error(y, t)", lambda y, t, **_: ((y - t) ** 2).sum() / 2)],
    "hinge": [("hinge(x, t)", lambda x, t, **_: N.maximum(1 - x * t, 0).mean())],
    "kl": [("kl(w, v)", lambda w, v, **_: (w * N.log(w / v)).sum())],
    "entropy": [("entropy(w)", lambda w, **_: -(w * N.log(w)).sum())],
    "linear": [("dense(x, y.T, k)", lambda x, y, k, **_: x @ y.T + k)],
    "torch.linear": [("F.linear(x, y, k)", lambda x, y, k, **_: x @ y.T + k)],
    "conv": [
        (
            "conv(reshape(x, shape=(1, 2, 3)), reshape(y, shape=(1, 1, 2, 3)), reshape(0.5, shape=(1,)))",
            lambda x, y, **_: (x * y).sum().reshape(1, 1, 1) + 0.5,
        )
    ],
    "maxpool": [("maxpool2d(x)", lambda x, **_: x[:, :2].max().reshape(1, 1)), ("maxpool(x, (1, 3))", lambda x, **_: x.max(axis=1, keepdims=True))],
    "avgpool": [("avgpool2d(x)", lambda x, **_: x[:, :2].mean().reshape(1, 1))],
    "layernorm": [("layernorm(x, v, w)", lambda x, v, w, **_: normal(x, 1) * v + w)],
    "batchnorm": [("BatchNormalization(x, v, w)", lambda x, v, w, **_: normal(x, 0) * v + w)],
    "log.more": [("math.log(x, 2)", lambda x, **_: N.log2(x)), ("log(x, 10)", lambda x, **_: N.log10(x))],
    "LOG": [("LOG(x)", lambda x, **_: N.log10(x)), ("LOG(x, 2)", lambda x, **_: N.log2(x))],
    "AND": [("AND(x > 0, y > 0)", lambda x, y, **_: (x > 0) & (y > 0))],
    "OR": [("OR(x > 0, y > 0)", lambda x, y, **_: (x > 0) | (y > 0))],
    "NOT": [("NOT(x > 0)", lambda x, **_: x <= 0)],
    "IF": [("IF(x > 1, x, 1)", lambda x, **_: N.maximum(x, 1))],
    "PI": [("PI() * x", lambda x, **_: N.pi * x)],
    "SUMSQ": [("SUMSQ(x)", lambda x, **_: (x**2).sum())],
    "SUMPRODUCT": [("SUMPRODUCT(x, y)", lambda x, y, **_: (x * y).sum())],
}  # fmt: skip


CASES = [(text, meaning) for cases in TRUTHS.values() for text, meaning in cases]


# Calls of what is on the shelf, as other libraries make them.
OURS: list[tuple[str, Callable[..., Any]]] = [
    ("np.sum(x, 0)", lambda x, **_: x.sum(axis=0)), ("x.sum(-1, True)", lambda x, **_: x.sum(axis=-1, keepdims=True)),
    ("x.mean(dim=1)", lambda x, **_: x.mean(axis=1)), ("x.reshape(3, 2)", lambda x, **_: x.reshape(3, 2)),
    ("np.reshape(x, (6,))", lambda x, **_: x.ravel()), ("x.reshape(-1)", lambda x, **_: x.ravel()), ("x.T.reshape((2, 3))", lambda x, **_: x.T.reshape(2, 3)),
    ("x.transpose(1, 0)", lambda x, **_: x.T), ("np.transpose(x)", lambda x, **_: x.T), ("x.transpose()", lambda x, **_: x.T),
    ("F.softmax(x, dim=0)", lambda x, **_: N.exp(x) / N.exp(x).sum(axis=0)), ("F.leaky_relu(x, 0.2)", lambda x, **_: N.where(x > 0, x, 0.2 * x)),
    ("torch.max(x, y)", lambda x, y, **_: N.maximum(x, y)), ("np.max(x, 0)", lambda x, **_: x.max(axis=0)), ("np.max([v, w])", lambda v, w, **_: N.maximum(v, w)),
    ("np.matmul(x, y.T)", lambda x, y, **_: x @ y.T), ("np.add(x, y)", lambda x, y, **_: x + y), ("nn.Sigmoid()(x)", lambda x, **_: logistic(x)),
    ("np.where(x > 0, x, 0)", lambda x, **_: N.maximum(x, 0)), ("np.maximum(0, x)", lambda x, **_: N.maximum(x, 0)),
    ("tf.nn.relu(x) ** 2", lambda x, **_: N.maximum(x, 0) ** 2), ("jnp.tanh(x)", lambda x, **_: N.tanh(x)), ("Math.abs(x)", lambda x, **_: abs(x)),
    ("x.exp().sum()", lambda x, **_: N.exp(x).sum()), ("sum(x, dim=0)", lambda x, **_: x.sum(axis=0)), ("SUM(x)", lambda x, **_: x.sum()),
    ("x.pow(2).mean()", lambda x, **_: (x**2).mean()), ("self.x * y", lambda x, y, **_: x * y), ("e ** x", lambda x, **_: N.exp(x)), ("2 * e^x", lambda x, **_: 2 * N.exp(x)),
    ("np.e ** -x", lambda x, **_: N.exp(-x)), ("π * x", lambda x, **_: N.pi * x), ("2 * np.pi * x", lambda x, **_: 2 * N.pi * x), ("x^T @ y", lambda x, y, **_: x.T @ y),
    ("F.max_pool2d(x, 2)", lambda x, **_: x[:, :2].max().reshape(1, 1)),
    ("max_pool2d(x, 2, stride=1)", lambda x, **_: N.stack([x[:, :2].max(), x[:, 1:].max()])[None]),
    ("nn.AvgPool2d(2)(x)", lambda x, **_: x[:, :2].mean().reshape(1, 1)),
    ("F.avg_pool2d(x, kernel_size=2)", lambda x, **_: x[:, :2].mean().reshape(1, 1)),
    ("np.var(x, axis=1)", lambda x, **_: x.var(axis=1)), ("x.var(axis=0, keepdims=True)", lambda x, **_: x.var(axis=0, keepdims=True)),
    ("torch.var(x, dim=1, unbiased=False)", lambda x, **_: x.var(axis=1)), ("np.std(x, 0)", lambda x, **_: x.std(axis=0)),
    ("np.exp(var(x, ddof=1))", lambda x, **_: N.exp(x.var(ddof=1))),
    ("(x - x.mean()) / x.std()", lambda x, **_: (x - x.mean()) / x.std()), ("np.std(x, keepdims=True)", lambda x, **_: x.std(keepdims=True)),
    ("np.linalg.norm(x - y)", lambda x, y, **_: N.linalg.norm(x - y)), ("np.linalg.norm(x, axis=1)", lambda x, **_: N.linalg.norm(x, axis=1)),
    ("torch.logsumexp(x, dim=1, keepdim=True)", lambda x, **_: N.log(N.exp(x).sum(axis=1, keepdims=True))),
    ("np.prod(x, axis=0)", lambda x, **_: x.prod(axis=0)), ("np.stack([v, w], axis=1)", lambda v, w, **_: N.stack([v, w], axis=1)),
    ("torch.stack((v, w))", lambda v, w, **_: N.stack([v, w])), ("np.take(x, k, axis=1)", lambda x, k, **_: x[:, k.astype(int)]),
    ("affine(x=x, W=y.T, b=1)", lambda x, y, **_: x @ y.T + 1),
]  # fmt: skip


def problem(text: str, data: dict[str, Any]) -> str:
    return f"constants: {{k: [2, 0]}}\nvariables: {data}\nnodes:\n  n: '{text}'\n"


def proposed(text: str, data: dict[str, Any]) -> str:
    (hint,) = {fault.hint for fault in faults(problem(text, data))}
    found = re.search(r"(?:^|; )write (.*)$", hint or "")
    assert found, hint
    return found[1].split(", or ")[0]


@pytest.mark.parametrize("data", [SIGNED, UNIT], ids=["signed", "unit"])
@pytest.mark.parametrize(("text", "meaning"), [*CASES, *OURS], ids=[text for text, _ in [*CASES, *OURS]])
def test_what_is_proposed_computes_the_same(text: str, meaning: Callable[..., Any], data: dict[str, Any]) -> None:
    line = proposed(text, data)
    with np.errstate(all="ignore"):
        expected = meaning(**{name: np.array(value, dtype=float) for name, value in data.items()}, k=np.array([2.0, 0.0]))
        found = values(problem(line, data))["n"]
    assert np.shape(found) == np.shape(expected), line
    np.testing.assert_allclose(found, expected, rtol=1e-12, atol=1e-14, err_msg=line)


def test_every_row_of_the_table_is_tried() -> None:
    missing = {names.split()[0] for names in RECIPES} ^ set(TRUTHS)
    assert not missing, "say in TRUTHS what the new rows of RECIPES mean"
