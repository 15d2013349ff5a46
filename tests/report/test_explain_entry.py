"""One entry explained: which node reads it, what dout is there, what each reader brings, and what may be asked next."""

import pytest

from backprop_cli.report.asked import Asked
from tests.report.test_explain import explained
from tests.reporting import read, shown

ROWS = "variables: {h: [1, 2], a: [[1, 2], [3, 4]]}\nnodes: {NODES}\n"


def entry(nodes: str, label: str = "h[1]", more: str = "", **style: bool) -> str:
    problem = read(ROWS.replace("NODES", nodes) + more)
    name, _, index = label.rstrip("]").partition("[")
    asked = Asked(label, problem.find(name), tuple(map(int, index.split(","))))
    return shown(explained(problem, asked), **style)


@pytest.mark.parametrize(
    ("nodes", "more", "first"),
    [
        ("y: sum(h)", "", "h[1] = 2 is read by y = sum(h):"),
        ("y: h * 3", "", "h[1] = 2 is read by y = h * 3, where dout = ∂L/∂y is 1 everywhere:"),
        ("y: h * 3", "upstream: [1, 5]\n", "h[1] = 2 is read by y = h * 3, where dout = ∂L/∂y is the given upstream:"),
        ("y: sum(a @ h)", "", "h reaches y in one way: h → y.1 → y. These are arrays"),
        ("y: a @ h", "", "h[1] = 2 is read by y = a @ h. Its rule for h is a.T @ dout, where dout = ∂L/∂y is 1 everywhere:"),
    ],
)
def test_the_first_line(nodes: str, more: str, first: str) -> None:
    assert entry(nodes, more=more).startswith(first)


def test_a_node_that_reads_an_entry_twice_brings_two_parts() -> None:
    text = entry("y: h * h, z: sum(y)")
    assert "\nfrom y (first input) = dout[1]·h[1]      dout = ∂z/∂y\n" in text
    assert "\nfrom y (second input) = dout[1]·h[1]      dout = ∂z/∂y\n" in text
    assert "\n∂z/∂h[1] = 2 + 2 = 4\n" in text


def test_the_next_question_is_about_dout_unless_the_output_reads() -> None:
    assert "Where dout[1] comes from: bpcalc explain p.yaml --wrt 'y[1]'\n" in entry("y: h * 3, z: sum(y)")
    assert "comes from" not in entry("y: sum(h)")


def test_ascii_has_no_dots_of_multiplication() -> None:
    assert entry("y: sum(h)", ascii=True).isascii()
    assert "dout[1].3" in entry("y: h * 3, z: sum(y)", ascii=True)
