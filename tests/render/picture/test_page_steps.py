"""The steps of a page: one for the given numbers, one a node forward, one for the output's gradient, one a node back."""

from backprop_cli.render.picture.page_steps import Steps
from tests.picture.scenes import read
from tests.render.picture.pages import solved


def words(problem: str, step: int) -> str:
    """A sentence of a step; what the script puts in stands as its kind and number in brackets."""
    scene, done = solved(read(problem))
    parts = Steps(scene, done).data()["steps"][step]["words"]
    return "".join(part if isinstance(part, str) else f"[{part[0]}{part[1]}]" for part in parts)


def test_apples_and_oranges_take_ten_steps() -> None:
    scene, done = solved(read("apple_orange"))
    steps = Steps(scene, done).data()["steps"]
    names = scene.graph.names
    assert [step["node"] if step["node"] is None else names[step["node"]] for step in steps] == [
        None, "apple_price", "orange_price", "all_price", "price", "price", "price", "all_price", "orange_price", "apple_price",
    ]  # fmt: skip


def test_the_output_begins_the_way_back() -> None:
    assert words("apple", 3).startswith("Backward: ∂price/∂price = ")
    assert words("apple", 3).endswith(", where the backward pass begins")


def test_forward_alone_has_no_steps_back() -> None:
    scene, _ = solved(read("apple"))
    assert len(Steps(scene, None).data()["steps"]) == 1 + len(scene.graph.nodes)


def test_what_several_read_is_summed_as_it_comes() -> None:
    back = [words("fan_out", step) for step in range(5, 8)]
    assert "more to come" in " ".join(back[:-1])
    assert "in all" in back[-1]
