from backprop_cli.picture.columns import columns_of
from tests.picture.scenes import scene


def stations(problem: str) -> list[set[str]]:
    drawn = scene(problem)
    columns = columns_of(drawn)
    return [{drawn.items[place].name for place in station if place < len(drawn.items)} for station in columns.stations]


def test_an_operation_stands_right_of_its_furthest_input() -> None:
    assert stations("apple") == [{"apple", "apple_num", "tax"}, {"apple_price"}, {"price"}, {"price"}]


def test_scalars_of_a_short_graph_begin_at_the_left_others_before_their_first_reader() -> None:
    chain = "variables: {x: 1, k: 2}\nnodes: {a: 2 * x, b: 2 * a, c: 2 * b, d: 2 * c, e: d * k}\n"
    assert stations(chain)[0] == {"x"}
    assert "k" in stations(chain)[4]
    assert stations(chain.replace("d: 2 * c, e: d * k", "d: c * k"))[0] == {"x", "k"}
    assert [station & {"W2", "b2", "t"} for station in stations("two_layer_net")] == [
        set(),
        set(),
        {"W2", "b2"},
        {"t"},
        set(),
        set(),
    ]


def test_a_line_has_an_element_in_each_station_that_it_passes() -> None:
    drawn = scene("apple")
    columns = columns_of(drawn)
    tax = next(index for index, wire in enumerate(drawn.wires) if drawn.items[wire.source].name == "tax")
    source, between, reader = columns.paths[tax]
    assert (drawn.items[source].name, drawn.items[reader].name) == ("tax", "price")
    assert columns.elements[between] == (1, -1, tax)
