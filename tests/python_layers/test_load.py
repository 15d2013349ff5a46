"""What of a Python file becomes a layer: its classes and pairs of functions, and those that it imports."""

from pathlib import Path

import pytest

from backprop_cli.errors import LayerError
from backprop_cli.python_layers.load import load_layers
from tests.python_layers.book import BOOK, written


def test_every_class_and_every_pair_of_the_file_is_a_layer(tmp_path: Path) -> None:
    code = (
        "from math import sin\nfrom collections import OrderedDict\n"
        + BOOK
        + "\nclass Helper:\n    pass\ndef other_forward(x):\n    return x, x\n"
    )
    layers = load_layers(written(tmp_path, code))
    assert [(cls.name, cls.inputs) for cls in layers] == [
        ("mul", ("x", "y")), ("relu", ("x",)), ("affine", ("x", "W", "b")), ("softmax_with_loss", ("x", "t")), ("scale", ("x", "factor"))
    ]  # fmt: skip
    assert all(cls.yours and not cls.analytic for cls in layers)


SWISH = "class Swish:\n    def forward(self, x):\n        return 2 * x\n    def backward(self, dout):\n        return 2 * dout + missing\n"


def test_what_the_file_imports_counts_as_its_own(tmp_path: Path) -> None:
    pair = "def cube_forward(x):\n    return x ** 3, x\n\ndef cube_backward(dout, cache):\n    return dout * 3 * cache ** 2 + missing\n"
    written(tmp_path, SWISH + pair, "imported_ops.py")
    layers = load_layers(written(tmp_path, "from imported_ops import Swish, cube_forward, cube_backward\n"))
    assert [(cls.name, cls.inputs) for cls in layers] == [("Swish", ("x",)), ("cube", ("x",))]
    for cls, line in zip(layers, (5, 10), strict=True):
        with pytest.raises(LayerError, match=rf"imported_ops\.py:{line}\) raised NameError"):  # not a line of the file that imports
            cls().vjp(1.0, 2.0, 2.0, wanted=(True,))


def test_neither_our_layers_nor_bases_of_others_count_as_imported(tmp_path: Path) -> None:
    written(tmp_path, SWISH + "class Alone(Swish):\n    pass\n", "bases_of.py")
    imports = "from bases_of import Swish, Alone\nfrom backprop_cli.layers.activation import Relu, Sigmoid\n"
    assert [cls.name for cls in load_layers(written(tmp_path, imports))] == ["Alone"]
    assert [cls.name for cls in load_layers(written(tmp_path, imports + "class My(Alone):\n    pass\n", "mine_too.py"))] == ["My"]
    own = SWISH + "class Second(Swish):\n    pass\n"
    assert [cls.name for cls in load_layers(written(tmp_path, own, "own_bases.py"))] == ["Swish", "Second"]


def test_a_file_without_class_or_pair_has_no_layers(tmp_path: Path) -> None:
    with pytest.raises(LayerError, match="has no layers"):
        load_layers(written(tmp_path, "def f(x):\n    return x\n"))
