"""What the expressions of a section share: all their faults, and silence about what only follows from one."""

from tests.problem.expression.one_node import XY
from tests.problems import faults


def test_all_faults_of_an_expression_are_found_and_what_follows_is_not_said() -> None:
    text = XY + "nodes:\n  a: zz + x ^ sigmod(ww)\n  b: a * 2\n  c: b + vv\n"
    assert [fault.message for fault in faults(text)] == [
        "no variable or node is called 'zz'",
        "^ is no power here",
        "no layer is called 'sigmod'",
        "no variable or node is called 'ww'",
        "no variable or node is called 'vv'",
    ]


def test_without_variables_no_name_is_called_unknown() -> None:
    assert [fault.message for fault in faults("nodes: {price: apple * tax}\n")] == ["variables: is missing"]
