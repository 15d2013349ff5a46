"""The walk over a rule: parentheses only where they are needed, and a word for what cannot be said."""

import ast

import pytest

from backprop_cli.layers import SHELF
from backprop_cli.words.syntax import ATOM, Language, NotInWords, Said, tree


class Plain(Language):
    """The rule itself again, with as few parentheses as its meaning allows."""

    def number(self, value: float) -> Said:
        return f"{value:g}", ATOM

    def word(self, name: str) -> Said:
        raise NotInWords(name)

    def operation(self, sign: str, binding: int, left: ast.expr, right: ast.expr) -> Said:
        return f"{self.within(left, binding)} {sign} {self.within(right, binding + 1)}", binding

    def call(self, name: str, arguments: list[ast.expr], options: list[ast.keyword]) -> Said:
        return f"{name}({', '.join(self.said(argument)[0] for argument in arguments)})", ATOM


PLAIN = Plain({"x": "x", "y": "y", "dout": "dout", "out": "out"})


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("((x)) * (y)", "x * y"),
        ("(x + y) * x", "(x + y) * x"),
        ("x - (y - x)", "x - (y - x)"),
        ("(x - y) - x", "x - y - x"),
        ("-(x + y)", "-(x + y)"),
        ("exp((x)) / 2", "exp(x) / 2"),
    ],
)
def test_parentheses_stand_where_the_meaning_needs_them(rule: str, said: str) -> None:
    assert PLAIN.say(rule) == said


@pytest.mark.parametrize("rule", ["x +", "z", "[x]", "x if y else x", "lambda: x", "True"])
def test_what_is_no_rule_is_not_said(rule: str) -> None:
    with pytest.raises(NotInWords):
        PLAIN.say(rule)


def test_every_rule_of_the_shelf_has_a_tree() -> None:
    rules = [rule for kind in SHELF.values() for rule in (kind.formula, *kind.rules.values())]
    assert all(isinstance(tree(rule), ast.expr) for rule in rules if rule)
