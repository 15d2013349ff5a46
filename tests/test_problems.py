"""Every problem that comes with the tool, against numbers that are worked out here without it."""

import math
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml

from backprop_cli.phrases import LANGUAGES
from tests.problems import solve_file

FOLDER = Path(__file__).parent.parent / "problems"
FILES = sorted(path for path in FOLDER.glob("*.yaml") if not path.stem.startswith("notes_faults"))  # those are wrong on purpose
Answers = tuple[dict[str, Any], dict[str, Any]]
TRUTH: dict[str, Callable[[dict[str, Any]], Answers]] = {}


def truth(function: Callable[[dict[str, Any]], Answers]) -> Callable[[dict[str, Any]], Answers]:
    """The independent answer for the problem of that name: from its inputs to every value and every gradient."""
    TRUTH[function.__name__] = function
    return function


def inputs_of(document: dict[str, Any]) -> dict[str, Any]:
    """The numbers of a problem, read by PyYAML alone."""
    given = {**document["variables"], **document.get("constants", {})}
    plain = {name: value["value"] if isinstance(value, dict) else value for name, value in given.items()}
    return {name: np.array(value) if isinstance(value, list) else float(value) for name, value in plain.items()}


def sigmoid(x: Any) -> Any:
    return 1 / (1 + np.exp(-np.asarray(x)))


LETTERS = {"en": "[A-Za-z]{3}", "ko": "[가-힣]", "ja": "[ぁ-んァ-ヶ一-龠]"}


@truth
def apple(given: dict[str, Any]) -> Answers:
    price, count, tax = given["apple"], given["apple_num"], given["tax"]
    forward = {"apple_price": price * count, "price": price * count * tax}
    return forward, {"apple": count * tax, "apple_num": price * tax, "tax": price * count, "apple_price": tax, "price": 1}


@truth
def apple_ko(given: dict[str, Any]) -> Answers:
    price, count, tax = given["사과"], given["사과개수"], given["소비세"]
    forward = {"사과값": price * count, "지불금액": price * count * tax}
    return forward, {"사과": count * tax, "사과개수": price * tax, "소비세": price * count, "사과값": tax}


@truth
def apple_ja(given: dict[str, Any]) -> Answers:
    price, count, tax = given["りんご"], given["りんごの個数"], given["消費税"]
    forward = {"りんごの値段": price * count, "支払金額": price * count * tax}
    return forward, {"りんご": count * tax, "りんごの個数": price * tax, "消費税": price * count}


@truth
def apple_circles(given: dict[str, Any]) -> Answers:
    return {"two_apples": given["apple"] * 2, "price": given["apple"] * 2.2}, {"apple": 2.2, "two_apples": 1.1}


@truth
def apple_orange(given: dict[str, Any]) -> Answers:
    apple, apples, orange, oranges, tax = given.values()
    total = apple * apples + orange * oranges
    forward = {"apple_price": apple * apples, "orange_price": orange * oranges, "all_price": total, "price": total * tax}
    slopes = {"apple": apples * tax, "apple_num": apple * tax, "orange": oranges * tax, "orange_num": orange * tax}
    return forward, {**slopes, "tax": total, "all_price": tax, "apple_price": tax, "orange_price": tax}


@truth
def square_of_sum(given: dict[str, Any]) -> Answers:
    t = given["x"] + given["y"]
    return {"t": t, "z": t * t}, {"x": 2 * t, "y": 2 * t, "t": 2 * t}


@truth
def fan_out(given: dict[str, Any]) -> Answers:
    x = given["x"]
    return {"square": x * x, "triple": 3 * x, "y": x * x + 3 * x}, {"x": 2 * x + 3, "square": 1, "triple": 1}


@truth
def sigmoid_gates(given: dict[str, Any]) -> Answers:
    x = given["x"]
    power = math.exp(-x)
    y = 1 / (1 + power)
    forward = {"minus_x": -x, "power": power, "below": 1 + power, "y": y}
    return forward, {"below": -y * y, "power": -y * y, "minus_x": -y * y * power, "x": y * (1 - y)}


@truth
def sigmoid_layer(given: dict[str, Any]) -> Answers:
    y = 0.5 * (1 + math.tanh(given["x"] / 2))
    return {"y": y}, {"x": 0.25 / math.cosh(given["x"] / 2) ** 2}


@truth
def sigmoid_by_hand(given: dict[str, Any]) -> Answers:
    x = given["x"]
    return {"y": 0.5 * (1 + np.tanh(x / 2))}, {"x": np.array([1, 2, 3]) * 0.25 / np.cosh(x / 2) ** 2}


@truth
def relu(given: dict[str, Any]) -> Answers:
    x = given["x"]
    return {"y": np.clip(x, 0, None)}, {"x": np.array([[10, 20], [30, 40]]) * np.heaviside(x, 0)}


@truth
def neuron(given: dict[str, Any]) -> Answers:
    w0, x0, w1, x1, w2 = given.values()
    dot = w0 * x0 + w1 * x1 + w2
    slope = 0.25 / math.cosh(dot / 2) ** 2
    gradients = {"w0": slope * x0, "x0": slope * w0, "w1": slope * x1, "x1": slope * w1, "w2": slope, "dot": slope}
    return {"dot": dot, "f": 1 / (1 + math.exp(-dot))}, gradients


@truth
def affine_batch(given: dict[str, Any]) -> Answers:
    X, W, b = given.values()
    dY = np.array([[1, 2, 3], [4, 5, 6]])
    forward = np.einsum("ni,ij->nj", X, W) + b
    return {"Y": forward}, {"X": np.einsum("nj,ij->ni", dY, W), "W": np.einsum("ni,nj->ij", X, dY), "b": [5, 7, 9]}


@truth
def layernorm(given: dict[str, Any]) -> Answers:
    """Row by row with the full Jacobian, ∂xhatᵢ/∂xⱼ = (δᵢⱼ - 1/n - xhatᵢ xhatⱼ/n) / s, instead of the formula of the file."""
    X, gamma, beta = given.values()
    dY = np.array([[1, -1, 2], [0.5, 3, -2]])
    n = X.shape[1]
    s = np.sqrt(X.var(axis=1) + 1e-5)
    xhat = (X - X.mean(axis=1, keepdims=True)) / s[:, None]
    jacobians = [(np.eye(n) - 1 / n - np.outer(row, row) / n) / scale for row, scale in zip(xhat, s, strict=True)]
    dX = [(dy * gamma) @ jacobian for dy, jacobian in zip(dY, jacobians, strict=True)]
    return {"Y": gamma * xhat + beta}, {"X": np.array(dX), "gamma": (dY * xhat).sum(axis=0), "beta": dY.sum(axis=0)}


@truth
def three_layer_net(given: dict[str, Any]) -> Answers:
    x, W1, b1, W2, b2, W3, b3 = given.values()
    z1 = sigmoid(x @ W1 + b1)
    z2 = sigmoid(z1 @ W2 + b2)
    d3 = np.ones(2)
    d2 = (W3 @ d3) * z2 * (1 - z2)
    d1 = (W2 @ d2) * z1 * (1 - z1)
    gradients = {"W3": np.outer(z2, d3), "b3": d3, "W2": np.outer(z1, d2), "b2": d2, "W1": np.outer(x, d1), "b1": d1}
    return {"sigmoid1": z1, "sigmoid2": z2, "y": z2 @ W3 + b3}, {**gradients, "x": W1 @ d1}


@truth
def two_layer_net(given: dict[str, Any]) -> Answers:
    W1, b1, W2, b2, x, t = given.values()
    hidden = np.clip(x @ W1 + b1, 0, None)
    score = hidden @ W2 + b2
    p = np.exp(score) / np.exp(score).sum(axis=1, keepdims=True)
    d2 = (p - np.eye(2)[t]) / 3
    d1 = (d2 @ W2.T) * (hidden > 0)
    gradients = {"W2": hidden.T @ d2, "b2": d2.sum(axis=0), "W1": x.T @ d1, "b1": d1.sum(axis=0), "score": d2}
    return {"score": score, "loss": -np.log(p[range(3), t]).mean()}, gradients


@truth
def vanishing_gradient(given: dict[str, Any]) -> Answers:
    forward, slope, y = {}, 1.0, given["x"]
    for i in range(1, 21):
        y = 1 / (1 + math.exp(-y))
        slope *= y * (1 - y)
        forward[f"sigmoid{i}"] = y
    return forward, {"x": slope, "sigmoid19": y * (1 - y)}


def windows_of(x: Any, size: int, step: int) -> list[tuple[int, int, int, int]]:
    """Where the windows of an image stand: row and column in the result, first row and column in the image."""
    high, wide = ((length - size) // step + 1 for length in x.shape[-2:])
    return [(i, j, i * step, j * step) for i in range(high) for j in range(wide)]


@truth
def convolution(given: dict[str, Any]) -> Answers:
    """Window by window: a number of the result is a sum of products, and sends its dout back to both factors."""
    x, W, b = given.values()
    dY = np.array([[[1, 2], [-1, 0.5]], [[0, 1], [2, -1]]])
    padded = np.pad(x[0, 0], 1)
    Y, dpadded, dW = np.zeros((1, 2, 2, 2)), np.zeros((6, 6)), np.zeros(W.shape)
    for f in range(2):
        for i, j, top, left in windows_of(padded, 3, 2):
            window = padded[top : top + 3, left : left + 3]
            Y[0, f, i, j] = (window * W[f, 0]).sum() + b[f]
            dW[f, 0] += window * dY[f, i, j]
            dpadded[top : top + 3, left : left + 3] += W[f, 0] * dY[f, i, j]
    return {"y": Y}, {"x": dpadded[None, None, 1:5, 1:5], "W": dW, "b": dY.sum(axis=(1, 2))}


@truth
def max_pool_tie(given: dict[str, Any]) -> Answers:
    x = given["x"]
    dY = np.array([[8, 3], [2, -1]])
    Y, dx = np.zeros((2, 2)), np.zeros((4, 4))
    for i, j, top, left in windows_of(x, 2, 2):
        places = [(row, column) for row in (top, top + 1) for column in (left, left + 1)]
        Y[i, j] = max(x[place] for place in places)
        largest = [place for place in places if x[place] == Y[i, j]]
        for place in largest:
            dx[place] = dY[i, j] / len(largest)
    return {"y": Y}, {"x": dx}


@truth
def embedding(given: dict[str, Any]) -> Answers:
    W, v, words, t = given.values()
    dW, dv, scores = np.zeros(W.shape), np.zeros(2), []
    for word, target in zip(words, t, strict=True):
        scores.append(W[word] @ v)
        dW[word] += (scores[-1] - target) * v
        dv += (scores[-1] - target) * W[word]
    loss = sum((score - target) ** 2 for score, target in zip(scores, t, strict=True)) / 2
    return {"score": np.array(scores), "loss": loss}, {"W": dW, "v": dv, "rows": np.outer(scores - t, v)}


@truth
def rms_norm(given: dict[str, Any]) -> Answers:
    """Row by row with the full Jacobian, ∂xhatᵢ/∂xⱼ = (δᵢⱼ - xhatᵢ xhatⱼ/n) / r, instead of the formula of the file."""
    X, gamma = given.values()
    dY = np.array([[1, -1, 2], [0.5, 3, -2]])
    r = np.sqrt((X * X).mean(axis=1) + 1e-5)
    xhat = X / r[:, None]
    jacobians = [(np.eye(3) - np.outer(row, row) / 3) / scale for row, scale in zip(xhat, r, strict=True)]
    dX = [(dy * gamma) @ jacobian for dy, jacobian in zip(dY, jacobians, strict=True)]
    return {"Y": gamma * xhat}, {"X": np.array(dX), "gamma": (dY * xhat).sum(axis=0)}


@truth
def batch_norm_by_hand(given: dict[str, Any]) -> Answers:
    """Column by column with the full Jacobian."""
    X, gamma, beta = given.values()
    dY = np.array([[1, -1], [0.5, 3], [-2, 2]])
    s = np.sqrt(X.var(axis=0) + 1e-5)
    xhat = (X - X.mean(axis=0)) / s
    jacobians = [(np.eye(3) - 1 / 3 - np.outer(column, column) / 3) / scale for column, scale in zip(xhat.T, s, strict=True)]
    dX = [scale * dy @ jacobian for scale, dy, jacobian in zip(gamma, dY.T, jacobians, strict=True)]
    return {"Y": gamma * xhat + beta}, {"X": np.array(dX).T, "gamma": (dY * xhat).sum(axis=0), "beta": dY.sum(axis=0)}


@truth
def gru(given: dict[str, Any]) -> Answers:
    """Back through time: what each step keeps for its way back, then the steps in reverse."""
    h, both, *xs = given.values()
    W, U = both[:2], both[2:]
    kept, states = [], []
    for x in xs:
        z, r = sigmoid(x @ W[:, :2] + h @ U[:, :2]), sigmoid(x @ W[:, 2:4] + h @ U[:, 2:4])
        n = np.tanh(x @ W[:, 4:] + (r * h) @ U[:, 4:])
        kept.append((x, h, z, r, n))
        h = (1 - z) * n + z * h
        states.append(h)
    dh, dW, dU, back = np.array([1.0, -2.0]), np.zeros(W.shape), np.zeros(U.shape), []
    for x, before, z, r, n in reversed(kept):
        back.append(dh)
        dn, dz = dh * (1 - z) * (1 - n * n), dh * (before - n) * z * (1 - z)
        dr = (U[:, 4:] @ dn) * before * r * (1 - r)
        dW += np.outer(x, np.concatenate([dz, dr, dn]))
        dU += np.concatenate([np.outer(before, dz), np.outer(before, dr), np.outer(r * before, dn)], axis=1)
        dh = dh * z + U[:, :2] @ dz + U[:, 2:4] @ dr + r * (U[:, 4:] @ dn)
    forward = dict(zip(("h1", "h2", "h3"), states, strict=True))
    return forward, {"h0": dh, "W": np.concatenate([dW, dU])} | dict(zip(("h3", "h2", "h1"), back, strict=True))


@truth
def attention(given: dict[str, Any]) -> Answers:
    """Row by row, over the rows that the mask leaves: ∂wᵢ/∂sⱼ = wᵢ (δᵢⱼ - wⱼ)."""
    Q, K, V, _ = given.values()
    dY = np.array([[1, 0], [-1, 2], [0.5, 1]])
    Y, dQ, dK, dV = (np.zeros((3, 2)) for _ in range(4))
    for i in range(3):
        keys, values = K[: i + 1], V[: i + 1]
        powers = np.exp(keys @ Q[i] / math.sqrt(2))
        weights = powers / powers.sum()
        ds = (np.diag(weights) - np.outer(weights, weights)) @ (values @ dY[i]) / math.sqrt(2)
        Y[i] = weights @ values
        dQ[i] = ds @ keys
        dK[: i + 1] += np.outer(ds, Q[i])
        dV[: i + 1] += np.outer(weights, dY[i])
    return {"Y": Y}, {"Q": dQ, "K": dK, "V": dV}


@truth
def focal_loss(given: dict[str, Any]) -> Answers:
    score, t = given.values()
    loss, dscore, right = 0.0, [], []
    for row, label in zip(score, t, strict=True):
        softmax = np.exp(row) / np.exp(row).sum()
        p = softmax[label]
        right.append(p)
        loss -= (1 - p) ** 2 * math.log(p) / 2
        dp = (2 * (1 - p) * math.log(p) - (1 - p) ** 2 / p) / 2
        dscore.append(dp * p * (np.eye(3)[label] - softmax))
    return {"p": np.array(right), "loss": loss}, {"score": np.array(dscore)}


@truth
def huber_knee(given: dict[str, Any]) -> Answers:
    d = given["y"] - given["t"]
    loss = sum(x * x / 2 if abs(x) <= 1 else abs(x) - 0.5 for x in d)
    slope = np.array([x if abs(x) <= 1 else math.copysign(1, x) for x in d])
    return {"d": d, "loss": loss}, {"y": slope, "t": -slope, "d": slope}


@truth
def straight_through(given: dict[str, Any]) -> Answers:
    """As if q were w: of the true slope, which is 0, the estimator knows nothing."""
    w, x, t = given.values()
    q = np.rint(w)
    y = float(q @ x)
    return {"q": q, "y": y, "loss": (y - t) ** 2}, {"w": 2 * (y - t) * x, "q": 2 * (y - t) * x, "y": 2 * (y - t)}


def load(path: Path) -> dict[str, Any]:
    document = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(document, dict)
    return document


def close(actual: Any, expected: Any, name: str) -> None:
    """To 12 digits, and for an entry that is 0 to 15 digits of the array's largest: a fixed margin would swallow 1e-14."""
    np.testing.assert_allclose(actual, expected, rtol=1e-12, atol=1e-15 * np.abs(expected).max(), err_msg=name)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_values_and_gradients(path: Path) -> None:
    solved = solve_file(path)
    forward, gradients = TRUTH[path.stem](inputs_of(load(path)))
    assert set(gradients) >= set(load(path)["variables"]), "the truth has a gradient for every variable"
    for name, value in forward.items():
        close(solved.values[name], value, name)
    for name, value in gradients.items():
        close(solved.gradients[name], value, name)
        assert np.shape(solved.gradients[name]) == np.shape(solved.values[name])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_expect_agrees_with_the_truth(path: Path) -> None:
    """`expect:` is compared here as well, without the tool: a wrong number in the file and a lenient tool would hide each other."""
    document = load(path)
    forward, gradients = TRUTH[path.stem](inputs_of(document))
    expect = document["expect"]
    assert set(expect["gradients"]) >= set(document["variables"])
    for kind, worked_out in (("forward", forward), ("gradients", gradients)):
        for name, value in expect[kind].items():
            close(np.array(value, float), worked_out[name], name)


def test_check_says_that_all_of_them_hold() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "backprop_cli", "check", *map(str, FILES), "-f", "value"],
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert (run.returncode, run.stderr, set(run.stdout.split())) == (0, "", {"pass"})


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_has_texts_in_all_languages_and_names_its_source(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    document = load(path)
    for key in ("title", "description"):
        assert list(document[key]) == list(LANGUAGES), f"{key}: of a shipped problem has a text in each language"
        assert all(re.search(LETTERS[code], said) for code, said in document[key].items())
    before_expect = text.partition("\nexpect:")[0].splitlines()[-1]
    assert before_expect.startswith("# "), "the line before expect: says where its numbers come from"


def test_no_truth_without_a_problem() -> None:
    assert {path.stem for path in FILES} == set(TRUTH)


def test_both_sigmoids_have_the_same_gradient() -> None:
    gates, layer = (load(FOLDER / f"sigmoid_{kind}.yaml")["expect"] for kind in ("gates", "layer"))
    assert gates["gradients"]["x"] == layer["gradients"]["x"]
    assert gates["forward"]["y"] == layer["forward"]["y"]
