"""check_gradients: what it takes, what it returns, and what it raises."""

import subprocess
import sys
from pathlib import Path
from typing import Any, get_args

import numpy as np
import pytest

from backprop_cli.cli.commands.gradcheck import METHODS, PRECISIONS
from backprop_cli.layers.arithmetic import MulLayer
from backprop_cli.layers.elementary import LogLayer
from backprop_cli.layers.layout import Concat
from backprop_cli.layers.linear import Affine
from backprop_cli.layers.loss import SoftmaxWithLoss
from backprop_cli.layers.softmax import Softmax
from backprop_cli.testing import Dtype, Method, check_gradients
from tests.readme import GUIDE, blocks


class Swish:
    def forward(self, x: Any) -> Any:
        self.x, self.s = x, 1 / (1 + np.exp(-x))
        return x * self.s

    def backward(self, dout: Any) -> Any:
        return dout * (self.s + self.x * self.s * (1 - self.s))


class WrongSwish(Swish):
    def backward(self, dout: Any) -> Any:
        return dout * self.s


class Scale:
    """An option, an input that is called as an option of check_gradients is, and a number with a gradient."""

    def __init__(self, power: int = 1) -> None:
        self.power = power

    def forward(self, x: Any, seed: Any, shift: Any) -> Any:
        self.given = x, seed
        return (x * seed) ** self.power + shift

    def backward(self, dout: Any) -> Any:
        x, seed = self.given
        inner = dout * self.power * (x * seed) ** (self.power - 1)
        return inner * seed, np.sum(inner * x)


class WrongScale(Scale):
    def backward(self, dout: Any) -> Any:
        return super().backward(dout)[0], np.sum(dout)


class Rounded(Swish):
    kinds: list[Any] = []

    def forward(self, x: Any) -> Any:
        self.kinds.append(x.dtype)
        return super().forward(x)


def cube_forward(x: Any) -> Any:
    return x**3, x


def cube_backward(dout: Any, cache: Any) -> Any:
    return 3 * cache**2 * dout


RIGHT = [
    (Swish, {"x": (3, 4)}, 12), (Swish, {"x": 3}, 1), (Swish, {"x": [1, 2]}, 2), (Swish, {"x": np.arange(3)}, 3), (Swish, {"x": ()}, 1),
    ((cube_forward, cube_backward), {"x": (2, 1, 2)}, 4), (MulLayer, {"x": 3, "y": 0.5}, 2),
    (Affine, {"x": (2, 3), "W": (3, 2), "b": (2,)}, 14), (Softmax(axis=0), {"x": (2, 2)}, 4), (Softmax, {"x": (2, 2), "axis": 0}, 4),
    (LogLayer, {"x": (4,)}, 4), (SoftmaxWithLoss, {"x": (2, 3), "t": np.array([0, 2])}, 6), (Concat, {"a": (2,), "b": (3,)}, 5),
]  # fmt: skip


@pytest.mark.parametrize(("layer", "inputs", "entries"), RIGHT)
def test_a_right_layer_passes_in_every_entry(layer: Any, inputs: dict[str, Any], entries: int) -> None:
    result = check_gradients(layer, **inputs)
    assert (result.verdict, len(result.checks), result.culprits) == ("pass", entries, [])


def test_a_wrong_one_raises_with_what_the_command_prints() -> None:
    with pytest.raises(AssertionError) as error:
        check_gradients(WrongSwish, x=(3,))
    lines = str(error.value).splitlines()
    assert lines[0] == "fail: a gradient is wrong"
    assert lines[1].startswith("layer WrongSwish at node out: backward for x[")
    assert any(line.startswith("x[0]  fail") for line in lines)


def test_inputs_take_names_that_are_options_and_options_of_the_layer_are_handed_on() -> None:
    result = check_gradients(Scale, x=(3,), shift=1.0, power=2, inputs={"seed": 2.0}, seed=5)
    assert ({check.name for check in result.checks}, result.seed) == ({"x", "seed"}, 5)


def test_beside_arrays_a_number_is_checked_if_it_has_a_gradient_and_a_whole_number_is_a_constant() -> None:
    with pytest.raises(AssertionError, match="backward for seed gives"):
        check_gradients(WrongScale, x=(3,), shift=1.0, inputs={"seed": 2.0})
    assert {check.name for check in check_gradients(WrongScale, x=(3,), shift=1, inputs={"seed": 2}).checks} == {"x"}


def test_options_of_the_check() -> None:
    by_seed = [check_gradients(Swish, x=(2,), seed=seed).checks[0].analytic for seed in (0, 1, 1)]
    assert by_seed[0] != by_seed[1] == by_seed[2]
    assert {check.method for check in check_gradients(Swish, x=(2,), method="central").checks} == {"central"}
    assert check_gradients(WrongSwish, x=(2,), tolerance=10.0).checks[0].verdict == "pass"
    check_gradients(Rounded, x=(2,), dtype="float32")
    assert np.dtype(np.float32) in Rounded.kinds


@pytest.mark.parametrize(
    ("inputs", "message"),
    [
        ({}, "x is missing: Swish takes x"), ({"x": 1, "y": 2}, "Swish has no input 'y': Swish takes x"),
        ({"x": (1.5, 2)}, r"x: a tuple is a shape"), ({"x": np.array(["a"])}, "x is ndarray, which is no number"),
    ],
)  # fmt: skip
def test_inputs_that_are_none(inputs: dict[str, Any], message: str) -> None:
    with pytest.raises(TypeError, match=message):
        check_gradients(Swish, **inputs)


def test_shapes_that_do_not_fit_a_layer_of_the_shelf() -> None:
    with pytest.raises(TypeError, match=r"W \(4, 2\)"):
        check_gradients(Affine, x=(2, 3), W=(4, 2), b=(2,))


def test_words_that_are_unknown() -> None:
    with pytest.raises(ValueError, match="'exact' is none of auto, complex, central, taylor"):
        check_gradients(Swish, x=1, method="exact")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="'half' is none of float64"):
        check_gradients(Swish, x=1, dtype="half")  # type: ignore[arg-type]


def test_its_words_are_those_of_the_command() -> None:
    assert (get_args(Method), get_args(Dtype)) == (METHODS, PRECISIONS)


def test_nothing_heavy_is_imported_before_it_is_called() -> None:
    code = "import sys, backprop_cli.testing; print([m for m in sys.modules if m.split('.')[0] in ('numpy', 'rich', 'typer', 'yaml')]); print([m for m in sys.modules if m.startswith('backprop_cli')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["[]", "['backprop_cli', 'backprop_cli.testing']"]


@pytest.mark.slow
def test_the_example_of_the_guide_runs_under_pytest(tmp_path: Path) -> None:
    (example,) = [block for block in blocks(GUIDE.read_text(encoding="utf-8")) if (block.file or "").startswith("test_")]
    (tmp_path / str(example.file)).write_text(example.body, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert (done.returncode, "1 passed, 1 xfailed" in done.stdout) == (0, True), done.stdout
