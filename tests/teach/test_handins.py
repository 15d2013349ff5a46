"""Which file is whose, and which of several counts."""

import pytest

from backprop_cli.teach.handins import HandinFile, Sorted, Sorter, copy_number, stem_of


def files(*paths: str) -> list[HandinFile]:
    return [HandinFile(path, tuple(path.split("/"))) for path in paths]


def sort(paths: list[str], students: list[str] | None, problems: tuple[str, ...] = ("p1", "p2")) -> Sorted:
    return Sorter(problems, students).sort(files(*paths))


def counted(found: Sorted) -> dict[tuple[str, str], str]:
    return {pair: one.file.path for pair, one in found.counted.items()}


@pytest.mark.parametrize(
    ("path", "whose"),
    [
        ("answers/홍길동_12345_assignsubmission_file_/p1.yaml", ("홍길동", "p1")),
        ("answers/kim_LATE_123_p1-1.yaml", ("kim", "p1")),
        ("answers/kim/p2.yml.txt", ("kim", "p2")),
        ("answers/p1/kim/mine.json", ("kim", "p1")),
        ("answers/p2/kim_p1.yaml", ("kim", "p1")),
        ("answers/KIM/P1.YAML", ("kim", "p1")),
        ("answers/00777/p1.yaml", ("00777", "p1")),
    ],
)
def test_a_path_names_both(path: str, whose: tuple[str, str]) -> None:
    assert counted(sort([path], ["홍길동", "kim", "00777"])) == {whose: path}


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("answers/kim/mine.yaml", "it names no problem as a whole word: p1, p2"),
        ("answers/kim/p1_p2.yaml", "it names several problems: p1, p2"),
        ("answers/park/p1.yaml", "it names no student of the roster as a whole word"),
        ("answers/kim/lee/p1.yaml", "it names several students: kim, lee"),
        ("answers/kim/p10.yaml", "it names no problem as a whole word: p1, p2"),
    ],
)
def test_what_names_none_or_two_is_not_read_and_told_why(path: str, reason: str) -> None:
    found = sort([path], ["kim", "lee"])
    assert found.counted == {}
    assert [(one.file, one.in_english) for one in found.not_read] == [(path, reason)]


def test_a_key_of_one_problem_need_not_be_named() -> None:
    assert counted(sort(["a/kim.yaml"], ["kim"], ("p1",))) == {("kim", "p1"): "a/kim.yaml"}


@pytest.mark.parametrize(
    ("path", "student"),
    [
        ("a/12_p1 (1).yaml", "12"),  # a second download, of a class that has a 1
        ("a/p1 (12).yaml", "12"),
        ("a/012_p1-1.yaml", "012"),
        ("a/홍길동_1_assignsubmission_file_/p1.yaml", "홍길동"),
        ("1/p1.yaml", "001"),
        ("a/1_12_p1.yaml", None),
        ("a/0012_p1-012.yaml", "012"),
    ],
)
def test_the_number_of_a_copy_or_a_platform_is_no_other_student(path: str, student: str | None) -> None:
    students = ["1", "12"] if student == "12" else ["001", "012", "홍길동"]
    assert [one for one, _ in counted(sort([path], students))] == ([student] if student else [])


def test_the_number_of_a_copy_counts_where_somebody_is_called_so() -> None:
    found = sort(["a/12_p1 (1).yaml", "a/12_p1 (2).yaml"], ["1", "2", "12"])
    assert counted(found) == {("12", "p1"): "a/12_p1 (2).yaml"}
    found = sort(["a/012_p2-1.yaml", "a/012_p2-3.yaml"], ["001", "003", "012"])
    assert counted(found) == {("012", "p2"): "a/012_p2-3.yaml"}


def test_zeros_too_many_are_no_reason_to_take_the_number_of_a_copy() -> None:
    assert counted(sort(["a/012_p1-1.yaml"], ["1", "12"])) == {}


def test_zeros_are_said_where_no_spelling_is_exact() -> None:
    found = sort(["a/123_p1.yaml", "a/00124/124_p1.yaml"], ["00123", "00124"])
    assert set(found.counted) == {("00123", "p1"), ("00124", "p1")}
    assert [one.in_english for one in found.spelt] == ["'123' was taken for 00123"]


@pytest.mark.parametrize(
    ("paths", "best"),
    [
        (["a/kim_p1.yaml", "a/kim_p1 (1).yaml"], "a/kim_p1.yaml"),
        (["a/kim_p1 (1).yaml", "a/kim_p1 (10).yaml", "a/kim_p1 (2).yaml"], "a/kim_p1 (10).yaml"),
        (["a/kim_p1-1.yaml", "a/kim_p1-2.yaml"], "a/kim_p1-2.yaml"),
        (["a/kim/p1.yaml", "a/kim/old/p1.yaml"], "a/kim/p1.yaml"),
    ],
)
def test_the_plain_name_before_a_copy_else_the_highest(paths: list[str], best: str) -> None:
    found = sort(paths, ["kim"])
    assert counted(found) == {("kim", "p1"): best}
    assert {one.file for one in found.passed_over} == set(paths) - {best}
    assert {one.in_english for one in found.passed_over} == {f"p1 of kim: not taken, as {best} counts"}


def test_later_arguments_before_earlier_even_a_copy() -> None:
    early = HandinFile("ontime/kim_p1.yaml", ("ontime", "kim_p1.yaml"), order=0)
    late = HandinFile("late/kim_p1 (1).yaml", ("late", "kim_p1 (1).yaml"), order=1)
    found = Sorter(["p1"], ["kim"]).sort([early, late])
    assert counted(found) == {("kim", "p1"): late.path}


@pytest.mark.parametrize(
    ("path", "student"),
    [
        ("a/kim_p1.yaml", "kim"), ("a/kim/p1.yaml", "kim"), ("a/kim/p1 (2).yaml", "kim"), ("a/kim/p1-1.yaml", "kim"),
        ("a/p1_kim-2.yaml", "kim-2"), ("a/Kim/p1/p1.yaml", "Kim"),
    ],
)  # fmt: skip
def test_without_a_roster_what_is_left_of_the_name_else_the_folder(path: str, student: str) -> None:
    assert list(sort([path], None).counted) == [(student, "p1")]


def test_without_a_roster_teams_that_end_in_numbers_are_no_copies_of_each_other() -> None:
    found = sort(["a/team-1.yaml", "a/team-2.yaml"], None, ("p1",))
    assert [student for student, _ in found.counted] == ["team-1", "team-2"]
    found = sort(["a/team.yaml", "a/team-2.yaml"], None, ("p1",))
    assert counted(found) == {("team", "p1"): "a/team.yaml"}


def test_without_a_roster_nobody_is_two() -> None:
    found = sort(["a/Kim_p1.yaml", "a/kim_p2.yaml"], None)
    assert list(found.counted) == [("Kim", "p1"), ("Kim", "p2")]


def test_without_a_roster_or_any_name() -> None:
    assert [one.file for one in sort(["p1.yaml"], None).not_read] == ["p1.yaml"]


def test_of_an_absolute_path_the_folders_are_asked_from_the_inside_out() -> None:
    file = HandinFile("/home/kim/week/lee/p1.yaml", ("p1.yaml",), ("home", "kim", "week", "lee"))
    assert list(Sorter(["p1"], ["kim", "lee"]).sort([file]).counted) == [("lee", "p1")]


def test_a_copy_is_no_part_of_a_name() -> None:
    assert copy_number("kim-1", 5, set()) == 0  # the student is called kim-1
    assert copy_number("p1-1", 2, set()) == 1
    assert copy_number("(1)", 0, set()) == 0
    assert stem_of("p1.yaml.TXT") == "p1"
