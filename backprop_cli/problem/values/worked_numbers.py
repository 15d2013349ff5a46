"""A number as it is worked out by hand: 1/3, (2 + 3) * 4, -0.5. Names, calls and powers are refused."""

import re
from math import isfinite

from backprop_cli.errors import ValueFault
from backprop_cli.problem.values.notation import NUMBER, quoted
from backprop_cli.problem.values.numbers import number

MOST_CHARACTERS = 200
MOST_OPERATIONS = 20
TOKEN = re.compile(r"\s*(?:((?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?(?![\w.]))|([-+*/()]))")
IN_GENERAL = "an answer is a number, or numbers joined by + - * / and parentheses"


def worked_number(text: str) -> float:
    """The number that a text means: a number, or numbers joined by + - * /, parentheses and signs. Raises ValueFault."""
    if NUMBER.fullmatch(text):
        return number(text)
    tokens = pieces_of_sum(text) if len(text) <= MOST_CHARACTERS else []
    if not tokens:
        raise refused_sum(text.strip())
    return WorkedSum(text, tokens).total()


def pieces_of_sum(text: str) -> list[str]:
    """The numbers and signs of a text; none where it holds anything else."""
    tokens: list[str] = []
    match = TOKEN.match(text)
    end = 0
    while match:
        tokens.append(match[1] or match[2])
        end = match.end()
        match = TOKEN.match(text, end)
    return [] if text[end:].strip() else tokens


def refused_sum(text: str) -> ValueFault:
    """Why a text is no number; what values elsewhere may not be, and answers may, is not said of it."""
    if len(text) > MOST_CHARACTERS:
        return ValueFault(f"{quoted(text)} is longer than {MOST_CHARACTERS} characters", hint=IN_GENERAL)
    from backprop_cli.problem.values.number_repairs import misread

    return misread(text)


class WorkedSum:
    """Works out the tokens of one text from left to right: terms of factors, a factor in parentheses a sum of its own."""

    def __init__(self, text: str, tokens: list[str]) -> None:
        self.text = text
        self.tokens = [*tokens, ""]
        self.at = 0
        self.operations = 0

    def total(self) -> float:
        value = self.terms()
        if self.tokens[self.at]:
            raise self.fault("cannot be worked out")
        if self.operations > MOST_OPERATIONS:
            raise self.fault(f"holds more than {MOST_OPERATIONS} operations")
        if not isfinite(value):
            raise self.fault("is too large for a float64")
        return value

    def takes(self, signs: str) -> str:
        """The next token where it is one of these signs, which is then done with; else nothing."""
        token = self.tokens[self.at]
        if not token or token not in signs:
            return ""
        self.at += 1
        return token

    def terms(self) -> float:
        value = self.factors()
        while sign := self.takes("+-"):
            self.operations += 1
            value = value + self.factors() if sign == "+" else value - self.factors()
        return value

    def factors(self) -> float:
        value = self.factor()
        while sign := self.takes("*/"):
            self.operations += 1
            other = self.factor()
            if sign == "/" and not other:
                raise self.fault("divides by 0")
            value = value * other if sign == "*" else value / other
        return value

    def factor(self) -> float:
        if sign := self.takes("+-"):
            value = self.factor()
            return -value if sign == "-" else value
        if self.takes("("):
            value = self.terms()
            if not self.takes(")"):
                raise self.fault("cannot be worked out")
            return value
        token = self.tokens[self.at]
        if not token or token in "*/)":
            raise self.fault("cannot be worked out")
        self.at += 1
        return number(token)

    def fault(self, reason: str) -> ValueFault:
        return ValueFault(f"{quoted(self.text)} {reason}", hint=IN_GENERAL)
