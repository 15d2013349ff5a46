"""A picture as Mermaid, which GitHub and many note books draw where they find it in a text."""

import re
from collections.abc import Iterator

from backprop_cli.picture.scene import CONSTANT, CUT, OPERATION
from backprop_cli.render.cells import escaped
from backprop_cli.render.picture.diagram import BRANCH, Arrow, Vertex, diagram
from backprop_cli.render.picture.labels import Labels

MOST_EDGES, MOST_CHARACTERS = 500, 50_000  # above, Mermaid draws nothing unless it is told to
PLAIN = frozenset(" .,=/÷×·←∂−…+-")  # signs that mean nothing in a label; what else is no letter or digit becomes an entity
ARROW = re.compile(r"^  n\d+ -", re.M)
HEAD = (
    "flowchart LR",
    "classDef outside fill:none,stroke:none",
    "classDef dim fill:none,stroke:none,color:#6e7781",
)


def text(labels: Labels) -> Iterator[str]:
    """The lines of the file, ends included."""
    vertices, arrows = diagram(labels)
    first, *rest = HEAD
    yield f"{first}\n"
    for line in (*rest, *(vertex_line(n, vertex) for n, vertex in enumerate(vertices)), *map(arrow_line, arrows)):
        yield f"  {line}\n"


def refused(written: str) -> str | None:
    """Why Mermaid will not draw a text, if it will not."""
    arrows = len(ARROW.findall(written))
    if arrows > MOST_EDGES:
        return f"Mermaid draws no more than {MOST_EDGES} lines, and here are {arrows}"
    if len(written) > MOST_CHARACTERS:
        return f"Mermaid draws no text of more than {MOST_CHARACTERS} characters, and this has {len(written)}"
    return None


def vertex_line(number: int, vertex: Vertex) -> str:
    if vertex.kind == BRANCH:
        return f'n{number}(("●")):::outside'
    words = label(vertex.text)
    if vertex.kind == OPERATION:
        return f"n{number}(({words}))" if vertex.circle else f"n{number}({words})"
    return f"n{number}[{words}]:::{'dim' if vertex.kind in (CONSTANT, CUT) else 'outside'}"


def arrow_line(arrow: Arrow) -> str:
    """A line with the value and, below it, the gradient; dotted where no gradient runs."""
    words = label(*filter(None, (arrow.value, arrow.gradient)))
    line, end = ("-.", ".-") if arrow.dashed else ("--", "--")
    return f"n{arrow.source} {line} {words} {end}{'>' if arrow.head else '-' * (not arrow.dashed)} n{arrow.target}"


def label(*lines: str) -> str:
    """Lines of text in quotes, one below the other."""
    return '"' + "<br>".join(map(entities, lines)) + '"'


def entities(words: str) -> str:
    """A text in which nothing means anything to Mermaid or to Markdown, which it also reads in labels.

    A leading + or - would begin a list.
    """
    return "".join(sign if is_plain(sign, place) else f"#{ord(sign)};" for place, sign in enumerate(escaped(words)))


def is_plain(sign: str, place: int) -> bool:
    return sign.isalnum() or (sign in PLAIN and (place > 0 or sign not in "+-"))
