"""The Python file of --layers runs here: what it imports, where it may go, and whatever it raises, told in one line."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from backprop_cli.errors import LayerError, SourceError
from backprop_cli.python_layers.load import load_layers
from tests.cli.running import bpcalc
from tests.python_layers.book import BOOK, WITH_US, layer, written


def test_helpers_may_lie_beside_the_file(tmp_path: Path) -> None:
    (tmp_path / "beside_it.py").write_text("def double(x):\n    return 2 * x\n", encoding="utf-8")
    code = "from beside_it import double\nclass Twice:\n    def forward(self, x):\n        return double(x)\n    def backward(self, dout):\n        return 2 * dout\n"
    assert layer(tmp_path, code).compute(3.0) == 6.0


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("class A(:\n", r"mine.py:1 is no Python"),
        ("x = 1\n\nimport there_is_no_such_module\n", r"mine.py:3 raised ModuleNotFoundError"),
        ("exit(3)\n", r"mine.py:1 raised SystemExit"),
    ],
)
def test_a_file_that_cannot_be_run_is_refused_with_its_line(tmp_path: Path, code: str, said: str) -> None:
    with pytest.raises(LayerError, match=said):
        load_layers(written(tmp_path, code))


def test_a_file_that_is_not_there_is_no_file_of_layers(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot read"):
        load_layers(str(tmp_path / "none.py"))


SHY = """
class Shy(type):
    asked = 0
    def __getattribute__(cls, name):
        Shy.asked += 1
        if Shy.asked > {}:
            raise OSError
        return type.__getattribute__(cls, name)
"""


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("raise BaseException('q')", "raised BaseException: q"),
        ("raise GeneratorExit", "raised GeneratorExit"),
        ("class E(BaseException): pass\nclass A:\n def forward(self, x): raise E\n def backward(self, d): return d", "raised E"),
        (
            "class E(Exception):\n def __str__(self): 1/0\nclass A:\n def forward(self, x): raise E\n def backward(self, d): return d",
            "raised E",
        ),
        ("class A:\n def forward(self, x): return 10**400\n def backward(self, d): return d", "too large for a float"),
        ("class A:\n def forward(self, x): return x\n def backward(self, d): return 10**400", "too large for a float"),
        (
            "class A:\n def __new__(cls): return 5\n def forward(self, x): return x\n def backward(self, d): return d",
            "AttributeError",
        ),
        (
            f"{SHY.format(0)}class A(metaclass=Shy):\n def forward(self, x): return x\n def backward(self, d): return d",
            "raised OSError",
        ),
        (
            f"{SHY.format(4)}class A(metaclass=Shy):\n def forward(self, x): return x\n def backward(self, d): return d",
            "raised OSError",
        ),
    ],
)
def test_whatever_code_raises_or_answers_is_told_in_one_line(code: str, said: str, tmp_path: Path) -> None:
    problem = tmp_path / "p.yaml"
    problem.write_text("variables: {x: [1, 2]}\nnodes: {y: A(x)}\n")
    ran = bpcalc("backward", str(problem), "--layers", written(tmp_path, code))
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert "Traceback" not in ran.err


def test_a_file_cannot_take_our_stack_away(tmp_path: Path) -> None:
    problem = tmp_path / "p.yaml"
    problem.write_text("variables: {x: [1, 2]}\nnodes: {y: A(x)}\n")
    code = (
        "import sys\nsys.setrecursionlimit(60)\nclass A:\n def forward(self, x): return 3 * x\n def backward(self, d): return 3 * d"
    )
    words = [sys.executable, "-m", "backprop_cli", "gradcheck", str(problem), "--layers", str(written(tmp_path, code))]
    ran = subprocess.run(words, capture_output=True, encoding="utf-8", check=False)
    assert (ran.returncode, ran.stderr) == (0, "")


@pytest.mark.parametrize("entry", ["module", "function"])
def test_files_beside_it_stand_for_nothing_that_others_import(tmp_path: Path, entry: str) -> None:
    """Whichever way the program is started, in the very folder of the file."""
    for name in ("random", "json", "csv", "numpy", "yaml", "typer", "rich", "dataclasses", "fractions", "secrets", "difflib"):
        written(tmp_path, "raise SystemExit('in place of the real one')\n", f"{name}.py")
    written(tmp_path, "from beside import double\n" + BOOK, "mine.py")
    written(tmp_path, "def double(x):\n    return 2 * x\n", "beside.py")
    written(tmp_path, "variables: {x: [1, -2], r: {normal: [2]}}\nnodes: {y: relu(x) * r}\n", "p.yaml")
    start = (
        ["-m", "backprop_cli"]
        if entry == "module"
        else ["-c", "import sys; sys.path.pop(0); from backprop_cli.cli import main; main()"]
    )
    for words in (
        ["gradcheck", "p.yaml"],
        ["forward", "p.yaml", "-f", "csv"],
        ["backward", "p.yaml", "--json"],
        ["check", "nowhere"],
    ):
        line = [sys.executable, *start, *words, *(["--layers", "mine.py"])]
        ran = subprocess.run(line, cwd=tmp_path, capture_output=True, encoding="utf-8", env=WITH_US, check=False)
        assert ran.returncode == (2 if words[0] == "check" else 0), ran.stderr
        assert "in place" not in ran.stderr


def test_a_file_with_the_name_of_a_module_does_not_become_it(tmp_path: Path) -> None:
    path = written(tmp_path, BOOK, "fractions.py")
    code = f"from backprop_cli.python_layers.load import load_layers; load_layers({path!r}); from fractions import Fraction"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", env=WITH_US, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")


def test_a_file_that_goes_to_another_folder_takes_no_path_along(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The problem, its arrays, further problems, further layers files and the answer are where they were meant."""
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", [*sys.path])
    written(tmp_path, "import os\nos.chdir(os.path.join(os.path.dirname(__file__), 'elsewhere'))\n" + BOOK, "moving.py")
    going = BOOK.replace("return x * y", "__import__('os').chdir('..')\n        return x * y")
    written(tmp_path, going, "moving_too.py")
    np.savetxt(tmp_path / "w.csv", [1.0, 2.0])
    for name in ("p.yaml", "q.yaml", "r.json"):
        text = '{"variables": {"w": {"file": "w.csv"}, "x": [3, 3]}, "nodes": {"y": "w * x"}, "expect": {"forward": {"y": [3, 6]}}}'
        written(tmp_path, text, name)
    layers = ["--layers", "moving.py", "--layers", "moving_too.py"]
    for command, words in (
        ("forward", ["p.yaml"]),
        ("check", ["p.yaml", "q.yaml", "r.json"]),
        ("backward", ["r.json", "--upstream", "{file: w.csv}"]),
    ):
        os.chdir(tmp_path)
        ran = bpcalc(command, *words, *layers, "-o", f"{command}.json")
        assert (ran.code, ran.out, ran.err) == (0, "", "")
        assert f'"{words[0]}"' in (tmp_path / f"{command}.json").read_text(encoding="utf-8")  # as it was typed
    os.chdir(tmp_path)
    text = (tmp_path / "p.yaml").read_bytes()
    assert bpcalc("forward", "-", *layers, "-f", "value", stdin=text).out == "[3.0,6.0]\n"
