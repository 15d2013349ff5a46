"""What Python allows in an expression and a problem does not, each with the way out."""

import ast
import re
from collections.abc import Iterator
from typing import Any

from backprop_cli.layers import SHELF

SYMBOLS = {
    "×": "write * for ×",
    "÷": "write / for ÷",
    "·": "write * for ·",
    "⋅": "write * for ⋅",
    "∙": "write * for ∙",
    "−": "write - for −",
    "–": "write - for –",
    "—": "write - for —",
    "√": "write sqrt(x) for √x",
    "²": "write x ** 2 for x²",
    "³": "write x ** 3 for x³",
    "½": "write 0.5 for ½",
    "≤": "write <= for ≤",
    "≥": "write >= for ≥",
    "≠": "write != for ≠",
    "$": "leave the currency out: unit: notes it",
    "?": "write where(c, a, b) for c ? a : b",
    ";": "one expression a node",
    "`": "names need no marks around them",
}
SYMBOL = re.compile("[×÷·⋅∙−–—√²³½≤≥≠$?;`]")
METHODS = {"np", "numpy", "math", "torch", "cmath", "jnp", "F"}
PRODUCTS = {"dot": "@", "matmul": "@", "mm": "@", "multiply": "*", "subtract": "-", "power": "**"}
TOGETHER = re.compile(r"[\w.]+(?:\[[^]]*\])*|\w+\([^()]*\)")  # an operand that needs no parentheses


def odd_symbols(text: str) -> Iterator[tuple[str, int, int, str | None]]:
    """The characters that no expression has: message, position, length, way out."""
    for found in SYMBOL.finditer(text):
        yield f"'{found.group()}' is not part of an expression", found.start(), 1, SYMBOLS[found.group()]


LONGEST_WRITTEN = 80  # bytes


def written(node: Any) -> str:
    """A short text of a piece of Python, for a hint."""
    if node.end_col_offset - node.col_offset > LONGEST_WRITTEN:  # unparse recurses
        return "…"
    text = ast.unparse(node)
    return text if len(text) <= 40 else "…"


def refuse_operator(node: ast.BinOp) -> tuple[str, str]:
    """What is said of an operator that there is not; the message begins with its sign."""
    left, right = written(node.left), written(node.right)
    if isinstance(node.op, ast.BitXor):
        return "^ is no power here", f"write {left} ** {right}"
    if isinstance(node.op, ast.Mod):
        return "% is not an operation here", "it has no useful gradient; for percent divide by 100"
    if isinstance(node.op, ast.FloorDiv):
        return "// is not an operation here", f"its gradient is 0 everywhere; write {left} / {right}"
    sign = {ast.BitAnd: "&", ast.BitOr: "|", ast.LShift: "<<", ast.RShift: ">>"}[type(node.op)]
    of_masks = {"&": "for two comparisons multiply: (a > 0) * (b > 0)", "|": "for two comparisons write maximum(a > 0, b > 0)"}
    return f"{sign} is not an operation here", of_masks.get(sign, "the operations are + - * / ** @")


def refuse_attribute(node: ast.Attribute) -> tuple[str, str]:
    """For an attribute that is not called: self.W, np.pi, x.shape."""
    owner = node.value.id if isinstance(node.value, ast.Name) else None
    if owner == "self":
        return f"self.{node.attr} is Python's", f"write {node.attr}, the variable's name"
    if owner in METHODS and node.attr in ("pi", "e"):
        return (
            f"{owner}.{node.attr} is not a number here",
            "write it out: 3.141592653589793" if node.attr == "pi" else "write exp(1)",
        )
    return f".{node.attr} is not an operation here", ".T, the transpose, is the only one of its kind"


def operand(text: str) -> str:
    return text if TOGETHER.fullmatch(text) else f"({text})"


def refuse_method(node: ast.Call, function: ast.Attribute) -> tuple[str, str]:
    """For a call through a dot: np.exp(x), np.dot(a, b), x.sum(axis=0)."""
    owner, name = written(function.value), function.attr
    arguments = [written(argument) for argument in node.args]
    options = [f"{keyword.arg}={written(keyword.value)}" for keyword in node.keywords]
    message = f"{owner}.{name}(…) is Python's"
    if name in PRODUCTS:
        pair = arguments if owner in METHODS else [owner, *arguments]
        left, right = pair if len(pair) == 2 else ("a", "b")
        return message, f"write {operand(left)} {PRODUCTS[name]} {operand(right)}"
    if owner in METHODS:
        return message, f"write {name}({', '.join(arguments + options)})"
    return message, f"write {name}({', '.join([owner, *arguments, *options])})"


NOT_HERE: dict[type[ast.AST], tuple[str, str]] = {
    ast.Lambda: ("lambda is Python's", "define a layer under layers:"),
    ast.JoinedStr: ("a text is no operand", "names stand without quotes"),
    ast.List: ("an array cannot be written inside an expression", "give it a name under constants: or variables:"),
    ast.Tuple: ("an array cannot be written inside an expression", "give it a name under constants: or variables:"),
    ast.NamedExpr: (":= is Python's", "give the value a line of its own under nodes:"),
    ast.Starred: ("* before an input is Python's", "write the inputs out"),
}
NOTHING_ELSE = ("this is not an expression of a problem", "an expression has operators, layers, names and numbers")
LIST_OF_ALL = "`bpcalc layers` lists what there is"


def refuse_node(node: ast.AST) -> tuple[str, str]:
    """What is said of every other thing that Python has and expressions have not, and the way out."""
    match node:
        case ast.Attribute():
            return refuse_attribute(node)
        case ast.Constant():
            return refuse_constant(node.value)
        case ast.Compare() if len(node.ops) > 1:
            return "comparisons are made one at a time", "for a < b < c write (a < b) * (b < c)"
        case ast.Compare():
            return "this comparison is not one of < <= > >= == !=", LIST_OF_ALL
        case ast.IfExp():
            parts = ", ".join(map(written, (node.test, node.body, node.orelse)))
            return "`a if c else b` is Python's", f"write where({parts})"
        case ast.BoolOp():
            return refuse_word(node.op)
        case ast.UnaryOp():
            return refuse_sign(node)
    return NOT_HERE.get(type(node), NOTHING_ELSE)


def refuse_constant(value: object) -> tuple[str, str]:
    if isinstance(value, str | bytes):
        return "a text is no operand", "names stand without quotes"
    if isinstance(value, complex):
        return "complex numbers are not values here", "everything is a real number"
    return f"{value!r} is no operand", "write 1 or 0; True, False and None are for options: keepdims=True"


def refuse_word(operator: ast.boolop) -> tuple[str, str]:
    if isinstance(operator, ast.And):
        return "`and` is not an operation here", "multiply the two comparisons: (a > 0) * (b > 0)"
    return "`or` is not an operation here", "take the maximum of the two comparisons: maximum(a > 0, b > 0)"


def refuse_sign(node: ast.UnaryOp) -> tuple[str, str]:
    if isinstance(node.op, ast.Not):
        return "`not` is not an operation here", f"write 1 - {written(node.operand)}"
    if isinstance(node.op, ast.UAdd):
        return "a plus sign before a name does nothing", "leave it out"
    return "~ is not an operation here", "write 1 - c for the opposite of a comparison"


OTHER_NAMES = {
    "ln": "the natural logarithm is called log",
    "log10": "write log(x) / log(10)",
    "log2": "write log(x) / log(2)",
    "square": "write x ** 2",
    "dot": "write a @ b",
    "power": "write x ** y",
    "multiply": "write a * b",
    "divide": "write a / b",
    "subtract": "write a - b",
    "average": "the average is called mean",
    "absolute": "the absolute value is called abs",
    "pi": "write 3.141592653589793",
    "concatenate": "joining arrays is called concat",
    "stack": "joining arrays is called concat",
    "cross_entropy_error": "it is called cross_entropy",
    "round": "rounding has no useful gradient",
    "var": "write mean((x - mean(x, axis=0, keepdims=True)) ** 2, axis=0)",
    "std": "write sqrt(mean((x - mean(x, axis=0, keepdims=True)) ** 2, axis=0))",
}


def too_many_inputs(node: ast.Call, inputs: tuple[str, ...], options: dict[str, object]) -> str | None:
    """The way out for sum(x, 0) and max(a, b)."""
    name, extra = written(node.func), node.args[len(inputs) :]
    if not extra or len(inputs) != 1 or "axis" not in options:
        return None
    if name in ("max", "min") and isinstance(extra[0], ast.Constant):
        first, second = written(node.args[0]), written(extra[0])
        return f"the {name}imum of two is {name}imum({first}, {second}); along an axis it is {name}({first}, axis={second})"
    if isinstance(extra[0], ast.Constant | ast.UnaryOp):
        return f"options have names: {name}({written(node.args[0])}, axis={written(extra[0])})"
    if name in ("max", "min"):
        return f"the larger of two is maximum(a, b), the smaller minimum(a, b); {name} looks along an axis"
    return None


def unbalanced(text: str) -> tuple[str, int, int, str] | None:
    """The bracket that has no partner."""
    open_at: list[int] = []
    for found in re.finditer(r"[()\[\]]", text):
        if found.group() in "([":
            open_at.append(found.start())
        elif open_at and text[open_at[-1]] == {")": "(", "]": "["}[found.group()]:
            open_at.pop()
        else:
            return f"this '{found.group()}' closes nothing", found.start(), 1, "take it out, or open it before"
    if open_at:
        bracket = text[open_at[-1]]
        return f"this '{bracket}' is never closed", open_at[-1], 1, f"add the '{')' if bracket == '(' else ']'}'"
    return None


BESIDE = re.compile(r"((?:^|(?<=[\s()\[\],+*/@<>=-]))(?:\d[\w.]*|[^\W\d]\w*)|[)\]])(\s*)((?:\d[\w.]*|[^\W\d]\w*)|\()")
GLUED = re.compile(r"(?<![\w.])(\d+(?:\.\d*)?)([^\W\d_]\w*)")
WORDS_BETWEEN = {"if", "else", "and", "or", "not", "in", "is", "lambda", "for"}


def missing_operator(text: str) -> tuple[str, int, int, str] | None:
    """Two operands side by side: `2x`, `a b`, `(a + b)(c)`."""
    glued = GLUED.search(text)
    if glued and not re.fullmatch(r"\d+(?:\.\d*)?[eE]\d+|0[xXbBoO]\w+", glued.group()):
        return "an operator is missing here", glued.start(2), 1, f"for a product write {glued.group(1)} * {glued.group(2)}"
    worded = re.match(r"if\b.*\bthen\b", text)
    if worded:
        return "a choice is a layer here", 0, 2, "write where(condition, this, that)"
    bars = re.search(r"\|([^|]+)\|", text)
    if bars:
        return "bars around a value are no operation here", bars.start(), len(bars.group()), f"write abs({bars.group(1).strip()})"
    for found in BESIDE.finditer(text):
        left, blank, right = found.groups()
        if (right == "(" and left not in ")]") or {left, right} & WORDS_BETWEEN or (not blank and left not in ")]"):
            continue
        if left in SHELF and right != "(":
            return f"{left} is called with brackets", found.start(1), len(left), f"write {left}({right[:20]})"
        return "an operator is missing here", found.start(3), 1, f"for a product write {left[-20:]} * {right[:20]}"
    return None


def missing_operand(text: str) -> tuple[str, int, int, str] | None:
    """x + , or * x: nothing on one side of an operator."""
    found = re.search(r"[-+*/@<>=]+$", text) or re.match(r"[*/@<>=]+", text)
    if found is None:
        return None
    side = "before" if found.start() == 0 else "after"
    return f"nothing stands {side} '{found.group()}'", found.start(), len(found.group()), "an expression reads like (a + b) * c"


def assignment(text: str) -> tuple[str, int, int, str] | None:
    """y = a * b, as in a program; a comparison is written ==."""
    found = re.search(r"(?<![=!<>:])=(?!=)", text)
    if found is None or "(" in text[: found.start()]:
        return None
    return "= assigns nothing here", found.start(), 1, "the name stands before the colon: `y: a * b`; a comparison is written =="
