"""Code that misbehaves is told what it did: what it writes into, leaves out, forgets or makes up."""

import re
from pathlib import Path

import pytest

from backprop_cli.errors import BpcalcError
from tests.gradcheck.checking import check_with
from tests.python_layers.book import gradients, problem_with

FORWARD = "class My:\n    def forward(self, x):\n        self.x = x\n        return 2 * x\n"


MISBEHAVIOUR = {
    "returns nothing": (FORWARD + "    def backward(self, dout):\n        2 * dout\n", r"My.backward \(.*mine.py:5\) returns None", True),
    "too many gradients": (FORWARD + "    def backward(self, dout):\n        return dout, dout\n", "returns 2 gradients, and forward takes 1 input", True),
    "wrong shape": (FORWARD + "    def backward(self, dout):\n        return 2 * dout.sum()\n", r"the gradient for x has the shape \(\), x itself \(3,\)", True),
    "no number": (FORWARD + "    def backward(self, dout):\n        return 'two'\n", "no number", True),
    "raises": (FORWARD + "    def backward(self, dout):\n        y = 2\n        return dout * self.y\n", r"My.backward \(.*mine.py:7\) raised AttributeError", True),
    "missing name": (FORWARD + "    def backward(self, dout):\n        return dout * x\n", r"NameError.*did you mean self.x\?", True),
    "no dout": (FORWARD + "    def backward(self):\n        return 2\n", "raised TypeError", True),
    "writes into dout": (FORWARD + "    def backward(self, dout):\n        dout *= 2\n        return dout\n", "writes into dout", False),
    "writes into its input": (FORWARD + "    def backward(self, dout):\n        self.x *= 0\n        return 2 * dout\n", r"My.backward \(.*\) writes into x", False),
    "forward writes": ("class My:\n    def forward(self, x):\n        x += 1\n        return 2 * x\n    def backward(self, dout):\n        return 2 * dout\n", r"My.forward \(.*mine.py:2\) writes into x", False),
    "forward returns nothing": ("class My:\n    def forward(self, x):\n        2 * x\n    def backward(self, dout):\n        return 2 * dout\n", "My.forward .* returns None", True),
    "forward raises": ("class My:\n    def forward(self, x):\n        raise ValueError('no')\n    def backward(self, dout):\n        return 2 * dout\n", "mine.py:3.* raised ValueError: no", True),
    "random": ("import numpy as np\nclass My:\n    def forward(self, x):\n        self.m = np.random.rand(*x.shape)\n        return x * self.m\n    def backward(self, dout):\n        return dout * self.m\n", "differently the second time", False),
    "no cache": ("def My_forward(x):\n    return 2 * x\ndef My_backward(dout, cache):\n    return 2 * dout\n", "must return two things, out and cache", True),
}  # fmt: skip


@pytest.mark.parametrize(("code", "said", "fatal"), MISBEHAVIOUR.values(), ids=MISBEHAVIOUR.keys())
def test_misbehaviour_is_a_finding(tmp_path: Path, code: str, said: str, fatal: bool) -> None:
    result = check_with(tmp_path, code, "variables: {x: [1, 2, 3]}\nnodes: {y: My(x), z: y * y}")
    assert result.verdict == "fail"
    assert any(re.search(said, culprit.note) for culprit in result.culprits), result.culprits
    assert {culprit.node for culprit in result.culprits} == {"y"}
    assert (result.checks == []) == fatal


@pytest.mark.parametrize("name", [name for name, (_, _, fatal) in MISBEHAVIOUR.items() if fatal])
def test_what_cannot_be_run_is_an_error_of_the_passes(tmp_path: Path, name: str) -> None:
    problem = problem_with(tmp_path, MISBEHAVIOUR[name][0], "variables: {x: [1, 2, 3]}\nnodes: {y: My(x)}")
    with pytest.raises(BpcalcError) as caught:
        gradients(problem)
    assert caught.value.node == problem.graph.nodes[0]
