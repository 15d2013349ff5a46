"""The options of a layer call, from Python's tree or from YAML: numbers, True, False, None, whole numbers in a row, an index."""

import ast
import types
from typing import Any

from backprop_cli.errors import BpcalcError, ExpressionError, LayerError, ValueFault
from backprop_cli.problem.values.numbers import number
from backprop_cli.source import Listing, Mapping, Tree

WORDS = {"true": True, "True": True, "false": False, "False": False, "null": None, "None": None, "~": None}
WHAT_OPTIONS_ARE = "an option is a number, True, False, None, or a row of whole numbers: axis=(0, 1)"
LARGEST_WHOLE = 2**63  # beyond it no axis and no size can be, and Python would print thousands of digits
WHAT_AN_INDEX_IS = "an index is made of whole numbers, slices, ... and None: A[0], A[:, 1:3], A[..., None]"


def as_option(node: ast.expr) -> Any:
    """The value of an option in an expression. Raises ExpressionError."""
    if isinstance(node, ast.Tuple | ast.List):
        return tuple(as_part(element) for element in node.elts)
    sign, constant = signed(node)
    if type(constant) is int and constant >= LARGEST_WHOLE:
        raise ExpressionError("this whole number is too large for an option", hint=WHAT_OPTIONS_ARE)
    if type(constant) in (int, float):
        return sign * constant
    if isinstance(node, ast.Constant) and (isinstance(constant, bool) or constant is None):
        return constant
    raise ExpressionError("this is no value for an option", hint=WHAT_OPTIONS_ARE)


def as_part(node: ast.expr) -> Any:
    """A whole number, or what else an index holds, as rules print it: scatter(dout, x, index=(0, slice(None, 2, None)))."""
    match node:
        case ast.Call(func=ast.Name(id="slice"), args=[_, _, _] as parts, keywords=[]):
            ends = [None if isinstance(part, ast.Constant) and part.value is None else part for part in parts]
            return as_slice(ast.Slice(*ends))
        case ast.Name(id="Ellipsis"):
            return ...
        case ast.Constant(value=None):
            return None
    return as_whole(node, WHAT_OPTIONS_ARE)


def as_whole(node: ast.expr, hint: str) -> int:
    sign, constant = signed(node)
    if type(constant) is int and constant < LARGEST_WHOLE:
        return sign * constant
    raise ExpressionError("a whole number belongs here", hint=hint)


def signed(node: ast.expr) -> tuple[int, Any]:
    """The sign before a constant, and the constant; an ellipsis for what is none."""
    sign = 1
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.UAdd | ast.USub):
        sign, node = (-1 if isinstance(node.op, ast.USub) else 1), node.operand
    return sign, node.value if isinstance(node, ast.Constant) else ...


def as_index(node: ast.expr) -> tuple[Any, ...]:
    """The index of a subscript: x[0], x[:, 1:3], x[..., None]. Raises ExpressionError."""
    return tuple(map(as_subscript, node.elts if isinstance(node, ast.Tuple) else [node]))


def as_subscript(node: ast.expr) -> Any:
    """One subscript: a whole number, a slice, ... or None."""
    match node:
        case ast.Slice():
            return as_slice(node)
        case ast.Constant(value=None) | ast.Constant(value=types.EllipsisType()):
            return node.value
    return as_whole(node, WHAT_AN_INDEX_IS)


def as_slice(node: ast.Slice) -> slice:
    parts = [None if part is None else as_whole(part, WHAT_AN_INDEX_IS) for part in (node.lower, node.upper, node.step)]
    return slice(*parts)


def from_tree(tree: Tree) -> Any:
    """The value of an option beside a layer call in YAML or JSON: `axis: 0`, `shape: [2, -1]`. Raises LayerError."""
    if isinstance(tree, Listing):
        return tuple(from_scalar(item) for item in tree.items)
    if isinstance(tree, str) and tree.startswith("(") and tree.endswith(")"):
        return from_text(tree)
    return from_scalar(tree)


def any_option(tree: Tree) -> Any:
    """The value of an option of strangers' code, which may be a text or a mapping as well: `{size: 2, mode: same}`."""
    if isinstance(tree, Mapping):
        return {key: any_option(value) for key, value in zip(tree.keys, tree.values, strict=True)}
    if isinstance(tree, Listing):
        return tuple(map(any_option, tree.items))
    try:
        return from_tree(tree)
    except BpcalcError:
        return tree


def from_text(text: str) -> Any:
    """A tuple as Python writes it: `axis: (0, 1)`."""
    try:
        return as_option(ast.parse(text, mode="eval").body)
    except (SyntaxError, RecursionError, MemoryError, ValueError, BpcalcError):
        raise LayerError("this is no value for an option", hint=WHAT_OPTIONS_ARE) from None


def from_scalar(tree: Tree) -> Any:
    if isinstance(tree, bool) or tree is None:
        return tree
    if isinstance(tree, str):
        if tree in WORDS:
            return WORDS[tree]
        try:
            tree = number(tree) if not tree.lstrip("+-").isdigit() or len(tree) > 18 else float(int(tree))
        except ValueFault as error:
            raise LayerError(error.message, hint=error.hint or WHAT_OPTIONS_ARE) from None
    if isinstance(tree, Mapping | Listing):
        raise LayerError("this is no value for an option", hint=WHAT_OPTIONS_ARE)
    return int(tree) if tree.is_integer() and abs(tree) < 2**53 else tree
