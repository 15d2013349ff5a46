"""An answer in the form that was asked for: one module a form, each with a `text` that yields pieces of the output.

cli/show.py calls FORMS[name] with a Report (PICTURES[name] with a Drawing) and the Style of the terminal or file.
"""

from collections.abc import Iterator
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from backprop_cli.report.rows import Style


class Form(NamedTuple):
    """A form of answers, by the name that -f takes. Its module has the same name, and is imported when an answer is written.

    endings: of the files that -o writes in this form. exchanged: where the console's encoding is not UTF-8 it keeps to ASCII, as
    JSON can. pasted: it keeps its letters; where the encoding lacks some, a note says so. signs: it is drawn with these, or, where
    the encoding lacks one, in ASCII. learners: people read it, in their language; what programs read is the same in all.
    """

    name: str
    endings: tuple[str, ...] = ()
    exchanged: bool = False
    pasted: bool = False
    signs: str = ""
    learners: bool = False

    def __call__(self, report: Any, style: "Style") -> Iterator[str]:
        """The pieces of the whole output, line ends included."""
        pieces: Iterator[str] = import_module(f"backprop_cli.render.{self.name}").text(report, style)
        return pieces


class Picture(Form):
    """A form of pictures: its module is one of picture/, and draws the labels of a Drawing."""

    __slots__ = ()

    def __call__(self, drawing: Any, style: "Style") -> Iterator[str]:
        pieces: Iterator[str] = import_module(f"backprop_cli.render.picture.{self.name}").text(drawing.labels(style))
        return pieces


ROWS = (
    Form("table", (".txt",), learners=True),
    Form("json", (".json",), exchanged=True),
    Form("jsonl", (".jsonl",), exchanged=True),
    Form("csv", (".csv",), pasted=True),
    Form("tsv", (".tsv",), pasted=True),
    Form("markdown", (".md",), pasted=True, learners=True),
    Form("yaml", (".yaml", ".yml"), pasted=True),
    Form("value"),
)
FORMS = {form.name: form for form in ROWS}
# The forms of `draw`, the first for people.
PICTURE_ROWS = (
    Picture("text", (".txt",), signs="╭╮╰╯├┤●▶▼▲←", learners=True),
    Picture("svg", (".svg",), exchanged=True, learners=True),
    Picture("html", (".html",), exchanged=True, learners=True),
    Picture("dot", (".dot", ".gv"), pasted=True, learners=True),
    Picture("mermaid", (".mmd",), pasted=True, learners=True),
)
PICTURES: dict[str, Form] = {form.name: form for form in PICTURE_ROWS}
UNWRITTEN = {".tex": "latex", ".py": "python"}
# The form that the ending of a file names (.txt: a command's first); those in UNWRITTEN have no command that writes them yet.
ENDINGS = {ending: form.name for form in (*PICTURE_ROWS, *ROWS) for ending in form.endings} | UNWRITTEN
