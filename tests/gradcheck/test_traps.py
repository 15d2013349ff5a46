"""Points at which the field's checkers are wrong about right gradients: the verdicts that are true, by each method."""

from pathlib import Path

import pytest

from .checking import check, check_with

CENTRAL = pytest.mark.parametrize("method", ["auto", "central"])

# The same functions as code that the complex step may not pass through.
CODE = """
import numpy as np

class Rectifier:
    def forward(self, x):
        self.x = x
        return np.maximum(x, 0)
    def backward(self, dout):
        return dout * (self.x > 0)

class Square:
    def forward(self, x):
        self.x = x
        return x * x
    def backward(self, dout):
        return 2 * dout * self.x

class Log:
    def forward(self, x):
        self.x = x
        return np.log(x)
    def backward(self, dout):
        return dout / self.x

class Inverse:
    def forward(self, x):
        self.out = 1 / x
        return self.out
    def backward(self, dout):
        return -dout * self.out * self.out

class ThereAndBack:
    def forward(self, x):
        return (x + 1e8) - 1e8
    def backward(self, dout):
        return dout
"""


@CENTRAL
@pytest.mark.parametrize(
    ("x", "expression", "verdict"),
    [
        ("0", "relu(x)", "kink"),
        ("1e12", "x ** 2", "pass"),
        ("1e-7", "log(x)", "pass"),
        ("1e-7", "1 / x", "pass"),
        ("1", "(x + 1e8) - 1e8", "pass"),
        ("0.3", "(x + 1e8) - 1e8", "pass"),
        ("-3", "x ** 101", "pass"),
        ("0", "abs(x) * abs(x)", "pass"),
        ("1000", "softplus(x)", "pass"),
    ],
)
def test_expressions(x: str, expression: str, verdict: str, method: str) -> None:
    result = check(f"variables: {{x: {x}}}\nnodes: {{y: {expression}}}", method=method)
    assert result.verdict == verdict, result.checks


@pytest.mark.parametrize(
    ("x", "layer", "verdict"),
    [
        ("0", "Rectifier", "kink"),
        ("1e12", "Square", "pass"),
        ("1e-7", "Log", "pass"),
        ("1e-7", "Inverse", "pass"),
        ("1", "ThereAndBack", "pass"),
    ],
)
def test_the_same_in_python(x: str, layer: str, verdict: str, tmp_path: Path) -> None:
    result = check_with(tmp_path, CODE, f"variables: {{x: {x}}}\nnodes: {{y: {layer}(x)}}")
    assert result.verdict == verdict, (result.checks, result.culprits)
    assert {check.method for check in result.checks} == {"central" if layer in ("Rectifier", "ThereAndBack") else "complex"}


@CENTRAL
def test_a_kink_shows_both_slopes_and_the_gradient_between_them(method: str) -> None:
    (row,) = check("variables: {x: 0}\nnodes: {y: 'leaky_relu(x, slope=0.25)'}", method=method).checks
    assert (row.left, row.right) == (pytest.approx(0.25), pytest.approx(1.0))
    assert row.analytic == 0.25
    assert row.error <= row.bound


@CENTRAL
@pytest.mark.parametrize(
    ("variables", "expression", "verdicts"),
    [
        ("x: 2, y: 2", "maximum(x, y)", ["kink", "kink"]),
        ("x: 2, y: 1", "maximum(x, y)", ["pass", "pass"]),
        ("x: [1, 3, 3]", "max(x)", ["pass", "kink", "kink"]),
        ("x: [0, 1, -1]", "abs(x)", ["kink", "pass", "pass"]),
        ("x: 2", "maximum(x, x)", ["pass"]),
    ],
)
def test_ties(variables: str, expression: str, verdicts: list[str], method: str) -> None:
    result = check(f'variables: {{{variables}}}\nnodes: {{m: "{expression}"}}', method=method)
    assert [row.verdict for row in result.checks] == verdicts


@pytest.mark.parametrize("forward", ["maximum(0, x)", "maximum(x, 0)", "where(x > 0, x, 0)", "(x > 0) * x"])
@pytest.mark.parametrize("backward", ["dout * (x > 0)", "dout * (x >= 0)"])
def test_a_rectifier_by_hand_at_0(forward: str, backward: str) -> None:
    layer = f"layers:\n  r:\n    inputs: [x]\n    forward: {forward}\n    backward: {{x: {backward}}}\n"
    result = check(f"variables: {{x: [0, 1, -1]}}\n{layer}nodes: {{y: r(x)}}")
    assert [row.verdict for row in result.checks] == ["kink", "pass", "pass"]


def test_a_gradient_beside_both_slopes_of_a_kink_fails() -> None:
    layer = "layers:\n  r:\n    inputs: [x]\n    forward: maximum(0, x)\n    backward: {x: dout * (2 - (x > 0))}\n"
    result = check(f"variables: {{x: 0}}\n{layer}nodes: {{y: r(x)}}")
    assert result.verdict == "fail"
    assert result.culprits[0].analytic == pytest.approx(2.0)


def test_kinks_that_meet_are_excused_where_every_layer_keeps_to_its_convention() -> None:
    """relu(x) - relu(-x) is x, and by relu'(0) = 0 its gradient at 0 is 0: beside the slope, and nobody's fault."""
    result = check("variables: {x: 0}\nnodes: {a: relu(x), b: relu(-x), y: a - b}")
    assert (result.verdict, result.checks[0].analytic, result.checks[0].numeric) == ("kink", 0.0, pytest.approx(1.0))
    assert any("several kinks" in note for note in result.notes)


def test_a_network_of_zeros_is_one_kink() -> None:
    text = "variables: {W: {zeros: [6, 9]}, b: {zeros: [9]}}\nconstants: {x: {normal: [5, 6], seed: 3}}\nnodes: {h: 'relu(x @ W + b)', L: sum(h)}"
    result = check(text)
    assert result.verdict == "kink"
    assert len(result.checks) == 63


@CENTRAL
@pytest.mark.parametrize("x", [-1000, -800, -40, 0, 36.5, 37, 40, 1000])
def test_a_saturated_sigmoid_by_hand(x: float, method: str) -> None:
    layer = "layers:\n  s:\n    inputs: [x]\n    forward: 1 / (1 + exp(-x))\n    backward: {x: dout * out * (1 - out)}\n"
    assert check(f"variables: {{x: {x}}}\n{layer}nodes: {{y: s(x)}}", method=method).verdict == "pass"


@pytest.mark.parametrize("call", ["softmax(x)", "log_softmax(x)", "softmax_with_loss(x, t)"])
def test_a_saturated_softmax(call: str) -> None:
    assert check(f'variables: {{x: [0, 690, 1000]}}\nconstants: {{t: 2}}\nnodes: {{y: "{call}"}}').verdict == "pass"


@pytest.mark.parametrize(
    "expression", ["x * y - x * y", "sin(x) ** 2 + cos(x) ** 2 + 0 * y", "sum(softmax(x)) + 0 * y", "x - x + y - y"]
)
@CENTRAL
def test_a_true_zero_against_rounding(expression: str, method: str) -> None:
    result = check(f'variables: {{x: [0.3, 1.7], y: 0.7}}\nnodes: {{z: "{expression}"}}', method=method)
    assert result.verdict == "pass", result.checks


def test_a_vanishing_gradient_is_still_checked() -> None:
    chain = "chain:\n  - x\n  - repeat: 20\n    steps: [sigmoid]\n"
    (row,) = check(f"variables: {{x: 1}}\n{chain}").checks
    assert row.verdict == "pass"
    assert row.bound < 1e-7 * abs(row.analytic) < 1e-20


@CENTRAL
def test_what_is_not_finite_is_named(method: str) -> None:
    result = check("variables: {x: 1000}\nnodes: {e: exp(x), y: e * 2}", method=method)
    assert result.verdict == "nonfinite"
    assert result.notes[-1].startswith("e is the first value")
    result = check("variables: {x: 0}\nnodes: {y: sqrt(x)}", method=method)
    assert result.verdict == "nonfinite"
    assert "the gradient of x" in result.notes[-1]


def test_the_edge_of_a_domain_has_one_side() -> None:
    (row,) = check("variables: {x: 0}\nnodes: {y: x + x ** 1.5}", method="central").checks
    assert (row.verdict, row.numeric) == ("pass", pytest.approx(1.0, abs=1e-6))


def test_nothing_is_claimed_where_rounding_hides_the_slope() -> None:
    result = check("variables: {x: 1}\nnodes: {y: (x + 1e20) - 1e20}", method="central")
    assert result.verdict == "inconclusive"
    assert check("variables: {x: 1}\nnodes: {y: (x + 1e20) - 1e20}").verdict == "pass"


def test_a_backward_rule_into_which_the_shapes_do_not_fit_is_a_finding() -> None:
    result = check(
        "variables: {x: [1, 2]}\nlayers: {my: {inputs: [x], forward: x * 2, backward: {x: 'sum(dout, axis=9)'}}}\nnodes: {y: my(x)}\n"
    )
    assert result.verdict == "fail"
    assert [culprit.node for culprit in result.culprits] == ["y"]
    assert "at `sum(dout, axis=9)`: x (2,) has no axis 9" in result.culprits[0].note
