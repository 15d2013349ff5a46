"""`bpcalc forward`, from the words to the answer."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import PROBLEMS, bpcalc

APPLE = str(PROBLEMS / "apple.yaml")


def forward(*words: str, **more: Any) -> Any:
    ran = bpcalc("forward", *words, "--json", **more)
    assert ran.code == 0, ran.err
    return json.loads(ran.out)


def values(answer: Any) -> dict[str, Any]:
    return {node["name"]: node["value"] for node in answer["nodes"]}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_apples() -> None:
    answer = forward(APPLE)
    assert values(answer) == {"apple_price": 200.0, "price": 220.00000000000003}
    assert (answer["problem"], answer["output"], answer["value"]) == (APPLE, "price", 220.00000000000003)


def test_options_stand_before_or_after_the_file() -> None:
    assert bpcalc("forward", "-f", "value", APPLE).out == bpcalc("forward", APPLE, "-f", "value").out == "220.00000000000003\n"
    assert bpcalc("forward", "-qfvalue", APPLE).out == "220.00000000000003\n"


def test_a_node_that_is_asked_for() -> None:
    assert bpcalc("forward", APPLE, "-f", "value", "--node", "apple_price").out == "200.0\n"
    asked = bpcalc("forward", APPLE, "-f", "value", "--node", "price", "--node", "apple_price", "--node", "price")
    assert asked.out == "220.00000000000003\n200.0\n"


@pytest.mark.parametrize(
    ("name", "message"),
    [("tax", "'tax' is a variable, not a node"), ("prize", "no variable or node is called 'prize'")],
)
def test_what_is_no_node_is_refused(name: str, message: str) -> None:
    ran = bpcalc("forward", APPLE, "--node", name)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"error: {message}\n")


def test_a_problem_from_standard_input() -> None:
    assert values(forward("-", stdin=Path(APPLE).read_bytes()))["price"] == 220.00000000000003
    assert forward("-", stdin=Path(APPLE).read_bytes())["problem"] == "<stdin>"


def test_standard_input_is_never_read_unasked(here: Path) -> None:
    ran = bpcalc("forward", stdin=Path(APPLE).read_bytes())
    assert (ran.code, ran.out) == (2, "")
    assert "no problem is named" in ran.err


def test_a_closed_standard_input_is_said() -> None:
    ran = bpcalc("forward", "-")
    assert (ran.code, ran.out, ran.err) == (2, "", "error: cannot read the problem: standard input is closed\n")


def test_faults_on_standard_input_are_placed_there() -> None:
    ran = bpcalc("forward", "-", stdin=b"variables: {x: 1}\nnodes:\n  y: z + x\n")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("<stdin>:3:6: error: ")
    assert ran.err.splitlines()[1:] == ["    3 |   y: z + x", ran.err.splitlines()[2]]
    assert ran.err.splitlines()[2].startswith("      |      ^")


def test_the_problem_of_the_folder_or_of_the_environment(here: Path) -> None:
    (here / "problem.yaml").write_text("variables: {x: 3}\nnodes: {y: x * x}\n")
    (here / "other.yaml").write_text("variables: {x: 4}\nnodes: {y: x * x}\n")
    ran = bpcalc("forward", "-f", "value")
    assert (ran.code, ran.out) == (0, "9.0\n")
    assert ran.err.startswith("note: ")
    assert "problem.yaml" in ran.err
    assert bpcalc("forward", "-f", "value", "-q") == (0, "9.0\n", "", b"9.0\n")
    assert bpcalc("forward", "-f", "value", env={"BPCALC_PROBLEM": "other.yaml"}).out == "16.0\n"
    assert bpcalc("forward", "problem.yaml", "-f", "value", env={"BPCALC_PROBLEM": "other.yaml"}).out == "9.0\n"


def test_a_problem_that_comes_with_the_tool(here: Path) -> None:
    ran = bpcalc("forward", "apple", "-f", "value")
    assert (ran.code, ran.out) == (0, "220.00000000000003\n")
    assert ran.err.startswith("note: ")
    (here / "apple").write_text("variables: {x: 3}\nnodes: {y: x + 1}\n")
    assert bpcalc("forward", "apple", "-f", "value") == (0, "4.0\n", "", b"4.0\n")


def test_without_any_problem_the_files_here_are_named(here: Path) -> None:
    (here / "homework.yaml").write_text("variables: {x: 3}\nnodes: {y: x + 1}\n")
    ran = bpcalc("forward")
    assert (ran.code, ran.out) == (2, "")
    assert "homework.yaml" in ran.err
    assert "apple" in ran.err


def test_values_are_replaced() -> None:
    assert values(forward(APPLE, "--set", "tax=2", "--set", "apple = 50"))["price"] == 200.0
    problem = b"variables: {x: [1, 2]}\nconstants: {c: 3}\nnodes: {y: c * sum(x)}\n"
    assert values(forward("-", "--set", "x=[1, 2, 3]", "--set", "c=-2", stdin=problem)) == {"y.1": 6.0, "y": -12.0}
    assert values(forward("-", "--set", "x={ones: [2, 5]}", stdin=problem))["y"] == 30.0


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("tax=1,5", "--set tax:1:1: error: "),
        ("tax", "error: --set takes NAME=VALUE, not 'tax'"),
        ("=1", "error: --set takes NAME=VALUE, not '=1'"),
        ("price=1", "error: 'price' is a node"),
        ("tex=1", "error: no variable or node is called 'tex'"),
        ("tax=[1, [2]]", "--set tax:1:"),
        ("tax=", "--set tax:1:1: error: "),
    ],
)
def test_what_cannot_replace_a_value_is_placed_in_the_option(text: str, first: str) -> None:
    ran = bpcalc("forward", APPLE, "--set", text)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(first)


def test_a_name_may_be_composed_in_any_way() -> None:
    import unicodedata

    korean = str(PROBLEMS / "apple_ko.yaml")
    decomposed = unicodedata.normalize("NFD", "지불금액")
    assert bpcalc("forward", korean, "-f", "value", "--node", decomposed).out == "220.00000000000003\n"


def test_every_format_writes_an_answer() -> None:
    from backprop_cli.render import FORMS

    for form in FORMS:
        ran = bpcalc("forward", APPLE, "-f", form)
        assert (ran.code, ran.err) == (0, "")
        assert "220" in ran.out
        assert ran.out == bpcalc("forward", APPLE, env={"BPCALC_FORMAT": form}).out


def test_a_graph_with_several_ends_is_answered() -> None:
    ran = bpcalc("forward", "-", "--json", stdin=b"variables: {x: 2}\nnodes: {a: x + 1, b: x * 3}\n")
    answer = json.loads(ran.out)
    assert (ran.code, answer["output"], values(answer)) == (0, None, {"a": 3.0, "b": 6.0})


def test_a_value_that_is_not_finite_is_an_answer_with_a_warning() -> None:
    problem = b"variables: {x: -1000}\nnodes:\n  y: 1 / (1 + exp(-x))\n"
    ran = bpcalc("forward", "-", "--json", stdin=problem)
    assert ran.code == 0
    assert values(json.loads(ran.out))["y"] == 0.0
    assert values(json.loads(ran.out))["y.2"] == "inf"
    assert ran.err.startswith("<stdin>:3:6: warning: the first value that is not finite is 'y.2'")
    assert "sigmoid(x)" in ran.err
    assert bpcalc("forward", "-", "-q", stdin=problem).err == ran.err
    strict = bpcalc("forward", "-", "--json", "--strict", stdin=problem)
    assert strict == ran._replace(code=1)
    assert bpcalc("forward", APPLE, "--strict").code == 0


def test_warnings_of_the_reader_are_said_and_stay_when_quiet() -> None:
    ran = bpcalc("forward", "-", "-f", "value", "-q", stdin=b"title: Problem #2\nvariables: {x: 1}\nnodes: {y: x + 1}\n")
    assert ran.code == 0
    assert ": warning: " in ran.err
    assert "error:" not in ran.err


def test_limits() -> None:
    ran = bpcalc("forward", APPLE, "--max-size", "10")
    assert (ran.code, ran.out) == (2, "")
    assert "error: " in ran.err
    problem = b"variables:\n  x: {zeros: [1000, 1000]}\nnodes:\n  y: sum(x)\n"
    assert bpcalc("forward", "-", "-f", "value", "--max-memory", "10MB", stdin=problem).out == "0.0\n"
    ran = bpcalc("forward", "-", "--max-memory", "1MB", stdin=problem)
    assert (ran.code, ran.out) == (2, "")
    assert "error: " in ran.err


def test_a_value_of_a_json_problem_that_is_not_finite_is_shown_where_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "p.json"
    path.write_text('{"variables": {"x": 0},\n "nodes": {\n  "u": "x + 1", "y": "log(x)"}}')
    ran = bpcalc("forward", str(path))
    assert ran.code == 0
    assert ran.err.startswith(f"{path}:3:22: warning: the first value that is not finite is 'y'")
