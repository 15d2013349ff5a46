"""Answers with tabs between their columns: the same as CSV."""

from tests.render.test_csv import read
from tests.reporting import AFFINE, backward_of, shown


def test_the_same_with_tabs() -> None:
    text = shown(backward_of(AFFINE), "tsv")
    assert text.splitlines()[0] == "name\tvalue\tgradient"
    assert read(text, "\t") == read(shown(backward_of(AFFINE), "csv"))
