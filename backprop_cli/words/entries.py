"""One entry of a rule as an expression of single numbers: with names, `X[0,0]·dout[0,1] + …`, and with numbers, `0·2 + …`.

words/index_sums.py makes these from rules. Texts are made when they are asked for: a sum may have a million terms.
"""

import operator
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from backprop_cli.layers import maths
from backprop_cli.layers.maths import Value
from backprop_cli.words.syntax import ATOM, COMPARISON, POWER, PRODUCT, SIGN, SUM, Said

FIRST = 3  # of a sum that is too long to be written whole: so many terms, how many more, and the last
COMPUTED: dict[str, Callable[[Any, Any], Value]] = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "/": maths.divide, "**": maths.power, "@": operator.matmul,
    "<": lambda x, y: maths.where(x < y, 1.0, 0.0), "<=": lambda x, y: maths.where(x <= y, 1.0, 0.0),
    ">": lambda x, y: maths.where(x > y, 1.0, 0.0), ">=": lambda x, y: maths.where(x >= y, 1.0, 0.0),
    "==": lambda x, y: maths.where(x == y, 1.0, 0.0), "!=": lambda x, y: maths.where(x != y, 1.0, 0.0),
}  # fmt: skip


class Writing(NamedTuple):
    """How an entry is written.

    number: writes a number; None: names stand in the place of the numbers. more: what stands for so many terms that are left out
    of a sum of more than `most`. times: the sign of a product.
    """

    number: Callable[[float], str] | None = None
    more: Callable[[int], str] = lambda count: "…"
    times: str = "·"
    most: float = 12


BY_NAME = Writing()


class Term(ABC):
    """A number that a rule comes to at one index, and the words and numbers that it is made of."""

    value: float
    tight = False  # whether products are written without blanks round their sign: nothing in them has a blank inside

    @abstractmethod
    def written(self, how: Writing, tight: bool | None = None) -> Said:
        """The text, and how tightly its outermost operator binds. tight: as the product is that this one is a part of."""

    def text(self, how: Writing) -> str:
        return self.written(how)[0]

    def pieces(self, how: Writing) -> list[str]:
        """The texts of the terms, the first FIRST and the last of too many; " + " goes between them."""
        return [self.text(how)]

    def within(self, how: Writing, binding: int, tight: bool | None = None) -> str:
        """As an operand: in parentheses where it binds less tightly than `binding`."""
        text, own = self.written(how, tight)
        return text if own >= binding else f"({text})"

    def behind(self, how: Writing, binding: int, tight: bool | None = None) -> str:
        """As an operand behind a sign, where nothing may begin with a minus."""
        text = self.within(how, binding, tight)
        return f"({text})" if text.startswith("-") else text


class Leaf(Term):
    """A number with a name: an entry of an array, `W[0,1]`, or what a function of arrays comes to, `softmax(x)[0,1]`."""

    def __init__(self, name: str, value: float) -> None:
        self.name = name
        self.value = value
        self.tight = " " not in name

    def written(self, how: Writing, tight: bool | None = None) -> Said:
        return self.named(how) if how.number is None else bound(how.number(self.value))

    def named(self, how: Writing) -> Said:
        return bound(self.name)


def bound(text: str) -> Said:
    """In a product and in a power a negative number stands in parentheses."""
    return text, SUM if text.startswith("-") else ATOM


class Compared(Leaf):
    """A comparison of two numbers, which is 1 or 0."""

    def __init__(self, sign: str, left: Term, right: Term) -> None:
        super().__init__(sign, float(COMPUTED[sign](left.value, right.value)))
        self.sides = left, right
        self.tight = False

    def named(self, how: Writing) -> Said:
        return f" {self.name} ".join(side.within(how, COMPARISON + 1) for side in self.sides), COMPARISON


class Called(Leaf):
    """A function of numbers, exp(x[0,1]). options: what else stands between the parentheses."""

    def __init__(self, name: str, arguments: Sequence[Term], value: float, options: str = "") -> None:
        super().__init__(name, value)
        self.arguments = arguments
        self.options = options
        self.tight = len(arguments) == 1 and isinstance(arguments[0], Leaf) and arguments[0].tight and not options

    def named(self, how: Writing) -> Said:
        return f"{self.name}({', '.join(argument.text(how) for argument in self.arguments)}{self.options})", ATOM


class Negative(Term):
    def __init__(self, operand: Term) -> None:
        self.operand = operand
        self.value = -operand.value
        self.tight = operand.tight

    def written(self, how: Writing, tight: bool | None = None) -> Said:
        return f"-{self.operand.within(how, POWER)}", SIGN


class Operation(Term):
    """Two numbers and the sign between them, as Python writes it."""

    def __init__(self, sign: str, left: Term, right: Term) -> None:
        self.sign = sign
        self.left = left
        self.right = right
        self.value = COMPUTED[sign](left.value, right.value)
        self.tight = sign == "*" and left.tight and right.tight

    def written(self, how: Writing, tight: bool | None = None) -> Said:
        if self.sign == "**":
            return f"{self.left.within(how, ATOM)} ** {self.right.within(how, ATOM)}", POWER
        if self.sign in "+-":
            return f"{self.left.within(how, SUM)} {self.sign} {self.right.behind(how, SUM + 1)}", SUM
        whole = self.tight if tight is None else tight
        sign = (how.times if whole else f" {how.times} ") if self.sign == "*" else " / "
        behind = self.right.behind(how, PRODUCT + (self.sign == "/"), whole)
        return f"{self.left.within(how, PRODUCT, whole)}{sign}{behind}", PRODUCT


class WhereTerm(Called):
    """where(condition, yes, no): with names whole, with numbers as the branch that was chosen. Whatever is not 0 holds."""

    def __init__(self, condition: Term, yes: Term, no: Term) -> None:
        self.chosen = yes if condition.value != 0.0 else no
        super().__init__("where", (condition, yes, no), self.chosen.value)

    def written(self, how: Writing, tight: bool | None = None) -> Said:
        return self.named(how) if how.number is None else self.chosen.written(how)


class TermSum(Term):
    """Terms, each made when it is asked for."""

    def __init__(self, count: int, term: Callable[[int], Term], value: float) -> None:
        self.count = count
        self.term = term
        self.value = value

    def written(self, how: Writing, tight: bool | None = None) -> Said:
        return " + ".join(self.pieces(how)), SUM

    def pieces(self, how: Writing) -> list[str]:
        if self.count <= how.most:
            return [self.piece(how, k) for k in range(self.count)]
        first = [self.piece(how, k) for k in range(FIRST)]
        return [*first, how.more(self.count - FIRST - 1), self.piece(how, self.count - 1)]

    def piece(self, how: Writing, k: int) -> str:
        term = self.term(k)
        return term.behind(how, SUM + 1) if k else term.within(how, SUM)


class UnevenSum(TermSum):
    """A sum beside which others have more terms or fewer, so that a sum of such is not one sum."""


def sum_of_terms(count: int, term: Callable[[int], Term], value: float, kind: type[TermSum] = TermSum) -> Term:
    """The sum of `count` terms, which are all alike: a sum of sums is one sum, a sum of one its term, of none 0."""
    if not count:
        return Leaf("0", 0.0)
    first = term(0)
    if isinstance(first, TermSum) and not isinstance(first, UnevenSum):
        each = first.count
        return kind(count * each, lambda k: Terms(term(k // each))[k % each], value)
    return first if count == 1 else kind(count, term, value)


class Terms:
    """The terms of an entry: those of a sum, or itself alone."""

    def __init__(self, entry: Term) -> None:
        self.entry = entry

    def __len__(self) -> int:
        return self.entry.count if isinstance(self.entry, TermSum) else 1

    def __getitem__(self, k: int) -> Term:
        return self.entry.term(k) if isinstance(self.entry, TermSum) else self.entry
