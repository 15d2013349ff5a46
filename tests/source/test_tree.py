"""The tree of a text: sections that are there twice are put together, and every list of it is as long as its places."""

import pytest

from backprop_cli.source.tree import Listing, Mapping, holds_answers, holds_few, left_over, normalised, twins
from tests.source.trees import document_lengths, plain, said, yaml_of


def test_a_section_that_is_there_twice_is_put_together() -> None:
    document = yaml_of("nodes:\n  a: 1\nother: 2\nnodes:\n  b: 3\n")
    assert said(document) == [(4, 1, "'nodes' is there twice: first in line 1")]
    assert plain(document.root) == {"nodes": {"a": "1", "b": "3"}, "other": "2"}


@pytest.mark.parametrize(
    "text", ["a: {b: [1, *c, {d: ", "a:\n  b", "a: {b", "- [" * 60, "a: {b: " * 60, "a: 1\nb: @", "a: [1, @", "a: 1\na: 2\nb: @"]
)
def test_an_ended_tree_is_whole(text: str) -> None:
    assert document_lengths(yaml_of(text))
    assert document_lengths(yaml_of(text, pure=True))


def test_names_are_compared_as_python_compares_them() -> None:
    assert normalised(["x", "µ", "ﬁ"]) == ["x", "μ", "fi"]
    assert twins(["µ", "x", "μ"]) == [(2, 0)]


def test_what_a_comma_cut_off_is_no_name() -> None:
    assert [left_over(*entry) for entry in (("5", ""), ("tax", ""), ("5", "1"))] == [True, False, False]


def inside(section: str, depth: int) -> list[Mapping | Listing]:
    return [Mapping([section], [0], [""], [0])] + [Listing([], []) for _ in range(depth - 1)]


def test_a_problem_a_value_and_a_call_hold_few_keys_and_a_section_many() -> None:
    few = {
        (section, depth) for section in ("nodes", "variables", "layers") for depth in (1, 2, 3) if holds_few(inside(section, depth))
    }
    assert few == {("nodes", 1), ("variables", 1), ("layers", 1), ("nodes", 3), ("variables", 3)}


def test_answers_are_what_stands_inside_of_expect() -> None:
    assert [holds_answers(inside(section, depth)) for section, depth in (("expect", 2), ("expect", 1), ("nodes", 2))] == [
        True,
        False,
        False,
    ]
