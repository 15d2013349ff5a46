"""What the words of a rule come to: the parts of it that are shown as their results (`W.T`, `softmax(x)`, `n(x)`)."""

import ast
from collections.abc import Callable, Mapping
from math import pi
from typing import Any

from backprop_cli.layers import SHELF, maths
from backprop_cli.layers.base import Shape
from backprop_cli.layers.maths import Value
from backprop_cli.layers.rule_words import TYPED_WORDS
from backprop_cli.words.syntax import NotInWords

CONSTANTS = {"pi": pi, "Ellipsis": ...}


def value_of_words(node: ast.AST, values: Mapping[str, Any]) -> Any:
    """The value of a name, an option, a transpose, a subscript, or a call of one of MEANINGS. Raises NotInWords for all else."""
    match node:
        case ast.Name(id=name) if name in values:
            return values[name]
        case ast.Name(id=name) if name in CONSTANTS:
            return CONSTANTS[name]
        case ast.Constant(value=value):
            return value
        case ast.Attribute(value=inner, attr="T"):
            return transposed(value_of_words(inner, values))
        case ast.Subscript(value=inner, slice=index):
            return value_of_words(inner, values)[indices(index, values)]
        case ast.UnaryOp(op=ast.USub(), operand=inner):
            return -value_of_words(inner, values)
        case ast.Tuple(elts=elements):
            return tuple(value_of_words(element, values) for element in elements)
        case ast.Call(func=ast.Name(id=name)) if name in MEANINGS:
            options = {str(keyword.arg): value_of_words(keyword.value, values) for keyword in node.keywords}
            return MEANINGS[name](*[value_of_words(argument, values) for argument in node.args], **options)
    raise NotInWords


def indices(node: ast.AST, values: Mapping[str, Any]) -> Any:
    """What stands between the brackets of a subscript."""
    if isinstance(node, ast.Slice):
        ends = (None if part is None else value_of_words(part, values) for part in (node.lower, node.upper, node.step))
        return slice(*ends)
    if isinstance(node, ast.Tuple):
        return tuple(indices(element, values) for element in node.elts)
    return value_of_words(node, values)


def transposed(x: Value) -> Value:
    return x.T if maths.is_array(x) else x


KINDS = {**TYPED_WORDS, **SHELF}


def by_layer(name: str) -> Callable[..., Value]:
    return lambda *xs, **options: KINDS[name](**options).compute(*[float(x) if isinstance(x, int) else x for x in xs])


def zeros_in_shape(x: Value) -> Value:
    return maths.numpy().zeros(x.shape) if maths.is_array(x) else 0.0


def reshape(x: Value, shape: Shape | int) -> Value:
    return maths.numpy().reshape(x, shape)


LAYERS = (
    "softmax", "log_softmax", "sigmoid", "transpose", "matrix_transpose", "unfold", "fold", "layer_norm", "batch_norm", "size",
)  # fmt: skip
MEANINGS: dict[str, Callable[..., Any]] = {
    **{name: by_layer(name) for name in (*LAYERS, *TYPED_WORDS)},
    "reshape": reshape, "slice": slice, "zeros": zeros_in_shape,
}  # fmt: skip
