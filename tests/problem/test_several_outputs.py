"""A call of a Python file's layer and a number in brackets: one node of an output, or a row where there is one output only."""

from pathlib import Path

import pytest

from backprop_cli import engine
from backprop_cli.errors import BpcalcError
from tests.gradcheck.checking import check_with
from tests.python_layers.book import gradients, problem_with

TWO = """
import numpy as np
class Two:
    def forward(self, a, b):
        self.a, self.b = a, b
        return a + b, a * b
    def backward(self, dsum, dproduct):
        return dsum + dproduct * self.b, dsum + dproduct * self.a
class Twice:
    def forward(self, x):
        return 2 * x
    def backward(self, dout):
        return 2 * dout
def step_forward(h, c):
    return h * c, h + c, (h, c)
def step_backward(dh, dc, cache):
    h, c = cache
    return dh * c + dc, dh * h + dc
class Tuple(Two):
    def backward(self, douts):
        return super().backward(*douts)
"""
AB = "variables: {a: [1, 2], b: [3, -1]}\n"


def names_and_values(tmp_path: Path, text: str) -> dict[str, object]:
    graph = problem_with(tmp_path, TWO, AB + text).graph
    values = engine.forward(graph)
    return {graph.names[number]: getattr(values[number], "tolist", lambda n=number: values[n])() for number in graph.nodes}


def test_each_output_that_is_used_is_a_node(tmp_path: Path) -> None:
    assert names_and_values(tmp_path, "nodes: {s: 'Two(a, b)[0]', p: 'Two(a, b)[-1]'}") == {"s": [4.0, 1.0], "p": [3.0, -2.0]}


def test_an_only_output_is_subscripted_as_ever(tmp_path: Path) -> None:
    assert names_and_values(tmp_path, "nodes: {y: 'Twice(a)[1]'}") == {"y.1": [2.0, 4.0], "y": 4.0}
    assert names_and_values(tmp_path, "nodes: {t: Twice(a), y: 't[1]'}") == {"t": [2.0, 4.0], "y": 4.0}


def test_an_output_is_subscripted_again(tmp_path: Path) -> None:
    found = names_and_values(tmp_path, "nodes: {y: 'Two(a, b)[1][0]', z: 'Twice(Two(a, b)[0])[1]'}")
    assert (found["y"], found["z"], len(found)) == (3.0, 2.0, 5)


@pytest.mark.parametrize("layer", ["Two", "step", "Tuple"])
def test_backward_gets_a_dout_for_each_output(tmp_path: Path, layer: str) -> None:
    result = check_with(tmp_path, TWO, AB + f"nodes: {{y: '{layer}(a, b)[0] * {layer}(a, b)[1]'}}")
    assert (result.verdict, result.checks[0].method) == ("pass", "complex")


def test_what_is_not_read_gets_zeros(tmp_path: Path) -> None:
    code = TWO.replace(
        "        return dsum +", "        assert dproduct.shape == (2,) and not dproduct.any()\n        return dsum +"
    )
    assert gradients(problem_with(tmp_path, code, AB + "nodes: {y: 'Two(a, b)[0]'}"))["a"].tolist() == [1.0, 1.0]


def test_a_mistake_is_found_by_the_output_that_shows_it(tmp_path: Path) -> None:
    code = TWO.replace("dsum + dproduct * self.a", "dsum + dproduct * self.b")
    result = check_with(tmp_path, code, AB + "nodes: {s: 'Two(a, b)[0]', p: 'Two(a, b)[1]', y: s * p}")
    assert [(culprit.node, culprit.input) for culprit in result.culprits] == [("p", "b")]


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ("Two(a, b)", "returns 2 things in a tuple"),
        ("Two(a, b)[0:1]", "returns 2 things in a tuple"),
        ("Two(a, b)[2]", r"\[2\] is none of them"),
    ],
)
def test_a_tuple_is_not_stacked_in_silence(tmp_path: Path, call: str, said: str) -> None:
    with pytest.raises(BpcalcError, match=said):
        gradients(problem_with(tmp_path, TWO.replace("a + b, a * b", "1.0, 2.0"), f"{AB}nodes: {{y: '{call}'}}"))


def test_definitions_of_the_problem_take_outputs_and_rows(tmp_path: Path) -> None:
    layers = "layers:\n  both: {inputs: [x, y], forward: 'Two(x, y)[0] * Twice(Two(x, y)[1])[0]'}\n"
    text = f"{AB}{layers}nodes: {{y: 'both(a, b)'}}"
    assert engine.forward(problem_with(tmp_path, TWO, text).graph)[-1].tolist() == [24.0, 6.0]
    assert check_with(tmp_path, TWO, text).verdict == "pass"


def test_where_harmless_inputs_do_not_tell_the_run_does(tmp_path: Path) -> None:
    picky = "        assert a[0] == 1\n        self.a, self.b"
    text = AB + "nodes: {y: 'Two(a, b)[1]'}"
    assert gradients(problem_with(tmp_path, TWO.replace("        self.a, self.b", picky), text))["a"].tolist() == [3.0, -1.0]
    row = (
        TWO.replace("        self.a, self.b", picky)
        .replace("return a + b, a * b", "return a + b")
        .replace("(self, dsum, dproduct)", "(self, dsum)")
        .replace("dproduct", "0")
    )
    assert gradients(problem_with(tmp_path, row, text))["a"].tolist() == [0.0, 1.0]
