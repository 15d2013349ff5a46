"""`output`, `upstream` and `expect` of a problem: what is differentiated, by what, and what should come out."""

from tests.problems import faults, gradients


def test_output_and_upstream() -> None:
    text = "variables: {x: 2}\nnodes: {a: x * 2, b: a * 3}\noutput: a\nupstream: 1.3\n"
    assert gradients(text)["x"] == 2.6
    assert gradients(text)["b"] == 0.0  # does not reach the output
    array = "variables: {x: [1, 2]}\nnodes: {y: x * x}\n"
    assert gradients(array + "upstream: [1, 10]\n")["x"].tolist() == [2.0, 40.0]
    assert gradients(array + "upstream: 3\n")["x"].tolist() == [6.0, 12.0]
    assert gradients(array)["x"].tolist() == [2.0, 4.0]


def test_a_blank_tolerance_is_refused() -> None:
    text = "variables: {x: 1}\nnodes: {y: x * x}\nexpect: {tolerance: ?}"
    assert [fault.message for fault in faults(text)] == ["tolerance: is no answer, and cannot be blank"]
