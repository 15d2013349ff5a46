"""The same problem has the same answer, however and wherever it is read: number for number, bit for bit where rounding is the same."""

import csv
import io
import json
import os
import struct
import subprocess
import sys
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from backprop_cli.render import FORMS
from backprop_cli.source import yaml_events
from tests.cli.running import PROBLEMS, bpcalc
from tests.graphs.test_random_expressions import EXPRESSIONS
from tests.problems import solve_text

FINITE = st.floats(allow_nan=False, allow_infinity=False) | st.sampled_from(
    [-0.0, 5e-324, -5e-324, 2.2250738585072014e-308, 1.7976931348623157e308]
)
SHIPPED = sorted(path.stem for path in PROBLEMS.glob("*.yaml") if not path.stem.startswith("notes_faults"))


def bits(x: float) -> bytes:
    return struct.pack("<d", x)


def table(text: str, dialect: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text), dialect=dialect))


# How the values of forward are read back from each form, in the order of the nodes.
READ: dict[str, Any] = {
    "json": lambda text: [node["value"] for node in json.loads(text)["nodes"]],
    "jsonl": lambda text: [json.loads(line)["value"] for line in text.splitlines()],
    "csv": lambda text: [float(row["value"]) for row in table(text, "excel")],
    "tsv": lambda text: [float(row["value"]) for row in table(text, "excel-tab")],
    "yaml": lambda text: list(map(float, yaml.safe_load(text)["expect"]["forward"].values())),
    "value": lambda text: list(map(float, text.split())),
}
ROUNDED = {"table", "markdown"}  # for reading: nobody gets every digit from them
FINITE_ONLY = {"yaml"}  # an expected answer cannot be infinite, and says so in a comment


def test_every_form_is_read_back() -> None:
    assert {*READ, *ROUNDED} == set(FORMS), "add to READ how the values are read back, or to ROUNDED a form that is for reading"


@pytest.mark.parametrize("form", READ)
@settings(max_examples=40)
@given(st.lists(FINITE, min_size=1, max_size=5))
def test_every_float_comes_out_as_it_went_in(form: str, numbers: list[float]) -> None:
    variables = "".join(f"  x{i}: {number!r}\n" for i, number in enumerate(numbers))
    text = f"variables:\n{variables}nodes:\n" + "".join(f"  y{i}: x{i} * 1\n" for i in range(len(numbers)))
    asked = [word for i in range(len(numbers)) for word in ("--node", f"y{i}")] if form == "value" else []
    ran = bpcalc("forward", "-", "-f", form, *asked, stdin=text.encode())
    assert (ran.code, ran.err) == (0, "")
    assert list(map(bits, READ[form](ran.out))) == list(map(bits, numbers))


@settings(max_examples=40)
@given(st.lists(FINITE, min_size=1, max_size=5))
def test_every_entry_of_an_array_comes_out_as_it_went_in(numbers: list[float]) -> None:
    text = f"variables: {{x: {numbers!r}}}\nnodes: {{y: x * 1}}\n"
    for form in ("value", "json"):
        out = json.loads(bpcalc("forward", "-", "-f", form, stdin=text.encode()).out)
        assert list(map(bits, out if form == "value" else out["value"])) == list(map(bits, numbers))


@pytest.mark.parametrize("form", [form for form in READ if form not in FINITE_ONLY])
def test_what_is_not_finite_has_its_name(form: str) -> None:
    text = b"variables: {x: 1}\nnodes: {a: log(x - 1), b: -a, c: a + b}\noutput: c\n"
    out = bpcalc(
        "forward", "-", "-f", form, "-q", *(["--node", "a", "--node", "b", "--node", "c"] if form == "value" else []), stdin=text
    ).out
    if form in ("json", "jsonl"):
        assert READ[form](out)[1:] == ["-inf", "inf", "nan"]
    else:
        assert list(map(str, READ[form](out)))[-3:] == ["-inf", "inf", "nan"]


def answers(*words: str, env: dict[str, str]) -> bytes:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("BPCALC", "PYTHON"))}
    ran = subprocess.run(
        [sys.executable, "-m", "backprop_cli", *words], capture_output=True, cwd=PROBLEMS.parent, env={**clean, **env}, check=False
    )
    assert ran.returncode in (0, 1, 2)
    return ran.stdout + ran.stderr


@pytest.mark.parametrize(
    "words", [["backward", "two_layer_net", "--json", "-q"], ["schema"], ["layers"], ["check", "problems/wrong"]]
)
def test_the_order_of_hashes_does_not_matter(words: list[str]) -> None:
    assert len({answers(*words, env={"PYTHONHASHSEED": seed}) for seed in ("0", "1", "4242")}) == 1


def both(name: str, *words: str) -> list[tuple[int, str, str]]:
    """What a command says with libyaml and without."""
    found = []
    for have in (True, False):
        with patch.object(yaml_events, "HAVE_LIBYAML", have):
            ran = bpcalc(*words, name)
            found.append((ran.code, ran.out, ran.err))
    return found


@pytest.mark.parametrize("name", SHIPPED)
def test_answers_without_libyaml(name: str) -> None:
    path = str(PROBLEMS / f"{name}.yaml")
    for words in (["backward", "--json"], ["check"]):
        one, other = both(path, *words)
        assert one == other


WRONG = sorted((PROBLEMS / "wrong").rglob("*.yaml"))


def test_faults_without_libyaml() -> None:
    """Every wrong file is told in the same words, at the same place."""
    for path in WRONG:
        one, other = both(str(path), "forward")
        assert one == other, path


LINES = [
    "a: x * y",
    "b: a + x",
    "c: exp(b / 9)",
    "d: a * b - c",
    "e: sigmoid(d) * c",
    "f: (a + e) * 1.5 / y",
    "out_: f * d + where(a > b, a, b)",
]


@given(st.permutations(LINES))
def test_shuffled_nodes_have_the_same_values_and_gradients(lines: list[str]) -> None:
    """Every node's value is the same to the bit; a gradient is added up in another order where several nodes read a value."""
    variables = "variables: {x: 1.25, y: -0.75}\noutput: out_\nnodes:\n"
    ordered, shuffled = (solve_text(variables + "".join(f"  {line}\n" for line in some)) for some in (LINES, lines))
    for name, value in ordered.values.items():
        assert shuffled.values[name] == value
        gradient = ordered.gradients[name]  # None for a > b
        assert shuffled.gradients[name] == (gradient if gradient is None else pytest.approx(gradient, rel=1e-13))


@settings(max_examples=150)
@given(EXPRESSIONS, st.tuples(*[st.floats(-3, 3)] * 3))
def test_numbers_and_arrays_of_one_entry_agree(expression: str, numbers: tuple[float, float, float]) -> None:
    """The floats' way through the engine against the arrays', for whole expressions; each layer may be off by two units."""
    solved = []
    for form in ("{!r}", "[{!r}]"):
        variables = "".join(f"  {name}: {form.format(number)}\n" for name, number in zip("abc", numbers, strict=True))
        solved.append(solve_text(f"variables:\n{variables}nodes: {{y: '0 * a * b * c + ({expression})', z: sum(y)}}\n"))
    one, other = solved
    for name in "abc":
        assert same(one.gradients[name], other.gradients[name], scale(other))
    assert same(one.values["z"], other.values["z"], scale(other))


def scale(solved: Any) -> float:
    """The largest value or gradient on the way: what rounding is measured against where large ones cancel."""
    sizes = [float(np.max(np.abs(value))) for value in (*solved.values.values(), *solved.gradients.values()) if value is not None]
    return max((size for size in sizes if np.isfinite(size)), default=1.0)


def same(one: Any, other: Any, size: float) -> bool:
    one, other = (0.0 if value is None else float(np.sum(value)) for value in (one, other))
    return one == other or (one != one and other != other) or abs(one - other) <= 1e-12 * max(abs(one), abs(other), size, 1e-300)


def test_zero_axes_and_one(tmp_path: Path) -> None:
    """A number, an array file without axes, and one of one entry."""
    np.save(tmp_path / "zero.npy", np.float64(0.3))
    np.save(tmp_path / "one.npy", np.array([0.3]))
    found = []
    for value in ("0.3", "{file: zero.npy}", "{file: one.npy}"):
        (tmp_path / "p.yaml").write_text(f"variables: {{x: {value}, y: 2.5}}\nnodes: {{a: tanh(x) * y, b: a ** y / x}}\n")
        answer = json.loads(bpcalc("backward", str(tmp_path / "p.yaml"), "--json").out)
        found.append([float(np.ravel(answer["gradients"][name])[0]) for name in "xy"])
    assert found[0] == found[1]
    assert found[0] == pytest.approx(found[2], rel=1e-15)
