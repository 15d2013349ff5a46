"""A small step: how large it is, what it foretells, and what comes of it when it is taken."""

import pytest

from backprop_cli.explain.sentence import Step, run_again, step_of, step_size
from backprop_cli.problem.solve import solve, values_of
from tests.problems import problem


@pytest.mark.parametrize(
    ("value", "step"),
    [
        (1.1, 0.01),
        (100.0, 1.0),
        (99.99, 0.1),
        (1000.0, 10.0),
        (-0.52, 0.001),
        (0.0, 0.01),
        (3.2e-7, 1e-9),
        (9.999999999999998, 0.01),
    ],
)
def test_a_step_is_a_unit_of_the_third_digit(value: float, step: float) -> None:
    assert step_size(value) == step


def test_the_step_of_the_smallest_number_is_no_zero() -> None:
    assert step_size(5e-324) > 0.0


def step(text: str, name: str, index: tuple[int, ...] | None = None, **more: float) -> Step | None:
    read = problem(text)
    done = solve(read, **more)
    number = read.find(name)
    gradient = done.gradients[number]
    return step_of(done, number, index, float(gradient if index is None else gradient[index]))


def test_a_variable_is_moved_and_the_output_worked_out_again() -> None:
    found = step("variables: {x: 4}\nnodes: {square: x * x, triple: 3 * x, y: square + triple}\n", "x")
    assert found == (0.01, 11.0, 0.11, 28.0, pytest.approx(4.01 * 4.01 + 3 * 4.01))


def test_after_a_step_everything_is_what_a_pass_over_the_moved_problem_gives() -> None:
    text = "variables: {x: 0.5, w: [[1, 2], [3, 4]]}\nnodes: {h: sin(x) * w, s: h @ w, y: sum(s * x)}\n"
    done = solve(problem(text))
    assert run_again(done, 0, 0.75) == values_of(problem(text.replace("0.5", "0.75")))[-1]


def test_a_node_is_moved_and_only_what_comes_after_it_is_run_again() -> None:
    found = step("variables: {x: 3}\nnodes: {a: x * x, y: a * x}\n", "a")
    assert found == (0.01, 3.0, 0.03, 27.0, pytest.approx(27.03))


def test_an_entry_is_moved_and_L_is_what_changes() -> None:
    text = "variables: {X: [[0, 0], [1, 2]], W: [[2, 4], [4, 3]]}\nnodes: {Y: X @ W}\nupstream: [[1, 2], [4, 5]]\n"
    found = step(text, "W", (0, 1))
    assert found == (0.01, 5.0, 0.05, 90.0, pytest.approx(90.05))


def test_a_gradient_of_nothing_has_a_step_seen_or_not() -> None:
    dead = step("variables: {x: -1}\nnodes: {y: relu(x) + 3}\n", "x")
    assert dead == (0.01, 0.0, 0.0, 3.0, 3.0)
    assert not dead.seen()
    flat = step("variables: {x: 0}\nnodes: {y: x * x + 1}\n", "x")
    assert flat is not None
    assert flat.seen()


@pytest.mark.parametrize(
    "text",
    [
        "variables: {x: 1.0e-9}\nnodes: {y: x + 1000}\n",  # a change that could be rounding
        "variables: {x: 709.7}\nnodes: {y: exp(x)}\n",  # beyond the numbers after the step
        "variables: {x: 0}\nnodes: {y: sqrt(x)}\n",  # a slope of inf
    ],
)
def test_what_cannot_be_seen_has_no_step(text: str) -> None:
    assert step(text, "x") is None


def test_a_step_that_a_layer_refuses_is_none() -> None:
    text = "variables: {x: 0.999, s: [0.1, 0.2]}\nnodes: {t: 'where(x >= 1, 5, 0)', y: 'softmax_with_loss(s, t) + x'}\n"
    assert step(text, "x") is None
