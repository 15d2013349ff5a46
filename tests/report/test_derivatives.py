"""What gradients are called."""

from backprop_cli.problem.solve import solve
from backprop_cli.report.derivatives import derivative, differentiated, enters_as_one, upstream_line
from backprop_cli.report.rows import Style
from tests.problems import problem

TEXT = "variables: {x: 2}\nnodes: {y: x * 3}\n"


def test_of_an_output_that_is_differentiated_as_it_is() -> None:
    done = solve(problem(TEXT))
    assert (derivative(done, Style()), derivative(done, Style(ascii=True))) == ("∂y/∂", "dy/d")
    assert enters_as_one(done)
    assert differentiated(done) == "y"
    assert list(upstream_line(done, Style())) == []


def test_of_an_output_that_a_gradient_enters() -> None:
    for upstream, text in (("2", "2"), ("-1", "-1")):
        done = solve(problem(f"{TEXT}upstream: {upstream}"))
        assert derivative(done, Style()) == "∂L/∂"
        assert differentiated(done) == "L"
        assert ["".join(piece.content for piece in line) for line in upstream_line(done, Style())] == [f"∂L/∂y = {text}"]


def test_an_array_of_ones_is_said() -> None:
    assert not enters_as_one(solve(problem("variables: {x: [1, 2]}\nnodes: {y: x * 3}")))
