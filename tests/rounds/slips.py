"""Slips in an expression or in Python code: a term lost, a sign turned, an axis mistaken, a factor a little off."""

import ast
from collections.abc import Callable, Iterator
from random import Random

Slip = tuple[ast.AST, ast.AST]
SUMS = {"sum": "mean", "mean": "sum"}
FIXED = (
    "reshape",
    "zeros",
    "arange",
    "transpose",
    "concat",
    "full",
    "take_along_axis",
    "put_along_axis",
    "zeros_like",
    "range",
    "array",
)


def of_rule(random: Random, rule: str, name: str, eps: float) -> str:
    """A rule of an expression with a slip: in all of it, at one entry of the input, or somewhere inside."""
    what = random.random()
    if what < 0.3:
        return f"({rule}) * {1 + random.choice((eps, -eps))!r}"
    if what < 0.38:
        return f"({rule}) * (1 + {eps!r} * ({name} == max({name})))"
    if what < 0.43:
        return f"{rule} + {eps!r}"
    if what < 0.48:
        return f"-({rule})"
    tree = ast.parse(rule, mode="eval")
    return ast.unparse(tree) if slipped(random, tree, eps) else f"({rule}) * {1 + eps!r}"


def of_code(random: Random, code: str, eps: float) -> str:
    """Code with a slip in its backward pass."""
    tree = ast.parse(code)
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name.endswith("backward")]
    what, statements = random.random(), functions[0].body
    if what < 0.4:
        scale(random, statements, eps)
    elif what < 0.44:
        statements.insert(0, ast.parse("dout = dout * 0 + 1").body[0])
    elif what < 0.47:
        statements.insert(0, ast.parse(f"dout *= {1 + eps!r}").body[0])
    elif what < 0.49 and isinstance(statements[-1], ast.Return):
        statements.append(ast.Expr(statements.pop().value))  # type: ignore[attr-defined]
    else:
        slipped(random, ast.Module(statements, []), eps)
    return ast.unparse(ast.fix_missing_locations(tree))


def scale(random: Random, statements: list[ast.stmt], eps: float) -> None:
    """Multiply what one statement assigns or returns, or add a little to it."""
    holders = [one for one in statements if isinstance(one, ast.Assign | ast.Return) and one.value is not None]
    if not holders:
        return
    holder = random.choice(holders)
    assert holder.value is not None
    parts = holder.value.elts if isinstance(holder.value, ast.Tuple) else [holder.value]
    k = random.randrange(len(parts))
    text = f"({ast.unparse(parts[k])})" + random.choice((f" * {1 + eps!r}", f" * {1 - eps!r}", f" + {eps!r}"))
    changed = ast.parse(text, mode="eval").body
    if isinstance(holder.value, ast.Tuple):
        holder.value.elts[k] = changed
    else:
        holder.value = changed


def slipped(random: Random, tree: ast.AST, eps: float) -> bool:
    """Make one slip somewhere in the tree; False where there is nothing to slip on."""
    found = [*slips(tree, eps)]
    if not found:
        return False
    Exchange(*random.choice(found)).visit(tree)
    ast.fix_missing_locations(tree)
    return True


class Exchange(ast.NodeTransformer):
    """Puts one node in another's place."""

    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self.old = old
        self.new = new

    def visit(self, node: ast.AST) -> ast.AST:
        if node is self.old:
            return self.new
        self.generic_visit(node)
        return node


def slips(node: ast.AST, eps: float) -> Iterator[Slip]:
    """Everything that could go wrong below a node; what says shapes and places is left alone."""
    make = MAKERS.get(type(node))
    if make is not None:
        yield from ((node, new) for new in make(node, eps))
    if isinstance(node, ast.keyword):
        return
    skipped = ("slice", "args") if isinstance(node, ast.Call) and called(node) in FIXED else ("slice", "targets", "target")
    for name, inner in ast.iter_fields(node):
        for child in inner if isinstance(inner, list) else [inner]:
            if isinstance(child, ast.AST) and name not in skipped:
                yield from slips(child, eps)


def called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id if isinstance(node.func, ast.Name) else ""


def of_operation(node: ast.BinOp, eps: float) -> Iterator[ast.AST]:
    if isinstance(node.op, ast.Add | ast.Sub):
        yield from (node.left, node.right)
        yield ast.BinOp(node.left, ast.Sub() if isinstance(node.op, ast.Add) else ast.Add(), node.right)
    elif isinstance(node.op, ast.Mult | ast.Div):
        yield node.left
    elif isinstance(node.op, ast.Pow) and isinstance(node.right, ast.Constant):
        yield ast.BinOp(node.left, node.op, ast.Constant(node.right.value + 1))


def of_name(node: ast.Name, eps: float) -> Iterator[ast.AST]:
    if node.id == "dout":
        yield ast.parse("(dout * 0 + 1)", mode="eval").body


def of_constant(node: ast.Constant, eps: float) -> Iterator[ast.AST]:
    if isinstance(node.value, int | float) and not isinstance(node.value, bool) and node.value:
        yield ast.Constant(node.value * (1 + eps))


def of_call(node: ast.Call, eps: float) -> Iterator[ast.AST]:
    name = called(node)
    if name in SUMS:
        other = ast.parse(ast.unparse(node), mode="eval").body
        assert isinstance(other, ast.Call)
        if isinstance(other.func, ast.Attribute):
            other.func.attr = SUMS[name]
        elif isinstance(other.func, ast.Name):
            other.func.id = SUMS[name]
        yield other
        yield node.args[0] if node.args and not (isinstance(node.func, ast.Attribute) and is_axis(node.args[0])) else node.func


def is_axis(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant | ast.UnaryOp | ast.Tuple)


def of_keyword(node: ast.keyword, eps: float) -> Iterator[ast.AST]:
    if node.arg == "axis":
        yield ast.keyword("axis", ast.Constant(1 if ast.unparse(node.value) == "0" else 0))


def of_attribute(node: ast.Attribute, eps: float) -> Iterator[ast.AST]:
    if node.attr == "T":
        yield node.value


def of_sign(node: ast.UnaryOp, eps: float) -> Iterator[ast.AST]:
    if isinstance(node.op, ast.USub) and not isinstance(node.operand, ast.Constant):
        yield node.operand


OTHER = {ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Lt: ast.LtE, ast.LtE: ast.Lt}


def of_comparison(node: ast.Compare, eps: float) -> Iterator[ast.AST]:
    """Entries that are equal fall to the other side: a convention, or counted twice."""
    other = OTHER.get(type(node.ops[0]))
    if other is not None:
        yield ast.Compare(node.left, [other()], node.comparators)


MAKERS: dict[type, Callable[..., Iterator[ast.AST]]] = {
    ast.BinOp: of_operation, ast.Name: of_name, ast.Constant: of_constant, ast.Call: of_call, ast.keyword: of_keyword,
    ast.Attribute: of_attribute, ast.UnaryOp: of_sign, ast.Compare: of_comparison,
}  # fmt: skip
