"""A picture as a page of its own, which steps through both passes and lets its numbers be moved. It loads nothing."""

import json
import re
from collections.abc import Iterator, Sequence
from html import escape
from importlib.resources import files
from typing import Any

from backprop_cli.engine import Pass
from backprop_cli.errors import UsageError
from backprop_cli.layers.maths import Value
from backprop_cli.phrases import language, say, to_say
from backprop_cli.picture.scene import BEYOND, OUTPUT, Hidden, Scene
from backprop_cli.render.cells import escaped
from backprop_cli.render.picture.labels import Labels
from backprop_cli.render.picture.page_data import PageData, as_page, page_of
from backprop_cli.render.picture.page_picture import picture
from backprop_cli.render.picture.svg import with_minus
from backprop_cli.report.number_text import rounded
from backprop_cli.words.javascript import HELPERS, literal

POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"  # nothing is loaded: the browser sees to it
OTHER = re.compile("[^\0-\x7f]")  # letters that a script in ASCII writes as \\uXXXX, in its texts the only place where it has them
LARGEST = 1.2  # times its natural width: a small picture in a wide window stays small
BUTTONS = (
    ("first", "⏮", to_say("to the first step")), ("back", "◀", to_say("one step back")),
    ("play", to_say("play"), to_say("play or pause")), ("next", "▶", to_say("one step on")),
    ("last", "⏭", to_say("to the last step")),
)  # fmt: skip


def text(labels: Labels) -> Iterator[str]:
    """The whole page. Raises UsageError where there is no clear picture, or a page would give away what is to be left out."""
    scene, digits = labels.scene, labels.style.digits
    if labels.symbols or scene.hidden != Hidden():
        option = "--symbols" if labels.symbols else "--blank"
        raise UsageError(f"a page says every number, and {option} leaves them out", hint="-f svg")
    ascii, labels.style = labels.style.ascii, labels.style._replace(ascii=False)
    page = page_of(scene, pass_for_page(scene), digits)
    seen, script = "".join(page_document(scene, page, picture(labels, bool(page.data["moved"])))), code(page)
    yield seen.encode("ascii", "xmlcharrefreplace").decode("ascii") if ascii else seen
    yield OTHER.sub(lambda found: json.dumps(found[0])[1:-1], script) if ascii else script


def page_document(scene: Scene, page: PageData, drawn: str) -> Iterator[str]:
    """What is there without the script. drawn: the picture."""
    title = escape(escaped(scene.problem.title or scene.graph.names[scene.output]))
    yield f'<!doctype html>\n<html lang="{language()}">\n<meta charset="utf-8">\n'
    yield f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
    yield f'<meta name="viewport" content="width=device-width">\n<title>{title}</title>\n'
    yield f"<style>\n{template_part('page.css')}</style>\n"
    yield f"<body>\n<h1>{title}</h1>\n"
    if scene.problem.description:
        yield f"<p>{escape(escaped(scene.problem.description))}</p>\n"
    wide = re.search(r' width="(\d+)"', drawn)
    yield f'<figure style="max-width:{LARGEST * int(wide[1] if wide else 0):.0f}px">\n{drawn}</figure>\n'
    yield from controls(scene, page)
    yield from table(scene, page)


def code(page: PageData) -> str:
    """The script."""
    data = f"const DATA = {in_script(page.data)};\n"
    layers = f"const LAYERS = {page.layers};\n"
    number, engine, page_script = map(template_part, ("page_number.js", "page_engine.js", "page.js"))
    return f"<script>\n{data}{number}{HELPERS}{engine}{layers}{page_script}</script>\n"


def pass_for_page(scene: Scene) -> Pass | None:
    """The backward pass of a scene; None where only the forward pass is shown."""
    if not scene.gradients:
        return None
    return Pass(scene.graph, scene.values, scene.gradients, scene.output, scene.gradients[scene.output])


def template_part(name: str) -> str:
    """A file that lies beside this one, without the comments that have a line of their own."""
    lines = files(__package__).joinpath(name).read_text(encoding="utf-8").splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith("//"))


def in_script(data: Any) -> str:
    """JSON inside of a script, which a < in a name could end."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def controls(scene: Scene, page: PageData) -> Iterator[str]:
    """Buttons, the sentence, the line about an edge, sliders. Without JavaScript nothing of it is there."""
    yield f'<nav aria-label="{say("steps")}" hidden>'
    for identity, sign, name in BUTTONS:
        yield f'<button type="button" id="{identity}" aria-label="{say(name)}">{say(sign)}</button>'
    yield '<output id="count"></output></nav>\n<p id="sentence" aria-live="polite" hidden></p>\n<p id="edge" hidden></p>\n'
    if page.still:
        yield f"<p hidden>{escape(escaped(say('Nothing can be moved here: {reason}.', reason=page.still)))}</p>\n"
    elif page.data["moved"]:
        yield f"<form hidden><fieldset><legend>{say('move the numbers')}</legend>\n"
        for number in page.data["moved"]:
            yield slider(escape(escaped(scene.graph.names[number])), number, scene.values[number])
        yield f'<button type="button" id="reset">{say("as given")}</button></fieldset></form>\n'


def slider(name: str, number: int, value: float) -> str:
    """From 0 to twice the value; from -1 to 1 for 0. A number field beside it takes every number."""
    reach = abs(value) or 1.0
    given = literal(value)
    span = f'min="{value - reach!r}" max="{value + reach!r}" step="any" value="{given}"'
    field = f'step="any" value="{given}" name="{name}" data-number="{number}"'
    sliding, exact = say("{name}, slider", name=name), say("{name}, exact", name=name)
    return f"""<label><span>{name}</span><input type="range" {span} aria-label="{sliding}">\
<input type="number" {field} aria-label="{exact}"></label>\n"""


def table(scene: Scene, page: PageData) -> Iterator[str]:
    """All names with their numbers."""
    back = bool(scene.gradients)
    heads = [say("name"), say("value"), *([say("gradient")] if back else [])]
    yield f"<table>\n<thead><tr>{''.join(f'<th>{head}</th>' for head in heads)}</tr></thead>\n<tbody>\n"
    for position, item in enumerate(scene.items):
        if item.kind not in (OUTPUT, BEYOND):
            line = page.data["stubs"].get(position) or page.data["lines"][scene.readings[position][0]]
            cells = [cell(scene.values, "values", item.number, line["value"], page.data["digits"])]
            if back:
                cells.append(cell(scene.gradients, "gradients", item.number, line.get("back", 0), page.data["digits"]))
            yield f"<tr><th>{escape(escaped(item.name))}</th>{''.join(cells)}</tr>\n"
    yield "</tbody>\n</table>\n"


def cell(numbers: Sequence[Value | None], kind: str, number: int, step: int, digits: int) -> str:
    """A number with all its digits for programs, rounded for readers. step: from when on it is there."""
    value = numbers[number]
    if type(value) is float:
        shown, exact = with_minus(rounded(value, digits)), str(as_page(value))
    else:
        shown, exact = (say("none"), "none") if value is None else (as_page(value), as_page(value))
    return f'<td><data value="{exact}" data-kind="{kind}" data-number="{number}" data-step="{step}">{shown}</data></td>'
