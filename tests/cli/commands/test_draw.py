"""`bpcalc draw`."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.running import bpcalc

PICTURES = Path(__file__).parents[2] / "render" / "picture" / "pictures"


def picture(name: str) -> str:
    return (PICTURES / f"{name}.txt").read_text(encoding="utf-8")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "p.yaml").write_text(
        "variables: {x: 3, k: 2}\nnodes: {t: k * x, y: t + x, z: 2 * k}\noutput: y\n", encoding="utf-8"
    )
    return tmp_path


def test_a_picture_below_the_title() -> None:
    ran = bpcalc("draw", "apple", "-q")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.endswith("\n\n" + picture("apple"))
    assert ran.out.startswith("Problem 1")


def test_what_the_output_does_not_depend_on_is_named(desk: Path) -> None:
    ran = bpcalc("draw", "p.yaml")
    assert ran.err == "note: not drawn, as y does not depend on it: z\n"
    assert bpcalc("draw", "p.yaml", "-q").err == ""
    assert "▶ z" in bpcalc("draw", "p.yaml", "--output", "z").out


def test_a_picture_too_wide_is_a_tree_and_a_note_says_so() -> None:
    ran = bpcalc("draw", "two_layer_net", terminal=True, env={"COLUMNS": "90", "NO_COLOR": "1"})
    assert ran.out.endswith(picture("two_layer_net_tree"))
    assert "note: shown as a tree: the picture is 115 columns wide, the terminal has 90; -f svg draws it\n" in ran.err


def test_a_graph_too_large_is_a_tree_and_the_note_names_the_ways_out() -> None:
    ran = bpcalc("draw", "-", stdin=b"variables: {x: 1}\nchain:\n  - x\n  - {repeat: 200, steps: [tanh]}\n")
    assert ran.out.startswith("\u25cf tanh200")
    assert "--around NODE --hops N" in ran.err
    part = bpcalc(
        "draw",
        "-",
        "--around",
        "tanh100",
        "--hops",
        "1",
        stdin=b"variables: {x: 1}\nchain:\n  - x\n  - {repeat: 200, steps: [tanh]}\n",
    )
    assert part.out.count("(tanh)") == 3
    assert "▶ …" in part.out


@pytest.mark.parametrize(
    ("encoding", "ascii"), [("utf-8", False), ("cp949", True), ("cp932", True), ("cp936", True), ("ascii", True)]
)
def test_ascii_is_chosen_where_the_encoding_lacks_a_sign(encoding: str, ascii: bool) -> None:
    assert ("(*)" in bpcalc("draw", "apple", encoding=encoding).out) == ascii
    assert "(*)" in bpcalc("draw", "apple", "--ascii").out


def test_options_about_what_is_shown() -> None:
    assert "←" not in bpcalc("draw", "apple", "--forward-only").out
    assert "∂L/∂price · tax" in bpcalc("draw", "apple", "--symbols").out
    assert bpcalc("draw", "apple", "--blank").out.count("____") == 6
    assert [bpcalc("draw", "apple", "--step", step).out.count("←") for step in "0129"] == [1, 3, 5, 5]
    assert "orange_num" not in bpcalc("draw", "apple_orange", "--wrt", "apple").out
    assert "← 0.2 " in bpcalc("draw", "sigmoid_layer", "--digits", "1").out + " "
    assert bpcalc("draw", "apple", "--set", "tax=2", "--upstream", "3").out.count("← 600") == 2


def test_a_file_gets_the_picture_of_its_ending(desk: Path) -> None:
    assert bpcalc("draw", "p.yaml", "-q", "-o", "a.txt").code == 0
    assert (desk / "a.txt").read_bytes() == bpcalc("draw", "p.yaml", "-q").raw
    assert bpcalc("draw", "p.yaml", "-q", "-o", "a.SVG").code == 0
    assert (desk / "a.SVG").read_bytes() == bpcalc("draw", "p.yaml", "-q", "-f", "svg").raw
    assert (desk / "a.SVG").read_bytes().startswith(b"<svg ")
    again = bpcalc("draw", "p.yaml", "-o", "a.txt")
    assert again.code == 2
    assert "--force" in again.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--around", "nope"], "no variable or node is called 'nope'"),
        (["--around", "z"], "no way leads from 'z' to 'y': there is nothing to draw"),
        (["--wrt", "y"], "'y' is the output itself: nothing lies between"),
        (["--wrt", "nope"], "no variable or node is called 'nope'"),
        (["--wrt", "x[0]"], "'x' is a single number"),
        (["--hops", "2"], "--hops goes with --around NODE"),
        (["--around", "t", "--hops", "-1"], "--hops"),
        (["--step", "x"], "--step"),
        (["--forward-only", "--step", "1"], "--forward-only leaves out the gradients, which --step is about"),
        (["--forward-only", "--symbols"], "which --symbols is about"),
        (["-f", "table"], "--format is one of text, svg, html, dot, mermaid, not 'table'"),
        (["-o", "a.json"], "draw writes no .json files"),
        (["-o", "a.tex"], ".tex files are formulas, which only explain writes"),
        (["--output", "x"], "'x' is no node"),
    ],
)  # fmt: skip
def test_wrong_usage_is_one_line_and_writes_nothing(words: list[str], said: str, desk: Path) -> None:
    ran = bpcalc("draw", "p.yaml", *words)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("error: ")
    assert said in ran.err
    assert len([line for line in ran.err.splitlines() if line.startswith("error")]) == 1
    assert sorted(path.name for path in desk.iterdir()) == ["p.yaml"]


def test_a_picture_of_too_many_operations_is_refused_and_no_file_written(desk: Path) -> None:
    large = b"variables: {x: 1}\nchain:\n  - x\n  - {repeat: 200, steps: [tanh]}\n"
    ran = bpcalc("draw", "-", "-o", "a.svg", stdin=large)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("error: a picture holds up to 150 operations, and this graph has 200\n")
    assert all(way in ran.err for way in ("--around NODE --hops N", "--wrt NAME", "-f dot"))
    assert not (desk / "a.svg").exists()
    assert bpcalc("draw", "-", "-f", "svg", "--around", "tanh9", stdin=large).out.startswith("<svg ")


@pytest.mark.parametrize("form", ["svg", "html"])
def test_svg_and_html_are_ascii_where_the_console_is_not_utf_8(form: str) -> None:
    assert bpcalc("draw", "apple_ko", "-f", form, encoding="cp949").out.isascii()
    assert "사과" in bpcalc("draw", "apple_ko", "-f", form).out


@pytest.mark.parametrize("option", ["--blank", "--symbols"])
def test_a_page_leaves_no_number_out(option: str, desk: Path) -> None:
    ran = bpcalc("draw", "apple", "-q", option, "-o", "a.html")
    assert (ran.code, ran.out, ran.err) == (2, "", f"error: a page says every number, and {option} leaves them out\n  -f svg\n")
    assert not (desk / "a.html").exists()


def test_mermaid_says_what_mermaid_will_not_draw() -> None:
    large = b"variables: {x: 1}\nchain:\n  - x\n  - {repeat: 600, steps: [tanh]}\n"
    ran = bpcalc("draw", "-", "-f", "mermaid", stdin=large)
    assert (ran.code, ran.out.count('("tanh")')) == (0, 600)
    note = "Mermaid draws no picture of more than 500 lines, and this has 601: -f dot has no such limit"
    assert f"note: {note}\n" in ran.err
    assert bpcalc("draw", "-", "-f", "dot", stdin=large).err == ""


def test_an_array_is_shown_whole() -> None:
    ran = bpcalc("draw", "affine_batch", "--wrt", "W[0,1]", "-q")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "error: a picture shows arrays whole\n  --wrt W\n"


def test_the_environment_s_form_counts_where_the_command_has_it() -> None:
    assert bpcalc("draw", "apple", env={"BPCALC_FORMAT": "json"}).out == bpcalc("draw", "apple").out
    assert bpcalc("forward", "apple", env={"BPCALC_FORMAT": "text"}).out == bpcalc("forward", "apple").out
    assert bpcalc("draw", "apple", env={"BPCALC_FORMAT": "svg"}).out.startswith("<svg ")
    assert bpcalc("draw", "apple", env={"BPCALC_FORMAT": "nope"}).code == 2


def test_values_that_are_not_finite_are_warned_of() -> None:
    problem = b"variables: {x: 1000}\nnodes: {y: exp(x)}\n"
    ran = bpcalc("draw", "-", stdin=problem)
    assert ran.code == 0
    assert "y = inf" in ran.out
    assert "warning" in ran.err
    assert bpcalc("draw", "-", "--strict", stdin=problem).code == 1


LOADED = """
import sys
from backprop_cli.cli import run
run(sys.argv[1:])
print(*sys.modules, file=sys.stderr)
"""


@pytest.mark.parametrize("command", ["draw", "forward", "backward", "gradcheck", "check"])
def test_a_scalar_picture_needs_neither_numpy_nor_rich_and_no_other_command_the_pictures(command: str, desk: Path) -> None:
    root = Path(__file__).parents[3]
    line = [sys.executable, "-c", LOADED, command, str(desk / "p.yaml")]
    done = subprocess.run(line, cwd=root, capture_output=True, encoding="utf-8", env=None, check=True)
    loaded = set(done.stderr.split())
    pictures = {name for name in loaded if name.startswith(("backprop_cli.picture", "backprop_cli.render.picture"))}
    assert bool(pictures) == (command == "draw")
    if command == "draw":
        assert not loaded & {"numpy", "rich"}


def test_around_reaches_two_lines_far_unless_hops_says_so() -> None:
    around = bpcalc("draw", "vanishing_gradient", "-q", "--around", "sigmoid9").out
    assert around == bpcalc("draw", "vanishing_gradient", "-q", "--around", "sigmoid9", "--hops", "2").out
    assert around != bpcalc("draw", "vanishing_gradient", "-q", "--around", "sigmoid9", "--hops", "1").out


def test_a_gradient_that_is_not_finite_is_warned_of_and_strict_says_no(desk: Path) -> None:
    (desk / "steep.yaml").write_text("variables: {x: 0}\nnodes: {y: sqrt(x)}\n", encoding="utf-8")
    ran = bpcalc("draw", "steep.yaml", "--strict")
    assert (ran.code, "the gradient of 'x' is not finite: inf" in ran.err) == (1, True)
    assert bpcalc("draw", "steep.yaml", "--strict", "--forward-only").code == 0
