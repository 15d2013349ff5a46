"""Answers as JSON: keys in their order, no digit lost, and nothing that could speak to the terminal."""

import json
import math
from collections.abc import Iterator
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from backprop_cli import source
from backprop_cli.problem.reader import Settings, read_problem
from backprop_cli.render import FORMS
from backprop_cli.report.rows import Pairs, Report, Style
from tests.reporting import AFFINE, APPLE, backward_of, forward_of, shown


def test_forward_holds_every_key_of_its_answer() -> None:
    assert json.loads(shown(forward_of(APPLE), "json")) == {
        "schema": 1, "command": "forward", "problem": "test.yaml", "output": "price", "value": 220.00000000000003,
        "variables": {"apple": 100.0, "apple_num": 2.0, "tax": 1.1}, "constants": {},
        "nodes": [
            {"name": "apple_price", "layer": "mul", "inputs": ["apple", "apple_num"], "expression": "apple * apple_num", "shape": [], "value": 200.0},
            {"name": "price", "layer": "mul", "inputs": ["apple_price", "tax"], "expression": "apple_price * tax", "shape": [], "value": 220.00000000000003},
        ],
    }  # fmt: skip


def test_keys_stand_in_their_order() -> None:
    data = json.loads(shown(forward_of(APPLE), "json"))
    assert list(data) == ["schema", "command", "problem", "output", "value", "variables", "constants", "nodes"]
    assert list(data["nodes"][0]) == ["name", "layer", "inputs", "expression", "shape", "value"]
    data = json.loads(shown(backward_of(AFFINE), "json"))
    assert list(data["edges"][0]) == ["node", "layer", "input", "argument", "rule", "local", "upstream", "propagated"]
    assert list(data["nodes"][0]) == ["name", "layer", "value", "gradient"]


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_no_digit_is_lost(x: float) -> None:
    text = shown(forward_of(f"variables: {{x: {x!r}}}\nnodes: {{y: '-x'}}"), "json")
    data = json.loads(text, parse_constant=lambda constant: 1 / 0)
    assert math.copysign(1, data["variables"]["x"]) == math.copysign(1, x)
    assert data["variables"]["x"] == x
    assert data["value"] == -x
    assert f'"x":{x!r}' in text


def test_not_finite() -> None:
    text = shown(
        forward_of(
            "variables: {x: 0}\nnodes: {a: log(x), b: x / x, c: -a, y: 'concat([a], [b])'}".replace(", y: 'concat([a], [b])'", "")
        ),
        "json",
    )
    values = {node["name"]: node["value"] for node in json.loads(text)["nodes"]}
    assert values == {"a": "-inf", "b": "nan", "c": "inf"}


def test_labels_are_whole_and_literals_are_their_text() -> None:
    text = "variables: {x: [[1, 2], [3, 4]]}\nconstants: {t: [0, 1]}\nnodes: {l: 'softmax_with_loss(x * 1e0, t)'}"
    data = json.loads(shown(forward_of(text), "json"))
    assert json.dumps(data["constants"]) == '{"t": [0, 1]}'
    assert data["nodes"][0]["inputs"] == ["x", "1e0"]


class Wide(Report):
    """Counts how far it was asked."""

    asked = 0

    def entries(self) -> Iterator[tuple[str, Any]]:
        yield "pairs", Pairs((str(number), number) for number in range(3))
        yield "none", Pairs(())
        yield "empty", iter(())
        yield "rows", self.rows()

    def rows(self) -> Iterator[dict[str, int]]:
        for self.asked in range(100_000):
            yield {"n": self.asked}


def test_long_lists_are_written_while_they_are_worked_out() -> None:
    report = Wide()
    pieces = FORMS["json"](report, Style())
    while report.asked == 0:
        next(pieces)
    assert report.asked < 2_000
    whole = json.loads(shown(Wide(), "json"))
    assert whole["pairs"] == {"0": 0, "1": 1, "2": 2}
    assert (whole["none"], whole["empty"], len(whole["rows"])) == ({}, [], 100_000)


def test_a_path_cannot_speak_to_the_terminal() -> None:
    for name in ("a\x1b[31m\u009b\u202e.yaml", "\udcff.yaml"):
        problem = read_problem(source.from_bytes(APPLE.encode(), name, False, 10**6), None, Settings())
        text = shown(forward_of(problem), "json")
        assert json.loads(text)["problem"] == name
        text.encode()
        assert all(line.isprintable() for line in text.splitlines())


def test_names_of_any_script() -> None:
    text = "variables: {사과: 1}\nnodes: {값: 사과 * 2}"
    assert '"사과":1.0' in shown(forward_of(text), "json")
    plain = shown(forward_of(text), "json", ascii=True)
    assert plain.isascii()
    assert json.loads(plain)["variables"] == {"사과": 1.0}
