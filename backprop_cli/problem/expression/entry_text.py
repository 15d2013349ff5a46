"""The text and tree of an entry: where a piece of it stands, and what is said where it is wrong."""

import ast
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from backprop_cli.errors import BpcalcError, ExpressionError
from backprop_cli.problem.draft import BROKEN
from backprop_cli.problem.expression.context import Context
from backprop_cli.problem.expression.parsing import Fault, Text

if TYPE_CHECKING:
    from backprop_cli.problem.foreign.advice import Advice


class Written:
    """The text of an entry `name: text`.

    bare: a name or a number alone will do. first: the reference that a call gets before its own inputs, in a chain.
    """

    def __init__(self, context: Context, name: str, place: int) -> None:
        self.context = context
        self.name = name
        self.place = place
        self.written = ""
        self.bare = False
        self.first: int | None = None

    def fault(self, kind: type[BpcalcError], message: str, node: Any, hint: str | None) -> int:
        """Note a fault at a node of the tree; the reference of what is broken."""
        place = self.context.source.inside(self.place, *self.text.span(node))
        self.context.faults.append(kind(message, place, hint))
        return BROKEN

    def fault_at(self, said: Fault) -> None:
        message, position, length, hint = said
        place = self.context.source.inside(self.place, position, length)
        self.context.faults.append(
            ExpressionError(message, place, self.advice.of_syntax(message, hint) if self.context.advises else hint)
        )

    def parse(self, text: str) -> ast.expr | None:
        """The tree of a text, None after a fault."""
        self.written = text
        self.__dict__.pop("advice", None)
        self.text = Text(text, self.fault_at)
        return self.text.tree

    @cached_property
    def advice(self) -> "Advice":
        from backprop_cli.problem.foreign.advice import Advice

        return Advice(self.context, self.name, self.written, self.place, self.reads)

    def advised(self, way: "Callable[[Advice], str | None]") -> str | None:
        """A hint; none while a repaired text is tried, where nobody sees it."""
        return way(self.advice) if self.context.advises else None

    def reads(self, text: str) -> bool:
        """Whether a text would be read without a fault in the place of this entry's."""
        raise NotImplementedError


def repaired_or(words: str | None, note: str = "") -> "Callable[[Advice], str | None]":
    return lambda advice: advice.repaired(words, note)
