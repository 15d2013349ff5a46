"""Named entries → a draft: an expression, a layer call, a step of a chain."""

import ast
from collections.abc import Sequence

from backprop_cli.errors import ExpressionError
from backprop_cli.layers.base import Layer
from backprop_cli.problem.draft import BROKEN, IDENTITY
from backprop_cli.problem.expression.context import Context
from backprop_cli.problem.expression.entry import AT_ROOT, Entry


class Compiler(Context):
    """Adds entries to the context's draft, in the order in which they have their references."""

    def node(self, name: str, text: str, place: int, bare: bool = False) -> int:
        """Add the entry `name: text`; its reference. bare: a name or a number alone will do."""
        entry = Entry(self, name, place)
        entry.bare = bare
        tree = entry.parse(text)
        if tree is None:
            return self.draft.add_broken(name, place)
        result = entry.compile(tree)
        if result in (AT_ROOT, BROKEN):
            return entry.finish(result)
        if bare:
            return self.draft.add_root(name, IDENTITY, (result,), entry.text.shown, place)
        hint = "write an operation, or use the value where it is needed"
        entry.fault(ExpressionError, "a bare name or number is no node", tree, hint)
        return self.draft.add_broken(name, place)

    def name(self, text: str, place: int) -> int:
        """The reference of a name that stands alone."""
        entry = Entry(self, text, place)
        tree = entry.parse(text)
        return BROKEN if tree is None else entry.compile(tree)

    def call(self, name: str, layer: Layer, arguments: Sequence[tuple[str, int] | int], text: str, place: int) -> int:
        """Add the entry `name: {layer: arguments}`; an argument is a reference, or an expression with its place."""
        entry = Entry(self, name, place)
        sources = tuple([argument if isinstance(argument, int) else entry.argument(*argument) for argument in arguments])
        if BROKEN in sources:
            return self.draft.add_broken(name, place)
        return entry.add_root(layer, sources, text)

    def way_out(self, name: str, layer: str, text: str, place: int, words: str | None) -> str | None:
        """The hint for a call of a layer that there is not, `name: {layer: …}`: what to write, with the user's own inputs."""
        entry = Entry(self, name, place)
        entry.written = text
        return entry.advice.of_call(layer, words)

    def step(self, name: str, text: str, place: int, first: int, first_name: str) -> int:
        """Add the step of a chain `name: layer(…)`, with the value so far as its first input."""
        entry = Entry(self, name, place)
        tree = entry.parse(text)
        if tree is not None and not isinstance(tree, ast.Call):
            entry.fault(
                ExpressionError, "a step of a chain is one layer", tree, "write Affine(W1, b1); the value so far is its first input"
            )
        opened = f"({first_name}, " if isinstance(tree, ast.Call) and (tree.args or tree.keywords) else f"({first_name}"
        entry.text.shown = entry.text.shown.replace("(", opened, 1)
        return entry.finish(entry.compile(tree, first) if isinstance(tree, ast.Call) else BROKEN)
