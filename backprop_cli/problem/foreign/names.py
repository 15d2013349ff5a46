"""Names that other libraries have → what computes the same here, or what to do instead."""

import ast
import re
from collections.abc import Sequence
from copy import deepcopy
from functools import lru_cache
from typing import Any

from backprop_cli.problem.foreign.recipes import NOTES, RECIPES
from backprop_cli.problem.foreign.words import WORDS

NOT_HERE = "`bpcalc layers` lists what there is; one of your own is defined under layers:"


@lru_cache(maxsize=1)
def recipe_table() -> tuple[dict[str, list[ast.Lambda]], dict[str, str]]:
    """Two tables by name: recipes (what to write, as a lambda), and words for names that have none."""
    recipes = {name: [parsed_recipe(row) for row in rows.split(" | ")] for names, rows in RECIPES.items() for name in names.split()}
    return recipes, {name: words for names, words in WORDS for name in names.split()}


def parsed_recipe(row: str) -> ast.Lambda:
    tree = ast.parse(f"lambda {row}", mode="eval").body
    assert isinstance(tree, ast.Lambda)
    return tree


def spellings(name: str) -> list[str]:
    """The names under which a table may have what is called NAME, NameLayer, name_loss or NAMELoss elsewhere."""
    snake = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name).lower()
    found = [name, name.lower(), snake, snake.removesuffix("_layer"), snake.removesuffix("_loss"), snake.replace("_", "")]
    return list(dict.fromkeys(found))


def recipe_with_inputs(row: ast.Lambda, inputs: Sequence[ast.expr], keywords: dict[str, ast.expr]) -> ast.expr | None:
    """A recipe with these inputs and options put in; None where it does not take them."""
    names = [argument.arg for argument in row.args.args]
    only = [argument.arg for argument in row.args.kwonlyargs]
    defaults = dict(zip(names[len(names) - len(row.args.defaults) :], row.args.defaults, strict=True))
    defaults |= {one.arg: value for one, value in zip(row.args.kwonlyargs, row.args.kw_defaults, strict=True) if value}
    given: dict[str, Any] = dict(keywords)
    for other, position in (("input", 0), ("x1", 0), ("a", 0), ("other", 1), ("x2", 1)):
        if other in given and other not in names and position < len(names):
            given[names[position]] = given.pop(other)
    if row.args.vararg:
        given |= {row.args.vararg.arg: inputs}
        defaults |= {
            argument.arg: value for argument, value in zip(row.args.kwonlyargs, row.args.kw_defaults, strict=True) if value
        }
    elif len(inputs) > len(names):
        if names[-1:] != ["axes"]:
            return None
        given |= dict(zip(names, [*inputs[: len(names) - 1], ast.Tuple(list(inputs[len(names) - 1 :]))], strict=True))
    else:
        given |= dict(zip(names, inputs, strict=False))
    given = {name: value for name, value in given.items() if not is_none(value) or name in defaults}
    wanted = {*names, *only, *([row.args.vararg.arg] if row.args.vararg else [])}
    if not given.keys() <= wanted or wanted - given.keys() - defaults.keys():
        return None
    return Filler({**defaults, **given}).visit(deepcopy(row.body))  # type: ignore[no-any-return]


def is_none(value: object) -> bool:
    return isinstance(value, ast.Constant) and value.value is None


class Filler(ast.NodeTransformer):
    """Puts values in for names; an axis of None and keepdims of False are left out."""

    def __init__(self, values: dict[str, Any]) -> None:
        self.values = values

    def visit_Name(self, node: ast.Name) -> Any:
        return deepcopy(self.values.get(node.id, node))

    def visit_Call(self, node: ast.Call) -> ast.Call:
        inputs: list[ast.expr] = []
        for one in node.args:
            inputs += self.visit(one.value) if isinstance(one, ast.Starred) else [self.visit(one)]
        words = {word.arg: self.visit(word.value) for word in node.keywords}
        if is_none(words.get("axis")) and isinstance(
            next((w.value for w in node.keywords if w.arg == "keepdims"), None), ast.Constant
        ):
            words.pop("keepdims")
        named = [ast.keyword(word, value) for word, value in words.items() if not is_none(value) and not is_false(value)]
        return ast.Call(node.func, inputs, named)


def is_ast_name(value: object) -> bool:
    return isinstance(value, ast.Name)


def is_false(value: object) -> bool:
    return isinstance(value, ast.Constant) and value.value is False


def known_elsewhere(name: str) -> bool:
    recipes, words = recipe_table()
    return any(key in recipes or key in words for key in spellings(name))


def note_on(name: str) -> str:
    return next((NOTES[key] for key in spellings(name) if key in NOTES), "")


def answer_in_words(name: str) -> str:
    """What is to be known of a name that another library has, where its inputs are not."""
    recipes, words = recipe_table()
    for key in spellings(name):
        if key in words:
            return words[key]
        if key in recipes:
            own, meant = by_itself(recipes[key][0])
            lead = f"{NOTES[key]}; " if key in NOTES else ""
            return f"{lead}{key}({', '.join(own)}) is {meant}"
    raise KeyError(name)


def by_itself(row: ast.Lambda) -> tuple[list[str], str]:
    """The inputs of a recipe, and the expression that it makes of them where no option is given."""
    own = [argument.arg for argument in row.args.args[: len(row.args.args) - len(row.args.defaults)]]
    own = ["a", "b"] if row.args.vararg else own
    meant = recipe_with_inputs(row, [ast.Name(one) for one in own], {})
    return own, ast.unparse(meant) if meant is not None else ""


def definition_in_words(name: str) -> str:
    """What to write where only the name of a layer can stand, as in a chain."""
    recipes, words = recipe_table()
    key = next((key for key in spellings(name) if key in recipes and key not in words), None)
    if key is None:
        return answer_in_words(name)
    own, meant = by_itself(recipes[key][0])
    called = re.fullmatch(r"(\w+)\((.*)\)", meant)
    if called and called[2] == ", ".join(own):
        return f"it is called {called[1]} here"
    return f"define it:\nlayers: {{{key}: {{inputs: [{', '.join(own)}], forward: '{meant}'}}}}" if own else answer_in_words(name)
