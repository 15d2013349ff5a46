"""An answer as its numbers and nothing else."""

import json

from tests.reporting import AFFINE, APPLE, backward_of, forward_of, shown


def test_numbers_and_nothing_else() -> None:
    assert shown(backward_of(APPLE, wrt=["tax"]), "value") == "200.0\n"
    assert shown(backward_of(APPLE), "value") == "2.2\n110.00000000000001\n200.0\n"
    assert shown(forward_of(APPLE), "value") == "220.00000000000003\n"


def test_an_array_on_one_line() -> None:
    assert [json.loads(line) for line in shown(backward_of(AFFINE), "value").splitlines()] == [
        [[28, 16], [64, 43]], [[4, 5, 6], [8, 10, 12]], [5, 7, 9],
    ]  # fmt: skip


def test_what_is_no_number() -> None:
    text = "variables: {x: 0, c: 1}\nnodes: {y: 'where(c > 0, log(x), 0)'}"
    assert shown(backward_of(text), "value") == "inf\nnull\n"
    assert shown(forward_of(text), "value") == "-inf\n"
