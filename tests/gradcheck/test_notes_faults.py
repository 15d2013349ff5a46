"""The faults that notes carry: the examples that come with the tool find each of them, and run without them by themselves."""

from pathlib import Path

import pytest

from backprop_cli.gradcheck import Result, gradcheck
from backprop_cli.problem.problem import Settings
from backprop_cli.problem.reader import read_problem
from backprop_cli.python_layers.load import load_layers
from backprop_cli.source import load

FOLDER = Path(__file__).parent.parent.parent / "problems"
FAULTS = {
    "a stray argument": ("relu", "notes_faults", "takes y and never uses it"),
    "dout overwritten": ("relu", "notes_faults", "writes into dout"),
    "no return": ("sigmoid", "notes_faults", "returns None: is its `return` missing?"),
    "the global W": ("affine", "notes_faults", "name 'W' is not defined; did you mean self.W?"),
    "one 1-D example": ("one_example", "notes_faults_affine", "x (2,) is one example"),
    "dout ignored": ("weighted_loss", "notes_faults", "backward does not use dout"),
    "divided by the number of classes": ("one_answer", "notes_faults", "it is 1/3 of what it should be, and 3 is a size of x (3,)"),
    "labels broadcast": ("labels", "notes_faults", "t holds class indices"),
    "1e-7 in the logarithm": ("sure", "notes_faults", "forward adds 1e-07 inside a logarithm"),
}


def checked(problem: str, layers: str | None) -> Result:
    path = FOLDER / f"notes_faults_{problem}.yaml"
    classes = load_layers(str(FOLDER / f"{layers}.py")) if layers else ()
    read = read_problem(load(str(path), 2**20), str(FOLDER), Settings(layers=tuple(classes)))
    return gradcheck(read, read.output(), read.upstream, list(read.graph.variables))


@pytest.mark.parametrize(("problem", "layers", "said"), FAULTS.values(), ids=FAULTS.keys())
def test_the_fault_is_found_and_worded(problem: str, layers: str, said: str) -> None:
    result = checked(problem, layers)
    assert result.verdict == "fail"
    assert any(said in culprit.note for culprit in result.culprits), result.culprits


@pytest.mark.parametrize("path", sorted(FOLDER.glob("notes_faults_*.yaml")), ids=lambda path: path.stem)
def test_without_the_file_the_layers_that_come_with_the_tool_are_right(path: Path) -> None:
    problem = path.stem.removeprefix("notes_faults_")
    assert problem in {name for name, _, _ in FAULTS.values()}
    assert checked(problem, None).verdict == "pass"
