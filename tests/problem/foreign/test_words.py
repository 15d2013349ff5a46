"""The words of our own printed rules are explained where they are typed, and no name is answered that the shelf has."""

import pytest

from backprop_cli.layers import SHELF
from backprop_cli.problem.foreign.recipes import CONSTANTS, NOTES, RECIPES
from backprop_cli.problem.foreign.words import RULE_WORDS, WORDS
from tests.problems import faults


def test_no_name_that_the_shelf_has_is_answered_as_another_librarys() -> None:
    names = [name for names in [*RECIPES, *(names for names, _ in WORDS)] for name in names.split()]
    gained = [name for name in names if name in SHELF]
    assert not gained, "the shelf has these now: take them out of foreign/recipes.py and foreign/words.py"
    assert not [name for name in RULE_WORDS if name in SHELF], "a layer needs no explanation: take it out of RULE_WORDS"
    assert len(names) == len(set(names)) or {name for name in names if names.count(name) > 1} <= BOTH
    assert set(NOTES) <= set(names)
    assert CONSTANTS["pi"] == "pi"


BOTH = {"array", "asarray", "tensor", "as_tensor", "constant"}  # of a value they are the value itself, of a list they make one


@pytest.mark.parametrize("word", RULE_WORDS)
def test_the_words_of_our_own_rules_are_explained_where_they_are_typed(word: str) -> None:
    for text in (f"{word}(x)", f"x * {word}"):
        (fault,) = faults(f"variables: {{x: 2}}\nnodes: {{q: {text}}}\n")
        assert f"{word} of a rule" in (fault.hint or "") or f"{word}(" in (fault.hint or "") or "zeros" in (fault.hint or "")


def test_the_words_of_the_printed_rules_are_all_explained_or_layers() -> None:
    import ast

    for layer in SHELF.values():
        rules = [layer.formula, *layer.rules.values()]
        for rule in filter(None, rules):
            names = {node.id for node in ast.walk(ast.parse(rule.replace("*xs", "xs"))) if isinstance(node, ast.Name)}
            assert names - set(SHELF) - set(layer.inputs) - set(layer.options) - {"xs", "pi"} <= set(RULE_WORDS), (layer.name, rule)
