"""SVG pictures: sound as XML, and nothing lies on anything else where a browser draws them."""

import re
from pathlib import Path
from random import Random
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from backprop_cli.errors import UsageError
from backprop_cli.picture.place import NoPlace
from backprop_cli.problem.library import shipped
from backprop_cli.render.picture import svg
from backprop_cli.render.picture.labels import Labels
from backprop_cli.render.picture.svg import text
from backprop_cli.report.rows import Style
from tests.browser import needs_chromium
from tests.picture.scenes import random_problem, scene
from tests.render.picture import browser

NAMESPACE = "{http://www.w3.org/2000/svg}"


def drawn(problem: str, ascii: bool = False, **choice: Any) -> str:
    return "".join(text(Labels(scene(problem, **choice), Style(ascii=ascii))))


def words(picture: str, name: str) -> list[str]:
    found = [part for part in ET.fromstring(picture).iter(f"{NAMESPACE}text") if part.get("class") == name]
    return ["".join(part.itertext()) for part in found]


def test_the_parts_of_a_picture() -> None:
    picture = drawn("fan_out")
    assert words(picture, "name") == ["x"]
    assert words(picture, "op") == ["×", "×3", "+"]
    assert words(picture, "out") == ["y"]
    assert sorted(words(picture, "grad")) == sorted(["4 + 4 + 3 = 11", "1", "1", "1", "4", "4", "3"])
    assert words(picture, "value").count("4") == 4
    assert "square =16" in words(picture, "value")  # the space between them is dx
    root = ET.fromstring(picture)
    assert len([path for path in root.iter(f"{NAMESPACE}path") if path.get("class") == "edge"]) == 6 + 1  # and the stub
    assert len([path for path in root.iter(f"{NAMESPACE}path") if path.get("class") == "back"]) == 7


def test_title_and_description_say_it_all() -> None:
    root = ET.fromstring(drawn("apple"))
    title, described = root[0], root[1]
    assert (title.text or "").startswith("Problem 1")
    assert described.text == (
        "apple 100, gradient 2.2; apple_num 2, gradient 110; apple_price = 200, gradient 1.1; tax 1.1, gradient 200; "
        "price = 220, gradient 1"
    )
    assert root.get("aria-labelledby") == f"{title.get('id')} {described.get('id')}"
    assert root.get("role") == "img"


def test_it_needs_nothing_from_elsewhere() -> None:
    picture = drawn("two_layer_net")
    assert not re.search(r"<script|href|url\(|@import|@font-face|var\(", picture)
    assert picture.count("http") == 1  # the name of SVG itself


def test_two_pictures_in_one_page_leave_each_other_alone() -> None:
    first, second = (set(re.findall(r'id="(\w+)"', drawn(name))) for name in ("apple", "fan_out"))
    assert len(first) == len(second) == 2
    assert not first & second
    prefix = re.search(r'class="(bp\w+)"', drawn("apple"))
    assert prefix
    rules = re.findall(r"^(?!@|\})(.+)\{", re.search(r"<style>\n(.*)</style>", drawn("apple"), re.DOTALL)[1], re.MULTILINE)  # type: ignore[index]
    assert rules
    assert all(rule.startswith(f".{prefix[1]} ") for rule in rules)


def test_what_has_no_gradient_is_dashed_and_constants_are_quiet() -> None:
    picture = drawn("two_layer_net")
    assert words(picture, "name quiet") == ["x", "t"]
    assert picture.count('class="edge const"') == 2
    assert drawn("layernorm").count("layernorm (yours)") == 1


def test_minus_is_the_sign_of_mathematics() -> None:
    picture = drawn("variables: {x: 1e-9, y: -2}\nnodes: {z: x - y * -3}\n")
    assert "1e-9" in words(picture, "value")
    assert "−2" in words(picture, "value")
    assert {"−", "×−3"} == set(words(picture, "op"))


def test_titles_cannot_break_out() -> None:
    picture = drawn('title: "<b>&\\"\\x0b</b>"\nvariables: {x: 1}\nnodes: {y: 2 * x}\n')
    assert ET.fromstring(picture)[0].text == '<b>&"</b>'


def test_ascii_is_the_same_picture_in_entities() -> None:
    plain = drawn("apple_ko", ascii=True)
    assert plain.isascii()
    assert words(plain, "name") == words(drawn("apple_ko"), "name") == ["사과", "사과개수", "소비세"]


def test_too_many_operations_are_refused() -> None:
    many = "variables: {x: 1}\nchain:\n  - x\n  - {repeat: 151, steps: [tanh]}\n"
    with pytest.raises(UsageError, match="up to 150 operations, and this graph has 151") as error:
        drawn(many)
    assert all(way in (error.value.hint or "") for way in ("--around NODE --hops N", "--wrt", "-f dot"))
    assert drawn(many.replace("151", "150"))


def test_what_would_be_ambiguous_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere(*_: object) -> None:
        raise NoPlace("no")

    monkeypatch.setattr(svg, "layout_of", nowhere)
    with pytest.raises(UsageError, match="no clear picture"):
        drawn("apple")


COLOR = re.compile(r"fill:(#\w{6})")


@pytest.mark.parametrize(("rows", "ground"), [(svg.LIGHT, "#ffffff"), (svg.DARK, "#0d1117")])
def test_texts_can_be_read_on_their_ground(rows: tuple[tuple[str, str], ...], ground: str) -> None:
    shades = [found[1] for name, look in rows if name in ("text", ".grad", ".who", ".quiet") and (found := COLOR.search(look))]
    assert len(shades) == 4
    assert min(contrast(shade, ground) for shade in shades) >= 4.5


def contrast(a: str, b: str) -> float:
    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(color: str) -> float:
    parts = [int(color[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    return sum(
        w * (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4)
        for w, c in zip((0.2126, 0.7152, 0.0722), parts, strict=True)
    )


def lines(problem: str) -> list[int]:
    """The item from which each line comes, in the order in which they are drawn; the stubs last."""
    shown = scene(problem)
    return [wire.source for wire in shown.wires] + [item for item, readings in enumerate(shown.readings) if len(readings) > 1]


@pytest.mark.slow
@needs_chromium
@pytest.mark.parametrize("style", ["", "svg text{font-family:'DejaVu Sans'!important}"], ids=["default font", "DejaVu Sans"])
def test_nothing_lies_on_anything_else(style: str, tmp_path: Path) -> None:
    problems = [*shipped(), *(random_problem(Random(seed)) for seed in range(60))]
    found = browser.measured([drawn(problem) for problem in problems], style, tmp_path)
    wrong = {problem: browser.faults(parts, lines(problem)) for problem, parts in zip(problems, found, strict=True)}
    assert {problem: said for problem, said in wrong.items() if said} == {}


@pytest.mark.slow
@needs_chromium
def test_the_check_sees_fonts_that_are_too_large(tmp_path: Path) -> None:
    (parts,) = browser.measured([drawn("apple")], "svg text{font-size:28px!important}", tmp_path)
    assert browser.faults(parts, lines("apple"))
