"""`bpcalc explain`."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from backprop_cli import phrases
from backprop_cli.problem.library import shipped
from backprop_cli.render import EXPLANATIONS
from tests.cli.running import bpcalc
from tests.problems import problem_of_file
from tests.render.picture.readback import text_width

TEXTS = Path(__file__).parent / "explanations"
DOUBLING = "variables: {x0: 1}\nnodes:\n" + "".join(f"  x{n + 1}: x{n} + x{n}\n" for n in range(60))


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    phrases.use("en")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def written(desk: Path, text: str) -> str:
    (desk / "p.yaml").write_text(text, encoding="utf-8")
    return "p.yaml"


@pytest.mark.parametrize(
    ("name", "wrt", "text"),
    [
        ("apple", "tax", "apple_tax"),
        ("apple_orange", "apple", "apple_orange_apple"),
        ("fan_out", "x", "fan_out_x"),
        ("sigmoid_gates", "x", "sigmoid_gates_x"),
        ("affine_batch", "W[0,1]", "affine_batch_W_0_1"),
        ("two_layer_net", "W1[0,0]", "two_layer_net_W1_0_0"),
        ("two_layer_net", "score[0,1]", "two_layer_net_score_0_1"),
    ],
)
def test_explanations_of_shipped_problems(name: str, wrt: str, text: str) -> None:
    ran = bpcalc("explain", name, "--wrt", wrt, "-q")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.split("\n\n", 1)[1] == (TEXTS / f"{text}.txt").read_text(encoding="utf-8")


def test_more_ways_than_can_be_listed(desk: Path) -> None:
    ran = bpcalc("explain", written(desk, DOUBLING), "--wrt", "x0")
    assert ran.out == (TEXTS / "doubling_x0.txt").read_text(encoding="utf-8")
    assert len(bpcalc("explain", "p.yaml", "--wrt", "x0", "--full").out.splitlines()) == 3 + 1 + 61 + 4


def test_ways_beyond_counting_are_told_by_their_power_of_ten(desk: Path) -> None:
    text = "variables: {x0: 0}\nnodes:\n" + "".join(f"  x{n + 1}: x{n} + x{n}\n" for n in range(10_000))
    ran = bpcalc("explain", written(desk, text), "--wrt", "x0")
    assert ran.out.startswith("x0 reaches x10000 in about 10^3010 ways: too many to list.")
    (line,) = bpcalc("explain", "p.yaml", "--wrt", "x0", "-f", "jsonl").out.splitlines()
    assert json.loads(line)["ways"] == "about 10^3010"


@pytest.mark.parametrize(("doublings", "ways"), [(53, 2**53), (54, str(2**54))])
def test_a_count_that_json_readers_would_round_is_a_text(desk: Path, doublings: int, ways: int | str) -> None:
    text = "variables: {x0: 0}\nnodes:\n" + "".join(f"  x{n + 1}: x{n} + x{n}\n" for n in range(doublings))
    (line,) = bpcalc("explain", written(desk, text), "-f", "jsonl").out.splitlines()
    assert json.loads(line)["ways"] == ways


def test_without_wrt_every_variable_in_file_order() -> None:
    out = bpcalc("explain", "apple", "-q").out
    places = [out.index(f"{name} reaches price in one way") for name in ("apple", "apple_num", "tax")]
    assert places == sorted(places)


@pytest.mark.parametrize(("count", "code"), [(10, 0), (11, 2)])
def test_ten_variables_are_the_most(desk: Path, count: int, code: int) -> None:
    names = [f"x{n}" for n in range(count)]
    text = f"variables: {{{', '.join(f'{name}: 1' for name in names)}}}\nnodes: {{y: {' + '.join(names)}}}\n"
    ran = bpcalc("explain", written(desk, text))
    assert ran.code == code
    if code:
        assert "11 names are too many to explain at once" in ran.err
        assert "--wrt x0" in ran.err
    assert bpcalc("explain", "p.yaml", "--wrt", "x3").code == 0


def test_an_upstream_that_is_not_1_is_the_first_factor() -> None:
    out = bpcalc("explain", "apple", "--wrt", "tax", "--upstream", "1.3", "-q").out
    assert "given upstream             ∂L/∂price   = 1.3\n" in out
    assert "∂L/∂tax = ∂L/∂price × ∂price/∂tax\n        = 1.3 × apple_price\n        = 1.3 × 200\n        = 260\n" in out
    assert "L (1.3 · price) rises by about 2.6 (260 × 0.01); worked out again, it goes from 286 to 288.6." in out
    out = bpcalc("explain", "apple", "--wrt", "tax", "--upstream", "-2", "-q").out
    assert "        = (-2) × 200\n" in out
    assert "L (-2 · price) falls by about 4 (-400 × 0.01)" in out


def test_options_that_run_a_problem(desk: Path) -> None:
    assert "∂price/∂tax = apple_price = 100" in bpcalc("explain", "apple", "--wrt", "tax", "--set", "apple=50").out
    assert "apple reaches apple_price in one way" in bpcalc("explain", "apple", "--wrt", "apple", "--output", "apple_price").out
    assert "0.2 × 0.01" in bpcalc("explain", "sigmoid_gates", "--wrt", "x", "--digits", "2").out.replace("0.20", "0.2")
    plain = bpcalc("explain", "fan_out", "--wrt", "x", "--ascii", "-q").out.split("\n\n", 1)[1]
    assert plain.isascii()
    assert "x -> square (first input) -> y   1 * x = 1 * 4 = 4" in plain
    assert bpcalc("explain", "apple", "--wrt", "tax", "-o", str(desk / "a.md")).code == 0
    assert (desk / "a.md").read_text(encoding="utf-8").endswith("from 220 to 222.\n")


GROUP = """\
layers:
  g: {inputs: [x], forward: tanh(x) * x}
variables: {x: 0.5}
nodes: {a: g(x), y: a * 2}
"""


def test_a_group_is_a_number_until_it_is_opened(desk: Path) -> None:
    closed = bpcalc("explain", written(desk, GROUP)).out
    assert "a = g(x)   ∂a/∂x = 0.855341  (g: --expand opens it)\n" in closed
    opened = bpcalc("explain", "p.yaml", "--expand").out
    assert opened.startswith("x reaches y in 2 ways")
    assert "--expand" not in opened


PYTHON = "class Double:\n    def forward(self, x):\n        return 2 * x\n    def backward(self, dout):\n        return 2 * dout\n"


def test_a_python_layer_has_its_number_alone(desk: Path) -> None:
    (desk / "mine.py").write_text(PYTHON, encoding="utf-8")
    written(desk, "variables: {x: 3, v: [1, 2]}\nnodes: {a: Double(x), y: a * 5, b: Double(v), z: sum(b)}\noutput: y\n")
    ran = bpcalc("explain", "p.yaml", "--layers", "mine.py", "--wrt", "x")
    assert "x reaches y in one way: x → a → y. Right to left, what comes back to each node:" in ran.out
    assert ["x", "a:", "10", "10"] in [line.split() for line in ran.out.splitlines()]
    entry = bpcalc("explain", "p.yaml", "--layers", "mine.py", "--wrt", "v[1]", "--output", "z").out
    assert "∂z/∂v[1] = 2      no rule is known\n" in entry
    whole = bpcalc("explain", "p.yaml", "--layers", "mine.py", "--wrt", "v", "--output", "z").out
    assert "b = Double(v)  ∂z/∂v = [2 2]            (2)\n" in whole
    assert "One entry" not in whole


def test_no_way_and_no_gradient(desk: Path) -> None:
    written(desk, "variables: {x: 1, w: 2, c: 3}\nnodes: {z: w * 2, y: 'where(c > 2, x, 0)'}\noutput: y\n")
    ran = bpcalc("explain", "p.yaml")
    assert "\nw: no way leads to y, so the gradient is 0\n" in ran.out
    assert "\nc: no gradient, for only comparisons, conditions or labels lead to y\n" in ran.out
    assert "'c' has no gradient" in ran.err


def test_the_output_itself() -> None:
    assert "\n∂y/∂y = 1, where the backward pass begins\n" in bpcalc("explain", "fan_out", "--wrt", "y").out
    assert "\n∂L/∂Y[0,1] = 2, where the backward pass begins\n" in bpcalc("explain", "affine_batch", "--wrt", "Y[0,1]").out


def test_a_gradient_lost_to_rounding_says_so(desk: Path) -> None:
    ran = bpcalc("explain", written(desk, "variables: {x: 1.0e-9}\nnodes: {a: 1 + x, y: log(a) / x}\n"))
    assert "This gradient has lost its digits to rounding, at a: do not trust the number." in ran.out
    assert "worked out again" not in ran.out
    assert "log1p" in ran.err


def test_what_is_not_finite_says_so(desk: Path) -> None:
    ran = bpcalc("explain", written(desk, "variables: {x: 0}\nnodes: {y: sqrt(x)}\n"))
    assert ran.out.endswith("This gradient is not finite: there is no step to work out again.\n")
    assert "warning" in ran.err
    assert bpcalc("explain", "p.yaml", "--strict").code == 1


def test_a_change_that_may_be_rounding_is_not_spoken_of() -> None:
    out = bpcalc("explain", "vanishing_gradient", "--wrt", "x", "-q").out
    assert "rises" not in out
    assert "worked out" not in out


def test_several_readers_of_an_entry_are_added(desk: Path) -> None:
    written(desk, "variables: {h: [1, 2], a: [[1, 2], [3, 4]]}\nnodes: {u: h * 3, v: a @ h, y: sum(u) + sum(v)}\n")
    out = bpcalc("explain", "p.yaml", "--wrt", "h[1]").out
    assert "from u = dout[1]·3      dout = ∂y/∂u\n       = 1·3\n       = 3\n" in out
    assert "from v = a[0,1]·dout[0] + a[1,1]·dout[1]      dout = ∂y/∂v\n       = 2·1 + 4·1\n       = 6\n" in out
    assert "\n∂y/∂h[1] = 3 + 6 = 9\n" in out
    assert "\nWhere dout[1] comes from: bpcalc explain p.yaml --wrt 'u[1]'\n" in out


def test_the_next_question_keeps_what_was_asked(desk: Path) -> None:
    words = ("--output", "score", "--set", "b2=[0.5, 0]")
    out = bpcalc("explain", "two_layer_net", "--wrt", "W1[0,0]", *words).out
    assert "bpcalc explain two_layer_net --output score --set 'b2=[0.5, 0]' --wrt 'affine1[0,0]'" in out
    asked = bpcalc("explain", "two_layer_net", *words, "--wrt", "affine1[0,0]")
    assert asked.code == 0


def test_a_long_sum_shows_its_ends(desk: Path) -> None:
    rows = ", ".join(f"[{n}]" for n in range(1, 101))
    written(desk, f"variables: {{X: [{rows}], w: [2]}}\nnodes: {{y: sum(X @ w)}}\n")
    out = bpcalc("explain", "p.yaml", "--wrt", "w[0]").out
    assert "= X[0,0]·dout[0] + X[1,0]·dout[1] + X[2,0]·dout[2] + … 96 more … + X[99,0]·dout[99]" in out
    assert "= 1·1 + 2·1 + 3·1 + … 96 more … + 100·1\n" in out
    assert bpcalc("explain", "p.yaml", "--wrt", "w[0]", "--full").out.count("·dout[") == 100


def test_a_pass_that_is_long_shows_its_ends(desk: Path) -> None:
    text = "variables: {x0: 1}\nnodes:\n" + "".join(f"  x{n + 1}: x{n} * 2\n" for n in range(40))
    out = bpcalc("explain", written(desk, text)).out
    assert out.startswith("x0 reaches x40 in one way: x0 → x1 → x2 → … → x39 → x40\n")
    assert "…              35 more lines (--full)\n" in out
    assert "= 2 × 2 × 2 × … × 2 × 2\n" in out
    assert bpcalc("explain", "p.yaml", "--full").out.count("∂x40/∂x39") == 2


def test_the_lines_of_a_table_that_are_left_out_are_no_nodes(desk: Path) -> None:
    names = [f"a{n}" for n in range(9)]
    nodes = "".join(f"  {name}: x * x\n" for name in names)
    out = bpcalc("explain", written(desk, f"variables: {{x: 2}}\nnodes:\n{nodes}  y: {' + '.join(names)}\n")).out
    left_out = 8 * 2 + 9 * 2 - 5  # eight additions and nine products, with two inputs each; five lines are shown
    assert f"{left_out} more lines (--full)" in out
    assert len(bpcalc("explain", "p.yaml", "--full").out.split("\n\n")[1].splitlines()) == 2 + left_out + 5


def test_a_way_of_one_factor_has_no_parentheses(desk: Path) -> None:
    out = bpcalc("explain", written(desk, "variables: {q: -2, p: -3}\nnodes: {r: q * p, y: r - q, z: q * y}\n"), "--wrt", "q").out
    rows = [" ".join(line.split()) for line in out.splitlines() if line.startswith("q →")]
    assert rows == ["q → z y = 8", "q → r → y → z q × 1 × p = (-2) × 1 × (-3) = 6", "q → y → z q × (-1) = (-2) × (-1) = 2"]
    minus = bpcalc("explain", "p.yaml", "--wrt", "q", "--output", "y").out
    assert "q → y      -1\n" in minus


LET = """\
layers:
  sg: {inputs: [x], let: {e: exp(-x)}, forward: 1 / (1 + e), backward: {x: dout * out * (1 - out)}}
variables: {x: 0.3, w: 2}
nodes: {a: sg(x), y: a * w}
"""


def test_the_steps_of_a_layer_stand_apart_from_what_follows(desk: Path) -> None:
    out = bpcalc("explain", written(desk, LET), "--wrt", "x").out
    assert "\n\nin sg(x):\n  e = exp(-x)\n\nIf x rises by 0.001, y rises by about" in out


WIDE = "variables: {사과가격: 100, 개수: 2, 소비세율: 1.1}\nnodes: {금액: 사과가격 * 개수, 합계: 금액 * 소비세율 + 금액}\n"


@pytest.mark.parametrize("language", phrases.LANGUAGES)
@pytest.mark.parametrize("columns", [40, 60, 80, 100])
@pytest.mark.parametrize("name", ["apple_orange", "two_layer_net", "sigmoid_gates", "affine_batch", "p.yaml"])
def test_no_line_is_wider_than_the_terminal(desk: Path, name: str, columns: int, language: str) -> None:
    written(desk, WIDE)
    phrases.use(language)
    for wrt in ([], ["--wrt", "W1[0,0]"], ["--wrt", "W[0,1]"]):
        ran = bpcalc(
            "explain", name, *wrt, "-q", terminal=True, env={"COLUMNS": str(columns), "NO_COLOR": "1", "BPCALC_LANG": language}
        )
        lines = [line for line in ran.out.splitlines() if len(line.split()) > 1]
        assert [line for line in lines if text_width(line) > columns] == []


def test_wide_names_stand_below_each_other(desk: Path) -> None:
    out = bpcalc("explain", written(desk, WIDE), "--wrt", "사과가격").out
    assert "합계.1 = 금액 * 소비세율" in out
    signs = [line[: line.index("∂")] for line in out.splitlines() if line.startswith(("합계 =", "합계.1 =", "금액 ="))]
    assert len({text_width(start) for start in signs}) == 1


@pytest.mark.parametrize("form", EXPLANATIONS)
@pytest.mark.parametrize("name", shipped())
def test_every_name_of_every_shipped_problem_is_explained(name: str, form: str) -> None:
    graph = problem_of_file(Path(shipped()[name])).graph
    entry = [f"{graph.names[number]}[{','.join('0' * len(shape))}]" for number in graph.variables if (shape := graph.shape(number))]
    asked = [*(graph.names[number] for number in (*graph.variables, *graph.nodes)), *entry]
    for some in (asked[start : start + 10] for start in range(0, len(asked), 10)):
        ran = bpcalc("explain", name, "-q", "-f", form, *(word for one in some for word in ("--wrt", one)))
        assert ran.code == 0
        assert ran.out.count("\n") >= len(some) - (form == "csv")
