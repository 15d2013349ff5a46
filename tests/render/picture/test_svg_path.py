"""Paths with rounded corners, and arrowheads."""

from backprop_cli.render.picture.svg_path import arrow, rounded_path


def test_a_straight_line_has_no_corner() -> None:
    assert rounded_path([(0, 0), (0, 0), (10, 0)]) == "M0.0 0.0L10.0 0.0"


def test_corners_are_rounded_as_far_as_there_is_room() -> None:
    assert rounded_path([(0, 0), (100, 0), (100, 50)]) == "M0.0 0.0L92.0 0.0Q100.0 0.0 100.0 8.0L100.0 50.0"
    assert rounded_path([(0, 0), (4, 0), (4, 50)]) == "M0.0 0.0L2.0 0.0Q4.0 0.0 4.0 2.0L4.0 50.0"


def test_an_arrowhead_has_its_tip_first() -> None:
    assert arrow((10, 0), (1, 0), 8, 3) == "10.0,0.0 2.0,-3.0 2.0,3.0"
    assert arrow((0, 10), (0, 1), 8, 3) == "0.0,10.0 -3.0,2.0 3.0,2.0"
