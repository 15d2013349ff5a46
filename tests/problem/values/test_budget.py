"""How much memory arrays may take, counted before any is made."""

import pytest

from backprop_cli.errors import LimitError
from backprop_cli.problem.values.budget import Budget, size_in_words


def test_what_was_taken_adds_up_and_what_was_refused_does_not():
    budget = Budget(80)
    budget.take(5, "a")
    with pytest.raises(LimitError, match=r"^b needs 48 bytes beside the 40 bytes of other arrays: the limit is 80 bytes in all$"):
        budget.take(6, "b")
    budget.take(5, "c")
    with pytest.raises(LimitError):
        budget.take(1, "d")


@pytest.mark.parametrize(
    ("size", "words"),
    [(0, "0 bytes"), (1023, "1023 bytes"), (1024, "1 KiB"), (1536, "1.5 KiB"), (2**31, "2 GiB"), (10**60, "more than 1000 YiB")],
)
def test_sizes_in_words(size, words):
    assert size_in_words(size) == words
