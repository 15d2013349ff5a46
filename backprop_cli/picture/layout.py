"""A scene with a place for everything: the columns, the rows and the tracks in which its lines turn."""

from typing import NamedTuple

from backprop_cli.picture.columns import Columns, columns_of
from backprop_cli.picture.levels import Levels, levels_of
from backprop_cli.picture.order import Order, order_of
from backprop_cli.picture.place import rows_of
from backprop_cli.picture.scene import Scene
from backprop_cli.picture.tracks import Tracks, tracks_of

MOST = 150  # operations: a picture of more is none that anybody reads


class Layout(NamedTuple):
    """rows: of each place (see `levels`): of the items first. How wide the columns are is for those to say who draw."""

    scene: Scene
    columns: Columns
    order: Order
    levels: Levels
    rows: list[int]
    tracks: Tracks

    def station(self, item: int) -> int:
        return self.columns.elements[item].station

    def entry(self, wire: int) -> int:
        """The row on which a line comes to its reader."""
        return self.rows[self.levels.runs[wire][-1]]

    def branches(self, item: int) -> bool:
        """Whether several lines leave an item: then they part at a dot."""
        return len(self.scene.readings[item]) > 1


def layout_of(scene: Scene) -> Layout:
    """Raises NoPlace for a graph that cannot be drawn without ambiguity."""
    columns = columns_of(scene)
    order = order_of(columns)
    levels = levels_of(scene, columns, order)
    rows = rows_of(scene, columns, levels)
    return Layout(scene, columns, order, levels, rows, tracks_of(scene, columns, levels, rows))
