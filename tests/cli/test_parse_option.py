"""Words of the command line as numbers, sizes and choices."""

import pytest

from backprop_cli.cli.parse_option import color_choice, name_and_index, size, tolerance, whole_of_option
from backprop_cli.errors import UsageError


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0), ("12345", 12345), ("500M", 500 * 2**20), ("500 M".replace(" ", ""), 524288000), ("2GiB", 2**31), ("2gib", 2**31),
        ("1KB", 1000), ("3MB", 3_000_000), ("4K", 4096), ("1T", 2**40), ("7B", 7), (" 1G ", 2**30),
    ],
)  # fmt: skip
def test_sizes(text: str, value: int) -> None:
    assert size(text, "--max-size") == value


@pytest.mark.parametrize("text", ["", "M", "-1", "1.5G", "1e9", "2XiB", "2iB", "１M", "1 000", "9" * 30, "1GiBB"])
def test_what_is_no_size_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="--max-size is a number of bytes"):
        size(text, "--max-size")


@pytest.mark.parametrize(
    ("text", "name", "index"),
    [
        ("W", "W", None), ("price.1", "price.1", None), ("W[0,1]", "W", (0, 1)), ("W[ -1 ]", "W", (-1,)),
        (" W [2, 3]", "W", (2, 3)),
        ("W[0", "W[0", None), ("W[0]x", "W[0]x", None), ("[0]", "", (0,)),
    ],
)  # fmt: skip
def test_entries(text: str, name: str, index: tuple[int, ...] | None) -> None:
    assert name_and_index(text) == (name, index)


@pytest.mark.parametrize("text", ["W[]", "W[a]", "W[0:1]", "W[1.5]", "W[0,]", "W[" + "9" * 5000 + "]"])
def test_what_is_no_entry_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="is no entry"):
        name_and_index(text)


def test_tolerances() -> None:
    assert tolerance(None) is None
    assert tolerance("1e-3") == 1e-3
    assert tolerance("0") == 0.0


def test_whole_numbers_name_their_option() -> None:
    assert whole_of_option("17", "--digits", 1) == 17
    with pytest.raises(UsageError, match="--sample must be a whole number"):
        whole_of_option("1.5", "--sample", 1)


def test_color_auto_leaves_it_to_the_terminal() -> None:
    assert [color_choice(word) for word in ("auto", "always", "never")] == [None, "always", "never"]
