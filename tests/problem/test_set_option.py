"""`--set` puts another value in the place of a variable or constant, by the rules of values."""

import pytest

from tests.problems import faults, values
from tests.reporting import APPLE


def test_sets_replace_variables_and_constants_whatever_their_shape() -> None:
    text = "variables: {x: 2}\nconstants: {c: 3}\nnodes: {y: x * c}\n"
    assert values(text, sets=("x=4",))["y"] == 12.0
    assert values(text, sets=("c=[1, 2]", "x=5"))["y"].tolist() == [5.0, 10.0]
    assert values(text, sets=("x={ones: [2]}",))["y"].tolist() == [3.0, 3.0]


def test_a_set_may_change_the_shape_that_upstream_and_expect_were_written_for() -> None:
    text = "variables: {x: [1, 2]}\nnodes: {y: x * x}\nupstream: [1, 2]\nexpect: {forward: {y: [1, 4]}}\n"
    assert values(text, sets=("x=[1, 2, 3]",))["y"].tolist() == [1.0, 4.0, 9.0]


@pytest.mark.parametrize(
    ("argument", "message", "place"),
    [
        ("tax=1,5", "'1,5' is not a number", "--set tax:1:1"),
        ("tax=[1, 1_0]", "'1_0' is not a number", "--set tax:1:5"),
        ("price=3", "'price' is a node", None),
        ("tex=3", "no variable or node is called 'tex'", None),
        ("tax", "--set takes NAME=VALUE", None),
    ],
)
def test_a_wrong_set(argument: str, message: str, place: str | None) -> None:
    (fault,) = faults(APPLE, sets=(argument,))
    assert fault.message.startswith(message)
    assert place is None or repr(fault.place) == place
