"""The layers that a problem can call, by every name that each goes by, and what is said of a name that is none."""

from typing import Any

import pytest

from backprop_cli.errors import LayerError
from backprop_cli.layers import SHELF
from backprop_cli.layers.activation import Relu
from backprop_cli.layers.arithmetic import MulLayer
from backprop_cli.layers.layout import Concat
from backprop_cli.problem.layer_names import LayerNames, check_inputs, operator_of, signature


class Times(MulLayer):
    """A layer that takes the place of another for one problem."""


@pytest.fixture
def names() -> LayerNames:
    return LayerNames()


@pytest.mark.parametrize("name", sorted(SHELF))
def test_every_layer_of_the_shelf_goes_by_both_its_names(name: str, names: LayerNames) -> None:
    assert names.find(name) is names.find(SHELF[name].__name__) is SHELF[name]


def test_what_replaces_a_layer_replaces_its_class_name_and_its_sign(names: LayerNames) -> None:
    names.put("mul", Times)
    assert names.find("mul") is names.find("MulLayer") is Times
    assert type(names.operators["*"]) is Times
    assert type(names.shelf_operators["*"]) is MulLayer


def clashes() -> list[tuple[str, str]]:
    """The options of layers that are the names of other layers."""
    return [(kind.name, option) for kind in SHELF.values() for option in kind.options if option in SHELF]


@pytest.mark.parametrize(("layer", "option"), clashes())
def test_an_option_with_the_name_of_a_layer_is_not_taken_for_it(layer: str, option: str, names: LayerNames) -> None:
    assert names.key_of([option, layer]) == names.key_of(["name", layer, option]) == 1
    assert names.key_of([option]) == 0
    assert names.key_of(["axis", option]) == 1
    assert names.key_of(["name", "axis"]) is None


def test_a_layer_with_the_same_options_is_made_once(names: LayerNames) -> None:
    one, again, other = (names.make(SHELF["sum"], {"axis": axis}) for axis in (0, 0, 1))
    assert one is again
    assert one is not other


@pytest.mark.parametrize(
    ("layer", "options", "message", "hint"),
    [
        ("sum", {"axsi": 0}, "sum has no option 'axsi'", "did you mean 'axis'?"),
        ("sum", {"q": 0}, "sum has no option 'q'", "it has axis=, keepdims="),
        ("exp", {"axis": 0}, "exp has no option 'axis'", "it has none"),
    ],
)
def test_an_option_that_there_is_not_is_answered_by_those_that_there_are(
    layer: str, options: dict[str, Any], message: str, hint: str, names: LayerNames
) -> None:
    with pytest.raises(LayerError) as found:
        names.make(SHELF[layer], options)
    assert (found.value.message, found.value.hint) == (message, hint)


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("sigmod", "did you mean 'sigmoid'?"),
        ("Qqqqq", "`bpcalc layers` lists what there is; one of your own is defined under layers:; classes of a Python file are taken by --layers FILE.py"),
        ("qqqqq", "`bpcalc layers` lists what there is; one of your own is defined under layers:"),
    ],
)  # fmt: skip
def test_an_unknown_layer_has_a_way_out(name: str, hint: str, names: LayerNames) -> None:
    with pytest.raises(LayerError) as found:
        names.find(name)
    assert (found.value.message, found.value.hint) == (f"no layer is called '{name}'", hint)


def test_of_a_broken_definition_and_of_unread_ones_nothing_is_called_unknown(names: LayerNames) -> None:
    names.broken.add("swish")
    assert names.is_broken("swish")
    assert not names.is_broken("qqqqq")
    names.unread = True
    assert names.is_broken("qqqqq")
    assert not names.is_broken("relu")


def test_a_layer_is_called_with_its_inputs_by_name() -> None:
    assert signature(SHELF["affine"]) == "affine(x, W, b)"
    assert signature(Concat) == "concat(a, b, …)"
    assert (operator_of(MulLayer), operator_of(SHELF["neg"]), operator_of(Relu)) == ("*", "neg", "")


@pytest.mark.parametrize(
    ("layer", "count", "in_chain", "message", "hint"),
    [
        ("mul", 1, False, "mul takes 2 inputs, not 1", "call it as mul(x, y)"),
        ("relu", 2, False, "relu takes 1 input, not 2", "call it as relu(x)"),
        ("affine", 4, True, "affine takes 3 inputs, not 4", "in a chain the value so far is its first input: affine(W, b)"),
        ("relu", 2, True, "relu takes 1 input, not 2", "in a chain write relu alone"),
        ("sum", 2, True, "sum takes 1 input, not 2", "in a chain write sum alone, or with its options: {sum: [], axis: 0}"),
    ],
)
def test_a_wrong_number_of_inputs_is_told_how_it_is_called(layer: str, count: int, in_chain: bool, message: str, hint: str) -> None:
    with pytest.raises(LayerError) as found:
        check_inputs(SHELF[layer], count, in_chain)
    assert (found.value.message, found.value.hint) == (message, hint)


@pytest.mark.parametrize(("layer", "most"), [("mul", 2), ("relu", 1), ("concat", 9)])
def test_a_layer_takes_the_number_of_its_inputs_and_concat_any(layer: str, most: int) -> None:
    def takes(count: int) -> bool:
        try:
            check_inputs(SHELF[layer], count)
        except LayerError:
            return False
        return True

    assert [count for count in range(1, 10) if takes(count)] == ([most] if layer != "concat" else list(range(1, 10)))
