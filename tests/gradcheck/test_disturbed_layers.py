"""Layers with a disturbance in each step, those inside of definitions included."""

from backprop_cli.gradcheck.disturbed_layers import Disturbed, with_each_step
from backprop_cli.layers import Layer
from backprop_cli.layers.arithmetic import MulLayer
from tests.problems import problem

OWN = """
variables: {x: 3}
layers: {square: {inputs: [x], forward: x * x + 1, backward: {x: dout * 2 * x}}}
nodes: {y: square(x)}
"""


def tripled(layer: Layer) -> Layer:
    return Disturbed(layer, lambda out: 3.0 * out)


def test_a_result_is_disturbed_and_gradients_only_with_claims() -> None:
    plain, both = tripled(MulLayer()), Disturbed(MulLayer(), lambda out: 3.0 * out, claims=True)
    assert plain.compute(2.0, 5.0) == both.compute(2.0, 5.0) == 30.0
    assert plain.vjp(1.0, 10.0, 2.0, 5.0, wanted=(True, False)) == (5.0, None)
    assert both.vjp(1.0, 10.0, 2.0, 5.0, wanted=(True, False)) == (15.0, None)


def test_the_engine_does_not_multiply_by_itself_where_gradients_are_disturbed() -> None:
    assert tripled(MulLayer()).multiplies
    assert not Disturbed(MulLayer(), lambda out: out, claims=True).multiplies


def test_each_step_of_a_definition_is_changed_and_the_definition_is_not() -> None:
    layer = problem(OWN).graph.layers[0]
    changed = with_each_step(layer, tripled)
    assert changed.compute(3.0) == 3.0 * (3.0 * 9.0 + 1.0)
    assert layer.compute(3.0) == 10.0
    assert changed.vjp(1.0, 10.0, 3.0, wanted=(True,)) == (3.0 * (3.0 * 2.0) * 3.0,)
