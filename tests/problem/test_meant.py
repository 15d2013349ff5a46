"""A gradient that is meant to differ from the slope: how it is said, and what is refused."""

from pathlib import Path

import pytest

from backprop_cli.problem.schema import schema
from backprop_cli.python_layers.load import load_layers
from tests.gradcheck.checking import check, check_with
from tests.problems import faults, problem

TEXT = "variables: {{x: 0.3, z: 2}}\nlayers:\n  step:\n    inputs: [x]\n    forward: x > 0\n{more}nodes: {{h: step(x), y: h * z}}\n"
BACKWARD = "    backward: {x: dout}\n"


@pytest.mark.parametrize(("word", "meant"), [("true", True), ("True", True), ("TRUE", True), ("false", False)])
def test_it_is_said_beside_backward(word: str, meant: bool) -> None:
    graph = problem(TEXT.format(more=f"{BACKWARD}    meant: {word}\n")).graph
    assert graph.layers[0].meant is meant


def test_unless_it_is_said_it_is_not_meant() -> None:
    assert problem(TEXT.format(more=BACKWARD)).graph.layers[0].meant is False


@pytest.mark.parametrize("word", ["3", "maybe", "[true]", "1.5", "yes"])
def test_anything_but_true_and_false_is_refused_with_its_place(word: str) -> None:
    (fault,) = faults(TEXT.format(more=f"{BACKWARD}    meant: {word}\n"))
    assert (fault.message, fault.hint) == ("meant: is true or false", "meant: true")
    assert fault.place is not None


def test_without_a_backward_rule_there_is_nothing_to_mean() -> None:
    (fault,) = faults(TEXT.format(more="    meant: true\n"))
    assert fault.message == "the layer step has no backward: to mean"
    assert faults(TEXT.format(more="    meant: false\n")) == []


def test_the_schema_knows_it() -> None:
    assert '"meant"' in repr(schema()).replace("'", '"')


def test_what_goes_through_it_is_not_judged_and_the_rest_is() -> None:
    result = check(TEXT.format(more=f"{BACKWARD}    meant: true\n"))
    assert [(row.name, row.verdict) for row in result.checks] == [("x", "meant"), ("z", "pass")]
    assert (result.verdict, result.culprits) == ("meant", [])
    assert "the gradient of h is meant to differ from the slope: what goes through it is not judged" in result.notes


@pytest.mark.parametrize(
    ("line", "verdict"), [("meant = True", "meant"), ("meant = False", "fail"), ("meant = 'yes'", "fail"), ("pass", "fail")]
)
def test_a_class_says_it_with_an_attribute(line: str, verdict: str, tmp_path: Path) -> None:
    code = f"class Through:\n    {line}\n    def forward(self, x):\n        return x * 0 + 1\n    def backward(self, dout):\n        return dout\n"
    assert check_with(tmp_path, code, "variables: {x: 0.3}\nnodes: {y: Through(x)}").verdict == verdict
    (layer,) = load_layers(str(tmp_path / "mine.py"))
    assert layer.meant is (verdict == "meant")
