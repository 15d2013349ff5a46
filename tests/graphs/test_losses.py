"""Losses as nodes of graphs: closed forms, saturated scores, labels, one-hot and soft targets, and PyTorch."""

import math
from typing import Any

import numpy as np
import pytest

from tests.graphs.case import Case, as_yaml, assert_close, assert_holds, case, each
from tests.problems import solve_text

X = np.array([[0.3, -1.2, 2.0], [1.5, 0.25, -0.75]])
SOFT = np.array([[0.2, 0.5, 0.3], [0.7, 0.1, 0.2]])
P = np.exp(X) / np.exp(X).sum(axis=1, keepdims=True)
LABELS = {"t": [2, 0]}
ONE_HOT = np.array([[0, 0, 1], [1, 0, 0]])
UP = 1.7


def classes() -> list[Case]:
    picked, entropy = P[[0, 1], [2, 0]], -(SOFT * np.log(P)).sum() / 2
    both = {"x": UP * (P - SOFT) / 2, "t": -UP * np.log(P) / 2}
    labelled = {"x": UP * (P - ONE_HOT) / 2}
    divided = {"y": np.where(ONE_HOT, -UP / P / 2, 0)}
    stacked = {"x": UP * (np.stack([P, P]) - np.stack([ONE_HOT, ONE_HOT])) / 4}
    loss, entropy_of = {"L": "softmax_with_loss(x, t)"}, {"L": "cross_entropy(y, t)"}
    return [
        case("labels", {"x": X}, loss, -np.log(picked).mean(), labelled, constants=LABELS, upstream=UP),
        case("one-hot", {"x": X}, loss, -np.log(picked).mean(), labelled, constants={"t": ONE_HOT}, upstream=UP),
        case("soft, both differentiated", {"x": X, "t": SOFT}, loss, entropy, both, upstream=UP),
        case("one example, a label", {"x": X[0]}, loss, -math.log(P[0, 2]), {"x": UP * (P - ONE_HOT)[0]},
             constants={"t": 2}, upstream=UP),
        case("one example, soft", {"x": X[0]}, loss, -(SOFT * np.log(P))[0].sum(), {"x": UP * (P - SOFT)[0]},
             constants={"t": SOFT[0]}, upstream=UP),
        case("a batch of sequences", {"x": np.stack([X, X])}, loss, -np.log(picked).mean(), stacked,
             constants={"t": [[2, 0], [2, 0]]}, upstream=UP),
        case("entropy of labels", {"y": P}, entropy_of, -np.log(picked).mean(), divided, constants=LABELS, upstream=UP),
        case("entropy of one-hot", {"y": P}, entropy_of, -np.log(picked).mean(), divided, constants={"t": ONE_HOT}, upstream=UP),
        case("entropy, both differentiated", {"y": P, "t": SOFT}, entropy_of, entropy,
             {"y": -UP * SOFT / P / 2, "t": -UP * np.log(P) / 2}, upstream=UP),
        case("a sure wrong answer", {"x": [[1000, -1000, 0]]}, loss, 2000, {"x": [[1, -1, 0]]}, constants={"t": [1]}),
        case("a sure right answer", {"x": [[1000, -1000, 0]]}, loss, 0, {"x": [[0, 0, 0]]}, constants={"t": [0]}),
    ]  # fmt: skip


def numbers() -> list[Case]:
    s, up = 1 / (1 + np.exp(-X)), {"upstream": UP}
    binary = -(SOFT * np.log(s) + (1 - SOFT) * np.log(1 - s)).sum() / 2
    d = X - SOFT
    pair = {"x": X, "t": SOFT}
    far = {"x": [[1000, -1000, 1000, -1000]], "t": [[1, 0, 0, 1]]}
    return [
        case("binary", pair, {"L": "sigmoid_with_loss(x, t)"}, binary, {"x": UP * (s - SOFT) / 2, "t": -UP * X / 2}, **up),
        case("binary at ±1000", far, {"L": "sigmoid_with_loss(x, t)"}, 2000, {"x": [[0, 0, 1, -1]],
              "t": [[-1000, 1000, -1000, 1000]]}),
        case("mean squared", pair, {"L": "mean_squared_error(x, t)"}, (d * d).mean(), {"x": UP * d / 3, "t": -UP * d / 3}, **up),
        case("sum squared", pair, {"L": "sum_squared_error(x, t)"}, (d * d).sum() / 2, {"x": UP * d, "t": -UP * d}, **up),
        case("mean squared, scalars", {"x": 2, "t": 0.5}, {"L": "mean_squared_error(x, t)"}, 2.25, {"x": 3, "t": -3}),
        case("relu of a number", {"a": 2, "b": -3}, {"y": "5 * relu(a) + 7 * relu(b)"}, 10, {"a": 5, "b": 0}),
    ]  # fmt: skip


@each(classes())
def test_classes(case: Case) -> None:
    assert_holds(case)


@each(numbers())
def test_numbers(case: Case) -> None:
    assert_holds(case)


@pytest.mark.oracle
@pytest.mark.parametrize("seed", range(3))
def test_a_network_against_torch(seed: int) -> None:
    """Affine, tanh, affine, softmax with loss, and a penalty on both weights: forward and every gradient."""
    torch = pytest.importorskip("torch")
    random = np.random.default_rng(seed)
    shapes = {"W1": (4, 6), "b1": (6,), "W2": (6, 3), "b2": (3,)}
    variables = {name: random.normal(size=shape) for name, shape in shapes.items()}
    x, t = random.normal(size=(5, 4)), random.integers(0, 3, 5)
    nodes = {
        "h": "tanh(affine(x, W1, b1))", "score": "affine(h, W2, b2)", "penalty": "sum(W1 ** 2) + sum(W2 ** 2)",
        "loss": "softmax_with_loss(score, t) + 0.05 * penalty",
    }  # fmt: skip
    solved = solve_text(as_yaml({"variables": variables, "constants": {"x": x, "t": t}, "nodes": nodes}))
    tensors: dict[str, Any] = {name: torch.tensor(value, requires_grad=True) for name, value in variables.items()}
    W1, b1, W2, b2 = tensors.values()
    score = torch.tanh(torch.tensor(x) @ W1 + b1) @ W2 + b2
    loss = torch.nn.functional.cross_entropy(score, torch.tensor(t)) + 0.05 * ((W1**2).sum() + (W2**2).sum())
    loss.backward()
    assert_close(solved.output, loss.item(), "loss")
    for name, tensor in tensors.items():
        assert_close(solved.gradients[name], tensor.grad.numpy(), name)
