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
