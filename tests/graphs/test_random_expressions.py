"""Random expressions, as Python itself computes them, and their slopes by dual numbers."""

import ast
import math
from collections.abc import Callable
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.graphs.oracle import DUAL_FUNCTIONS, Dual
from tests.problems import solve_text

NAMES = ("a", "b", "c")
NUMBERS = st.floats(-4, 4).map(lambda x: round(x, 3)).filter(lambda x: abs(x) > 0.01)
LITERALS = st.sampled_from(["2", "3", "0.5", "1e1", "1.25", "-2", "-0.75", "4e-1"])
PLAIN = {
    "exp": math.exp, "log": math.log, "sqrt": math.sqrt, "sin": math.sin, "cos": math.cos, "tanh": math.tanh, "erf": math.erf,
    "abs": abs, "maximum": max, "minimum": min, "relu": lambda x: max(x, 0.0), "sigmoid": lambda x: 1 / (1 + math.exp(-x)),
}  # fmt: skip
ONE_INPUT = sorted(set(PLAIN) - {"maximum", "minimum"})


def real(x: Any) -> Any:
    """A power that Python answers with a complex number has no real one."""
    if isinstance(x, complex):
        raise ArithmeticError(x)
    return x


BINARY: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: lambda x, y: x + y, ast.Sub: lambda x, y: x - y, ast.Mult: lambda x, y: x * y, ast.Div: lambda x, y: x / y,
    ast.Pow: lambda x, y: real(x**y),
}  # fmt: skip


def larger(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.tuples(inner, st.sampled_from([" + ", " - ", " * ", " / ", "*", "-"]), inner).map("".join),
        st.tuples(inner, st.sampled_from(["**", " ** "]), st.sampled_from(["2", "3", "-1", "0.5", "a"])).map("".join),
        inner.map("({})".format),
        inner.map("-{}".format),
        st.tuples(st.sampled_from(ONE_INPUT), inner).map(lambda pair: "{}({})".format(*pair)),
        st.tuples(st.sampled_from(["maximum", "minimum"]), inner, inner).map(lambda three: "{}({}, {})".format(*three)),
    )


EXPRESSIONS = st.recursive(st.sampled_from(NAMES) | LITERALS, larger, max_leaves=12)


def evaluated(node: ast.AST, leaf: Callable[[Any], Any], functions: dict[str, Any]) -> Any:
    """Python's grammar and precedence, every number a float."""
    if isinstance(node, ast.BinOp):
        left, right = (evaluated(side, leaf, functions) for side in (node.left, node.right))
        return BINARY[type(node.op)](left, right)
    if isinstance(node, ast.UnaryOp):
        return -evaluated(node.operand, leaf, functions)
    if isinstance(node, ast.Call):
        return functions[ast.unparse(node.func)](*(evaluated(one, leaf, functions) for one in node.args))
    return leaf(node.id if isinstance(node, ast.Name) else float(ast.literal_eval(node)))


def by_python(text: str, given: dict[str, float]) -> float:
    """Python's answer; what is no real number or too large to be compared is not drawn again."""
    try:
        out = evaluated(ast.parse(text, mode="eval").body, lambda leaf: given.get(leaf, leaf), PLAIN)
    except (ArithmeticError, ValueError):
        out = math.nan
    assume(abs(out) < 1e100)
    return float(out)


def by_duals(text: str, given: dict[str, float], name: str) -> Dual:
    def leaf(of: Any) -> Dual:
        return Dual(given[of], float(of == name), float(of == name)) if of in given else Dual(of)

    try:
        out: Dual = evaluated(ast.parse(text, mode="eval").body, leaf, DUAL_FUNCTIONS)
    except (ArithmeticError, ValueError):
        out = Dual(math.nan, math.nan, math.nan)
    assume(out.size < 1e100)
    return out


def solved(text: str, given: dict[str, float]) -> Any:
    variables = "".join(f"  {name}: {value!r}\n" for name, value in given.items())
    return solve_text(f"variables:\n{variables}nodes:\n  y: '{text}'\noutput: y\n")


def is_node(text: str) -> bool:
    """A bare name or number is none, a signed number neither."""
    body = ast.parse(text, mode="eval").body
    signed_number = isinstance(body, ast.UnaryOp) and isinstance(body.operand, ast.Constant)
    return not signed_number and not isinstance(body, ast.Constant | ast.Name)


def has_slopes(text: str, given: dict[str, float]) -> bool:
    """An exponent with a variable in it has a slope over a positive base only: log x is in it."""
    powers = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow)]
    moving = [node.left for node in powers if any(isinstance(part, ast.Name) for part in ast.walk(node.right))]
    return all(by_python(ast.unparse(base), given) > 0 for base in moving)


@settings(max_examples=300)
@given(text=EXPRESSIONS, values=st.tuples(NUMBERS, NUMBERS, NUMBERS))
def test_values_are_pythons_own(text: str, values: tuple[float, float, float]) -> None:
    given = dict(zip(NAMES, values, strict=True))
    expected = by_python(text, given)
    assume(is_node(text) and any(name in ast.unparse(ast.parse(text)) for name in NAMES))
    assert math.isclose(solved(text, given).values["y"], expected, rel_tol=1e-14, abs_tol=1e-300), text


@settings(max_examples=300)
@given(text=EXPRESSIONS, values=st.tuples(NUMBERS, NUMBERS, NUMBERS))
def test_slopes_are_those_of_dual_numbers(text: str, values: tuple[float, float, float]) -> None:
    given = dict(zip(NAMES, values, strict=True))
    by_python(text, given)
    assume(is_node(text) and has_slopes(text, given))
    gradients = solved(text, given).gradients
    for name in NAMES:
        expected = by_duals(text, given, name)
        assert math.isclose(gradients[name], expected.slope, rel_tol=1e-9, abs_tol=1e-12 * expected.size), (text, name)
