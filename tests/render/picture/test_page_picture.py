"""The picture of a page: in groups, with room for numbers that move."""

import re
import xml.etree.ElementTree as ET

from backprop_cli.render.picture import svg
from backprop_cli.render.picture.labels import Labels
from backprop_cli.render.picture.page_picture import picture
from backprop_cli.report.rows import Style
from tests.picture.scenes import scene


def drawn(problem: str, moves: bool = False) -> ET.Element:
    return ET.fromstring(picture(Labels(scene(problem), Style()), moves))


def keys(tree: ET.Element, kind: str) -> list[str]:
    return [key for one in tree.iter() if (key := one.get(f"data-{kind}")) is not None]


def test_every_line_stub_and_node_can_be_reached() -> None:
    tree, shown = drawn("fan_out"), scene("fan_out")
    assert keys(tree, "line") == [str(wire) for wire in range(len(shown.wires))]
    assert keys(tree, "stub") == ["0"]
    assert keys(tree, "node") == [str(item.number) for item in shown.items if item.kind == "operation"]
    assert tree.get("role") == "group"


def test_it_holds_what_the_svg_holds() -> None:
    labels = Labels(scene("apple_orange"), Style())
    parts = [re.findall(r"<(?:path|polygon|ellipse|text) .*", text) for text in (picture(labels, False), "".join(svg.text(labels)))]
    assert sorted(parts[0]) == sorted(parts[1])


def test_numbers_that_move_have_room_for_eleven_digits() -> None:
    narrow, wide = (float(drawn("apple", moves).get("width") or 0) for moves in (False, True))
    assert wide > narrow + 2 * 40


def test_a_gradient_appears_and_goes_with_its_arrow() -> None:
    tree = drawn("apple")
    backs = [one for one in tree.iter() if one.get("class") == "returns"]
    assert len(backs) == 5
    assert all([part.get("class") for part in back] == ["back", "bhead", "grad"] for back in backs)
