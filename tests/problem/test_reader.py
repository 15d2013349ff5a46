"""The keys of a problem: what each means, what is refused, and that every fault is found in one run."""

import json
from pathlib import Path

import pytest

from backprop_cli.errors import Faults, UsageError
from tests.problems import faults, gradients, nodes, problem, values
from tests.python_layers.book import BOOK, problem_with

APPLE = "variables: {apple: 100, apple_num: 2, tax: 1.1}\nnodes:\n  apple_price: apple * apple_num\n  price: apple_price * tax\n"


def test_the_apple_problem() -> None:
    assert values(APPLE)["price"] == 220.00000000000003
    found = gradients(APPLE)
    assert (found["apple"], found["apple_num"], found["tax"]) == (2.2, 110.00000000000001, 200.0)


def test_constants_have_no_gradient_and_unreached_variables_have_zeros_of_their_shape() -> None:
    found = gradients("variables: {x: 2, unused: [[1, 2]]}\nconstants: {c: 3}\nnodes: {y: x * c}\n")
    assert found["c"] is None
    assert found["unused"].tolist() == [[0.0, 0.0]]


def test_a_variable_that_reaches_the_output_only_through_a_comparison_has_no_gradient() -> None:
    assert gradients("variables: {x: 2, y: 3}\nnodes: {c: x > y, z: c * y}\n")["x"] is None


def test_units_titles_and_descriptions() -> None:
    read = problem(
        "title: ' Apples '\nvariables: {apple: {value: 100, unit: won, description: one apple}}\nnodes: {y: apple * 2}\n"
    )
    assert (read.title, read.units, read.descriptions) == ("Apples", {0: "won"}, {0: "one apple"})


def test_every_fault_of_a_file_is_found_in_one_run_sorted_by_place() -> None:
    text = (
        "titel: x\nvariables: {a: 1_0, b: [1, 2], b2: [1, 2, 3]}\nnodes:\n  s: b + b2\n  t: zz * a\n  u: t * 2\n  v: exp(b\n"
        "expect: {forward: {q: 1}}\n"
    )
    found = faults(text)
    assert [(fault.place.line, fault.message.split(":")[0]) for fault in found if fault.place] == [
        (1, "unknown key 'titel'"),
        (2, "'1_0' is not a number"),
        (4, "add"),
        (5, "no variable or node is called 'zz'"),
        (7, "this '(' is never closed"),
        (8, "no variable or node is called 'q'"),
    ]


def test_at_most_fifty_faults_are_kept_and_all_are_counted() -> None:
    text = "variables: {x: 1}\nnodes:\n" + "".join(f"  n{index}: x * zz{index}\n" for index in range(70))
    with pytest.raises(Faults) as raised:
        problem(text)
    assert len(raised.value.faults) == 50
    assert raised.value.total == 70


def test_json_is_the_same_language_with_the_same_places() -> None:
    data = {
        "variables": {"x": 2, "A": [[1, 2], [3, 4]]},
        "nodes": {"y": "x * x", "s": {"sum": ["A * y"], "axis": 0}, "l": {"mul": ["x", 3]}},
        "output": "s",
    }
    assert values(json.dumps(data), json=True)["s"].tolist() == [16.0, 24.0]
    assert nodes(json.dumps(data), json=True)[-1] == ("l", "mul", "mul(x, 3)")
    (fault,) = faults('{\n "variables": {"x": 2},\n "nodes": {"y": "x * zz"}\n}', json=True)
    assert repr(fault.place) == "p.json:3:22"


@pytest.mark.parametrize(
    "text",
    [
        "variables: {x: 1, y: 2}\nnodes: {z: maximum(x, y), w: z * 2}\n",
        "variables: {x: 1, y: 2}\nlayers: {my: {inputs: [x], forward: sum(x, axis=0)}}\nnodes: {z: my(x)}\n",
        "variables: {x: 1, y: 2}\nlayers:\n  my: {inputs: [x, y], forward: x * y, backward: {x: maximum(dout, y), y: dout}}\nnodes: {z: 'my(x, y)'}\n",
    ],
)
def test_of_a_mapping_torn_by_a_comma_nothing_else_is_said(text: str) -> None:
    assert len(faults(text)) == 1


MAX_OF_TWO = "max looks along an axis, the maximum of two is maximum; write maximum(x, 0), or max(x, axis=0)"


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("variables:\n  x 2\nnodes:\n  y: x * 2\n", "write it as x: 2"),
        ("variables: {x: 2}\nnodes:\n  y = x * 2\n", "write it as y: x * 2"),
        ("variable: {x: 2}\nnodes: {y: x * 2}\n", "did you mean 'variables'?"),
        (
            "variables: {x: 2, W: 1, b: 0}\nchain: [x, 'affine(x, W, b)']\n",
            "in a chain the value so far is its first input: affine(W, b)",
        ),
        ("variables: {x: 2}\nchain: [x, sigmoid: [x]]\n", "in a chain write sigmoid alone"),
        ("variables: {x: 2}\nnodes:\n  y: max(x, 0)\n", MAX_OF_TWO),
        ("variables: {x: 2}\nnodes:\n  y: sin x\n", "write sin(x)"),
        ("variables: {x: 2}\nnodes:\n  y: '|x - 3|'\n", "write abs(x - 3)"),
        ("variables: {x: 2}\nnodes:\n  y: if x > 0 then x\n", "a choice is written where(c, a, b)"),
        ("variables: {x: 2}\nnodes:\n  yy: x * yyy\n", "there is x"),  # not yy, which would read itself
        (
            "variables: {x: 2}\nnodes:\n  y: MyRelu(x)\n",
            "`bpcalc layers` lists what there is; one of your own is defined under layers:; classes of a Python file are taken by --layers FILE.py",
        ),
    ],
)
def test_the_way_out_of_a_common_slip(text: str, hint: str) -> None:
    (fault,) = faults(text)
    assert fault.hint == hint


def test_warnings_do_not_crowd_out_the_errors() -> None:
    text = "variables: {x: 1}\nnodes:\n" + "".join(f"  a{k}: x * {k} #x\n" for k in range(60)) + "  y: x * zz\n"
    assert "no variable or node is called 'zz'" in [fault.message for fault in faults(text)]


@pytest.mark.parametrize(
    "text",
    [
        "variables: {x: ?}\nnodes: {y: x * x}", "variables: {x: [1, _]}\nnodes: {y: x * x}", "variables: {x: '____'}\nnodes: {y: x * x}",
        "variables: {x: 1}\nnodes: {y: ？}", "variables: {x: 1}\nnodes: {y: {mul: [x, ?]}}", "variables: {x: 1}\nchain: [x, ?]",
        "variables: {x: 1}\nchain: [_, relu]", "variables: {x: 1}\nnodes: {y: x * x}\nupstream: ?", "variables: {x: 1}\nnodes: {y: x * x}\noutput: _",
        "variables: {x: {zeros: ?}}\nnodes: {y: x * x}", "variables: {x: 1}\nnodes: {y: f(x)}\nlayers: {f: {inputs: [x], forward: ?}}",
        "variables: {x: 1}\nnodes: {y: f(x)}\nlayers: {f: {inputs: [x], forward: x * x, backward: {x: _}}}",
    ],
)  # fmt: skip
def test_a_blank_elsewhere_is_refused(text: str) -> None:
    assert [fault.message for fault in faults(text)] == ["a blank stands only under expect:"]


def test_titles_may_ask() -> None:
    read = problem("title: ?\ndescription: |\n  why, ?\nvariables: {x: 1}\nnodes: {y: x * x}")
    assert (read.title, read.description) == ("?", "why, ?")


def test_a_problem_that_uses_none_of_the_layers_of_the_python_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="none of the layers"):
        problem_with(tmp_path, BOOK, "variables: {x: 1}\nnodes: {y: x + 1}")
