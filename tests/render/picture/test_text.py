"""Pictures in characters: as they are meant to look, and read back line by line."""

import random

import pytest

from backprop_cli.picture.place import NoPlace
from backprop_cli.picture.scene import OPERATION, Scene
from backprop_cli.problem.library import shipped
from backprop_cli.render import Style
from backprop_cli.render.picture.labels import Labels
from backprop_cli.render.picture.text import rows_of_text, sheet
from tests.picture.scenes import random_problem, scene
from tests.render.picture.readback import Line, Picture


def drawn(scene: Scene, **style: object) -> str:
    look = Style(**style)  # type: ignore[arg-type]
    return "".join(rows_of_text(sheet(scene, look), look)).rstrip("\n")


def read_back(scene: Scene, text: str) -> None:
    """Follow every line of the picture from the right ends: the same items feed the same items, in the order of arguments."""
    picture, labels = Picture(text), Labels(scene, Style())
    met: dict[int, tuple[int, int]] = {}
    waiting: list[tuple[int, Line]] = []
    enters = {reader: [w for w, line in enumerate(scene.wires) if line.reader == reader] for reader in range(len(scene.items))}
    ends = picture.ends()
    for place, item in enumerate(scene.items):
        if item.kind == "output":
            waiting.append((enters[place][0], picture.into_end(ends[item.name])))
    followed = set()
    while waiting:
        wire, line = waiting.pop()
        place = scene.wires[wire].source
        item = scene.items[place]
        followed.add(wire)
        assert line.text == (f"({labels.inside(item)})" if item.kind == OPERATION else item.name)
        check_labels(scene, labels, wire, line)
        if place in met:
            assert met[place] == line.at
            continue
        met[place] = line.at
        inputs = picture.inputs(line.at, line.text) if item.kind == OPERATION else []
        assert len(inputs) == len(enters[place])
        waiting += zip(enters[place], inputs, strict=True)
    assert len(set(met.values())) == len(met)
    assert followed == set(range(len(scene.wires)))


def check_labels(scene: Scene, labels: Labels, wire: int, line: Line) -> None:
    """A line carries its own value and gradient, and behind a dot those of what it comes from."""
    source = scene.wires[wire].source
    item = scene.items[source]
    if len(scene.readings[source]) == 1:
        assert line.above == [labels.begins(item)]
        assert line.below == [text for text in [labels.returned(scene.wires[wire])] if text]
    else:
        assert line.above == [labels.value(item.number), labels.begins(item)]
        assert line.below == [text for text in [labels.returned(scene.wires[wire]), labels.total(source)] if text]


@pytest.mark.parametrize("name", shipped())
def test_shipped_problems_are_read_back_and_have_no_crossing(name: str) -> None:
    shown = scene(name)
    if shown.operations() <= 150:
        assert sheet(shown, Style()).crossings() == 0
        read_back(shown, drawn(shown))


@pytest.mark.parametrize("seed", range(200))
def test_random_graphs_are_read_back(seed: int) -> None:
    shown = scene(random_problem(random.Random(seed)))
    try:
        text = drawn(shown)
    except NoPlace:
        return
    read_back(shown, text)
