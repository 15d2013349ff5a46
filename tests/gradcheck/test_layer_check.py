"""A layer by itself: what is said of it, by which numbers, and what that costs."""

from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
import pytest

from backprop_cli.gradcheck.layer_check import LayerCheck
from backprop_cli.gradcheck.random_numbers import RandomNumbers
from backprop_cli.gradcheck.result import CheckSettings
from backprop_cli.gradcheck.single_node import Node, position
from backprop_cli.layers.arithmetic import MulLayer
from backprop_cli.layers.choice import GreaterLayer

from .checking import MY_SIGMOID, Same, check, check_graph, check_with, graph_of, with_fault

SIGMOID = "variables: {{x: {x}}}\nlayers:\n  s: {{inputs: [x], forward: 1 / (1 + exp(-x)), backward: {{x: {rule}}}}}\nnodes: {{h: s(x), y: 3 * h}}\n"


DEAF = "backward does not use dout: it gives the same for twice the upstream"


@pytest.mark.parametrize(
    ("x", "rule", "said"),
    [
        ("0", "7 * dout * out * (1 - out)", "for an upstream of 1"),
        ("0", "-dout * out * (1 - out)", "for an upstream of 1; its sign is wrong"),
        ("0", "out * (1 - out)", f"for a random upstream: one of 1 hides it; {DEAF}"),
        ("[0, 1]", "out * (1 - out)", f"for a random upstream: one of ones hides it; 2 of 2 entries are wrong; {DEAF}"),
        ("0", "-out * (1 - out)", f"for an upstream of 1; {DEAF}; its sign is wrong"),
        (
            "[0, 1, 2]",
            "-7 * dout * out * (1 - out)",
            "for an upstream of ones; 3 of 3 entries are wrong; it is -7 times what it should be in every entry",
        ),
    ],
)
def test_all_that_is_said_of_a_wrong_layer(x: str, rule: str, said: str) -> None:
    (culprit,) = check(SIGMOID.format(x=x, rule=rule)).culprits
    assert (culprit.node, culprit.layer, culprit.input, culprit.note) == ("h", "s", "x", said)


def scaled_entries(*factors: float) -> Any:
    return lambda gradient: gradient * np.array(factors)


def test_the_entry_that_is_shown_is_the_one_that_is_farthest_off_with_its_numbers_for_ones() -> None:
    faulty = with_fault(Same(), 0, scaled_entries(1.5, 1.0, 4.0, 1.25))
    (culprit,) = check_graph(graph_of([np.array([2.0, -1.0, 0.5, 1.0])], [], [(faulty, (0,))])).culprits
    assert (culprit.index, culprit.analytic, culprit.numeric) == ((2,), 4.0, pytest.approx(1.0))
    assert culprit.note == "for an upstream of ones; 3 of 4 entries are wrong"


@pytest.mark.parametrize("factors", [(1.001, 1.0, 90.0), (90.0, 1.0, 1.001)])
def test_of_more_wrong_entries_than_are_shown_the_worst_are(factors: tuple[float, ...]) -> None:
    graph = graph_of([np.array([2.0, -1.0, 0.5])], [], [(with_fault(Same(), 0, scaled_entries(*factors)), (0,))])
    with patch("backprop_cli.gradcheck.layer_check.MOST_SHOWN", 1):
        (culprit,) = check_graph(graph).culprits
    assert (culprit.index, culprit.analytic) == ((factors.index(90.0),), 90.0)


@pytest.mark.parametrize(
    ("index", "shape", "place"), [(None, (), 0), (None, (4,), 0), ((2,), (4,), 2), ((1, 2), (3, 4), 6), ((2, 0, 4), (3, 2, 5), 24)]
)
def test_the_position_of_an_entry_counts_row_by_row(index: tuple[int, ...] | None, shape: tuple[int, ...], place: int) -> None:
    assert position(index, shape) == place
    if index is not None:
        assert np.arange(np.prod(shape)).reshape(shape)[index] == place


class Rough(Same):
    """Code that the complex step may not pass through."""

    analytic = False


@pytest.mark.parametrize("count", [10, 100])
def test_a_right_layer_of_code_takes_four_passes_an_entry_within_the_graph_and_four_by_itself(count: int) -> None:
    result = check_graph(graph_of([np.linspace(1.0, 2.0, count)], [], [(Rough(yours=True), (0,))]))
    assert (result.verdict, result.forward_passes) == ("pass", (4 + 4) * count)


@pytest.mark.parametrize(("count", "passes"), [(10, 10 + 10), (100, 100 + 1)])
def test_a_large_right_layer_takes_one_pass_by_itself_along_a_direction(count: int, passes: int) -> None:
    result = check_graph(graph_of([np.linspace(1.0, 2.0, count)], [], [(Same(yours=True), (0,))]))
    assert (result.verdict, result.forward_passes) == ("pass", passes)


def test_of_two_inputs_only_the_one_with_the_wrong_gradient_is_named_and_by_its_own_numbers() -> None:
    rules = "{a: dout * b, b: 'where(a > 1, 3, 1) * dout * a'}"
    layer = f"layers:\n  m: {{inputs: [a, b], forward: a * b, backward: {rules}}}\n"
    (culprit,) = check(f"variables: {{a: [1, 2, 64], b: [3, 4, 5]}}\n{layer}nodes: {{y: 'm(a, b)'}}\n").culprits
    assert (culprit.input, culprit.index, culprit.analytic, culprit.numeric) == ("b", (2,), 192.0, pytest.approx(64.0))


def test_an_input_whose_gradient_has_no_fitting_shape_is_named_beside_one_whose_numbers_are_wrong() -> None:
    layer = "layers:\n  m: {inputs: [x, a, b], forward: x * a + b, backward: {x: dout * a, a: dout * x, b: 3 * dout}}\n"
    result = check(f"variables: {{x: [[1, 2], [3, 4]], a: [1, 2], b: [[1, 0], [0, 1]]}}\n{layer}nodes: {{y: 'm(x, a, b)'}}\n")
    assert [(culprit.input, culprit.analytic) for culprit in result.culprits] == [("a", None), ("b", 3.0)]
    assert (result.verdict, result.checks) == ("fail", [])


def test_a_large_input_beside_a_small_one_is_looked_at_entry_by_entry_only_where_its_direction_is_wrong() -> None:
    """One pass an entry end to end, and one a direction."""
    layer = "layers:\n  m: {{inputs: [a, b], forward: a * b, backward: {{a: {a} * dout * b, b: {b} * dout * a}}}}\n"
    text = "variables: {{a: {{normal: [100]}}, b: {{normal: [100]}}}}\n" + layer + "nodes: {{y: 'm(a, b)'}}\n"
    right, wrong = (check(text.format(a=1, b=b)) for b in (1, 3))
    assert (right.verdict, right.forward_passes) == ("pass", 100 + 100 + 2)
    assert [culprit.input for culprit in wrong.culprits] == ["b"]


def test_inputs_that_are_called_the_same_are_told_apart() -> None:
    """A layer whose second input is wrong, and one whose first is."""
    for argument, numbers in ((0, (6.0, 3.0)), (1, (4.0, 2.0))):
        faulty = with_fault(MulLayer(), argument, lambda gradient: 2.0 * gradient)
        faulty.input_names = lambda count: ("x", "x")  # type: ignore[method-assign]
        (culprit,) = check_graph(graph_of([2.0, 3.0], [], [(faulty, (0, 1))])).culprits
        assert (culprit.input, culprit.analytic, culprit.numeric) == ("x", *numbers)


def test_python_code_whose_backward_pass_stops_is_accused_with_its_words(tmp_path: Path) -> None:
    code = "class Half:\n    def forward(self, x):\n        return x / 2\n    def backward(self, dout):\n        raise RuntimeError('not yet')\n"
    result = check_with(tmp_path, code, "variables: {x: [1, 2]}\nnodes: {y: Half(x)}\n")
    assert (result.verdict, result.checks) == ("fail", [])
    (culprit,) = result.culprits
    assert (culprit.node, culprit.layer, culprit.input, culprit.analytic) == ("y", "Half", "", None)
    assert "not yet" in culprit.note


def test_python_code_that_stops_for_an_upstream_of_ones_alone_is_accused_of_that(tmp_path: Path) -> None:
    code = (
        "class Half:\n    def forward(self, x):\n        return x / 2\n    def backward(self, dout):\n"
        "        if (dout == 1).all():\n            raise RuntimeError('not for ones')\n        return dout\n"
    )
    result = check_with(tmp_path, code, "variables: {x: [1, 2]}\nnodes: {y: Half(x)}\n")
    (culprit,) = result.culprits
    assert (culprit.node, culprit.input, culprit.analytic) == ("y", "", None)
    assert "not for ones" in culprit.note


def test_an_input_without_a_gradient_is_not_looked_at() -> None:
    local = LayerCheck(CheckSettings(), RandomNumbers(0))
    assert local.culprits(Node("c", GreaterLayer(), [1.0, 0.5], 1.0, (True, True))) == []
    assert local.passes == 0


def test_an_input_that_needs_no_gradient_is_not_looked_at() -> None:
    local = LayerCheck(CheckSettings(), RandomNumbers(0))
    faulty = with_fault(MulLayer(), 1, lambda gradient: 2.0 * gradient)
    assert local.culprits(Node("p", faulty, [2.0, 3.0], 6.0, (True, False))) == []
    assert local.passes == 1
    assert local.culprits(Node("p", faulty, [2.0, 3.0], 6.0, (False, False))) == []
    assert local.passes == 1
    assert [culprit.input for culprit in local.culprits(Node("p", faulty, [2.0, 3.0], 6.0, (False, True)))] == ["y"]


def test_python_code_whose_forward_pass_stops_is_accused_and_what_came_before_it_is_still_looked_at(tmp_path: Path) -> None:
    code = (
        "class Half:\n    def forward(self, x):\n        return x / 2\n    def backward(self, dout):\n        return dout\n"
        "class Stop:\n    def forward(self, x):\n        raise RuntimeError('not yet')\n    def backward(self, dout):\n        return dout\n"
    )
    result = check_with(tmp_path, code, "variables: {x: [1, 2]}\nnodes: {h: Half(x), s: Stop(h), y: Half(s)}\n")
    assert (result.verdict, result.checks) == ("fail", [])
    assert [(culprit.node, culprit.analytic) for culprit in result.culprits] == [("h", 1.0), ("s", None)]
    assert "not yet" in result.culprits[1].note


POOL = """
class Pool:
    def forward(self, x):
        self.best, self.shape = x.argmax(-1), x.shape
        self.x, self.top = x, x.max(-1)
        return self.top

    def backward(self, dout):
        dx = np.zeros(self.shape)
        np.put_along_axis(dx, self.best[..., None], dout[..., None], -1)
        return dx


class Equal(Pool):
    def backward(self, dout):
        return (self.x == self.top[..., None]) * dout[..., None]


class Half:
    def forward(self, x):
        self.x = x
        return np.where(x > 0, x * x, -x)

    def backward(self, dout):
        return dout * np.where(self.x > 0, 2 * self.x, 1.0)
"""


TIES = "variables: {x: [[1, 2, 2], [0, 0, 0], [3, 1, 3]]}\nnodes: {y: POOL(x)}\n"


@pytest.mark.parametrize("how", [{}, {"fast": True}, {"sample": 2}], ids=str)
def test_a_tie_of_code_is_looked_at_together_however_few_entries_are_asked_for(how: dict[str, Any], tmp_path: Path) -> None:
    code = "import numpy as np\n" + POOL
    assert check_with(tmp_path, code, TIES.replace("POOL", "Pool"), **how).verdict == "kink"
    wrong = check_with(tmp_path, code, TIES.replace("POOL", "Equal"), **how)
    assert (wrong.verdict, {culprit.layer for culprit in wrong.culprits}) == ("fail", {"Equal"})


def test_at_a_kink_of_code_the_taylor_test_claims_nothing(tmp_path: Path) -> None:
    result = check_with(tmp_path, "import numpy as np\n" + POOL, TIES.replace("POOL", "Pool"), method="taylor")
    assert result.verdict == "inconclusive"


@pytest.mark.parametrize("seed", range(12))
def test_a_sample_that_misses_the_wrong_entries_of_a_layer_excuses_nothing(seed: int, tmp_path: Path) -> None:
    """Half is wrong where x is negative: whatever the samples of the whole and of the layer are, a wrong entry that is seen stays one."""
    text = "variables: {x: [0.1, -0.2, 0.6, 0.3, -0.5, 0.4]}\nnodes: {y: Half(x)}\n"
    result = check_with(tmp_path, "import numpy as np\n" + POOL, text, sample=1, seed=seed)
    seen = any(check.index in ((1,), (4,)) for check in result.checks)
    assert result.verdict == ("fail" if seen or result.culprits else "pass")
    assert not seen or {culprit.layer for culprit in result.culprits} == {"Half"}


def test_what_rounding_hid_from_the_trial_accuses_nobody(tmp_path: Path) -> None:
    """The slope of |w| log(1 + w²), which loses its imaginary part, is too small beside s for the trial to see."""
    code = """
import numpy as np
class Term:
    def forward(self, s, w):
        self.w = w
        return s - np.abs(w) * np.log(1 + w * w)

    def backward(self, dout):
        w = self.w
        return dout, -dout * (np.sign(w) * np.log(1 + w * w) + np.abs(w) * 2 * w / (1 + w * w))
"""
    for w in (7e-4, -7e-4, 2e-3):
        result = check_with(tmp_path, code, f"variables: {{s: [-1.25], w: [{w}]}}\nnodes: {{y: 'Term(s, w)'}}\n")
        assert (result.verdict, result.culprits) == ("pass", []), w


def test_a_kink_of_code_that_shaking_would_flip_is_no_loss_of_digits(tmp_path: Path) -> None:
    code = """
import numpy as np
class Clamp:
    def forward(self, x):
        self.inside = (x >= -1) & (x <= 1)
        return np.clip(x, -1, 1)

    def backward(self, dout):
        return dout * self.inside
"""
    result = check_with(tmp_path, code, "variables: {x: [0.5, 0.3]}\nnodes: {h: 3 * x - x, c: Clamp(h), y: sum(c * c)}\n")
    assert (result.verdict, result.lost) == ("kink", False)


def test_a_softmax_seven_times_too_steep_is_found_though_ones_hide_it() -> None:
    layer = "layers:\n  sm:\n    inputs: [x]\n    forward: exp(x) / sum(exp(x))\n    backward: {x: 7 * out * (dout - sum(dout * out))}\n"
    for ending in ("", ", L: sum(y)"):
        result = check(f"variables: {{x: [0.5, -1.2, 2]}}\n{layer}nodes: {{y: sm(x){ending}}}")
        assert result.verdict == "fail"
        (culprit,) = result.culprits
        assert culprit.analytic == pytest.approx(7 * culprit.numeric)
        assert "7 times" in culprit.note
        assert "one of ones hides it" in culprit.note


def test_a_culprit_names_its_node_layer_and_input_with_both_numbers() -> None:
    (culprit,) = check(MY_SIGMOID.format(x=0, backward="0.76 * dout * out * (1 - out)")).culprits
    assert (culprit.node, culprit.layer, culprit.input) == ("h", "my_sigmoid", "x")
    assert (culprit.analytic, culprit.numeric) == (pytest.approx(0.19), pytest.approx(0.25))


def test_a_layer_that_ignores_dout_is_found_where_dout_is_1() -> None:
    result = check(MY_SIGMOID.format(x=0, backward="out * (1 - out)").replace(", y: 3 * h", ""))
    assert [row.verdict for row in result.checks] == ["pass"]
    assert result.verdict == "fail"
    assert "does not use dout" in result.culprits[0].note


def test_a_gradient_that_is_zero_for_a_constant_upstream_alone_is_shown_for_a_random_one() -> None:
    text = "variables: {x: [1, 2, 4]}\nlayers:\n  center: {inputs: [x], forward: x - mean(x), backward: {x: dout}}\nnodes: {y: center(x)}\n"
    (culprit,) = check(text).culprits
    assert culprit.analytic > 1.0
    assert culprit.numeric != 0.0
    assert culprit.note == "for a random upstream; 3 of 3 entries are wrong"


def test_the_worst_entry_of_an_input_that_is_wrong_all_over_is_named_by_its_own_index() -> None:
    """3·a for a: 3 beside 1, and 6 beside 2."""
    layer = "layers:\n  m: {inputs: [a, b], forward: a * b, backward: {a: dout * b, b: 3 * dout * a}}\n"
    (culprit,) = check(f"variables: {{a: [1, 2], b: [3, 4]}}\n{layer}nodes: {{y: 'm(a, b)'}}\n").culprits
    assert (culprit.input, culprit.index, culprit.analytic, culprit.numeric) == ("b", (1,), 6.0, 2.0)
