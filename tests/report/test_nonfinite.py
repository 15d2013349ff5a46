"""Values that are not finite: the first of them is named, and the layer to use instead computes the same."""

import math

import pytest

from backprop_cli import engine
from backprop_cli.errors import BpcalcError
from backprop_cli.report.nonfinite import gradient_warning, value_warning
from tests.problems import solve_text


def advised(nodes: str, variables: str = "x: -1000", constants: str = "", more: str = "") -> BpcalcError | None:
    """The warning about a problem of a few lines."""
    lines = ["variables:", f"  {variables}", *(["constants:", f"  {constants}"] if constants else []), "nodes:"]
    solved = solve_text("\n".join([*lines, *(f"  {line}" for line in nodes.split("; ")), more]))
    graph = solved.problem.graph
    values = engine.forward(graph)
    gradients = engine.backward(graph, values, solved.problem.output())
    return value_warning(solved.problem, values) or gradient_warning(solved.problem, values, gradients)


@pytest.mark.parametrize(
    ("nodes", "variables", "first", "hint"),
    [
        ("y: 1 / (1 + exp(-x))", "x: -1000", "y.2", "1 / (1 + exp(-x)) is sigmoid(x)"),
        ("m: -x; p: exp(m); b: 1 + p; y: 1 / b", "x: -1000", "p", "1 / (1 + exp(-x)) is sigmoid(x)"),
        ("y: exp(x) / (exp(x) + 1)", "x: 1000", "y.1", "1 / (1 + exp(-x)) is sigmoid(x)"),
        ("y: exp(x) / sum(exp(x))", "x: [1, 1000]", "y.1", "exp(x) / sum(exp(x)) is softmax(x)"),
        ("e: exp(x); y: e / sum(e, axis=-1, keepdims=True)", "x: [[1, 1000]]", "e", "exp(x) / sum(exp(x)) is softmax(x)"),
        ("y: log(sum(exp(x)))", "x: [1, 1000]", "y.1", "subtract max(x) before exp and add it after log, or use log_softmax(x)"),
        ("y: log(1 + exp(x))", "x: 1000", "y.1", "log(1 + exp(x)) is softplus(x)"),
        ("a: exp(x); b: exp(-x); y: (a - b) / (a + b)", "x: 1000", "a", "is tanh(x)"),
        ("y: (exp(x) - exp(-x)) / (exp(x) + exp(-x))", "x: 1000", "y.1", "is tanh(x)"),
        ("y: exp(x)", "x: 1000", "y", "exp is beyond what a float holds from 709.79 on"),
        ("y: log(softmax(x))", "x: [0, 1000]", "y", "log(softmax(x)) is log_softmax(x)"),
        ("e: exp(x); p: e / sum(e); y: log(p)", "x: [0, -800]", "y", "log(softmax(x)) is log_softmax(x)"),
        ("y: log(sigmoid(x))", "x: -1000", "y", "log(sigmoid(x)) is -softplus(-x)"),
        ("y: log(1 - sigmoid(x))", "x: 1000", "y", "log(1 - sigmoid(x)) is -softplus(x)"),
        ("y: log(x)", "x: 0", "y", "log 0 is -inf"),
        ("y: log(x)", "x: -1", "y", "a negative number has no real logarithm"),
        ("y: 1 / x", "x: 0", "y", "a division by zero: 'x' is 0"),
        ("y: 3 / (x - 1)", "x: 1", "y", "a division by zero: 'y.1' is 0"),
        ("y: 3 / x", "x: [1, 0, 2]", "y", "a division by zero: 'x' is 0"),
        ("y: 1e300 / x", "x: 1e-300", "y", "the quotient is beyond what a float holds, 1.8e308"),
        ("y: sqrt(x)", "x: -1", "y", "a negative number has no real square root"),
        ("y: x ** -1.0", "x: 0", "y", "a division by zero: 0 to a negative power"),
        ("y: x ** 0.5", "x: -2", "y", "a negative number to a fractional power is no real number"),
        ("y: x ** 3", "x: 1e200", "y", "the power is beyond what a float holds, 1.8e308"),
        ("y: x * x", "x: 1e200", "y", "the result is beyond what a float holds, 1.8e308"),
    ],
)  # fmt: skip
def test_the_first_value_that_is_not_finite(nodes: str, variables: str, first: str, hint: str) -> None:
    warning = advised(nodes, variables)
    assert warning is not None
    assert warning.severity == "warning"
    assert warning.message.startswith(f"the first value that is not finite is '{first}' = ")
    assert warning.hint is not None
    assert hint in warning.hint
    assert warning.place is not None


@pytest.mark.parametrize(
    ("layer", "inputs", "hint"),
    [
        ("softmax(x)", "t: [0, 1]", "softmax_with_loss(x, t)"),
        ("sigmoid(x)", "t: [0, 1]", "sigmoid_with_loss(x, t)"),
        ("x * 0", "t: [0, 1]", "a probability is 0 where the label demands it"),
    ],
)
def test_cross_entropy_of_a_saturated_probability(layer: str, inputs: str, hint: str) -> None:
    warning = advised(f"p: {layer}; y: cross_entropy(p, t)", "x: [1000, -1000]", inputs)
    assert warning is not None
    assert warning.hint is not None
    assert hint in warning.hint


@pytest.mark.parametrize(
    ("unstable", "stable"),
    [
        ("1 / (1 + exp(-x))", "sigmoid(x)"),
        ("log(1 + exp(x))", "softplus(x)"),
        ("(exp(x) - exp(-x)) / (exp(x) + exp(-x))", "tanh(x)"),
        ("log(sigmoid(x))", "-softplus(-x)"),
        ("log(1 - sigmoid(x))", "-softplus(x)"),
        ("exp(x) / sum(exp(x))", "softmax(x)"),
        ("log(softmax(x))", "log_softmax(x)"),
        ("max(x) + log(sum(exp(x - max(x))))", "log(sum(exp(x)))"),
    ],
)
def test_what_is_advised_computes_the_same(unstable: str, stable: str) -> None:
    """Where both are finite: the advice is a claim, this is its witness."""
    value = "[0.3]" if "sum" in unstable or "softmax(" in unstable else "0.3"
    value = "[0.3, -1.2]" if value == "[0.3]" else value
    a, b = (solve_text(f"variables:\n  x: {value}\nnodes:\n  y: {text}\n").values["y"] for text in (unstable, stable))
    assert list(map(float, getattr(a, "ravel", lambda: [a])())) == pytest.approx(
        list(getattr(b, "ravel", lambda: [b])()), rel=1e-12
    )


def test_the_entry_of_an_array_is_named() -> None:
    warning = advised("y: sum(1 / x)", "x: [[1, 2], [0, 4]]")
    assert warning is not None
    assert warning.message.endswith("inf at [1,0]")


def test_a_layer_with_a_backward_rule_of_its_own_cannot_be_opened() -> None:
    rule = "layers:\n  mine:\n    inputs: [x]\n    forward: exp(-x) * 1\n    backward: {x: -dout * out}\n"
    warning = advised("y: mine(x)", more=rule)
    assert warning is not None
    assert warning.hint is None


def test_a_group_is_to_be_opened() -> None:
    warning = advised("y: mine(x)", more="layers:\n  mine:\n    inputs: [x]\n    forward: exp(-x) * 1\n")
    assert warning is not None
    assert warning.hint == "--expand opens a group of single operations and shows which of them it is"


def test_an_infinite_slope() -> None:
    warning = advised("y: sqrt(x)", "x: 0")
    assert warning is not None
    assert warning.message == "the gradient of 'x' is not finite: inf"
    assert warning.hint == "the slope of sqrt is infinite at 0: add a small number inside, as in sqrt(x + 1e-12)"


@pytest.mark.parametrize(
    ("nodes", "variables", "name", "hint"),
    [
        ("y: x ** 0.5", "x: 0", "x", "the slope of a power below 1 is infinite at 0: add a small number to the base"),
        ("n: x + 5; y: x ** n", "x: -2", "n", "which is negative here: no variable may stand in it"),
        ("y: b ** x", "x: 3", "x", "which is negative here: put x under constants:"),
        ("y: x ** -2.0", "x: 1e-153", "x", "the slope of this power is beyond what a float holds, 1.8e308"),
    ],
)
def test_why_the_slope_of_a_power_is_not_finite(nodes: str, variables: str, name: str, hint: str) -> None:
    warning = advised(nodes, variables, "b: -2")
    assert warning is not None
    assert warning.message.startswith(f"the gradient of '{name}' is not finite")
    assert hint in (warning.hint or "")


def test_a_gradient_that_is_too_large() -> None:
    warning = advised("a: 1e200 * x; b: a * 1e100; y: b * 1e200", "x: 1e-300")
    assert warning is not None
    assert (warning.message, warning.hint) == ("the gradient of 'x' is not finite: inf", None)


def test_an_input_that_is_not_finite() -> None:
    solved = solve_text("variables:\n  x: 1\nnodes:\n  y: x + 1\n")
    warning = value_warning(solved.problem, [math.nan, 1.0, math.nan])
    assert warning is not None
    assert (warning.message, warning.place) == ("'x' is not finite: nan", None)


def test_nothing_is_said_where_all_is_finite() -> None:
    assert advised("y: sqrt(x) / x", "x: [1, 2]", more="output: y") is None
