"""Mermaid, whose words are written as entities."""

import html
import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from backprop_cli.problem.library import shipped
from backprop_cli.render.picture import mermaid
from backprop_cli.render.picture.diagram import diagram
from backprop_cli.render.picture.labels import Labels
from backprop_cli.report.rows import Style
from tests.browser import document, needs_chromium
from tests.picture.scenes import scene
from tests.render.picture.odd import PROBLEM

# Installed by `npm install --no-save mermaid@11`.
LIBRARY = Path(__file__).parents[3] / "node_modules" / "mermaid" / "dist" / "mermaid.min.js"
PROBLEMS = [*shipped(), PROBLEM]
PAGE = """<!doctype html><meta charset="utf-8"><script src="LIBRARY"></script><pre id="answer"></pre><script>
mermaid.initialize({startOnLoad: false});
const texts = TEXTS, drawn = async (text, number) => {
  const holder = document.createElement("div");
  holder.innerHTML = (await mermaid.render("g" + number, text)).svg;
  const words = [...holder.querySelectorAll(".nodeLabel, .edgeLabel p")].map(p => p.innerHTML.replace(/<\\/?p>/g, ""));
  return [holder.querySelectorAll(".edgePaths path").length, words];
};
(async () => {
  const answers = [];
  for (const [number, text] of texts.entries()) answers.push(await drawn(text, number).catch(String));
  document.getElementById("answer").textContent = JSON.stringify(answers);
})();
</script>"""


def labels(problem: str) -> Labels:
    return Labels(scene(problem), Style())


def written(problem: str) -> str:
    return "".join(mermaid.text(labels(problem)))


def drawn(folder: Path, texts: list[str]) -> Any:
    """What Mermaid makes of some texts: of each how many lines, and the words in them and at them; or its complaint."""
    page = folder / "page.html"
    script = PAGE.replace("LIBRARY", LIBRARY.as_uri()).replace("TEXTS", json.dumps(texts).replace("<", "\\u003c"))
    page.write_text(script, encoding="utf-8")
    answer = re.search(r'<pre id="answer">(.*?)</pre>', document(page), re.DOTALL)
    return json.loads(html.unescape(answer[1] if answer else ""))


@needs_chromium
@pytest.mark.skipif(not LIBRARY.exists(), reason="needs Mermaid in node_modules")
def test_mermaid_draws_every_problem_with_its_words_as_they_are(tmp_path: Path) -> None:
    answers = drawn(tmp_path, list(map(written, PROBLEMS)))
    for problem, answer in zip(PROBLEMS, answers, strict=True):
        vertices, arrows = diagram(labels(problem))
        lines = ["<br>".join(filter(None, (arrow.value, arrow.gradient))) for arrow in arrows]
        words = [html.escape(vertex.text, quote=False) for vertex in vertices]
        assert answer == [len(arrows), [*lines, *words]], problem


def test_ids_are_no_words_of_mermaid() -> None:
    lines = written(PROBLEM).splitlines()
    assert '  n0["end"]:::outside' in lines
    assert '  n7["class#95;"]:::dim' in lines
    assert all(re.match(r"  (classDef|n\d)|flowchart LR$", line) for line in lines)


def test_signs_become_entities() -> None:
    assert mermaid.entities('_a*"#;[1](2){x}') == "#95;a#42;#34;#35;#59;#91;1#93;#40;2#41;#123;x#125;"
    assert mermaid.entities("-2 - 1") == "#45;2 - 1"
    assert mermaid.entities("+(-2)") == "#43;#40;-2#41;"
    assert mermaid.entities("사과 = 6.5") == "사과 = 6.5"
    assert mermaid.entities("<b>&`%") == "#60;b#62;#38;#96;#37;"


def test_a_value_stands_above_its_gradient_on_its_line() -> None:
    assert '  n0 -- "100<br>← 2.2" --> n2' in written("apple").splitlines()
    assert '  n0 -. "(3×2)" .-> n3'.replace("(", "#40;").replace(")", "#41;") in written("two_layer_net").splitlines()
    assert '  n0 -- "4<br>← 4 + 4 + 3 = 11" --- n5' in written("fan_out").splitlines()


def chain(count: int, expression: str, long: str = "a") -> str:
    """A problem in which every node reads the one before."""
    names = ["x", *(f"{long}{number}" for number in range(count))]
    nodes = (f"  {name}: {expression.format(before)}\n" for before, name in pairwise(names))
    return "variables: {x: 1}\nnodes:\n" + "".join(nodes)


def notes(problem: str) -> list[str]:
    drawn_labels = labels(problem)
    list(mermaid.text(drawn_labels))
    return drawn_labels.notes


def test_what_mermaid_refuses_is_said_beforehand() -> None:
    assert notes("apple") == []
    assert notes(chain(166, "{0} + {0}")) == []
    assert notes(chain(167, "{0} + {0}")) == [
        "Mermaid draws no picture of more than 500 lines, and this has 502: -f dot has no such limit"
    ]
    wide = chain(200, "-{}", "y" * 300)
    (note,) = notes(wide)
    assert note.startswith(f"Mermaid draws no picture of more than 50000 characters, and this has {len(written(wide))}:")


def test_ascii() -> None:
    plain = Labels(scene("fan_out"), Style(ascii=True))
    assert "".join(mermaid.text(plain)).isascii()
    assert '  n0 -- "4<br>#60; 4 #43; 4 #43; 3 = 11" --- n5'.replace("#43;", "+") in "".join(mermaid.text(plain)).splitlines()
