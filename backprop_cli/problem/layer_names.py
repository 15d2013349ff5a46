"""The layers that a problem can call: the shelf's, its own, and those of a Python file, by every name that each has."""

from collections.abc import Iterable
from copy import copy
from typing import Any

from backprop_cli.errors import LayerError
from backprop_cli.layers import BY_CLASS_NAME, SHELF, Layer
from backprop_cli.source.tree import normalised
from backprop_cli.suggest import did_you_mean

Maker = type[Layer] | Layer  # a class that is made with options, or a layer of the problem's own, which has none


class LayerNames:
    """Name → maker. A layer object holds options alone, so each layer with the same options is made once."""

    def __init__(self) -> None:
        self.makers: dict[str, Maker] = {**SHELF, **BY_CLASS_NAME}
        self.made: dict[tuple[Any, ...], Layer] = {}
        self.shelf_operators: dict[str, Layer] = {
            operator_of(cls): self.make(cls, {}) for cls in SHELF.values() if operator_of(cls)
        }
        self.operators = dict(self.shelf_operators)
        self.broken: set[str] = set()  # definitions that cannot be read: what calls them is not judged
        self.unread = False  # so none of the definitions can, and any unknown name may be one of theirs

    def put(self, name: str, maker: Maker, class_name: str | None = None) -> None:
        """Add a layer; one with a shelf layer's name replaces it under its short name, its class name and its operator."""
        names = {name, class_name or name}
        replaced = SHELF.get(name) or BY_CLASS_NAME.get(class_name or name)
        if replaced is not None:
            names |= {replaced.name, replaced.__name__}
            if operator_of(replaced):
                self.operators[operator_of(replaced)] = self.make(maker, {})
        self.makers.update(dict.fromkeys(normalised(list(names)), maker))

    def put_classes(self, classes: Iterable[type[Layer]]) -> None:
        for cls in classes:
            self.put(cls.name, cls, cls.__name__)

    def with_rule_words(self) -> "LayerNames":
        """The same names and the words of printed rules, where no layer has a word's name: what may be called under `layers:`."""
        from backprop_cli.layers.rule_words import TYPED_WORDS

        words = copy(self)
        words.makers = {**TYPED_WORDS, **self.makers}
        return words

    def has(self, name: str) -> bool:
        """Whether there is a layer of this name, however its letters are made up."""
        return name in self.makers or normalised([name])[0] in self.makers

    def key_of(self, keys: list[str]) -> int | None:
        """Which key of a call names its layer: the first that does, and is no option of another: {size: 3, max_pool2d: x}."""
        layers = [place for place, key in enumerate(keys) if self.has(key)]
        options = {option for place in layers for option in self.find(keys[place]).options}
        return next((place for place in layers if keys[place] not in options), layers[0] if layers else None)

    def is_broken(self, name: str) -> bool:
        """Whether a fault was already said of this layer where it is defined."""
        return normalised([name])[0] in self.broken or (self.unread and not self.has(name))

    def find(self, name: str) -> Maker:
        """The maker of this name. Raises LayerError with the nearest name."""
        maker = self.makers.get(name) or self.makers.get(normalised([name])[0])
        if maker is None:
            raise LayerError(f"no layer is called '{name}'", hint=self.way_out(name))
        return maker

    def way_out(self, name: str) -> str:
        """The hint for an unknown layer: what another library's name means here, the nearest name, or --layers for a class."""
        from backprop_cli.problem.foreign.names import NOT_HERE, answer_in_words, known_elsewhere

        if known_elsewhere(name):
            return answer_in_words(name)
        near = did_you_mean(name, self.makers)
        if name[:1].isupper():
            return f"{near or NOT_HERE}; classes of a Python file are taken by --layers FILE.py"
        return near or NOT_HERE

    def make(self, maker: Maker, options: dict[str, Any]) -> Layer:
        """The layer object for these options. Raises LayerError for an option that it does not have or cannot take."""
        for option in options:
            if option not in maker.options:
                known = ", ".join(f"{name}=" for name in maker.options)
                raise LayerError(
                    f"{maker.name} has no option '{option}'",
                    hint=did_you_mean(option, maker.options) or (f"it has {known}" if known else "it has none"),
                )
        if isinstance(maker, Layer):
            return maker
        key = (maker, repr(sorted(options.items())) if options else "")  # by their text: a slice has no hash before Python 3.12
        if key not in self.made:
            self.made[key] = maker(**options)
        return self.made[key]


def operator_of(cls: type[Layer]) -> str:
    """The sign that stands for a layer in an expression; neg, reciprocal and transpose have no sign of two sides."""
    return cls.operator or (cls.name if cls.name in ("neg", "reciprocal", "transpose", "matrix_transpose") else "")


def signature(maker: Maker) -> str:
    """How a layer is called: `affine(x, W, b)`."""
    inputs = ", ".join(maker.inputs) + (", …" if maker.inputs else "a, b, …") * maker.variadic
    return f"{maker.name}({inputs})"


def check_inputs(maker: Maker, count: int, in_chain: bool = False) -> None:
    """Raise LayerError for a wrong number of inputs. in_chain: the first of them is the value so far."""
    need = len(maker.inputs)
    if count == need or (maker.variadic and count > need):
        return
    takes = "at least one input" if maker.variadic else ("1 input" if need == 1 else f"{need} inputs")
    hint = in_a_chain(maker) if in_chain else f"call it as {signature(maker)}"
    raise LayerError(f"{maker.name} takes {takes}, not {count}", hint=hint)


def in_a_chain(maker: Maker) -> str:
    """How a step calls a layer, whose first input is the value so far."""
    if len(maker.inputs) > 1:
        return f"in a chain the value so far is its first input: {maker.name}({', '.join(maker.inputs[1:])})"
    axis = f", or with its options: {{{maker.name}: [], axis: 0}}" if "axis" in maker.options else ""
    return f"in a chain write {maker.name} alone{axis}"
