"""The numbers that students get: where they lie, what they depend on, which are thrown away."""

import re
from fractions import Fraction
from hashlib import sha256
from unicodedata import normalize

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backprop_cli.errors import LimitError, ShapeError
from backprop_cli.teach.draws import MOST_DRAWS, Draws, is_sigmoid, may_have_kink, position_drawn
from tests.problems import problem

APPLE = """
variables: {apple: 100, apple_num: 2, tax: 1.1%s}
nodes:
  apple_price: apple * apple_num
  price: apple_price * tax
quiz:
  numbers:
    apple: {from: 50, to: 200, step: 10}
    apple_num: {from: 2, to: 9}
    tax: {from: 1.05, to: 1.25, step: 0.05}
%s"""


def draws(text, name="p1", seed=2):
    return Draws(problem(text), name, seed)


def inputs(made, student):
    done = made.draw(student).done
    return {name: done.values[number] for name, number in done.graph.numbers.items() if not done.graph.is_node(number)}


def test_a_number_is_the_sha_256_of_what_it_depends_on():
    """Worked out by hand: the four, and the count of the draw, with zero bytes between them, as one whole number, modulo the size."""
    digest = sha256(b"2\x0020241000\x00p1\x00apple\x001").digest()
    expected = 50 + 10 * (int.from_bytes(digest, "big") % 16)
    assert inputs(draws(APPLE % ("", "")), "20241000")["apple"] == expected == 130
    korean = sha256("2\0홍길동\0p1\0apple\x001".encode()).digest()
    assert position_drawn(2, "홍길동", "p1", "apple", 1, 16) == int.from_bytes(korean, "big") % 16
    assert inputs(draws(APPLE % ("", "")), "홍길동") == inputs(draws(APPLE % ("", "")), "홍길동")


@settings(max_examples=200, deadline=None)
@given(
    first=st.integers(-1000, 1000),
    step=st.integers(1, 50),
    count=st.integers(0, 200),
    power=st.integers(-3, 3),
    seed=st.integers(0),
)
def test_every_number_lies_in_its_range_and_on_a_step(first, step, count, power, seed):
    """Held against fractions: the float nearest to from + k · step."""
    unit = Fraction(10) ** power
    low, high, by = first * unit, (first + count * step) * unit, step * unit
    text = "variables: {a: 1, w: [[1, 2], [3, 4]]}\nnodes: {y: sum(w) * a}\nquiz: {numbers: {a: {from: %s, to: %s, step: %s}, w: {from: %s, to: %s, step: %s}}}"
    found = inputs(draws(text % ((decimal(low), decimal(high), decimal(by)) * 2), seed=seed), "kim")
    possible = {float(low + k * by) for k in range(count + 1)}
    assert found["w"].shape == (2, 2)
    assert {found["a"], *found["w"].reshape(-1).tolist()} <= possible


def decimal(number):
    whole, rest = divmod(abs(number) * 1000, 1000)
    return f"{'-' if number < 0 else ''}{whole}.{int(rest):03}"


def test_all_numbers_of_a_range_are_drawn_its_ends_too():
    made = draws(APPLE % ("", ""))
    seen = [inputs(made, str(student)) for student in range(400)]
    assert {one["apple"] for one in seen} == set(range(50, 201, 10))
    assert {one["apple_num"] for one in seen} == set(range(2, 10))
    assert {one["tax"] for one in seen} == {1.05, 1.1, 1.15, 1.2, 1.25}


def test_entries_of_an_array_are_drawn_each_by_itself():
    made = draws("variables: {w: [[1, 2, 3], [4, 5, 6]]}\nnodes: {y: sum(w)}\nquiz: {numbers: {w: {from: 0, to: 999}}}")
    expected = [[position_drawn(2, "kim", "p1", f"w[{i},{j}]", 1, 1000) for j in range(3)] for i in range(2)]
    assert inputs(made, "kim")["w"].tolist() == expected
    assert len(set(np.ravel(expected))) > 3


STUDENTS = st.lists(st.text("abc12홍", min_size=1, max_size=5), min_size=2, max_size=6, unique=True)


@settings(max_examples=50, deadline=None)
@given(students=STUDENTS, seed=st.integers(0, 10**6))
def test_whoever_or_whatever_is_added_changes_no_other_number(students, seed):
    plain = draws(APPLE % ("", ""), seed=seed)
    more = draws(APPLE % (", kilos: 3", "    kilos: {from: 1, to: 50}\n"), seed=seed)
    alone = {student: inputs(draws(APPLE % ("", ""), seed=seed), student) for student in students[:1]}
    for student in reversed(students):
        have = inputs(plain, student)
        assert {name: value for name, value in inputs(more, student).items() if name != "kilos"} == have
        assert alone.get(student, have) == have


def test_seed_student_problem_and_name_each_make_a_difference():
    base = (2, "kim", "p1", "a")
    positions = {position_drawn(*base, 1, 10**9)}
    for at, other in enumerate((3, "lee", "p2", "b")):
        positions.add(position_drawn(*base[:at], other, *base[at + 1 :], 1, 10**9))
    assert len(positions) == 5
    assert position_drawn(*base, 2, 10**9) not in positions
    assert position_drawn(1, "1", "p", "a", 1, 10**9) != position_drawn(11, "", "p", "a", 1, 10**9)


def test_names_are_compared_by_their_composed_letters():
    apart = [normalize("NFD", name) for name in ("과제", "홍길동")]
    assert apart != ["과제", "홍길동"]
    assert inputs(draws(APPLE % ("", ""), apart[0]), apart[1]) == inputs(draws(APPLE % ("", ""), "과제"), "홍길동")


REJECTING = {
    "`price > 500`": (APPLE % ("", "  reject: price > 500\n"), lambda done: done.values[done.output] <= 500),
    "`apple_price < 300`": (
        APPLE % ("", "  reject: [price > 9999, apple_price < 300]\n"),
        lambda done: done.values[done.graph.numbers["apple_price"]] >= 300,
    ),
    "a kink or a tie": (
        "variables: {x: 1, b: 1}\nnodes: {y: relu(x - b)}\nquiz: {numbers: {x: {from: 0, to: 1}}}",
        lambda done: done.values[0] == 0,
    ),
    "a value that is not finite": (
        "variables: {x: 1}\nnodes: {y: log(x)}\nquiz: {numbers: {x: {from: -1, to: 1}}}",
        lambda done: done.values[0] == 1,
    ),
    "a value that is not finite ": (
        "variables: {x: 1}\nnodes: {y: sqrt(x)}\nquiz: {numbers: {x: {from: 0, to: 1}}}",
        lambda done: done.values[0] == 1,  # at 0 the value is finite, the slope is not
    ),
    "a sigmoid below 0.02 or above 0.98": (
        "variables: {x: 1}\nnodes: {y: sigmoid(x)}\nquiz: {numbers: {x: {from: -50, to: 50}}}",
        lambda done: -3.9 < done.values[0] < 3.9,
    ),
}


@pytest.mark.parametrize("reason", REJECTING)
def test_what_makes_no_exercise_is_drawn_again(reason):
    text, holds = REJECTING[reason]
    reason = reason.strip()
    made = draws(text)
    results = [made.draw(str(student)) for student in range(60)]
    assert all(holds(result.done) for result in results)
    thrown = [result.thrown for result in results]
    assert sum(one[reason] for one in thrown) > 5
    assert set().union(*thrown) == {reason}


@pytest.mark.parametrize(
    "text",
    [
        "variables: {x: [1, 2]}\nnodes: {y: max(x)}\nquiz: {numbers: {x: {from: 1, to: 2}}}",
        'variables: {x: [1, 2]}\nnodes: {y: "sum(maximum(x, 1.5))"}\nquiz: {numbers: {x: {from: 1, to: 2, step: 0.5}}}',
        "variables: {x: 1}\nlayers: {r: {inputs: [x], forward: relu(x)}}\nnodes: {y: r(x)}\nquiz: {numbers: {x: {from: -1, to: 1}}}",
    ],
)
def test_ties_and_kinks_inside_of_layers_are_found(text):
    made = draws(text)
    results = [made.draw(str(student)) for student in range(40)]
    assert sum(result.thrown["a kink or a tie"] for result in results) > 3
    for result in results:
        x = np.asarray(result.done.values[0])
        assert not np.any(x == {"max": -1, "sum": 1.5}.get(text.split("y: ")[1].strip('"')[:3], 0))
        assert "max(x)" not in text or x[0] != x[1]


def test_what_the_drawn_numbers_do_not_reach_is_not_judged():
    made = draws("variables: {x: 1, z: 0}\nnodes: {y: x * 2 + relu(z)}\nquiz: {numbers: {x: {from: 1, to: 9}}}")
    assert made.draw("kim").thrown.total() == 0


def test_groups_and_own_layers_of_the_sigmoid_s_form_are_sigmoids():
    text = "variables: {x: 0.5, v: [1, 2]}\nlayers:\n%s\nnodes: {y: f(x)}"
    for body, expected in {
        "  f: {inputs: [a], forward: 1 / (1 + exp(-a))}": True,
        "  f: {inputs: [a], let: {e: exp(-a)}, forward: 1 / (1 + e)}": True,
        "  f: {inputs: [a], forward: exp(a) / (1 + exp(a))}": True,
        "  f: {inputs: [a], forward: 1 / (1 + exp(-a)), backward: {a: dout * out * (1 - out)}}": True,
        "  f: {inputs: [a], forward: 1 / (1 + exp(-2 * a))}": False,
        "  f: {inputs: [a], forward: tanh(a)}": False,
    }.items():
        graph = problem(text % body).graph
        assert is_sigmoid(graph.layers[0]) is expected, body
        assert not may_have_kink(graph.layers[0])
    assert not is_sigmoid(problem("variables: {x: 1}\nnodes: {y: tanh(x)}").graph.layers[0])


def test_after_a_thousand_draws_the_reasons_are_counted():
    made = draws("variables: {x: 1}\nnodes: {y: log(x)}\nquiz:\n  numbers: {x: {from: -1, to: 1}}\n  reject: x > 0.5\n")
    with pytest.raises(LimitError) as found:
        made.draw("kim")
    message = found.value.message
    assert message.startswith("no numbers for kim after 1,000 draws, all of them thrown away: ")
    assert found.value.place.line == 4
    assert sum(map(int, re.findall(r"([0-9]+) for ", message))) == MOST_DRAWS
    assert "for `x > 0.5`" in message
    assert "for a value that is not finite" in message


def test_without_numbers_everybody_has_those_of_the_file():
    made = draws("variables: {x: 3}\nnodes: {y: x * 2}\nquiz: {ask: {forward: [y]}}")
    assert made.draw("kim").done is made.draw("lee").done
    assert made.own.values == [3.0, 2.0, 6.0]


LABELS = "variables: {x: [[1, 2, 3], [3, 1, 0]]}\nconstants: {t: [0, 2]}\nnodes: {y: 'softmax_with_loss(x, t)'}\nquiz: {numbers: {t: {from: 0, to: %s}}}"


def test_labels_are_drawn_and_looked_at_in_every_pass():
    made = draws(LABELS % 2)
    assert {tuple(inputs(made, str(student))["t"].tolist()) for student in range(80)} == {
        (a, b) for a in range(3) for b in range(3)
    }
    made = draws(LABELS % 900)
    with pytest.raises(ShapeError, match="label") as found:
        made.draw("kim")
    assert found.value.place.line == 3


def test_constants_are_drawn_and_the_problem_keeps_its_own_numbers():
    made = draws("variables: {x: 3}\nconstants: {c: 5}\nnodes: {y: x * c}\nquiz: {numbers: {c: {from: 10, to: 19}}}")
    assert 10 <= inputs(made, "kim")["c"] <= 19
    assert made.problem.graph.values == [3.0, 5.0]
    done = made.draw("kim").done
    assert done.gradients[0] == done.values[1]
