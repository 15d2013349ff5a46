"""A rule with its numbers put in: `[[1  2]] @ [[5  6]]`, which a student redoes by hand."""

import ast
from collections.abc import Mapping
from contextlib import nullcontext
from typing import Any

from backprop_cli.engine import quiet
from backprop_cli.errors import BpcalcError
from backprop_cli.layers import maths
from backprop_cli.layers.maths import Value
from backprop_cli.report.blocks import Formula, Piece, bracketed, formula, height, lowered, sign_for
from backprop_cli.report.number_text import inserted
from backprop_cli.report.rows import Style
from backprop_cli.words.syntax import NotInWords, tree
from backprop_cli.words.values import MEANINGS, value_of_words

SIGNS: dict[type, tuple[str, int]] = {
    ast.Add: ("+", 1), ast.Sub: ("-", 1), ast.Mult: ("×", 2), ast.Div: ("/", 2), ast.MatMult: ("@", 2), ast.Pow: ("**", 4),
    ast.Lt: ("<", 0), ast.LtE: ("<=", 0), ast.Gt: (">", 0), ast.GtE: (">=", 0), ast.Eq: ("==", 0), ast.NotEq: ("!=", 0),
}  # fmt: skip
UNARY, ATOM = 3, 9
SHOWN = (
    "softmax",
    "log_softmax",
    "sigmoid",
    "unfold",
    "layer_norm",
    "batch_norm",
)  # results within a rule that a reader wants to see by name
MISFITS = (NotInWords, BpcalcError, TypeError, ValueError, IndexError, AttributeError)  # what a problem wrote need not fit
Part = tuple[Formula, int]  # a formula, and how tightly its outermost operator binds


def with_numbers(rule: str, values: Mapping[str, Any], style: Style, yours: bool = False) -> Formula | None:
    """The rule with `values` in the place of its words; None where one of the words has no value here.

    yours: the rule is a problem's own, whose functions may not be the shelf's; then no call is shown as its result.
    """
    try:
        with nullcontext() if all(map(is_float, values.values())) else quiet():
            return Writer(values, style, {} if yours else MEANINGS).written(tree(rule))[0]
    except MISFITS:
        return None


def is_float(value: Any) -> bool:
    return not hasattr(value, "dtype")


class Writer:
    """Walks the tree of a rule and sets its values and signs side by side."""

    def __init__(self, values: Mapping[str, Any], style: Style, meanings: Mapping[str, Any]) -> None:
        self.values = values
        self.style = style
        self.meanings = meanings

    def written(self, node: ast.expr) -> Part:
        match node:
            case ast.Constant():
                return formula(str(node.value)), ATOM
            case ast.Name() | ast.Attribute() | ast.Subscript():
                return self.value(node)
            case ast.BinOp():
                return self.binary(node.op, node.left, node.right)
            case ast.Compare(ops=[op], comparators=[right]):
                return self.binary(op, node.left, right)
            case ast.UnaryOp(op=ast.USub()):
                return formula("-", self.operand(node.operand, UNARY + 1)), UNARY
            case ast.Call(func=ast.Name(id=name)):
                return self.value(node) if name in self.meanings else (self.call(node, name), ATOM)
        raise NotInWords

    def value(self, node: ast.expr) -> Part:
        value = value_of_words(node, self.values)
        if isinstance(value, (int, float)):
            value = float(value)
        elif not maths.is_array(value) or not hasattr(value, "dtype"):
            return formula(str(value)), ATOM
        block = inserted(value, self.style)
        return formula(block), UNARY if block[0].startswith("-") else ATOM

    def operand(self, node: ast.expr, binding: int) -> Formula:
        parts, own = self.written(node)
        return bracketed(parts) if own < binding else parts

    def binary(self, op: ast.AST, left: ast.expr, right: ast.expr) -> Part:
        spelling, binding = SIGNS.get(type(op), ("", 0))
        if not spelling:
            raise NotInWords
        power = spelling == "**"
        first = self.operand(left, ATOM if power else binding)
        second = self.operand(right, binding + 1 if isinstance(right, ast.BinOp) else ATOM)
        return formula(first, sign_for(self.style.sign(spelling)), second), binding

    def call(self, node: ast.Call, name: str) -> Formula:
        arguments = [self.written(argument)[0] for argument in node.args]
        arguments += [formula(f"{keyword.arg}=", self.written(keyword.value)[0]) for keyword in node.keywords]
        parts: list[Formula | Piece] = [Piece(f"{name}(")]
        level = 0  # what follows an array stands level with its last line
        for index, argument in enumerate(arguments):
            parts += [Piece(", ", level)] if index else []
            if height(argument) > 1:
                parts, level = [*parts, argument], height(argument) - 1
            else:
                parts.append(lowered(argument, level))
        return formula(*parts, Piece(")", level))


def results_within(rule: str, values: Mapping[str, Any]) -> list[tuple[str, Value]]:
    """The calls within a rule whose results a reader wants to see, each with its value: softmax(x)."""
    try:
        calls = {ast.unparse(node): node for node in ast.walk(tree(rule)) if is_shown(node)}
        return [(text, value_of_words(call, values)) for text, call in calls.items()]
    except MISFITS:
        return []


def is_shown(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SHOWN
