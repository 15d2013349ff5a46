"""What comes with the tool: the shelf of layers, and the problems."""

from collections.abc import Iterator
from inspect import cleandoc
from pathlib import Path
from typing import Any

from backprop_cli.layers import SHELF, Layer
from backprop_cli.phrases import in_language, language, say
from backprop_cli.report.blocks import Block
from backprop_cli.report.docstrings import docstring
from backprop_cli.report.rows import Column, Page, Report, Row, Style, Table
from backprop_cli.report.rule_names import pretty
from backprop_cli.words.options_written_out import options_written_out


def layers_report(name: str | None = None) -> Report:
    """The whole shelf, or one layer of it by its short name."""
    return Shelf([*SHELF.values()] if name is None else [SHELF[name]], name is not None)


def problems_report() -> Report:
    """The problems that come with the tool, with their titles."""
    from backprop_cli.problem.library import shipped

    return Problems(shipped())


class Shelf(Report):
    """single: one layer's own page, with its docstring, in place of the list."""

    command = "layers"
    header = ("name", "class", "inputs", "options", "forward", "backward", "convention")

    def __init__(self, layers: list[type[Layer]], single: bool) -> None:
        self.layers = layers
        self.single = single

    def entries(self) -> Iterator[tuple[str, Any]]:
        yield "schema", 1
        yield "command", self.command
        yield "layers", self.lines()

    def lines(self) -> Iterator[dict[str, Any]]:
        for layer in self.layers:
            yield {
                "name": layer.name, "class": layer.__name__, "symbol": layer.symbol, "inputs": inputs(layer),
                "options": {key: machine_option(value) for key, value in layer.options.items()},
                "forward": forward_rule(layer), "backward": backward_rules(layer), "convention": layer.convention or None,
                "description": cleandoc(docstring(layer)),
            }  # fmt: skip

    def records(self) -> Iterator[tuple[Any, ...]]:
        return (tuple(line[key] for key in self.header) for line in self.lines())

    def values(self) -> Iterator[Any]:
        return (layer.name for layer in self.layers)

    def page(self, style: Style) -> Page:
        if self.single:
            return layer_page(self.layers[0], style)
        columns = (
            Column(say("name"), "name"), Column(say("class")), Column(say("inputs")), Column(say("options")),
            Column(say("forward"), "rule"), Column(say("backward"), "rule"), Column(say("convention")),
        )  # fmt: skip
        return Page(None, None, [Table(columns, (shelf_row(layer, style) for layer in self.layers))])


def inputs(layer: type[Layer]) -> list[str]:
    return [*layer.inputs, *(["*xs"] if layer.variadic else [])]


def forward_rule(layer: type[Layer]) -> str:
    """The forward rule as it is where no option is given."""
    return layer.formula if layer.variadic else options_written_out(layer.formula, given_anyway(layer))


def backward_rules(layer: type[Layer]) -> dict[str, str]:
    """The backward rules as they are where no option is given, which can be typed under `layers:`."""
    return {name: options_written_out(rule, given_anyway(layer)) for name, rule in layer.rules.items()}


def given_anyway(layer: type[Layer]) -> dict[str, Any]:
    """A layer's options and their defaults; none of one that has to be given."""
    return {} if layer.name in ("reshape", "subscript", "clip") else layer.options


def machine_option(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def shelf_row(layer: type[Layer], style: Style) -> Row:
    backward: Block = [f"{name}: {pretty(rule, style)}" for name, rule in backward_rules(layer).items()]
    formula, words = pretty(forward_rule(layer), style), sentence_in_ascii(say(layer.convention), style)
    options = ", ".join(f"{key}={value!r}" for key, value in layer.options.items())
    return layer.name, layer.__name__, ", ".join(inputs(layer)), options, formula, backward or [""], words


def sentence_in_ascii(words: str, style: Style) -> str:
    """A sentence of ours, without the signs that ASCII lacks where ASCII is asked for."""
    return words if not style.ascii else "".join(style.sign(character) for character in words)


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a docstring, each on one line: so the tables of phrases/ have them."""
    return [" ".join(paragraph.split()) for paragraph in cleandoc(text).split("\n\n")]


def layer_page(layer: type[Layer], style: Style) -> Page:
    """The page of one layer: what it is, how it is called, both rules, what holds at its kinks."""
    options = [f"{key}={value!r}" for key, value in layer.options.items()]
    rows: list[Row] = [(say("called"), f"{layer.name}({', '.join([*inputs(layer), *options])})")]
    rows += [(say("operator"), layer.operator)] if layer.operator else []
    rows += [(say("forward"), pretty(forward_rule(layer), style))]
    rows += [(say("backward, {name}", name=name), pretty(rule, style)) for name, rule in backward_rules(layer).items()]
    rows += [(say("convention"), sentence_in_ascii(say(layer.convention), style))] if layer.convention else []
    notes = [say("backward is the local gradient: the upstream gradient is multiplied by it")] if layer.rules else []
    if any("dout" in rule for rule in layer.rules.values()):
        notes = [say("dout is the upstream gradient, out the result")]
    about = cleandoc(docstring(layer))
    if style.width is not None or language() != "en":  # the lines are the terminal's to break
        about = "\n\n".join(map(say, paragraphs(about)))
    title = f"{layer.name} {style.sign('·')} {layer.__name__}"
    return Page(title, sentence_in_ascii(about, style), [Table((Column("", "name"), Column("", "rule")), rows), *notes])


class Problems(Report):
    command = "problems"
    header = ("name", "title")

    def __init__(self, files: dict[str, Path]) -> None:
        self.files = files

    def entries(self) -> Iterator[tuple[str, Any]]:
        yield "schema", 1
        yield "command", self.command
        yield "problems", self.lines()

    def lines(self) -> Iterator[dict[str, Any]]:
        return ({"name": name, "title": title(file)} for name, file in self.files.items())

    def records(self) -> Iterator[tuple[Any, ...]]:
        return (tuple(line.values()) for line in self.lines())

    def values(self) -> Iterator[Any]:
        return iter(self.files)

    def page(self, style: Style) -> Page:
        rows = ((line["name"], line["title"] or "") for line in self.lines())
        notes = [] if self.files else [say("no problems were found beside the program")]
        return Page(None, None, [Table((Column(say("name"), "name"), Column(say("title"))), rows), *notes])


def title(file: Path) -> str | None:
    """The title of a problem file, without reading what it computes."""
    from backprop_cli.problem.own_texts import read_texts
    from backprop_cli.source import load, parse
    from backprop_cli.source.tree import Mapping

    document = parse(load(str(file), file.stat().st_size))
    root = document.root
    if not isinstance(root, Mapping) or "title" not in root.keys:
        return None
    place = root.keys.index("title")
    return in_language(read_texts(document.source, "title", root.values[place], root.places[place], []))
