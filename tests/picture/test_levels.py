from backprop_cli.picture.columns import columns_of
from backprop_cli.picture.levels import Levels, levels_of
from backprop_cli.picture.order import order_of
from backprop_cli.picture.scene import Scene
from tests.picture.scenes import scene


def leveled(drawn: Scene) -> Levels:
    columns = columns_of(drawn)
    return levels_of(drawn, columns, order_of(columns))


def level(problem: str, name: str) -> int | None:
    drawn = scene(problem)
    return leveled(drawn).level[next(place for place, item in enumerate(drawn.items) if item.name == name)]


def test_which_input_an_item_is_level_with() -> None:
    assert level("apple", "apple_price") is None  # between two sources
    assert level("apple", "price") == 0  # the only worked-out one
    assert level("variables: {x: 1, t: 2}\nnodes: {d: 2 * x, y: t * d}\n", "y") == 1
    assert level("apple_orange", "all_price") is None  # between two worked-out ones
    assert level("affine_batch", "Y") == 0  # a box fed by sources alone: the first
    assert level("variables: {x: 1}\nnodes: {a: exp(x), y: 'where(a, a, a)'}\n", "y") == 1


def test_the_main_line_is_one_block() -> None:
    drawn = scene("two_layer_net")
    groups = leveled(drawn).groups
    main = [groups[place] for place, item in enumerate(drawn.items) if item.name in ("x", "affine1", "relu1", "score", "loss")]
    assert len(set(main)) == 1
    assert len({groups[place] for place, item in enumerate(drawn.items) if item.name in ("x", "W1", "b1")}) == 3


def test_of_two_lines_that_cross_only_one_is_straight() -> None:
    drawn = scene("variables: {a: 1, b: 2}\nnodes: {p: 2 * a, q: 2 * b, y: (p + q) * (q + p)}\n")
    levels = leveled(drawn)
    assert all(upper != lower for upper, lower in levels.apart)


def test_texts_keep_lines_four_rows_apart() -> None:
    drawn = scene("apple")
    levels = leveled(drawn)
    apple, number = (levels.groups[place] for place in (0, 1))
    assert levels.apart[apple, number] == 4
    assert set(levels.apart.values()) == {2, 3, 4}  # 3: a line that passes beside one with text
