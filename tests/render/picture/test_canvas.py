import pytest

from backprop_cli.picture.place import NoPlace
from backprop_cli.render.picture.canvas import DOWN, LEFT, RIGHT, UP, Canvas, cells, clusters

A, B = ("wire", 1), ("wire", 2)


def rows(canvas: Canvas) -> list[str]:
    return ["".join(character for character, _ in row) for row in canvas.drawn()]


def test_two_lines_may_cross() -> None:
    canvas = Canvas()
    canvas.across(0, 2, 1, A)
    canvas.upright(1, 0, 2, B)
    assert rows(canvas) == [" │", "─┼─", " │"]
    assert canvas.crossings() == 1


def test_pieces_of_one_line_join() -> None:
    canvas = Canvas()
    canvas.across(0, 1, 0, A)
    canvas.mark(2, 0, LEFT | DOWN, A)
    canvas.mark(2, 1, UP | RIGHT, A)
    canvas.mark(2, 1, DOWN, A)
    assert rows(canvas) == ["──╮", "  ├"]
    assert canvas.crossings() == 0


@pytest.mark.parametrize(("first", "second"), [(LEFT | RIGHT, LEFT | RIGHT), (UP | DOWN, LEFT | UP), (LEFT | RIGHT, DOWN)])
def test_other_meetings_of_two_lines_are_refused(first: int, second: int) -> None:
    canvas = Canvas()
    canvas.mark(0, 0, first, A)
    with pytest.raises(NoPlace):
        canvas.mark(0, 0, second, B)


def test_a_text_on_a_line_is_refused_whichever_comes_first() -> None:
    canvas = Canvas()
    canvas.across(0, 3, 0, A)
    with pytest.raises(NoPlace):
        canvas.text(2, 0, "x")
    canvas.text(5, 0, "x")
    with pytest.raises(NoPlace):
        canvas.across(4, 6, 0, A)
    with pytest.raises(NoPlace):
        canvas.text(4, 0, "xy")


def test_a_dot_stands_on_its_own_line_alone() -> None:
    canvas = Canvas()
    canvas.upright(0, 0, 2, A)
    canvas.dot(0, 1, A)
    assert rows(canvas) == ["│", "●", "│"]
    canvas.across(1, 2, 2, B)
    with pytest.raises(NoPlace, match="dot"):
        canvas.dot(1, 2, A)


def test_ascii() -> None:
    canvas = Canvas(ascii=True)
    canvas.mark(0, 0, RIGHT | DOWN, A)
    canvas.across(1, 1, 0, A)
    canvas.mark(0, 1, UP | DOWN, A)
    canvas.sign(2, 0, "▶")
    assert rows(canvas) == ["+->", "|"]


def test_wide_and_combining_characters() -> None:
    assert cells("사과 × 2") == 8
    assert list(clusters("e\u0301x")) == ["e\u0301", "x"]
    canvas = Canvas()
    canvas.text(0, 0, "사e\u0301x")
    canvas.text(4, 0, "|")
    assert rows(canvas) == ["사e\u0301x|"]
    assert canvas.wide() == 5
