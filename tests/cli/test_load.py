"""Loading a problem with layers from a Python file, and limits."""

from pathlib import Path

import pytest

from tests.cli.running import PROBLEMS, bpcalc

APPLE = str(PROBLEMS / "apple.yaml")
MINE = '''
print("loading")


class MulLayer:
    """Multiplies, and talks about it."""

    def forward(self, x, y):
        print("forward")
        self.x, self.y = x, y
        return x * y

    def backward(self, dout):
        print("backward")
        return dout * self.y, dout * self.x
'''


@pytest.fixture
def mine(tmp_path: Path) -> str:
    path = tmp_path / "mine.py"
    path.write_text(MINE)
    return str(path)


def test_layers_of_a_python_file_are_used_and_what_they_print_is_no_part_of_the_answer(mine: str) -> None:
    ran = bpcalc("backward", APPLE, "--layers", mine, "-f", "value")
    assert (ran.code, ran.out) == (0, "2.2\n110.00000000000001\n200.0\n")
    assert ran.err.splitlines()[:2] == ["loading", "forward"]
    assert "backward" in ran.err


def test_a_python_file_that_the_problem_does_not_use_is_an_error(mine: str) -> None:
    ran = bpcalc("forward", str(PROBLEMS / "sigmoid_layer.yaml"), "--layers", mine)
    assert (ran.code, ran.out) == (2, "")
    assert "error: " in ran.err
    assert "MulLayer" in ran.err


def test_check_takes_them_as_well(mine: str) -> None:
    assert bpcalc("check", APPLE, "--layers", mine).code == 0
    assert bpcalc("check", str(PROBLEMS / "sigmoid_layer.yaml"), "--layers", mine).code == 2


@pytest.mark.parametrize(
    "text", [None, "", "x = 1\n", "def f(:\n", "1 / 0\n", "import sys\nsys.exit(0)\n", "raise KeyError('x')\n", "\0"]
)
def test_a_file_without_layers_is_an_error(tmp_path: Path, text: str | None) -> None:
    path = tmp_path / "mine.py"
    if text is not None:
        path.write_text(text)
    ran = bpcalc("forward", APPLE, "--layers", str(path))
    assert (ran.code, ran.out) == (2, "")
    assert "error: " in ran.err
    assert "mine.py" in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("command", ["forward", "backward"])
def test_a_class_that_raises_is_an_error_with_its_line(tmp_path: Path, command: str) -> None:
    path = tmp_path / "mine.py"
    body = (
        MINE.replace("return x * y", "return x * z") if command == "forward" else MINE.replace("return dout * self.y,", "return q,")
    )
    path.write_text(body)
    ran = bpcalc(command, APPLE, "--layers", str(path))
    assert (ran.code, ran.out) == (2, "")
    assert "error: " in ran.err
    assert "mine.py:1" in ran.err
    assert "NameError" in ran.err


def test_stdout_is_the_program_s_own_again_afterwards(mine: str) -> None:
    import sys

    before = sys.stdout
    bpcalc("forward", APPLE, "--layers", mine)
    assert sys.stdout is before


@pytest.mark.parametrize("path", ["/", "..", "\0", "x" * 5000])
def test_odd_paths_are_sentences(path: str) -> None:
    ran = bpcalc("forward", path)
    assert (ran.code, ran.out) == (2, "")
    assert "error: " in ran.err


@pytest.mark.parametrize("path", ["/", "x" * 5000])
def test_odd_paths_of_python_files_are_sentences(path: str) -> None:
    ran = bpcalc("forward", APPLE, "--layers", path)
    assert (ran.code, ran.out) == (2, "")
    assert "error: " in ran.err
