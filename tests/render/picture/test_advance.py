"""Widths of texts in pixels."""

from backprop_cli.render.picture.advance import WIDTHS, advance


def test_the_list_runs_from_the_blank_to_the_tilde() -> None:
    assert len(WIDTHS) == ord("~") - ord(" ") + 1
    assert advance("i", 1000) == 278
    assert advance("~", 1000) == 838


def test_wide_and_bold_letters() -> None:
    assert advance("사과", 10) == 20
    assert advance("12", 10, bold=True) > advance("12", 10)
