"""A bounded round of random gradient checks; `python -m tests.rounds` goes on for as long as it is let."""

from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest

from tests.fuzz.case import Case
from tests.rounds import faults, kinds, numbers, people, shelf, slips
from tests.rounds.__main__ import main
from tests.rounds.draft import Called, Draft
from tests.rounds.faults import Fault
from tests.rounds.inputs import sizes_for, values_for
from tests.rounds.judge import Judged, judged, of_fault, of_right, stops
from tests.rounds.kinds import KINDS, RIGHT, Round, drawn
from tests.rounds.kits import Kit, OfLowPrecision, OfPython, OfYaml

CASES = {"shelf": 80, "language": 80, "central": 50, "fast": 50, "taylor": 50, "handmade": 60, "python": 40, "single": 12, "half": 10,
         "handmade-fault": 40, "python-fault": 30, "single-fault": 8, "half-fault": 6}  # fmt: skip
DOUBTFUL = {"half": "inconclusive", "half-fault": "undecided"}  # three digits often do not tell


def a_round(kind: str, folder: Path) -> dict[int, Judged]:
    return {number: judged(drawn(kind, 0, number), folder) for number in range(CASES[kind])}


@pytest.mark.parametrize("kind", KINDS)
def test_a_round(kind: str, tmp_path: Path) -> None:
    """No crash, no false fail, hardly a doubt; every planted fault found, and nothing else named."""
    came = a_round(kind, tmp_path)
    doubtful = "inconclusive" if kind in RIGHT else DOUBTFUL.get(kind, "")
    wrong = {number: one for number, one in came.items() if one.outcome not in ("right", "found", doubtful)}
    assert not wrong
    assert Counter(one.outcome for one in came.values())[doubtful] <= (len(came) * 2 // 3 if kind in DOUBTFUL else 1)


@pytest.mark.parametrize("kind", KINDS)
def test_a_seed_and_a_number_make_the_same_round_again(kind: str) -> None:
    assert drawn(kind, 3, 4) == drawn(kind, 3, 4)
    assert len({repr(drawn(kind, 1, number)) for number in range(5)}) == 5


def test_every_layer_of_the_shelf_is_drawn() -> None:
    for kind in shelf.kinds():
        calls = [shelf.drawn(Random(seed), kind) for seed in range(12)]
        assert all(call is not None for call in calls), kind.name
        assert len({tuple(map(np.shape, call.xs)) for call in calls if call is not None}) > 3, kind.name


HANDWRITTEN = [(kit, name) for kit in (OfYaml, OfPython) for name in kit().layers]


@pytest.mark.parametrize(("make", "name"), HANDWRITTEN, ids=[f"{make.__name__}-{name}" for make, name in HANDWRITTEN])
def test_the_layers_are_right(make: Any, name: str) -> None:
    """Each backward pass against differences of its forward pass of fourth order: what rounds call right is right."""
    kit: Kit = make()
    layer, draft, random = kit.layers[name], Draft(), Random(name)
    sizes = sizes_for(random, layer.inputs)
    xs = values_for(random, layer.inputs, (), sizes)
    called = Called(kit.add(draft, name, sizes), tuple(xs), frozenset(layer.inputs) - layer.constants)
    dout = people.upstream_like(kit.run(draft, called.layer, xs))
    for own, gradient in kit.gradients(draft, called, dout).items():
        expected = slopes(kit, draft, called, [*layer.inputs].index(own), dout)
        np.testing.assert_allclose(gradient, expected, rtol=1e-7, atol=1e-9)


def slopes(kit: Kit, draft: Draft, called: Called, place: int, dout: Any) -> Any:
    def value(i: tuple[int, ...], step: float) -> float:
        xs = list(called.xs)
        x = np.array(xs[place], float)
        x[i] += step
        xs[place] = numbers.number(x)
        return float(np.sum(dout * kit.run(draft, called.layer, xs)))

    out = np.zeros(np.shape(called.xs[place]))
    for i in np.ndindex(out.shape):
        near, far = (value(i, h) - value(i, -h) for h in (2e-4, 4e-4))
        out[i] = (8 * near - far) / (12 * 2e-4)
    return out


@pytest.mark.parametrize("hidden", [True, False])
def test_low_precision_is_low(hidden: bool) -> None:
    for dtype, digits in (("float32", 1e-6), ("float16", 1e-2)):
        kit, draft = OfLowPrecision(dtype, hidden), Draft()
        for name in kit.layers:
            kit.add(draft, name, {})
        out = kit.scope()["SquashLow"]().forward(np.array([0.1, 0.7]))
        assert out.dtype == (np.float64 if hidden else dtype)
        assert 0 < np.max(np.abs(out - np.tanh([0.1, 0.7]))) < digits


@pytest.mark.parametrize(
    ("verdict", "culprits", "outcome"),
    [("pass", [], "right"), ("kink", [], "right"), ("fail", [], "false fail"), ("fail", [{"layer": "a", "input": "x"}], "false fail"),
     ("inconclusive", [], "inconclusive"), ("nonfinite", [], "nonfinite")],
)  # fmt: skip
def test_a_right_problem_is_judged(verdict: str, culprits: list[Any], outcome: str) -> None:
    assert of_right({"verdict": verdict, "culprits": culprits}, False) == outcome


@pytest.mark.parametrize(
    ("text", "outcome"), [(b"y: stop_gradient(x)", "right"), (b"y: {StopGradient: x}", "right"), (b"y: x", "meant")]
)
def test_what_is_not_judged_goes_through_a_stop(text: bytes, outcome: str) -> None:
    assert of_right({"verdict": "meant", "culprits": []}, stops(Case([], {"p.yaml": text}))) == outcome


@pytest.mark.parametrize(
    ("verdict", "named", "outcome"),
    [("fail", "ax ay", "found"), ("fail", "ax ay az", "found"), ("fail", "ax", "unnamed"), ("fail", "", "unnamed"),
     ("fail", "ax ay aw", "innocent"), ("fail", "ax ay bx", "innocent"), ("kink", "", "missed"), ("inconclusive", "", "undecided")],
)  # fmt: skip
def test_a_fault_is_judged(verdict: str, named: str, outcome: str) -> None:
    """x and y must be named, z may be, w may not."""
    fault = Fault("a", frozenset("xy"), frozenset("xyz"))
    answer = {"verdict": verdict, "culprits": [{"layer": one[0], "input": one[1]} for one in named.split()]}
    assert of_fault(answer, fault) == outcome


def test_what_the_command_refuses_is_judged(tmp_path: Path) -> None:
    case = Case(["gradcheck", "p.yaml"], {"p.yaml": b"variables: {x: 1}\nnodes: {y: nothing(x)}\n"})
    assert judged(Round(case, None), tmp_path).outcome == "refused"


def test_slips_are_of_every_kind() -> None:
    rules = {slips.of_rule(Random(seed), "sum(dout * x ** 2 - 3 * (x > 0), axis=0)", "x", 0.5) for seed in range(400)}
    for part in ("mean(", "axis=1", "** 3", "dout * 0 + 1", "4.5", ">= 0", "* 1.5", "x == max(x)", "-(sum"):
        assert any(part in rule for rule in rules), part


def test_a_fault_that_changes_nothing_is_none() -> None:
    """dout * (x > 0) and dout * (x >= 0) differ at 0 alone, where both are right."""
    kit, draft = OfYaml(), Draft()
    draft.layers["my_relu"] = kit.layers["my_relu"].entry({})
    called = Called("my_relu", (np.array([0.0, 1.0, -2.0]),), frozenset("x"))
    right = faults.gradients(kit, draft, called)
    draft.layers["my_relu"] = {**draft.layers["my_relu"], "backward": {"x": "dout * (x >= 0)"}}
    assert faults.spoilt(kit, draft, called, right) == (set(), {"x"})
    draft.layers["my_relu"] = {**draft.layers["my_relu"], "backward": {"x": "1.001 * dout * (x > 0)"}}
    assert faults.spoilt(kit, draft, called, right) == ({"x"}, {"x"})


def test_a_tie_that_is_counted_twice_is_a_fault() -> None:
    kit, draft = OfYaml(), Draft()
    draft.layers["larger"] = kit.layers["larger"].entry({})
    called = Called("larger", (1.5, 1.5), frozenset("pq"))
    right = faults.gradients(kit, draft, called)
    draft.layers["larger"] = {**draft.layers["larger"], "backward": {"p": "dout * (p >= q)", "q": "dout * (q >= p)"}}
    assert faults.spoilt(kit, draft, called, right) == ({""}, {"", "p", "q"})


def test_the_command_counts_and_keeps(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = Round(drawn("shelf", 0, 0).case, Fault("nobody", frozenset(), frozenset()))
    monkeypatch.setitem(kinds.KINDS, "shelf", lambda random: wrong)
    assert main(["shelf", "language", "--cases", "2", "--keep", str(tmp_path / "kept")]) == 1
    shown = capsys.readouterr()
    assert shown.out.splitlines()[2:] == [
        "kind      cases  right  found  missed",
        "shelf         2                     2",
        "language      2      2",
    ]
    assert "missed: python -m tests.rounds shelf --seed 0 --first 1 --cases 1" in shown.err
    assert (tmp_path / "kept" / "shelf-0-1" / "p.yaml").read_bytes() == wrong.case.files["p.yaml"]
    assert "bpcalc gradcheck p.yaml --seed" in (tmp_path / "kept" / "shelf-0-1" / "command.txt").read_text(encoding="utf-8")
