"""Named entries become nodes of a draft: a bare name where it will do, a layer call, a step of a chain."""

import pytest

from backprop_cli.errors import BpcalcError
from backprop_cli.layers import SHELF
from backprop_cli.problem.draft import BROKEN, Draft
from backprop_cli.problem.expression.compiler import Compiler
from backprop_cli.problem.layer_names import LayerNames
from backprop_cli.source import Source


class Compiled:
    """A compiler of entries of one text, with x and y as its inputs."""

    def __init__(self, text: str) -> None:
        self.faults: list[BpcalcError] = []
        layer_names = LayerNames()
        self.draft = Draft(["x", "y"], {"x": 0, "y": 1}, ["n"])
        self.compiler = Compiler(Source("p.yaml", text), self.draft, layer_names, layer_names.operators, self.faults)

    @property
    def nodes(self) -> list[tuple[str, str, tuple[int, ...], str]]:
        draft = self.draft
        return [
            (name, layer.name, sources, text)
            for name, layer, sources, text in zip(draft.names, draft.layers, draft.sources, draft.texts, strict=True)
        ]


def test_an_expression_is_the_node_of_its_entry() -> None:
    compiled = Compiled("x * y")
    assert compiled.compiler.node("n", "x * y", 0) == 2
    assert (compiled.nodes, compiled.faults) == ([("n", "mul", (0, 1), "x * y")], [])


def test_a_bare_name_is_no_node_unless_it_will_do() -> None:
    refused, taken = Compiled("x"), Compiled("x")
    refused.compiler.node("n", "x", 0)
    taken.compiler.node("n", "x", 0, bare=True)
    assert [fault.message for fault in refused.faults] == ["a bare name or number is no node"]
    assert (taken.nodes, taken.faults) == ([("n", "identity", (0,), "x")], [])


def test_a_name_alone_is_its_reference() -> None:
    compiled = Compiled("y zz")
    assert compiled.compiler.name("y", 0) == 1
    assert compiled.compiler.name("zz", 2) == BROKEN
    assert [repr(fault.place) for fault in compiled.faults] == ["p.yaml:1:3"]


def test_the_expressions_of_a_call_are_inner_nodes() -> None:
    compiled = Compiled("x + y")
    compiled.compiler.call("n", SHELF["mul"](), [("x + y", 0), 0], "mul(x + y, x)", 0)
    assert [node[:2] for node in compiled.nodes] == [("n.1", "add"), ("n", "mul")]
    assert compiled.nodes[1][3] == "mul(x + y, x)"
    assert compiled.nodes[1][2][1] == 0


def test_a_call_of_what_is_broken_is_an_entry_that_is_not_judged() -> None:
    compiled = Compiled("zz")
    reference = compiled.compiler.call("n", SHELF["relu"](), [("zz", 0)], "relu(zz)", 0)
    assert reference == 2
    assert [node[0] for node in compiled.nodes] == ["n"]
    assert compiled.draft.layers[0].shape((3,)) is None
    assert len(compiled.faults) == 1


@pytest.mark.parametrize(
    ("text", "sources", "shown"),
    [("neg()", (0,), "neg(x)"), ("mul(y)", (0, 1), "mul(x, y)"), ("sum(axis=0)", (0,), "sum(x, axis=0)")],
)
def test_a_step_of_a_chain_gets_the_value_so_far_as_its_first_input(text: str, sources: tuple[int, ...], shown: str) -> None:
    compiled = Compiled(text)
    compiled.compiler.step("n", text, 0, 0, "x")
    assert [(node[2], node[3]) for node in compiled.nodes] == [(sources, shown)]
    assert compiled.faults == []


def test_a_step_that_is_no_call_is_refused() -> None:
    compiled = Compiled("x + y")
    compiled.compiler.step("n", "x + y", 0, 0, "x")
    assert [fault.message for fault in compiled.faults] == ["a step of a chain is one layer"]


def test_a_call_of_no_layer_is_answered_with_the_users_own_inputs() -> None:
    compiled = Compiled("square(x)")
    assert compiled.compiler.way_out("n", "square", "square(x)", 0, "in words") == "write x ** 2"
    assert compiled.compiler.way_out("n", "qqqqq", "qqqqq(x)", 0, "in words") == "in words"
