"""`bpcalc backward`, from the words to the answer."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import PROBLEMS, bpcalc

APPLE = str(PROBLEMS / "apple.yaml")
BATCH = str(PROBLEMS / "affine_batch.yaml")


def gradients(*words: str, **more: Any) -> dict[str, Any]:
    ran = bpcalc("backward", *words, "--json", **more)
    assert ran.code == 0, ran.err
    found: dict[str, Any] = json.loads(ran.out)["gradients"]
    return found


def test_the_apples() -> None:
    assert gradients(APPLE) == {"apple": 2.2, "apple_num": 110.00000000000001, "tax": 200.0}
    orange = {"apple": 2.2, "apple_num": 110.00000000000001, "orange": 3.3000000000000003, "orange_num": 165.0, "tax": 650.0}
    assert gradients(str(PROBLEMS / "apple_orange.yaml")) == orange


def test_the_value_alone_for_scripts() -> None:
    assert bpcalc("backward", APPLE, "--wrt", "tax", "-f", "value") == (0, "200.0\n", "", b"200.0\n")
    assert bpcalc("backward", APPLE, "-f", "value").out == "2.2\n110.00000000000001\n200.0\n"


def test_inner_nodes_can_be_asked_for() -> None:
    problem = b"variables: {a: 2, b: 3}\nnodes: {y: (a + b) * b}\n"
    assert gradients("-", "--wrt", "y.1", stdin=problem) == {"y.1": 3.0}


def test_another_output() -> None:
    assert gradients(APPLE, "--output", "apple_price") == {"apple": 2.0, "apple_num": 100.0, "tax": 0.0}
    ran = bpcalc("backward", APPLE, "--output", "tax")
    assert (ran.code, ran.out) == (2, "")


def test_several_ends_are_named() -> None:
    problem = b"variables: {x: 2}\nnodes: {a: x + 1, b: x * 3}\n"
    ran = bpcalc("backward", "-", stdin=problem)
    assert (ran.code, ran.out) == (2, "")
    assert "a, b" in ran.err
    assert gradients("-", "--output", "b", stdin=problem) == {"x": 3.0}


def test_a_variable_without_a_gradient_is_null_with_a_warning() -> None:
    problem = b"variables: {x: 2, z: 3, far: [1, 2]}\nnodes: {y: (x > 1) * z, w: sum(far)}\noutput: y\n"
    ran = bpcalc("backward", "-", "--json", stdin=problem)
    assert ran.code == 0
    assert json.loads(ran.out)["gradients"] == {"x": None, "z": 1.0, "far": [0.0, 0.0]}
    assert ran.err.startswith("warning: 'x' has no gradient")
    assert "'z'" not in ran.err
    assert "'far'" not in ran.err


def test_every_node_is_in_the_json_whatever_was_asked() -> None:
    ran = bpcalc("backward", APPLE, "--json", "--wrt", "apple")
    assert {node["name"]: node["gradient"] for node in json.loads(ran.out)["nodes"]} == {"apple_price": 1.1, "price": 1.0}


def test_a_gradient_that_is_not_finite_is_an_answer_with_a_warning() -> None:
    problem = b"variables: {x: 0}\nnodes: {y: sqrt(x)}\n"
    ran = bpcalc("backward", "-", "-f", "value", stdin=problem)
    assert (ran.code, ran.out) == (0, "inf\n")
    assert "warning: the gradient of 'x' is not finite" in ran.err
    assert bpcalc("backward", "-", "--strict", stdin=problem).code == 1


def test_a_backward_rule_that_cannot_be_run_is_placed_at_its_node() -> None:
    problem = (
        b"variables: {x: [1, 2]}\nlayers:\n  mine:\n    inputs: [x]\n    forward: 2 * x\n"
        b"    backward: {x: sum(dout * x, axis=0, keepdims=True)}\nnodes:\n  y: mine(x)\n"
    )
    ran = bpcalc("backward", "-", stdin=problem)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("<stdin>:")
    assert ": error: " in ran.err


def test_every_format_writes_an_answer() -> None:
    from backprop_cli.render import FORMS

    for form in FORMS:
        for path in (APPLE, BATCH):
            ran = bpcalc("backward", path, "-f", form)
            assert ran.code == 0
            assert ran.out.endswith("\n")
            assert "\r" not in ran.out


@pytest.mark.parametrize("command", ["backward", "gradcheck"])
@pytest.mark.parametrize(
    ("text", "name", "said"),
    [
        ("variables: {x: 3}\nchain: [x]\n", "p.yaml", "p.yaml:2:8: error: the chain has no layer"),
        ('{"variables": {"x": 3},\n"chain": ["x"]}\n', "p.json", "p.json:2:10: error: the chain has no layer"),
        ("variables: {x: 3}\nnodes: {}\n", "p.yaml", "error: there is no node to differentiate"),
    ],
)
def test_a_problem_without_a_layer(tmp_path: Path, command: str, text: str, name: str, said: str) -> None:
    (tmp_path / name).write_text(text)
    ran = bpcalc(command, str(tmp_path / name))
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert bpcalc("forward", str(tmp_path / name)).code == 0
