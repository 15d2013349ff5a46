"""The forms of answers: every shipped problem can be written in each, and none imports more than it needs."""

import subprocess
import sys
from pathlib import Path

import pytest

from backprop_cli import render, source
from backprop_cli.problem.library import shipped
from backprop_cli.problem.reader import Settings, read_problem
from backprop_cli.render import ENDINGS, FORMS
from tests.reporting import AFFINE, APPLE, FAN_OUT, backward_of, forward_of, shown


def test_each_form_has_a_module_and_an_ending_of_files() -> None:
    folder = Path(render.__file__).parent
    assert all((folder / f"{form}.py").exists() for form in FORMS)
    assert set(FORMS) - {"value"} <= set(ENDINGS.values()), "a bare number is no kind of file; each other form has an ending"


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


@pytest.mark.parametrize("forms", ["json jsonl csv tsv yaml value", "table"])
def test_scalars_need_no_numpy_and_only_tables_need_rich(forms: str) -> None:
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", LOADED, *forms.split()], cwd=root, capture_output=True, text=True, check=True)
    loaded = done.stdout.split()
    assert "backprop_cli.report.backward_page" in loaded or forms != "table"
    assert "numpy" not in loaded
    assert ("rich" in loaded) == (forms == "table")
