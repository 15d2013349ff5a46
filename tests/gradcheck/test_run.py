"""What is checked, what is said of it, and what the options do."""

import subprocess
import sys
from typing import Any

import numpy as np
import pytest

from backprop_cli.errors import LayerError
from backprop_cli.gradcheck.result import Check, Result, downgrade

from .checking import MY_SIGMOID, Same, check, check_graph, chk, graph_of, guilty, layernorm


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


def test_a_layer_of_the_problem_is_checked_though_it_leads_nowhere_near_the_output() -> None:
    text = MY_SIGMOID.format(x=0, backward="dout").replace("y: 3 * h", "y: 3 * x") + "output: y\n"
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


def test_a_gradient_of_the_wrong_shape_leaves_no_entries() -> None:
    result = check(layernorm(gamma="dout * xhat"))
    assert (result.verdict, result.checks) == ("fail", [])
    assert [(culprit.input, culprit.analytic) for culprit in result.culprits] == [("gamma", None)]
    assert "sum(…, axis=0)" in result.culprits[0].note


def test_a_missing_gradient_is_named() -> None:
    result = check(layernorm().replace("      beta: sum(dout, axis=0)\n", ""))
    assert result.verdict == "fail"
    assert "no gradient for beta" in result.culprits[0].note


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


def test_wrt_names_the_variables() -> None:
    result = check("variables: {x: 1, y: 2}\nnodes: {z: x * y}", wrt=["y"])
    assert [row.name for row in result.checks] == ["y"]


def test_an_interruption_is_not_caught() -> None:
    def interrupt(_: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        check("variables: {x: [1, 2]}\nnodes: {y: x * x}", progress=interrupt)


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


def test_a_wrong_layer_beside_the_way_to_the_output_is_not_accused() -> None:
    graph = graph_of([2.0], [], [(Same(1.01), (0,)), (Same(1.01), (0,))])
    assert [culprit.node for culprit in check_graph(graph, 1).culprits] == ["n0"]


def test_the_passes_of_single_layers_are_counted_too() -> None:
    """One for x end to end, and one for the layer by itself."""
    assert check(MY_SIGMOID.format(x=0, backward="dout * out * (1 - out)")).forward_passes == 2


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


def test_the_seconds_are_those_between_the_beginning_and_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("backprop_cli.gradcheck.run.perf_counter", iter([5.0, 7.5]).__next__)
    assert check("variables: {x: 1}\nnodes: {y: x * x}").seconds == 2.5


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
