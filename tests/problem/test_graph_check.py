"""What can be said of a graph before it runs: shapes, memory, labels."""

from tests.problems import faults, problem


def test_labels_stay_whole_numbers_and_are_known() -> None:
    read = problem(
        "variables: {x: [[1, 2], [3, 4]]}\nconstants: {t: [0, 1], m: [1, 2]}\nnodes: {s: x * m, loss: 'softmax_with_loss(s, t)'}\n"
    )
    assert [read.graph.names[number] for number in read.graph.labels] == ["t"]


def test_arrays_beyond_the_limit_are_refused_before_they_are_made() -> None:
    text = "variables: {a: {ones: [1000, 1]}, b: {ones: [1, 1000]}}\nnodes: {c: a * b}\n"
    assert not faults(text)
    (fault,) = faults(text, max_memory=1_000_000)
    assert fault.code == "limit"
    (fault,) = faults("variables: {a: {zeros: [1000000, 1000000]}}\nnodes: {c: a * 2}\n")
    assert fault.code == "limit"


def test_shapes_that_do_not_fit_are_said_by_layer_under_the_operation_with_the_names_of_the_graph() -> None:
    (fault,) = faults("variables: {a: [1, 2], b: [1, 2, 3]}\nnodes: {y: 2 * (a + b)}\n")
    assert fault.message.startswith("add: ")
    assert fault.hint == "x is a (2,), y is b (3,)"
    assert fault.place is not None
    assert fault.place.excerpt[fault.place.column - 1 :][: fault.place.length] == "a + b"


def test_labels_belong_under_constants() -> None:
    (fault,) = faults("variables: {x: [[1, 2]], t: [0]}\nnodes: {y: 'softmax_with_loss(x, t)'}\n")
    assert fault.message == "t are labels: put it under constants"


def test_only_labels_that_the_graph_computes_are_checked_at_every_run() -> None:
    text = "variables: {x: [[1, 2]]}\nconstants: {t: [0]}\nnodes: {u: t * 1, a: 'softmax_with_loss(x, t)', b: 'softmax_with_loss(x, u)'}\noutput: b\n"
    graph = problem(text).graph
    assert {graph.names[number] for number in graph.to_check} == {"b"}
