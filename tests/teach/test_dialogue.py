"""The questions about a problem, and what is said to each answer."""

import pytest

from backprop_cli.problem.solve import solve
from backprop_cli.teach.dialogue import Dialogue, read_answer
from backprop_cli.teach.marking import Measure
from tests.problems import problem

TAX = "variables: {apple: 100, num: 2, tax: 1.1}\nnodes: {sum: apple * num, price: sum * tax}\n"


def dialogue(text: str, written: bool = False) -> Dialogue:
    read = problem(text)
    return Dialogue(read, solve(read), Measure(read.tolerance, written))


def asked(text: str) -> list[str]:
    return ["∂" * (one.kind == "gradient") + one.name for one in dialogue(text).questions]


def test_without_answers_in_the_file_every_value_and_every_variable_is_asked_from_right_to_left() -> None:
    assert asked(TAX) == ["price", "sum", "∂apple", "∂num", "∂tax"]
    assert asked("variables: {x: 1}\nnodes: {y: x * 2 + 1}") == ["y", "∂x"], "an operation inside an expression has no name"
    assert asked("variables: {x: 1, z: 2}\noutput: y\nnodes: {y: x * 2, other: z * 3}") == ["y", "∂x", "∂z"]


def test_what_the_file_expects_is_asked_and_what_it_asks_for_comes_first() -> None:
    expect = "expect: {forward: {sum: 200, apple: 100}, gradients: {tax: 200, sum: 1.1, price: 1}}\n"
    assert asked(TAX + expect) == ["∂price", "sum", "∂sum", "∂tax"], "what is given is not asked for"
    assert asked(TAX + expect + "quiz: {ask: {forward: [price], gradients: [tax, apple]}}") == ["price", "∂apple", "∂tax"]


def test_what_nobody_can_type_is_not_asked() -> None:
    assert asked("variables: {x: {zeros: [101]}, w: 2}\nnodes: {y: x * w, s: sum(y)}") == ["s", "∂w"]
    assert asked("variables: {x: {zeros: [100]}}\nnodes: {s: sum(x)}") == ["s", "∂x"]
    assert asked("variables: {x: 0}\nnodes: {y: 1 / x}") == []


def test_a_dialogue() -> None:
    talk = dialogue(TAX)
    price, total, apple, num, tax = talk.questions
    assert talk.reply(price, "220").answer.verdict == "pass"
    assert talk.reply(total, "100 * 2").answer.verdict == "pass"
    wrong = talk.reply(apple, "2")
    assert (wrong.answer.verdict, wrong.unread) == ("fail", None)
    assert wrong.reason is not None
    assert wrong.reason.phrase.format(**wrong.reason.blanks) == "the local gradient alone, without the upstream of sum"
    assert talk.reply(num, "?").answer.verdict == "blank"
    assert talk.reply(tax, "199").reason is None
    assert (talk.count_right, len(talk.marked)) == (2, 5)


@pytest.mark.parametrize(
    "text", ["2,2", "", "abc", "1/0", "[2.2", "[[[", "[abc]", "{a: 1}", "2.2 won", "1+" * 200 + "1", "\x00", "[2,2]"]
)
def test_what_cannot_be_read_is_not_judged(text: str) -> None:
    talk = dialogue(TAX)
    reply = talk.reply(talk.questions[2], text)
    assert reply.unread
    assert reply.reason is None
    assert talk.marked == []


def test_the_decimal_sign_is_said() -> None:
    talk = dialogue(TAX)
    assert talk.reply(talk.questions[2], "2,2").unread == "'2,2' is not a number: the decimal sign is a point"


def test_an_array_is_a_list_as_yaml_writes_it() -> None:
    talk = dialogue("variables: {x: [[1, 2], [3, 4]], b: [5, 6]}\nnodes: {y: x + b}\nupstream: [[1, 2], [3, 4]]")
    y, x, b = talk.questions
    assert talk.reply(y, " [[6,8], [8, 20/2]] ").answer.verdict == "pass"
    assert talk.reply(x, "[[1, 2], [3, ?]]").answer.fault == "x[1,1] is blank"
    reply = talk.reply(b, "[[1, 2], [3, 4]]")
    assert reply.answer.fault == "shape (2, 2), asked is (2,)"
    assert reply.reason is not None
    assert reply.reason.kind == "not summed"
    assert talk.reply(b, "[4, x]").unread == "b[1]: 'x' is not a number: it is a name"


@pytest.mark.parametrize("text", ["2.2", " 2.2\r\n", "'2.2'", '"11/5"', "\ufeff2.2", "(1 + 0.1) * 2"])
def test_how_a_number_may_be_typed(text: str) -> None:
    assert read_answer(problem(TAX), text).numbers == [2.2]


def test_a_file_is_never_read() -> None:
    assert read_answer(problem(TAX), "{file: /etc/hostname}").faulty
    assert read_answer(problem(TAX), "[{file: /etc/hostname}]").faulty


def test_by_digits() -> None:
    text = "variables: {x: 1}\nnodes: {s: sigmoid(x)}"
    plain, written = dialogue(text), dialogue(text, written=True)
    assert plain.reply(plain.questions[1], "0.197").answer.by_digits
    assert written.reply(written.questions[1], "0.197").answer.verdict == "pass"
