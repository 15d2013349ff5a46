"""The entries of a large variable are looked at all at once, and those that are wrong are found among them."""

from typing import Any

import numpy as np

from .checking import Same, check_graph, graph_of, with_fault


def test_one_wrong_entry_of_many_is_found_and_shown() -> None:
    def fault(gradient: Any) -> Any:
        gradient = gradient.copy()
        gradient[7, 3] *= 1.0 + 1e-7
        return gradient

    graph = graph_of([np.linspace(-1.0, 1.0, 600).reshape(20, 30)], [], [(with_fault(Same(), 0, fault), (0,))])
    result = check_graph(graph)
    assert [row.index for row in result.checks if row.verdict == "fail"] == [(7, 3)]
    assert [(culprit.node, culprit.index) for culprit in result.culprits] == [("n0", (7, 3))]
    assert "1 of 600 entries are wrong" in result.culprits[0].note


def test_what_is_wrong_beyond_doubt_is_not_looked_at_entry_by_entry() -> None:
    """Two passes an entry, of the whole and of the layer by itself, and many more for the worst of them alone."""
    graph = graph_of([np.linspace(1.0, 2.0, 1000)], [], [(Same(1.5), (0,))])
    assert check_graph(graph).forward_passes < 5_000
