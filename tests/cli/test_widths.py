"""No answer is wider than the terminal: every shipped problem, attention with four heads, and a graph of long Korean names."""

import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from backprop_cli.render.cells import width
from tests.cli.running import PROBLEMS, bpcalc

WIDTHS = (40, 60, 80, 100, 140)
NUMBER = re.compile(r"(?<![\w.])-?\d+(?:\.\d+)?(?:e-?\d+)?(?![\w.])")
MARK = re.compile(r"columns? \d+(?:[–-]\d+)?$", re.M)
SECONDS = re.compile(r"[\d.e-]+ s$", re.M)
ATTENTION = """\
title: Attention with four heads
variables:
  X: {normal: [3, 8], seed: 1}
  Wq: {normal: [8, 8], seed: 2}
  Wk: {normal: [8, 8], seed: 3}
  Wv: {normal: [8, 8], seed: 4}
nodes:
  Q: transpose(reshape(X @ Wq, shape=(3, 4, 2)), axes=(1, 0, 2))
  K: transpose(reshape(X @ Wk, shape=(3, 4, 2)), axes=(1, 2, 0))
  V: transpose(reshape(X @ Wv, shape=(3, 4, 2)), axes=(1, 0, 2))
  A: softmax(Q @ K / 1.4142135623730951)
  H: transpose(A @ V, axes=(1, 0, 2))
  out: reshape(H, shape=(3, 8))
  loss: mean(out ** 2)
"""
KOREAN = """\
title: 아주 긴 이름이 있는 그래프, 한글은 한 글자가 두 칸을 차지합니다
variables:
  할인을_뺀_실제_판매_가격: {value: 123.456789, unit: 원, description: 계산대에서 실제로 내는 값으로 세금은 빠져 있습니다}
  장바구니에_담은_사과의_개수: {value: 2, unit: 개}
  가중치_행렬: [[0.123456, 12.5, -3.25, 4, 5.5, 6.125], [1, 2, 3, 4, 5, 6.5]]
  입력_벡터: [0.5, -1.25]
constants:
  특별소비세율: 1.1
nodes:
  최종_지불_금액: 할인을_뺀_실제_판매_가격 * 장바구니에_담은_사과의_개수 * 특별소비세율
  은닉층: tanh(입력_벡터 @ 가중치_행렬)
  손실: sum(은닉층 ** 2) * log(최종_지불_금액 + 1) / (장바구니에_담은_사과의_개수*특별소비세율)
expect:
  forward: {최종_지불_금액: 271.6}
"""
SHIPPED = sorted(path for path in PROBLEMS.glob("*.yaml"))


@pytest.fixture(params=[*SHIPPED, ATTENTION, KOREAN], ids=[*(path.stem for path in SHIPPED), "attention", "korean"])
def problem(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if isinstance(request.param, Path):
        return str(request.param)
    file = tmp_path / "p.yaml"
    file.write_text(request.param, encoding="utf-8")
    return str(file)


def numbers(answer: str) -> Counter[str]:
    return Counter(NUMBER.findall(SECONDS.sub("", MARK.sub("", answer))))


def check_widths(*words: str) -> None:
    natural = bpcalc(*words)
    assert natural.code in (0, 1, 2)
    for columns in WIDTHS:
        narrow = bpcalc(*words, "--color", "never", terminal=True, env={"COLUMNS": str(columns), "TERM": "xterm"})
        assert [line for line in narrow.out.splitlines() if width(line) > columns] == []
        assert not numbers(natural.out) - numbers(narrow.out)
        assert "…" not in narrow.out


@pytest.mark.parametrize("words", [["forward"], ["backward"], ["backward", "--ascii"]], ids=" ".join)
def test_a_pass_fits_and_loses_no_number(problem: str, words: list[str]) -> None:
    check_widths(*words, problem)


@pytest.mark.parametrize("words", [["forward", "--full"], ["backward", "--full"]], ids=" ".join)
@pytest.mark.parametrize("text", [ATTENTION, KOREAN], ids=["attention", "korean"])
def test_whole_arrays_fit(text: str, words: list[str], tmp_path: Path) -> None:
    file = tmp_path / "p.yaml"
    file.write_text(text, encoding="utf-8")
    check_widths(*words, str(file))


@pytest.mark.parametrize("command", ["gradcheck", "check"])
@pytest.mark.parametrize("name", ["apple_ko", "two_layer_net", "layernorm", "relu"])
def test_verdicts_fit(command: str, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(PROBLEMS)
    check_widths(command, f"{name}.yaml")


@pytest.mark.parametrize("words", [["layers"], ["layers", "softmax_with_loss"], ["layers", "max"], ["problems"]], ids=" ".join)
def test_lists_fit(words: list[str]) -> None:
    check_widths(*words)


def test_a_wide_matrix_says_which_columns_stand_below(tmp_path: Path) -> None:
    file = tmp_path / "p.yaml"
    file.write_text("variables: {X: [[1.5, 2, 3, 4, 5, 6], [7, 8, 9, 10, 11, -12.25]]}\nnodes: {y: sum(X)}\n", encoding="utf-8")
    env = {"COLUMNS": "40", "TERM": "xterm"}
    said = bpcalc("forward", str(file), "--color", "never", terminal=True, env=env).out
    assert (
        "[[1.50  2.00  3.00   4.00   5.00\n     [7.00  8.00  9.00  10.00  11.00\n    column 6\n        6.00]\n      -12.25]]"
        in said
    )
    file.write_text("variables: {X: {normal: [2, 8], seed: 1}}\nnodes: {y: sum(X)}\n", encoding="utf-8")
    marks = {"utf-8": "columns 4–6", "cp949": "columns 4-6", "ascii": "columns 4-6"}
    for encoding, mark in marks.items():
        said = bpcalc("forward", str(file), "--full", "--color", "never", terminal=True, encoding=encoding, env=env).out
        assert f"\n    {mark}\n" in said


@pytest.mark.skipif(os.name == "nt", reason="a matter of POSIX systems")
@pytest.mark.parametrize(("columns", "words"), [
    (40, ["backward", "two_layer_net"]), (60, ["backward", "apple_ko"]), (80, ["backward", "two_layer_net"]),
    (80, ["gradcheck", "--help"]), (100, ["layers"]), (140, ["backward", "layernorm"]),
])  # fmt: skip
def test_a_real_terminal_of_this_width(columns: int, words: list[str]) -> None:
    import fcntl
    import struct
    import termios

    ours, theirs = os.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    env = {**os.environ, "PYTHONPATH": str(PROBLEMS.parent), "TERM": "xterm", "PYTHONIOENCODING": "utf-8"}
    env.pop("COLUMNS", None)
    command = [sys.executable, "-m", "backprop_cli", *words]
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=subprocess.DEVNULL, env=env) as process:
        os.close(theirs)
        said = b""
        try:
            while piece := os.read(ours, 65536):
                said += piece
        except OSError:  # how Linux says that the other side is gone
            pass
        os.close(ours)
    lines = re.sub(r"\x1b\[[\d;]*m", "", said.decode()).replace("\r\n", "\n").splitlines()
    assert process.returncode == 0
    assert len(lines) > 10
    assert [line for line in lines if width(line) > columns] == []
