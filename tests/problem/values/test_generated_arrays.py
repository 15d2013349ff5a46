"""Arrays that a problem describes: zeros, ones, and random numbers that are the same at every run."""

import os
import subprocess
import sys

import numpy as np
import pytest

from backprop_cli.problem.values.generated_arrays import seed_of
from tests.problem.values.reading import value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{zeros: [2, 3]}", np.zeros((2, 3))),
        ("{zeros: 4}", np.zeros(4)),
        ("{ones: [1]}", np.ones(1)),
        ("{normal: [4, 5], scale: 0.01, seed: 0}", np.random.default_rng(0).normal(0, 0.01, (4, 5))),
        ("{normal: [3], seed: 7}", np.random.default_rng(7).normal(0, 1, 3)),
        ("{normal: [3], scale: 0, seed: 7}", np.zeros(3)),
        (f"{{normal: 3, seed: {2**100}}}", np.random.default_rng(2**100).normal(0, 1, 3)),
        ("{uniform: [3, 2], low: -1, high: 1, seed: 0}", np.random.default_rng(0).uniform(-1, 1, (3, 2))),
        ("{uniform: [3, 2], seed: 5}", np.random.default_rng(5).uniform(0, 1, (3, 2))),
        ("{uniform: 2, low: 3, high: 3}", np.full(2, 3.0)),
        (
            "{integers: [2, 3], low: 1, high: 9, seed: 0}",
            np.random.default_rng(0).integers(1, 9, (2, 3), endpoint=True).astype(float),
        ),
        ("{integers: 4, low: -3, high: -3}", np.full(4, -3.0)),
        ("{arange: 5}", np.array([0.0, 1.0, 2.0, 3.0, 4.0])),
        ("{arange: [1]}", np.zeros(1)),
        ("{eye: 3}", np.eye(3)),
        ("{onehot: [0, 2], classes: 3}", np.array([[1.0, 0.0, 0.0], [0.0, 0.0, 1.0]])),
        ("{onehot: 1, classes: 2}", np.array([0.0, 1.0])),
        ("{onehot: [[0], [1]], classes: 2}", np.eye(2).reshape(2, 1, 2)),
    ],
)
def test_exactly_what_numpy_makes(text, expected):
    found = value(text)
    assert found.dtype == np.float64
    assert found.shape == expected.shape
    assert found.tobytes() == expected.tobytes()


def test_the_first_values_are_pinned():
    # NumPy's documentation shows 0.12573022, -0.13210486, 0.64042265 for default_rng(0) and 0.63696169, 0.26978671 for uniform.
    assert value("{normal: 3, seed: 0}").tolist() == [0.1257302210933933, -0.1321048632913019, 0.6404226504432821]
    assert value("{uniform: 2, seed: 0}").tolist() == [0.6369616873214543, 0.2697867137638703]
    assert value("{integers: 10, low: 0, high: 1, seed: 0}").tolist() == [1, 1, 1, 0, 0, 0, 0, 0, 0, 1]


def test_both_ends_of_whole_numbers_are_drawn():
    assert set(value("{integers: 1000, seed: 1}").tolist()) == set(range(10))


def test_without_a_seed_the_name_decides():
    first = value("{normal: [3]}", name="W1")
    assert (first == value("{normal: [3]}", name="W1")).all()
    assert (first != value("{normal: [3]}", name="W2")).all()
    assert seed_of("123456789") == 0xCBF43926  # the check value that every table of CRCs gives for CRC-32
    assert (value("{uniform: [3]}", name="가") == np.random.default_rng(seed_of("가")).uniform(0, 1, 3)).all()


def test_a_name_is_the_same_name_however_it_is_composed():
    assert seed_of("\uac00") == seed_of("\u1100\u1161")
    assert seed_of("µ") == seed_of("μ")


@pytest.mark.parametrize("seed", ["0", "1"])
def test_the_same_in_every_process(seed):
    code = "from tests.problem.values.reading import value; print(value('{normal: [2]}', name='W').tolist())"
    environ = {**os.environ, "PYTHONHASHSEED": seed}
    run = subprocess.run([sys.executable, "-c", code], env=environ, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == str(value("{normal: [2]}", name="W").tolist())
