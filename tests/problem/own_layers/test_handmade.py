"""A layer of the problem runs by its own rules: its gradients must fit its inputs, and a fault inside says where."""

import numpy as np
import pytest

from backprop_cli.errors import GradientError, ShapeError
from tests.problems import faults, gradients, problem


def test_a_scalar_gradient_fills_its_input() -> None:
    text = (
        "variables: {x: [1, 2]}\nlayers:\n  total: {inputs: [x], forward: sum(x), backward: {x: dout}}\nnodes: {y: total(x) * 3}\n"
    )
    assert gradients(text)["x"].tolist() == [3.0, 3.0]


def test_the_tool_undoes_no_broadcast_for_a_rule_written_by_hand() -> None:
    text = "variables: {x: [[1, 2], [3, 4]], b: [1, 2]}\nlayers:\n  plus: {inputs: [x, b], forward: x + b, backward: {x: dout, b: dout}}\nnodes: {y: 'plus(x, b)'}\n"
    with pytest.raises(GradientError) as raised:
        gradients(text)
    assert raised.value.message == "plus: backward for b has the shape (2, 2), b itself (2,)"
    assert raised.value.hint is not None
    assert "sum(…, axis=0)" in raised.value.hint
    assert raised.value.node is not None


def test_an_input_without_a_gradient_may_depend_on_constants_only() -> None:
    layer = "layers:\n  scale: {inputs: [x, k], forward: x * k, backward: {x: dout * k}}\n"
    assert gradients(f"variables: {{x: 2}}\nconstants: {{k: 3}}\n{layer}nodes: {{y: 'scale(x, k)'}}\n")["x"] == 3.0
    with pytest.raises(GradientError, match="scale has no gradient for k"):
        gradients(f"variables: {{x: 2, k: 3}}\n{layer}nodes: {{y: 'scale(x, k)'}}\n")


def test_an_unused_input_of_a_group_has_a_gradient_of_zeros() -> None:
    text = "variables: {x: 2, u: [1, 2]}\nlayers:\n  first: {inputs: [x, u], forward: x * 2}\nnodes: {y: 'first(x, u)'}\n"
    assert gradients(text)["u"].tolist() == [0.0, 0.0]


def test_labels_inside_a_group_are_labels_outside() -> None:
    text = "variables: {x: [[1, 2], [3, 4]]}\nconstants: {t: [0, 1]}\nlayers:\n  loss: {inputs: [x, t], forward: 'softmax_with_loss(x * 2, t)'}\nnodes: {y: 'loss(x, t)'}\n"
    read = problem(text)
    assert [read.graph.names[number] for number in read.graph.labels] == ["t"]
    (fault,) = faults(text.replace("t: [0, 1]", "t: [0, 5]"))
    assert "label 5 at index [1]" in fault.message


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("sum(dout, axis=9)", "in my, at `sum(dout, axis=9)`: x (3,) has no axis 9"),
        (
            "reshape(dout, shape=(7,))",
            "in my, at `reshape(dout, shape=(7,))`: x (3,) has 3 entries, which do not fit into shape=(7,)",
        ),
        ("dout @ transpose(x, axes=(1, 0))", "in my, at `transpose(x, axes=(1, 0))`: "),
    ],
)
def test_a_backward_rule_into_which_the_shapes_do_not_fit_says_where(rule: str, said: str) -> None:
    text = f"variables: {{x: [1, 2, 3]}}\nlayers: {{my: {{inputs: [x], forward: x * 2, backward: {{x: '{rule}'}}}}}}\nnodes: {{y: my(x), L: sum(y)}}\n"
    with pytest.raises(ShapeError) as found:
        gradients(text)
    assert found.value.message.startswith(said)


def test_the_steps_of_a_backward_rule_have_values_and_its_functions_names() -> None:
    text = """
    variables: {x: [1, 2], k: 3}
    layers:
      twice: {inputs: [a], forward: 2 * a}
      my:
        inputs: [x, k]
        let: {s: x * k, g: dout * s, unused: x / 0}
        forward: s ** 2
        backward: {x: twice(g) * k, k: sum(2 * g * x)}
    nodes: {y: 'my(x, k)'}
    """
    layer = problem(text).graph.layers[0]
    xs = np.array([1.0, 2.0]), 3.0
    dout = np.array([1.0, -1.0])
    steps = layer.let_values(dout, layer.compute(*xs), *xs, wanted=(True, False))
    assert {name: value.tolist() for name, value in steps.items()} == {"s": [3.0, 6.0], "g": [3.0, -6.0]}
    assert [name for name, own in layer.own_functions().items() if own.yours] == ["twice"]
    assert layer.own_functions()["twice"].own_functions() == {}
    assert layer.own_functions()["twice"].let_values(dout, dout, dout, wanted=(True,)) == {}
