"""Rules with numbers put in: the numbers come to what the rule comes to."""

import re
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backprop_cli.render.cells import block as natural
from backprop_cli.report.rows import Style
from backprop_cli.report.rule_text import results_within, with_numbers
from tests.layers.words import evaluate

W = np.array([[1.0, 2.0], [3.0, 4.0]])


@pytest.mark.parametrize(
    ("rule", "values", "lines"),
    [
        ("dout @ W.T", {"dout": np.array([[1.0, 1.0]]), "W": W}, ["[[1  1]] @ [[1  3]", "            [2  4]]"]),
        ("sum(dout, axis=0)", {"dout": W}, ["sum([[1  2]           ", "     [3  4]], axis=0)"]),
        ("dout * x", {"dout": 2.0, "x": -3.0}, ["2 × (-3)"]),
        ("-dout * x", {"dout": 2.0, "x": 3.0}, ["-2 × 3"]),
        ("-dout", {"dout": -2.0}, ["-(-2)"]),
        ("dout - (x - y)", {"dout": 1.0, "x": 2.0, "y": 3.0}, ["1 - (2 - 3)"]),
        ("(dout - x) - y", {"dout": 1.0, "x": 2.0, "y": 3.0}, ["1 - 2 - 3"]),
        ("x ** 2 * dout", {"dout": 1.0, "x": -2.0}, ["(-2) ** 2 × 1"]),
        ("dout / n(x)", {"dout": 1.0, "x": W}, ["1 / 2"]),
        ("dout * softmax(x)", {"dout": 1.0, "x": np.zeros(2)}, ["1 × [0.5  0.5]"]),
        ("where(x == 0, 0, log(x))", {"x": 2.0}, ["where(2 == 0, 0, log(2))"]),
        ("dout @ W", {"dout": np.zeros((2, 13)), "W": np.zeros((13, 1))}, ["(2×13) @ (13×1)"]),
    ],
)
def test_the_rule_with_its_numbers(rule: str, values: dict[str, Any], lines: list[str]) -> None:
    block = natural(with_numbers(rule, values, Style()) or "")
    assert [line.rstrip() for line in block] == [line.rstrip() for line in lines]


@pytest.mark.parametrize("rule", ["g * dout", "dout if x else 1", "f(dout", "dout // 2", "'a'[dout]"])
def test_words_without_a_value_leave_the_numbers_out(rule: str) -> None:
    assert with_numbers(rule, {"dout": 1.0, "x": 2.0}, Style()) is None


def test_a_problems_own_rule_may_call_what_is_not_the_shelfs() -> None:
    values = {"dout": 1.0, "x": 2.0}
    assert natural(with_numbers("dout * sigmoid(x)", values, Style(), yours=True) or "") == ["1 × sigmoid(2)"]
    assert natural(with_numbers("dout * sigmoid(x)", values, Style()) or "") == ["1 × 0.880797"]


def test_results_that_a_reader_wants_to_see() -> None:
    [(text, value)] = results_within("dout * (softmax(x) - onehot(t, x)) / n(x)", {"x": np.zeros(2), "t": 0.0, "dout": 1.0})
    assert text == "softmax(x)"
    np.testing.assert_allclose(value, [0.5, 0.5])
    assert results_within("softmax(g)", {}) == []


def floats(words: str) -> str:
    """The words with NumPy's numbers for Python's, which raise where IEEE has a result."""
    return re.sub(r"(?<![\w.])\d+\.?\d*(?:e[-+]?\d+)?", r"f(\g<0>)", words)


RULES = st.recursive(
    st.sampled_from(["x", "y", "dout", "2"]),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from([" + ", " - ", " * ", " / ", " ** "]), inner).map(lambda parts: f"({''.join(parts)})"),
        inner.map(lambda text: f"(-{text})"), inner.map(lambda text: f"exp({text})"),
    ),
    max_leaves=8,
)  # fmt: skip


@given(RULES, *[st.sampled_from([-3.0, -0.5, 0.25, 1.0, 2.0])] * 3)
def test_the_numbers_come_to_what_the_rule_comes_to(rule: str, x: float, y: float, dout: float) -> None:
    """Parentheses are kept where they count: Python computes the same from the written numbers."""
    [line] = natural(with_numbers(rule, {"x": x, "y": y, "dout": dout}, Style(ascii=True, digits=17)) or "")
    before, after = evaluate(floats(rule), x=x, y=y, dout=dout, f=np.float64), evaluate(floats(line), f=np.float64)
    assert after == pytest.approx(before, rel=1e-9, nan_ok=True)


def test_a_result_that_a_rule_uses_twice_is_shown_once() -> None:
    x = np.array([[3.0, 7.0]])
    ((text, value),) = results_within("layer_norm(x, 1, 0) * mean(dout * layer_norm(x, 1, 0))", {"x": x, "dout": x})
    assert text == "layer_norm(x, 1, 0)"
    np.testing.assert_allclose(value, [[-1.0, 1.0]], rtol=1e-5)
    windows = results_within("fold(unfold(dout, size=1) / 4, x, size=2, stride=2)", {"x": x, "dout": x})
    assert [text for text, _ in windows] == ["unfold(dout, size=1)"]
