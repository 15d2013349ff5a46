"""The pieces that expressions of any language are made of: numbers, names, raised digits, signs."""

import re
from typing import NamedTuple

RAISED = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+", strict=True))
PLAIN = {
    "×": "*", "·": "*", "⋅": "*", "∙": "*", "∗": "*", "÷": "/", "∕": "/", "−": "-", "–": "-", "—": "-", "≤": "<=", "⩽": "<=",
    "≥": ">=", "⩾": ">=", "≠": "!=", "½": " 0.5 ", "¼": " 0.25 ", "¾": " 0.75 ", "∧": " and ", "∨": " or ", "¬": " not ",
    "∑": " sum ", "√": " √ ", "‖": "||", "$": "", "₩": "", "€": "", "£": "", "¥": "",
}  # fmt: skip
SIGNS = {
    ".*": "*", "./": "/", ".^": "**", "^": "**", "&&": "and", "||": "or", "&": "and",
    "~=": "!=", "<>": "!=", "=<": "<=", "=>": ">=", "~": "not",
    "!": "not",
}  # fmt: skip
WORDS = {"if", "else", "and", "or", "not", "in", "is", "lambda", "for", "then"}
TOKEN = re.compile(
    r"(?P<number>0[xXbBoO]\w+|(?:\d[\d_]*(?:\.(?![*/^])\d*)?|\.\d+)(?:[eE][-+]?\d+)?)"
    r"|(?P<name>(?![⁰¹²³⁴⁵⁶⁷⁸⁹])[^\W\d](?:(?![⁰¹²³⁴⁵⁶⁷⁸⁹])\w)*)"
    r"|(?P<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺]+)"
    r"|(?P<sign>\*\*|//|<=|>=|=<|=>|==|!=|~=|<>|&&|\|\||\.\*|\./|\.\^|:=|\S)"
)


class Unreadable(Exception):
    """The text means nothing that is known here."""


class Item(NamedTuple):
    """A piece of an expression: an operand with all that belongs to it, or a sign."""

    kind: str  # "number", "raised", "name", "dotted", "group", "call", "sign"
    text: str
    near: bool = False  # whether no blank stands before it

    @property
    def operand(self) -> bool:
        return self.kind != "sign"


def after_name(items: list[Item]) -> list[Item]:
    """What stands behind `y =`."""
    return items[2:] if len(items) > 2 and items[0].kind == "name" and items[1].text == "=" else items


def split(items: list[Item], sign: str) -> list[list[Item]]:
    parts: list[list[Item]] = [[]]
    for item in items:
        if item.kind == "sign" and item.text == sign:
            parts.append([])
        else:
            parts[-1].append(item)
    return parts
