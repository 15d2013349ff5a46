"""Answers as JSON lines: one node or edge a line."""

import json

from tests.reporting import AFFINE, APPLE, backward_of, forward_of, shown


def test_one_node_or_edge_a_line() -> None:
    nodes = [json.loads(line) for line in shown(forward_of(APPLE), "jsonl").splitlines()]
    assert nodes == json.loads(shown(forward_of(APPLE), "json"))["nodes"]
    edges = [json.loads(line) for line in shown(backward_of(AFFINE), "jsonl").splitlines()]
    assert edges == json.loads(shown(backward_of(AFFINE), "json"))["edges"]
