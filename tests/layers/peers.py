"""What PyTorch has for each layer of the shelf. A peer gets the module `torch` first, so that this list can be read without it."""

from collections.abc import Callable
from operator import attrgetter
from typing import Any


def of_torch(name: str) -> Callable[..., Any]:
    """The function that PyTorch has by this name."""
    return lambda torch, *xs, **options: attrgetter(name)(torch)(*xs, **options)


def reduction(name: str) -> Callable[..., Any]:
    def run(torch: Any, x: Any, axis: Any, keepdims: bool) -> Any:
        return getattr(torch, name)(x, tuple(range(x.ndim)) if axis is None else axis, keepdim=keepdims)

    return run


def spread(name: str) -> Callable[..., Any]:
    def run(torch: Any, x: Any, axis: Any, keepdims: bool, ddof: int) -> Any:
        return getattr(torch, name)(x, tuple(range(x.ndim)) if axis is None else axis, correction=ddof, keepdim=keepdims)

    return run


def product(torch: Any, x: Any, axis: Any, keepdims: bool) -> Any:
    """PyTorch multiplies along one axis at a time."""
    axes = range(x.ndim) if axis is None else (axis if isinstance(axis, tuple) else (axis,))
    for one in sorted((a % x.ndim for a in axes), reverse=True):
        x = torch.prod(x, one, keepdim=keepdims)
    return x


def padded(torch: Any, x: Any, width: Any, value: float, axis: Any) -> Any:
    """PyTorch lists the widths from the last axis to the first."""
    axes = range(x.ndim) if axis is None else [a % x.ndim for a in (axis if isinstance(axis, tuple) else (axis,))]
    sides = width if isinstance(width, tuple) else (width, width)
    return torch.nn.functional.pad(x, [n for a in reversed(range(x.ndim)) for n in (sides if a in axes else (0, 0))], value=value)


def taken(torch: Any, x: Any, i: Any, axis: int) -> Any:
    rows = torch.movedim(x, axis, 0)[i.long()]
    first = axis % x.ndim
    return torch.movedim(rows, tuple(range(i.ndim)), tuple(range(first, first + i.ndim)))


def length(torch: Any, x: Any, axis: Any, keepdims: bool) -> Any:
    return torch.linalg.vector_norm(x, dim=axis, keepdim=keepdims)


def class_loss(loss: Callable[[Any, Any, Any], Any]) -> Callable[..., Any]:
    """A loss over rows of classes from one of torch's kind: a batch with one axis in front, labels as whole numbers."""

    def run(torch: Any, x: Any, t: Any) -> Any:
        labels = t.ndim < x.ndim
        classes = x.shape[-1] if x.ndim else 1
        return loss(torch, x.reshape(-1, classes), t.reshape(-1).long() if labels else t.reshape(-1, classes))

    return run


def surprise(torch: Any, y: Any, t: Any) -> Any:
    if t.dtype == torch.long:
        return torch.nn.functional.nll_loss(torch.log(y), t)
    return -torch.xlogy(t, y).sum() / len(y)


def summed_binary(torch: Any, x: Any, t: Any) -> Any:
    loss = torch.nn.functional.binary_cross_entropy_with_logits(x, t, reduction="sum")
    return loss / (len(x) if x.ndim > 1 else 1)


SAME_NAME = """
    add sub mul div pow neg reciprocal exp log log1p expm1 sqrt abs sin cos erf maximum minimum relu sigmoid tanh matmul
    reshape softmax log_softmax
"""

PEERS: dict[str, Callable[..., Any]] = {
    **{name: of_torch(name) for name in SAME_NAME.split()},
    "less": of_torch("lt"), "less_equal": of_torch("le"), "greater": of_torch("gt"), "greater_equal": of_torch("ge"),
    "equal": of_torch("eq"), "not_equal": of_torch("ne"), "where": lambda torch, c, x, y: torch.where(c != 0, x, y),
    "leaky_relu": lambda torch, x, slope: torch.nn.functional.leaky_relu(x, slope),
    "softplus": lambda torch, x: torch.logaddexp(x, torch.zeros((), dtype=torch.float64)),  # its own softplus is inf at 1000
    "sum": reduction("sum"), "mean": reduction("mean"), "max": reduction("amax"), "min": reduction("amin"),
    "logsumexp": reduction("logsumexp"), "var": spread("var"), "std": spread("std"), "norm": length,
    "prod": product, "stack": lambda torch, *xs, axis: torch.stack(xs, axis), "pad": padded, "take": taken,
    "pick": lambda torch, x, t: torch.gather(x, -1, t.long()[..., None])[..., 0],
    "affine": lambda torch, x, W, b: x @ W + b,
    "transpose": lambda torch, x, axes: torch.permute(x, axes or tuple(range(x.ndim))[::-1]),
    "concat": lambda torch, *xs, axis: torch.cat(xs, axis),
    "softmax_with_loss": class_loss(of_torch("nn.functional.cross_entropy")), "cross_entropy": class_loss(surprise),
    "sigmoid_with_loss": summed_binary, "mean_squared_error": of_torch("nn.functional.mse_loss"),
    "sum_squared_error": lambda torch, x, t: ((x - t) ** 2).sum() / 2,
}  # fmt: skip

# Layers that PyTorch has not, each with the reason, and what holds it instead.
NO_PEER = {"subscript": "a slice of PyTorch has no negative step; tests/layers/test_subscript.py compares with NumPy"}
