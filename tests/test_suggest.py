"""A word is taken for a known one where a slip of the fingers made it, and nowhere else."""

import pytest

from backprop_cli.suggest import MOST_COMPARED, did_you_mean, nearest, way_out

WORDS = ["apple", "apple_num", "tax", "sigmoid", "softmax_with_loss", "exp", "W1", "가격", "soft_plus"]


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("appel", "apple"), ("aple", "apple"), ("applee", "apple"), ("appla", "apple"), ("APPLE", "apple"), ("taxx", "tax"), ("ta", "tax"),
        ("xtax", "tax"), ("sigmod", "sigmoid"), ("sgimoid", "sigmoid"), ("sigmdio", "sigmoid"), ("softmax_with_los", "softmax_with_loss"),
        ("w1", "W1"), ("appleNum", "apple_num"), ("softplus", "soft_plus"), ("apple-num", "apple_num"), ("exq", "exp"),
    ],
)  # fmt: skip
def test_a_slip_of_the_fingers(word: str, meant: str) -> None:
    assert did_you_mean(word, WORDS) == f"did you mean '{meant}'?"


@pytest.mark.parametrize(
    "word", ["apfelx", "W2", "t", "axt", "softmax", "sigma", "loss", "discount", "exponent", "가게", "mpplx", ""]
)
def test_what_is_further_off_is_no_guess(word: str) -> None:
    assert nearest(word, WORDS) is None


def test_of_two_that_are_equally_near_the_one_with_the_same_letters_is_meant() -> None:
    assert nearest("weight11", ["weights1", "weights11"]) == "weights11"
    assert nearest("wieght1", ["weight12", "weight1"]) == "weight1"


def test_where_nothing_is_near_a_few_words_are_listed_and_many_are_not() -> None:
    assert way_out("qqq", ["a", "b"]) == "there is a, b"
    assert way_out("qqq", list("abcdefghi")) is None
    assert way_out("qqq", []) is None


def test_of_many_words_the_first_thousands_are_compared() -> None:
    assert nearest("apple", [f"w{index:04}" for index in range(MOST_COMPARED)] + ["appel"]) is None
