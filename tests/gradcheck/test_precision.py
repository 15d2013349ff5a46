"""What a number is in each precision, and in which of them code computes."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from backprop_cli.gradcheck.precision import PRECISIONS, precision_of
from backprop_cli.gradcheck.random_numbers import RandomNumbers
from backprop_cli.layers.activation import Sigmoid
from backprop_cli.python_layers.load import load_layers

CODE = """
import numpy as np
class Open:
    kind = np.float32
    def forward(self, x):
        return np.tanh(x.astype(self.kind))
    def backward(self, dout):
        return dout
class OpenHalf(Open):
    kind = np.float16
class Hidden(Open):
    def forward(self, x):
        return super().forward(x).astype(np.float64)
class HiddenHalf(Hidden):
    kind = np.float16
class Double(Open):
    kind = np.float64
class Brain(Open):
    def forward(self, x):
        return (np.tanh(x).astype(np.float32).view(np.uint32) & 0xFFFF0000).astype(np.uint32).view(np.float32).astype(float)
"""


@pytest.fixture(scope="module")
def layers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    path = Path(tmp_path_factory.mktemp("code")) / "mine.py"
    path.write_text(CODE, encoding="utf-8")
    return {layer.__name__: layer for layer in load_layers(str(path))}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Open", "float32"), ("Hidden", "float32"), ("OpenHalf", "float16"), ("HiddenHalf", "float16"), ("Double", "float64"),
        ("Brain", "bfloat16"),
    ],
)  # fmt: skip
def test_the_precision_of_code(layers: dict[str, Any], name: str, kind: str) -> None:
    layer, x = layers[name](), RandomNumbers(1).like(np.empty(40))
    assert precision_of(layer, [x], layer.compute(x), (True,), RandomNumbers(0)).name == kind


def test_what_is_asked_for_counts_where_it_is_coarser(layers: dict[str, Any]) -> None:
    layer, x = layers["Open"](), np.ones(3)
    layer.precision = "bfloat16"
    assert precision_of(layer, [x], x, (True,), RandomNumbers(0)).name == "bfloat16"


def test_the_shelf_computes_in_float64() -> None:
    assert precision_of(Sigmoid(), [1.0], 0.5, (True,), RandomNumbers(0)).name == "float64"


@pytest.mark.parametrize("name", PRECISIONS)
def test_what_is_held_stays_as_it_is_when_it_is_rounded_again(name: str) -> None:
    precision, x = PRECISIONS[name], RandomNumbers(0).like(np.empty(100))
    held = precision.held(x)
    assert held.dtype == np.float64
    assert np.array_equal(precision.held(held), held)
    assert (abs(held - x) <= precision.unit(x) / 2.0).all()
    assert (held == x).all() == (name == "float64")


def test_a_number_that_the_precision_cannot_hold_stays() -> None:
    assert PRECISIONS["float16"].held(1e-12) == 1e-12
    assert PRECISIONS["float16"].held(1e6) == 1e6
    assert PRECISIONS["float16"].held(0.1) == float(np.float16(0.1))
    assert type(PRECISIONS["float32"].rounded(0.1)) is float


@pytest.mark.parametrize(
    ("name", "x", "unit"),
    [("float32", 1.0, 2.0**-23), ("float16", 3.0, 2.0**-9), ("bfloat16", -4.5, 2.0**-5), ("float16", 0.0, 2.0**-24)],
)
def test_the_unit_in_the_last_place(name: str, x: float, unit: float) -> None:
    assert PRECISIONS[name].unit(np.array([x])).tolist() == [unit]
