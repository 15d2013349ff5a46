"""Titles and descriptions: a text, or one for each language."""

import pytest

from backprop_cli.errors import Faults
from backprop_cli.phrases import use
from tests.problems import problem_of_bytes

REST = "variables: {x: 1}\nnodes: {y: x * 2}\n"
THREE = "title:\n  en: Apples\n  ko: 사과\n  ja: りんご\n"


@pytest.mark.parametrize(("language", "title"), [("en", "Apples"), ("ko", "사과"), ("ja", "りんご")])
def test_the_language_that_holds(language: str, title: str) -> None:
    problem = problem_of_bytes(THREE + REST)
    use(language)
    assert problem.title == title
    assert problem.texts == {"title": {"en": "Apples", "ko": "사과", "ja": "りんご"}}


@pytest.mark.parametrize(
    ("written", "title"),
    [("{ko: 사과, en: Apples}", "Apples"), ("{ko: 사과}", "사과"), ("Apples · 사과", "Apples · 사과"), ("''", None)],
)
def test_what_a_language_that_is_not_there_gets(written: str, title: str | None) -> None:
    problem = problem_of_bytes(f"title: {written}\ndescription: {written}\n{REST}")
    use("ja")
    assert (problem.title, problem.description) == (title, title)


@pytest.mark.parametrize(
    ("written", "column", "message"),
    [
        ("{fr: Pommes}", 9, "title: 'fr' is no language that bpcalc speaks"),
        ("{en: Apples, ko: {a: b}}", 25, "title: a text belongs under ko"),
        ("{en: ''}", 13, "title: a text belongs under en"),
        ("[1, 2]", 8, "title: is a text"),
        ("{}", 8, "title: is a text"),
    ],
)
def test_faults_have_their_place(written: str, column: int, message: str) -> None:
    with pytest.raises(Faults) as found:
        problem_of_bytes(f"title: {written}\n{REST}")
    (fault,) = found.value.faults
    assert (fault.message, fault.place and fault.place.line, fault.place and fault.place.column) == (message, 1, column)
    assert fault.hint
