"""The rows of edges: each local rule with its numbers, as far as a reader can follow them."""

import numpy as np
import pytest

from backprop_cli.report.edge_rows import simpler
from tests.reporting import AFFINE, APPLE, backward_of, notes, tables


def edge_rows(text: str, **style: object) -> list[list[str]]:
    return tables(backward_of(text), **style)[0][1:]


def test_the_apple_problem_edge_by_edge() -> None:
    assert edge_rows(APPLE) == [
        ["price", "×", "apple_price", "tax = 1.1", "1 × 1.1 = 1.1"],
        ["price", "×", "tax", "apple_price = 200", "1 × 200 = 200"],
        ["apple_price", "×", "apple", "apple_num = 2", "1.1 × 2 = 2.2"],
        ["apple_price", "×", "apple_num", "apple = 100", "1.1 × 100 = 110"],
    ]


def test_in_ascii() -> None:
    assert edge_rows(APPLE, ascii=True)[0] == ["price", "*", "apple_price", "tax = 1.1", "1 * 1.1 = 1.1"]


@pytest.mark.parametrize(("node", "local"), [("x + 1", "1"), ("1 - x", "-1"), ("x * 2", "2"), ("2.50 * x", "2.5"), ("-x", "-1")])
def test_a_rule_that_is_a_number_stands_alone(node: str, local: str) -> None:
    assert edge_rows(f"variables: {{x: 3}}\nnodes:\n  y: {node}\n")[0][3] == local


@pytest.mark.parametrize(
    ("node", "local", "equation"),
    [
        ("1 / x", "-y ** 2 = -0.25", "1 × (-0.25) = -0.25"),
        ("sigmoid(x)", "y × (1 - y) = 0.104994", "1 × 0.104994 = 0.104994"),
        ("x ** 3", "3 × x ** (3 - 1) = 12", "1 × 12 = 12"),
        ("relu(x)", "where(x > 0, 1, 0) = 1", "1 × 1 = 1"),
    ],
)
def test_formula_and_number(node: str, local: str, equation: str) -> None:
    assert edge_rows(f"variables: {{x: 2}}\nnodes:\n  y: {node}\n")[0][3:] == [local, equation]


def test_matrix_layers_show_the_rule_and_its_numbers() -> None:
    assert [row[2:] for row in edge_rows(AFFINE)] == [
        ["X (2×2)", "dout @ W.T", "[[1 2 3] [4 5 6]] @ [[2 4] [4 3] [6 2]] = [[28 16] [64 43]]"],
        ["W (2×3)", "X.T @ dout", "[[0 1] [0 2]] @ [[1 2 3] [4 5 6]] = [[4 5 6] [8 10 12]]"],
        ["b (3)", "sum(dout, axis=0)", "sum([[1 2 3] [4 5 6]], axis=0) = [5 7 9]"],
    ]


def test_above_twelve_entries_shapes_and_a_summary() -> None:
    text = "variables: {x: {ones: [4, 5]}, W: {ones: [5, 2]}}\nnodes: {y: x @ W, z: sum(y)}"
    rows = {row[2]: row[3:] for row in edge_rows(text)}
    assert rows["x (4×5)"] == [
        "dout @ W.T",
        "[[1 1] [1 1] [1 1] [1 1]] @ [[1 1 1 1 1] [1 1 1 1 1]] = (4×5) smallest 2, largest 2, mean 2",
    ]
    assert rows["W (5×2)"] == ["x.T @ dout", "(5×4) @ [[1 1] [1 1] [1 1] [1 1]] = [[4 4] [4 4] [4 4] [4 4] [4 4]]"]
    full = {row[2]: row[4] for row in edge_rows(text, full=True)}
    assert full["x (4×5)"].endswith("= [[2 2 2 2 2] [2 2 2 2 2] [2 2 2 2 2] [2 2 2 2 2]]")


def test_a_broadcast_says_over_which_axes_it_was_summed() -> None:
    rows = edge_rows("variables: {x: [[1, 2], [3, 4]], b: [1, 2], s: 2}\nnodes: {y: x + b, z: y * s}")
    assert [row[4] for row in rows if row[2] == "b (2)"] == ["[[2 2] [2 2]] × 1 = [4 4]\nsummed over axis 0"]
    assert [row[4] for row in rows if row[2] == "s"] == ["[[1 1] [1 1]] × [[2 4] [4 6]] = 16\nsummed over axes 0, 1"]


def test_softmax_with_loss_shows_softmax_itself() -> None:
    [row] = edge_rows("variables: {x: [0, 0]}\nconstants: {t: 1}\nnodes: {loss: 'softmax_with_loss(x, t)'}")
    assert row[3] == "dout × (softmax(x) - onehot(t, x)) / n(x)\nsoftmax(x) = [0.5 0.5]"
    assert row[4] == "1 × ([0.5 0.5] - [0 1]) / 1 = [0.5 -0.5]"


TARGETS = {"one-hot": "[[0, 1], [1, 0]]", "adding up": "[[0.7, 0.3], [0.25, 0.75]]", "weighted": "[[0, 2], [1, 0]]"}


@pytest.mark.parametrize("kind", TARGETS)
def test_targets_that_add_up_to_1_leave_softmax_minus_t(kind: str) -> None:
    text = f"variables: {{a: [[0, 0], [0, 0]]}}\nconstants: {{t: {TARGETS[kind]}}}\nnodes: {{loss: 'softmax_with_loss(a, t)'}}"
    [row] = edge_rows(text)
    weighted = kind == "weighted"
    subtrahend = "softmax(a) × sum(t, axis=-1, keepdims=True) - t" if weighted else "softmax(a) - t"
    assert row[3].splitlines()[0] == f"dout × ({subtrahend}) / n(a)"
    [edge] = backward_of(text).lines()
    assert ("sum(t" in edge["rule"]) is weighted
    if kind == "one-hot":
        assert row[4] == "1 × ([[0.5 0.5] [0.5 0.5]] - [[0 1] [1 0]]) / 2 = [[0.25 -0.25] [-0.25 0.25]]"


def test_words_that_are_no_layers_are_explained_once() -> None:
    text = """
    variables: {a: [[0, 0], [0, 0]]}
    constants: {t: [0, 1]}
    nodes: {p: 'softmax_with_loss(a, t)', q: 'softmax_with_loss(a, t)', z: p + q}"""
    [said] = notes(backward_of(text))
    assert said == (
        "onehot(t, a): a row for each label, 1 at the label and 0 elsewhere\n"
        "n(a) = 2: so many examples, the entries of a without its last axis"
    )


def test_a_unit_stands_beside_the_value_that_an_edge_names() -> None:
    text = "variables: {apple: {value: 100, unit: won}, n: {value: 2, unit: pcs}, tax: 1.1}\nnodes: {p: apple * n, z: p * tax}"
    assert [row[3] for row in edge_rows(text)] == ["tax = 1.1", "p = 200", "n = 2 pcs", "apple = 100 won"]
    array = "variables: {x: [1, 2], w: {value: [3, 4], unit: kg}}\nnodes: {y: x * w, z: sum(y)}"
    assert edge_rows(array)[1][3] == "w = [3 4] kg"


def test_a_handmade_layer_shows_its_rule_and_is_marked() -> None:
    text = "variables: {x: 0}\nlayers: {s: {inputs: [a], forward: 1 / (1 + exp(-a)), backward: {a: dout * out * (1 - out)}}}\nnodes: {y: s(x)}"
    assert edge_rows(text) == [["y", "s (yours)", "x", "dout × y × (1 - y)", "1 × 0.5 × (1 - 0.5) = 0.25"]]


def test_steps_of_a_handmade_layer_stay_words() -> None:
    text = "variables: {x: 3}\nlayers: {s: {inputs: [a], let: {g: dout * 2}, forward: a * 2, backward: {a: g}}}\nnodes: {y: s(x)}"
    assert edge_rows(text) == [["y", "s (yours)", "x", "g\ndout = 1", "= 2"]]


def test_a_group_of_single_numbers_has_a_local_gradient() -> None:
    text = "variables: {x: 0}\nlayers: {s: {inputs: [a], forward: 1 / (1 + exp(-a))}}\nnodes: {y: s(x), z: y * 5}"
    assert edge_rows(text)[1] == ["y", "s (yours)", "x", "∂y/∂x = 0.25", "5 × 0.25 = 1.25"]
    [_, edge] = backward_of(text).lines()
    assert (edge["local"], edge["propagated"]) == (0.25, 1.25)


@pytest.mark.parametrize("group", ["forward: sum(a * a)", "forward: 2 * a"])
def test_a_group_with_arrays_has_the_derivative_and_what_came_in(group: str) -> None:
    rows = edge_rows(f"variables: {{x: [3, 1]}}\nlayers: {{s: {{inputs: [a], {group}}}}}\nnodes: {{y: s(x), z: sum(y) * 2}}")
    assert rows[-1][3].startswith("∂y/∂x\ndout = ")
    assert rows[-1][4] in ("= [12 4]", "= [4 4]")


def test_reductions_and_subscripts_in_a_readers_words() -> None:
    rows = {
        row[0].split()[0]: row[3:] for row in edge_rows("variables: {x: [1, 2, 3]}\nnodes: {s: sum(x), c: 'x[1:3]', m: s * sum(c)}")
    }
    assert rows["s"] == ["expand(dout, x)\ndout = 5", "= [5 5 5]"]
    assert rows["c"] == ["dout at x[1:3], 0 elsewhere\ndout = [6 6]", "= [0 6 6]"]


@pytest.mark.parametrize(
    ("rule", "shorter"),
    [
        ("where(2 == 0, 0, 2 * x ** (2 - 1))", "2 * x ** (2 - 1)"),
        ("where(0.0 == 0, 0, 0.0 * x ** (0.0 - 1))", "0"),
        ("where(x == 0, 0, log(x))", "where(x == 0, 0, log(x))"),
    ],
)
def test_what_goes_without_saying(rule: str, shorter: str) -> None:
    assert simpler(rule) == shorter


def test_a_kink_has_a_footnote_and_only_a_kink() -> None:
    assert notes(backward_of("variables: {x: 0}\nnodes: {y: relu(x)}")) == [
        "y stands at a kink, where the slope is a convention: relu'(0) = 0"
    ]
    assert notes(backward_of("variables: {x: 1}\nnodes: {y: relu(x)}")) == []
    some = notes(backward_of("variables: {x: [1, 0, 2], w: 1}\nnodes: {y: abs(x), z: sum(y) * w}"))
    assert some == ["y stands at a kink, where the slope is a convention: abs'(0) = 0"]


def test_no_number_in_the_table_is_wrong() -> None:
    """upstream × local = propagated, read back from the row."""
    rng = np.random.default_rng(3)
    a, b, c = rng.normal(size=3)
    for *_, equation in edge_rows(
        f"variables: {{a: {a}, b: {b}, c: {c}}}\nnodes: {{y: (a * b - exp(c)) / (a - b) + sigmoid(c) * a}}", digits=17
    ):
        product, propagated = equation.split(" = ")
        upstream, local = product.split(" × ")
        assert float(upstream) * float(local.strip("()")) == float(propagated)


def test_a_count_along_axes_is_explained_with_them() -> None:
    text = "variables: {x: [[1, 2, 3], [0.5, -1, 2]]}\nnodes: {v: 'std(x, axis=(0, 1), keepdims=True)', z: sum(v)}"
    row = next(row for row in edge_rows(text) if row[0].startswith("v"))
    assert row[3].startswith("expand(where(v == 0, 0, dout / v), x, axis=(0, 1), keepdims=True) × (x - mean(x, axis=(0, 1),")
    assert "size(x, axis=(0, 1)) = 6: so many entries" in notes(backward_of(text))
