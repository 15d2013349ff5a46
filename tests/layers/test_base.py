"""Layers by hand, broadcasting and its undoing, and what a new layer needs."""

from typing import Any

import numpy as np
import pytest

from backprop_cli import engine
from backprop_cli.errors import ShapeError
from backprop_cli.graph import Graph
from backprop_cli.layers import BY_CLASS_NAME, SHELF, Elementwise, Layer, maths
from backprop_cli.layers.base import broadcast, by_hand, index_text, scalar, stretched, unbroadcast
from backprop_cli.layers.maths import Value


@pytest.fixture
def bent() -> Any:
    """A new layer, as somebody might add it: it joins the shelf, and leaves it after the test."""

    before = dict(SHELF), dict(BY_CLASS_NAME)

    class Bent(Elementwise):
        """Bent is a tanh that takes its time."""

        name, symbol = "bent", "bent"
        formula = "x / (1 + abs(x))"
        rules = {"x": "1 / (1 + abs(x)) ** 2"}
        samples = ((1.5,), ([-0.75, 2.0],))

        def compute(self, x: Value) -> Value:
            return x / (1.0 + maths.absolute(x))

        def partials(self, out: Value, x: Value) -> tuple[Value]:
            return (1.0 / (1.0 + maths.absolute(x)) ** 2,)

    yield Bent
    for shelf, kept in zip((SHELF, BY_CLASS_NAME), before, strict=True):
        shelf.clear()
        shelf.update(kept)


def test_a_new_layer_is_one_class(bent: type[Layer]) -> None:
    assert SHELF["bent"] is BY_CLASS_NAME["Bent"] is bent
    assert bent.inputs == ("x",)
    assert bent.options == {}
    layer = bent()
    assert layer.forward(-3.0) == -0.75
    assert layer.backward() == 0.0625
    np.testing.assert_array_equal(layer.forward([1.0, -3.0]), [0.5, -0.75])
    np.testing.assert_array_equal(layer.backward([2.0, 16.0]), [0.5, 1.0])


def test_the_signature_is_the_list_of_inputs() -> None:
    assert SHELF["affine"].inputs == ("x", "W", "b")
    assert SHELF["where"].inputs == ("c", "x", "y")
    assert SHELF["concat"].variadic
    assert SHELF["concat"]().input_names(3) == ("x1", "x2", "x3")
    assert SHELF["sum"].options == {"axis": None, "keepdims": False}
    assert SHELF["affine"].options == {}


def test_two_passes_by_hand_through_two_layers_are_the_books_apples() -> None:
    apple_price, price = BY_CLASS_NAME["MulLayer"](), BY_CLASS_NAME["MulLayer"]()
    assert price.forward(apple_price.forward(100, 2), 1.1) == 220.00000000000003
    dapple_price, dtax = price.backward(1)
    assert apple_price.backward(dapple_price) == (2.2, 110.00000000000001)
    assert dtax == 200.0


def test_backward_by_hand_leaves_the_upstream_gradient_alone() -> None:
    dout = np.array([1.0, 2.0, 3.0])
    relu = BY_CLASS_NAME["Relu"]()
    relu.forward(np.array([-1.0, 0.0, 5.0]))
    np.testing.assert_array_equal(relu.backward(dout), [0.0, 0.0, 3.0])
    np.testing.assert_array_equal(dout, [1.0, 2.0, 3.0])


def test_what_backward_returns_is_nobody_elses() -> None:
    add, dout, x = BY_CLASS_NAME["AddLayer"](), np.ones(2), np.array([1.0, 2.0])
    add.forward(x, x)
    add.backward(dout)[0][:] = 9.0
    np.testing.assert_array_equal(dout, [1.0, 1.0])
    np.testing.assert_array_equal(x, [1.0, 2.0])


def test_an_upstream_gradient_of_another_shape_is_refused() -> None:
    relu = BY_CLASS_NAME["Relu"]()
    relu.forward([1.0, -1.0])
    with pytest.raises(ShapeError, match=r"dout \(3,\) must have the shape of out, \(2,\)"):
        relu.backward([1.0, 2.0, 3.0])
    np.testing.assert_array_equal(relu.backward(2), [2.0, 0.0])


def test_shapes_are_checked_by_hand_too() -> None:
    with pytest.raises(ShapeError):
        BY_CLASS_NAME["AddLayer"]().forward([1.0, 2.0], [1.0, 2.0, 3.0])


@pytest.mark.parametrize(
    ("given", "kind"), [(3, float), (True, float), (np.float32(1.5), float), (np.array(2), float), (2j, complex)]
)
def test_numbers_by_hand_become_floats(given: Any, kind: type) -> None:
    assert type(by_hand(given)) is kind


def test_arrays_by_hand_become_float64_copies() -> None:
    given = np.array([1, 2])
    assert by_hand(given).dtype == np.float64
    floats = np.array([1.0, 2.0])
    assert not np.shares_memory(by_hand(floats), floats)


@pytest.mark.parametrize(
    ("shape", "axes"), [((2, 3, 4), ()), ((3, 4), (0,)), ((4,), (0, 1)), ((2, 1, 4), (1,)), ((1, 1), (0, 1, 2)), ((), (0, 1, 2))]
)
def test_a_broadcast_is_undone_by_adding_up(shape: tuple[int, ...], axes: tuple[int, ...]) -> None:
    gradient = np.random.default_rng(0).normal(size=(2, 3, 4))
    out = unbroadcast(gradient, shape)
    assert np.shape(out) == shape
    assert stretched((2, 3, 4), shape) == axes
    np.testing.assert_allclose(np.ravel(out), np.ravel(gradient.sum(axis=axes)), rtol=1e-14)


def test_broadcast_names_the_shapes() -> None:
    assert broadcast((2, 1), (3,)) == (2, 3)
    assert broadcast((0,), (1,)) == (0,)
    with pytest.raises(ShapeError, match=r"the shapes \(2,\) and \(3,\) do not broadcast"):
        broadcast((2,), (3,))


def test_a_single_number_is_a_python_float() -> None:
    assert type(scalar(np.float64(1.5))) is float
    assert type(scalar(np.array(1.5))) is float
    assert scalar(np.array([1.5])).shape == (1,)


UNREACHED = [
    ("where", (1.0, 3.0, 5.0), 2),
    ("where", (0.0, 3.0, 5.0), 1),
    ("relu", (-2.0,), 0),
    ("maximum", (1.0, 2.0), 0),
    ("minimum", (1.0, 2.0), 1),
]


@pytest.mark.parametrize("upstream", [np.inf, np.nan])
@pytest.mark.parametrize(("name", "xs", "argument"), UNREACHED)
@pytest.mark.parametrize("arrays", [False, True])
def test_what_was_not_chosen_gets_0_from_any_upstream(
    name: str, xs: tuple[float, ...], argument: int, upstream: float, arrays: bool
) -> None:
    """0 × inf would be nan, on the engine's way for floats as well as for arrays."""
    values = [np.array([x]) for x in xs] if arrays else list(xs)
    names = [f"x{i}" for i in range(len(xs))]
    numbers = {name: i for i, name in enumerate([*names, "out"])}
    graph = Graph([*names, "out"], numbers, (len(xs), 0, 0), values, [SHELF[name]()], [tuple(range(len(xs)))], [""], [0])
    graph.scalar = not arrays
    gradients = engine.backward(graph, engine.forward(graph), len(xs), np.array([upstream]) if arrays else upstream)
    assert gradients[argument] == 0.0


def test_the_options_of_a_new_layer_are_the_keywords_of_its_init() -> None:
    class Scaled(Elementwise):
        def __init__(self, start: float = 0.0, *, by: float = 2.0) -> None:
            self.start, self.by = start, by

        def compute(self, x: Value) -> Value:
            return self.start + self.by * x

    assert Scaled.options == {"by": 2.0}
    assert Scaled(by=3.0).option_values() == {"by": 3.0}
    assert Scaled.inputs == ("x",)
    assert not Scaled.variadic


def test_a_new_layer_of_any_number_of_inputs_is_known_by_its_star() -> None:
    class Total(Layer):
        def compute(self, *xs: Value) -> Value:
            return sum(xs)

    assert Total.variadic
    assert Total.inputs == ()
    assert Total().input_names(2) == ("x1", "x2")


def test_an_index_follows_its_name_and_a_number_has_none():
    assert [index_text(index) for index in ((0, 1), (2,), (), None)] == ["[0,1]", "[2]", "", ""]
