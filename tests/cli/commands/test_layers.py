"""`bpcalc layers`: the shelf."""

import pytest

from backprop_cli.layers import BY_CLASS_NAME, SHELF
from tests.cli.running import bpcalc


def test_every_layer_is_listed() -> None:
    ran = bpcalc("layers")
    assert (ran.code, ran.err) == (0, "")
    for name in SHELF:
        assert name in ran.out


@pytest.mark.parametrize("name", ["sigmoid", "Sigmoid"])
def test_a_layer_by_either_name(name: str) -> None:
    ran = bpcalc("layers", name)
    assert (ran.code, ran.err) == (0, "")
    assert "sigmoid" in ran.out
    assert ran.out == bpcalc("layers", BY_CLASS_NAME["Sigmoid"].name).out


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("cot", "cot(x) is cos(x) / sin(x)"),
        ("n", "n(x) of a rule is"),
        ("sigmod", "did you mean 'sigmoid'?"),
        ("sort", "there is no such layer"),
        ("qq", "lists them"),
    ],
)
def test_a_name_that_is_no_layers_is_answered(name: str, hint: str) -> None:
    ran = bpcalc("layers", name)
    assert (ran.code, ran.out) == (2, "")
    assert hint in ran.err
