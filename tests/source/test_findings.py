"""The faults of a text: gathered in one run, in the order of their places, and not without number."""

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
