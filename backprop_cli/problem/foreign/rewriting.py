"""Python's tree of what was written elsewhere → the tree of an expression of ours: `not`, `a if c else b`, np.exp, x.sum(0)."""

import ast
from collections.abc import Callable, Mapping, Sequence

from backprop_cli.problem.foreign.names import is_none, recipe_table, recipe_with_inputs, spellings
from backprop_cli.problem.foreign.recipes import CONSTANTS
from backprop_cli.problem.layer_names import Maker
from backprop_cli.suggest import letters_alone

LIBRARIES = {
    "np": "numpy", "numpy": "numpy", "math": "numpy", "cmath": "numpy", "cp": "numpy", "scipy": "numpy", "special": "numpy",
    "jnp": "numpy", "jax": "jax", "lax": "jax", "nnx": "jax", "sympy": "numpy", "torch": "torch", "nn": "torch", "F": "torch",
    "tf": "tf", "tensorflow": "tf", "keras": "tf", "K": "tf", "Math": "js", "functional": "torch", "activations": "tf",
}  # fmt: skip
KEYWORDS = {
    "dim": "axis", "keepdim": "keepdims", "keep_dims": "keepdims", "min": "low", "max": "high", "a_min": "low", "a_max": "high",
    "clip_value_min": "low", "clip_value_max": "high", "min_value": "low", "max_value": "high", "negative_slope": "slope",
    "target": "t", "perm": "axes", "dims": "axes", "newshape": "shape", "weight": "W", "bias": "b",
    "kernel_size": "size", "pool_size": "size", "strides": "stride",
}  # fmt: skip
DROPPED = {"dtype", "out", "device", "inplace", "name", "requires_grad", "reduction"}
SEQUENCES = {
    "stack",
    "concat",
    "concatenate",
    "cat",
    "hstack",
    "max",
    "min",
    "maximum",
    "minimum",
}  # what may get a list of its inputs


class Unknown(Exception):
    """Nothing of ours computes this."""


class Rewriter(ast.NodeTransformer):
    """Rewrites a tree; raises Unknown for what nothing of ours computes.

    is_variable: whether a name is one of the problem's. truths: `and` joins truth values, as && does. along: the 0 of max(x, 0)
    is an axis.
    """

    def __init__(self, makers: Mapping[str, Maker], is_variable: Callable[[str], bool], truths: bool, along: bool) -> None:
        self.makers = makers
        self.is_variable = is_variable
        self.truths = truths
        self.along = along

    # signs and words

    def visit_BinOp(self, node: ast.BinOp) -> ast.expr:
        if isinstance(node.op, ast.Pow) and self.is_e(node.left):
            return call_tree("exp", self.visit(node.right))
        if isinstance(node.op, ast.Pow) and isinstance(node.right, ast.Name) and node.right.id == "T" and not self.is_variable("T"):
            return ast.Attribute(self.visit(node.left), "T")
        self.generic_visit(node)
        if isinstance(node.op, ast.FloorDiv):
            node.op = ast.Div()
        return node

    def is_e(self, node: ast.expr) -> bool:
        """Whether a node is e, math.e, np.e: the base of the exponential function."""
        if isinstance(node, ast.Attribute):
            return node.attr in ("e", "E") and self.library(node) is not None
        return isinstance(node, ast.Name) and node.id == "e" and not self.is_variable("e")

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.expr:
        self.generic_visit(node)
        if isinstance(node.op, ast.UAdd) and not isinstance(node.operand, ast.Constant):
            return node.operand
        if not isinstance(node.op, ast.Not | ast.Invert):
            return node
        if is_truth(node.operand):
            return ast.BinOp(ast.Constant(1), ast.Sub(), node.operand)
        return ast.Compare(node.operand, [ast.Eq()], [ast.Constant(0)])

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.expr:
        """As Python has it, `a and b` is b where a is not 0; for comparisons that is their product."""
        self.generic_visit(node)
        *rest, out = map(truth, node.values) if self.truths else node.values
        for value in reversed(rest):
            if isinstance(node.op, ast.And):
                out = ast.BinOp(truth(value), ast.Mult(), out)
            elif is_truth(value) and is_truth(out):
                out = call_tree("maximum", value, out)
            else:
                out = call_tree("where", value, ast.Constant(1) if is_truth(value) else value, out)
        return out

    def visit_IfExp(self, node: ast.IfExp) -> ast.expr:
        self.generic_visit(node)
        return call_tree("where", node.test, node.body, node.orelse)

    def visit_Compare(self, node: ast.Compare) -> ast.expr:
        self.generic_visit(node)
        sides = [node.left, *node.comparators]
        pairs: list[ast.expr] = [ast.Compare(sides[at], [op], [sides[at + 1]]) for at, op in enumerate(node.ops)]
        out = pairs[0]
        for pair in pairs[1:]:
            out = ast.BinOp(out, ast.Mult(), pair)
        return out

    def visit_NamedExpr(self, node: ast.NamedExpr) -> ast.expr:
        return self.visit(node.value)  # type: ignore[no-any-return]

    # names

    def visit_Name(self, node: ast.Name) -> ast.expr:
        if self.is_variable(node.id):
            return node
        if node.id == "e":
            return call_tree("exp", ast.Constant(1))
        return constant_tree(CONSTANTS[node.id]) if node.id in CONSTANTS else node

    def visit_Constant(self, node: ast.Constant) -> ast.expr:
        return ast.Constant(int(node.value)) if isinstance(node.value, bool) else node

    def visit_Attribute(self, node: ast.Attribute) -> ast.expr:
        if self.library(node) is not None:
            if node.attr in ("e", "E"):
                return call_tree("exp", ast.Constant(1))
            if node.attr.lower() in CONSTANTS:
                return constant_tree(CONSTANTS[node.attr.lower()])
            raise Unknown
        if isinstance(node.value, ast.Name) and node.value.id == "self":
            return ast.Name(node.attr)
        self.generic_visit(node)
        if node.attr in ("data", "values"):
            return node.value
        if node.attr == "size":
            return call_tree("size", node.value)
        return node

    def library(self, node: ast.expr) -> str | None:
        """The library whose name stands first, as in np.linalg.norm; None where no library does."""
        while isinstance(node, ast.Attribute):
            node = node.value
        if not isinstance(node, ast.Name) or self.is_variable(node.id):
            return None
        return LIBRARIES.get(node.id)

    # calls

    def visit_keyword(self, node: ast.keyword) -> ast.keyword:
        return node  # an option: True is True there

    def visit_Call(self, node: ast.Call) -> ast.expr:
        library, name, inputs = self.called(node)
        if name == "astype" and len(inputs) == 2:
            return self.visit(inputs[0])  # type: ignore[no-any-return]  # every value is a float64
        keywords = {KEYWORDS.get(word.arg, word.arg): word.value for word in node.keywords if word.arg and word.arg not in DROPPED}
        if len(inputs) == 1 and isinstance(inputs[0], ast.List | ast.Tuple) and name.lower() in SEQUENCES:
            inputs = inputs[0].elts
        arguments: list[ast.expr] = [self.option(one) for one in inputs]
        keywords = {word: self.option(value) for word, value in keywords.items()}
        return self.answered(library, name, arguments, keywords)

    def option(self, value: ast.expr) -> ast.expr:
        """The tree of what may be an option: constants, tuples and lists stay as they are."""
        return value if isinstance(value, ast.Constant | ast.Tuple | ast.List) else self.visit(value)

    def called(self, node: ast.Call) -> tuple[str | None, str, Sequence[ast.expr]]:
        """The library ("" for a method of a value, None for a bare call), the name, and what it works on."""
        function = node.func
        if isinstance(function, ast.Call):  # nn.ReLU()(x), nn.LeakyReLU(0.1)(x)
            library, name, options = self.called(function)
            node.keywords += function.keywords
            return library, name, [*node.args, *options]
        if isinstance(function, ast.Name):
            return None, function.id, node.args
        if not isinstance(function, ast.Attribute):
            raise Unknown
        library = self.library(function)
        if library is None and isinstance(function.value, ast.Name) and function.value.id == "self":
            return None, function.attr, node.args
        return ("", function.attr, [function.value, *node.args]) if library is None else (library, function.attr, node.args)

    def answered(self, library: str | None, name: str, inputs: list[ast.expr], keywords: dict[str, ast.expr]) -> ast.expr:
        keys = spellings(name)
        if library is None and name in self.makers:
            return self.of_ours(self.makers[name], name, inputs, keywords, library)
        rows = [f"{library}.{key}" for key in keys] if library else []
        if any(f"sample.{key}" in recipe_table()[0] for key in keys) and divides_by_less(library, keywords):
            rows += [f"sample.{key}" for key in keys]
        for key in [*rows, *keys]:
            found = self.by_table(key, inputs, keywords)
            if found is not None:
                return found
        ours = next((key for key in keys if key in self.makers), None) or self.alike(name)
        if ours is None:
            raise Unknown
        return self.of_ours(self.makers[ours], ours, inputs, keywords, library)

    def alike(self, name: str) -> str | None:
        """The layer of this name but for its capitals and underscores: LeakyReLU."""
        return next((key for key in self.makers if letters_alone(key) == letters_alone(name)), None)

    @staticmethod
    def by_table(key: str, inputs: list[ast.expr], keywords: dict[str, ast.expr]) -> ast.expr | None:
        """The first recipe of a name that takes these inputs. A bound that is None is none: clip(x, 0, None)."""
        rows = recipe_table()[0].get(key, [])
        if rows and len(rows) > 1 and any(map(is_none, inputs)):
            names = [argument.arg for argument in rows[0].args.args]
            keywords = {**keywords, **{word: value for word, value in zip(names, inputs, strict=False) if not is_none(value)}}
            inputs = []
        return next((found for row in rows if (found := recipe_with_inputs(row, inputs, keywords)) is not None), None)

    def of_ours(
        self, maker: Maker, name: str, inputs: list[ast.expr], keywords: dict[str, ast.expr], library: str | None
    ) -> ast.expr:
        """The call of a layer that there is, with its options named."""
        of_two = library in (None, "js") and not (self.along and may_be_axis(inputs))
        if name in ("max", "min") and len(inputs) > 1 and (of_two or not is_whole_tree(inputs[1])):
            return pairwise(f"{name}imum", inputs)
        if name in ("maximum", "minimum") and len(inputs) > 2:
            return pairwise(name, inputs)
        more = len(inputs) > len(maker.inputs) or not keywords.keys() <= {*maker.options, *maker.inputs}
        found = self.by_table(f"{name}.more", inputs, keywords) if more else None
        if found is not None:
            return found
        need, options = len(maker.inputs), list(maker.options)
        inputs += [keywords.pop(word) for word in maker.inputs[len(inputs) :] if word in keywords]
        extra = [] if maker.variadic else inputs[need:]
        if extra and name in ("reshape", "transpose") and all(map(is_whole_tree, extra)):
            extra = [ast.Tuple(extra)]
        if len(extra) > len(options):
            raise Unknown
        keywords = {**dict(zip(options, extra, strict=False)), **keywords}
        named = [ast.keyword(word, value) for word, value in keywords.items()]
        return ast.Call(ast.Name(name), inputs if maker.variadic else inputs[:need], named)


def divides_by_less(library: str | None, keywords: dict[str, ast.expr]) -> bool:
    """Whether a var or std is of a sample: PyTorch's by itself, others' with ddof=1. The options that say so are taken out."""
    given = [keywords.pop(word) for word in ("unbiased", "correction", "ddof") if word in keywords]
    if not given:
        return library == "torch"
    if not isinstance(given[0], ast.Constant) or given[0].value not in (0, 1):
        raise Unknown
    return bool(given[0].value)


def may_be_axis(inputs: Sequence[ast.expr]) -> bool:
    """Whether the second input of max(x, 0) may be the axis: of a written number there is none, and few arrays have five."""
    return len(inputs) == 2 and not isinstance(inputs[0], ast.Constant) and ast.unparse(inputs[1]) in "-2 -1 0 1 2 3".split()


def is_whole_tree(node: ast.expr) -> bool:
    inner = node.operand if isinstance(node, ast.UnaryOp) else node
    return isinstance(inner, ast.Constant) and type(inner.value) is int


def is_truth(node: ast.expr) -> bool:
    """Whether a value is 1 or 0 for certain: a comparison, and what is made of comparisons alone."""
    match node:
        case ast.Compare():
            return True
        case ast.BinOp(op=ast.Mult()):
            return is_truth(node.left) and is_truth(node.right)
        case ast.BinOp(left=ast.Constant(value=1), op=ast.Sub()):
            return is_truth(node.right)
        case ast.Call(func=ast.Name(id="maximum" | "minimum")):
            return all(map(is_truth, node.args))
    return False


def truth(node: ast.expr) -> ast.expr:
    return node if is_truth(node) else ast.Compare(node, [ast.NotEq()], [ast.Constant(0)])


def call_tree(name: str, *inputs: ast.expr) -> ast.Call:
    return ast.Call(ast.Name(name), list(inputs), [])


def constant_tree(text: str) -> ast.expr:
    return ast.parse(text, mode="eval").body


def pairwise(name: str, inputs: Sequence[ast.expr]) -> ast.expr:
    out = inputs[0]
    for other in inputs[1:]:
        out = call_tree(name, out, other)
    return out
