"""Entries as texts: parentheses only where they are needed, blanks round a sign in what is more than names, long sums cut."""

import math

import pytest

from backprop_cli.words.entries import (
    BY_NAME,
    Called,
    Compared,
    Leaf,
    Negative,
    Operation,
    Term,
    Terms,
    TermSum,
    WhereTerm,
    Writing,
    sum_of_terms,
)

A, B, C = Leaf("A[0]", 2.0), Leaf("B[0]", -3.0), Leaf("c", 0.5)
NUMBERS = Writing(lambda x: f"{x:g}")


def op(sign: str, left: Term, right: Term) -> Term:
    return Operation(sign, left, right)


@pytest.mark.parametrize(
    ("entry", "names", "numbers", "value"),
    [
        (A, "A[0]", "2", 2.0),
        (op("*", A, B), "A[0]·B[0]", "2·(-3)", -6.0),
        (op("*", B, A), "B[0]·A[0]", "(-3)·2", -6.0),
        (op("*", A, op("*", B, C)), "A[0]·B[0]·c", "2·(-3)·0.5", -3.0),
        (op("*", A, op("-", B, C)), "A[0] · (B[0] - c)", "2 · (-3 - 0.5)", -7.0),
        (op("*", op("*", A, C), op("+", A, B)), "A[0] · c · (A[0] + B[0])", "2 · 0.5 · (2 + (-3))", -1.0),
        (op("/", op("*", A, B), C), "A[0] · B[0] / c", "2 · (-3) / 0.5", -12.0),
        (op("/", A, op("*", B, C)), "A[0] / (B[0] · c)", "2 / ((-3) · 0.5)", 2.0 / -1.5),
        (op("-", A, op("-", B, C)), "A[0] - (B[0] - c)", "2 - (-3 - 0.5)", 5.5),
        (op("-", B, B), "B[0] - B[0]", "-3 - (-3)", 0.0),
        (op("**", B, A), "B[0] ** A[0]", "(-3) ** 2", 9.0),
        (op("**", A, B), "A[0] ** B[0]", "2 ** (-3)", 0.125),
        (Negative(op("**", B, A)), "-B[0] ** A[0]", "-(-3) ** 2", -9.0),
        (op("*", Negative(B), A), "-B[0]·A[0]", "-(-3)·2", 6.0),
        (op("*", A, Negative(B)), "A[0]·(-B[0])", "2·(-(-3))", 6.0),
        (Negative(op("*", A, B)), "-(A[0]·B[0])", "-(2·(-3))", 6.0),
        (op("*", A, Compared(">", B, C)), "A[0] · (B[0] > c)", "2 · 0", 0.0),
        (Called("exp", [op("*", A, B)], math.exp(-6)), "exp(A[0]·B[0])", "0.00247875", math.exp(-6)),
        (op("*", A, Called("exp", [C], 1.5)), "A[0]·exp(c)", "2·1.5", 3.0),
        (Called("leaky_relu", [A], 2.0, ", slope=0.5"), "leaky_relu(A[0], slope=0.5)", "2", 2.0),
        (WhereTerm(Compared("<", B, C), op("/", A, C), B), "where(B[0] < c, A[0] / c, B[0])", "2 / 0.5", 4.0),
        (op("*", A, WhereTerm(Leaf("0", 0.0), A, B)), "A[0] · where(0, A[0], B[0])", "2 · (-3)", -6.0),
    ],
)  # fmt: skip
def test_an_entry_in_words_and_numbers(entry: Term, names: str, numbers: str, value: float) -> None:
    assert (entry.text(BY_NAME), entry.text(NUMBERS)) == (names, numbers)
    assert entry.value == pytest.approx(value, rel=1e-15)
    assert float(eval(numbers.replace("·", "*"))) == pytest.approx(value, rel=1e-5)


def test_nan_is_a_condition_that_holds() -> None:
    assert WhereTerm(Leaf("n", math.nan), A, B).value == 2.0


def test_the_sign_of_a_product() -> None:
    assert op("*", A, Called("f", [op("*", B, C)], 1.0)).text(Writing(times="*")) == "A[0] * f(B[0]*c)"


def numbered(count: int) -> TermSum:
    return TermSum(count, lambda k: Leaf(f"x[{k}]", -float(k)), 0.0)


def test_up_to_twelve_terms_are_written() -> None:
    assert numbered(3).text(BY_NAME) == "x[0] + x[1] + x[2]"
    assert numbered(3).text(NUMBERS) == "0 + (-1) + (-2)".replace("0", "-0", 1)
    assert len(numbered(12).pieces(BY_NAME)) == 12
    assert numbered(13).pieces(BY_NAME) == ["x[0]", "x[1]", "x[2]", "…", "x[12]"]
    how = Writing(more=lambda count: f"{count} more", most=4)
    assert numbered(5).pieces(how) == ["x[0]", "x[1]", "x[2]", "1 more", "x[4]"]
    assert op("*", A, numbered(13)).text(BY_NAME) == "A[0] · (x[0] + x[1] + x[2] + … + x[12])"


def test_no_more_terms_are_made_than_are_written() -> None:
    made: list[int] = []

    def term(k: int) -> Term:
        made.append(k)
        return A

    entry = sum_of_terms(10**9, term, 0.0)
    entry.pieces(BY_NAME)
    assert len(Terms(entry)) == 10**9
    assert set(made) == {0, 1, 2, 10**9 - 1}


def test_sums_of_sums_are_one_sum_and_short_ones_none() -> None:
    nested = sum_of_terms(2, lambda j: sum_of_terms(3, lambda k: Leaf(f"x[{j},{k}]", 1.0), 3.0), 6.0)
    assert nested.text(BY_NAME) == "x[0,0] + x[0,1] + x[0,2] + x[1,0] + x[1,1] + x[1,2]"
    assert (nested.value, len(Terms(nested)), Terms(nested)[4].text(BY_NAME)) == (6.0, 6, "x[1,1]")
    assert sum_of_terms(1, lambda k: A, 2.0) is A
    assert (sum_of_terms(0, lambda k: A, 0.0).text(NUMBERS), len(Terms(A)), Terms(A)[0]) == ("0", 1, A)
