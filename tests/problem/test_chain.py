"""Chains: layers in series, their names, and `repeat` written out."""

import pytest

from tests.problems import faults, gradients, nodes, values

NET = """
variables: {W1: [[1, 2], [3, 4]], b1: [1, 1], W2: [[1], [2]], b2: [0]}
constants: {x: [1, 2], t: [0]}
"""


def test_nodes_are_named_by_their_kind_and_count() -> None:
    text = NET + "chain: [x, affine: [W1, b1], sigmoid, {affine: [W2, b2], name: score}, sigmoid, exp]\n"
    assert nodes(text) == [
        ("affine1", "affine", "affine(x, W1, b1)"),
        ("sigmoid1", "sigmoid", "sigmoid(affine1)"),
        ("score", "affine", "affine(sigmoid1, W2, b2)"),
        ("sigmoid2", "sigmoid", "sigmoid(score)"),
        ("exp1", "exp", "exp(sigmoid2)"),
    ]


def test_a_call_with_brackets_is_the_same_as_one_without() -> None:
    one = values(NET + "chain: [x, affine: [W1, b1], {leaky_relu: , slope: 0.1}]\n")
    other = values(NET + "chain:\n  - x\n  - Affine(W1, b1)\n  - LeakyRelu(slope=0.1)\n")
    assert one["leaky_relu1"].tolist() == other["leaky_relu1"].tolist() == [8.0, 11.0]


def test_a_step_may_compute_its_inputs() -> None:
    text = NET + "chain:\n  - x\n  - Affine(W1 * 2, b1)\n  - {mul: [b1 + 1]}\n"
    assert [name for name, _, _ in nodes(text)] == ["affine1.1", "affine1", "mul1.1", "mul1"]
    assert values(text)["mul1"].tolist() == [30.0, 42.0]


def test_repeat_counts_every_copy() -> None:
    text = "variables: {x: 1}\nchain:\n  - x\n  - sigmoid\n  - repeat: 2\n    steps: [sigmoid, {exp: , name: e}, repeat: 2, steps: [tanh]]\n"
    assert faults(text)  # a repeat inside a flow sequence needs braces of its own
    text = "variables: {x: 1}\nchain:\n  - x\n  - sigmoid\n  - repeat: 2\n    steps: [sigmoid, {exp: , name: e}, {repeat: 2, steps: [tanh]}]\n  - tanh\n"
    assert [name for name, _, _ in nodes(text)] == [
        "sigmoid1", "sigmoid2", "e1", "tanh1", "tanh2", "sigmoid3", "e2", "tanh3", "tanh4", "tanh5",
    ]  # fmt: skip


def test_twenty_sigmoids_are_three_lines() -> None:
    found = gradients("variables: {x: 1}\nchain: [x, {repeat: 20, steps: [sigmoid]}]\n")
    expected, value = 1.0, 1.0
    for _ in range(20):
        value = 1 / (1 + 2.718281828459045**-value)
        expected *= value * (1 - value)
    assert found["x"] == pytest.approx(expected, rel=1e-13)


def test_a_chain_continues_a_node_and_a_node_continues_a_chain() -> None:
    text = "variables: {x: 1}\nnodes: {a: x * 2, z: exp2 + a}\nchain: [a, exp, exp]\n".replace("exp2 +", "exp2 *")
    assert [name for name, _, _ in nodes(text)] == ["a", "exp1", "exp2", "z"]


def test_ten_thousand_and_more_steps() -> None:
    found = gradients("variables: {x: 0.5}\nchain: [x, {repeat: 20000, steps: [{mul: 1}]}]\n")
    assert found["x"] == 1.0


@pytest.mark.parametrize("times", ["0", "-1", "2.5", "many", "1e9", "[2]"])
def test_repeat_takes_a_whole_number(times: str) -> None:
    assert len(faults(f"variables: {{x: 1}}\nchain: [x, {{repeat: {times}, steps: [sigmoid]}}]\n")) == 1


def test_a_bomb_of_nested_repeats_is_refused_before_it_is_made() -> None:
    steps = "{repeat: 100000, steps: [{repeat: 100000, steps: [{repeat: 100000, steps: [sigmoid]}]}]}"
    (fault,) = faults(f"variables: {{x: 1}}\nchain: [x, {steps}]\n")
    assert "1,000,000,000,000,000 nodes" in fault.message


def test_a_billion_copies_of_a_step_that_cannot_be_read_take_no_time() -> None:
    (fault,) = faults("variables: {x: 1}\nchain: [x, {repeat: 1000000000, steps: ['si<<moid']}]\n")
    assert fault.message == "this is no step of a chain"


def test_the_text_of_a_step_with_options_alone() -> None:
    assert [text for _, _, text in nodes("variables: {x: [1, 2]}\nchain: [x, sum(axis=0)]\n")] == ["sum(x, axis=0)"]


def test_a_step_with_a_name_of_its_own_is_counted() -> None:
    text = "variables: {x: 1}\nchain: [x, exp, {exp: , name: e}, exp]\n"
    assert [name for name, _, _ in nodes(text)] == ["exp1", "e", "exp3"]


def test_the_value_so_far_is_written_into_the_outer_brackets_alone() -> None:
    text = "variables: {x: [[1, 2]]}\nchain: [x, 'transpose(axes=(1, 0))', 'reshape(shape=(2,))']\n"
    assert [expression for _, _, expression in nodes(text)] == ["transpose(x, axes=(1, 0))", "reshape(transpose1, shape=(2,))"]


@pytest.mark.parametrize(
    ("step", "hint"),
    [
        ("h1: relu", "write {relu: [], name: h1}"),
        ("h1: affine(W1, b1)", "write {affine: [W1, b1], name: h1}"),
        ("h1: {affine: [W1, b1]}", "write {affine: [W1, b1], name: h1}"),
        ("h1: {leaky_relu: [], slope: 0.1}", "write {leaky_relu: [], slope: 0.1, name: h1}"),
        ("softmax: {axis: 0}", "write {softmax: [], axis: 0}"),
        ("{leaky_relu: {slope: 0.1}}", "write {leaky_relu: [], slope: 0.1}"),
        ("nn.Sigmoid()", "write sigmoid"),
        ("np.exp", "write exp"),
        ("sum: 0", "in a chain write sum alone, or with its options: {sum: [], axis: 0}"),
        ("relu: 0", "in a chain write relu alone"),
        ("linear: [W1, b1]", "it is called affine here"),
    ],
)
def test_a_step_that_is_none_is_written_as_one(step: str, hint: str) -> None:
    (fault,) = faults(f"{NET}chain:\n  - x\n  - {step}\n")
    assert fault.hint == hint
    if hint.startswith("write "):
        assert not faults(f"{NET}chain:\n  - x\n  - {hint.removeprefix('write ')}\n")


@pytest.mark.parametrize("name", ["cot", "mish", "selu", "coth", "MISH"])
def test_a_layer_of_another_library_is_defined_for_a_chain(name: str) -> None:
    (fault,) = faults(f"{NET}chain: [x, {name}]\n")
    lead, line = (fault.hint or "").split("\n")
    assert lead == "define it:"
    assert not faults(f"{NET}{line}\nchain: [x, {name.lower()}]\n")


def test_a_name_in_a_block_keeps_no_line_end() -> None:
    assert values("variables: {x: 2}\nchain:\n  - x\n  - exp:\n    name: |\n      y\noutput: |\n  y\n")["y"] > 7


def test_chain_and_nodes_run_in_the_order_of_the_file() -> None:
    chain, alone = "chain: [x, exp]\n", "nodes: {a: x * 2}\n"
    assert [name for name, _, _ in nodes(f"variables: {{x: 1}}\n{chain}{alone}")] == ["exp1", "a"]
    assert [name for name, _, _ in nodes(f"variables: {{x: 1}}\n{alone}{chain}")] == ["a", "exp1"]
