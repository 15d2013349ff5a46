"""A node taken out of its graph: under which names, and with what it sends back."""

from math import nan
from typing import Any

import numpy as np
import pytest

from backprop_cli.errors import LayerError
from backprop_cli.gradcheck.result import Check, Culprit
from backprop_cli.gradcheck.run import MOST_NAMED, merged
from backprop_cli.gradcheck.single_node import Node, accused, alone, failing, ignores_upstream, note
from backprop_cli.gradcheck.versions import answer_of_code, run_stacked
from backprop_cli.layers.arithmetic import MulLayer

from .checking import Same


@pytest.mark.parametrize("names", [("x", "y"), ("x", "x")])
def test_alone_each_argument_is_a_variable_with_a_name_of_its_own(names: tuple[str, str]) -> None:
    layer = MulLayer()
    layer.input_names = lambda count: names  # type: ignore[method-assign]
    done = alone(Node("p", layer, [2.0, 3.0], 6.0, (True, True)), 10.0)
    assert [done.graph.names[k] for k in done.graph.variables] == (["x", "y"] if names[0] != names[1] else ["0", "1"])
    assert (done.gradients, done.output, done.upstream) == ([30.0, 20.0, 10.0], 2, 10.0)
    assert (done.graph.scalar, done.graph.shapes) == (True, None)
    wide = alone(Node("p", layer, [np.ones(3), 3.0], np.full(3, 3.0), (True, False)), np.ones(3))
    assert (wide.graph.scalar, wide.graph.shapes, wide.gradients[1]) == (False, [(3,), (), (3,)], None)


def test_a_backward_pass_that_does_not_use_dout_is_told() -> None:
    class Deaf(Same):
        def vjp(self, dout: Any, out: Any, *xs: Any, wanted: tuple[bool, ...]) -> tuple[Any, ...]:
            return (7.0,)

    assert ignores_upstream(Node("y", Deaf(), [1.0], 1.0, (True,)), 0, 1.5)
    assert not ignores_upstream(Node("y", Same(), [1.0], 1.0, (True,)), 0, 1.5)


def test_words_of_an_error_are_its_message_and_its_hint() -> None:
    assert (note(LayerError("no")), note(LayerError("no", hint="yes"))) == ("no", "no; yes")
    found = accused(Node("y", Same(), [1.0], 1.0, (True,)), "x", "no")
    assert found == Culprit("y", Same().name, "x", None, None, None, "no")


def test_failing_rows_are_those_that_fail() -> None:
    rows = [
        Check("x", None, 1.0, 1.0, 0.0, 0.0, "complex", verdict, None, None) for verdict in ("pass", "fail", "kink", "inconclusive")
    ]
    assert failing(rows) == [rows[1]]


def culprit(node: str, analytic: float | None = 1.0, words: str = "wrong", name: str = "x") -> Culprit:
    return Culprit(node, "own", name, None, analytic, None if analytic is None else 2.0, words)


def test_one_rule_that_serves_several_nodes_is_one_finding_of_the_first_with_the_others_named() -> None:
    found = merged([culprit("a", 1.0), culprit("b", 3.0, "other"), culprit("c", 4.0)], lambda one: "rule")
    assert found == [culprit("a", 1.0, "wrong; the same at b, c")]
    assert merged([culprit("a", words=""), culprit("b")], lambda one: "rule") == [culprit("a", words="the same at b")]


def test_other_rules_inputs_and_words_are_findings_of_their_own() -> None:
    two = [culprit("a"), culprit("b")]
    assert merged(two, lambda one: one.node) == two
    inputs = [culprit("a"), culprit("b", name="y")]
    assert merged(inputs, lambda one: "rule") == inputs
    words = [culprit("a", None), culprit("b", None, "late"), culprit("c")]
    assert merged(words, lambda one: "rule") == words
    assert merged([culprit("a", None), culprit("b", None)], lambda one: "rule") == [culprit("a", None, "wrong; the same at b")]


def test_of_many_nodes_some_are_named_and_the_rest_counted() -> None:
    (found,) = merged([culprit(f"n{k}") for k in range(MOST_NAMED + 3)], lambda one: "rule")
    assert found.note == "wrong; the same at n1, n2, n3, n4, n5, n6, n7, n8 and 2 more"


class Narrow(Same):
    """Code with values up to 1, which doubles what is below 0."""

    analytic = False

    def compute(self, x: Any) -> Any:
        if np.max(x) > 1.0:
            raise LayerError("too large")
        return np.append(x, x) if np.min(x) < 0.0 else x * 3.0


def test_where_code_refuses_or_answers_in_another_shape_the_answer_is_nan() -> None:
    assert answer_of_code(Narrow(), [0.5], 0.0) == 1.5
    assert np.isnan(answer_of_code(Narrow(), [2.0], 0.0))
    assert np.isnan(answer_of_code(Narrow(), [np.array([-1.0, 0.5])], np.zeros(2))).tolist() == [True, True]
    versions = run_stacked(Narrow(), (True,), [np.array([[0.5, 1.0], [0.5, 2.0], [-1.0, 0.0]])], np.zeros(2))
    np.testing.assert_array_equal(versions, [[1.5, 3.0], [nan, nan], [nan, nan]])
