"""The page under the keys and the mouse of a reader."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from backprop_cli.phrases import use
from backprop_cli.render.picture.html import template_part
from tests.browser import Driver, driver, needs_driver
from tests.render.picture.pages import page, page_text


@pytest.fixture(scope="module")
def steered() -> Iterator[Driver]:
    with driver() as browser:
        yield browser


LEFT, RIGHT, HOME, END, TAB = "\ue012", "\ue014", "\ue011", "\ue010", "\ue004"
STEP = "return [state.step, document.querySelector('#count').textContent, location.hash]"


@needs_driver
def test_keys_step(steered: Driver, tmp_path: Path) -> None:
    steered.open(page(tmp_path, page_text("apple_orange")))
    seen = []
    for keys in ((RIGHT, RIGHT, RIGHT), (LEFT,), (END,), (RIGHT,), (HOME,), (LEFT,)):
        steered.press(*keys)
        seen.append(steered.run(STEP)[0])
    assert seen == [3, 2, 9, 9, 0, 0]
    steered.press(END)
    assert steered.run(STEP) == [9, "step 9 of 9", "#step=9"]
    assert steered.console() == []


@needs_driver
def test_a_page_speaks_its_language(steered: Driver, tmp_path: Path) -> None:
    use("ko")
    steered.open(page(tmp_path, page_text("apple")))
    steered.press(RIGHT)
    texts = "return ['#count', '#sentence', '#play', '#reset', 'legend', 'th'].map(name => find(name).textContent)"
    said = [
        "5단계 중 1단계",
        "순전파: apple_price = apple × apple_num = 100 × 2 = 200",
        "재생",
        "처음 값으로",
        "숫자를 움직여 보기",
        "이름",
    ]
    assert steered.run(texts) == said
    assert steered.console() == []


def test_the_script_has_no_words_of_its_own() -> None:
    shown = [line.partition("textContent = ")[2] for line in template_part("page.js").splitlines()]
    literals = [text for line in shown for text in re.findall('["`]([^"`]*)["`]', line) if not text.startswith("{")]
    said = [text for text in literals if re.search("[A-Za-z]{2}", text) and not text.startswith("#")]
    assert said == [], "page.js says what own_words() of page_data.py gives it"


@needs_driver
def test_keys_belong_to_a_field_that_has_the_focus(steered: Driver, tmp_path: Path) -> None:
    steered.open(page(tmp_path, page_text("apple")))
    steered.run("find('input[name=tax]').focus()")
    steered.press(END, RIGHT, LEFT, " ")
    assert steered.run("return [state.step, state.timer]") == [0, 0]
    steered.press("\ue003", "2")  # 1.1 without its end, then 1.12 of it: typed as a reader types
    assert steered.run("return [now.values[4], find('input[name=tax]').previousElementSibling.value]")[0] > 200


@needs_driver
def test_play_runs_to_the_end_and_stops(steered: Driver, tmp_path: Path) -> None:
    steered.open(page(tmp_path, page_text("apple").replace("PACE = 1600", "PACE = 20")))
    steered.press(" ")
    wait = "const done = arguments[0]; const wait = () => state.timer ? setTimeout(wait, 20) : done(state.step); wait();"
    assert steered.post("/execute/async", script=wait, args=[]) == 5
    assert steered.run("return find('#play').textContent") == "play"


@needs_driver
def test_the_edge_line_by_mouse_and_by_focus(steered: Driver, tmp_path: Path) -> None:
    steered.open(page(tmp_path, page_text("apple_orange")))
    steered.run("go(LAST)")
    place = steered.run("return DATA.lines.findIndex(line => words(line.words).includes('∂price/∂tax'))")
    told = "upstream × local = propagated: 1 × 650 = 650 (local ∂price/∂tax = all_price)"
    steered.move(f'[data-line="{place}"] .value')
    assert steered.run("return find('#edge').textContent") == told
    steered.move("h1")
    assert steered.run("return find('#edge').textContent") == ""
    steered.press(*[TAB] * (place + 1))
    assert steered.run("return document.activeElement.dataset.line") == str(place)
    assert steered.run("return find('#edge').textContent") == told
    assert steered.run("return document.activeElement.getAttribute('aria-label')") == "tax = 1.1, to price, gradient back 650"


@needs_driver
def test_sliders_move_numbers_and_the_address(steered: Driver, tmp_path: Path) -> None:
    steered.open(page(tmp_path, page_text("apple")))
    ends = "return all('input[type=range]').map(slider => [Number(slider.min), Number(slider.max)])"
    assert steered.run(ends) == [[0, 200], [0, 4], [0, 2.2]]
    steered.run("find('input[type=range]').focus()")
    steered.press(END)
    assert steered.run("return [now.values[0], now.values[4], now.gradients[2], location.hash]") == [
        200, pytest.approx(440), 400, "#step=0&apple=200",
    ]  # fmt: skip
    steered.run("find('#reset').click()")
    assert steered.run("return [now.values[0], location.hash]") == [100, "#step=0"]
    steered.run("location.hash = '#step=2&tax=1.5'")
    steered.run("return 0")
    assert steered.run("return [state.step, now.values[4]]") == [2, pytest.approx(300)]
    assert steered.console() == []


@needs_driver
def test_what_every_reader_finds(steered: Driver, tmp_path: Path) -> None:
    """Names of buttons, fields and edges, as the browser tells them to a screen reader."""
    steered.open(page(tmp_path, page_text("fan_out")))
    unnamed = """return all("button, input, svg, [data-line], [data-stub]").filter(one =>
      !(one.getAttribute("aria-label") || one.textContent).trim()).length"""
    assert steered.run(unnamed) == 0
    assert steered.run("return find('svg').getAttribute('role')") == "group"
    roles = "return [...new Set(all('[data-line], [data-stub]').map(one => one.getAttribute('role') + one.tabIndex))]"
    assert steered.run(roles) == ["img0"]
    assert steered.run("return find('#sentence').getAttribute('aria-live')") == "polite"


@needs_driver
def test_on_paper_every_number_stands_there(steered: Driver, tmp_path: Path) -> None:
    steered.open(page(tmp_path, page_text("fan_out")))
    unseen = 'return all("data, .value, .grad").filter(one => getComputedStyle(one).visibility !== "visible").length'
    assert steered.run(unseen) > 0
    steered.post("/goog/cdp/execute", cmd="Emulation.setEmulatedMedia", params={"media": "print"})
    assert steered.run(unseen) == 0
    assert steered.run('return all("nav, form, #sentence").filter(one => one.offsetWidth).length') == 0
    steered.post("/goog/cdp/execute", cmd="Emulation.setEmulatedMedia", params={"media": ""})
