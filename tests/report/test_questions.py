"""The page above the questions tells the numbers and the expressions, and nothing that is worked out."""

from typing import Any

from backprop_cli.problem.problem import Problem
from backprop_cli.problem.solve import solve
from backprop_cli.render import FORMS
from backprop_cli.report.questions import Questions
from backprop_cli.report.rows import Style
from backprop_cli.teach.dialogue import Dialogue
from backprop_cli.teach.marking import Measure
from tests.problems import problem

TAX = "title: Apples\nvariables: {apple: {value: 100, unit: won}, num: 2, tax: 1.1}\nnodes: {sum: apple * num, price: sum * tax}\n"


def questions(text: str) -> tuple[Problem, Questions]:
    read = problem(text)
    return read, Questions(read, solve(read))


def page(text: str, **style: Any) -> str:
    return "".join(FORMS["table"](questions(text)[1], Style(**style)))


def test_the_page() -> None:
    assert page(TAX) == (
        "Apples\n\nvariable  value  unit\n─────────────────────\napple       100  won\nnum           2\ntax         1.1\n\n"
        "node   ×  expression\n─────────────────────\nsum    ×  apple * num\nprice  ×  sum * tax\n"
    )


def test_an_upstream_gradient_is_said_and_arrays_are_whole() -> None:
    said = page("variables: {x: {ones: [20]}}\nnodes: {y: x * 2, s: sum(y)}\nupstream: 3")
    assert said.endswith("\n∂L/∂s = 3\n")
    assert "[" + "  ".join("1" * 20) + "]" in said


def replies(text: str, answers: list[str], style: Style) -> list[list[Any]]:
    read, report = questions(text)
    talk = Dialogue(read, report.done, Measure(read.tolerance))
    return [
        ["".join(map(str, (piece.content for piece in part))) if isinstance(part, tuple) else part for part in report.correction(talk.reply(one, answer).answer, style)]
        for one, answer in zip(talk.questions, answers, strict=True)
    ]  # fmt: skip


def test_what_is_said_of_an_answer_that_is_not_right() -> None:
    assert replies(TAX, ["?", "100", "-2.2", "[1]", "200.001"], Style()) == [
        ["it is 220"], ["you wrote 100, it is 200"], ["you wrote -2.2, it is 2.2"], ["shape (1,), asked is a number", "it is 110"],
        ["you wrote 200.001, it is 200"],
    ]  # fmt: skip


def test_what_is_asked() -> None:
    read, report = questions("variables: {x: [[1, 2]]}\nnodes: {y: x * 2}")
    y, x = Dialogue(read, report.done, Measure(1e-6)).questions
    assert (report.question(y, Style()), report.question(x, Style())) == ("y (1×2)", "∂L/∂x (1×2)")
    assert report.question(x, Style(ascii=True)) == "dL/dx (1x2)"
