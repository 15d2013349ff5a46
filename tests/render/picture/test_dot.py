"""DOT, held against the real program."""

import re
import shutil
import subprocess
import xml.etree.ElementTree as ET

import pytest

from backprop_cli.problem.library import shipped
from backprop_cli.render.picture import dot
from backprop_cli.render.picture.labels import Labels
from backprop_cli.report.rows import Style
from tests.picture.scenes import scene
from tests.render.picture.odd import NAMES, PROBLEM, TITLE

needs_dot = pytest.mark.skipif(shutil.which("dot") is None, reason="needs dot of Graphviz")


def written(problem: str) -> str:
    return "".join(dot.text(Labels(scene(problem), Style())))


def drawn(problem: str) -> list[str]:
    """The texts of the picture that dot makes."""
    done = subprocess.run(["dot", "-Tsvg"], input=written(problem), capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return [text.text or "" for text in ET.fromstring(done.stdout).iter("{http://www.w3.org/2000/svg}text")]


@needs_dot
@pytest.mark.parametrize("name", shipped())
def test_dot_draws_the_shipped_problems_without_a_warning(name: str) -> None:
    labels = Labels(scene(name), Style())
    texts = drawn(name)
    for item in labels.scene.items:
        assert (labels.inside(item) if item.layer else labels.name(item)) in texts


@needs_dot
def test_dot_shows_any_name_and_title_as_it_is() -> None:
    texts = drawn(PROBLEM)
    assert TITLE in texts
    assert set(NAMES.split()) - {"_x_", "o"} <= set(texts)
    assert {"_x_ = 2", "← 8", "o = 3", "← 3 + 1 = 4", "maximum(·, -5)", "+(-2)"} <= set(texts)


def test_the_head_says_direction_and_order() -> None:
    assert re.match(r"digraph \{\n  rankdir=LR; ordering=in;", written("apple"))


def test_the_gradient_stands_below_the_value() -> None:
    lines = [line for line in written("apple").splitlines() if "->" in line]
    assert lines[0] == (
        '  n0 -> n2 [label=<<table border="0" cellpadding="1" cellspacing="0"><tr><td>100</td></tr>'
        '<tr><td><font color="#b42318"><b>← 2.2</b></font></td></tr></table>>];'
    )


def test_quotes_and_backslashes_are_escaped() -> None:
    assert dot.dot_text('a "b" \\n &amp; c') == '"a \\"b\\" \\\\n &amp;amp; c"'
    assert dot.dot_text("two\nlines") == '"two\\\\nlines"'


def test_lines_without_a_gradient_are_dashed() -> None:
    dashed = [line for line in written("two_layer_net").splitlines() if "style=dashed" in line]
    assert len(dashed) == 2
    assert not any("←" in line for line in dashed)
