"""A backward rule at one entry: its syntax tree is walked with an index, and the result is a sum of products.

`@` opens a sum over the inner axis, `.T` and its like say which entry of the array inside is meant, `sum(…, axis=)` runs over an
axis, operators go entry by entry, with broadcasting. Everything else is a name with an index, put in by its value.
"""

import ast
from collections.abc import Callable, Mapping
from math import pi, prod
from typing import Any, NamedTuple

from backprop_cli.layers import BY_CLASS_NAME, SHELF, Layer, maths
from backprop_cli.layers.base import Shape, index_text, scalar
from backprop_cli.layers.maths import Value
from backprop_cli.words.entries import (
    COMPUTED,
    Called,
    Compared,
    Leaf,
    Negative,
    Operation,
    Term,
    UnevenSum,
    WhereTerm,
    sum_of_terms,
)
from backprop_cli.words.put_in import names_put_in
from backprop_cli.words.syntax import OPERATORS, NotInWords, tree
from backprop_cli.words.values import MEANINGS, indices, transposed, value_of_words

Index = tuple[int, ...]
VIEWS = ("transpose", "reshape", "expand", "like", "unfold")  # they move the entries of their first argument
ARITHMETIC = ("+", "-", "*", "/", "**")


class Part(NamedTuple):
    """A part of a rule: its value, whole, and what it is at an index of its own shape."""

    value: Value
    at: Callable[[Index], Term]

    @property
    def shape(self) -> Shape:
        return maths.shape_of(self.value)


def broadcast_at(part: Part, index: Index) -> Term:
    """A part at an index of something that it was broadcast to."""
    shape = part.shape
    own = index[len(index) - len(shape) :]
    return part.at(tuple(0 if size == 1 else i for i, size in zip(own, shape, strict=True)))


def named(name: str, value: Value) -> Part:
    value = value if maths.is_array(value) and maths.shape_of(value) else float(value)
    if not maths.is_array(value):
        return Part(value, lambda index: Leaf(name, value))
    return Part(value, lambda index: Leaf(name + index_text(index), float(value[index])))


def negative(part: Part) -> Part:
    return Part(-part.value, lambda index: Negative(part.at(index)))


def combined(sign: str, left: Part, right: Part) -> Part:
    """Two parts entry by entry."""
    kind = Operation if sign in ARITHMETIC else Compared
    value = scalar(COMPUTED[sign](left.value, right.value))
    return Part(value, lambda index: kind(sign, broadcast_at(left, index), broadcast_at(right, index)))


def entry_of(value: Value, index: Index) -> float:
    return float(value[index]) if maths.is_array(value) else float(value)


def multiplied(left: Part, right: Part) -> Part:
    """The product of matrices: each entry is a sum over the inner axis. A vector on the left is a row, on the right a column."""
    value = scalar(left.value @ right.value)
    row, column = len(left.shape) > 1, len(right.shape) > 1

    def at(index: Index) -> Term:
        lead, place = index[: len(index) - row - column], index[len(index) - row - column :]
        before, after = place[:row], place[row:]

        def term(k: int) -> Term:
            return Operation("*", broadcast_at(left, (*lead, *before, k)), broadcast_at(right, (*lead, k, *after)))

        return sum_of_terms(left.shape[-1], term, entry_of(value, index))

    return Part(value, at)


def sum_over(part: Part, axis: Any = None, keepdims: bool = False) -> Part:
    """The sum over an axis, several, or all."""
    if not part.shape:
        return part
    every = range(len(part.shape))
    axes = set(every if axis is None else [a % len(every) for a in (axis if isinstance(axis, tuple) else (axis,))])
    sizes = [part.shape[a] for a in sorted(axes)]
    value = scalar(part.value.sum(axis=tuple(axes), keepdims=keepdims))

    def at(index: Index) -> Term:
        kept = iter([i for a, i in enumerate(index) if a not in axes] if keepdims else index)
        outer = [None if a in axes else next(kept) for a in every]

        def term(k: int) -> Term:
            inner = iter(unravelled(k, sizes))
            return part.at(tuple(next(inner) if i is None else i for i in outer))

        return sum_of_terms(prod(sizes), term, entry_of(value, index))

    return Part(value, at)


def unravelled(k: int, sizes: list[int]) -> Index:
    """The k-th index of an array of these sizes, the last axis running first."""
    places = []
    for size in reversed(sizes):
        k, place = divmod(k, size)
        places.append(place)
    return tuple(reversed(places))


def viewed(part: Part, move: Callable[[Value], Value]) -> Part:
    """A part whose entries were moved. move: does it with an array; here with one that says where each entry came from."""
    count = prod(part.shape)
    places = move(maths.numpy().arange(1, count + 1).reshape(part.shape) if part.shape else 1.0)

    def at(index: Index) -> Term:
        place = int(entry_of(places, index)) - 1  # -1: where nothing came from
        return part.at(unravelled(place, list(part.shape))) if place >= 0 else Leaf("0", 0.0)

    return Part(scalar(move(part.value)), at)


def added_up(part: Part, value: Value, view: Callable[[Value], Value]) -> Part:
    """The way back of a view: an entry of the result is the sum of what goes to its place.

    view: from an array of the result's shape to one with the entries of the part; or with so many more that each entry of the
    part goes to several places in a row.
    """
    shape = maths.shape_of(value)
    places = view(maths.numpy().arange(1, prod(shape) + 1).reshape(shape) if shape else 1.0)  # 0: beyond the border
    copies = prod(maths.shape_of(places)) // max(1, prod(part.shape))

    def at(index: Index) -> Term:
        place = 1 + sum(i * prod(shape[axis + 1 :]) for axis, i in enumerate(index))
        here = maths.numpy().flatnonzero(places == place) // copies if copies else ()

        def term(k: int) -> Term:
            return part.at(unravelled(int(here[k]), list(part.shape)))

        return sum_of_terms(len(here), term, entry_of(value, index), UnevenSum)

    return Part(value, at)


def view_undone(name: str, i: list[Value], options: Mapping[str, Any]) -> Callable[[Value], Value]:
    """The view that a fold or a scatter is the way back of. i: the positions of a scatter that has some."""
    layer = SHELF["unfold" if name == "fold" else "take" if i else "subscript"](**options)
    return lambda x: layer.compute(x, *i)


def choice_of(condition: Part, yes: Part, no: Part) -> Part:
    value = maths.where(condition.value, yes.value, no.value)
    return Part(value, lambda index: WhereTerm(*[broadcast_at(part, index) for part in (condition, yes, no)]))


def applied(name: str, compute: Callable[..., Value], parts: list[Part], options: str = "") -> Part:
    """A function that works entry by entry: exp(x[0,1])."""
    value = scalar(compute(*[part.value for part in parts]))
    return Part(value, lambda index: Called(name, [broadcast_at(part, index) for part in parts], entry_of(value, index), options))


class IndexSums:
    """Opens rules. values: of a rule's words: inputs, options, `out`, `dout` and named steps; names: what to write for them;
    functions: a problem's own, by name."""

    def __init__(self, values: Mapping[str, Any], names: Mapping[str, str], functions: Mapping[str, Layer] = {}) -> None:
        self.values = values
        self.names = names
        self.functions = functions

    def open(self, rule: str) -> Part:
        """A whole rule. Raises NotInWords where it has a word that means nothing here."""
        return self.part(tree(rule))

    def part(self, node: ast.expr) -> Part:
        match node:
            case ast.Constant(value=int() | float() as value) if not isinstance(value, bool):
                return named(ast.unparse(node), float(value))
            case ast.Name(id=name) if name in self.values:
                return named(self.names.get(name, name), self.values[name])
            case ast.Name(id="pi"):
                return named("pi", pi)
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return negative(self.part(operand))
            case ast.BinOp(op=op, left=left, right=right) | ast.Compare(left=left, ops=[op], comparators=[right]):
                return self.operation(OPERATORS.get(type(op), ("", 0))[0], left, right)
            case ast.Attribute(value=inner, attr="T"):
                return viewed(self.part(inner), transposed)
            case ast.Subscript(value=inner, slice=index):
                where = indices(index, self.values)
                return viewed(self.part(inner), lambda x: x[where])
            case ast.Call(func=ast.Name(id=name)):
                return self.call(name, node)
        raise NotInWords(ast.unparse(node))

    def operation(self, sign: str, left: ast.expr, right: ast.expr) -> Part:
        if sign not in COMPUTED:
            raise NotInWords(sign or "an operator")
        parts = self.part(left), self.part(right)
        return multiplied(*parts) if sign == "@" else combined(sign, *parts)

    def call(self, name: str, node: ast.Call) -> Part:
        options = {str(keyword.arg): value_of_words(keyword.value, self.values) for keyword in node.keywords}
        if name in self.functions:
            return self.by_name(name, node, self.functions[name])
        if name in VIEWS:
            others = [value_of_words(argument, self.values) for argument in node.args[1:]]
            return viewed(self.part(node.args[0]), lambda x: MEANINGS[name](x, *others, **options))
        if name in ("fold", "scatter"):
            part, x, *i = map(self.part, node.args)
            positions = [one.value for one in i]
            value = scalar(MEANINGS[name](part.value, x.value, *positions, **options))
            return added_up(part, value, view_undone(name, positions, options))
        if name == "onehot":
            return self.onehot(node)
        if name in MEANINGS and name not in SHELF:
            text = names_put_in(ast.unparse(node), self.names)
            return named(text, MEANINGS[name](*[self.part(argument).value for argument in node.args], **options))
        if name == "sign":
            return applied(name, maths.sign, list(map(self.part, node.args)))
        kind = SHELF.get(name) or BY_CLASS_NAME.get(name)
        if kind is None:
            raise NotInWords(name)
        return self.of_the_shelf(kind, node, options)

    def onehot(self, node: ast.Call) -> Part:
        """Labels as rows with a single 1; targets that have the shape of the scores are themselves."""
        t, x = map(self.part, node.args)
        if t.shape == x.shape:
            return t
        return named(names_put_in(f"onehot({ast.unparse(node.args[0])})", self.names), MEANINGS["onehot"](t.value, x.value))

    def of_the_shelf(self, kind: type[Layer], node: ast.Call, options: dict[str, Any]) -> Part:
        parts = list(map(self.part, node.args))
        if kind.name == "sum":
            return sum_over(parts[0], **options)
        if kind.name == "where":
            return choice_of(*parts)
        layer = kind(**options)
        unusual = "".join(f", {key}={value!r}" for key, value in options.items() if value != kind.options[key])
        if kind.elementwise:
            return applied(kind.name, layer.compute, parts, unusual)
        return self.by_name(kind.name, node, layer, unusual)

    def by_name(self, name: str, node: ast.Call, layer: Layer, options: str = "") -> Part:
        """A function that mixes entries: its result with an index, softmax(x)[0,1]."""
        value = layer.compute(*[self.part(argument).value for argument in node.args])
        inside = ", ".join(names_put_in(ast.unparse(argument), self.names) for argument in node.args)
        return named(f"{name}({inside}{options})", value)
