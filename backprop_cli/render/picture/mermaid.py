"""A picture as Mermaid, which GitHub and many note books draw where they find it in a text."""

from collections.abc import Iterator
from itertools import starmap

from backprop_cli.picture.scene import CONSTANT, CUT, OPERATION
from backprop_cli.render.cells import escaped
from backprop_cli.render.picture.diagram import BRANCH, Arrow, Vertex, diagram
from backprop_cli.render.picture.labels import Labels

MOST_EDGES, MOST_CHARACTERS = 500, 50_000  # above, Mermaid draws nothing unless it is told to
PLAIN = frozenset(" .,=/÷×·←∂−…●+-")  # signs that mean nothing in a label; what else is no letter or digit becomes an entity
HEAD = (
    "flowchart LR",
    "classDef outside fill:none,stroke:none",
    "classDef dim fill:none,stroke:none,color:#6e7781",
)


def text(labels: Labels) -> Iterator[str]:
    """The lines of the file, ends included."""
    vertices, arrows = diagram(labels)
    first, *rest = HEAD
    lines = [f"{first}\n"]
    lines += [f"  {line}\n" for line in (*rest, *starmap(vertex_line, enumerate(vertices)), *map(arrow_line, arrows))]
    labels.notes.extend(refusals(len(arrows), sum(map(len, lines))))
    yield from lines


def refusals(arrows: int, characters: int) -> Iterator[str]:
    """Why Mermaid will not draw a text, where it will not."""
    for count, most, what in ((arrows, MOST_EDGES, "lines"), (characters, MOST_CHARACTERS, "characters")):
        if count > most:
            yield f"Mermaid draws no picture of more than {most} {what}, and this has {count}: -f dot has no such limit"


def vertex_line(number: int, vertex: Vertex) -> str:
    if vertex.kind == BRANCH:
        return f"n{number}(({mermaid_label(vertex.text)})):::outside"
    words = mermaid_label(vertex.text)
    if vertex.kind == OPERATION:
        return f"n{number}(({words}))" if vertex.circle else f"n{number}({words})"
    return f"n{number}[{words}]:::{'dim' if vertex.kind in (CONSTANT, CUT) else 'outside'}"


def arrow_line(arrow: Arrow) -> str:
    """A line with the value and, below it, the gradient; dotted where no gradient runs."""
    words = mermaid_label(*filter(None, (arrow.value, arrow.gradient)))
    line, end = ("-.", ".-") if arrow.dashed else ("--", "--")
    return f"n{arrow.source} {line} {words} {end}{'>' if arrow.head else '-' * (not arrow.dashed)} n{arrow.target}"


def mermaid_label(*lines: str) -> str:
    """Lines of text in quotes, one below the other."""
    return '"' + "<br>".join(map(entities, lines)) + '"'


def entities(words: str) -> str:
    """A text in which nothing means anything to Mermaid or to Markdown, which it also reads in labels.

    A leading + or - would begin a list.
    """
    return "".join(sign if is_plain(sign, place) else f"#{ord(sign)};" for place, sign in enumerate(escaped(words)))


def is_plain(sign: str, place: int) -> bool:
    return sign.isalnum() or (sign in PLAIN and (place > 0 or sign not in "+-"))
