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


def in_a_batch(function: str) -> Callable[..., Any]:
    """A function of torch's on images, for one image alone, with or without an axis of channels, as well."""

    def run(torch: Any, x: Any, *others: Any, size: Any = None, **options: Any) -> Any:
        given = others if size is None else (size,)
        return attrgetter(f"nn.functional.{function}")(torch)(x[(None,) * (4 - x.ndim)], *given, **options)[(0,) * (4 - x.ndim)]

    return run


def rows_of_windows(torch: Any, x: Any, size: Any, stride: Any, padding: Any) -> Any:
    """torch's unfold has a window in each column, example by example."""
    columns = torch.nn.functional.unfold(x[(None,) * (4 - x.ndim)], size, padding=padding, stride=stride)
    return columns.transpose(1, 2).reshape(-1, columns.shape[1])


def laid_on_the_image(torch: Any, y: Any, x: Any, size: Any, stride: Any, padding: Any) -> Any:
    batch = x.reshape((1,) * (4 - x.ndim) + tuple(x.shape))
    places = rows_of_windows(torch, x.detach(), size, stride, padding).shape[0]
    entries = size**2 if isinstance(size, int) else size[0] * size[1]
    whole = y.reshape(places, batch.shape[1], -1).expand(-1, -1, entries).reshape(len(batch), -1, batch.shape[1] * entries)
    return torch.nn.functional.fold(whole.transpose(1, 2), batch.shape[2:], size, padding=padding, stride=stride).reshape(x.shape)


def normalised_at_the_end(torch: Any, x: Any, gamma: Any, beta: Any, axis: Any, eps: float) -> Any:
    many = 1 if isinstance(axis, int) else len(axis)
    return torch.nn.functional.layer_norm(x, x.shape[x.ndim - many :], eps=eps) * gamma + beta


def normalised_by_feature(torch: Any, x: Any, gamma: Any, beta: Any, eps: float) -> Any:
    gamma, beta = (factor.reshape(-1, *(1,) * (x.ndim - 2)) for factor in (gamma, beta))
    return torch.nn.functional.batch_norm(x, None, None, training=True, eps=eps) * gamma + beta


SAME_NAME = """
    add sub mul div pow neg reciprocal exp log log1p expm1 sqrt abs sin cos erf log2 log10 tan asin acos atan sinh cosh
    sign floor ceil round maximum minimum relu sigmoid tanh matmul
    reshape softmax log_softmax
"""

PEERS: dict[str, Callable[..., Any]] = {
    **{name: of_torch(name) for name in SAME_NAME.split()},
    "less": of_torch("lt"), "less_equal": of_torch("le"), "greater": of_torch("gt"), "greater_equal": of_torch("ge"),
    "equal": of_torch("eq"), "not_equal": of_torch("ne"), "where": lambda torch, c, x, y: torch.where(c != 0, x, y),
    "leaky_relu": lambda torch, x, slope: torch.nn.functional.leaky_relu(x, slope),
    "softplus": lambda torch, x: torch.logaddexp(x, torch.zeros((), dtype=torch.float64)),  # its own softplus is inf at 1000
    "clip": lambda torch, x, low, high: x if low is None and high is None else torch.clamp(x, low, high),
    "elu": lambda torch, x, alpha: torch.nn.functional.elu(x, alpha), "gelu": of_torch("nn.functional.gelu"),
    "silu": of_torch("nn.functional.silu"), "softsign": of_torch("nn.functional.softsign"),
    "huber": lambda torch, x, delta: torch.nn.functional.huber_loss(x, torch.zeros_like(x), reduction="none", delta=delta),
    "stop_gradient": lambda torch, x: x.detach() + 0.0 * x,  # else torch has no gradient to ask for
    "sum": reduction("sum"), "mean": reduction("mean"), "max": reduction("amax"), "min": reduction("amin"),
    "logsumexp": reduction("logsumexp"), "var": spread("var"), "std": spread("std"), "norm": length,
    "prod": product, "stack": lambda torch, *xs, axis: torch.stack(xs, axis), "pad": padded, "take": taken,
    "pick": lambda torch, x, t: torch.gather(x, -1, t.long()[..., None])[..., 0],
    "affine": lambda torch, x, W, b: x @ W + b,
    "transpose": lambda torch, x, axes: torch.permute(x, axes or tuple(range(x.ndim))[::-1]),
    "matrix_transpose": lambda torch, x: x.mT,
    "concat": lambda torch, *xs, axis: torch.cat(xs, axis),
    "softmax_with_loss": class_loss(of_torch("nn.functional.cross_entropy")), "cross_entropy": class_loss(surprise),
    "sigmoid_with_loss": summed_binary, "mean_squared_error": of_torch("nn.functional.mse_loss"),
    "unfold": rows_of_windows, "fold": laid_on_the_image, "conv2d": in_a_batch("conv2d"),
    "max_pool2d": in_a_batch("max_pool2d"), "avg_pool2d": in_a_batch("avg_pool2d"),
    "layer_norm": normalised_at_the_end, "batch_norm": normalised_by_feature,
    "sum_squared_error": lambda torch, x, t: ((x - t) ** 2).sum() / 2,
}  # fmt: skip

# Layers that PyTorch has not, each with the reason, and what holds it instead.
NO_PEER = {
    "subscript": "a slice of PyTorch has no negative step; tests/layers/test_subscript.py compares with NumPy",
    "size": "in PyTorch it is no tensor; tests/layers/test_gates.py compares with NumPy",
}
