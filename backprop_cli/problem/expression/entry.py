"""One expression → nodes of a draft, by walking Python's tree of it; compiler.py makes an Entry for each."""

import ast
from math import pi
from typing import NamedTuple

from backprop_cli.errors import BpcalcError, ExpressionError, Found, LayerError, NameFault, ValueFault
from backprop_cli.layers.base import Layer
from backprop_cli.problem.draft import BROKEN
from backprop_cli.problem.expression import refusals
from backprop_cli.problem.expression.call_options import as_index, as_option
from backprop_cli.problem.expression.context import Context
from backprop_cli.problem.expression.entry_text import Written, repaired_or
from backprop_cli.problem.expression.parsing import MOST_OPERATIONS, SPLIT_IT
from backprop_cli.problem.layer_names import Maker, check_inputs, signature
from backprop_cli.problem.own_layers.groups import is_group, open_group
from backprop_cli.problem.values.numbers import number

AT_ROOT = -2
MOST_SEARCHED = 2_000_000  # names, for all the faults of a file together: a search for the nearest takes its time

OPERATORS: dict[type[ast.AST], str] = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.Pow: "**", ast.MatMult: "@",
    ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!=",
}  # fmt: skip


Operation = tuple[Layer | None, list[ast.expr]]


class Entry(Written):
    """One named entry while it is compiled: what a sub-expression becomes is named entry.1, entry.2, … as it runs."""

    def __init__(self, context: Context, name: str, place: int) -> None:
        super().__init__(context, name, place)
        self.count = 0
        self.root: tuple[Layer, tuple[int, ...], str] | None = None

    def reads(self, text: str) -> bool:
        """Whether a text would be read without a fault in the place of this entry's."""
        trial = Entry(self.context.trial(text), self.name, 0)
        tree = trial.parse(text)
        if tree is None or (self.first is not None and not isinstance(tree, ast.Call)):
            return False
        result = trial.compile(tree, None if self.first is None else 0)
        return not trial.context.faults and (self.bare or result == AT_ROOT)

    def argument(self, text: str, place: int) -> int:
        """A reference for an expression that is an input of a call: all its operations are inner nodes."""
        outer, self.place, self.bare = self.place, place, True
        tree = self.parse(text)
        result = BROKEN if tree is None else self.compile(tree)
        if self.root is not None:
            result = self.add_inner()
        self.place = outer
        return result

    def finish(self, result: int) -> int:
        if result == BROKEN or self.root is None:
            return self.context.draft.add_broken(self.name, self.place)
        layer, sources, _ = self.root
        return self.add_root(layer, sources, self.text.shown)

    def add_root(self, layer: Layer, sources: tuple[int, ...], text: str) -> int:
        draft = self.context.draft
        if self.context.expand and is_group(layer):
            layer, sources, self.count = open_group(draft, layer, sources, self.name, self.count, self.place)
        return draft.add_root(self.name, layer, sources, text, self.place)

    def add_inner(self) -> int:
        assert self.root is not None
        layer, sources, text = self.root
        self.root = None
        self.count += 1
        name, draft = f"{self.name}.{self.count}", self.context.draft
        if self.context.expand and is_group(layer):
            layer, sources, _ = open_group(draft, layer, sources, name, 0, self.place)
        return draft.add(name, layer, sources, text, self.place)

    def compile(self, tree: ast.expr, first: int | None = None) -> int:
        """Walk the tree without recursion, inside first, left to right; the last operation is left in `root`.

        Returns the reference of a bare name or number, AT_ROOT where an operation was left in `root`, BROKEN after a fault.
        first: the reference that a call at the top gets before its own inputs.
        """
        self.first = first
        results: list[int] = []
        work: list[ast.expr | Ready] = [tree]
        operations = 0
        while work:
            step = work.pop()
            if type(step) is Ready:
                start = len(results) - step.inputs
                sources = tuple(results[start:])
                del results[start:]
                results.append(self.operate(step.layer, sources, step.node, not work))
                continue
            node: ast.expr = step  # type: ignore[assignment]
            lead = [first] if first is not None and node is tree else []
            found = self.enter(node, len(lead))
            if type(found) is int:
                results.append(found)
                continue
            operations += 1
            if operations > MOST_OPERATIONS:
                return self.fault(ExpressionError, f"more than {MOST_OPERATIONS} operations in one expression", node, SPLIT_IT)
            layer, children = found  # type: ignore[misc]
            results += lead
            work.append(Ready(node, layer, len(children) + len(lead)))
            work += reversed(children)
        return results[0]

    def operate(self, layer: Layer | None, sources: tuple[int, ...], node: ast.expr, at_root: bool) -> int:
        if layer is None or BROKEN in sources:
            return BROKEN
        self.root = (layer, sources, self.text.piece(node))
        return AT_ROOT if at_root else self.add_inner()

    def enter(self, node: ast.expr, lead: int) -> int | Operation:
        """A leaf's reference; or an operation's layer (None after a fault) with what it works on."""
        if type(node) is ast.Name:
            return self.resolve(node)
        match node:
            case ast.Constant(value=int() | float()) if not isinstance(node.value, bool):
                return self.literal(node, "")
            case ast.UnaryOp(op=ast.USub() | ast.UAdd(), operand=ast.Constant(value=int() | float()) as operand):
                return self.literal(operand, "-" if isinstance(node.op, ast.USub) else "")
            case ast.Call():
                return self.call(node, lead)
            case ast.Subscript():
                return self.subscript(node)
            case ast.BinOp() if type(node.op) not in OPERATORS:
                return self.refuse_operator(node)
        found = self.signed(node)
        if found is None:
            message, words = refusals.refuse_node(node)
            return self.fault(ExpressionError, message, node, self.advised(repaired_or(words)))
        try:
            check_inputs(found[0], len(found[1]))  # a sign's layer may be one of the problem's own
        except LayerError as error:
            self.fault(LayerError, error.message, node, error.hint)
            return None, found[1]
        return found

    def signed(self, node: ast.expr) -> tuple[Layer, list[ast.expr]] | None:
        """The operation of a sign: `x * y`, `-x`, `x > y`, `x.T`; 1 / x is the book's one-input layer."""
        layers = self.context.operators
        match node:
            case ast.UnaryOp(op=ast.USub()):
                return layers["neg"], [node.operand]
            case ast.BinOp(left=ast.Constant(value=1 as one), op=ast.Div()) if one is not True:
                return layers["reciprocal"], [node.right]
            case ast.BinOp():
                return layers[OPERATORS[type(node.op)]], [node.left, node.right]
            case ast.Compare(ops=[operator]) if type(operator) in OPERATORS:
                return layers[OPERATORS[type(operator)]], [node.left, *node.comparators]
            case ast.Attribute(attr="T"):
                return layers["transpose"], [node.value]
            case ast.Attribute(attr="mT"):
                return layers["matrix_transpose"], [node.value]
        return None

    def refuse_operator(self, node: ast.BinOp) -> Operation:
        """Note an operator that there is not, under its own sign, and go on with what it joins."""
        message, words, note = refusals.OPERATORS[type(node.op)]
        start, length = self.text.span(node.left)
        sign = message.split(" ", 1)[0]
        found = self.text.text.find(sign, start + length - self.text.shift) + self.text.shift
        place = self.context.source.inside(self.place, found, len(sign))
        hint = self.advised(repaired_or(words, note))
        self.context.faults.append(ExpressionError(message, place, hint))
        return None, [node.left, node.right]

    def resolve(self, node: ast.Name) -> int:
        """The reference of a name."""
        context = self.context
        found = context.draft.numbers.get(node.id)
        if found is not None:
            return found
        if node.id == "pi":
            return context.draft.add_literal(pi, "pi")
        if node.id in context.broken_names or context.incomplete:
            return BROKEN
        maker = context.layer_names.makers.get(node.id)
        if maker:
            hint = self.advised(repaired_or(f"{node.id} is a layer: {signature(maker)}"))
        elif len(context.faults) < Found.SHOWN and len(context.faults) * len(context.draft.numbers) < MOST_SEARCHED:
            known = [name for name in context.draft.numbers if name != self.name]
            hint = self.advised(lambda advice: advice.of_name(node.id, known))
        else:
            hint = None
        return self.fault(NameFault, context.unknown.format(self.text.piece(node)), node, hint)

    def literal(self, node: ast.Constant, sign: str) -> int:
        """The reference of a number, by the rules of values: 0x1F and 1_000 are none."""
        text = self.text.piece(node)
        try:
            value = number(text)
        except ValueFault as error:
            return self.fault(ExpressionError, error.message, node, error.hint)
        return self.context.draft.add_literal(-value if sign else value, sign + text)

    def check_numbers(self, option: ast.expr) -> None:
        """Raise ValueFault for a number that Python takes and values do not."""
        for node in ast.walk(option):
            if isinstance(node, ast.Constant) and type(node.value) in (int, float):
                number(self.text.piece(node))

    def call(self, node: ast.Call, lead: int) -> int | Operation:
        """A layer call: which layer, with which options, on what. `lead`: how many inputs stand before the written ones."""
        function = node.func
        if isinstance(function, ast.Attribute):
            hint = self.advised(lambda advice: advice.of_method(function.attr))
            return self.fault(ExpressionError, refusals.refuse_method(self.text.piece(function.value), function.attr), node, hint)
        if not isinstance(function, ast.Name):
            hint = self.advised(repaired_or(refusals.A_PRODUCT))
            return self.fault(ExpressionError, "only a layer's name can be called", function, hint)
        if self.context.layer_names.is_broken(function.id):
            return None, node.args
        try:
            maker = self.context.layer_names.find(function.id)
        except LayerError as error:
            hint, name = error.hint, function.id
            self.fault(LayerError, error.message, function, self.advised(lambda advice: advice.of_call(name, hint)))
            return None, node.args
        return self.made(node, maker, lead), node.args

    def made(self, node: ast.Call, maker: Maker, lead: int) -> Layer | None:
        """The layer object of a call, None after a fault."""
        before = len(self.context.faults)
        options = {}
        for keyword in node.keywords:
            try:
                if keyword.arg is None:
                    raise ExpressionError("** is not allowed in a call", hint="write the options out")
                if keyword.arg in maker.inputs:
                    raise LayerError(f"the input {keyword.arg} is given by its position", hint=f"write {signature(maker)}")
                options[keyword.arg] = as_option(keyword.value)
                self.check_numbers(keyword.value)
            except BpcalcError as error:
                by_rule = isinstance(error, ValueFault)  # of a number alone
                self.fault(type(error), error.message, keyword, error.hint if by_rule else self.advised(repaired_or(error.hint)))
        if len(self.context.faults) > before:
            return None
        try:
            check_inputs(maker, len(node.args) + lead, bool(lead))
            return self.context.layer_names.make(maker, options)
        except LayerError as error:
            words, note = refusals.too_many_inputs(node, maker.inputs, maker.options)
            self.fault(LayerError, error.message, node, self.advised(repaired_or(words or error.hint, note)))
        return None

    def subscript(self, node: ast.Subscript) -> int | Operation:
        """x[0], x[:, 1:3]: the index is an option."""
        try:
            index = as_index(node.slice)
            self.check_numbers(node.slice)
            return self.context.layer_names.make(self.context.layer_names.makers["subscript"], {"index": index}), [node.value]
        except BpcalcError as error:
            self.fault(type(error), error.message, node.slice, error.hint)
            return None, [node.value]


class Ready(NamedTuple):
    """An operation all of whose inputs were entered before: it takes as many of the last results as it has."""

    node: ast.expr
    layer: Layer | None
    inputs: int
