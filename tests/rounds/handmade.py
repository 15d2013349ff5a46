"""Layers as somebody writes them into `layers:`, each with its right backward pass, kinks among them with a right convention.

In the shapes a letter is a size, * any shape, the same for all inputs that have it. {n}, {d}, … in a rule are sizes, {size} that of *.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple


class Own(NamedTuple):
    """inputs: name → shape and domain. edges: values at which an input stands at a kink. constants: inputs without a gradient."""

    inputs: Mapping[str, str]
    forward: str
    backward: Mapping[str, str]
    let: Mapping[str, str] = {}
    edges: tuple[float, ...] = ()
    constants: frozenset[str] = frozenset()

    def entry(self, sizes: Mapping[str, int]) -> dict[str, Any]:
        """The layer as the file has it, with the sizes put in."""
        filled = {name: rule.format(**sizes) for name, rule in self.backward.items()}
        let = {"let": {name: rule.format(**sizes) for name, rule in self.let.items()}} if self.let else {}
        return {"inputs": list(self.inputs), **let, "forward": self.forward.format(**sizes), "backward": filled}


def entrywise(forward: str, slope: str, domain: str = "", *edges: float, **let: str) -> Own:
    """A layer of one input of any shape that works entry by entry."""
    return Own({"x": f"* {domain}"}, forward, {"x": slope}, let, edges)


ENTRYWISE = {
    "my_sigmoid": entrywise("1 / (1 + exp(-x))", "dout * out * (1 - out)"),
    "my_tanh": entrywise("(exp(x) - exp(-x)) / (exp(x) + exp(-x))", "dout * (1 - out ** 2)"),
    "parabola": entrywise("x ** 2 + 3 * x", "dout * (2 * x + 3)"),
    "my_softplus": entrywise("log(1 + exp(x))", "dout / (1 + exp(-x))"),
    "log_cosh": entrywise("log((exp(x) + exp(-x)) / 2)", "dout * tanh(x)"),
    "bump": entrywise("exp(-(x ** 2) / 2)", "-dout * x * out"),
    "bent": entrywise("x / (1 + x ** 2)", "dout * (1 - x ** 2) / (1 + x ** 2) ** 2"),
    "root": entrywise("sqrt(1 + x ** 2)", "dout * x / out"),
    "inverse": entrywise("2 / x", "-2 * dout / x ** 2", "positive"),
    "entropy": entrywise("-x * log(x)", "-dout * (log(x) + 1)", "positive"),
    "my_gelu": entrywise("x * cdf", "dout * (cdf + x * exp(-0.5 * x ** 2) * 0.3989422804014327)", cdf="0.5 * (1 + erf(x * 0.7071067811865476))"),
    "wave": entrywise("sin(x) * cos(2 * x)", "dout * (cos(x) * cos(2 * x) - 2 * sin(x) * sin(2 * x))"),
    "my_relu": entrywise("where(x > 0, x, 0)", "dout * (x > 0)", "", 0.0),
    "relu_from_zero": entrywise("where(x >= 0, x, 0)", "dout * (x >= 0)", "", 0.0),
    "relu_by_max": entrywise("maximum(x, 0)", "dout * (x > 0)", "", 0.0),
    "my_abs": entrywise("abs(x)", "where(x > 0, dout, -dout)", "", 0.0),
    "abs_by_max": entrywise("maximum(x, -x)", "dout * ((x > 0) - (x < 0))", "", 0.0),
    "clipped": entrywise("minimum(maximum(x, -1), 1)", "dout * (x >= -1) * (x <= 1)", "", -1.0, 1.0),
    "my_leaky": entrywise("where(x > 0, x, 0.1 * x)", "where(x > 0, dout, 0.1 * dout)", "", 0.0),
    "my_elu": entrywise("where(x > 0, x, exp(x) - 1)", "dout * where(x > 0, 1, exp(x))", "", 0.0),
    "my_huber": entrywise("where(abs(x) <= 1, 0.5 * x ** 2, abs(x) - 0.5)", "dout * where(abs(x) <= 1, x, (x > 0) - (x < 0))", "", 1.0),
    "shrunk": entrywise("where(x > 0.5, x - 0.5, where(x < -0.5, x + 0.5, 0))", "dout * (abs(x) > 0.5)", "", 0.5, -0.5),
    "cubic": entrywise("x * abs(x) ** 2", "dout * 3 * x ** 2", "", 0.0),
    "squared_relu": entrywise("relu(x) ** 2", "2 * dout * relu(x)", "", 0.0),
}  # fmt: skip
ROWS: dict[str, Own] = {
    "my_softmax": Own(
        {"x": "nd"}, "e / sum(e, axis=1, keepdims=True)", {"x": "out * (dout - sum(dout * out, axis=1, keepdims=True))"},
        {"e": "exp(x - max(x, axis=1, keepdims=True))"},
    ),
    "my_log_softmax": Own({"x": "nd"}, "x - log(sum(exp(x), axis=1, keepdims=True))", {"x": "dout - exp(out) * sum(dout, axis=1, keepdims=True)"}),
    "my_layer_norm": Own(
        {"x": "nd", "gamma": "d", "beta": "d"}, "gamma * xhat + beta",
        {
            "x": "(g - mean(g, axis=-1, keepdims=True) - xhat * mean(g * xhat, axis=-1, keepdims=True)) / s",
            "gamma": "sum(dout * xhat, axis=0)", "beta": "sum(dout, axis=0)",
        },
        {"xc": "x - mean(x, axis=-1, keepdims=True)", "s": "sqrt(mean(xc ** 2, axis=-1, keepdims=True) + 1e-3)", "xhat": "xc / s", "g": "dout * gamma"},
    ),
    "my_batch_norm": Own(
        {"x": "nd", "gamma": "d", "beta": "d"}, "xhat * gamma + beta",
        {
            "x": "gamma / s * (dout - mean(dout, axis=0) - xhat * mean(dout * xhat, axis=0))",
            "gamma": "sum(dout * xhat, axis=0)", "beta": "sum(dout, axis=0)",
        },
        {"xhat": "xc / s", "s": "sqrt(mean(xc * xc, axis=0) + 1e-3)", "xc": "x - mean(x, axis=0)"},
    ),
    "rms_norm": Own(
        {"x": "nd", "g": "d"}, "x * r * g",
        {"x": "r * (h - x * r ** 2 * mean(h * x, axis=-1, keepdims=True))", "g": "sum(dout * x * r, axis=0)"},
        {"r": "1 / sqrt(mean(x ** 2, axis=-1, keepdims=True) + 1e-4)", "h": "dout * g"},
    ),
    "dense": Own({"x": "nd", "W": "de", "b": "e"}, "x @ W + b", {"x": "dout @ W.T", "W": "x.T @ dout", "b": "sum(dout, axis=0)"}),
    "dense_relu": Own(
        {"x": "nd", "W": "de", "b": "e"}, "relu(affine(x, W, b))",
        {"x": "d @ W.T", "W": "x.T @ d", "b": "sum(d, axis=0)"}, {"d": "dout * (out > 0)"}, (0.0,),
    ),
    "row_max": Own(
        {"x": "nd"}, "max(x, axis=1)", {"x": "reshape(dout, shape=(-1, 1)) * hit / sum(hit, axis=1, keepdims=True)"},
        {"hit": "x == max(x, axis=1, keepdims=True)"}, (1.0, 1.0),
    ),
    "centred": Own({"x": "nd"}, "x - mean(x, axis=0)", {"x": "dout - mean(dout, axis=0)"}),
    "unit_row": Own(
        {"x": "nd"}, "x / s", {"x": "(dout - out * sum(dout * out, axis=1, keepdims=True)) / s"},
        {"s": "sqrt(sum(x ** 2, axis=1, keepdims=True) + 0.01)"},
    ),
    "rolled": Own({"x": "nd"}, "concat(x[1:], x[:1], axis=0) * 2", {"x": "concat(dout[-1:], dout[:-1], axis=0) * 2"}),
    "row_lse": Own(
        {"x": "nd"}, "m + log(sum(exp(x - reshape(m, shape=(-1, 1))), axis=1))",
        {"x": "reshape(dout, shape=(-1, 1)) * exp(x - reshape(out, shape=(-1, 1)))"}, {"m": "max(x, axis=1)"},
    ),
    "attend": Own(
        {"q": "nd", "k": "md", "v": "me"}, "a @ v", {"q": "ds @ k", "k": "ds.T @ q", "v": "a.T @ dout"},
        {"a": "softmax(0.5 * q @ k.T)", "da": "dout @ v.T", "ds": "0.5 * a * (da - sum(da * a, axis=-1, keepdims=True))"},
    ),
    "outer": Own(
        {"x": "n", "y": "d"}, "reshape(x, shape=(-1, 1)) * y",
        {"x": "sum(dout * y, axis=1)", "y": "sum(dout * reshape(x, shape=(-1, 1)), axis=0)"},
    ),
    "three_taps": Own(
        {"x": "3d", "w": "d"}, "x[0] * w + x[1] * w ** 2 + x[2]",
        {"x": "concat(reshape(dout * w, shape=(1, -1)), reshape(dout * w ** 2, shape=(1, -1)), reshape(dout, shape=(1, -1)))", "w": "dout * (x[0] + 2 * w * x[1])"},
    ),
}  # fmt: skip
SCALARS: dict[str, Own] = {
    "swish": Own(
        {"x": "*", "b": ""}, "x * s", {"x": "dout * (s + b * x * s * (1 - s))", "b": "sum(dout * x ** 2 * s * (1 - s))"}, {"s": "sigmoid(b * x)"},
    ),
    "power_law": Own(
        {"a": "", "x": "* positive", "b": ""}, "a * x ** b",
        {"a": "sum(dout * x ** b)", "x": "dout * a * b * x ** (b - 1)", "b": "sum(dout * a * x ** b * log(x))"},
    ),
    "shares": Own(
        {"x": "n positive", "s": " positive"}, "x * s / t",
        {"x": "dout * s / t - sum(dout * x * s) * s / t ** 2", "s": "sum(dout * (x / t - x * s * sum(x) / t ** 2))"}, {"t": "sum(x * s)"},
    ),
    "gated": Own({"g": "", "b": "*"}, "relu(g * b)", {"g": "sum(dout * (out > 0) * b)", "b": "dout * (out > 0) * g"}, {}, (0.0,)),
    "between": Own({"x": "*", "y": "*", "a": ""}, "a * x + (1 - a) * y", {"x": "a * dout", "y": "(1 - a) * dout", "a": "sum(dout * (x - y))"}),
}  # fmt: skip
LOSSES: dict[str, Own] = {
    "my_mse": Own({"x": "*", "t": "*"}, "mean((x - t) ** 2)", {"x": "2 * dout * (x - t) / {size}", "t": "2 * dout * (t - x) / {size}"}),
    "cross_entropy_of_scores": Own(
        {"x": "nd", "t": "nd unit"}, "-sum(t * log_softmax(x)) / {n}",
        {"x": "dout * (softmax(x) * sum(t, axis=1, keepdims=True) - t) / {n}", "t": "-dout * log_softmax(x) / {n}"},
    ),
    "logistic": Own(
        {"x": "*", "t": "* unit"}, "sum(softplus(x) - t * x)", {"x": "dout * (sigmoid(x) - t)"}, {}, (), frozenset({"t"}),
    ),
    "hinge": Own({"x": "*", "t": "* sign"}, "mean(maximum(1 - t * x, 0))", {"x": "dout * where(1 - t * x > 0, -t, 0) / {size}"}, {}, (1.0, -1.0), frozenset({"t"})),
    "spread": Own({"x": "*"}, "mean((x - mean(x)) ** 2)", {"x": "2 * dout * (x - mean(x)) / {size}"}),
    "form": Own(
        {"x": "d", "A": "dd"}, "sum(x * (A @ x))", {"x": "dout * ((A + A.T) @ x)", "A": "dout * reshape(x, shape=(-1, 1)) * reshape(x, shape=(1, -1))"},
    ),
    "cosine": Own(
        {"u": "d", "v": "d"}, "sum(u * v) / (nu * nv)",
        {"u": "dout * (v / (nu * nv) - out * u / nu ** 2)", "v": "dout * (u / (nu * nv) - out * v / nv ** 2)"},
        {"nu": "sqrt(sum(u ** 2))", "nv": "sqrt(sum(v ** 2))"},
    ),
    "geometric": Own({"x": "* positive"}, "exp(mean(log(x)))", {"x": "dout * out / x / {size}"}),
    "span": Own({"x": "n"}, "max(x) - min(x)", {"x": "dout * ((x == max(x)) / sum(x == max(x)) - (x == min(x)) / sum(x == min(x)))"}, {}, (1.0, 1.0)),
    "my_norm": Own({"x": "n"}, "sqrt(sum(x ** 2))", {"x": "dout * x / out"}),
}  # fmt: skip
PAIRS: dict[str, Own] = {
    "larger": Own(
        {"p": "*", "q": "*"}, "maximum(p, q)", {"p": "dout * ((p > q) + 0.5 * (p == q))", "q": "dout * ((q > p) + 0.5 * (p == q))"}, {}, (1.0, 1.0),
    ),
    "first_larger": Own({"p": "*", "q": "*"}, "maximum(p, q)", {"p": "dout * (p >= q)", "q": "dout * (q > p)"}, {}, (1.0, 1.0)),
    "smaller": Own({"p": "*", "q": "*"}, "where(p < q, p, q)", {"p": "dout * (p < q)", "q": "dout * (q <= p)"}, {}, (1.0, 1.0)),
    "distance": Own({"p": "*", "q": "*"}, "sqrt((p - q) ** 2 + 0.1)", {"p": "dout * (p - q) / out", "q": "dout * (q - p) / out"}),
    "ratio": Own({"p": "*", "q": "* positive"}, "p / q", {"p": "dout / q", "q": "-dout * p / q ** 2"}),
}  # fmt: skip
LAYERS: dict[str, Own] = ENTRYWISE | ROWS | SCALARS | LOSSES | PAIRS
