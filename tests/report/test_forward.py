"""The report of a forward pass: every node in running order, with the numbers put in."""

import pytest

from backprop_cli import engine
from backprop_cli.report.forward import ForwardReport
from tests.reporting import AFFINE, APPLE, backward_of, forward_of, notes, read, tables


def test_the_apple_problem_in_running_order() -> None:
    variables, nodes = tables(forward_of(APPLE))
    assert variables == [["variable", "value"], ["apple", "100"], ["apple_num", "2"], ["tax", "1.1"]]
    assert nodes == [
        ["node", "×", "expression", "numbers put in", "value"],
        ["apple_price", "×", "apple * apple_num", "100 × 2", "200"],
        ["price", "×", "apple_price * tax", "200 × 1.1", "220"],
    ]


def test_of_arrays_the_shapes_are_put_in() -> None:
    [*_, nodes] = tables(forward_of(AFFINE))
    assert nodes[1] == ["Y (2×3)", "affine", "affine(X, W, b)", "(2×2) @ (2×3) + (3)", "[[1 2 3] [11 12 13]]"]
    [*_, nodes] = tables(forward_of(AFFINE), ascii=True)
    assert nodes[1][3] == "(2x2) @ (2x3) + (3)"


@pytest.mark.parametrize(
    ("expression", "put_in"),
    [
        ("a - b", "-3 - (-0.5)"), ("a ** 2", "(-3) ** 2"), ("2 ** a", "2 ** (-3)"), ("-a", "-(-3)"), ("1 / a", "1 / (-3)"),
        ("sigmoid(a)", "sigmoid(-3)"), ("maximum(a, b)", "maximum(-3, -0.5)"), ("leaky_relu(a, slope=0.2)", "leaky_relu(-3, slope=0.2)"),
        ("leaky_relu(a)", "leaky_relu(-3)"), ("sum(A, axis=0)", "sum((2×2), axis=0)"), ("A[0, :1]", "(2×2)[0, :1]"), ("A[1]", "(2×2)[1]"),
        ("A @ A", "(2×2) @ (2×2)"), ("A < a", "(2×2) < (-3)"), ("A.T", "transpose((2×2))"), ("concat(A, A)", "concat((2×2), (2×2))"),
    ],
)  # fmt: skip
def test_what_is_put_in(expression: str, put_in: str) -> None:
    [*_, nodes] = tables(forward_of(f"variables: {{a: -3, b: -0.5, A: [[1, 2], [3, 4]]}}\nnodes:\n  y: {expression}\n"))
    assert nodes[-1][3] == put_in


def test_units_stand_beside_the_values_that_are_put_in() -> None:
    text = "variables: {a: {value: 100, unit: won}, n: {value: -2, unit: pcs}, r: {value: 3, unit: won/kg}, x: 5}\nnodes: {{p: {}}}"
    for expression, put_in in {
        "a * n": "100 won × (-2 pcs)", "a * r": "100 won × (3 won/kg)", "maximum(a, n)": "maximum(100 won, -2 pcs)", "x * a": "5 × 100 won",
    }.items():  # fmt: skip
        problem = text.replace("{{p: {}}}", f"{{p: '{expression}'}}")
        assert tables(forward_of(problem))[-1][1][3] == put_in


def test_a_summary_of_an_array_names_the_option_that_shows_it_whole() -> None:
    text = "variables: {x: {ones: [4, 5]}}\nnodes: {y: x * 2, z: sum(y)}"
    [note] = notes(forward_of(text))
    assert "--full" in note
    assert notes(forward_of(text), full=True) == notes(forward_of(text, ["z"])) == []
    assert note in notes(backward_of(text))
    assert notes(backward_of(APPLE)) == []


def test_an_inner_node_has_its_name_and_its_text() -> None:
    [*_, nodes] = tables(forward_of("variables: {a: 2, b: 3}\nnodes: {y: a * b + 1}"))
    assert [row[:3] for row in nodes[1:]] == [["y.1", "×", "a * b"], ["y", "+", "a * b + 1"]]


def test_only_the_asked_nodes_are_shown_and_valued() -> None:
    report = forward_of(APPLE, nodes=["apple_price"])
    [nodes] = tables(report)
    assert [row[0] for row in nodes[1:]] == ["apple_price"]
    assert list(report.values()) == [200.0]


def test_values_are_the_output_or_where_there_is_none_every_result() -> None:
    assert list(forward_of(APPLE).values()) == [220.00000000000003]
    two = forward_of("variables: {x: 3}\nnodes: {a: x * 2, b: x + 1}")
    assert list(two.values()) == [6.0, 4.0]
    assert dict(two.entries())["output"] is None
    assert dict(two.entries())["value"] is None


def test_only_what_the_user_named_is_pasted() -> None:
    report = forward_of("variables: {a: 2, b: 3}\nnodes: {y: a * b + 1}")
    assert list(report.pasted().values) == [("y", 7.0)]


def test_a_large_graph_shows_its_ends() -> None:
    text = "variables: {x: 1}\nnodes:\n  n0: x + 1\n" + "".join(f"  n{i}: n{i - 1} + 1\n" for i in range(1, 500))
    [*_, nodes] = tables(forward_of(text))
    assert len(nodes) == 42
    assert nodes[1][0] == "n0"
    assert nodes[-1][0] == "n499"


class Untouchable:
    """Values that nobody may look at."""

    def __getitem__(self, number: int) -> float:
        raise AssertionError("a value was looked at before a form asked for it")


def test_nothing_is_worked_out_before_a_form_asks() -> None:
    problem = read(APPLE)
    report = ForwardReport(problem, Untouchable(), 4, None)  # type: ignore[arg-type]
    assert report.header == ("name", "layer", "expression", "shape", "value")
    assert engine.forward(problem.graph)[4] == 220.00000000000003
