"""What page.js is told: numbers as JSON has them, and why nothing can be moved where nothing can."""

import json
from math import inf

import numpy as np
import pytest

from backprop_cli.render.picture.page_data import as_page, page_of, wanted
from tests.picture.scenes import read
from tests.render.picture.pages import solved


@pytest.mark.parametrize(("value", "told"), [(1.5, 1.5), (inf, "inf"), (None, None), (np.zeros((2, 3)), "(2×3)")])
def test_a_number_is_told_as_json_has_it_and_an_array_by_its_shape(value: object, told: object) -> None:
    assert as_page(value) == told


def test_single_numbers_can_be_moved() -> None:
    scene, done = solved(read("apple"))
    page = page_of(scene, done, 6)
    graph = scene.graph
    assert page.still is None
    assert page.data["moved"] == list(graph.variables)
    assert page.data["graph"]["values"] == [100.0, 2.0, 1.1]
    json.dumps(page.data, allow_nan=False)


@pytest.mark.parametrize(
    ("problem", "why"),
    [("affine_batch", "it has arrays"), ("variables: {x: 1}\nnodes: {y: erf(x)}\n", "erf has no words that a browser knows")],
)
def test_where_nothing_can_be_moved_the_numbers_stand_as_they_are(problem: str, why: str) -> None:
    scene, done = solved(read(problem))
    page = page_of(scene, done, 6)
    assert page.still is not None
    assert why in page.still
    assert (page.data["moved"], page.layers) == ([], "[]")
    assert len(page.data["values"]) == len(scene.graph.names)
    json.dumps(page.data, allow_nan=False)


def test_constants_have_no_gradient() -> None:
    assert wanted(read("variables: {x: 1}\nconstants: {k: 2}\nnodes: {y: x * k}\n").graph) == [1, 0, 1]
