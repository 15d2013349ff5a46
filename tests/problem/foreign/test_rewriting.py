"""Python's tree of what somebody brought along becomes that of an expression of ours."""

import ast

import pytest

from backprop_cli.problem.foreign.rewriting import Rewriter, Unknown, divides_by_less
from backprop_cli.problem.layer_names import LayerNames


def rewritten(text: str, truths: bool = False, along: bool = False) -> str:
    rewriter = Rewriter(LayerNames().makers, {"x", "y", "A"}.__contains__, truths, along)
    return ast.unparse(ast.fix_missing_locations(rewriter.visit(ast.parse(text, mode="eval").body)))


@pytest.mark.parametrize(
    ("text", "ours"),
    [
        ("e ** x", "exp(x)"),
        ("math.e ** x", "exp(x)"),
        ("A ** T @ x", "A.T @ x"),
        ("x // y", "x / y"),
        ("+x", "x"),
        ("not x > 0", "1 - (x > 0)"),
        ("not x", "x == 0"),
        ("y if x else 1", "where(x, y, 1)"),
        ("0 < x < 1", "(0 < x) * (x < 1)"),
        ("np.pi * x", "pi * x"),
        ("True * x", "1 * x"),
        ("self.W @ x", "W @ x"),
        ("np.exp(x)", "exp(x)"),
        ("x.sum(0)", "sum(x, axis=0)"),
        ("torch.sum(x, dim=1, keepdim=True)", "sum(x, axis=1, keepdims=True)"),
        ("np.sum(x, dtype=float)", "sum(x)"),
        ("LeakyReLU(x)", "leaky_relu(x)"),
        ("nn.LeakyReLU(0.1)(x)", "leaky_relu(x, slope=0.1)"),
        ("np.maximum(x, y)", "maximum(x, y)"),
        ("max(x, y, 1)", "maximum(maximum(x, y), 1)"),
        ("np.concatenate([x, y], axis=0)", "concat(x, y, axis=0)"),
        ("x.reshape(2, 3)", "reshape(x, shape=(2, 3))"),
        ("x.astype(float)", "x"),
    ],
)
def test_what_python_says_is_said_in_our_layers(text: str, ours: str) -> None:
    assert rewritten(text) == ours


@pytest.mark.parametrize(
    ("text", "as_python_has_it", "as_truths"),
    [
        ("x and y", "(x != 0) * y", "(x != 0) * (y != 0)"),
        ("x or y", "where(x, x, y)", "maximum(x != 0, y != 0)"),
        ("x > 0 and y > 0", "(x > 0) * (y > 0)", "(x > 0) * (y > 0)"),
    ],
)
def test_and_joins_values_as_python_has_it_or_truths(text: str, as_python_has_it: str, as_truths: str) -> None:
    assert (rewritten(text), rewritten(text, truths=True)) == (as_python_has_it, as_truths)


def test_the_second_input_of_max_is_another_value_or_an_axis() -> None:
    assert rewritten("max(A, 0)") == "maximum(A, 0)"
    assert rewritten("max(A, 0)", along=True) == "max(A, axis=0)"


def test_a_variable_is_never_taken_for_a_library_or_a_constant() -> None:
    rewriter = Rewriter(LayerNames().makers, {"e", "pi", "x"}.__contains__, False, False)
    assert ast.unparse(rewriter.visit(ast.parse("e ** x * pi", mode="eval").body)) == "e ** x * pi"


def test_a_layer_of_the_problem_goes_before_another_librarys_of_its_name() -> None:
    makers = LayerNames().makers
    mine = Rewriter({**makers, "square": makers["relu"]}, {"x"}.__contains__, False, False)
    assert rewritten("square(x)") == "x ** 2"
    assert ast.unparse(mine.visit(ast.parse("square(x)", mode="eval").body)) == "square(x)"


@pytest.mark.parametrize("text", ["np.sort(x)", "foo(x)", "np.qqq", "sum(x, 1, 2, 3)"])
def test_what_nothing_of_ours_computes_is_unknown(text: str) -> None:
    with pytest.raises(Unknown):
        rewritten(text)


@pytest.mark.parametrize(
    ("library", "words", "less"),
    [("torch", "", True), ("numpy", "", False), ("numpy", "ddof=1", True), ("torch", "unbiased=False", False)],
)
def test_a_variance_is_of_a_sample_by_the_librarys_habit_or_by_its_option(library: str, words: str, less: bool) -> None:
    call = ast.parse(f"var(x, {words})", mode="eval").body
    assert isinstance(call, ast.Call)
    keywords: dict[str, ast.expr] = {str(word.arg): word.value for word in call.keywords}
    assert divides_by_less(library, keywords) is less
    assert keywords == {}
