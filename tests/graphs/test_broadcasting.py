"""Arrays of every shape that NumPy lets meet: the gradients have each input's own shape, by the complex step on NumPy."""

from typing import Any

import numpy as np
import pytest

from tests.graphs.case import assert_holds, case
from tests.graphs.oracle import complex_step

SHAPES = [
    ((), (3,)), ((3,), ()), ((1,), ()), ((), (2, 3)), ((3,), (3,)), ((1,), (3,)), ((3,), (1,)), ((2, 3), (3,)), ((3,), (2, 3)),
    ((2, 1), (1, 3)), ((2, 1), (3,)), ((1, 1), (2, 3)), ((2, 3), (1, 1)), ((2, 3), (2, 1)), ((1, 3), (2, 1)), ((1, 1), ()),
    ((4, 1, 3), (2, 1)), ((2, 3), (4, 2, 3)), ((4, 2, 3), (1, 3)), ((1, 2, 1), (4, 1, 3)), ((1,), (1, 1, 1)),
]  # fmt: skip
OPERATORS = {
    "x + y": np.add, "x - y": np.subtract, "x * y": np.multiply, "x / y": np.divide, "x ** y": np.power,
    "maximum(x, y)": np.maximum, "minimum(x, y)": np.minimum,
}  # fmt: skip
PRODUCTS = [
    ((3,), (3,)), ((3,), (3, 2)), ((2, 3), (3,)), ((2, 3), (3, 4)), ((1, 3), (3, 1)), ((5, 2, 3), (3, 4)), ((2, 3), (5, 3, 4)),
    ((5, 2, 3), (5, 3, 4)), ((5, 1, 2, 3), (4, 3, 2)), ((3,), (5, 3, 2)), ((5, 2, 3), (3,)), ((1, 2, 3), (5, 3, 4)),
]  # fmt: skip
REDUCTIONS = ["", ", axis=0", ", axis=-1", ", axis=1, keepdims=True", ", axis=(0, 2)", ", axis=(-1, 0), keepdims=True",
              ", axis=(0, 1, 2)", ", keepdims=True"]  # fmt: skip
SUBSCRIPTS = ["[1]", "[-1]", "[0, 2]", "[:, 1]", "[1:]", "[:, ::2]", "[::-1]", "[0, 1:, -1]", "[:, :, 0]", "[1, 2, 3]",
              "[-2:, 0:3:2, 1:-1]"]  # fmt: skip
RANDOM = np.random.default_rng(42)


def draw(shape: tuple[int, ...]) -> Any:
    """Positive, away from 0 and 1, all different: powers are defined and nothing ties."""
    return RANDOM.permutation(np.linspace(0.4, 2.6, int(np.prod(shape)) + 1))[: int(np.prod(shape))].reshape(shape)


def assert_agrees(expression: str, function: Any, inputs: dict[str, Any]) -> None:
    value = function(**inputs)
    upstream = RANDOM.normal(size=np.shape(value))
    gradients = complex_step(function, inputs, upstream)
    assert_holds(case(expression, inputs, {"node": expression}, value, gradients, upstream=upstream))


@pytest.mark.parametrize("shapes", SHAPES, ids=str)
@pytest.mark.parametrize("expression", OPERATORS)
def test_operators(expression: str, shapes: tuple[tuple[int, ...], tuple[int, ...]]) -> None:
    operator = OPERATORS[expression]
    x, y = draw(shapes[0]), draw(shapes[1]) + 0.0123
    assert_agrees(expression, lambda x, y: operator(x, y), {"x": x, "y": y})


@pytest.mark.parametrize("shapes", PRODUCTS, ids=str)
def test_matrix_products(shapes: tuple[tuple[int, ...], tuple[int, ...]]) -> None:
    assert_agrees("x @ y", lambda x, y: np.matmul(x, y), {"x": draw(shapes[0]), "y": draw(shapes[1])})


@pytest.mark.parametrize("how", REDUCTIONS)
@pytest.mark.parametrize("name", ["sum", "mean", "max", "min"])
def test_reductions(name: str, how: str) -> None:
    keywords = eval(f"dict({how.strip(', ')})")
    assert_agrees(f"{name}(x{how})", lambda x: getattr(np, name)(x, **keywords), {"x": draw((2, 3, 4))})


@pytest.mark.parametrize("subscript", SUBSCRIPTS)
def test_subscripts(subscript: str) -> None:
    assert_agrees(f"x{subscript}", lambda x: eval(f"x{subscript}"), {"x": draw((2, 3, 4))})


@pytest.mark.parametrize("axes", [(0, 1, 2), (2, 1, 0), (1, 2, 0), (0, 2, 1), (-1, 0, 1)], ids=str)
def test_transposes(axes: tuple[int, ...]) -> None:
    assert_agrees(f"transpose(x, axes={axes})", lambda x: np.transpose(x, axes), {"x": draw((2, 3, 4))})


@pytest.mark.parametrize("axis", [0, 1, -1])
def test_concatenation_of_three(axis: int) -> None:
    shapes = [(2, 3, 4), (1, 3, 4), (3, 3, 4)] if axis == 0 else [(2, 3, 4), (2, 3, 4), (2, 3, 4)]
    inputs = dict(zip("abc", map(draw, shapes), strict=True))
    assert_agrees(f"concat(a, b, c, axis={axis})", lambda a, b, c: np.concatenate([a, b, c], axis=axis), inputs)


@pytest.mark.parametrize("shape", [(), (1,), (2, 1), (1, 3), (2, 3)], ids=str)
def test_a_name_that_feeds_many_nodes_of_many_shapes(shape: tuple[int, ...]) -> None:
    expression = "(x * A + x) / (B + x * x) - mean(x) * A + sum(x * B) * x"

    def function(x: Any, A: Any, B: Any) -> Any:
        return (x * A + x) / (B + x * x) - np.mean(x) * A + np.sum(x * B) * x

    assert_agrees(expression, function, {"x": draw(shape), "A": draw((2, 3)), "B": draw((3,))})


@pytest.mark.parametrize("shapes", [((3,), (2, 3)), ((), (2, 3)), ((2, 1), (3,)), ((2, 3), (1, 1))], ids=str)
def test_where_over_a_mask(shapes: tuple[tuple[int, ...], tuple[int, ...]]) -> None:
    x, y, mask = draw(shapes[0]), draw(shapes[1]), np.array([[1, 0, 1], [0, 0, 1]])
    value = np.where(mask, x, y)
    upstream = RANDOM.normal(size=(2, 3))
    gradients = complex_step(lambda x, y: np.where(mask, x, y), {"x": x, "y": y}, upstream)
    assert_holds(
        case("where", {"x": x, "y": y}, {"z": "where(c, x, y)"}, value, gradients, constants={"c": mask}, upstream=upstream)
    )
