"""What page.js is told: the numbers, the steps of both passes with their sentences, and where sliders can be, the graph itself."""

from typing import Any, NamedTuple

from backprop_cli.engine import Pass
from backprop_cli.engine.edges import edges
from backprop_cli.graph import Graph
from backprop_cli.layers.maths import Value, is_array, shape_of
from backprop_cli.phrases import say
from backprop_cli.picture.scene import Scene
from backprop_cli.render.picture.labels import LONGEST_SUM
from backprop_cli.render.picture.page_code import LayerCode, Unsayable
from backprop_cli.render.picture.page_steps import Steps
from backprop_cli.report.number_text import as_json, shape_in_style
from backprop_cli.report.rows import Style

Data = dict[str, Any]


class PageData(NamedTuple):
    """data: for DATA of page.js; layers: JavaScript, for its LAYERS; still: why nothing can be moved, None where numbers can."""

    data: Data
    layers: str
    still: str | None


def page_of(scene: Scene, done: Pass | None, digits: int) -> PageData:
    """done: the backward pass; None for the forward pass alone."""
    graph, code = scene.graph, LayerCode()
    moving, still = None, say("it has arrays, and only single numbers can be moved")
    if graph.scalar:
        try:
            moving = code.graph(graph)
        except Unsayable as unsaid:
            still = say("{layer} has no words that a browser knows", layer=unsaid)
    data = {
        "digits": digits,
        "longest": LONGEST_SUM,
        "output": scene.output,
        **Steps(scene, done).data(),
        "words": own_words(),
    }
    if moving is None:
        return PageData({**data, "moved": [], **numbers_in_json(scene, done)}, "[]", still)
    moving["values"] = [as_json(value) for value in moving["values"]]
    moved = [item.number for item in scene.items if item.number in graph.variables]
    upstream = as_json(done.upstream) if done else 1.0
    return PageData({**data, "moved": moved, "graph": moving, "upstream": upstream, "wanted": wanted(graph)}, code.text, None)


def own_words() -> dict[str, str]:
    """What page.js itself has to say."""
    return {"count": say("step {step} of {last}"), "play": say("play"), "pause": say("pause"), "none": say("none")}


def wanted(graph: Graph) -> list[int]:
    """A flag for each number: whether it has a gradient."""
    return list(graph.all_but_constants())


def numbers_in_json(scene: Scene, done: Pass | None) -> Data:
    """The values, the gradients, and for each node what it sends back and by which local gradients."""
    sent: dict[int, list[Any]] = {}
    local: dict[int, list[Any]] = {}
    for edge in edges(done, scene.graph.all_but_constants()) if done else ():
        count = len(scene.graph.sources(edge.node))
        sent.setdefault(edge.node, [None] * count)[edge.argument] = as_page(edge.propagated)
        local.setdefault(edge.node, [None] * count)[edge.argument] = as_page(edge.local)
    gradients = list(map(as_page, scene.gradients))
    return {"values": list(map(as_page, scene.values)), "gradients": gradients, "sent": sent, "local": local}


def as_page(value: Value | None) -> Any:
    """A number as JSON has it; an array by its shape."""
    return shape_in_style(shape_of(value), Style()) if is_array(value) and value is not None else as_json(value)
