"""The forms of answers: every shipped problem can be written in each, and none imports more than it needs."""

import subprocess
import sys
from pathlib import Path

import pytest

from backprop_cli import render, source
from backprop_cli.problem.library import shipped
from backprop_cli.problem.reader import Settings, read_problem
from backprop_cli.render import FORMS, LATEX, ROWS, UNWRITTEN, Form
from tests.reporting import AFFINE, APPLE, FAN_OUT, backward_of, forward_of, shown

ROW = "in its row of ROWS in backprop_cli/render/__init__.py"


def test_each_module_that_writes_an_answer_is_a_form() -> None:
    writing = {path.stem for path in Path(render.__file__).parent.glob("*.py") if "\ndef text(report" in path.read_text("utf-8")}
    assert writing == {*FORMS, LATEX.name}, (
        "a form is a module with `text(report, style)`, and a row of ROWS in backprop_cli/render/__init__.py"
    )


@pytest.mark.parametrize("form", [*ROWS, LATEX], ids=lambda form: form.name)
def test_the_row_of_a_form_says_all_of_it(form: Form) -> None:
    for_people = form.name in ("table", "value")  # or a number alone: nothing that is read again has letters in it
    assert form.exchanged or form.pasted or for_people, f"say {ROW} how its letters are read again: exchanged or pasted"
    assert (Path(__file__).parent / f"test_{form.name}.py").exists(), f"add tests/render/test_{form.name}.py"
    assert form.endings or form.name == "value", f"say {ROW} how the names of its files end; a bare number is no kind of file"


def test_an_ending_has_one_form() -> None:
    endings = [ending for form in (*ROWS, LATEX) for ending in form.endings]
    assert len(endings) == len(set(endings))
    written = set(endings) & set(UNWRITTEN)
    assert not written, f"take {written} out of UNWRITTEN in backprop_cli/render/__init__.py: such files are written now"


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("text", [APPLE, FAN_OUT, AFFINE], ids=["apple", "fan_out", "affine"])
def test_every_form_ends_its_last_line_and_keeps_to_ascii_where_asked(form: str, text: str) -> None:
    text = text.replace("· 사과", "")
    for report in (forward_of(text), backward_of(text)):
        output = shown(report, form)
        assert output.endswith("\n")
        assert not output.endswith("\n\n")
        assert shown(report, form, ascii=True).isascii()


@pytest.mark.parametrize("file", shipped().values(), ids=lambda file: file.stem)
def test_every_shipped_problem_in_every_form(file: Path) -> None:
    problem = read_problem(source.load(str(file), 10**6), str(file.parent), Settings())
    for report in (forward_of(problem), backward_of(problem)):
        for form in FORMS:
            assert shown(report, form)
        for width in (1, 30, 79):
            assert shown(report, width=width, ascii=True)


LOADED = """
import sys
from tests.reporting import APPLE, backward_of, forward_of, shown
for form in sys.argv[1:]:
    shown(forward_of(APPLE), form), shown(backward_of(APPLE), form)
print(*sys.modules)
"""


MACHINES = [form for form in FORMS if form not in ("table", "markdown")]  # those two line up cells, by their width on a terminal


@pytest.mark.parametrize("forms", [MACHINES, ["table"]], ids=["machines", "table"])
def test_scalars_need_no_numpy_and_only_tables_need_rich(forms: list[str]) -> None:
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", LOADED, *forms], cwd=root, capture_output=True, text=True, check=True)
    loaded = done.stdout.split()
    assert "backprop_cli.report.backward_page" in loaded or forms != ["table"]
    assert "numpy" not in loaded
    assert ("rich" in loaded) == (forms == ["table"])
