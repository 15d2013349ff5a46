"""JavaScript of a layer gives what its code gives: run in a real browser, at its samples and at the ends of the numbers."""

import json
import math
import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from backprop_cli.errors import ShapeError
from backprop_cli.layers import SHELF, Layer
from backprop_cli.layers.activation import LeakyRelu, Relu
from backprop_cli.layers.arithmetic import PowLayer, SubLayer
from backprop_cli.layers.elementary import ErfLayer
from backprop_cli.layers.linear import Affine
from backprop_cli.layers.loss import SoftmaxWithLoss
from backprop_cli.layers.softmax import Softmax
from backprop_cli.words.javascript import HELPERS, JavaScript, backward_code, forward_code, literal
from backprop_cli.words.syntax import NotInWords
from tests.browser import document, needs_chromium
from tests.layers.shelf import CASES

ENDS = (0.0, 1000.0, -1000.0, math.inf, -math.inf)
DOUT = 1.75


def code(layer: Layer) -> str:
    """A function of dout and the inputs that gives out and the gradient of each input that has a rule."""
    names = {name: f"a{index}" for index, name in enumerate(layer.inputs)}
    known = {**names, "out": "out", "dout": "dout"}
    slopes = [backward_code(layer, name, known) for name in layer.rules]
    return (
        f"(dout, {', '.join(names.values())}) => {{ const out = {forward_code(layer, names)}; return [out, {', '.join(slopes)}]; }}"
    )


def is_sayable(layer: Layer) -> bool:
    try:
        code(layer)
    except NotInWords:
        return False
    return True


def scalar_layers() -> dict[str, Layer]:
    """Every layer of the shelf that a sample of single numbers, or of rows of them, can be given to one number at a time."""
    return {key: case.layer for key, case in CASES.items() if not case.layer.variadic and takes_numbers(case.layer)}


def takes_numbers(layer: Layer) -> bool:
    shapes = [()] * len(layer.inputs)
    try:
        return layer.shape(*shapes) == () and not layer.labels(*shapes)
    except ShapeError:
        return False


def samples(key: str) -> Iterator[tuple[float, ...]]:
    """The numbers of a sample, broadcast; and every pair of a number from it and an end."""
    xs = np.broadcast_arrays(*CASES[key].xs)
    rows = list(zip(*(x.ravel().tolist() for x in xs), strict=True))
    yield from rows
    ends = {0.0, 1.0, -1.0, *ENDS, *rows[0]}
    yield from product(sorted(ends), repeat=len(xs))


def expected(layer: Layer, xs: tuple[float, ...]) -> list[float]:
    out = layer.compute(*xs)
    if layer.elementwise:
        return [out, *(slope for slope in layer.partials(out, *xs) if slope is not None)]
    return [out, *(gradient for gradient in layer.vjp(DOUT, out, *xs, wanted=(True,) * len(xs)) if gradient is not None)]


def same(a: float, b: float) -> bool:
    return a == b or (a != a and b != b) or math.isclose(a, b, rel_tol=1e-12, abs_tol=1e-300)


@needs_chromium
def test_every_sayable_layer_computes_the_same_in_javascript(tmp_path: Path) -> None:
    layers = {key: layer for key, layer in scalar_layers().items() if is_sayable(layer)}
    inputs = {key: list(samples(key)) for key in layers}
    calls = ",\n".join(
        f"[{json.dumps(key)}, {code(layer)}, [{', '.join('[' + ', '.join(map(literal, xs)) + ']' for xs in inputs[key])}]]"
        for key, layer in layers.items()
    )
    script = f"""{HELPERS}
    const text = x => Number.isFinite(x) ? x : String(x).replace('Infinity', 'inf');
    const answers = [{calls}].map(([key, f, rows]) => [key, rows.map(xs => f({DOUT}, ...xs).map(text))]);
    document.body.textContent = JSON.stringify(answers);"""
    page = tmp_path / "page.html"
    page.write_text(f'<!doctype html><meta charset="utf-8"><body><script>{script}</script>', encoding="utf-8")
    found = re.search(r"<body>(.*)</body>", document(page), re.DOTALL)
    answers = dict(json.loads(found[1] if found else ""))
    wrong = []
    for key, layer in layers.items():
        for xs, answer in zip(inputs[key], answers[key], strict=True):
            right = expected(layer, xs)
            if not all(same(float(a), b) for a, b in zip(answer, right, strict=True)):
                wrong.append((key, xs, answer, right))
    assert wrong == []
    assert sum(map(len, inputs.values())) > 1000


def test_every_layer_that_works_entry_by_entry_is_sayable_but_two() -> None:
    unsaid = {name for name, kind in SHELF.items() if kind.elementwise and not is_sayable(kind())}
    assert unsaid == {"erf", "gelu"}


def test_what_cannot_be_said_is_named() -> None:
    names = {"x": "a", "W": "b", "b": "c", "t": "d"}
    cases = ((ErfLayer(), "erf"), (Affine(), "@"), (SoftmaxWithLoss(), "onehot"), (Softmax(), "sum"))
    for layer, word in cases:
        with pytest.raises(NotInWords, match=word):
            forward_code(layer, names)


def test_parentheses_keep_the_order_of_python() -> None:
    words = JavaScript({name: name for name in "xyz"})
    assert words.say("x - (y - z)") == "x - (y - z)"
    assert words.say("(x - y) - z") == "x - y - z"
    assert words.say("x / (y * z)") == "x / (y * z)"
    assert words.say("x * (y + z)") == "x * (y + z)"
    assert words.say("x * (y * z)") == "x * (y * z)"
    assert words.say("-x ** 2") == "-pow(x, 2)"
    assert words.say("(-x) ** 2") == "pow(-x, 2)"
    assert words.say("-(-x)") == "-(-x)"
    assert words.say("-(x * y)") == "-(x * y)"
    assert words.say("(x < y) + 1") == "(x < y ? 1 : 0) + 1"


def test_a_choice_takes_what_is_not_0_for_true() -> None:
    words = JavaScript({name: name for name in "cxy"})
    assert words.say("where(c, x, y)") == "c !== 0 ? x : y"
    assert words.say("where(x > 0, 1, where(y == 0, 2, 3))") == "x > 0 ? 1 : y === 0 ? 2 : 3"
    assert words.say("where(where(c, x, y) != 1, where(c, 0, 1), x)") == "(c !== 0 ? x : y) !== 1 ? (c !== 0 ? 0 : 1) : x"


def test_names_and_options_are_put_in() -> None:
    assert forward_code(SubLayer(), {"x": "v[0]", "y": "v[1]"}) == "v[0] - v[1]"
    assert backward_code(PowLayer(), "y", {"x": "a", "y": "b", "out": "c"}) == "a === 0 ? 0 : c * Math.log(a)"
    assert backward_code(LeakyRelu(slope=-0.5), "x", {"x": "a"}) == "a > 0 ? 1 : (-0.5)"
    assert forward_code(Relu(), {"x": "a"}) == "Math.max(a, 0)"


def test_the_steps_of_a_definition_are_said_one_by_one() -> None:
    """A layer of a problem's own: each line of its `let` is a rule in the names of the inputs and of the lines before."""
    steps = {"e": "exp(-x)", "s": "1 / (1 + e)"}
    names = {"x": "a"}
    lines = []
    for name, rule in steps.items():
        lines.append(f"const {name} = {JavaScript(names).say(rule)};")
        names[name] = name
    assert lines == ["const e = Math.exp(-a);", "const s = 1 / (1 + e);"]


@pytest.mark.parametrize("rule", ["x @ y", "x % y", "x // y", "x if y else 1", "[x]", "x.T", "'x'", "True", "f(x)", "e", "1 +"])
def test_other_python_is_no_rule(rule: str) -> None:
    with pytest.raises(NotInWords):
        JavaScript({"x": "x", "y": "y"}).say(rule)


def test_numbers_keep_all_their_digits() -> None:
    written = list(map(literal, (0.1, 1.0, -2.5, 1e300, math.inf, -math.inf, math.nan)))
    assert written == ["0.1", "1", "-2.5", "1e+300", "Infinity", "-Infinity", "NaN"]
