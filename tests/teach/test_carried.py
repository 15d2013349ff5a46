"""Both passes again from somebody's own numbers, beside passes over the same graph with these numbers in the file."""

from backprop_cli.engine.passes import Pass
from backprop_cli.problem.solve import solve
from backprop_cli.teach.carried import Carried, Own, backward_again, backward_from_right_values, forward_again
from tests.problems import problem

TEXT = "variables: {{x: {x}, y: 3}}\nnodes: {{a: x * y, b: exp(a), c: b * x}}"


def test_without_numbers_of_their_own_both_passes_are_the_key_s() -> None:
    done = solve(problem(TEXT.format(x=0.5)))
    assert forward_again(done, Own({}, {})) == done.values
    assert backward_again(done, Own({}, {})) == list(done.gradients)


def test_a_value_of_their_own_is_gone_on_from_as_if_it_stood_in_the_file() -> None:
    done, other = solve(problem(TEXT.format(x=0.5))), solve(problem(TEXT.format(x=0.7)))
    own = Own({0: 0.7}, {})
    assert forward_again(done, own)[1:] == list(other.values)[1:]
    assert forward_again(done, own)[0] == 0.5, "x itself follows from nothing"
    assert backward_again(done, own) == list(other.gradients)
    assert backward_from_right_values(done, own) == list(done.gradients)


def test_what_they_went_on_with_is_what_they_were_given_not_what_stands_in_the_file() -> None:
    read = problem(TEXT.format(x=0.5))
    given = solve(problem(TEXT.format(x=0.7)))
    done = Pass(read.graph, given.values, given.gradients, given.output, given.upstream)
    assert forward_again(done, Own({}, {})) == given.values
    assert backward_again(done, Own({}, {})) == list(given.gradients)


def test_a_gradient_of_their_own_is_gone_on_from() -> None:
    read = problem(TEXT.format(x=0.5))
    done, doubled = solve(read), solve(read, upstream=2.0)
    c = read.find("c")
    assert backward_again(done, Own({}, {c: 2.0}))[:c] == list(doubled.gradients)[:c]
    assert backward_again(done, Own({}, {c: 2.0}))[c] == 1.0


def test_the_cause_is_the_first_wrong_number_that_matters() -> None:
    read = problem("variables: {x: 1, y: 2}\nnodes: {a: 2 * x, b: 3 * y, c: 7 * b, e: a + c}")
    done = solve(read)
    a, b, c = (read.find(name) for name in "abc")
    carried = Carried(done, Own({a: 5.0, b: 8.0}, {}), {("forward", a): 2.0, ("forward", b): 6.0})
    assert carried.cause(("forward", c), lambda value: value == 56.0) == ("forward", b)
    assert carried.cause(("forward", c), lambda value: value == 42.0) is None
    assert carried.cause(("forward", b), lambda value: value == 8.0) is None


def test_of_one_other_wrong_number_nothing_is_run_again() -> None:
    read = problem("variables: {x: 1}\nnodes: {a: 2 * x, b: 3 * a}")
    a, b = read.find("a"), read.find("b")
    seen: list[object] = []
    carried = Carried(solve(read), Own({a: 5.0}, {}), {("forward", a): 2.0})
    assert carried.cause(("forward", b), lambda value: bool(seen.append(value)) or value == 15.0) == ("forward", a)
    assert seen == [15.0]
