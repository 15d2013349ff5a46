"""A picture as DOT, the language of Graphviz, which finds the places itself: `dot -Tsvg`."""

from collections.abc import Iterator
from html import escape

from backprop_cli.picture.scene import CONSTANT, CUT, OPERATION
from backprop_cli.render.cells import escaped
from backprop_cli.render.picture.diagram import BRANCH, Arrow, Vertex, diagram
from backprop_cli.render.picture.labels import Labels

RED = "#b42318"
GRAY = "#57606a"
HEAD = (
    'rankdir=LR; ordering=in; nodesep=0.4; ranksep=0.5; fontname="Helvetica"',
    'node [fontname="Helvetica", fontsize=14]',
    'edge [fontname="Helvetica", fontsize=12, arrowsize=0.7]',
)


def text(labels: Labels) -> Iterator[str]:
    """The lines of the file, ends included."""
    vertices, arrows = diagram(labels)
    title = labels.scene.problem.title
    yield "digraph {\n"
    for line in (*HEAD, *([f"labelloc=t; label={dot_text(title)}"] if title else [])):
        yield f"  {line};\n"
    for number, vertex in enumerate(vertices):
        yield f"  n{number} [{attributes(vertex)}];\n"
    for arrow in arrows:
        yield f"  n{arrow.source} -> n{arrow.target} [{dot_label(arrow)}];\n"
    yield "}\n"


def attributes(vertex: Vertex) -> str:
    if vertex.kind == BRANCH:
        return "shape=point, width=0.08"
    words = f"label={dot_text(vertex.text)}"
    if vertex.kind == OPERATION:
        return f"{words}, shape=circle, fixedsize=false, margin=0.02" if vertex.circle else f"{words}, shape=box, style=rounded"
    return f'{words}, shape=plaintext, fontcolor="{GRAY}"' if vertex.kind in (CONSTANT, CUT) else f"{words}, shape=plaintext"


def dot_label(arrow: Arrow) -> str:
    """The value above, the gradient below, in bold and red: a table of two rows."""
    rows = [f"<tr><td>{escape(arrow.value)}</td></tr>"] if arrow.value else []
    if arrow.gradient:
        rows.append(f'<tr><td><font color="{RED}"><b>{escape(arrow.gradient)}</b></font></td></tr>')
    words = [f'label=<<table border="0" cellpadding="1" cellspacing="0">{"".join(rows)}</table>>'] if rows else []
    return ", ".join(words + ["style=dashed"] * arrow.dashed + ["arrowhead=none"] * (not arrow.head))


def dot_text(words: str) -> str:
    r"""A text in quotes. Graphviz reads \ and the entities of HTML inside of them."""
    entities = escaped(words).replace("&", "&amp;")
    return '"' + entities.replace("\\", "\\\\").replace('"', '\\"') + '"'
