"""Layers that a problem defines: both rules, `let`, groups, replacing a shelf layer, and what is refused."""

import math
import unicodedata

import numpy as np
import pytest

from tests.problems import faults, gradients, nodes, problem, values

SIGMOID = """
layers:
  my_sigmoid:
    inputs: [x]
    forward: 1 / (1 + exp(-x))
    backward: {x: dout * out * (1 - out)}
"""


S1 = 1 / (1 + math.exp(-1))


def test_a_layer_with_a_backward_rule() -> None:
    text = f"variables: {{x: 1}}{SIGMOID}nodes: {{y: my_sigmoid(x) * 3}}\n"
    assert values(text)["y"] == pytest.approx(3 * S1)
    assert gradients(text)["x"] == pytest.approx(3 * S1 * (1 - S1), rel=1e-14)


def test_the_backward_rule_is_what_the_backward_pass_uses_even_where_it_is_wrong() -> None:
    text = f"variables: {{x: 1}}{SIGMOID.replace('(1 - out)', '7')}nodes: {{y: my_sigmoid(x)}}\n"
    assert gradients(text)["x"] == pytest.approx(7 * S1)


def test_without_a_backward_rule_the_layer_is_a_group_that_is_differentiated_through() -> None:
    group = "layers:\n  s: {inputs: [x], let: {e: exp(-x)}, forward: 1 / (1 + e)}\n"
    text = f"variables: {{x: 1}}\n{group}nodes: {{y: s(x) * 3}}\n"
    assert gradients(text)["x"] == pytest.approx(3 * S1 * (1 - S1), rel=1e-14)
    assert [name for name, _, _ in nodes(text)] == ["y.1", "y"]


def test_let_stands_in_any_order_and_may_use_out_and_dout() -> None:
    text = """
variables: {x: 0.7}
layers:
  tanh2:
    inputs: [x]
    let: {slope: 1 - sq, sq: out ** 2, g: dout * slope, e: exp(2 * x)}
    forward: (e - 1) / (e + 1)
    backward: {x: g}
nodes: {y: tanh2(x)}
"""
    assert values(text)["y"] == pytest.approx(math.tanh(0.7), rel=1e-15)
    assert gradients(text)["x"] == pytest.approx(1 - math.tanh(0.7) ** 2, rel=1e-14)


def test_a_definition_replaces_a_shelf_layer_under_both_of_its_names() -> None:
    mine = "layers:\n  sigmoid: {inputs: [x], forward: x * 10, backward: {x: dout * 10}}\n"
    text = f"variables: {{x: 1}}\n{mine}nodes: {{a: sigmoid(x), b: Sigmoid(x), c: {{Sigmoid: x}}, y: a + b + c}}\n"
    assert values(text)["y"] == 30.0
    assert all(layer.yours for layer in problem(text).graph.layers[:3])


def test_a_definition_replaces_the_sign_in_nodes_but_not_inside_definitions() -> None:
    mine = "layers:\n  mul: {inputs: [x, y], forward: x * y + 1000}\n  other: {inputs: [x], forward: x * x}\n"
    found = values(f"variables: {{x: 3}}\n{mine}nodes: {{a: x * x, b: other(x)}}\n")
    assert (found["a"], found["b"]) == (1009.0, 9.0)


def test_a_class_name_may_be_what_is_replaced() -> None:
    assert values("variables: {x: 3}\nlayers:\n  Relu: {inputs: [x], forward: x * 7}\nnodes: {a: relu(x)}\n")["a"] == 21.0


def test_definitions_too_deep_inside_each_other_are_refused() -> None:
    lines = ["  d0: {inputs: [x], forward: x * 1}"]
    lines += [f"  d{index}: {{inputs: [x], forward: d{index - 1}(x)}}" for index in range(1, 60)]
    (fault, *_) = faults("variables: {x: 1}\nlayers:\n" + "\n".join(lines) + "\nnodes: {y: d59(x)}\n")
    assert "more than 40 deep" in fault.message


def test_a_let_may_have_the_name_of_another_definition() -> None:
    text = "variables: {x: 2}\nlayers:\n  g: {inputs: [x], forward: h(x) * 2}\n  h: {inputs: [x], let: {g: x * 3}, forward: g + 1}\nnodes: {y: g(x)}\n"
    assert values(text)["y"] == 14.0


def test_a_rule_that_could_not_be_read_is_reported_once() -> None:
    (fault,) = faults("variables: {x: 1}\nlayers:\n  my: {inputs: [x], forward: !t , backward: {x: dout}}\nnodes: {y: my(x)}\n")
    assert fault.code == "source"


def test_a_sign_whose_layer_was_replaced_takes_what_that_layer_takes() -> None:
    text = "variables: {x: 3}\nlayers:\n  mul: {inputs: [x], forward: x + 1}\n  neg: {inputs: [x, y], forward: x + y}\nnodes: {y: x * x, z: -x}\n"
    assert [fault.message for fault in faults(text)] == ["mul takes 1 input, not 2", "neg takes 2 inputs, not 1"]


@pytest.mark.parametrize("call", ["swish(x)", "{swish: x}", "{swish: x, beta: 2}"])
def test_what_an_unreadable_section_may_have_defined_is_not_called_unknown(call: str) -> None:
    text = f"variables: {{x: 1}}\nlayers: swish\nnodes: {{y: {call}, z: 'relu(x, x)'}}\n"
    assert [fault.message for fault in faults(text)] == ["layers: holds definitions by name", "relu takes 1 input, not 2"]


def test_a_chain_may_step_through_what_an_unreadable_section_defined() -> None:
    assert [fault.message for fault in faults("variables: {x: 1}\nlayers: []\nchain: [x, swish]\n")] == [
        "layers: holds definitions by name"
    ]


def composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def decomposed(text: str) -> str:
    """As macOS writes Hangul."""
    return unicodedata.normalize("NFD", text)


SAME = [(decomposed("제곱"), "제곱"), ("제곱", decomposed("제곱")), ("µ_step", "μ_step"), ("ＳＱ", "SQ")]


@pytest.mark.parametrize(("defined", "called"), SAME)
@pytest.mark.parametrize(
    "nodes",
    [
        "nodes: {y: NAME(x)}",
        "nodes: {y: {NAME: x}}",
        "chain: [x, {NAME: [], name: y}]",
        "chain: [x, NAME(), {neg: [], name: n}, {neg: [], name: y}]",
    ],
)
def test_the_name_of_a_layer_is_the_same_however_its_letters_are_made_up(defined: str, called: str, nodes: str) -> None:
    layer = f"layers: {{{defined}: {{inputs: [x], forward: x * x, backward: {{x: dout * 2 * x}}}}}}"
    assert gradients(f"variables: {{x: 3}}\n{layer}\n{nodes.replace('NAME', called)}\noutput: y\n")["x"] == 6.0


def test_inputs_steps_and_rules_of_a_layer_are_the_same_however_their_letters_are_made_up() -> None:
    layer = "layers: {f: {inputs: [가], let: {나: 가 * 2}, forward: 나 * 가, backward: {가: dout * 4 * 가}}}"
    mixed = "".join(decomposed(letter) if index % 2 else letter for index, letter in enumerate(layer))
    assert gradients(f"variables: {{x: 3}}\n{mixed}\nnodes: {{y: f(x)}}\n")["x"] == 12.0
    nested = f"layers: {{{decomposed('가')}: {{inputs: [x], forward: x * 2}}, 나: {{inputs: [x], forward: 가(x) * 2}}}}"
    assert gradients(f"variables: {{x: 3}}\n{nested}\nnodes: {{y: 나(x)}}\n")["x"] == 4.0
    circle = f"layers: {{{decomposed('가')}: {{inputs: [x], forward: 나(x) * 2}}, 나: {{inputs: [x], forward: 가(x) * 2}}}}"
    (fault,) = faults(f"variables: {{x: 3}}\n{circle}\nnodes: {{y: 나(x)}}\n")
    assert composed(fault.message) == "these layers use each other in a circle: 가 → 나 → 가"


def test_the_words_of_rules_can_be_called_in_a_definition_and_nowhere_else() -> None:
    layers = "layers:\n  p:\n    inputs: [x]\n    forward: prod(x)\n    backward: {x: 'dout * others(x)'}\n"
    layers += "  s:\n    inputs: [x, t]\n    let: {y: 'onehot(t, x)'}\n    forward: -sum(y * log_softmax(x)) / n(x)\n"
    text = f"variables: {{x: [[1, 2, 3]]}}\nconstants: {{t: [2]}}\n{layers}nodes:\n  a: p(x)\n  b: s(x, t)\n  c: a + b\n"
    e = np.exp([1.0, 2.0, 3.0])
    np.testing.assert_allclose(gradients(text)["x"], [np.array([6.0, 3.0, 2.0]) + e / e.sum() - [0, 0, 1]], rtol=1e-14)
    (fault,) = faults(text.replace("p(x)\n", "others(x)\n"))
    assert fault.message == "no layer is called 'others'"
    assert "under layers: it can be called" in (fault.hint or "")


def test_a_layer_of_the_problem_goes_before_a_word_of_its_name() -> None:
    layers = "layers:\n  n: {inputs: [x], forward: x * 3}\n  m: {inputs: [x], forward: n(x)}\n"
    assert values(f"variables: {{x: 2}}\n{layers}nodes: {{y: m(x)}}\n")["y"] == 6.0
