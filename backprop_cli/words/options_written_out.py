"""A rule with the options of a call written out, as one would type it: expand(dout, x, axis=0), with no axis=axis."""

import ast
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from backprop_cli.layers import SHELF
from backprop_cli.layers.rule_words import TYPED_WORDS


def options_written_out(rule: str, options: Mapping[str, Any]) -> str:
    """The rule with each option's value in the place of its name; one that a call has anyway is left out.

    options_written_out("softmax(x, axis=axis)", {"axis": 0}) is "softmax(x, axis=0)"; for an axis of -1 it is "softmax(x)".
    """
    return written(rule, tuple((name, repr(value)) for name, value in options.items())) if options and rule else rule


@lru_cache(maxsize=4096)
def written(rule: str, options: tuple[tuple[str, str], ...]) -> str:
    tree = ast.parse(rule, mode="eval")
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    if names.isdisjoint(name for name, _ in options):
        return rule
    return ast.unparse(OptionWriter({name: ast.parse(text, mode="eval").body for name, text in options}).visit(tree))


class OptionWriter(ast.NodeTransformer):
    """Puts trees in the place of names."""

    def __init__(self, values: Mapping[str, ast.expr]) -> None:
        self.values = values

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return self.values.get(node.id, node)

    def visit_BinOp(self, node: ast.BinOp) -> ast.expr:
        if isinstance(node.op, ast.Sub) and isinstance(node.right, ast.Name) and self.is_nothing(node.right.id):
            return self.visit(node.left)  # type: ignore[no-any-return]
        return self.generic_visit(node)  # type: ignore[return-value]

    def is_nothing(self, name: str) -> bool:
        """Whether an option is 0: a count less a ddof of 0 is the count."""
        return name in self.values and ast.unparse(self.values[name]) == "0"

    def visit_Call(self, node: ast.Call) -> ast.Call:
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        named = [ast.keyword(word.arg, self.visit(word.value)) for word in node.keywords if not self.is_default(name, word)]
        return ast.Call(node.func, [self.visit(argument) for argument in node.args], named)

    def is_default(self, called: str, word: ast.keyword) -> bool:
        """Whether an option has the value that the layer or word called has by itself."""
        kind = SHELF.get(called) or TYPED_WORDS.get(called)
        if kind is None or not isinstance(word.value, ast.Name) or word.value.id not in self.values:
            return False
        return ast.unparse(self.values[word.value.id]) == repr(kind.options.get(str(word.arg), ...))
