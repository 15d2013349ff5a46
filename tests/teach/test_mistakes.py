"""What mistakes give: of broadcasting, of layers that mix entries, of many ways. test_reasons.py plants them in whole problems."""

from typing import Any

import numpy as np

from backprop_cli.problem.solve import solve
from backprop_cli.teach.mistakes import MOST_WAYS, Mistakes
from tests.problems import problem


def mistakes(text: str, name: str, kind: str = "gradient") -> dict[str, list[Any]]:
    """By kind what the mistakes about a name give, as nested lists."""
    read = problem(text)
    found: dict[str, list[Any]] = {}
    for mistake in Mistakes(solve(read)).all_of(kind, read.find(name)):
        found.setdefault(mistake.reason.kind, []).append(np.asarray(mistake.value).tolist())
    return found


def test_what_was_repeated() -> None:
    """w is one number for three entries: its gradient is the sum of 1·10, 2·20, 3·30."""
    found = mistakes("variables: {w: 5, x: [1, 2, 3]}\nnodes: {y: w * x}\nupstream: [10, 20, 30]", "w")
    assert found["not summed"] == [[10.0, 40.0, 90.0]]
    assert found["mean"] == [140.0 / 3]
    assert found["swapped"] == [300.0]


def test_a_bias_under_a_batch_added_by_hand() -> None:
    text = "variables: {x: [[1, 2], [3, 4]], b: [5, 6]}\nnodes: {y: x + b}\nupstream: [[1, 2], [3, 4]]"
    assert mistakes(text, "b")["not summed"] == [[[1.0, 2.0], [3.0, 4.0]]]
    assert mistakes(text, "b")["mean"] == [[2.0, 3.0]]
    assert "mean" not in mistakes(text, "x")


def test_weights_are_summed_over_the_batch_and_inputs_are_not() -> None:
    text = "variables: {x: [[1, 2], [3, 4]], W: [[1, 0, 2], [0, 1, 1]]}\nnodes: {y: x @ W}"
    assert mistakes(text, "W")["mean"] == [[[2.0, 2.0, 2.0], [3.0, 3.0, 3.0]]]
    assert "mean" not in mistakes(text, "x")


def test_the_mask_of_a_choice() -> None:
    text = "variables: {x: 3, y: 2}\nnodes:\n  m: maximum(x, y)\n  z: m * 7"
    assert mistakes(text, "x")["mask"] == [1.0]
    assert mistakes("variables: {x: -3}\nnodes: {m: leaky_relu(x), z: m * 7}", "x")["local"] == [0.01], (
        "no mask: it lets 1/100 through"
    )


def test_ways_through_layers_that_mix_entries() -> None:
    text = "variables: {x: [1, 2]}\nnodes: {t: 2 * x, a: sum(t), b: sum(t * t), y: a + 3 * b}"
    found = mistakes(text, "x")
    assert [2.0, 2.0] in found["path"]
    assert [12.0, 24.0] in found["path"] + found["left out"]
    assert [14.0, 26.0] in found["left out"], "t * t has two arrows, and one of the three is left out"


def test_an_arrow_with_one_way_behind_it_is_said_as_an_arrow() -> None:
    """x feeds a, from which one way leads on, and b, from which two do."""
    read = problem("variables: {x: 2}\nnodes: {a: 5 * x, b: 3 * x, c: b * b, y: a + c}")
    reasons = [mistake.reason for mistake in Mistakes(solve(read)).all_of("gradient", 0) if mistake.value == 5.0]
    said = [reason.phrase.format(**reason.blanks) for reason in reasons]
    assert said == ["one path of 2 alone, by way of a"]


def test_a_batch_is_called_so_and_what_is_none_is_not() -> None:
    batch = problem("variables: {x: [[1, 2], [3, 4]], b: [5, 6]}\nnodes: {y: x + b}\nupstream: [[1, 2], [3, 4]]")
    plain = problem("variables: {w: 5, x: [1, 2, 3]}\nnodes: {y: w * x}\nupstream: [10, 20, 30]")
    said = [
        [
            mistake.reason.phrase
            for mistake in Mistakes(solve(read)).all_of("gradient", read.find(name))
            if mistake.reason.kind in ("not summed", "mean")
        ]
        for read, name in ((batch, "b"), (plain, "w"))
    ]
    assert said == [
        ["not summed over the batch", "the mean over the batch, not the sum"],
        ["not summed over what it was repeated for", "the mean over what it was repeated for, not the sum"],
    ]


def test_only_matrices_are_transposed() -> None:
    assert "transposed" in mistakes("variables: {x: [[1, 2]]}\nnodes: {y: x * 2}", "x")
    assert "transposed" not in mistakes("variables: {x: [[[1, 2]]]}\nnodes: {y: x * 2}", "x")


def test_of_very_many_ways_none_is_looked_at() -> None:
    lines = [f"  n{i}: n{i - 1} + n{i - 1}" for i in range(1, 61)]
    found = mistakes("variables: {n0: 1}\nnodes:\n" + "\n".join(lines), "n0")
    assert MOST_WAYS < 2**60
    assert found["path"] == [2.0**59, 2.0**59], "its two arrows alone"


def test_constants_and_labels_have_no_mistakes() -> None:
    text = "variables: {x: [[1, 2], [3, 4]]}\nconstants: {t: [0, 1]}\nnodes:\n  y: softmax_with_loss(x, t)"
    assert mistakes(text, "t") == {}


def test_values_have_those_of_any_answer() -> None:
    text = "variables: {x: [[1, 2], [3, 4]]}\nnodes: {y: 2 * x}"
    assert mistakes(text, "y", "forward") == {"sign": [[[-2.0, -4.0], [-6.0, -8.0]]], "transposed": [[[2.0, 6.0], [4.0, 8.0]]]}
