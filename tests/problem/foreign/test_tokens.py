"""The pieces that expressions of any language are made of."""

import pytest

from backprop_cli.problem.foreign.tokens import TOKEN, Item, after_name, split


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("2x", ["number 2", "name x"]),
        ("1.5e-3y", ["number 1.5e-3", "name y"]),
        (".5", ["number .5"]),
        ("0x1F", ["number 0x1F"]),
        ("x²y", ["name x", "raised ²", "name y"]),
        ("x⁻¹", ["name x", "raised ⁻¹"]),
        ("2.*x", ["number 2", "sign .*", "name x"]),  # the point is the sign's
        ("사과**2", ["name 사과", "sign **", "number 2"]),
        ("x<=y<>z", ["name x", "sign <=", "name y", "sign <>", "name z"]),
        ("a ? b", ["name a", "sign ?", "name b"]),
    ],
)
def test_a_text_falls_into_numbers_names_raised_digits_and_signs(text: str, pieces: list[str]) -> None:
    assert [f"{match.lastgroup} {match[0]}" for match in TOKEN.finditer(text)] == pieces


def items(text: str) -> list[Item]:
    return [Item(match.lastgroup or "", match[0]) for match in TOKEN.finditer(text)]


def test_the_name_before_an_assignment_is_left_out() -> None:
    assert after_name(items("y = x * 2")) == items("x * 2")
    assert after_name(items("y == x")) == items("y == x")
    assert after_name(items("y =")) == items("y =")


def test_pieces_are_split_at_a_sign_and_nowhere_else() -> None:
    assert split(items("a + b, c,"), ",") == [items("a + b"), items("c"), []]
    assert split([Item("name", ",")], ",") == [[Item("name", ",")]]
