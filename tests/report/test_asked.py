"""What a backward pass is asked for, and its answer: the arrows to what was asked for, values and gradients, whole or an entry."""

from backprop_cli.problem.solve import solve
from backprop_cli.report.asked import Asked, BackwardAnswer
from tests.problems import problem

TEXT = "variables: {x: [2, 5], y: [3, 4]}\nnodes: {p: x * y, beside: y * 7, z: sum(p) * 1}\noutput: z\n"


def answer(*names: str, index: tuple[int, ...] | None = None) -> BackwardAnswer:
    read = problem(TEXT)
    return BackwardAnswer(read, solve(read), [Asked(name, read.find(name), index) for name in names])


def test_a_value_is_asked_for_whole_or_by_an_entry() -> None:
    whole, entry = answer("x"), answer("x", index=(1,))
    assert whole.value(whole.asked[0]).tolist() == [2.0, 5.0]
    assert whole.gradient(whole.asked[0]).tolist() == [3.0, 4.0]
    assert (entry.value(entry.asked[0]), entry.gradient(entry.asked[0])) == (5.0, 4.0)


def test_what_has_no_gradient_answers_none() -> None:
    read = problem("variables: {x: 1}\nconstants: {c: 3}\nnodes: {y: x * c}\n")
    found = BackwardAnswer(read, solve(read), [Asked("c", read.find("c"))])
    assert found.gradient(found.asked[0]) is None


def test_the_arrows_lead_right_to_left_to_what_was_asked_for_and_nowhere_else() -> None:
    found = answer("x")
    names = found.done.graph.names
    assert [(names[edge.node], names[edge.source]) for edge in found.edges()] == [("z", "z.1"), ("z.1", "p"), ("p", "x")]
    assert {names[edge.source] for edge in answer("x", "y").edges()} == {"z.1", "p", "x", "y"}
