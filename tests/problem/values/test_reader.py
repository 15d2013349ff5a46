"""A value of a problem: a number, an array, or a mapping of one of the forms; and what is said of anything else."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from backprop_cli.errors import Faults
from backprop_cli.problem.reader import read_problem
from backprop_cli.problem.values.budget import Budget
from backprop_cli.problem.values.reader import FORMS, Quantity, ValueReader
from backprop_cli.source import load
from backprop_cli.source.places import Source
from backprop_cli.source.tree import Listing, Mapping
from tests.problem.values.reading import fault, read, value


@pytest.mark.parametrize(("text", "number"), [("3", 3.0), ("1.1", 1.1), ("-2e-3", -0.002), ("1e3", 1000.0)])
@pytest.mark.parametrize("json", [False, True])
def test_a_scalar_is_a_python_float(text, number, json):
    found = value(text, json=json)
    assert type(found) is float
    assert found == number


def test_scalars_need_no_numpy():
    code = (
        "import sys; from tests.problem.values.reading import value; value('3'); value('{value: 100, unit: won}'); "
        "assert not {'numpy', 'backprop_cli.problem.values.number_repairs', 'difflib'} & set(sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("text", ['"1.1"', "'1.1'", "|\n  1.1", ">-\n  1.1"])
def test_a_quoted_number_is_a_text(text):
    found = fault(text)
    assert "is a text, because it is quoted" in found.message
    assert found.hint == "write it without the quotes: 1.1"
    assert (found.place.line, found.place.column) == (1, 4)


def test_the_place_of_a_fault_is_the_whole_value():
    assert (fault("1_000").place.column, fault("1_000").place.length) == (4, 5)
    assert fault('"1.1"').place.length == 5
    assert fault("사과 * 2", name="값").place.column == 4


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('"1.1"', "'1.1' is a text, because it is quoted"),
        ("true", "'true' is not a number: a truth value is written 1 or 0"),
        ("null", "'null' is not a number: a value is needed"),
    ],
)
def test_json_scalars_that_are_no_numbers(text, message):
    assert fault(text, json=True).message == message


def test_an_empty_value():
    assert fault("").message == "a value is missing"


# Mappings


def test_a_value_with_notes():
    quantity, faults = read("{value: 100, unit: 원, description: 사과 한 개의 값}")
    assert quantity == Quantity(100.0, "원", "사과 한 개의 값")
    assert not faults
    assert read("{normal: [2], unit: won}")[0].unit == "won"
    assert read('{value: 1, unit: "5"}')[0].unit == "5"


def test_a_value_may_hold_any_value():
    inner, _ = read("{value: {ones: [2], unit: won, description: inside}, description: outside}")
    assert inner.value.tolist() == [1, 1]
    assert inner[1:] == ("won", "outside")
    assert value("{value: [[1, 2]]}").tolist() == [[1, 2]]


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("{}", "a mapping without a value", None),
        ("{unit: won}", "a mapping without a value", None),
        ("{zeroes: [2]}", "'zeroes' makes no value", "did you mean 'zeros'?"),
        ("{zeros: [2], ones: [2]}", "'zeros' and 'ones' each make an array", "keep one of them"),
        ("{normal: [2], sedd: 3}", "'normal' has no option 'sedd'", "did you mean 'seed'?"),
        ("{zeros: [2], scale: 3}", "'zeros' has no option 'scale'", "known are description, unit, zeros"),
        ("{value: 1, key: W}", "'value' has no option 'key'", None),
        ("{zeros: [0]}", "'zeros' must be at least 1, not 0", None),
        ("{zeros: [-1]}", "'zeros' must be at least 1, not -1", None),
        ("{zeros: []}", "'zeros' takes at least one size", None),
        ("{zeros: [2.0]}", "'zeros' must be a whole number, not '2.0'", "write it as 2"),
        ("{zeros: [[2, 3]]}", "'zeros' must be a whole number, not a list", None),
        ("{zeros: {a: 1}}", "'zeros' must be a whole number, not a mapping", None),
        ('{zeros: "50"}', "'50' is a text, because it is quoted", None),
        ("{zeros: }", "'zeros' must be a whole number, not nothing", None),
        (f"{{zeros: [{', '.join(['1'] * 25)}]}}", "'zeros' takes at most 24 sizes", None),
        ("{normal: [2], scale: -1}", "'scale' must be from 0 to 1e+300, not -1.0", None),
        ("{normal: [2], scale: 1e301}", "'scale' must be from 0 to 1e+300, not 1e+301", None),
        ("{normal: [2], scale: 1_0}", "'1_0' is not a number: digits are not grouped by underscores", "write it as 10"),
        ("{normal: [2], scale: [1]}", "a number belongs here, not a list", None),
        ("{normal: [2], seed: -1}", "'seed' must be at least 0, not -1", None),
        ("{normal: [2], seed: 0.5}", "'seed' must be a whole number, not '0.5'", None),
        ("{uniform: [2], low: 2}", "'low' must not be above 'high', but 2.0 is above 1.0", None),
        ("{uniform: [2], low: -1e308, high: 1e308}", "'low' and 'high' are too far apart", None),
        ("{value: 1, unit: [won]}", "'unit' is a text, not a list", None),
        ("{file: [x.npy]}", "'file' is a text, not a list", None),
        ("{file: x.npz, key: [W]}", "'key' is a text, not a list", None),
    ],
)
def test_what_mappings_can_have_wrong(text, message, hint):
    found = fault(text)
    assert found.message == message
    if hint is not None:
        assert found.hint == hint


def test_every_fault_of_a_mapping_is_found_at_its_place():
    _, faults = read("{normal: [2, x], scale: 1_0, seed: -1}")
    assert sorted((found.place.column, found.place.length) for found in faults) == [(17, 1), (28, 3), (39, 2)]


def test_json_options():
    assert value('{"normal": [2, 3], "scale": 0.01, "seed": 0}', json=True).shape == (2, 3)
    assert fault('{"zeros": "5"}', json=True).message == "'5' is a text, because it is quoted"
    assert fault('{"value": 1, "unit": 5}', json=True).message == "'unit' is a text, not 5"
    assert fault('{"normal": [2], "seed": 36893488147419103232}', json=True).message.startswith("'seed' must be a whole number")


@pytest.mark.parametrize(
    "tree",
    [
        Mapping(["zeros"], [0], ["2"], [0], broken=True),
        Listing(["1"], [0], broken=True),
        Listing(["1", Mapping([], [], [], [], broken=True)], [0, 0]),
    ],
)
def test_nothing_more_is_said_of_what_was_reported_already(tree):
    faults = []
    assert ValueReader(Source("p.yaml", "1"), None, Budget(100), faults).read(tree, 0, "x") is None
    assert not faults


SIMPLEST = {
    "value": "3",
    "zeros": "[2]",
    "ones": "[2]",
    "normal": "[2]",
    "uniform": "[2]",
    "integers": "[2]",
    "arange": "2",
    "eye": "2",
    "onehot": "[0, 1], classes: 2",
}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_takes_notes(form, tmp_path):
    np.save(tmp_path / "x.npy", np.ones(2))
    quantity, faults = read(f"{{{form}: {SIMPLEST.get(form, 'x.npy')}, unit: u, description: d}}", folder=tmp_path)
    assert not faults
    assert quantity[1:] == ("u", "d")


# Whole files

WRONG = Path(__file__).parents[3] / "problems" / "wrong" / "value"


@pytest.mark.parametrize("path", sorted(WRONG.glob("*.yaml")), ids=lambda path: path.stem)
def test_wrong_files_say_what_their_first_line_says(path):
    with pytest.raises(Faults) as caught:
        read_problem(load(str(path), 2**20), str(WRONG))
    (found,) = caught.value.faults
    assert f"# says: {found.message}" == path.read_text("utf-8").splitlines()[0]
    assert found.code == "value"
    assert found.hint
    assert found.place.line == 3


# Limits


def test_arrays_beyond_the_limit_are_refused_before_they_are_made():
    found = fault("{zeros: [1000000, 1000000]}")
    assert (found.code, found.message) == ("limit", "an array of shape (1000000, 1000000) needs 7.2 TiB: the limit is 2 GiB in all")
    assert found.hint == "--max-memory raises it"


@pytest.mark.parametrize("form", ["zeros", "ones", "normal", "uniform"])
def test_sizes_beyond_every_machine(form):
    assert fault(f"{{{form}: [{', '.join(['9' * 40] * 24)}]}}").code == "limit"


@pytest.mark.parametrize("text", ["[1, 2, 3]", "{zeros: [3]}", "{normal: 3}", "{value: [[1], [2], [3]]}"])
def test_the_limit_to_the_byte(text):
    assert value(text, limit=24).size == 3
    assert fault(text, limit=23).code == "limit"
