"""Names put in for the words of a rule: the meaning stays."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backprop_cli.layers import SHELF
from backprop_cli.words.put_in import atomic, is_number, names_put_in, template
from tests.layers.words import evaluate


@pytest.mark.parametrize(
    ("rule", "names", "text"),
    [
        ("y", {"y": "tax"}, "tax"),
        ("y", {"y": "a * b"}, "a * b"),
        ("-out ** 2", {"out": "a + b"}, "-(a + b) ** 2"),
        ("1 / y", {"y": "-2"}, "1 / (-2)"),
        ("1 / y", {"y": "exp(a + b)"}, "1 / exp(a + b)"),
        ("out * (1 - out)", {"out": "h"}, "h * (1 - h)"),
        ("where(x > 0, 1, slope)", {"x": "a - b", "slope": "-0.5"}, "where((a - b) > 0, 1, -0.5)"),
        ("sum(dout * out, axis=axis, keepdims=True)", {"out": "y", "axis": "-1"}, "sum(dout * y, axis=-1, keepdims=True)"),
        ("dout @ W.T", {"W": "W1"}, "dout @ W1.T"),
        ("dout @ W.T", {"W": "A @ B"}, "dout @ (A @ B).T"),
        ("x == y", {"x": "1e-5", "y": "b"}, "1e-5 == b"),
        ("x * y", {"x": "-2", "y": "-3"}, "-2 * (-3)"),
        ("x ** y", {"x": "-2", "y": "3"}, "(-2) ** 3"),
        ("exp(x)", {"x": "exp"}, "exp(exp)"),
        ("사과 * y", {"y": "개수", "사과": "값"}, "값 * 개수"),
    ],
)
def test_names_are_put_in(rule: str, names: dict[str, str], text: str) -> None:
    assert names_put_in(rule, names) == text


def test_nothing_is_put_in_where_a_step_would_be_taken_for_a_name() -> None:
    assert names_put_in("(g - mean(g)) / x", {"x": "g"}) == "(g - mean(g)) / x"
    assert names_put_in("(g - mean(g)) / x", {"x": "h"}) == "(g - mean(g)) / h"


EXPRESSIONS = st.recursive(
    st.sampled_from(["a", "b", "2", "0.5"]),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from([" + ", " - ", " * ", " / "]), inner).map("".join),
        inner.map(lambda text: f"-({text})"), inner.map(lambda text: f"({text})"), inner.map(lambda text: f"abs({text})"),
    ),
    max_leaves=6,
)  # fmt: skip
RULES = [rule for layer in SHELF.values() if layer.elementwise for rule in layer.rules.values()]


@given(st.sampled_from(RULES), EXPRESSIONS, EXPRESSIONS)
def test_putting_expressions_in_keeps_the_meaning(rule: str, x: str, y: str) -> None:
    """The rule of the texts is the rule of their values."""
    inputs = {"a": 1.75, "b": -0.625}
    names = {"x": x, "y": y, "c": "a", "out": "b"} | dict.fromkeys(("slope", "alpha", "delta", "low", "high"), "0.5")
    values = {name: float(evaluate(text, **inputs)) for name, text in names.items()}
    if all(map(math.isfinite, values.values())):
        direct = evaluate(rule, **values)
        try:
            by_text = evaluate(names_put_in(rule, names), **inputs)
        except ZeroDivisionError:  # Python raises where a float of ours is infinite or nan
            assert not math.isfinite(direct)
            return
        if isinstance(by_text, complex):  # Python's own answer for a power of a negative number that is written out
            by_text = math.nan
        assert direct == pytest.approx(by_text, rel=1e-9, abs=1e-12, nan_ok=True)


def test_a_rule_is_cut_once() -> None:
    assert template("x * y") is template("x * y")


@pytest.mark.parametrize(("text", "holds"), [("a", True), ("2.5", True), ("1e-5", True), ("-2", False), ("f(a, b)", True),
    ("A[:, 1]", True), ("a + b", False), ("(a) * (b)", False), ("x.T", True), ("사과", True)])  # fmt: skip
def test_what_holds_together(text: str, holds: bool) -> None:
    assert atomic(text) is holds


@pytest.mark.parametrize(("text", "number"), [("1", True), ("-1", True), ("1e-3", True), ("inf", False), ("nan", False),
    ("infinity", False), ("x", False), ("1 + 1", False)])  # fmt: skip
def test_what_is_a_number(text: str, number: bool) -> None:
    assert is_number(text) is number
