"""A layer without a backward rule is a group: opened, its nodes take its place under names of their own."""

import pytest

from tests.problems import gradients, nodes, values


def test_expand_opens_groups_also_those_inside_others() -> None:
    text = (
        "variables: {x: 1}\nlayers:\n  s: {inputs: [x], let: {e: exp(-x)}, forward: 1 / (1 + e)}\n"
        "  twice: {inputs: [u], forward: s(s(u))}\nnodes: {y: s(x), z: twice(y * 2) + 1}\n"
    )
    assert [(name, expression) for name, _, expression in nodes(text, expand=True)] == [
        ("y.1", "-x"), ("y.e", "exp(-x)"), ("y.2", "1 + y.e"), ("y", "s(x)"),
        ("z.1", "y * 2"),
        ("z.2.1.1", "-(y * 2)"), ("z.2.1.e", "exp(-(y * 2))"), ("z.2.1.2", "1 + z.2.1.e"), ("z.2.1", "s((y * 2))"),
        ("z.2.2", "-(s((y * 2)))"), ("z.2.e", "exp(-(s((y * 2))))"), ("z.2.3", "1 + z.2.e"), ("z.2", "twice(y * 2)"),
        ("z", "twice(y * 2) + 1"),
    ]  # fmt: skip
    assert gradients(text, expand=True)["x"] == pytest.approx(gradients(text)["x"], rel=1e-14)
    assert values(text, expand=True)["z"] == values(text)["z"]


def test_opened_groups_give_every_node_a_name_of_its_own() -> None:
    text = (
        "variables: {x: 2}\nlayers:\n  inner: {inputs: [x], let: {s: x * 3}, forward: s + 1}\n"
        "  outer: {inputs: [x], let: {s: x * 5}, forward: inner(s)}\nnodes: {y: outer(x)}\n"
    )
    names = [name for name, _, _ in nodes(text, expand=True)]
    assert len(set(names)) == len(names)
    assert values(text, expand=True)["y"] == values(text)["y"] == 31.0
