"""A whole expression, repaired at all places at once: what was meant, as it can be pasted; only what the tool then reads counts."""

import ast
from collections.abc import Callable, Mapping

from backprop_cli.problem.expression.parsing import parsed
from backprop_cli.problem.foreign.names import recipe_table, spellings
from backprop_cli.problem.foreign.rewriting import Rewriter, Unknown
from backprop_cli.problem.foreign.spelling import Speller
from backprop_cli.problem.foreign.tokens import Unreadable
from backprop_cli.problem.layer_names import Maker

LONGEST = 200  # characters of an expression that is repaired, and of what comes out


class Repair:
    """Repairs the expressions of one entry. makers: the layers by name; reads: whether the tool takes a text as an expression."""

    def __init__(self, makers: Mapping[str, Maker], is_variable: Callable[[str], bool], reads: Callable[[str], bool]) -> None:
        self.makers = makers
        self.is_variable = is_variable
        self.reads = reads

    def readings(self, text: str) -> list[str]:
        """What a text can mean, the likeliest first; nothing where it is not understood, or is right as it stands."""
        if len(text) > LONGEST:
            return []
        ways = ((True, False), (False, False), (True, True))
        found = dict.fromkeys(reading for wide, along in ways if (reading := self.reading(text, wide, along)))
        return [reading for reading in found if reading != text]

    def reading(self, text: str, wide: bool, along: bool) -> str | None:
        try:
            speller = Speller(text, self.is_variable, self.is_function, wide)
            tree = parsed(speller.python())
            truths = any(sign in text for sign in ("&", "|", "∧", "∨"))
            meant = ast.unparse(ast.fix_missing_locations(Rewriter(self.makers, self.is_variable, truths, along).visit(tree)))
        except (Unreadable, Unknown, SyntaxError, RecursionError, ValueError):
            return None
        if speller.glued and not self.knows(meant):
            return None  # two words side by side, of which one is unknown, are no product for certain
        return meant if len(meant) <= LONGEST and self.reads(meant) else None

    def knows(self, text: str) -> bool:
        """Whether every name in a text is one of the problem's, or is called."""
        tree = list(ast.walk(ast.parse(text, mode="eval")))
        called = {id(node.func) for node in tree if isinstance(node, ast.Call)}
        return all(
            self.is_variable(node.id) or node.id == "pi" for node in tree if isinstance(node, ast.Name) and id(node) not in called
        )

    def is_function(self, name: str) -> bool:
        return any(key in self.makers or key in recipe_table()[0] for key in spellings(name))
