"""The nodes of a problem: `name: expression` and `name: {layer: inputs, option: value}` → entries of a draft."""

from collections.abc import Callable
from typing import Any

from backprop_cli.errors import BpcalcError, ExpressionError, LayerError, LimitError, StructureError
from backprop_cli.problem.expression.call_options import any_option, from_tree
from backprop_cli.problem.expression.compiler import Compiler
from backprop_cli.problem.expression.parsing import MOST_OPERATIONS, SPLIT_IT
from backprop_cli.problem.layer_names import Maker, check_inputs
from backprop_cli.problem.plain_lines import BLOCK, add_from_the_top, add_plain, two_input_signs
from backprop_cli.source.tree import Listing, Mapping, Tree

Argument = tuple[str, int] | int  # an expression with its place, or a reference


def add_nodes(compiler: Compiler, section: Mapping) -> None:
    """Add every entry of `nodes:`, in the order of the file."""
    signs = two_input_signs(compiler.operators)
    done = 0 if compiler.draft.names else add_from_the_top(compiler.draft, signs, section)
    for start in range(done, len(section.keys), BLOCK):
        block = slice(start, start + BLOCK)
        names, trees, places = section.keys[block], section.values[block], section.places[block]
        if not add_plain(compiler.draft, signs, names, trees, places):
            for index, (name, tree, place) in enumerate(zip(names, trees, places, strict=True)):
                one = slice(index, index + 1)
                if not add_plain(compiler.draft, signs, names[one], trees[one], places[one]):
                    add_entry(compiler, name, tree, place)


def add_entry(compiler: Compiler, name: str, tree: Tree, place: int, bare: bool = False) -> int:
    """Add one entry; its reference. bare: a name or a number alone will do."""
    if isinstance(tree, str):
        return compiler.node(name, tree, place, bare)
    if isinstance(tree, float) and not isinstance(tree, bool):
        return compiler.node(name, repr(tree), place, bare)
    if isinstance(tree, Mapping):
        return add_call(compiler, name, tree, place)
    if not (isinstance(tree, Listing) and tree.broken):
        what = "a list" if isinstance(tree, Listing) else "this"
        compiler.fault(StructureError(f"{what} is no node", hint="write an expression, or {layer: [inputs]}"), place)
    return compiler.draft.add_broken(name, place)


def add_call(compiler: Compiler, name: str, tree: Mapping, place: int, first: int | None = None, first_name: str = "") -> int:
    """Add `name: {layer: [inputs], option: value}`; `first`: a reference that stands before the written inputs (a chain's)."""
    found = None if tree.broken else the_layer(compiler, name, tree, place)
    if found is None:
        return compiler.draft.add_broken(name, place)
    key, maker = found
    options = read_options(compiler, tree, key, any_option if maker.takes_any_option else from_tree)
    if isinstance(maker, type):
        maker = maker.taking(options or ())
    written = arguments(compiler, tree, key, maker, first_name)
    lead: list[Argument] = [] if first is None else [first]
    try:
        if written is not None:
            check_inputs(maker, len(written) + len(lead), bool(lead))
        if written is None or options is None:
            return compiler.draft.add_broken(name, place)
        layer = compiler.layer_names.make(maker, options)
    except LayerError as error:
        compiler.fault(error, tree.key_places[key], len(tree.keys[key]))
        return compiler.draft.add_broken(name, place)
    return compiler.call(name, layer, [*lead, *written], call_text(tree, key, first_name), place)


def the_layer(compiler: Compiler, name: str, tree: Mapping, place: int) -> tuple[int, Maker] | None:
    """The position of the key that names the layer of a call, and the layer's maker."""
    if not tree.keys:
        compiler.fault(StructureError("an empty mapping is no node", hint="write an expression, or {layer: [inputs]}"), place)
        return None
    layer_names = compiler.layer_names
    if any(map(layer_names.is_broken, tree.keys)):
        return None
    layer = layer_names.key_of(tree.keys)
    if layer is not None:
        return layer, layer_names.find(tree.keys[layer])
    try:
        layer_names.find(tree.keys[0])
    except LayerError as error:
        error.hint = compiler.way_out(name, tree.keys[0], call_text(tree, 0, ""), place, error.hint)
        compiler.fault(error, tree.key_places[0], len(tree.keys[0]))
    return None


def arguments(compiler: Compiler, call: Mapping, key: int, maker: Maker, first_name: str) -> list[Argument] | None:
    """The inputs of a call: one alone, or a list of them. None after a fault."""
    tree, place = call.values[key], call.places[key]
    if isinstance(tree, Listing):
        if len(tree.items) > MOST_OPERATIONS:
            compiler.fault(LimitError(f"more than {MOST_OPERATIONS} inputs of one layer", hint=SPLIT_IT), place)
            return None
        read = [argument(compiler, item, where) for item, where in zip(tree.items, tree.places, strict=True)]
        return None if tree.broken or None in read else [one for one in read if one is not None]
    if tree == "" or tree is None:
        return []
    if isinstance(tree, Mapping) and tree.keys and all(option in maker.options for option in tree.keys):
        beside = ", ".join(f"{option}: {yaml_text(value)}" for option, value in zip(tree.keys, tree.values, strict=True))
        inputs = "" if first_name else ", ".join(maker.inputs)
        hint = f"write {{{call.keys[key]}: [{inputs}], {beside}}}"
        compiler.fault(ExpressionError("options stand beside the layer, not inside of its inputs", hint=hint), place)
        return None
    one = argument(compiler, tree, place)
    return None if one is None else [one]


def yaml_text(tree: Tree) -> str:
    """An option as YAML writes it."""
    return f"[{', '.join(map(yaml_text, tree.items))}]" if isinstance(tree, Listing) else text_of(tree)


def argument(compiler: Compiler, tree: Tree, place: int) -> Argument | None:
    if isinstance(tree, str):
        return tree, place
    if isinstance(tree, float) and not isinstance(tree, bool):
        return repr(tree), place
    if not (isinstance(tree, Mapping | Listing) and tree.broken):
        inside = isinstance(tree, Mapping) and tree.keys and tree.keys[0] in compiler.layer_names.makers
        hint = f'write "{text_of(tree)}"' if inside else "a call inside a call is written layer(a, b)"
        compiler.fault(ExpressionError("an input is an expression", hint=hint), place)
    return None


def read_options(compiler: Compiler, tree: Mapping, layer: int, read_option: Callable[[Tree], Any]) -> dict[str, Any] | None:
    """Every key beside the layer's. None after a fault."""
    options: dict[str, Any] | None = {}
    for index, (key, value, place) in enumerate(zip(tree.keys, tree.values, tree.places, strict=True)):
        if index != layer:
            try:
                read = read_option(value)
            except BpcalcError as error:
                compiler.fault(error, place)
                options = None
            else:
                if options is not None:
                    options[key] = read
    return options


def call_text(tree: Mapping, layer: int, first_name: str) -> str:
    """A call as an expression: `sum(x, axis=0)`."""
    inputs = tree.values[layer]
    parts = [first_name] if first_name else []
    parts += [text_of(item) for item in (inputs.items if isinstance(inputs, Listing) else [inputs]) if item != ""]
    parts += [
        f"{key}={option_text(value)}"
        for index, (key, value) in enumerate(zip(tree.keys, tree.values, strict=True))
        if index != layer
    ]
    return f"{tree.keys[layer]}({', '.join(parts)})"


def option_text(tree: Tree) -> str:
    """An option as an expression would write it; a mapping, which only layers of Python files have, as a dictionary."""
    if isinstance(tree, Mapping):
        return f"{{{', '.join(f'{key}: {option_text(value)}' for key, value in zip(tree.keys, tree.values, strict=True))}}}"
    return text_of(tree)


def text_of(tree: Tree) -> str:
    if isinstance(tree, Listing):
        return f"({', '.join(map(text_of, tree.items))}{',' if len(tree.items) == 1 else ''})"
    if isinstance(tree, Mapping) and tree.keys:
        return call_text(tree, 0, "")
    if isinstance(tree, float):
        return repr(int(tree)) if tree.is_integer() else repr(tree)
    return str({"true": True, "false": False, "null": None}.get(tree, tree)) if isinstance(tree, str) else str(tree)
