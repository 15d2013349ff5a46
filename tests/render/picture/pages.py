"""Pages for tests: a problem as a page, and what a script finds in it."""

import html as entities
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from backprop_cli.engine import Pass, forward
from backprop_cli.layers.maths import Value
from backprop_cli.picture.scene import Scene, scene_of
from backprop_cli.problem.problem import Problem
from backprop_cli.problem.solve import solve
from backprop_cli.render.picture import html
from backprop_cli.render.picture.labels import LONGEST_SUM, Labels
from backprop_cli.report.rows import Style
from tests.browser import document
from tests.picture.scenes import read

MIXED = """title: everything a page can compute
layers:
  squash:
    inputs: [x]
    let: {e: exp(-x), s: 1 / (1 + e)}
    forward: s
    backward: {x: dout * s * (1 - s)}
  bowl:
    inputs: [x, y, unused]
    forward: (x - y) ** 2 + where(x > y, x, 2)
variables: {a: 0.75, b: -1.5, c: 0, d: 2.25}
constants: {k: 3}
nodes:
  p: squash(a * b + c)
  q: bowl(p, b, d)
  r: maximum(q, a) - tanh(d) / sqrt(d * d + k)
  s: leaky_relu(b * r, slope=0.25) + softplus(c) + abs(b) ** 1.5
  loss: mean_squared_error(s, k) * -1 + exp(a) * q
upstream: 1.25
"""


def solved(problem: Problem, values: Sequence[Value] | None = None) -> tuple[Scene, Pass]:
    """values: of the inputs, where they are not the problem's own."""
    done = solve(problem, values=None if values is None else forward(problem.graph, values))
    return scene_of(problem, done.values, problem.output(), done), done


def line_texts(labels: Labels) -> list[tuple[str, str]]:
    """What stands above and below each line."""
    scene = labels.scene
    branches = [len(scene.readings[wire.source]) > 1 for wire in scene.wires]
    values = [
        labels.value(item.number) if branch else labels.begins(item)
        for branch, item in zip(branches, (scene.items[wire.source] for wire in scene.wires), strict=True)
    ]
    return [(drawn(value), labels.returned(wire)) for value, wire in zip(values, scene.wires, strict=True)]


def stub_texts(labels: Labels, first: Labels) -> dict[int, tuple[str, str]]:
    """What stands above and below the line before a value's branches, by item. first: before anything was moved; where there was no
    room for the sum there is none for another."""
    scene, room = labels.scene, {True: LONGEST_SUM, False: 0}
    return {
        place: (drawn(labels.begins(scene.items[place])), labels.total(place, room[" = " in first.total(place)]))
        for place, lines in enumerate(scene.readings)
        if len(lines) > 1
    }


def drawn(text: str) -> str:
    """A label as the texts of the picture have it: between the name and the number stands no blank but a gap."""
    return text.replace(" = ", " =")


def minus(text: str) -> str:
    return re.sub(r"(?<!\de)-", "−", text)


def page_text(problem: str | Problem, back: bool = True, digits: int = 6) -> str:
    scene, _ = solved(read(problem))
    if not back:
        scene = scene_of(scene.problem, scene.values, scene.output, None)
    return "".join(html.text(Labels(scene, Style(digits))))


def page(folder: Path, text: str, name: str = "page.html") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def answer(folder: Path, text: str, script: str) -> Any:
    """What an expression comes to in a page, once it has been opened."""
    told = f"<script>document.body.textContent = JSON.stringify({script});</script>"
    found = re.search(r"<body>(.*)</body>", document(page(folder, text + told)), re.DOTALL)
    return json.loads(entities.unescape(found[1] if found else ""))


def sentence_of(document_text: str) -> str:
    found = re.search(r'<p id="sentence"[^>]*>(.*?)</p>', document_text)
    return entities.unescape(found[1] if found else "")
