"""What is asked for on the command line: names, entries, an upstream gradient."""

import json
from typing import Any

import pytest

from tests.cli.running import PROBLEMS, bpcalc

APPLE = str(PROBLEMS / "apple.yaml")
BATCH = str(PROBLEMS / "affine_batch.yaml")


def gradients(*words: str, **more: Any) -> dict[str, Any]:
    ran = bpcalc("backward", *words, "--json", **more)
    assert ran.code == 0, ran.err
    found: dict[str, Any] = json.loads(ran.out)["gradients"]
    return found


def test_entries_of_arrays() -> None:
    whole = gradients(BATCH)["W"]
    words = ["--wrt", "W[0,1]", "--wrt", "W[-1,-1]", "--wrt", "W[1,2]", "--wrt", "W[ 0 , 1 ]"]
    assert gradients(BATCH, *words) == {"W[0,1]": whole[0][1], "W[1,2]": whole[1][2]}
    assert bpcalc("backward", BATCH, "--wrt", "W[0,1]", "-f", "value").out == f"{whole[0][1]!r}\n"


@pytest.mark.parametrize(
    ("word", "message"),
    [
        ("W[0]", "'W' has the shape (2, 3): an entry of it takes 2, not 1"),
        ("W[2,0]", "'W' has the shape (2, 3): 2 is out of range on axis 0"),
        ("W[0,-4]", "'W' has the shape (2, 3): -4 is out of range on axis 1"),
        ("W[0,x]", "'[0,x]' is no entry"),
        ("V[0]", "no variable or node is called 'V'"),
        ("", "no variable or node is called ''"),
    ],
)
def test_entries_that_there_are_not(word: str, message: str) -> None:
    ran = bpcalc("backward", BATCH, "--wrt", word)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"error: {message}\n")


def test_a_single_number_has_no_entries() -> None:
    ran = bpcalc("backward", APPLE, "--wrt", "tax[0]")
    assert (ran.code, ran.out) == (2, "")
    assert "'tax' is a single number" in ran.err


def test_constants_are_refused() -> None:
    ran = bpcalc("backward", "-", "--wrt", "c", stdin=b"variables: {x: 1}\nconstants: {c: 2}\nnodes: {y: x * c}\n")
    assert (ran.code, ran.out) == (2, "")
    assert "'c' is a constant" in ran.err


def test_a_misspelt_name_is_answered_with_the_nearest() -> None:
    ran = bpcalc("backward", APPLE, "--wrt", "appel")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "error: no variable or node is called 'appel'\n  did you mean 'apple'?\n"


def test_an_upstream_gradient() -> None:
    assert gradients(APPLE, "--upstream", "10", "--wrt", "tax") == {"tax": 2000.0}
    assert gradients(APPLE, "--upstream", "-1", "--wrt", "tax") == {"tax": -200.0}
    ones = gradients(BATCH, "--upstream", "1", "--wrt", "b")["b"]
    assert ones == [2.0, 2.0, 2.0]
    assert gradients(BATCH, "--upstream", "[[1, 2, 3], [4, 5, 6]]", "--wrt", "b")["b"] == [5.0, 7.0, 9.0]


@pytest.mark.parametrize("text", ["1,5", "[1, 2]", "[[1, 2, 3], [4, 5]]", "x + 1", "", "1e400", "{file: ../x.npy}", "[1"])
def test_what_is_no_upstream_is_placed_in_the_option(text: str) -> None:
    ran = bpcalc("backward", BATCH, "--upstream", text)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("--upstream:1:")
    assert ": error: " in ran.err.splitlines()[0]


def test_an_upstream_of_the_file_serves_every_output_that_it_fits() -> None:
    problem = b"variables: {x: [1, 2]}\nnodes: {a: x * 2, b: sum(a)}\noutput: a\nupstream: [1, 3]\n"
    assert gradients("-", stdin=problem) == {"x": [2.0, 6.0]}
    ran = bpcalc("backward", "-", "--output", "b", stdin=problem)
    assert (ran.code, ran.out) == (2, "")
    assert gradients("-", "--output", "b", "--upstream", "1", stdin=problem) == {"x": [2.0, 2.0]}


def test_the_order_is_that_of_the_question_and_each_is_answered_once() -> None:
    asked = gradients(APPLE, "--wrt", "tax", "--wrt", "apple_price", "--wrt", "tax", "--wrt", "apple")
    assert list(asked.items()) == [("tax", 200.0), ("apple_price", 1.1), ("apple", 2.2)]
