"""The text of an expression → Python's tree of it, within limits, with places in code points."""

import ast
import re
from collections.abc import Callable
from itertools import islice
from typing import Any

from backprop_cli.problem.expression import refusals
from backprop_cli.source.blanks import ONLY_UNDER_EXPECT, is_blank

MOST_CHARACTERS = 1_000_000
MOST_OPERATIONS = 1_000
MOST_PARENTHESES = 50
TOKENS = re.compile(r"\*\*|//|[<>=!]=|[-+*/%@<>(\[.~]|\b(?:not|and|or|if|lambda)\b")
GLUED = re.compile(r"[0-9a-fA-F.](?:if|else|and|or|in|is|not|for)")
BRACKETS = re.compile(r"[()\[\]]")
SPLIT_IT = "split it into several nodes"

Fault = tuple[str, int, int, str | None]  # message, position, length, hint


class Text:
    """An expression's text and its tree. Line ends count as blanks, one for one, so that positions stay.

    text: without the blanks around it; shift: how many stood before; shown: with single blanks; tree: None after a fault.
    """

    def __init__(self, value: str, report: Callable[[Fault], object]) -> None:
        flat = value.replace("\n", " ").replace("\t", " ").replace("\r", " ")
        self.text = flat.strip(" ")
        self.shift = len(flat) - len(flat.lstrip(" "))
        self.ascii = self.text.isascii()
        self.shown = " ".join(self.text.split(" ")) if "  " not in self.text else " ".join(self.text.split())
        self.tree: ast.expr | None = None
        faults = too_long(self.text) or a_blank(self.text) or list(refusals.odd_symbols(self.text)) or too_much(self.text)
        if not faults:
            try:
                self.tree = parsed(self.text)
            except SyntaxError as error:
                faults = [syntax_fault(self.text, error)]
            except (RecursionError, MemoryError, ValueError):
                faults = [("this expression is too deeply nested to be read", 0, 1, SPLIT_IT)]
        for message, position, length, hint in faults:
            report((message, self.shift + position, length, hint))

    def span(self, node: Any) -> tuple[int, int]:
        """Where a node of the tree starts in the value, and its length, in code points: `ast` counts the bytes of UTF-8."""
        start, end = node.col_offset, node.end_col_offset
        if not self.ascii:
            data = self.text.encode()
            start, end = len(data[:start].decode()), len(data[:end].decode())
        return self.shift + start, end - start

    def piece(self, node: Any) -> str:
        """The text of a node of the tree, as it is written."""
        start, length = self.span(node)
        return self.text[start - self.shift : start - self.shift + length]


def parsed(text: str) -> ast.expr:
    """Python's tree of a text. Of `2if x else y` Python warns on stderr by itself, which is no way to speak to a user."""
    if not GLUED.search(text):
        return ast.parse(text, mode="eval").body
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return ast.parse(text, mode="eval").body


def too_long(text: str) -> list[Fault]:
    """The fault of a text that is too long: of a name of ten million letters Python's parser makes several copies."""
    much = len(text) > MOST_CHARACTERS
    return [(f"more than {MOST_CHARACTERS:,} characters in one expression", 0, 1, SPLIT_IT)] if much else []


def a_blank(text: str) -> list[Fault]:
    return [(ONLY_UNDER_EXPECT, 0, len(text), "write the expression")] if is_blank(text) else []


def too_much(text: str) -> list[Fault]:
    """The fault of a text that is empty, or more than Python's parser can bear, whose stack is of fixed size."""
    if not text:
        return [("the expression is empty", 0, 1, "write one: apple * apple_num")]
    if text.count("(") + text.count("[") > MOST_PARENTHESES:
        deep = too_deep(text)
        if deep is not None:
            return [(f"more than {MOST_PARENTHESES} nested parentheses", deep, 1, SPLIT_IT)]
    if len(text) > MOST_OPERATIONS:
        tokens = [found.start() for found in islice(TOKENS.finditer(text), 3 * MOST_OPERATIONS + 1)]
        if len(tokens) > 3 * MOST_OPERATIONS:
            return [(f"more than {MOST_OPERATIONS} operations in one expression", tokens[MOST_OPERATIONS], 1, SPLIT_IT)]
    return []


def too_deep(text: str) -> int | None:
    """The position of the first bracket that is nested too deep, None where none is."""
    depth = 0
    for found in BRACKETS.finditer(text):
        depth += 1 if found.group() in "([" else -1
        if depth > MOST_PARENTHESES:
            return found.start()
    return None


def syntax_fault(text: str, error: SyntaxError) -> Fault:
    """Python's syntax error in our words, at the place where the text goes wrong."""
    known = (
        refusals.unbalanced(text) or refusals.missing_operator(text) or refusals.missing_operand(text) or refusals.assignment(text)
    )
    if known is not None:
        return known
    # An error counts characters, where nodes count bytes; of a text that ends too early Python 3.11 says 0.
    position = min(max((error.offset or len(text)) - 1, 0), max(len(text) - 1, 0))
    return "this is not a complete expression", position, 1, "an expression reads like (a + b) * c or sigmoid(x)"
