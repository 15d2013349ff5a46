"""Pictures in characters: as they are meant to look, and read back line by line."""

import re
from pathlib import Path
from random import Random
from typing import Any

import pytest

from backprop_cli.picture import layout, order
from backprop_cli.picture.columns import columns_of
from backprop_cli.picture.scene import OPERATION, Scene
from backprop_cli.problem.library import shipped
from backprop_cli.render.picture.labels import Labels
from backprop_cli.render.picture.text import rows_of_text, sheet, text
from backprop_cli.report.rows import Style
from tests.picture.scenes import random_problem, scene
from tests.render.picture.readback import Line, Picture, in_cells, text_width


def drawn(scene: Scene, **style: Any) -> str:
    look = Style(**style)
    return "".join(rows_of_text(sheet(Labels(scene, look)), look)).rstrip("\n")


def read_back(scene: Scene, shown: str) -> set[int]:
    """Follow every line of the picture from the right ends: the same items feed the same items, in the order of arguments.

    Returns the wires that were met.
    """
    picture, labels = Picture(shown), Labels(scene, Style())
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
    return followed


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


SHOWN = "apple apple_orange fan_out sigmoid_gates neuron affine_batch layernorm square_of_sum apple_ko".split()


def kept(name: str) -> str:
    return (Path(__file__).parent / "pictures" / f"{name}.txt").read_text(encoding="utf-8").rstrip("\n")


@pytest.mark.parametrize("name", SHOWN)
def test_pictures_look_as_they_are_meant_to(name: str) -> None:
    assert drawn(scene(name)) == kept(name)


def test_the_picture_in_ascii() -> None:
    assert drawn(scene("apple"), ascii=True) == kept("apple_ascii")


@pytest.mark.parametrize("name", sorted(set(shipped()) - {"apple_ko", "apple_ja"}))
def test_ascii_is_ascii_where_names_are(name: str) -> None:
    assert drawn(scene(name), ascii=True).isascii()


WIDE = {"focal_loss", "three_layer_net", "two_layer_net", "vanishing_gradient"}


@pytest.mark.parametrize("name", shipped())
def test_shipped_problems_have_no_crossing_and_most_fit_100_columns(name: str) -> None:
    canvas = sheet(Labels(scene(name), Style()))
    assert canvas.crossings() == 0
    assert (canvas.wide() > 100) == (name in WIDE)


@pytest.mark.parametrize("name", shipped())
def test_shipped_problems_are_read_back(name: str) -> None:
    shown = scene(name)
    assert read_back(shown, drawn(shown)) == set(range(len(shown.wires)))


@pytest.mark.parametrize("seed", range(200))
def test_random_graphs_are_read_back(seed: int) -> None:
    """None of these comes out as a tree: the search finds a place for all."""
    shown = scene(random_problem(Random(seed)))
    assert read_back(shown, drawn(shown)) == set(range(len(shown.wires)))


def test_arguments_enter_from_the_top() -> None:
    shown = scene("variables: {b: 2, a: 5}\nnodes: {d: a - b}\n")
    assert drawn(shown).index("a ─") < drawn(shown).index("b ─")
    behind = scene("variables: {x: 2, t: 5}\nnodes: {d: 2 * x, y: t - d}\n")
    assert drawn(behind).index("t ─") < drawn(behind).index("x ─")


ODD = """\
variables: {사과: 2, é: 3, ｗｉｄｅ: 5, a_long_name_that_goes_on_and_on: 7, 漢字: 1}
nodes:
  값: 사과 * é
  合計: 값 + ｗｉｄｅ * 사과
  éclair: 合計 / a_long_name_that_goes_on_and_on - 漢字
"""


@pytest.mark.parametrize("problem", ["apple_ko", ODD])
def test_each_row_is_as_wide_as_it_says(problem: str) -> None:
    canvas = sheet(Labels(scene(problem), Style()))
    rows = [("".join(character for character, _ in row), len(row)) for row in canvas.drawn()]
    assert rows
    assert [text_width(text) for text, _ in rows] == [cells for _, cells in rows]
    shown = scene(problem)
    assert read_back(shown, drawn(shown)) == set(range(len(shown.wires)))


@pytest.mark.parametrize("name", SHOWN)
def test_colours_change_no_character_and_gradients_are_told_apart_without_them(name: str) -> None:
    plain, colored = drawn(scene(name)), drawn(scene(name), color=True)
    assert colored != plain
    assert re.sub(r"\x1b\[[\d;]*m", "", colored) == plain
    red = "\x1b[1;31m"
    assert colored.count(red) == plain.count("←") == colored.count(f"{red}←")
    lines, ascii_lines = plain.split("\n"), drawn(scene(name), ascii=True).split("\n")
    for y, line in enumerate(lines):
        for found in re.finditer("←", line):  # below a line, in both
            assert in_cells(lines[y - 1])[text_width(line[: found.start()])] in "─┼"
    if name not in ("apple_ko", "apple_ja"):
        assert [[f.start() for f in re.finditer("←", line)] for line in lines] == [
            [f.start() for f in re.finditer("< ", line)] for line in ascii_lines
        ]


def test_constants_are_dim() -> None:
    assert "\x1b[2mx\x1b[0m" in drawn(scene("two_layer_net"), color=True)


def whole(problem: str, **style: Any) -> tuple[str, list[str]]:
    labels = Labels(scene(problem), Style(**style))
    return "".join(text(labels)), labels.notes


def test_a_picture_stands_below_the_title() -> None:
    shown, notes = whole("square_of_sum")
    title, description, blank, picture = shown.split("\n", 3)
    assert title.startswith("The chain rule")
    assert description
    assert blank == ""
    assert picture.rstrip("\n") == kept("square_of_sum")
    assert notes == []


def test_what_is_too_wide_is_a_tree_and_a_note_says_why() -> None:
    shown, notes = whole("two_layer_net", width=100)
    assert shown.rstrip("\n").endswith(kept("two_layer_net_tree"))
    assert notes == ["shown as a tree: the picture is 115 columns wide, the terminal has 100; -f svg draws it"]
    assert not whole("two_layer_net", width=115)[1]
    assert not whole("two_layer_net")[1]
    assert whole("vanishing_gradient")[1] == [
        "shown as a tree: the picture is 635 columns wide, more than 200; -f svg draws it"
    ]  # fmt: skip


def test_what_has_too_many_operations_is_a_tree() -> None:
    many = "variables: {x: 1}\nchain:\n  - x\n  - {repeat: 151, steps: [tanh]}\n"
    shown, notes = whole(many)
    assert shown.startswith("● tanh151")
    assert "of 151 operations" in notes[0]
    assert "--around NODE --hops N" in notes[0]


def test_what_would_be_ambiguous_is_a_tree(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "rows_of", lambda scene, columns, levels: [0] * len(levels.groups))
    shown, notes = whole("apple")
    assert "● price = 220" in shown
    assert "over" in notes[0]


def test_blanks_symbols_and_steps_change_texts_alone() -> None:
    assert drawn(scene("apple", blank=True)).count("____") == 2 + 4
    assert "← ∂L/∂price · tax" in "".join(rows_of_text(sheet(Labels(scene("apple"), Style(), True)), Style()))
    assert "←" not in drawn(scene("apple", forward_only=True))
    assert drawn(scene("apple", step=1)).count("←") == 3


def test_a_cut_off_reader_is_an_arrow_to_an_ellipsis() -> None:
    shown = drawn(scene("apple_orange", around="apple_price", hops=0))
    assert "▶ …" in shown
    assert "orange" not in shown


def dot_product(terms: int) -> str:
    given = ", ".join(f"a{i}: {i}, b{i}: {i}" for i in range(terms))
    return f"variables: {{{given}}}\nnodes: {{y: {' + '.join(f'a{i} * b{i}' for i in range(terms))}}}\n"


def test_the_search_for_places_has_a_budget() -> None:
    """A dot product of 60 terms, 119 operations, and a tangle of 150: a naive search takes minutes."""
    assert sheet(Labels(scene(dot_product(60)), Style())).crossings() == 0
    tangle = scene(random_problem(Random(23), 400))
    assert tangle.operations() == 150
    searched = order.Search(columns_of(tangle), order.starting_order(columns_of(tangle), False))
    searched.run()
    most = max(len(station) for station in columns_of(tangle).stations)
    assert 0 < searched.steps < order.BUDGET + 100 * most**2
