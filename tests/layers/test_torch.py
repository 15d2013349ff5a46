"""The shelf beside PyTorch in float64: samples, broadcasting, axes of 1, ties, one value used twice."""

from typing import Any

import numpy as np
import pytest

from backprop_cli import engine
from backprop_cli.graph import Graph
from backprop_cli.layers import SHELF, Layer

from .peers import PEERS
from .shelf import CASES, Case

torch = pytest.importorskip("torch")
pytestmark = pytest.mark.oracle


def assert_as_torch(case: Case) -> None:
    """The value and every gradient, for a random upstream."""
    dout = case.dout()
    inputs = [torch.tensor(x, dtype=torch.float64, requires_grad=True) for x in case.xs]
    out = PEERS[type(case.layer).name](torch, *inputs, **case.layer.option_values()).double()
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
@pytest.mark.parametrize("name", ["softmax", "log_softmax", "logsumexp", "sum", "mean", "max", "min", "var", "std", "norm", "prod"])
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


@pytest.mark.parametrize("axis", [None, 0, 1])
def test_products_with_zeros(axis: Any) -> None:
    x = np.array([[0.0, 2.0, -1.0], [0.0, 0.0, 3.0], [1.5, 4.0, 0.5]])
    assert_as_torch(Case(SHELF["prod"](axis=axis), (x,)))


@pytest.mark.parametrize("name", ["std", "norm"])
def test_lengths_of_0(name: str) -> None:
    assert_as_torch(Case(SHELF[name](axis=1), (np.array([[0.0, 0.0], [3.0, -4.0]]),)))


@pytest.mark.parametrize("name", ["sigmoid", "tanh", "softplus", "softmax", "log_softmax", "logsumexp"])
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
    PEERS[name](torch, theirs, theirs).backward(torch.tensor(dout, dtype=torch.float64))
    np.testing.assert_allclose(mine, theirs.grad.numpy(), rtol=1e-12, atol=1e-14)


def positive(*shapes: tuple[int, ...]) -> tuple[Any, ...]:
    rng = np.random.default_rng(len(shapes))
    return tuple(rng.uniform(0.5, 2.0, shape) if shape else float(rng.uniform(0.5, 2.0)) for shape in shapes)
