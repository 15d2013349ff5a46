"""Docstrings, and what stands for them where Python strips them."""

import pytest

from backprop_cli.layers import SHELF, Layer
from backprop_cli.layers.arithmetic import MulLayer
from backprop_cli.report.docstrings import docstring, stripped


@pytest.mark.parametrize("layer", SHELF.values(), ids=SHELF)
def test_the_source_says_what_the_docstring_says(layer: type[Layer]) -> None:
    from inspect import cleandoc

    assert layer.__doc__
    assert stripped(layer.__module__)[layer.__name__] == cleandoc(layer.__doc__)


def test_a_docstring_is_preferred_and_one_that_is_nowhere_is_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    class Nowhere:
        __module__ = "no.such.module"

    assert docstring(MulLayer) == MulLayer.__doc__
    assert docstring(Nowhere) == ""
