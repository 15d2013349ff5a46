"""What is checked, what is said of it, and what the options do."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from backprop_cli.errors import LayerError, UsageError
from backprop_cli.gradcheck.hints import of_code, pattern, same_for_twice, wrong_entries_counted
from backprop_cli.gradcheck.result import VERDICTS, Check, Culprit, Result, worst
from backprop_cli.gradcheck.run import downgrade
from backprop_cli.layers.arithmetic import AddLayer
from backprop_cli.python_layers.load import load_layers

from .checking import Same, check, check_graph, check_with, graph_of, guilty, with_fault

LAYERNORM = """variables:
  x: [[0.5, -1.2, 2.0], [1.0, 0.3, -0.7]]
  gamma: [1.1, 0.9, 1.3]
  beta: [0.1, 0.2, -0.3]
layers:
  layernorm:
    inputs: [x, gamma, beta]
    let:
      xc: x - mean(x, axis=-1, keepdims=True)
      s: sqrt(mean(xc ** 2, axis=-1, keepdims=True) + 1e-5)
      xhat: xc / s
      g: dout * gamma
    forward: gamma * xhat + beta
    backward:
      x: {x}
      gamma: {gamma}
      beta: sum(dout, axis=0)
nodes:
  y: layernorm(x, gamma, beta)
"""
RIGHT = {
    "x": "(g - mean(g, axis=-1, keepdims=True) - xhat * mean(g * xhat, axis=-1, keepdims=True)) / s",
    "gamma": "sum(dout * xhat, axis=0)",
}
SIGMOID = """variables: {{x: {x}}}
layers:
  my_sigmoid:
    inputs: [x]
    forward: 1 / (1 + exp(-x))
    backward: {{x: {backward}}}
nodes: {{h: my_sigmoid(x), y: 3 * h}}
"""


def layernorm(**rules: str) -> str:
    return LAYERNORM.format(**{**RIGHT, **rules})


def test_the_right_layernorm_passes() -> None:
    result = check(layernorm())
    assert (result.verdict, result.culprits, len(result.checks)) == ("pass", [], 12)


@pytest.mark.parametrize(
    "x",
    ["0 * x", "(g - mean(g, axis=-1, keepdims=True)) / s", "(g - xhat * mean(g * xhat, axis=-1, keepdims=True)) / s"],
    ids=["zero", "no variance term", "no mean term"],
)
@pytest.mark.parametrize("ending", ["", "  L: sum(y)\n"], ids=["array", "sum"])
def test_a_wrong_layernorm_is_found(x: str, ending: str) -> None:
    result = check(layernorm(x=x) + ending)
    assert result.verdict == "fail"
    assert {(culprit.node, culprit.layer, culprit.input) for culprit in result.culprits} == {("y", "layernorm", "x")}


def test_a_softmax_seven_times_too_steep_is_found_though_ones_hide_it() -> None:
    layer = "layers:\n  sm:\n    inputs: [x]\n    forward: exp(x) / sum(exp(x))\n    backward: {x: 7 * out * (dout - sum(dout * out))}\n"
    for ending in ("", ", L: sum(y)"):
        result = check(f"variables: {{x: [0.5, -1.2, 2]}}\n{layer}nodes: {{y: sm(x){ending}}}")
        assert result.verdict == "fail"
        (culprit,) = result.culprits
        assert culprit.analytic == pytest.approx(7 * culprit.numeric)
        assert "7 times" in culprit.note
        assert "one of ones hides it" in culprit.note


def test_the_sentence_of_the_contract() -> None:
    (culprit,) = check(SIGMOID.format(x=0, backward="0.76 * dout * out * (1 - out)")).culprits
    assert (culprit.node, culprit.layer, culprit.input) == ("h", "my_sigmoid", "x")
    assert (culprit.analytic, culprit.numeric) == (pytest.approx(0.19), pytest.approx(0.25))


def test_a_layer_that_ignores_dout_is_found_where_dout_is_1() -> None:
    result = check(SIGMOID.format(x=0, backward="out * (1 - out)").replace(", y: 3 * h", ""))
    assert [row.verdict for row in result.checks] == ["pass"]
    assert result.verdict == "fail"
    assert "does not use dout" in result.culprits[0].note


def test_a_layer_of_the_problem_is_checked_though_it_leads_nowhere_near_the_output() -> None:
    text = SIGMOID.format(x=0, backward="dout").replace("y: 3 * h", "y: 3 * x") + "output: y\n"
    result = check(text)
    assert (result.verdict, guilty(result)) == ("fail", {"h"})


def test_errors_that_cancel_are_named_both() -> None:
    graph = graph_of([[2.0]] and [2.0], [], [(Same(1.25, yours=True), (0,)), (Same(), (1,)), (Same(0.8, yours=True), (2,))])
    result = check_graph(graph)
    assert [row.verdict for row in result.checks] == ["pass"]
    assert (result.verdict, guilty(result)) == ("fail", {"n0", "n2"})


def test_of_the_shelf_all_the_guilty_are_named_and_no_other() -> None:
    factors = [1.0, 1.5, 1.0, 0.9, 1.0, -1.0, 1.0]
    graph = graph_of([np.array([2.0, -1.0])], [], [(Same(factor), (k,)) for k, factor in enumerate(factors)])
    assert guilty(check_graph(graph)) == {"n1", "n3", "n5"}


@pytest.mark.parametrize("factor", [-1.0, 0.0])
def test_a_wrong_sign_and_a_zero_have_words(factor: float) -> None:
    result = check_graph(graph_of([np.array([2.0, -1.0])], [], [(Same(factor), (0,))]))
    assert {-1.0: "its sign is wrong", 0.0: "it is 0 in every entry"}[factor] in result.culprits[0].note


def test_one_wrong_entry_of_many_is_found_and_shown() -> None:
    def fault(gradient: Any) -> Any:
        gradient = gradient.copy()
        gradient[7, 3] *= 1.0 + 1e-7
        return gradient

    graph = graph_of([np.linspace(-1.0, 1.0, 600).reshape(20, 30)], [], [(with_fault(Same(), 0, fault), (0,))])
    result = check_graph(graph)
    assert [row.index for row in result.checks if row.verdict == "fail"] == [(7, 3)]
    assert [(culprit.node, culprit.index) for culprit in result.culprits] == [("n0", (7, 3))]
    assert "1 of 600 entries are wrong" in result.culprits[0].note


def test_a_gradient_of_the_wrong_shape_leaves_no_entries() -> None:
    result = check(layernorm(gamma="dout * xhat"))
    assert (result.verdict, result.checks) == ("fail", [])
    assert [(culprit.input, culprit.analytic) for culprit in result.culprits] == [("gamma", None)]
    assert "sum(…, axis=0)" in result.culprits[0].note


def test_a_missing_gradient_is_named() -> None:
    result = check(layernorm().replace("      beta: sum(dout, axis=0)\n", ""))
    assert result.verdict == "fail"
    assert "no gradient for beta" in result.culprits[0].note


@pytest.mark.parametrize("method", ["auto", "central"])
def test_every_place_of_a_variable_counts(method: str) -> None:
    (row,) = check("variables: {x: 3}\nnodes: {y: x * x * x + x}", method=method).checks
    assert (row.verdict, row.numeric) == ("pass", pytest.approx(28.0))


@pytest.mark.parametrize("method", ["auto", "central"])
def test_broadcasting_integer_constants_and_soft_labels(method: str) -> None:
    text = "variables: {x: [[1, 2, 3], [4, 5, 6]], b: [1, 2, 3], c: 2}\nconstants: {n: 3, t: [[0.2, 0.3, 0.5], [0, 0.5, 0.5]]}\nnodes: {s: x * b / n + c, L: 'softmax_with_loss(s, t)'}"
    result = check(text, method=method)
    assert result.verdict == "pass", result.checks
    assert [row.index for row in result.checks[6:9]] == [(0,), (1,), (2,)]


def test_what_does_not_reach_the_output_is_0_against_0() -> None:
    result = check("variables: {x: 1, y: 2}\nnodes: {z: x * 2}")
    assert [(row.analytic, row.numeric, row.verdict) for row in result.checks][1] == (0.0, 0.0, "pass")
    assert "y does not reach z: its gradient is 0" in result.notes


def test_what_reaches_it_only_through_comparisons_gets_a_note() -> None:
    result = check("variables: {x: 1, y: 2}\nnodes: {z: (x > 0) * y}")
    assert result.verdict == "pass"
    assert any("x has no gradient" in note for note in result.notes)


def test_of_a_plain_check_there_is_nothing_to_note() -> None:
    assert check("variables: {x: 1}\nnodes: {y: x * x}").notes == []


def test_a_gradient_of_zeros_gets_a_note() -> None:
    assert "the gradient of x is 0 in every entry" in check("variables: {x: [-1, -2]}\nnodes: {y: relu(x)}").notes


def test_the_upstream_of_an_array_is_random_repeatable_and_never_plain() -> None:
    text = "variables: {x: [1, 2, 3, 4]}\nnodes: {y: x * x}"
    first, again, other = (check(text, seed=seed).upstream for seed in (0, 0, 1))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)
    assert len(set(np.abs(first))) == 4
    assert np.abs(first).min() >= 0.5
    assert check("variables: {x: 1}\nnodes: {y: x * x}").upstream == 1.0
    assert "the upstream gradient is random (seed 1): one of ones hides faults" in check(text, seed=1).notes


def test_a_given_upstream_is_taken() -> None:
    result = check("variables: {x: [1, 2]}\nnodes: {y: x * x}\nupstream: [1, 10]")
    assert [row.analytic for row in result.checks] == [2.0, 40.0]


def test_fast_checks_one_direction_a_variable() -> None:
    text = "variables: {x: {normal: [30, 5]}, b: [1, 2, 3, 4, 5], c: 2}\nnodes: {y: sin(x) * b + c}"
    result = check(text, fast=True)
    assert [(row.name, row.index, row.verdict) for row in result.checks] == [(name, None, "pass") for name in "xbc"]
    assert result.forward_passes == 3


def test_fast_finds_what_is_wrong() -> None:
    assert check(layernorm(x="0 * x"), fast=True).verdict == "fail"


def test_sample_checks_so_many_entries_and_keeps_to_its_seed() -> None:
    text = "variables: {x: {normal: [30, 5]}, b: [1, 2, 3, 4, 5], c: 2}\nnodes: {y: sin(x) * b + c}"
    result = check(text, sample=3)
    assert [row.name for row in result.checks] == ["x"] * 3 + ["b"] * 3 + ["c"]
    assert [row.index for row in result.checks] == [row.index for row in check(text, sample=3).checks]
    assert [row.index for row in result.checks] != [row.index for row in check(text, sample=3, seed=5).checks]


@pytest.mark.parametrize(("tolerance", "verdict"), [(1e-5, "pass"), (1e-7, "fail")])
def test_tolerance(tolerance: float, verdict: str) -> None:
    result = check_graph(graph_of([2.0], [], [(Same(1.0 + 1e-6), (0,))]), tolerance=tolerance)
    assert result.verdict == verdict


def test_wrt_names_the_variables() -> None:
    result = check("variables: {x: 1, y: 2}\nnodes: {z: x * y}", wrt=["y"])
    assert [row.name for row in result.checks] == ["y"]


def test_the_whole_is_its_worst() -> None:
    assert VERDICTS == ("pass", "meant", "kink", "inconclusive", "nonfinite", "fail")
    assert worst(["pass", "kink"]) == "kink"
    assert worst(["nonfinite", "fail", "pass"]) == "fail"
    assert worst([]) == "pass"


def test_the_summary_counts() -> None:
    summary = check("variables: {x: [0, 1]}\nnodes: {y: relu(x)}").summary()
    assert {key: summary[key] for key in ("entries", "pass", "kink", "fail")} == {"entries": 2, "pass": 1, "kink": 1, "fail": 0}
    assert summary["forward_passes"] > 0
    assert summary["seconds"] > 0


@pytest.mark.parametrize("method", ["auto", "central", "taylor"])
@pytest.mark.parametrize("ending", ["", ", L: sum(y)"])
def test_every_number_is_a_float_of_python(method: str, ending: str) -> None:
    layer = "layers:\n  half:\n    inputs: [x]\n    forward: sin(x)\n    backward: {x: dout * cos(x) / 2}\n"
    result = check(f"variables: {{x: [0, 0.3, 1e-9], k: 2}}\n{layer}nodes: {{y: k * half(x){ending}}}", method=method)
    assert result.verdict == "fail"
    numbers = [row[2:6] for row in result.checks] + [culprit[4:6] for culprit in result.culprits]
    assert {type(number) for row in numbers for number in row} == {float}


def test_progress_rises_to_1() -> None:
    seen: list[float] = []
    check("variables: {x: {normal: [40, 30]}}\nnodes: {y: sin(x)}", progress=seen.append)
    assert seen == sorted(seen)
    assert seen[-1] == 1.0


def test_a_single_pass_is_the_whole_progress() -> None:
    seen: list[float] = []
    check("variables: {x: 1}\nnodes: {y: x * x}", progress=seen.append)
    assert seen == [1.0]


def test_progress_ends_at_1_where_what_is_wrong_takes_more_passes_than_expected() -> None:
    seen: list[float] = []
    assert check(layernorm(x="0 * x"), progress=seen.append).verdict == "fail"
    assert max(seen) == 1.0


def test_an_interruption_is_not_caught() -> None:
    def interrupt(_: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        check("variables: {x: [1, 2]}\nnodes: {y: x * x}", progress=interrupt)


def test_the_complex_step_refuses_what_it_cannot_pass_through() -> None:
    class Rough(Same):
        analytic = False

    graph = graph_of([2.0], [], [(Rough(), (0,))])
    with pytest.raises(UsageError, match="complex step"):
        check_graph(graph, method="complex")
    assert check_graph(graph).checks[0].method == "central"


def test_single_numbers_need_no_numpy() -> None:
    code = (
        "import sys\nfrom tests.gradcheck.checking_scalars import verdicts\n"
        "assert verdicts() == ['pass', 'fail', 'kink'], verdicts()\nassert 'numpy' not in sys.modules"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_long_chains_and_many_variables() -> None:
    steps = "".join(f"  n{k}: {'sin' if k % 2 else 'tanh'}(n{k - 1})\n" for k in range(1, 10_000))
    assert check(f"variables: {{x: 0.5}}\nnodes:\n  n0: x + 1\n{steps}").verdict == "pass"
    variables = "".join(f"  v{k}: {0.5 + k / 300}\n" for k in range(300))
    steps = "".join(f"  n{k}: v{k % 300} * sin(n{k - 1})\n" for k in range(1, 2_000))
    assert check(f"variables:\n{variables}nodes:\n  n0: v0 + v1\n{steps}").verdict == "pass"


def test_the_culprit_in_a_long_chain() -> None:
    layers = [Same(1.5 if k == 1234 else 1.0) for k in range(2_000)]
    assert guilty(check_graph(graph_of([0.5], [], [(layer, (k,)) for k, layer in enumerate(layers)]))) == {"n1234"}


def test_a_gradient_that_is_zero_for_a_constant_upstream_alone_is_shown_for_a_random_one() -> None:
    text = "variables: {x: [1, 2, 4]}\nlayers:\n  center: {inputs: [x], forward: x - mean(x), backward: {x: dout}}\nnodes: {y: center(x)}\n"
    (culprit,) = check(text).culprits
    assert culprit.analytic > 1.0
    assert culprit.numeric != 0.0
    assert culprit.note == "for a random upstream; 3 of 3 entries are wrong"


def test_where_nothing_can_be_told_by_differences_nothing_is_claimed() -> None:
    text = "variables: {b: 1e12, c: 1e-7, e: 0.5}\nnodes: {y: b ** 2 + log(c) + ((e + 1e8) - 1e8)}\n"
    verdicts = {row.name: row.verdict for row in check(text, method="central").checks}
    assert verdicts == {"b": "pass", "c": "inconclusive", "e": "inconclusive"}
    assert check(text).verdict == "pass"


@pytest.mark.parametrize(
    "text",
    [
        "variables: {x: [0, 0, 0]}\nlayers:\n  s: {inputs: [x], forward: exp(-x), backward: {x: -dout * out}}\nnodes: {r: 1 / x, y: sum(s(r))}\n",
        "variables: {x: [1e308, 1e308]}\nnodes: {y: sum(x * 2)}\n",
        "variables: {x: 1e-320}\nnodes: {y: sin(x) + x}\n",
        "variables: {x: [1e-320, 5e-324]}\nnodes: {y: exp(x) * x}\n",
    ],
    ids=["inf", "largest", "subnormal", "subnormal array"],
)
@pytest.mark.parametrize("method", ["auto", "central"])
def test_the_ends_of_the_float_range_are_answered(text: str, method: str) -> None:
    assert check(text, method=method).verdict in ("pass", "nonfinite", "inconclusive")


def test_a_wrong_layer_beside_the_way_to_the_output_is_not_accused() -> None:
    graph = graph_of([2.0], [], [(Same(1.01), (0,)), (Same(1.01), (0,))])
    assert [culprit.node for culprit in check_graph(graph, 1).culprits] == ["n0"]


def test_the_passes_of_single_layers_are_counted_too() -> None:
    """One for x end to end, and one for the layer by itself."""
    assert check(SIGMOID.format(x=0, backward="dout * out * (1 - out)")).forward_passes == 2


@pytest.mark.parametrize(
    ("method", "error", "verdict"),
    [("central", 1.0, "inconclusive"), ("complex", 1e-200, "inconclusive"), ("complex", 1.0, "fail")],
    ids=["a difference", "an underflow", "neither"],
)
def test_what_no_layer_explains_is_doubted_where_floating_point_may_be_the_reason(method: str, error: float, verdict: str) -> None:
    result = Result("y", "auto", 0, 1.0)
    result.checks = [Check("x", None, error, 0.0, error, 0.0, method, "fail", None, None)]
    downgrade(result)
    assert [row.verdict for row in result.checks] == [verdict]
    assert any("is to be doubted" in note for note in result.notes) is (verdict == "inconclusive")


def test_what_is_wrong_beyond_doubt_is_not_looked_at_entry_by_entry() -> None:
    """Two passes an entry, of the whole and of the layer by itself, and many more for the worst of them alone."""
    graph = graph_of([np.linspace(1.0, 2.0, 1000)], [], [(Same(1.5), (0,))])
    assert check_graph(graph).forward_passes < 5_000


class Hinge(Same):
    """A kink that the layer does not tell of: a slope of 1 to the left of 0, of 2 to the right."""

    def compute(self, x: Any) -> Any:
        return x * (1.0 + (x.real > 0.0))


def test_of_many_wrong_numbers_the_worst_are_asked_whether_they_are_kinks() -> None:
    count = 70
    nodes = [(Hinge(10.0) if k == 7 else Same(1.5), (k,)) for k in range(count)]
    sums = [(AddLayer(), (count if k == 1 else 2 * count + k - 2, count + k)) for k in range(1, count)]
    result = check_graph(graph_of([0.0 if k == 7 else 1.0 for k in range(count)], [], nodes + sums))
    assert (result.checks[7].left, result.checks[7].right) == (pytest.approx(1.0), pytest.approx(2.0))
    assert result.checks[8].left is None


def test_all_entries_are_looked_at_closely_where_the_worst_turn_out_to_be_kinks() -> None:
    result = check_graph(graph_of([np.zeros(70)], [], [(Hinge(1.5), (0,))]))
    assert [row.verdict for row in result.checks] == ["kink"] * 70


@pytest.mark.parametrize(
    ("pairs", "said"),
    [
        ([(0.0, 3.0)], ""),
        ([(0.0, 3.0), (0.0, -2.0)], "it is 0 in every entry"),
        ([(0.0, 3.0), (0.0, 0.0)], ""),
        ([(3.0, 0.0)], "it should be 0 in every entry: does the result use x?"),
        ([(3.0, 1e-14)], "it should be 0 in every entry: does the result use x?"),
        ([(3.0, 0.0), (3.0, 1.0)], ""),
        ([(-3.0, 3.0)], "its sign is wrong"),
        ([(1.0, 4.0)], "it is 1/4 of what it should be, and 4 is a size of x (4,)"),
        ([(3.0, 2.0)], ""),
        ([(3.0, 2.0), (-6.0, -4.0)], "it is 1.5 times what it should be in every entry"),
        ([(3.0, 2.0), (3.0, 4.0)], ""),
    ],
)
def test_what_all_wrong_entries_have_in_common(pairs: list[tuple[float, float]], said: str) -> None:
    checks = [
        Check("x", (k,), analytic, numeric, 1.0, 0.0, "complex", "fail", None, None) for k, (analytic, numeric) in enumerate(pairs)
    ]
    assert pattern(checks, [], "x", [(4, "x (4,)")]) == said


def chk(analytic: float, numeric: float, verdict: str = "fail", index: tuple[int, ...] | None = None) -> Check:
    return Check("x", index, analytic, numeric, abs(analytic - numeric), 0.0, "complex", verdict, None, None)


def test_all_single_numbers_are_looked_at_closely_where_the_worst_turn_out_to_be_kinks() -> None:
    count = 70
    sums = [(AddLayer(), (count if k == 1 else 2 * count + k - 2, count + k)) for k in range(1, count)]
    result = check_graph(graph_of([0.0] * count, [], [(Hinge(1.5), (k,)) for k in range(count)] + sums))
    assert [row.verdict for row in result.checks] == ["kink"] * count


@pytest.mark.parametrize(
    ("verdicts", "said"),
    [(["fail"], ""), (["fail", "pass"], "1 of 2 entries are wrong"), (["fail", "pass", "fail"], "2 of 3 entries are wrong")],
)
def test_how_many_entries_are_wrong_is_told_where_there_are_several(verdicts: list[str], said: str) -> None:
    assert wrong_entries_counted([chk(3.0, 2.0, verdict) for verdict in verdicts]) == said


@pytest.mark.parametrize(
    ("pairs", "shape", "said"),
    [
        ([(1.0, 2.0)], (2,), "it is 1/2 of what it should be, and 2 is a size of x (2,)"),
        ([(1.0, 3.0)], (2, 3), "it is 1/3 of what it should be, and 3 is a size of x (2, 3)"),
        ([(1.000001, 1.0)], (1,), ""),
        ([(1.0, 4.0)], (2,), ""),
        ([(4.0, 1.0)], (4,), ""),
        ([(-2.0, 1.0)], (4,), ""),
        ([(1.0, 0.5), (2.0, 1.0)], (1, 2), "it is 2 times what it should be in every entry"),
        ([(1e-6, 1.0), (2e-6, 1.0)], (2,), ""),
        ([(1e6, 1.0), (1e6 + 1.0, 1.0)], (2,), "it is 1000000 times what it should be in every entry"),
    ],
)
def test_a_common_factor_is_told_by_where_it_may_come_from(
    pairs: list[tuple[float, float]], shape: tuple[int, ...], said: str
) -> None:
    assert pattern([chk(*pair) for pair in pairs], [], "x", [(size, f"x {shape}") for size in shape]) == said


@pytest.mark.parametrize(
    ("once", "twice", "same"),
    [
        (3.0, 3.0, True),
        (1.0, 1.0, True),
        (3.0, 6.0, False),
        (0.0, 0.0, False),
        ([3.0, 0.0], [3.0, 0.0], True),
        ([1.0, 1.0], [1.0, 1.0], True),
        ([3.0, 2.0], [3.0, 4.0], False),
        ([3.0, 2.0], [6.0, 4.0], False),
        ([0.0, 0.0], [0.0, 0.0], False),
    ],
)
def test_a_gradient_that_is_the_same_for_twice_the_upstream_is_one_that_is_not_0(once: Any, twice: Any, same: bool) -> None:
    first, second = (np.array(value) if isinstance(value, list) else value for value in (once, twice))
    assert same_for_twice(first, second) is same


def test_of_several_labels_the_first_is_named(tmp_path: Path) -> None:
    code = "class Pick:\n    def forward(self, x, t, u):\n        return x\n    def backward(self, dout):\n        return dout\n"
    (tmp_path / "pick.py").write_text(code, encoding="utf-8")
    (made,) = load_layers(str(tmp_path / "pick.py"))

    class Labelled(made):  # type: ignore[misc, valid-type]
        def labels(self, *shapes: tuple[int, ...]) -> frozenset[int]:
            return frozenset({1, 2})

    assert of_code(Labelled(), [(2, 3), (2,), (2,)]).startswith("t holds class indices")


def test_the_seconds_are_those_between_the_beginning_and_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("backprop_cli.gradcheck.run.perf_counter", iter([5.0, 7.5]).__next__)
    assert check("variables: {x: 1}\nnodes: {y: x * x}").seconds == 2.5


def test_a_sampled_row_is_about_the_entry_that_it_names() -> None:
    x = [[0.5, -1.0, 2.0], [3.0, -4.0, 5.0]]
    result = check(f"variables: {{x: {x}}}\nnodes: {{y: sum(x * x)}}", sample=4)
    assert len({row.index for row in result.checks}) == 4
    for row in result.checks:
        assert row.index is not None
        assert row.analytic == row.numeric == 2.0 * x[row.index[0]][row.index[1]]


STEEP = (
    "variables: {x: 0}\nlayers:\n  s: {inputs: [x], forward: sqrt(x) * x, backward: {x: 1.5 * dout * sqrt(x)}}\nnodes: {y: s(x)}\n"
)


@pytest.mark.parametrize(("method", "used", "verdict"), [("auto", "central", "inconclusive"), ("complex", "complex", "nonfinite")])
def test_where_the_complex_step_meets_infinity_times_0_central_differences_help_out_unless_they_are_not_wanted(
    method: str, used: str, verdict: str
) -> None:
    """√x·x at 0, where √ is infinitely steep."""
    (row,) = check(STEEP, method=method).checks
    assert (row.method, row.verdict) == (used, verdict)


def test_where_l_itself_is_not_finite_no_differences_are_tried() -> None:
    result = check("variables: {x: 1000}\nnodes: {y: exp(x)}")
    assert [(row.method, row.verdict) for row in result.checks] == [("complex", "nonfinite")]
    assert result.forward_passes == 1


@pytest.mark.parametrize(
    ("text", "how", "notes"),
    [
        ("variables: {x: 1, y: 2}\nnodes: {z: x * 2}", {}, ["y does not reach z: its gradient is 0"]),
        (
            "variables: {x: 1, y: 2}\nnodes: {z: (x > 0) * y}",
            {},
            ["x has no gradient: it reaches z only through comparisons, conditions or labels"],
        ),
        ("variables: {x: -1}\nnodes: {y: relu(x)}", {}, ["the gradient of x is 0"]),
        ("variables: {x: [-1, -2]}\nnodes: {y: sum(relu(x))}", {}, ["the gradient of x is 0 in every entry"]),
        ("variables: {x: [-1, 2]}\nnodes: {y: sum(relu(x))}", {}, []),
        ("variables: {x: 1000}\nnodes: {e: exp(x), y: e * 2}", {}, ["e is the first value that is not finite"]),
        ("variables: {x: 0}\nnodes: {b: x * 2, r: sqrt(b), y: r * 3}", {}, ["the gradient of b is the first that is not finite"]),
        (STEEP, {"method": "complex"}, ["the gradient of x is 0", "the numerical gradient is not finite"]),
        (
            "variables: {x: 0}\nnodes: {a: relu(x), b: relu(-x), y: a - b}",
            {},
            [
                "the gradient of x is 0",
                "several kinks meet: each layer keeps to its convention, and together they lie beside both slopes",
            ],
        ),
        (
            "variables: {x: 0}\nnodes: {y: relu(x)}",
            {"method": "taylor"},
            ["the point is a kink, where remainders do not follow Taylor: --method auto judges kinks", "the gradient of x is 0"],
        ),
    ],
)
def test_all_that_is_noted(text: str, how: dict[str, Any], notes: list[str]) -> None:
    assert check(text, **how).notes == notes


@pytest.mark.parametrize(
    ("left", "method", "verdicts", "said"),
    [
        (1.0, "complex", ["kink", "inconclusive"], ["several kinks meet", "every layer is right by itself"]),
        (None, "complex", ["fail", "fail"], []),
        (1.0, "central", ["kink", "inconclusive"], ["several kinks meet", "every layer is right by itself"]),
        (None, "central", ["inconclusive", "inconclusive"], ["every layer is right by itself"]),
    ],
)
def test_either_all_that_is_wrong_is_excused_or_nothing(
    left: float | None, method: str, verdicts: list[str], said: list[str]
) -> None:
    wrong = [
        Check("x", None, 3.0, 1.0, 2.0, 0.0, method, "fail", left, left),
        Check("y", None, 3.0, 1.0, 2.0, 0.0, "central", "fail", None, None),
    ]
    result = Result("y", "auto", 0, 1.0)
    result.checks = [*wrong, chk(1.0, 1.0, "pass")]
    downgrade(result)
    assert [row.verdict for row in result.checks] == [*verdicts, "pass"]
    assert [note.startswith(begin) for note, begin in zip(result.notes, said, strict=True)] == [True] * len(said)


def test_the_summary_counts_each_verdict() -> None:
    result = Result("y", "auto", 0, 1.0)
    assert result.summary() == {
        **dict.fromkeys(("entries", "pass", "fail", "kink", "inconclusive", "nonfinite", "meant", "forward_passes"), 0),
        "seconds": 0.0,
    }
    result.checks = [chk(1.0, 1.0, verdict) for verdict in ("pass", "fail", "pass", "kink", "nonfinite", "pass")]
    counts = {"entries": 6, "pass": 3, "fail": 1, "kink": 1, "inconclusive": 0, "nonfinite": 1}
    assert {key: result.summary()[key] for key in counts} == counts


def test_a_check_without_entries_passes_unless_something_raised_or_a_layer_is_wrong() -> None:
    result = Result("y", "auto", 0, 1.0)
    result.conclude(raised=False)
    assert result.verdict == "pass"
    result.conclude(raised=True)
    assert result.verdict == "fail"
    result.culprits = [Culprit("n", "mine", "x", None, None, None, "")]
    result.conclude(raised=False)
    assert result.verdict == "fail"


def test_the_worst_of_many_wrong_numbers_are_those_that_lie_farthest_from_their_slopes() -> None:
    """−5 beside 1, at the kink, is farther off than 5 beside 1."""
    count = 70
    nodes = [(Hinge(-5.0) if k == count - 1 else Same(5.0), (k,)) for k in range(count)]
    sums = [(AddLayer(), (count if k == 1 else 2 * count + k - 2, count + k)) for k in range(1, count)]
    result = check_graph(graph_of([*[1.0] * (count - 1), 0.0], [], nodes + sums))
    assert (result.checks[-1].left, result.checks[-1].right) == (pytest.approx(1.0), pytest.approx(2.0))


class Stubborn(Same):
    """A layer that refuses one way, or the way back for an upstream of 1 alone."""

    def __init__(self, way: str, yours: bool) -> None:
        super().__init__(yours=yours)
        self.way = way

    def compute(self, x: Any) -> Any:
        if self.way == "forward":
            raise LayerError("I will not")
        return super().compute(x)

    def vjp(self, dout: Any, out: Any, *xs: Any, wanted: tuple[bool, ...]) -> tuple[Any, ...]:
        if self.way == "backward" or (self.way == "backward from 1" and dout == 1.0):
            raise LayerError("I will not")
        return super().vjp(dout, out, *xs, wanted=wanted)


@pytest.mark.parametrize(("way", "yours"), [("forward", False), ("forward", True), ("backward", False)])
def test_a_layer_that_refuses_is_an_error_unless_it_is_the_backward_pass_of_the_users_own(way: str, yours: bool) -> None:
    with pytest.raises(LayerError, match="I will not"):
        check_graph(graph_of([2.0], [], [(Same(), (0,)), (Stubborn(way, yours), (1,))]))


@pytest.mark.parametrize(("way", "culprits"), [("backward", ["n1"]), ("backward from 1", [])])
def test_a_backward_pass_that_cannot_be_run_leaves_no_entries_and_fails(way: str, culprits: list[str]) -> None:
    result = check_graph(graph_of([2.0], [], [(Same(), (0,)), (Stubborn(way, yours=True), (1,))]))
    assert (result.verdict, result.checks, [culprit.node for culprit in result.culprits]) == ("fail", [], culprits)


@pytest.mark.parametrize(("method", "passes"), [("auto", 1), ("central", 4)])
def test_progress_is_the_part_of_the_passes_that_are_done(method: str, passes: int) -> None:
    """Three single numbers, each of which takes so many passes where nothing is wrong."""
    seen: list[float] = []
    check("variables: {x: 1, y: 2, z: 3}\nnodes: {L: x * y * z}", method=method, progress=seen.append)
    assert seen == pytest.approx([(k + 1) / (3 * passes) for k in range(3 * passes)])


def test_no_entry_is_looked_at_twice_where_l_is_not_finite() -> None:
    result = check("variables: {x: {ones: [40]}}\nnodes: {y: sum(exp(1000 * x))}")
    assert (result.verdict, result.forward_passes) == ("nonfinite", 40)


def test_differences_that_help_out_need_be_no_better_than_differences_are() -> None:
    """At −1000 the inside of 1 / (1 + exp(−x)) overflows; two steps tell 3x² to a ten-millionth. One pass is lost, for x and for s."""
    layer = "layers:\n  s: {inputs: [x], forward: 1 / (1 + exp(-x)), backward: {x: dout * out * (1 - out)}}\n"
    result = check(f"variables: {{x: -1000}}\n{layer}nodes: {{y: s(x) + x ** 3}}")
    assert [(row.method, row.verdict) for row in result.checks] == [("central", "pass")]
    assert result.forward_passes == (1 + 4) + (1 + 4)


def test_a_wrong_layer_of_the_shelf_that_makes_up_for_one_of_the_users_is_named_too() -> None:
    graph = graph_of([2.0], [], [(Same(1.25, yours=True), (0,)), (Same(), (1,)), (Same(0.8), (2,))])
    result = check_graph(graph)
    assert [row.verdict for row in result.checks] == ["pass"]
    assert (result.verdict, guilty(result)) == ("fail", {"n0", "n2"})


def test_a_backward_pass_that_cannot_be_run_leaves_the_layers_of_the_shelf_to_be_looked_at() -> None:
    graph = graph_of([2.0], [], [(Same(0.8), (0,)), (Stubborn("backward from 1", yours=True), (1,))])
    assert guilty(check_graph(graph)) == {"n0"}


def test_where_a_layer_is_wrong_nothing_is_excused() -> None:
    result = check_graph(graph_of([2.0], [], [(Same(1.5), (0,))]), method="central")
    assert [(row.verdict, row.numeric) for row in result.checks] == [("fail", pytest.approx(1.0))]
    assert (guilty(result), result.notes) == ({"n0"}, [])


@pytest.mark.parametrize("tolerance", [None, 0.5])
def test_a_way_through_float32_is_noted_where_no_tolerance_is_given(tolerance: float | None, tmp_path: Path) -> None:
    code = "import numpy as np\nclass Sine:\n    def forward(self, x):\n        self.x = x.astype(np.float32)\n        return np.sin(self.x)\n    def backward(self, dout):\n        return dout * np.cos(self.x)\n"
    result = check_with(tmp_path, code, "variables: {x: [1, 2], z: 3}\nnodes: {y: sum(Sine(x)) * z}\n", tolerance=tolerance)
    note = "the way from x goes through a layer that computes in float32: its tolerance is 0.001"
    assert result.notes == [note] * (tolerance is None)
    assert result.verdict == "pass"


def test_only_what_goes_through_code_is_looked_at_by_differences() -> None:
    class Rough(Same):
        analytic = False

    graph = graph_of([2.0, 3.0], [], [(Rough(), (1,)), (AddLayer(), (2, 0))])
    assert [(row.name, row.method) for row in check_graph(graph).checks] == [("v0", "complex"), ("v1", "central")]


def test_progress_counts_every_entry_of_an_array() -> None:
    """To the right and to the left by a step and by a quarter of it, all entries at a time."""
    seen: list[float] = []
    check("variables: {x: [1, 2, 3]}\nnodes: {L: sum(x * x)}", method="central", progress=seen.append)
    assert seen == [0.25, 0.5, 0.75, 1.0]


def test_the_worst_entry_of_an_input_that_is_wrong_all_over_is_named_by_its_own_index() -> None:
    """3·a for a: 3 beside 1, and 6 beside 2."""
    layer = "layers:\n  m: {inputs: [a, b], forward: a * b, backward: {a: dout * b, b: 3 * dout * a}}\n"
    (culprit,) = check(f"variables: {{a: [1, 2], b: [3, 4]}}\n{layer}nodes: {{y: 'm(a, b)'}}\n").culprits
    assert (culprit.input, culprit.index, culprit.analytic, culprit.numeric) == ("b", (1,), 6.0, 2.0)


def test_a_rule_that_does_not_fit_leaves_the_rules_of_the_other_inputs_to_be_looked_at() -> None:
    layer = "layers:\n  m: {inputs: [a, b, c], forward: a * b + c, backward: {a: 'sum(dout, axis=9)', b: 2 * dout * a, c: dout}}\n"
    result = check(f"variables: {{a: [1, 2], b: [3, 4], c: [5, 6]}}\n{layer}nodes: {{y: 'm(a, b, c)'}}\n")
    first, second = result.culprits
    assert (first.input, first.analytic) == ("a", None)
    assert "at `sum(dout, axis=9)`" in first.note
    assert (second.input, second.index, second.analytic, second.numeric) == ("b", (1,), 4.0, 2.0)


@pytest.mark.parametrize(("error", "verdict"), [(1e-100, "fail"), (1e-160, "inconclusive")])
def test_only_a_difference_that_products_of_small_numbers_can_lose_is_excused(error: float, verdict: str) -> None:
    """1e-160 · 1e-160 is 0 for a computer; 1e-100 · 1e-100 is not."""
    result = Result("y", "auto", 0, 1.0)
    result.checks = [Check("x", None, error, 0.0, error, 0.0, "complex", "fail", None, None)]
    downgrade(result)
    assert [row.verdict for row in result.checks] == [verdict]


def test_what_does_not_reach_the_output_has_a_slope_of_exactly_0() -> None:
    _, row = check("variables: {x: 1, y: 2}\nnodes: {z: x * 2}").checks
    assert (row.name, row.analytic, row.numeric, row.error, row.bound, row.verdict) == ("y", 0.0, 0.0, 0.0, 0.0, "pass")
