"""The listings of layers and problems: every layer has a row, and a page of its own."""

import json
import re

import pytest

from backprop_cli.layers import SHELF
from backprop_cli.phrases import use
from backprop_cli.problem.library import shipped
from backprop_cli.report.listings import Shelf, layers_report, problems_report
from tests.problems import problem_of_file
from tests.reporting import forms_of, notes, shown, tables


def test_every_layer_has_a_row_with_its_formulas() -> None:
    [table] = tables(layers_report())
    assert [row[0] for row in table[1:]] == list(SHELF)
    rows = {row[0]: row for row in table}
    assert rows["mul"] == ["mul", "MulLayer", "x, y", "", "x × y", "x: y\ny: x", ""]
    assert rows["relu"][-1] == "relu'(0) = 0"
    assert rows["softmax"][3] == "axis=-1"


@pytest.mark.parametrize("name", SHELF)
def test_every_layer_has_a_page(name: str) -> None:
    report = layers_report(name)
    text = shown(report)
    layer = SHELF[name]
    assert text.startswith(f"{name} · {layer.__name__}\n")
    assert (layer.__doc__ or "").splitlines()[0] in text
    assert len(re.findall("^backward, ", text, re.MULTILINE)) == len(layer.rules)
    assert shown(report, ascii=True).isascii()


def test_a_page_says_which_kind_of_rule_it_shows() -> None:
    assert notes(layers_report("mul")) == ["backward is the local gradient: the upstream gradient is multiplied by it"]
    assert notes(layers_report("matmul")) == ["dout is the upstream gradient, out the result"]
    assert notes(layers_report("less")) == []
    assert ["called", "leaky_relu(x, slope=0.01)"] in tables(layers_report("leaky_relu"))[0]


@pytest.mark.parametrize("form", forms_of(Shelf))
def test_the_shelf_in_every_form(form: str) -> None:
    assert "softmax_with_loss" in shown(layers_report(), form)


def test_the_shelf_for_machines() -> None:
    data = json.loads(shown(layers_report("affine"), "json"))
    [affine] = data["layers"]
    assert affine["class"] == "Affine"
    assert affine["inputs"] == ["x", "W", "b"]
    assert affine["backward"] == {"x": "dout @ W.T", "W": "x.T @ dout", "b": "sum(dout, axis=0)"}
    assert json.loads(shown(layers_report("subscript"), "json"))["layers"][0]["options"] == {"index": []}


def test_problems_with_their_titles() -> None:
    [table] = tables(problems_report())
    assert [row[0] for row in table[1:]] == list(shipped())
    titles = dict(table[1:])
    assert titles["apple"] == "Problem 1: apples with sales tax"
    assert all(titles.values())
    assert shown(problems_report(), "value").splitlines() == list(shipped())
    assert json.loads(shown(problems_report(), "json"))["problems"][0]["title"]
    use("ko")
    assert "사과와 소비세" in shown(problems_report())


def test_the_titles_listed_are_those_that_the_problems_show() -> None:
    """They are read without the problem, and would keep a {name} that `quiz:` has filled in."""
    listed = dict(problems_report().records())
    assert listed == {name: problem_of_file(path).title for name, path in shipped().items()}
