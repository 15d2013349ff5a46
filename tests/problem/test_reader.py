"""The keys of a problem: what each means, what is refused, and that every fault is found in one run."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backprop_cli.errors import Faults, NameFault, UsageError
from backprop_cli.problem.problem import Settings
from tests.problems import faults, gradients, nodes, problem, values
from tests.python_layers.book import BOOK, problem_with

APPLE = "variables: {apple: 100, apple_num: 2, tax: 1.1}\nnodes:\n  apple_price: apple * apple_num\n  price: apple_price * tax\n"


def test_the_apple_problem() -> None:
    assert values(APPLE)["price"] == 220.00000000000003
    found = gradients(APPLE)
    assert (found["apple"], found["apple_num"], found["tax"]) == (2.2, 110.00000000000001, 200.0)


def test_nodes_in_any_order_give_the_same_answers_and_run_in_order() -> None:
    text = "variables: {a: 2}\nnodes:\n  d: c * b\n  b: a + 1\n  c: b * a\n  e: a * a\n  f: d + e\n"
    assert [name for name, _, _ in nodes(text)] == ["b", "c", "d", "e", "f"]
    assert values(text)["f"] == 22.0
    assert gradients(text)["a"] == 3 * 2 + 3 * 2 + 3 * 3 + 2 * 2  # (a+1)²a + a²: 3a² + 4a + 1 + 2a


@given(
    st.permutations(
        ["a: x * y", "b: a + x", "c: b * a - y", "d: exp(c / 100)", "e: where(a > b, c, d * d)", "f: (a + b) * (c + e)"]
    )
)
@settings(deadline=None)
def test_the_order_of_the_file_does_not_matter(lines: list[str]) -> None:
    head = "variables: {x: 2, y: 3}\nnodes:\n"
    first = gradients(
        head
        + "  a: x * y\n  b: a + x\n  c: b * a - y\n  d: exp(c / 100)\n  e: where(a > b, c, d * d)\n  f: (a + b) * (c + e)\noutput: f\n"
    )
    shuffled = gradients(head + "".join(f"  {line}\n" for line in lines) + "output: f\n")
    for name in ("x", "y", "a", "b", "c", "d", "e"):
        assert shuffled[name] == pytest.approx(first[name], rel=1e-14)


def test_of_the_nodes_that_are_ready_the_first_in_the_file_runs_first() -> None:
    text = "variables: {x: 1}\nnodes:\n  late: mid * x\n  one: x + 1\n  two: x + 2\n  mid: one * two\n"
    assert [name for name, _, _ in nodes(text)] == ["one", "two", "mid", "late"]


def test_layer_calls_take_expressions_and_options() -> None:
    text = "variables: {A: [[1, 2], [3, 4]], x: 2}\nnodes:\n  s: {sum: [A * x], axis: 0}\n  t: {exp: x - 2}\n  m: {MulLayer: [x, 3]}\noutput: s\n"
    assert nodes(text) == [
        ("s.1", "mul", "A * x"),
        ("s", "sum", "sum(A * x, axis=0)"),
        ("t.1", "sub", "x - 2"),
        ("t", "exp", "exp(x - 2)"),
        ("m", "mul", "MulLayer(x, 3)"),
    ]
    assert values(text)["s"].tolist() == [8.0, 12.0]
    assert values(text)["t"] == 1.0


@pytest.mark.parametrize("option", ["axis: [0, 1]", "axis: (0, 1)", "axis: null", "axis: ~", "axis: None"])
def test_options_beside_a_call(option: str) -> None:
    assert values(f"variables: {{A: [[1, 2], [3, 4]]}}\nnodes:\n  s: {{sum: A, '{option.split(':')[0]}': {option.split(': ')[1]}}}\n" if "(" not in option
                  else "variables: {A: [[1, 2], [3, 4]]}\nnodes:\n  s:\n    sum: A\n    axis: (0, 1)\n")["s"] == 10.0  # fmt: skip


def test_several_outputs_are_an_error_that_names_them_only_when_one_is_needed() -> None:
    read = problem("variables: {x: 2}\nnodes: {a: x * 2, b: x * 3}\n")
    with pytest.raises(NameFault, match="2 nodes are read by no other: a, b"):
        read.output()
    assert read.output("a") == read.find("a")


def test_output_and_upstream() -> None:
    text = "variables: {x: 2}\nnodes: {a: x * 2, b: a * 3}\noutput: a\nupstream: 1.3\n"
    assert gradients(text)["x"] == 2.6
    assert gradients(text)["b"] == 0.0  # does not reach the output
    array = "variables: {x: [1, 2]}\nnodes: {y: x * x}\n"
    assert gradients(array + "upstream: [1, 10]\n")["x"].tolist() == [2.0, 40.0]
    assert gradients(array + "upstream: 3\n")["x"].tolist() == [6.0, 12.0]
    assert gradients(array)["x"].tolist() == [2.0, 4.0]


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


def test_labels_stay_whole_numbers_and_are_known() -> None:
    read = problem(
        "variables: {x: [[1, 2], [3, 4]]}\nconstants: {t: [0, 1], m: [1, 2]}\nnodes: {s: x * m, loss: 'softmax_with_loss(s, t)'}\n"
    )
    assert [read.graph.names[number] for number in read.graph.labels] == ["t"]


def test_sets_replace_variables_and_constants_whatever_their_shape() -> None:
    text = "variables: {x: 2}\nconstants: {c: 3}\nnodes: {y: x * c}\n"
    assert values(text, sets=("x=4",))["y"] == 12.0
    assert values(text, sets=("c=[1, 2]", "x=5"))["y"].tolist() == [5.0, 10.0]
    assert values(text, sets=("x={ones: [2]}",))["y"].tolist() == [3.0, 3.0]


def test_a_set_may_change_the_shape_that_upstream_and_expect_were_written_for() -> None:
    text = "variables: {x: [1, 2]}\nnodes: {y: x * x}\nupstream: [1, 2]\nexpect: {forward: {y: [1, 4]}}\n"
    assert values(text, sets=("x=[1, 2, 3]",))["y"].tolist() == [1.0, 4.0, 9.0]


@pytest.mark.parametrize(
    ("argument", "message", "place"),
    [
        ("tax=1,5", "'1,5' is not a number", "--set tax:1:1"),
        ("tax=[1, 1_0]", "'1_0' is not a number", "--set tax:1:5"),
        ("price=3", "'price' is a node", None),
        ("tex=3", "no variable or node is called 'tex'", None),
        ("tax", "--set takes NAME=VALUE", None),
    ],
)
def test_a_wrong_set(argument: str, message: str, place: str | None) -> None:
    (fault,) = faults(APPLE, sets=(argument,))
    assert fault.message.startswith(message)
    assert place is None or repr(fault.place) == place


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


def test_arrays_beyond_the_limit_are_refused_before_they_are_made() -> None:
    text = "variables: {a: {ones: [1000, 1]}, b: {ones: [1, 1000]}}\nnodes: {c: a * b}\n"
    assert not faults(text)
    (fault,) = faults(text, max_memory=1_000_000)
    assert fault.code == "limit"
    (fault,) = faults("variables: {a: {zeros: [1000000, 1000000]}}\nnodes: {c: a * 2}\n")
    assert fault.code == "limit"


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


def test_settings_have_the_limits_of_the_contract() -> None:
    assert Settings().max_memory == 2 * 1024**3
    assert Settings().max_size == 64 * 1024**2


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


@pytest.mark.parametrize("entry", ["[x, x]", "{}", "{add: [x, [x]]}"])
def test_of_what_is_no_node_its_first_character_is_underlined(entry: str) -> None:
    (fault,) = faults(f"variables: {{x: 1}}\nnodes: {{y: {entry}}}\n")
    assert fault.place is not None
    assert fault.place.length == 1
    assert fault.place.excerpt[fault.place.column - 1] in "[{"


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


def test_a_blank_tolerance_is_refused() -> None:
    text = "variables: {x: 1}\nnodes: {y: x * x}\nexpect: {tolerance: ?}"
    assert [fault.message for fault in faults(text)] == ["tolerance: is no answer, and cannot be blank"]


def test_titles_may_ask() -> None:
    read = problem("title: ?\ndescription: |\n  why, ?\nvariables: {x: 1}\nnodes: {y: x * x}")
    assert (read.title, read.description) == ("?", "why, ?")


def test_a_problem_that_uses_none_of_the_layers_of_the_python_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="none of the layers"):
        problem_with(tmp_path, BOOK, "variables: {x: 1}\nnodes: {y: x + 1}")
