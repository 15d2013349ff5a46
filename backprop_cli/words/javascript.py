"""A layer's rules as JavaScript expressions of single numbers, which give what `compute` and `partials` give, inf and nan included.

They need the functions of HELPERS, and nothing else that a browser does not have.
"""

import ast
from collections.abc import Mapping
from math import inf, isfinite

from backprop_cli.layers import Layer
from backprop_cli.words.syntax import ATOM, CHOICE, COMPARISON, OPERATORS, Language, NotInWords, Said

# Math.pow(1, NaN) is NaN, and so is Math.pow(±1, Infinity); in C, in Python and in NumPy they are 1.
HELPERS = """\
const pow = (x, y) => x === 1 || (x === -1 && (y === Infinity || y === -Infinity)) ? 1 : Math.pow(x, y);
const sigmoid = x => x < -700 ? Math.exp(x) : 1 / (1 + Math.exp(-x));
const round = x => Math.abs(x - Math.trunc(x)) === 0.5 ? 2 * Math.round(x / 2) : Math.round(x);
const silu = x => x === -Infinity ? 0 : x * sigmoid(x);
const siluSlope = x => Math.abs(x) === Infinity ? (x > 0 ? 1 : 0) : sigmoid(x) * (1 + x * sigmoid(-x));
const softsign = x => Math.abs(x) === Infinity ? Math.sign(x) : x / (1 + Math.abs(x));
const softplus = x => (x < 0 ? 0 : x) + Math.log1p(Math.exp(-Math.abs(x)));
"""
MATH = (
    "abs", "acos", "asin", "atan", "ceil", "cos", "cosh", "exp", "expm1", "floor", "log", "log10", "log1p", "log2", "sign", "sin",
    "sinh", "sqrt", "tan", "tanh",
)  # fmt: skip
FUNCTIONS = {name: f"Math.{name}" for name in MATH} | {
    "maximum": "Math.max", "minimum": "Math.min", "logsumexp": "",  # of a single number it is the number
} | {name: name for name in ("round", "sigmoid", "silu", "softplus", "softsign")}  # fmt: skip
RULES_AT_ENDS = {  # where the rule in words is inf - inf or 0 × inf far out, and the layer is not
    "logsumexp": "({x} === -Infinity ? 0 : 1) * {dout}", "silu": "siluSlope({x})",
}  # fmt: skip
COMPARISONS = {"<": "<", "<=": "<=", ">": ">", ">=": ">=", "==": "===", "!=": "!=="}
OF_ITSELF = ("sum", "mean", "max", "min", "prod", "expand")  # of a single number it is the number
COUNTS = ("n", "batch", "size", "others")  # of a single number it is 1


def forward_code(layer: Layer, names: Mapping[str, str]) -> str:
    """A layer's forward rule. names: what to write for each of its inputs. Raises NotInWords.

    A function that JavaScript has is called, whatever the formula: exp(x) / (exp(x) + …) overflows where tanh does not.
    """
    if not layer.yours and layer.name in FUNCTIONS:
        return f"{FUNCTIONS[layer.name]}({', '.join(names[name] for name in layer.inputs)})"
    return JavaScript(with_options(layer, names)).say(layer.formula)


def backward_code(layer: Layer, argument: str, names: Mapping[str, str]) -> str:
    """The backward rule of one input. names: what to write for each input, `out` and `dout`. Raises NotInWords."""
    if not layer.yours and layer.name in RULES_AT_ENDS:
        return RULES_AT_ENDS[layer.name].format(**names)
    return JavaScript(with_options(layer, names)).say(layer.rules[argument])


def with_options(layer: Layer, names: Mapping[str, str]) -> dict[str, str]:
    """The names, and the layer's options by their values, where these are numbers."""
    options = layer.option_values().items()
    return {key: f"({literal(value)})" for key, value in options if type(value) in (int, float)} | dict(names)


def literal(value: float) -> str:
    """A number with all its digits."""
    if isfinite(value):
        return repr(float(value)).removesuffix(".0")
    return "NaN" if value != value else "Infinity" if value == inf else "-Infinity"


class JavaScript(Language):
    """Rules as expressions: a power is a call, a choice `?:`, and a comparison that is used as a number 1 or 0."""

    def number(self, value: float) -> Said:
        return literal(value), ATOM

    def word(self, name: str) -> Said:
        if name != "pi":
            raise NotInWords(name)
        return "Math.PI", ATOM

    def operation(self, sign: str, binding: int, left: ast.expr, right: ast.expr) -> Said:
        if sign == "**":
            return f"pow({self.said(left)[0]}, {self.said(right)[0]})", ATOM
        if sign in COMPARISONS:
            return f"{self.comparison(sign, left, right)} ? 1 : 0", CHOICE
        if sign not in ("+", "-", "*", "/"):
            raise NotInWords(sign or "an operator")
        return f"{self.within(left, binding)} {sign} {self.within(right, binding + 1)}", binding

    def comparison(self, sign: str, left: ast.expr, right: ast.expr) -> str:
        return f"{self.within(left, COMPARISON + 1)} {COMPARISONS[sign]} {self.within(right, COMPARISON + 1)}"

    def call(self, name: str, arguments: list[ast.expr], options: list[ast.keyword]) -> Said:
        match name, arguments:
            case "where", [condition, yes, no]:
                return f"{self.holds(condition)} ? {self.within(yes, COMPARISON)} : {self.within(no, CHOICE)}", CHOICE
            case _, [number, *_] if name in OF_ITSELF and not self.has_axis(options):
                return self.said(number)
        if name in COUNTS:
            return "1", ATOM
        if name not in FUNCTIONS:
            raise NotInWords(name)
        return f"{FUNCTIONS[name]}({', '.join(self.said(argument)[0] for argument in arguments)})", ATOM

    def has_axis(self, options: list[ast.keyword]) -> bool:
        """Whether an axis is named, as in softmax: a single number has none."""
        return any(isinstance(option.value, ast.Name) and option.value.id in self.names for option in options)

    def holds(self, condition: ast.expr) -> str:
        """A condition: whatever is not 0 holds, nan included, which JavaScript by itself takes for false."""
        match condition:
            case ast.Compare(left=left, ops=[op], comparators=[right]) if type(op) in OPERATORS:
                return self.comparison(OPERATORS[type(op)][0], left, right)
        return f"{self.within(condition, COMPARISON + 1)} !== 0"
