"""The pieces of an explanation: factors in parentheses where they need them, shapes, counts, what is too long."""

import pytest

from backprop_cli.explain.chain import chains_of
from backprop_cli.problem.solve import solve
from backprop_cli.report.explain_words import ExplainWords, in_product
from backprop_cli.report.rows import Style
from tests.problems import problem


@pytest.mark.parametrize(
    ("rule", "factor"),
    [
        ("tax", "tax"), ("y ** 2", "y ** 2"), ("-y ** 2", "(-y ** 2)"), ("1 - h", "(1 - h)"), ("h × (1 - h)", "(h × (1 - h))"),
        ("-1", "(-1)"), ("exp(x)", "exp(x)"), ("", ""), ("dout at x[0]", "(dout at x[0])"),
    ],
)  # fmt: skip
def test_a_factor_does_not_run_into_its_neighbours(rule: str, factor: str) -> None:
    assert in_product(rule, Style()) == factor


def words_of(text: str, name: str, **style: bool) -> tuple[ExplainWords, list[tuple[str, str]]]:
    read = problem(text)
    done = solve(read)
    (chain,) = chains_of(done, [read.find(name)])
    words = ExplainWords(done, Style(**style))  # type: ignore[arg-type]
    return words, [(words.mixing_rule(edge), words.shapes(edge)) for edge in chain.edges]


@pytest.mark.parametrize(
    ("nodes", "name", "rows"),
    [
        ("y: X @ W", "W", [("X.T @ dout", "(3×2) @ (2×2) → (3×2)")]),
        ("y: X + r", "r", [("sum(dout, axis=0)", "(2×3) → (3)")]),
        ("y: X * c", "c", [("sum(dout × X, axis=1, keepdims=True)", "(2×3) → (2×1)")]),
        ("y: X * s", "s", [("sum(dout × X, axis=(0, 1))", "(2×3) → ()")]),
        ("y: -X", "X", [("-dout", "(2×3)")]),
    ],
)
def test_rules_of_arrays_stand_with_dout_and_shapes(nodes: str, name: str, rows: list[tuple[str, str]]) -> None:
    given = "X: [[1, 2, 3], [4, 5, 6]], W: [[1, 2], [3, 4], [5, 6]], r: [1, 2, 3], c: [[1], [2]], s: 2"
    assert words_of(f"variables: {{{given}}}\nnodes: {{{nodes}}}\n", name)[1] == rows


def test_the_inputs_of_a_node_that_reads_one_name_often() -> None:
    words, _ = words_of("variables: {x: 1, s: [1]}\nnodes: {y: 'where(x, x, x)', z: y * 2}\noutput: z\n", "x")
    node = words.graph.nodes[0]
    assert [words.place(node, argument) for argument in range(3)] == ["(first input)", "(second input)", "(third input)"]
    assert words.place(words.graph.nodes[1], 0) == ""


def test_counts_and_what_is_too_long() -> None:
    words, _ = words_of("variables: {x: 1}\nnodes: {y: x * 2}\n", "x")
    assert [words.count(count) for count in (3, 2**60, 2**10_000)] == ["3", "1152921504606846976", "about 10^3010"]
    assert words.cut(list("abc")) == ["a", "b", "c"]
    assert words.cut(list("abcdefghijklmnopqrst")) == list("abcdefghijklmnopqrst")
    assert words.cut(list("abcdefghijklmnopqrstu")) == ["a", "b", "c", "…", "t", "u"]
    full = ExplainWords(words.done, Style(full=True))
    assert len(full.cut(list("abcdefghijklmnopqrstu"))) == 21
