"""The page in a real browser: it computes what the tool computes, step by step and for any numbers."""

import html as entities
import json
import math
import random
import re
from pathlib import Path

import pytest

from backprop_cli.picture.scene import OPERATION
from backprop_cli.problem.library import shipped
from backprop_cli.render.picture import html
from backprop_cli.render.picture.labels import Labels
from backprop_cli.report.rows import Style
from tests.browser import document, needs_chromium
from tests.picture.scenes import read
from tests.render.picture.browser import faults as faults_of
from tests.render.picture.browser import measured
from tests.render.picture.odd import PROBLEM, TITLE
from tests.render.picture.pages import MIXED, answer, line_texts, minus, page, page_text, sentence_of, solved, stub_texts

FIVE = {"apple_orange": "apple_orange", "fan_out": "fan_out", "sigmoid_gates": "sigmoid_gates", "neuron": "neuron", "mixed": MIXED}
SETTINGS = 30
EVERYTHING = """(() => {
  const texts = selector => Object.fromEntries(all(selector).map(group =>
    [group.dataset.line ?? group.dataset.stub, [...group.querySelectorAll(".value, .grad")].map(text => text.textContent)]));
  return SETTINGS.map(moved => {
    for (const field of fields) move(field, String(moved[field.name]));
    refresh();
    const numbers = {};
    for (const cell of all("data")) numbers[[cell.dataset.kind, cell.dataset.number]] = [cell.value, cell.textContent];
    return [numbers, texts("[data-line]"), texts("[data-stub]")];
  });
})()"""
STEPS = """DATA.steps.map((_, step) => {
  go(step);
  const seen = element => getComputedStyle(element).visibility === "visible";
  return {
    sentence: find("#sentence").textContent,
    numbers: all("data").filter(seen).map(cell => [cell.dataset.kind, Number(cell.dataset.number), cell.value]),
    lines: all("[data-line]").map(group => [...group.querySelectorAll(".value, .grad")].filter(seen).map(text => text.textContent)),
    stubs: all("[data-stub]").map(group => [...group.querySelectorAll(".value, .grad")].filter(seen).map(text => text.textContent)),
    work: all(".work").map(item => Number(item.dataset.node)),
  };
})"""


def same(told: str, number: float) -> bool:
    x = float(told.replace("Infinity", "inf"))
    return x == number or (x != x and number != number) or math.isclose(x, number, rel_tol=1e-12)


def settings(problem: str, seed: int) -> list[dict[str, float]]:
    """Numbers for the variables, as a slider may give them: within their own size, or from -1 to 1 for 0."""
    graph, chance = read(problem).graph, random.Random(seed)
    reach = {graph.names[number]: (graph.values[number], abs(graph.values[number]) or 1.0) for number in graph.variables}
    return [{name: value + chance.uniform(-size, size) for name, (value, size) in reach.items()} for _ in range(SETTINGS)]


@needs_chromium
@pytest.mark.parametrize("problem", FIVE.values(), ids=FIVE.keys())
def test_moved_numbers_come_out_as_the_tool_computes_them(problem: str, tmp_path: Path) -> None:
    moved = settings(problem, 1)
    loaded = read(problem)
    graph, first = loaded.graph, Labels(solved(loaded)[0], Style())
    for chosen, (numbers, lines, stubs) in zip(
        moved, answer(tmp_path, page_text(loaded), EVERYTHING.replace("SETTINGS", json.dumps(moved))), strict=True
    ):
        inputs = [chosen.get(graph.names[number], value) for number, value in enumerate(graph.values)]
        scene, done = solved(loaded, inputs)
        labels = Labels(scene, Style())
        for key, (told, _) in numbers.items():
            kind, number = key.split(",")
            right = (done.values if kind == "values" else done.gradients)[int(number)]
            assert told == "none" if right is None else same(told, right), (chosen, key, told, right)
        assert list(lines.values()) == [[minus(text) for text in texts if text] for texts in line_texts(labels)]
        assert list(stubs.values()) == [[minus(text) for text in texts if text] for texts in stub_texts(labels, first).values()]


@needs_chromium
@pytest.mark.parametrize("problem", FIVE.values(), ids=FIVE.keys())
def test_each_step_shows_what_is_known_by_then(problem: str, tmp_path: Path) -> None:
    scene, done = solved(read(problem))
    operations = [item.number for item in scene.items if item.kind == OPERATION]
    steps = answer(tmp_path, page_text(problem), STEPS)
    assert len(steps) == 2 * len(operations) + 2
    names = {item.number for item in scene.items}
    for index, step in enumerate(steps):
        ran, back = operations[:index], operations[::-1][: max(0, index - len(operations) - 1)]
        waiting = [source for node in operations if node not in back for source in scene.graph.sources(node)]
        known = {number for number in names if number not in operations or number in ran}
        sent = {number for number in names if index > len(operations) and number not in waiting}
        assert {number for kind, number, _ in step["numbers"] if kind == "values"} == known
        got = {number for kind, number, _ in step["numbers"] if kind == "gradients" and done.gradients[number] is not None}
        assert got == {number for number in sent if done.gradients[number] is not None}
        assert all(same(told, done.values[number]) for kind, number, told in step["numbers"] if kind == "values")
        worked = [None, *operations, scene.output, *operations[::-1]][index]
        assert step["work"] == ([] if worked is None else [worked])
        for texts, (value, gradient), wire in zip(step["lines"], line_texts(Labels(scene, Style())), scene.wires, strict=True):
            here, reader = scene.items[wire.source].number, scene.items[wire.reader]
            is_back = reader.number in back if reader.kind == OPERATION else index > len(operations)
            assert texts == [minus(text) for text, there in ((value, here in known), (gradient, is_back and gradient)) if there]


@needs_chromium
@pytest.mark.parametrize("problem", ["two_layer_net", "affine_batch", "notes_faults_relu"])
def test_labels_of_arrays_are_those_of_the_picture(problem: str, tmp_path: Path) -> None:
    """The name of an array and its shape are one label, as in SVG and text."""
    shown = answer(tmp_path, page_text(problem), STEPS)[-1]
    labels = Labels(solved(read(problem))[0], Style())
    assert shown["lines"] == [[minus(text) for text in texts if text] for texts in line_texts(labels)]


def sentences(folder: Path, problem: str) -> list[str]:
    told: list[str] = answer(folder, page_text(problem), "DATA.steps.map(step => words(step.words))")
    return told


@needs_chromium
def test_sentences(tmp_path: Path) -> None:
    assert sentences(tmp_path, "apple") == [
        "Given: apple = 100, apple_num = 2, tax = 1.1",
        "Forward: apple_price = apple × apple_num = 100 × 2 = 200",
        "Forward: price = apple_price × tax = 200 × 1.1 = 220",
        "Backward: ∂price/∂price = 1, where the backward pass begins",
        "Backward: apple_price gets 1 × tax = 1 × 1.1 = 1.1; tax gets 1 × apple_price = 1 × 200 = 200",
        "Backward: apple gets 1.1 × apple_num = 1.1 × 2 = 2.2; apple_num gets 1.1 × apple = 1.1 × 100 = 110",
    ]
    assert sentences(tmp_path, "fan_out")[-2:] == [
        "Backward: x gets 1 × 3 = 3; x so far: 3, 2 more to come",
        "Backward: x gets 1 × x = 1 × 4 = 4; x so far: 3 + 4 = 7, 1 more to come; x gets 1 × x = 1 × 4 = 4; x in all: 3 + 4 + 4 = 11",
    ]
    assert sentences(tmp_path, "sigmoid_gates")[1] == "Forward: minus_x = x × (−1) = 1 × (−1) = −1"
    assert "; c in all: 1.96809 + 0.972145 = 2.94024" in sentences(tmp_path, MIXED)[-2]


@needs_chromium
def test_the_address_holds_the_state(tmp_path: Path) -> None:
    path = page(tmp_path, page_text("apple_orange"))
    said = document(path, "step=6&tax=1.2")
    assert "step 6 of 9" in said
    assert sentence_of(said) == "Backward: all_price gets 1 × tax = 1 × 1.2 = 1.2; tax gets 1 × all_price = 1 × 650 = 650"
    assert re.search(r'value="1\.2" data-kind="gradients" data-number="\d+" data-step="6">1\.2<', said)
    assert "step 9 of 9" in document(path, "step=99")
    assert "step 0 of 9" in document(path, "step=no&tax=x")


@needs_chromium
@pytest.mark.parametrize("name", shipped())
def test_every_shipped_problem_steps_to_its_end_without_a_word_on_the_console(name: str, tmp_path: Path) -> None:
    said = document(page(tmp_path, page_text(name)), "step=1000")
    (last, count) = re.search(r"step (\d+) of (\d+)", said).groups()  # type: ignore[union-attr]
    assert last == count
    assert sentence_of(said).startswith("Backward: ")
    assert "undefined" not in said.partition("<script>")[0]


@needs_chromium
def test_why_nothing_can_be_moved(tmp_path: Path) -> None:
    said = page_text("two_layer_net")
    assert "Nothing can be moved here: it has arrays, and only single numbers can be moved." in said
    assert "<input" not in said
    erf = page_text("variables: {x: 1}\nnodes: {y: erf(x)}\n")
    assert "Nothing can be moved here: erf has no words that a browser knows." in erf
    assert sentences(tmp_path, "variables: {x: 0}\nnodes: {y: erf(x)}\n")[-1] == (
        "Backward: x gets 1 × (2 / sqrt(pi) × exp(−x ** 2)) = 1 × 1.12838 = 1.12838"
    )


def test_nothing_of_a_problem_is_taken_for_a_tag_or_code(tmp_path: Path) -> None:
    text = page_text(PROBLEM.replace("<b>", "</script><b>"))
    assert text.count("</script>") == 1
    assert "<b>" not in text
    assert entities.escape(TITLE.replace("<b>", "</script><b>")) in text


@needs_chromium
def test_a_page_of_odd_names_works(tmp_path: Path) -> None:
    said = document(page(tmp_path, page_text(PROBLEM)), "step=1&end=3&사과=7")
    assert sentence_of(said) == "Forward: _x_.1 = end × graph = 3 × 3 = 9"


def test_a_page_may_load_nothing() -> None:
    text = page_text("apple")
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
    assert policy == "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"
    assert not re.findall(r"\b(?:src|href|action)=|url\(|@import|innerHTML|\beval\b", text)


@needs_chromium
def test_a_page_loads_nothing(tmp_path: Path) -> None:
    assert answer(tmp_path, page_text("apple"), 'performance.getEntriesByType("resource").map(entry => entry.name)') == []


def test_without_javascript_every_number_stands_there() -> None:
    """What a script would hide or show: nothing is hidden but the controls, which would do nothing."""
    text = page_text("fan_out").partition("<script>")[0]
    scene, done = solved(read("fan_out"))
    assert not re.search(r'class="[^"]*(?:later|no-value|no-grad)', text)
    assert [float(number) for number in re.findall(r'<data value="([^"]*)"', text)] == [
        float(numbers[item.number]) for item in scene.items if item.kind != "output" for numbers in (scene.values, done.gradients)
    ]
    hidden = re.findall(r"<(\w+)[^>]* hidden", text)
    assert set(hidden) == {"nav", "p", "form"}


@needs_chromium
def test_a_browser_that_runs_no_script_shows_every_number(tmp_path: Path) -> None:
    """The page without its script, and with one that only looks."""
    text = re.sub(r"<script>.*</script>", "", page_text("fan_out"), flags=re.DOTALL)
    look = """[...document.querySelectorAll("data, .value, .grad")].filter(one =>
      getComputedStyle(one).visibility !== "visible" || !one.getBoundingClientRect().width).length"""
    assert answer(tmp_path, text, look) == 0
    assert answer(tmp_path, text, '[...document.querySelectorAll("nav, form")].filter(one => one.offsetWidth).length') == 0


def test_the_forward_pass_alone() -> None:
    text = page_text("apple", back=False)
    assert "<th>gradient</th>" not in text
    assert json.loads(re.search(r"const DATA = (.*);\n", text)[1])["steps"][-1]["node"] == 4  # type: ignore[index]


@needs_chromium
def test_the_forward_pass_alone_steps_to_its_end(tmp_path: Path) -> None:
    said = document(page(tmp_path, page_text("apple", back=False)), "step=2&tax=1.2")
    assert sentence_of(said) == "Forward: price = apple_price × tax = 200 × 1.2 = 240"
    assert "step 2 of 2" in said


@needs_chromium
def test_a_page_in_ascii_says_the_same(tmp_path: Path) -> None:
    scene, _ = solved(read("apple_ko"))
    plain = "".join(html.text(Labels(scene, Style(ascii=True))))
    assert plain.isascii()
    told = [document(page(tmp_path, text), "step=4") for text in (plain, page_text("apple_ko"))]
    first, second = (text.partition("<script>")[0].replace("&amp;", "&") for text in told)
    assert first == second
    assert "소비세" in sentence_of(told[0])


MOVED = """SETTINGS.map(moved => {
  for (const field of fields) move(field, String(moved[field.name]));
  refresh();
  go(LAST);
  return find("svg").outerHTML;
})"""


@needs_chromium
@pytest.mark.parametrize("problem", FIVE.values(), ids=FIVE.keys())
def test_moved_numbers_have_room(problem: str, tmp_path: Path) -> None:
    """No text touches a text, a line, an arrow or the rim of a node, whatever the numbers are."""
    pictures = answer(tmp_path, page_text(problem), MOVED.replace("SETTINGS", json.dumps(settings(problem, 2))))
    scene, _ = solved(read(problem))
    stubs = [place for place, lines in enumerate(scene.readings) if len(lines) > 1]
    sources = [*(wire.source for wire in scene.wires), *stubs]
    assert [faults for parts in measured(pictures, "", tmp_path) if (faults := faults_of(parts, sources))] == []
