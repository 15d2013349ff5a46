"""The walk over a rule's syntax tree: which pieces a rule may have, and where parentheses go. A language says the pieces.

A rule is a Python expression of the inputs, the options, `out` and `dout`, as a layer's `formula` and `rules` hold it.
"""

import ast
from abc import ABC, abstractmethod
from collections.abc import Mapping
from functools import lru_cache

Said = tuple[str, int]  # a text, and how tightly its outermost operator binds
CHOICE, COMPARISON, SUM, PRODUCT, SIGN, POWER, ATOM = range(7)
OPERATORS: dict[type, tuple[str, int]] = {
    ast.Add: ("+", SUM), ast.Sub: ("-", SUM), ast.Mult: ("*", PRODUCT), ast.Div: ("/", PRODUCT), ast.MatMult: ("@", PRODUCT),
    ast.Pow: ("**", POWER), ast.Lt: ("<", COMPARISON), ast.LtE: ("<=", COMPARISON), ast.Gt: (">", COMPARISON),
    ast.GtE: (">=", COMPARISON), ast.Eq: ("==", COMPARISON), ast.NotEq: ("!=", COMPARISON),
}  # fmt: skip


class NotInWords(Exception):
    """A rule uses words that mean nothing here; its text is what cannot be said."""


@lru_cache(maxsize=1024)
def tree(rule: str) -> ast.expr:
    """The syntax tree of a rule. Raises NotInWords for what is no Python expression."""
    try:
        return ast.parse(rule, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise NotInWords(rule) from None


class Language(ABC):
    """Says a rule in one language; a subclass says the pieces: numbers, names, operators and calls."""

    def __init__(self, names: Mapping[str, str]) -> None:
        """names: what to write for the rule's own words, its inputs, options, `out` and `dout`."""
        self.names = names

    def say(self, rule: str) -> str:
        """The whole rule. Raises NotInWords where the language lacks a word of it."""
        try:
            return self.said(tree(rule))[0]
        except RecursionError:
            raise NotInWords(rule) from None

    def said(self, node: ast.expr) -> Said:
        """A part of the rule, and how tightly it binds."""
        match node:
            case ast.Constant(value=int() | float() as value) if not isinstance(value, bool):
                return self.number(float(value))
            case ast.Name(id=name):
                return (self.names[name], ATOM) if name in self.names else self.word(name)
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return self.negative(operand)
            case ast.BinOp(op=op, left=left, right=right) | ast.Compare(left=left, ops=[op], comparators=[right]):
                return self.operation(*OPERATORS.get(type(op), ("", ATOM)), left, right)
            case ast.Call(func=ast.Name(id=name), args=arguments, keywords=options):
                return self.call(name, arguments, options)
        raise NotInWords(ast.unparse(node))

    def within(self, node: ast.expr, binding: int) -> str:
        """A part as an operand: in parentheses where it binds less tightly than `binding`."""
        text, own = self.said(node)
        return text if own >= binding else f"({text})"

    def negative(self, operand: ast.expr) -> Said:
        return f"-{self.within(operand, POWER)}", SIGN

    @abstractmethod
    def number(self, value: float) -> Said:
        """A number that the rule itself holds."""

    @abstractmethod
    def word(self, name: str) -> Said:
        """A name that is no input: pi."""

    @abstractmethod
    def operation(self, sign: str, binding: int, left: ast.expr, right: ast.expr) -> Said:
        """Two operands and the sign that Python writes between them; "" for an operation that no rule has."""

    @abstractmethod
    def call(self, name: str, arguments: list[ast.expr], options: list[ast.keyword]) -> Said:
        """A function of some arguments."""
