"""The tree of a text: sections that are there twice are put together, and every list of it is as long as its places."""

import pytest

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
