r"""Rules, and names and numbers, as LaTeX for a formula: `out * (1 - out)` → `h \cdot (1 - h)`, `W[0,1]` → `W_{0,1}`.

The result needs the package amsmath, and where `needs_a_font` says so XeLaTeX or LuaLaTeX as well.
"""

import ast
import re
from collections.abc import Mapping

from backprop_cli.words.put_in import is_number
from backprop_cli.words.syntax import ATOM, COMPARISON, OPERATORS, POWER, PRODUCT, SIGN, SUM, Language, NotInWords, Said

GREEK = dict(
    zip(
        "αβγδεζηθικλμνξπρσςτυφχψωϵϑϕϖϱΓΔΘΛΞΠΣΥΦΨΩµ",
        (
            "alpha beta gamma delta varepsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma varsigma tau upsilon varphi "
            "chi psi omega epsilon vartheta phi varpi varrho Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega mu"
        ).split(),
        strict=True,
    )
)
LATIN = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΧο", "ABEZHIKMNOPTXo", strict=True))  # Greek letters that TeX writes as the Latin ones
ESCAPED = {character: rf"\{character}" for character in "{}$&#%_"} | {
    "\\": r"\ensuremath{\backslash}", "^": r"\ensuremath{\wedge}", "~": r"\ensuremath{\sim}",
}  # fmt: skip
COMPARED = {"<": "<", "<=": r"\le", ">": ">", ">=": r"\ge", "==": "=", "!=": r"\ne"}
OPERATORS_OF_TEX = {
    "exp": r"\exp", "log": r"\log", "sin": r"\sin", "cos": r"\cos", "tanh": r"\tanh", "max": r"\max", "min": r"\min",
    "maximum": r"\max", "minimum": r"\min",
}  # fmt: skip
BETWEEN = {"+": " + ", "-": " - ", "*": r" \cdot ", "@": r"\,"}
WORDS = {"pi": r"\pi", "inf": r"\infty", "nan": r"\mathrm{nan}"}
INNER = re.compile(r"(?<![\w.])[^\W\d]\w*(?:\.\d+)+|…")  # what is no Python: price.1, and the dots of a sum that is cut short


def latex_name(name: str) -> str:
    """A name: one letter plain, a longer one in italics, what the fonts of TeX lack as text; an entry with its index."""
    found = re.fullmatch(r"(.+)\[([\d,\s]+)\]", name)
    if found:
        return f"{latex_name(found[1])}_{{{found[2]}}}"
    if is_number(name):
        return latex_number(name)
    if needs_a_font(name) or name in ESCAPED:
        return upright(name)
    return letter(name).removesuffix("{}") if len(name) == 1 else rf"\mathit{{{''.join(map(letter, name))}}}"


def letter(character: str) -> str:
    """A character inside a name; the braces keep a command from what follows."""
    return rf"\{GREEK[character]}{{}}" if character in GREEK else LATIN.get(character, ESCAPED.get(character, character))


def upright(name: str) -> str:
    return rf"\text{{{''.join(ESCAPED.get(character, character) for character in name)}}}"


def needs_a_font(text: str) -> bool:
    """Whether it has letters that pdfLaTeX lacks: it stops at 사과."""
    return not all(character.isascii() or character in GREEK or character in LATIN for character in text)


def latex_number(text: str) -> str:
    r"""A number as it was rounded: 1e-9 → 10^{-9}, 2.5e20 → 2.5 \cdot 10^{20}."""
    return number_said(text)[0]


def number_said(text: str) -> Said:
    """A number that is negative binds like a sum: as a factor it stands in parentheses."""
    sign, digits = ("-", text[1:]) if text.startswith("-") else ("", text)
    mantissa, e, exponent = digits.partition("e")
    if digits in WORDS or not e:
        return f"{sign}{WORDS.get(digits, digits)}", SUM if sign else ATOM
    power = f"10^{{{int(exponent)}}}"
    if mantissa == "1":
        return f"{sign}{power}", SUM if sign else POWER
    return rf"{sign}{mantissa} \cdot {power}", SUM if sign else PRODUCT


def latex_derivative(above: str, below: str) -> str:
    r"""∂above/∂below as a fraction of two names."""
    return rf"\frac{{{partial(above)}}}{{{partial(below)}}}"


def partial(name: str) -> str:
    text = latex_name(name)
    return rf"\partial\,{text}" if text.startswith((r"\mathit", r"\text")) else rf"\partial {text}"


def latex_rule(rule: str, names: Mapping[str, str] = {}) -> str:
    """A rule, a formula, or what an entry of one is made of. names: to be put in for its words. Raises NotInWords."""
    rule = rule.replace("·", "*").replace("×", "*")
    inner = {f"inner_{place}_": text for place, text in enumerate(dict.fromkeys(INNER.findall(rule)))}
    for word, text in inner.items():
        rule = re.sub(rf"(?<![\w.]){re.escape(text)}(?![\w.])", word, rule)
    return Latex({**names, **inner}).say(rule)


class Latex(Language):
    """Rules as formulas: a division is a fraction, a power an exponent, a product of matrices two names side by side.

    names: what to put in for a rule's words, as it is typed, not yet in LaTeX.
    """

    def said(self, node: ast.expr) -> Said:
        match node:
            case ast.Name(id=name) if name in self.names:
                text = self.names[name]
                return (r"\dots", ATOM) if text == "…" else number_said(text) if is_number(text) else (latex_name(text), ATOM)
            case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() | float() as value)):
                return self.number(-value)
            case ast.Attribute(value=inner, attr="T"):
                return rf"{self.within(inner, ATOM)}^{{\top}}", POWER
            case ast.Subscript(value=inner, slice=index):
                return f"{self.within(inner, ATOM)}_{{{self.index(index)}}}", ATOM
            case ast.Tuple(elts=elements):
                return f"({self.listed(elements)}{',' * (len(elements) == 1)})", ATOM
            case ast.Starred(value=inner):
                return self.said(inner)
            case ast.Constant(value=bool() | None as value):
                return rf"\mathrm{{{value}}}", ATOM
        return super().said(node)

    def number(self, value: float) -> Said:
        return number_said(repr(float(value)).removesuffix(".0"))

    def word(self, name: str) -> Said:
        return WORDS.get(name) or latex_name(name), ATOM

    def negative(self, operand: ast.expr) -> Said:
        return f"-{self.behind(operand, POWER)}", SIGN

    def operation(self, sign: str, binding: int, left: ast.expr, right: ast.expr) -> Said:
        if sign == "/":
            return rf"\frac{{{self.said(left)[0]}}}{{{self.said(right)[0]}}}", POWER
        if sign == "**":
            return f"{self.within(left, ATOM)}^{{{self.said(right)[0]}}}", POWER
        if sign in COMPARED:
            return f"{self.within(left, COMPARISON + 1)} {COMPARED[sign]} {self.within(right, COMPARISON + 1)}", COMPARISON
        if not sign:
            raise NotInWords("an operator")
        ends = [BETWEEN[sign] + self.behind(right, binding + 1)]
        while isinstance(left, ast.BinOp) and OPERATORS.get(type(left.op)) in [(own, binding) for own in BETWEEN]:
            ends.append(BETWEEN[OPERATORS[type(left.op)][0]] + self.behind(left.right, binding + 1))
            left = left.left  # in a loop, as a sum may have thousands of terms
        return self.within(left, binding) + "".join(reversed(ends)), binding

    def behind(self, node: ast.expr, binding: int) -> str:
        """An operand behind a sign, where nothing begins with a minus."""
        text = self.within(node, binding)
        return f"({text})" if text.startswith("-") else text

    def call(self, name: str, arguments: list[ast.expr], options: list[ast.keyword]) -> Said:
        if name in ("sqrt", "abs") and len(arguments) == 1:
            text = self.said(arguments[0])[0]
            return (rf"\sqrt{{{text}}}" if name == "sqrt" else rf"\lvert {text} \rvert"), ATOM
        known = [f"{latex_name(str(option.arg))} = {self.said(option.value)[0]}" for option in options]
        return f"{function_name(name)}({', '.join([*map(self.text, arguments), *known])})", ATOM

    def text(self, node: ast.expr) -> str:
        return self.said(node)[0]

    def listed(self, nodes: list[ast.expr]) -> str:
        return ", ".join(map(self.text, nodes))

    def index(self, node: ast.expr) -> str:
        """What stands between the brackets of a subscript, where a blank would be lost."""
        match node:
            case ast.Tuple(elts=elements):
                return ",".join(map(self.index, elements))
            case ast.Slice(lower=lower, upper=upper, step=step):
                ends = [lower, upper] if step is None else [lower, upper, step]
                return ":".join("" if end is None else self.text(end) for end in ends)
        return self.text(node)


def function_name(name: str) -> str:
    if name in OPERATORS_OF_TEX:
        return OPERATORS_OF_TEX[name]
    return rf"\operatorname{{{upright(name) if needs_a_font(name) else ''.join(map(letter, name))}}}"
