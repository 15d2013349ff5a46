from typing import Any

import pytest

from backprop_cli.picture.scene import OPERATION
from backprop_cli.render import Style
from backprop_cli.render.picture.labels import Labels
from tests.picture.scenes import scene


def labels(problem: str, symbols: bool = False, style: Style | None = None, **choice: Any) -> Labels:
    return Labels(scene(problem, **choice), style or Style(), symbols)


def one(expression: str, **style: Any) -> str:
    """What stands in the node of one expression of x and y."""
    written = labels(f"variables: {{x: 3, y: 2}}\nnodes:\n  z: {expression}\n", style=Style(**style))
    (node,) = [item for item in written.scene.items if item.kind == OPERATION]
    return written.inside(node)


@pytest.mark.parametrize(
    ("expression", "inside"),
    [
        ("x * y", "×"), ("x * 2", "×2"), ("2 * x", "×2"), ("x * -1", "×-1"), ("1 + x", "+1"), ("x + -1", "+(-1)"), ("x ** 2", "**2"),
        ("2 ** x", "2**"), ("1 / x", "1/"), ("x / 2", "÷2"), ("x / y", "÷"), ("2 - x", "2-"), ("x - 2", "-2"), ("x - -2", "-(-2)"),
        ("-2 - x", "(-2)-"), ("maximum(x, 0)", "maximum(·, 0)"), ("exp(x)", "exp"), ("x > 0", ">0"), ("0 < x", "0<"), ("-x", "-"),
    ],
)  # fmt: skip
def test_literals_stand_inside_the_node(expression: str, inside: str) -> None:
    assert one(expression) == inside


def test_ascii_signs() -> None:
    assert one("2 * x", ascii=True) == "*2"
    assert one("1 / x", ascii=True) == "1/"
    assert one("maximum(x, 0)", ascii=True) == "maximum(., 0)"


def begins(written: Labels) -> list[str]:
    return [written.begins(item) for item in written.scene.items if item.kind != "output"]


def test_values_stand_with_the_names_of_named_nodes() -> None:
    assert begins(labels("apple")) == ["100", "2", "apple_price = 200", "1.1", "price = 220"]
    assert begins(labels("affine_batch")) == ["(2×2)", "(2×3)", "(3)", "Y (2×3)"]
    assert begins(labels("apple_orange", wrt=["apple"]))[3] == "450"  # orange_price, which is left out: its name stands there
    assert begins(labels("neuron"))[-4:] == ["4", "-3", "dot = 1", "f = 0.731059"]  # the sum's first part has no name of its own


def test_a_sum_of_contributions_is_shown_up_to_24_characters() -> None:
    assert labels("fan_out").total(0) == "4 + 4 + 3 = 11"
    text = "variables: {x: 0.3}\nnodes: {e: exp(2 * x), y: (e - 1) / (e + 1)}\n"
    written = labels(text)
    (e,) = [place for place, item in enumerate(written.scene.items) if item.name == "e"]
    assert written.total(e) == "0.251119"
    assert written.total(e, 99) == "0.354344 - 0.103225 = 0.251119"


def test_a_sum_waits_for_its_last_part() -> None:
    assert [labels("fan_out", step=step).total(0) for step in (2, 3)] == ["", "4 + 4 + 3 = 11"]
    assert labels("fan_out", forward_only=True).total(0) == ""


def returned(written: Labels) -> list[str]:
    return [written.returned(wire) for wire in written.scene.wires]


def test_rules_in_names_take_the_place_of_numbers() -> None:
    assert returned(labels("apple", symbols=True)) == [
        "∂L/∂apple_price · apple_num", "∂L/∂apple_price · apple", "∂L/∂price · tax", "∂L/∂price · apple_price", "1",
    ]  # fmt: skip
    assert returned(labels("affine_batch", symbols=True))[:2] == ["∂L/∂Y @ W.T", "X.T @ ∂L/∂Y"]
    assert labels("fan_out", symbols=True).total(0) == "∂L/∂x"


def test_blanks() -> None:
    written = labels("apple", blank=True)
    assert begins(written) == ["100", "2", "apple_price = ____", "1.1", "price = ____"]
    assert returned(written) == ["____", "____", "____", "____", "1"]
    assert labels("affine_batch", blank=True).value(3) == "(2×3)"
    assert labels("fan_out", blank=True).total(0) == "____"
