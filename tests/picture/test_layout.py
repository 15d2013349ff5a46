"""A layout: all parts of a picture's search for places, put together."""

from backprop_cli.picture.layout import layout_of
from tests.picture.scenes import scene


def test_stations_entries_and_branches() -> None:
    layout = layout_of(scene("fan_out"))
    names = [item.name for item in layout.scene.items]
    assert [layout.station(names.index(name)) for name in ("x", "square", "triple")] == [0, 1, 1]
    assert [layout.branches(names.index(name)) for name in ("x", "square")] == [True, False]
    assert [layout.entry(wire) for wire in range(3)] == [0, 4, 8]
    assert layout.tracks.counts[0] == 1
