"""An answer in the form that was asked for: one module a form, each with a `text` that yields pieces of the output.

cli/show.py calls FORMS[name] with a Report and the Style of the terminal or file.
"""

from collections.abc import Callable, Iterator
from importlib import import_module

from backprop_cli.report.rows import Report, Style

Form = Callable[[Report, Style], Iterator[str]]


def form(name: str) -> Form:
    """The form of the module of this name, imported when it is used. Its pieces are the whole output, line ends included."""

    def text(report: Report, style: Style) -> Iterator[str]:
        pieces: Iterator[str] = import_module(f"backprop_cli.render.{name}").text(report, style)
        return pieces

    return text


FORMS: dict[str, Form] = {name: form(name) for name in ("table", "json", "jsonl", "csv", "tsv", "markdown", "yaml", "value")}
# What the ending of a file says of its form; those of a form that is not in FORMS, no command writes.
ENDINGS = {
    ".txt": "table", ".json": "json", ".jsonl": "jsonl", ".csv": "csv", ".tsv": "tsv", ".md": "markdown", ".yaml": "yaml",
    ".yml": "yaml", ".svg": "svg", ".html": "html", ".dot": "dot", ".gv": "dot", ".mmd": "mermaid", ".tex": "latex",
    ".py": "python",
}  # fmt: skip

__all__ = ["ENDINGS", "FORMS", "Report", "Style"]
