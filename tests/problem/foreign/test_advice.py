"""The way out of what an expression may not say: the whole of it repaired, else the rule in words."""

import pytest

from tests.problem.expression.one_node import node
from tests.problems import faults


@pytest.mark.parametrize(
    ("expression", "instead"),
    [
        ("np.dot(x + z, y)", "(x + z) @ y"),
        ("A.dot(A)", "A @ A"),
        ("np.multiply(exp(x), b)", "exp(x) * b"),
        ("x.mm(A[0])", "x @ A[0]"),
    ],
)
def test_a_product_by_another_name_is_written_with_its_own_operands(expression: str, instead: str) -> None:
    (found,) = faults(node(f"'{expression}'"))
    assert found.hint == f"write {instead}"


def test_a_product_that_lacks_an_operand_is_explained() -> None:
    (found,) = faults(node("np.dot(x)"))
    assert found.hint == "dot(x, y) is x @ y"


def test_an_expression_too_long_to_be_printed_repaired_is_answered_by_the_rule() -> None:
    (fault,) = faults(node(" + ".join(["x"] * 100) + " + (y ^ z)"))
    assert fault.hint == "a power is written with **"
