"""Layers through which no gradient comes back."""

from pathlib import Path

import numpy as np
import pytest

from backprop_cli.cli import run
from backprop_cli.errors import ShapeError
from backprop_cli.layers.gates import SizeLayer, StopGradient


@pytest.mark.parametrize("axis", [None, 0, -1, (0, 2), (1,)])
def test_size_counts_as_numpy_does(axis: int | tuple[int, ...] | None) -> None:
    x = np.zeros((2, 3, 4))
    expected = np.size(x) if axis is None else np.prod(np.array(x.shape)[np.array(axis)])
    assert SizeLayer(axis=axis).compute(x) == expected
    assert SizeLayer(axis=axis).shape(x.shape) == ()


def test_size_of_an_axis_that_is_not_there() -> None:
    with pytest.raises(ShapeError, match=r"x \(2, 3\) has no axis 2"):
        SizeLayer(axis=2).shape((2, 3))
    assert SizeLayer(axis=0).compute(1.5) == 1.0


def test_size_has_no_gradient() -> None:
    assert SizeLayer().vjp(1.0, 6.0, np.ones((2, 3)), wanted=(True,)) == (None,)


def test_a_stop_passes_values_and_no_gradient() -> None:
    assert StopGradient().compute(3.0) == 3.0
    assert StopGradient().vjp(np.inf, 3.0, 3.0, wanted=(True,)) == (0.0,)


def test_gradcheck_calls_a_stop_meant(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "p.yaml"
    path.write_text("variables: {x: 0.3}\nnodes: {y: x + stop_gradient(round(x * 4) / 4 - x)}\n", encoding="utf-8")
    assert run(["gradcheck", str(path), "-f", "value"]) == 0
    assert capsys.readouterr().out == "meant\n"
    assert run(["backward", str(path), "-f", "value"]) == 0
    assert capsys.readouterr().out == "1.0\n"
