"""The columns of a picture: as wide as their texts, one behind the other."""

from backprop_cli.picture.layout import layout_of
from backprop_cli.render.picture.grid import STUB, Measures, PictureGrid
from backprop_cli.render.picture.labels import Labels
from backprop_cli.report.rows import Style
from tests.picture.scenes import scene


def test_columns_follow_each_other_with_gaps_and_tracks() -> None:
    shown = scene("fan_out")
    measures = Measures(lambda place: 3, len, lambda text: len(text) + 2 if text else 0, 1, 2, 1)
    grid = PictureGrid(layout_of(shown), Labels(shown, Style()), measures)
    assert grid.texts[0, STUB] == ("4", "4 + 4 + 3 = 11")
    assert (grid.item_at[0], grid.behind_at[0], grid.behind_wide[0]) == (0, 4, 16)
    assert grid.track(0, 0) == 4 + 16 + 1
    assert (grid.before_at[1], grid.before_wide[1]) == (4 + 16 + 1 + 2, 3)
    assert grid.item_at[1] == grid.before_at[1] + 3 + 1
