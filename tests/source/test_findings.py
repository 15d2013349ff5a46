"""The faults of a text: gathered in one run, in the order of their places, and not without number."""

from backprop_cli.errors import Found
from backprop_cli.source import Source
from backprop_cli.source.findings import Findings, short
from tests.source.trees import plain, refused, said, yaml_of

REFUSED = [
    ("a: 1\nb: 2\na: 3\n", 3, 1, "'a' is there twice: first in line 1"),
    ("a: {b: 1, 'b': 2}\n", 1, 11, "'b' is there twice: first in line 1"),
    ("µ: 1\nμ: 2\n", 2, 1, "'μ' is there twice: first in line 1"),
]


@refused(REFUSED)
def test_a_name_that_is_there_twice_is_said_with_the_line_of_the_first(
    text: str, line: int, column: int, message: str, pure: bool
) -> None:
    assert said(yaml_of(text, pure)) == [(line, column, message)]


def test_all_faults_are_found_in_one_run_and_sorted() -> None:
    document = yaml_of("title: Problem #2\na: *x\nb: {c: f(x, y)}\na: 2\n<<: {d: 1}\ne: x（1）\nf: !g h\n")
    assert [line for line, _, _ in said(document)] == [1, 2, 3, 4, 5, 6, 7]
    assert [fault.severity for fault in document.faults] == ["warning"] + ["error"] * 6
    assert plain(document.root) == {"title": "Problem", "a": ..., "b": ..., "e": ..., "f": ...}


def test_faults_without_number_stay_few() -> None:
    document = yaml_of("- *a\n" * 20_000)
    assert 50 < len(document.faults) <= 1000


def test_a_text_in_a_message_is_no_page_of_it() -> None:
    assert short("x" * 60) == "x" * 60
    assert short("x" * 61) == "x" * 59 + "…"


def test_warnings_are_kept_up_to_a_thousand_and_errors_are_not_crowded_out() -> None:
    findings = Findings(Source("p.yaml", "a: 1\n"))
    for _ in range(Found.MOST + 5):
        findings.say(0, "only said", severity="warning")
    findings.say(0, "an error")
    assert len(findings.faults) == Found.MOST + 1


def test_an_error_explains_its_line_and_the_next() -> None:
    findings = Findings(Source("p.yaml", "a: 1\nb: 2\nc: 3\n"))
    findings.say(0, "an error")
    assert [findings.said_near(offset) for offset in (0, 5, 10)] == [True, True, False]
