"""Analytic against numeric, entry by entry: which entries, by which method, and to which tolerance."""

import numpy as np
import pytest

from backprop_cli.errors import UsageError
from backprop_cli.layers.arithmetic import AddLayer

from .checking import STEEP, Hinge, Same, check, check_graph, graph_of, layernorm


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


def test_the_complex_step_refuses_what_it_cannot_pass_through() -> None:
    class Rough(Same):
        analytic = False

    graph = graph_of([2.0], [], [(Rough(), (0,))])
    with pytest.raises(UsageError, match="complex step"):
        check_graph(graph, method="complex")
    assert check_graph(graph).checks[0].method == "central"


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


def test_all_single_numbers_are_looked_at_closely_where_the_worst_turn_out_to_be_kinks() -> None:
    count = 70
    sums = [(AddLayer(), (count if k == 1 else 2 * count + k - 2, count + k)) for k in range(1, count)]
    result = check_graph(graph_of([0.0] * count, [], [(Hinge(1.5), (k,)) for k in range(count)] + sums))
    assert [row.verdict for row in result.checks] == ["kink"] * count


def test_a_sampled_row_is_about_the_entry_that_it_names() -> None:
    x = [[0.5, -1.0, 2.0], [3.0, -4.0, 5.0]]
    result = check(f"variables: {{x: {x}}}\nnodes: {{y: sum(x * x)}}", sample=4)
    assert len({row.index for row in result.checks}) == 4
    for row in result.checks:
        assert row.index is not None
        assert row.analytic == row.numeric == 2.0 * x[row.index[0]][row.index[1]]


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


def test_the_worst_of_many_wrong_numbers_are_those_that_lie_farthest_from_their_slopes() -> None:
    """−5 beside 1, at the kink, is farther off than 5 beside 1."""
    count = 70
    nodes = [(Hinge(-5.0) if k == count - 1 else Same(5.0), (k,)) for k in range(count)]
    sums = [(AddLayer(), (count if k == 1 else 2 * count + k - 2, count + k)) for k in range(1, count)]
    result = check_graph(graph_of([*[1.0] * (count - 1), 0.0], [], nodes + sums))
    assert (result.checks[-1].left, result.checks[-1].right) == (pytest.approx(1.0), pytest.approx(2.0))


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


def test_what_does_not_reach_the_output_has_a_slope_of_exactly_0() -> None:
    _, row = check("variables: {x: 1, y: 2}\nnodes: {z: x * 2}").checks
    assert (row.name, row.analytic, row.numeric, row.error, row.bound, row.verdict) == ("y", 0.0, 0.0, 0.0, 0.0, "pass")
