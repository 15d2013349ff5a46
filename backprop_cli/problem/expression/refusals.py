"""What Python allows in an expression and a problem does not, each with the way out."""

import ast
import re
from collections.abc import Iterator

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
    **dict.fromkeys("$₩€£¥", "leave the currency out: unit: notes it"),
    "?": "write where(c, a, b) for c ? a : b",
    ";": "one expression a node",
    "`": "names need no marks around them",
}
SYMBOL = re.compile("[×÷·⋅∙−–—√²³½≤≥≠$₩€£¥?;`]")


def odd_symbols(text: str) -> Iterator[tuple[str, int, int, str | None]]:
    """The characters that no expression has: message, position, length, way out."""
    for found in SYMBOL.finditer(text):
        yield f"'{found.group()}' is not part of an expression", found.start(), 1, SYMBOLS[found.group()]


OPERATORS: dict[type[ast.operator], tuple[str, str, str]] = {
    ast.BitXor: ("^ is no power here", "a power is written with **", ""),
    ast.Mod: ("% is not an operation here", "it has no useful gradient; for percent divide by 100", ""),
    ast.FloorDiv: (
        "// is not an operation here",
        "// would round down, and its gradient is 0 everywhere: divide with /",
        "// would round down, and its gradient is 0 everywhere",
    ),
    ast.BitAnd: ("& is not an operation here", "for two comparisons multiply: (a > 0) * (b > 0)", ""),
    ast.BitOr: ("| is not an operation here", "for two comparisons write maximum(a > 0, b > 0)", ""),
    ast.LShift: ("<< is not an operation here", "the operations are + - * / ** @", ""),
    ast.RShift: (">> is not an operation here", "the operations are + - * / ** @", ""),
}


def refuse_attribute(node: ast.Attribute) -> tuple[str, str]:
    """What is said of an attribute that is not called: self.W, np.pi, x.shape."""
    from backprop_cli.problem.foreign.rewriting import LIBRARIES

    owner = node.value.id if isinstance(node.value, ast.Name) else None
    if owner == "self":
        return f"self.{node.attr} is Python's", f"write {node.attr}, the variable's name"
    if node.attr in ("pi", "e") and owner in LIBRARIES:
        return f"{owner}.{node.attr} is not a number here", "it is written pi, and e exp(1)"
    if node.attr in ("shape", "size", "ndim"):
        return f".{node.attr} is not an operation here", "write size(x), or size(x, axis=0) for the number of rows"
    return (
        f".{node.attr} is not an operation here",
        ".T and .mT, the transposes, are the only ones of their kind",
    )


def refuse_method(owner: str, name: str) -> str:
    """What is said of a call through a dot: np.exp(x), np.dot(a, b), x.sum(axis=0)."""
    return f"{owner if len(owner) <= 40 else '…'}.{name}(…) is Python's"


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
            return "`a if c else b` is Python's", "a choice is written where(c, a, b)"
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
        return "`not` is not an operation here", "the opposite of a comparison is 1 - (x > 0)"
    if isinstance(node.op, ast.UAdd):
        return "a plus sign before a name does nothing", "leave it out"
    return "~ is not an operation here", "the opposite of a comparison is 1 - (x > 0)"


def too_many_inputs(node: ast.Call, inputs: tuple[str, ...], options: dict[str, object]) -> tuple[str | None, str]:
    """What is said of sum(x, 0) and max(a, b): the rule in words, and a note on the repaired line."""
    name = node.func.id if isinstance(node.func, ast.Name) else ""
    extra = node.args[len(inputs) :]
    if not extra or len(inputs) != 1 or "axis" not in options:
        return None, ""
    if name in ("max", "min"):
        note = f"{name} looks along an axis, the {name}imum of two is {name}imum"
        return f"the larger of two is maximum(a, b), the smaller minimum(a, b); {name} looks along an axis", note
    if isinstance(extra[0], ast.Constant | ast.UnaryOp):
        return "options have names: axis=0", "options have names"
    return None, ""


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


A_PRODUCT = "a product is written with *"
BESIDE = re.compile(r"((?:^|(?<=[\s()\[\],+*/@<>=-]))(?:\d[\w.]*|[^\W\d]\w*)|[)\]])(\s*)((?:\d[\w.]*|[^\W\d]\w*)|\()")
GLUED = re.compile(r"(?<![\w.])(\d+(?:\.\d*)?)([^\W\d_]\w*)")
WORDS_BETWEEN = {"if", "else", "and", "or", "not", "in", "is", "lambda", "for"}


def missing_operator(text: str) -> tuple[str, int, int, str] | None:
    """Two operands side by side: `2x`, `a b`, `(a + b)(c)`."""
    glued = GLUED.search(text)
    if glued and not re.fullmatch(r"\d+(?:\.\d*)?[eE]\d+|0[xXbBoO]\w+", glued.group()):
        return "an operator is missing here", glued.start(2), 1, A_PRODUCT
    worded = re.match(r"if\b.*\bthen\b", text)
    if worded:
        return "a choice is a layer here", 0, 2, "a choice is written where(c, a, b)"
    bars = re.search(r"\|([^|]+)\|", text)
    if bars:
        return "bars around a value are no operation here", bars.start(), len(bars.group()), "the absolute value is abs(x)"
    for found in BESIDE.finditer(text):
        left, blank, right = found.groups()
        if (right == "(" and left not in ")]") or {left, right} & WORDS_BETWEEN or (not blank and left not in ")]"):
            continue
        if left in SHELF and right != "(":
            return f"{left} is called with brackets", found.start(1), len(left), f"what it works on stands in brackets: {left}(…)"
        return "an operator is missing here", found.start(3), 1, A_PRODUCT
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
