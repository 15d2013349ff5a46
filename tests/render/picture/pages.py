"""Pages for tests: a problem as a page, and what a script finds in it."""

import html as entities
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from backprop_cli.engine import Pass, forward
from backprop_cli.layers.maths import Value
from backprop_cli.picture.scene import OPERATION, Scene, scene_of
from backprop_cli.problem.problem import Problem
from backprop_cli.problem.solve import solve
from backprop_cli.render import Style
from backprop_cli.render.picture import html
from backprop_cli.render.picture.labels import Labels
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


def picture(scene: Scene) -> str:
    """A picture with the parts that a page looks for."""
    labels = Labels(scene, Style())
    parts = [line("line", wire, *texts) for wire, texts in enumerate(line_texts(labels))]
    parts += [line("stub", place, *texts) for place, texts in stub_texts(labels).items()]
    nodes = [item.number for item in scene.items if item.kind == OPERATION]
    parts += [f'<g data-node="{number}"><circle cx="{number * 20}" cy="90" r="8"/></g>' for number in nodes]
    return f'<svg width="600" height="100" role="group" aria-label="picture">{"".join(parts)}</svg>'


def line(kind: str, key: int, value: str, gradient: str) -> str:
    back = (
        f'<g class="returns"><path d="M0 0H9"/><text class="grad" x="{key * 40}" y="60">{minus(gradient)}</text></g>'
        if gradient
        else ""
    )
    return (
        f'<g data-{kind}="{key}" tabindex="0" role="img"><text class="value" x="{key * 40}" y="20">{minus(value)}</text>{back}</g>'
    )


def line_texts(labels: Labels) -> list[tuple[str, str]]:
    """What stands above and below each line."""
    scene = labels.scene
    branches = [len(scene.readings[wire.source]) > 1 for wire in scene.wires]
    values = [
        labels.value(item.number) if branch else labels.begins(item)
        for branch, item in zip(branches, (scene.items[wire.source] for wire in scene.wires), strict=True)
    ]
    return [(value, labels.returned(wire)) for value, wire in zip(values, scene.wires, strict=True)]


def stub_texts(labels: Labels) -> dict[int, tuple[str, str]]:
    """What stands above and below the line before a value's branches, by item."""
    scene = labels.scene
    return {
        place: (labels.begins(scene.items[place]), labels.total(place))
        for place, lines in enumerate(scene.readings)
        if len(lines) > 1
    }


def minus(text: str) -> str:
    return text.replace("-", "−")


def page_text(problem: str | Problem, back: bool = True, digits: int = 6) -> str:
    scene, done = solved(read(problem))
    if not back:
        scene = scene_of(scene.problem, scene.values, scene.output, None)
    return "".join(html.text(scene, done if back else None, digits, picture(scene)))


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
