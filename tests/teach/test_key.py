"""Keys: what is wrong in them is said before a sheet is made or an answer marked."""

import pytest

from backprop_cli.errors import BpcalcError
from backprop_cli.problem.library import shipped
from backprop_cli.problem.solve import solve
from backprop_cli.teach.key import key_faults, refuse_key
from tests.problems import problem, problem_of_file

TEXT = "variables: {x: [1, 2], a: 3}\nnodes: {y: x * a}\nexpect:\n  forward: {y: %s}\n  gradients: {a: %s}\n"


def said(text):
    key = problem(text)
    return [(fault.message, fault.place.line) for fault in key_faults(key, solve(key))]


def test_right_answers_and_blanks_are_no_faults():
    assert said(TEXT % ("[3, 6]", "3")) == []
    assert said(TEXT % ("[_, _]", "_")) == []


def test_wrong_answers_are_named_each_with_its_place():
    assert said(TEXT % ("[3, 7]", "2")) == [
        ("an answer of the key is wrong: y[1] is 6, not 7", 4),
        ("an answer of the key is wrong: ∂a is 3, not 2", 5),
    ]
    assert said(TEXT % ("[3, 6, 9]", "three")) == [
        ("an answer of the key is wrong: shape (3,), asked is (2,)", 4),
        ("an answer of the key is wrong: 'three' is not a number: it is a name", 5),
    ]
    assert said(TEXT.replace("gradients: {a: %s}", "gradients: {a: 3,5}") % "[3, 6]") == [
        ("an answer of the key is wrong: '3,5': is that 3.5?", 5)
    ]
    assert said(TEXT % ("[3, _]", "3,5"))[0] == ("an answer of the key is wrong: y[1] is blank", 4)


@pytest.mark.parametrize("name", shipped())
def test_every_shipped_problem_can_be_a_key(name):
    key = problem_of_file(shipped()[name])
    refuse_key(key)
    assert key_faults(key, solve(key)) == []


def test_nothing_or_too_much_asked():
    with pytest.raises(BpcalcError, match="nothing is asked for"):
        refuse_key(problem("variables: {x: 1}\nnodes: {y: x * 2}"))
    with pytest.raises(BpcalcError, match="101 entries are asked for, at most 100 can be"):
        refuse_key(problem("variables: {x: {ones: [101]}}\nnodes: {y: x * 2}\nexpect: {forward: {y: {ones: [101]}}}"))
    refuse_key(problem("variables: {x: {ones: [100]}}\nnodes: {y: x * 2}\nexpect: {forward: {y: {ones: [100]}}}"))
