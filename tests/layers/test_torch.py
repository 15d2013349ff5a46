"""The shelf beside PyTorch in float64: samples, broadcasting, axes of 1, ties, one value used twice."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from backprop_cli import engine
from backprop_cli.graph import Graph
from backprop_cli.layers import SHELF, Layer

from .shelf import CASES, Case

torch = pytest.importorskip("torch")
F = torch.nn.functional


def reduction(function: Callable[..., Any]) -> Callable[..., Any]:
    def run(x: Any, axis: Any, keepdims: bool) -> Any:
        return function(x, tuple(range(x.ndim)) if axis is None else axis, keepdim=keepdims)

    return run


def class_loss(loss: Callable[[Any, Any], Any]) -> Callable[..., Any]:
    """A loss over rows of classes from one of torch's kind: a batch with one axis in front, labels as whole numbers."""

    def run(x: Any, t: Any) -> Any:
        labels = t.ndim < x.ndim
        classes = x.shape[-1] if x.ndim else 1
        return loss(x.reshape(-1, classes), t.reshape(-1).long() if labels else t.reshape(-1, classes))

    return run


def surprise(y: Any, t: Any) -> Any:
    if t.dtype == torch.long:
        return F.nll_loss(torch.log(y), t)
    return -torch.xlogy(t, y).sum() / len(y)


def summed_binary(x: Any, t: Any) -> Any:
    return F.binary_cross_entropy_with_logits(x, t, reduction="sum") / (len(x) if x.ndim > 1 else 1)


PEERS: dict[str, Callable[..., Any]] = {
    "add": torch.add, "sub": torch.sub, "mul": torch.mul, "div": torch.div, "pow": torch.pow,
    "neg": torch.neg, "reciprocal": torch.reciprocal, "exp": torch.exp, "log": torch.log, "sqrt": torch.sqrt, "abs": torch.abs,
    "sin": torch.sin, "cos": torch.cos, "erf": torch.erf, "maximum": torch.maximum, "minimum": torch.minimum,
    "less": torch.lt, "less_equal": torch.le, "greater": torch.gt, "greater_equal": torch.ge, "equal": torch.eq,
    "not_equal": torch.ne, "where": lambda c, x, y: torch.where(c != 0, x, y),
    "relu": torch.relu, "leaky_relu": lambda x, slope: F.leaky_relu(x, slope), "sigmoid": torch.sigmoid, "tanh": torch.tanh,
    "softplus": lambda x: torch.logaddexp(x, torch.zeros((), dtype=torch.float64)),  # its own softplus is inf at 1000
    "sum": reduction(torch.sum), "mean": reduction(torch.mean), "max": reduction(torch.amax), "min": reduction(torch.amin),
    "matmul": torch.matmul, "affine": lambda x, W, b: x @ W + b,
    "transpose": lambda x, axes: torch.permute(x, axes or tuple(range(x.ndim))[::-1]),
    "reshape": lambda x, shape: torch.reshape(x, shape), "concat": lambda *xs, axis: torch.cat(xs, axis),
    "softmax": lambda x, axis: torch.softmax(x, axis), "log_softmax": lambda x, axis: torch.log_softmax(x, axis),
    "softmax_with_loss": class_loss(F.cross_entropy), "cross_entropy": class_loss(surprise),
    "sigmoid_with_loss": summed_binary, "mean_squared_error": F.mse_loss,
    "sum_squared_error": lambda x, t: ((x - t) ** 2).sum() / 2,
}  # fmt: skip


def assert_as_torch(case: Case) -> None:
    """The value and every gradient, for a random upstream."""
    dout = case.dout()
    inputs = [torch.tensor(x, dtype=torch.float64, requires_grad=True) for x in case.xs]
    out = PEERS[type(case.layer).name](*inputs, **case.layer.option_values()).double()
    np.testing.assert_allclose(case.out, out.detach().numpy(), rtol=1e-13, atol=1e-15)
    mine = case.gradients(dout)
    if all(gradient is None for gradient in mine):
        return
    out.backward(torch.tensor(dout, dtype=torch.float64))
    for gradient, theirs in zip(mine, inputs, strict=True):
        if gradient is None:
            assert theirs.grad is None
        else:
            np.testing.assert_allclose(gradient, theirs.grad.numpy(), rtol=1e-12, atol=1e-14)


@pytest.mark.parametrize("key", [key for key in CASES if key.split("-")[0] in PEERS])
def test_samples(key: str) -> None:
    assert_as_torch(CASES[key])


BROADCAST = [
    ((3, 1), (1, 4)),
    ((2, 3, 4), (4,)),
    ((1,), (5,)),
    ((1, 1), (2, 3)),
    ((), (2, 1, 3)),
    ((2, 1, 3), (4, 1)),
    ((1, 1), ()),
]
BINARY = ["add", "sub", "mul", "div", "pow", "maximum", "minimum"]


@pytest.mark.parametrize("shapes", BROADCAST, ids=str)
@pytest.mark.parametrize("name", BINARY)
def test_broadcasting(name: str, shapes: tuple[tuple[int, ...], ...]) -> None:
    assert_as_torch(Case(SHELF[name](), positive(*shapes)))


@pytest.mark.parametrize("shapes", [((3, 1), (1, 4), (2, 1, 1)), ((4,), (), (3, 4)), ((), (3, 1), (1, 4))], ids=str)
def test_broadcasting_of_a_choice(shapes: tuple[tuple[int, ...], ...]) -> None:
    c, x, y = positive(*shapes)
    assert_as_torch(Case(SHELF["where"](), (np.asarray(c > 1.0) * 1.0 if shapes[0] else 0.0, x, y)))


@pytest.mark.parametrize(
    "shapes",
    [
        ((1, 3), (3, 1)), ((2, 1), (1, 4)), ((5, 2, 3), (3, 4)), ((5, 1, 2, 3), (4, 3, 2)), ((1, 2, 3), (5, 3, 1)),
        ((3,), (3, 1)), ((3,), (5, 3, 2)), ((5, 2, 3), (3,)), ((1,), (1,)),
    ],
    ids=str,
)  # fmt: skip
def test_products(shapes: tuple[tuple[int, ...], ...]) -> None:
    assert_as_torch(Case(SHELF["matmul"](), positive(*shapes)))


@pytest.mark.parametrize(
    "shapes",
    [
        ((4, 3), (3, 2), (2,)), ((3,), (3, 2), (2,)), ((1, 3), (3, 1), (1,)), ((5, 4, 3), (3, 2), (2,)), ((4, 3), (3, 2), ()),
        ((4, 3), (3, 2), (1, 2)), ((4, 3), (3, 2), (4, 1)), ((1, 3), (3, 2), (5, 1)), ((3,), (3,), ()), ((3,), (3, 2), (1, 2)),
    ],
    ids=str,
)  # fmt: skip
def test_affine(shapes: tuple[tuple[int, ...], ...]) -> None:
    assert_as_torch(Case(SHELF["affine"](), positive(*shapes)))


@pytest.mark.parametrize("shape", [(1,), (1, 1), (3, 1), (1, 3), (2, 1, 3)], ids=str)
@pytest.mark.parametrize("name", ["softmax", "log_softmax", "sum", "mean", "max", "min"])
def test_axes_of_one(name: str, shape: tuple[int, ...]) -> None:
    for axis in range(len(shape)):
        assert_as_torch(Case(SHELF[name](axis=axis), positive(shape)))


@pytest.mark.parametrize("name", ["max", "min"])
@pytest.mark.parametrize("axis", [None, 0, 1, (0, 1)])
def test_ties_of_reductions(name: str, axis: Any) -> None:
    x = np.array([[2.0, 2.0, -1.0], [-1.0, 2.0, -1.0]])
    assert_as_torch(Case(SHELF[name](axis=axis), (x,)))


@pytest.mark.parametrize("name", ["maximum", "minimum", "relu", "leaky_relu", "abs"])
def test_conventions_where_slopes_are_chosen(name: str) -> None:
    xs = (np.array([0.0, 1.0, -1.0]),) * len(SHELF[name].inputs)
    assert_as_torch(Case(SHELF[name](), xs))


@pytest.mark.parametrize("name", ["sigmoid", "tanh", "softplus", "softmax", "log_softmax"])
def test_far_out(name: str) -> None:
    assert_as_torch(Case(SHELF[name](), (np.array([-1000.0, -700.0, -20.0, 0.0, 20.0, 700.0, 1000.0]),)))


@pytest.mark.parametrize("labels", [True, False])
def test_a_loss_far_out(labels: bool) -> None:
    x = np.array([[1000.0, -1000.0, 0.0], [-1000.0, 1000.0, 0.0]])
    t = np.array([1.0, 1.0]) if labels else np.array([[0.0, 1.0, 0.0], [0.25, 0.25, 0.5]])
    assert_as_torch(Case(SHELF["softmax_with_loss"](), (x, t)))


@pytest.mark.parametrize("name", [*BINARY, "matmul", "mean_squared_error", "sigmoid_with_loss"])
def test_one_value_in_both_places(name: str) -> None:
    """Fan-out: the engine adds what comes back by the two ways."""
    (x,) = positive((3, 3))
    layer: Layer = SHELF[name]()
    graph = Graph(["x", "y"], {"x": 0, "y": 1}, (1, 0, 0), [x], [layer], [(0, 0)], [""], [0])
    values = engine.forward(graph)
    dout = Case(layer, (x, x)).dout()
    mine = engine.backward(graph, values, 1, dout)[0]
    theirs = torch.tensor(x, requires_grad=True)
    PEERS[name](theirs, theirs).backward(torch.tensor(dout, dtype=torch.float64))
    np.testing.assert_allclose(mine, theirs.grad.numpy(), rtol=1e-12, atol=1e-14)


def positive(*shapes: tuple[int, ...]) -> tuple[Any, ...]:
    rng = np.random.default_rng(len(shapes))
    return tuple(rng.uniform(0.5, 2.0, shape) if shape else float(rng.uniform(0.5, 2.0)) for shape in shapes)
