"""Sheets: they load, have the key's graph, ask what is asked, and hold no answer."""

import re

import numpy as np
import pytest
import yaml

from backprop_cli.errors import LimitError
from backprop_cli.layers import maths
from backprop_cli.problem.library import shipped
from backprop_cli.problem.solve import solve
from backprop_cli.teach.draws import Draws
from backprop_cli.teach.sheet import Sheet
from tests.problems import problem, problem_of_file
from tests.teach.sheets import given_values, same_graph

KEY = """
# the price is 220
title: "{apple} apples: how much?"
description: {en: "tax {tax}, {{braces}}", ko: "세금 {tax}"}
variables:
  apple: {value: 100, unit: won, description: "one apple, without tax"}  # 100
  apple_num: 2
  w: {normal: [2, 2], seed: 3}
constants:
  tax: 1.1
layers:
  twice: {inputs: [x], let: {y: x * 2}, forward: y, backward: {x: dout * 2}}
nodes:
  apple_price: {mul: [apple, apple_num]}   # 200
  price: twice(apple_price) * tax + sum(w, axis=(0, 1))
output: price
upstream: 2
expect: {forward: {apple_price: 200}, tolerance: 1e-9}
quiz:
  numbers:
    apple: {from: 50, to: 90, step: 10}
    w: {from: 1, to: 5}
    tax: {from: 1.05, to: 1.25, step: 0.05}
  ask: {forward: [price], gradients: [w, apple]}
  reject: price > 100000
"""


@pytest.mark.parametrize("name", shipped())
def test_sheets_of_every_shipped_problem(name):
    key = problem_of_file(shipped()[name])
    done = Draws(key, name, 1).draw("kim").done
    text = Sheet(key).text(done.values)
    sheet = problem(text)
    assert sheet.warnings == []
    assert same_graph(sheet.graph, key.graph)
    assert all(np.array_equal(mine, its) for mine, its in zip(given_values(sheet.graph.values, key), done.values, strict=False))
    assert "#" not in re.sub(r'"[^"]*"', "", text)
    assert "quiz" not in yaml.safe_load(text)
    assert [(one.name, one.kind) for one in sheet.expectations] == sorted(
        [(one.name, one.kind) for one in key.asked()], key=lambda pair: pair[1] != "forward"
    )


@pytest.mark.parametrize("name", shipped())
def test_no_answer_stands_on_a_sheet(name):
    key = problem_of_file(shipped()[name])
    text = Sheet(key).text(Draws(key, name, 1).own.values)
    asked = yaml.safe_load(text)["expect"]
    leaves = flat([asked.get("forward", {}), asked.get("gradients", {})])
    assert set(leaves) == {"_"}
    assert list(asked) == [key for key in ("forward", "gradients", "tolerance") if key in asked]


def flat(tree):
    if isinstance(tree, dict):
        return [leaf for one in tree.values() for leaf in flat(one)]
    return [leaf for one in tree for leaf in flat(one)] if isinstance(tree, list) else [tree]


def test_a_sheet_is_the_key_with_other_numbers():
    key = problem(KEY)
    text = Sheet(key).text(Draws(key, "p", 7).draw("kim").done.values)
    sheet = problem(text)
    assert same_graph(sheet.graph, key.graph)
    assert "200" not in text
    assert "without tax" in text
    apple, tax = sheet.graph.values[0], sheet.graph.values[3]
    assert apple in range(50, 91, 10)
    assert sheet.title == f"{apple:.0f} apples: how much?"
    assert sheet.texts["description"] == {"en": f"tax {maths_text(tax)}, {{braces}}", "ko": f"세금 {maths_text(tax)}"}
    assert sheet.units == key.units
    assert sheet.descriptions == key.descriptions
    assert (sheet.declared, sheet.upstream, sheet.tolerance) == (key.declared, 2.0, 1e-9)
    assert [(one.name, one.kind) for one in sheet.expectations] == [("price", "forward"), ("w", "gradient"), ("apple", "gradient")]
    assert "w: [[_, _], [_, _]]" in text


def maths_text(number):
    return f"{number:g}"


def test_a_sheet_s_own_passes_are_the_ones_it_is_marked_by():
    key = problem(KEY)
    done = Draws(key, "p", 7).draw("lee").done
    again = solve(problem(Sheet(key).text(done.values)))
    assert all(np.array_equal(mine, its) for mine, its in zip(again.gradients, done.gradients, strict=True))


def test_json_keys_become_yaml():
    text = '{"variables": {"x": [1, 2.5], "k": 1e400}, "nodes": {"y": {"sum": ["x"], "keepdims": true}}, "expect": {"forward": {"y": [3.5]}}}'
    key = problem(text.replace(', "k": 1e400', ""), json=True)
    sheet = problem(Sheet(key).text(key.graph.values))
    assert same_graph(sheet.graph, key.graph)
    assert sheet.graph.values[0].tolist() == [1, 2.5]


@pytest.mark.parametrize(
    "steps", ["[{affine: [W, b]}, sigmoid]", "[{repeat: 3, steps: [sigmoid, tanh]}, {affine: [W, b], name: s}]"]
)
def test_chains_stand_as_they_are(steps):
    key = problem(
        f"variables: {{x: [1, 2], W: [[1, 2], [3, 4]], b: [0, 1]}}\nchain: [x, {steps[1:]}\nexpect: {{gradients: {{b: [0, 0]}}}}"
    )
    sheet = problem(Sheet(key).text(key.graph.values))
    assert same_graph(sheet.graph, key.graph)


def test_array_files_are_written_out(tmp_path):
    np.save(tmp_path / "x.npy", np.arange(6.0).reshape(2, 3) / 7)
    np.save(tmp_path / "large.npy", np.zeros(1001))
    text = "variables:\n  x: {value: {file: %s}, unit: cm}\nupstream: {file: x.npy}\nnodes: {y: x * 2}\nexpect: {gradients: {x: 0}}"
    (tmp_path / "key.yaml").write_text(text % "x.npy", encoding="utf-8")
    key = problem_of_file(tmp_path / "key.yaml")
    sheet = problem(Sheet(key).text(key.graph.values))
    assert sheet.graph.values[0].tolist() == key.graph.values[0].tolist()
    assert sheet.upstream.tolist() == key.upstream.tolist()
    assert sheet.units == {0: "cm"}
    (tmp_path / "key.yaml").write_text((text % "large.npy").replace("upstream: {file: x.npy}\n", ""), encoding="utf-8")
    with pytest.raises(LimitError, match="x has 1,001 entries in a file, and a sheet holds at most 1,000"):
        Sheet(problem_of_file(tmp_path / "key.yaml"))


def test_floats_are_kept_to_the_last_digit():
    value = 0.1 + 0.2
    key = problem("variables: {x: 0.30000000000000004}\nnodes: {y: x * 2}\nexpect: {forward: {y: 0.6}}")
    assert problem(Sheet(key).text([value])).graph.values[0] == value
    assert not maths.is_array(value)
