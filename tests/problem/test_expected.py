"""`output`, `upstream` and `expect` of a problem: what is differentiated, by what, and what should come out."""

import pytest

from tests.problems import faults, gradients, problem


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


EXPECTING = "variables: {x: 2}\nconstants: {c: 3}\nnodes: {y: x * c}\n"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("output: x", "'x' is no node, and only a node can be the output"),
        ("output: z", "no variable or node is called 'z'"),
        ("output: [y]", "output: is the name of a node"),
        ("expect: {gradients: {c: 1}}", "c is a constant: it has no gradient"),
        ("expect: {tolerance: -1}", "tolerance: is a number, not negative"),
        ("expect: {forwad: {y: 6}}", "unknown key 'forwad' under expect"),
        ("expect: {forward: 6}", "forward: holds names with their values"),
        ("expect: 6", "expect: holds forward and gradients"),
    ],
)
def test_what_cannot_be_expected_is_refused(line: str, message: str) -> None:
    (fault,) = faults(f"{EXPECTING}{line}\n")
    assert fault.message == message


def test_an_upstream_of_another_shape_is_refused_at_its_place() -> None:
    (fault,) = faults("variables: {x: [1, 2]}\nnodes: {y: x * x}\nupstream: [1, 2, 3]\n")
    assert (fault.code, repr(fault.place)) == ("shape", "p.yaml:3:11")


def test_the_name_of_an_output_may_stand_in_a_block() -> None:
    read = problem(f"{EXPECTING}output: |\n  y\n")
    assert read.declared == read.find("y")


def test_what_a_comma_cut_off_belongs_to_the_answer_before_it() -> None:
    read = problem(f"{EXPECTING}expect: {{forward: {{y: 12,5}}, gradients: {{x: 3}}}}\n", to_check=True)
    assert [(one.name, one.kind, one.rest) for one in read.expectations] == [("y", "forward", ("5",)), ("x", "gradient", ())]
