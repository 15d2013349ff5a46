"""Names as whole words in a path."""

from time import perf_counter
from unicodedata import normalize

import pytest

from backprop_cli.teach.whole_words import NameFinder, caseless, composed


def names(finder: NameFinder, text: str) -> list[tuple[str, bool]]:
    return [(one.name, one.zeros) for one in finder.find(caseless(text))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("p1", ["p1"]), ("p1-1", ["p1"]), ("kim_p1 (2)", ["p1"]), ("P1", ["p1"]), ("p10", ["p10"]), ("p100", []), ("xp1", []),
        ("p1x", []), ("p1과제", []), ("과제 p1", ["p1"]), ("apple_ko", ["apple_ko"]), ("apple.ko", ["apple"]), ("apple_korea", ["apple"]),
        ("p1 p10", ["p1", "p10"]), ("two_layer_net", ["two_layer_net"]), ("my_net", ["net"]), ("", []), ("___", []),
    ],
)  # fmt: skip
def test_letters_and_digits_on_neither_side_and_the_longest(text: str, found: list[str]) -> None:
    finder = NameFinder(["p1", "p10", "apple", "apple_ko", "net", "two_layer_net"])
    assert [name for name, _ in names(finder, text)] == found


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_composed_or_not(form: str) -> None:
    finder = NameFinder([normalize("NFD", "홍길동"), "Müller"])
    assert names(finder, normalize(form, "홍길동_12345_assignsubmission_file_")) == [(normalize("NFD", "홍길동"), False)]
    assert names(finder, normalize(form, "MÜLLER-p1")) == [("Müller", False)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("00123", [("00123", False)]), ("123", [("00123", True)]), ("000123", [("00123", True)]), ("1234", []), ("12300", []),
        ("456", [("456", False)]), ("0456_p1", [("456", True)]), ("0", [("000", True)]), ("007-bond", [("7-bond", True)]),
        ("7-bonds", []),
    ],
)  # fmt: skip
def test_leading_zeros_may_differ(text: str, found: list[tuple[str, bool]]) -> None:
    assert names(NameFinder(["00123", "456", "000", "7-bond"]), text) == found


def test_a_name_that_is_spelt_exactly_is_over_one_that_differs_by_zeros() -> None:
    finder = NameFinder(["123", "00123"])
    assert names(finder, "00123_p1") == [("00123", False)]
    assert names(finder, "0123_p1") == [("123", True), ("00123", True)]


def test_the_whole_of_a_cell() -> None:
    finder = NameFinder(["00123", "Kim Minji", "kim"])
    assert [one.name for one in finder.whole(" kim minji ")] == ["Kim Minji"]
    assert [one.name for one in finder.whole("123")] == ["00123"]
    assert finder.whole("kim p1") == []


def test_names_are_composed_and_keep_their_case() -> None:
    assert composed(normalize("NFD", "홍 É")) == "홍 É"
    assert caseless(normalize("NFD", "홍 É")) == "홍 é"


def test_a_class_whose_names_all_begin_with_one_word_takes_no_longer() -> None:
    students = [f"student_{number:05}" for number in range(5000)]
    finder = NameFinder(students)
    start = perf_counter()
    assert [names(finder, f"{name}_p1") for name in students] == [[(name, False)] for name in students]
    assert perf_counter() - start < 2  # 25 million comparisons take 10 times as long


def test_zeros_before_a_name_of_zeros() -> None:
    assert names(NameFinder(["00"]), "000_p1") == [("00", True)]
    assert names(NameFinder(["#007 b"]), "#7 b") == [("#007 b", True)]
    assert names(NameFinder(["#007 b"]), "007 b") == []
