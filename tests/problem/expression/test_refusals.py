"""What Python allows in an expression and a problem does not: what is said of it, and exactly what is underlined."""

import pytest

from tests.problem.expression.one_node import node
from tests.problems import faults


@pytest.mark.parametrize(
    ("expression", "message", "under"),
    [
        ("([x)", "this ')' closes nothing", ")"),
        ("(x + [y)] * z", "this ')' closes nothing", ")"),
        ("2x + y", "an operator is missing here", "x"),
        ("x y", "an operator is missing here", "y"),
        ("y * |x + z|", "bars around a value are no operation here", "|x + z|"),
        ("if x > y then x", "a choice is a layer here", "if"),
        ("x + / y", "this is not a complete expression", "/"),
        ("x * (y + @ z)", "this is not a complete expression", "@"),
        ("사과 + / 사과", "this is not a complete expression", "/"),
        ("x*", "nothing stands after '*'", "*"),
        ("* x", "nothing stands before '*'", "*"),
        ("in x", "this is not a complete expression", "i"),
        ("x + y.", "this is not a complete expression", "."),
        ("x * y:", "this is not a complete expression", ":"),
    ],
)
def test_exactly_what_is_wrong_is_underlined(expression: str, message: str, under: str) -> None:
    text = f"variables: {{x: 2, y: 3, z: 5, 사과: 1}}\nnodes:\n  n: '{expression}'\n"
    (fault,) = faults(text)
    assert fault.message == message
    assert fault.place is not None
    start = fault.place.column - 1
    assert fault.place.excerpt[start : start + fault.place.length] == under


@pytest.mark.parametrize(("expression", "sign"), [("x * (y + A[0", "["), ("A[0 + (x", "("), ("(x + (y * z)", "(x")])
def test_the_caret_stands_under_the_innermost_bracket_that_is_never_closed(expression: str, sign: str) -> None:
    (found,) = faults(node(f"'{expression}'"))
    assert found.place is not None
    assert found.place.column == len("  n: '") + expression.index(sign) + 1


@pytest.mark.parametrize(("expression", "under"), [("y + exp x", "exp"), ("z * x y", "y"), ("x y + z", "y"), ("(x + y) z", "z")])
def test_the_caret_stands_under_what_lacks_an_operator_or_its_brackets(expression: str, under: str) -> None:
    (found,) = faults(node(expression))
    assert found.place is not None
    assert (found.place.column, found.place.length) == (len("  n: ") + expression.rindex(under) + 1, len(under))


def test_an_input_too_many_is_no_axis_where_there_is_none() -> None:
    (fault,) = faults(node("exp(x, 0)"))
    assert fault.message == "exp takes 1 input, not 2"
    assert "axis" not in (fault.hint or "")


@pytest.mark.parametrize("sign", ["×", "²", "?", "−"])
def test_a_sign_that_no_expression_has_is_underlined_alone(sign: str) -> None:
    (fault,) = faults(node(f"'x {sign} yy'"))
    assert fault.place is not None
    assert (fault.place.column, fault.place.length) == (len("  n: 'x ") + 1, 1)


TWO = "max looks along an axis, the maximum of two is maximum"


@pytest.mark.parametrize(
    ("expression", "hint"),
    [
        ("sum(A, 0)", "options have names; write sum(A, axis=0)"),
        ("mean(A, -1)", "options have names; write mean(A, axis=-1)"),
        ("2 * mean(A, -1)", "options have names; write 2 * mean(A, axis=-1)"),
        ("max(A, 0)", f"{TWO}; write maximum(A, 0), or max(A, axis=0)"),
        ("min(A, 0) ** 2", f"{TWO.replace('max', 'min')}; write minimum(A, 0) ** 2, or min(A, axis=0) ** 2"),
        ("max(x, y)", f"{TWO}; write maximum(x, y)"),
        ("max(x, y, z)", f"{TWO}; write maximum(maximum(x, y), z)"),
        ("sum(x, y)", "call it as sum(x)"),
    ],
)
def test_an_input_too_many_of_a_reduction_is_an_axis_without_its_name_or_the_other_of_two(expression: str, hint: str) -> None:
    (fault,) = faults(node(expression))
    assert fault.hint == hint


@pytest.mark.parametrize(("expression", "sign"), [("x * (y + z", "("), ("A[0, 1", "[")])
def test_a_bracket_that_is_never_closed_is_underlined_alone(expression: str, sign: str) -> None:
    (fault,) = faults(node(expression))
    assert fault.message == f"this '{sign}' is never closed"
    assert fault.place is not None
    assert (fault.place.column, fault.place.length) == (len("  n: ") + expression.index(sign) + 1, 1)


@pytest.mark.parametrize("owner", ["np", "numpy", "math", "torch"])
def test_the_numbers_of_a_module_are_written_out(owner: str) -> None:
    pi, e = (faults(node(f"x * {owner}.{name}"))[0].hint for name in ("pi", "e"))
    assert (pi, e) == ("write x * pi", "write x * exp(1)")


@pytest.mark.parametrize(("expression", "name"), [("x * np.inf", "inf"), ("x.e", "e"), ("x.pi * y", "pi")])
def test_no_other_attribute_is_a_number_or_an_operation(expression: str, name: str) -> None:
    (fault,) = faults(node(expression))
    assert fault.message == f".{name} is not an operation here"
    assert fault.hint == ".T and .mT, the transposes, are the only ones of their kind"


@pytest.mark.parametrize("name", ["shape", "size", "ndim"])
def test_a_shape_is_no_value(name: str) -> None:
    (fault,) = faults(node(f"A.{name} * x.{name}[0]"))[:1]
    assert fault.message == f".{name} is not an operation here"
    assert "size(x)" in (fault.hint or "")


@pytest.mark.parametrize("comparison", ["x in y", "x not in y", "x is y", "x is not y"])
def test_a_comparison_that_there_is_not_is_told_from_several_at_once(comparison: str) -> None:
    (one,) = faults(node(comparison))
    (several,) = faults(node("x < y < z"))
    assert one.message == "this comparison is not one of < <= > >= == !="
    assert (several.message, several.hint) == ("comparisons are made one at a time", "write (x < y) * (y < z)")


def test_the_sign_of_an_assignment_is_underlined_alone() -> None:
    (fault,) = faults(node("y = x * z"))
    assert fault.message == "= assigns nothing here"
    assert fault.place is not None
    assert (fault.place.column, fault.place.length) == (len("  n: y ") + 1, 1)


@pytest.mark.parametrize(("expression", "sign", "partner"), [("x * (y + A[0", "[", "]"), ("A[0 + (x", "(", ")")])
def test_the_innermost_bracket_that_is_never_closed_is_the_one_that_is_named(expression: str, sign: str, partner: str) -> None:
    (fault,) = faults(node(f"'{expression}'"))
    assert (fault.message, fault.hint) == (f"this '{sign}' is never closed", f"add the '{partner}'")
