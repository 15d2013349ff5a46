"""`quiz:` of a problem: what is drawn, asked and thrown away. What is refused stands in problems/wrong/."""

from tests.problems import faults, problem

TEXT = """
variables: {사과: 100, num: 2}
constants: {tax: 1.1}
nodes:
  apples: 사과 * num
  price: apples * tax
expect: {forward: {price: 220}}
"""


def test_what_is_asked_is_named_by_ask_else_by_expect():
    read = problem(TEXT)
    assert read.quiz is None
    assert [(one.name, one.kind) for one in read.asked()] == [("price", "forward")]
    read = problem(TEXT + "quiz: {numbers: {num: {from: 1, to: 9}}}")
    assert [(one.name, one.kind) for one in read.asked()] == [("price", "forward")]
    read = problem(TEXT + "quiz: {ask: {gradients: [사과, apples], forward: [apples]}}")
    asked = [("사과", 0, "gradient"), ("apples", 3, "gradient"), ("apples", 3, "forward")]
    assert [(one.name, one.number, one.kind) for one in read.asked()] == asked


def test_a_name_and_its_gradient_are_two_answers():
    assert faults(TEXT + "quiz: {ask: {forward: [price], gradients: [price]}}") == []


def test_reject_is_compiled_once_over_all_names():
    read = problem(TEXT + "quiz: {reject: [price > 2000, 'abs(apples - 사과) < tax']}")
    assert read.quiz.rejects.texts == ["price > 2000", "abs(apples - 사과) < tax"]
    assert len(read.quiz.rejects.roots) == 2
    assert read.quiz.rejects.graph.scalar


def test_faults_that_follow_from_others_are_not_said():
    said = faults("variables: {a: 1}\nnodes: {y: a * b}\nquiz: {reject: y > 1, numbers: {c: {from: 1, to: 2}}}")
    assert [fault.message for fault in said] == ["no variable or node is called 'b'", "no variable or node is called 'c'"]


def test_reject_knows_the_layers_of_the_problem():
    read = problem(
        "variables: {a: 1}\nlayers: {twice: {inputs: [x], forward: x * 2}}\nnodes: {y: a * 2}\nquiz: {reject: twice(y) > 1}"
    )
    assert read.quiz.rejects.texts == ["twice(y) > 1"]
