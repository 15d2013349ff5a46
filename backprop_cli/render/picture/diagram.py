"""A scene as vertices and arrows with texts, for programs that find the places themselves: DOT and Mermaid."""

from typing import NamedTuple

from backprop_cli.render.picture.labels import Labels

BRANCH = "branch"


class Vertex(NamedTuple):
    """kind: of the item it stands for; BRANCH is the dot at which the line of a value that several read divides."""

    kind: str
    text: str
    circle: bool = False


class Arrow(NamedTuple):
    """source, target: positions of vertices. value: above the line; gradient: below it, "" for none. head: it ends at a reader."""

    source: int
    target: int
    value: str
    gradient: str
    dashed: bool
    head: bool


def diagram(labels: Labels) -> tuple[list[Vertex], list[Arrow]]:
    """Arrows stand by reader, and those of one reader in the order of its arguments."""
    scene = labels.scene
    vertices = [
        Vertex(item.kind, labels.inside(item) if item.layer else labels.name(item), bool(item.sign)) for item in scene.items
    ]
    arrows: list[Arrow] = []
    branches: dict[int, int] = {}
    for position, item in enumerate(scene.items):
        lines = [scene.wires[wire] for wire in scene.readings[position]]
        if len(lines) > 1:
            branches[position] = len(vertices)
            vertices.append(Vertex(BRANCH, "o" if labels.style.ascii else "●"))
            total, dashed = back(labels, labels.total(position)), all(line.dashed for line in lines)
            arrows.append(Arrow(position, branches[position], labels.begins(item), total, dashed, False))
    for wire in scene.wires:
        item = scene.items[wire.source]
        value = labels.value(item.number) if wire.source in branches else labels.begins(item)
        source = branches.get(wire.source, wire.source)
        arrows.append(Arrow(source, wire.reader, value, back(labels, labels.returned(wire)), wire.dashed, True))
    return vertices, arrows


def back(labels: Labels, gradient: str) -> str:
    """A gradient with the arrow that says in which direction it goes."""
    return gradient and f"{'<' if labels.style.ascii else '←'} {gradient}"
