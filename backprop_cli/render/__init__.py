"""An answer in the form that was asked for: one module a form, each with a `text` that yields pieces of the output."""

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

from backprop_cli.report.rows import Report, Style

Form = Callable[[Any, Style], Iterator[str]]  # of a Report, or of a Drawing


def form(name: str) -> Form:
    """The form of the module of this name, imported when it is used. Its pieces are the whole output, line ends included."""

    def text(report: Report, style: Style) -> Iterator[str]:
        pieces: Iterator[str] = import_module(f"backprop_cli.render.{name}").text(report, style)
        return pieces

    return text


def picture(name: str) -> Form:
    """The same for a form of pictures, which are made from a Drawing."""

    def text(drawing: Any, style: Style) -> Iterator[str]:
        pieces: Iterator[str] = import_module(f"backprop_cli.render.picture.{name}").text(drawing.labels(style))
        return pieces

    return text


FORMS: dict[str, Form] = {name: form(name) for name in ("table", "json", "jsonl", "csv", "tsv", "markdown", "yaml", "value")}
# The forms of `draw`, the first for people; each a module of picture/ whose `text` draws a scene's labels.
PICTURES: dict[str, Form] = {name: picture(name) for name in ("text", "svg", "html", "dot", "mermaid")}
# What the ending of a file says of its form (.txt: a command's first); those of a form that is in neither, no command writes.
ENDINGS = {
    ".txt": "table", ".json": "json", ".jsonl": "jsonl", ".csv": "csv", ".tsv": "tsv", ".md": "markdown", ".yaml": "yaml",
    ".yml": "yaml", ".svg": "svg", ".html": "html", ".dot": "dot", ".gv": "dot", ".mmd": "mermaid", ".tex": "latex",
    ".py": "python",
}  # fmt: skip

__all__ = ["ENDINGS", "FORMS", "PICTURES", "Report", "Style"]
