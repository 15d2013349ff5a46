"""The dialogue of `quiz --ask`: through a pipe, and in a terminal."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import pytest

from tests.cli.running import PROBLEMS, Ran, bpcalc

APPLE = """\
title: Apples with tax
variables: {apple: 100, apple_num: 2, tax: 1.1}
nodes: {apple_price: apple * apple_num, price: apple_price * tax}
expect:
  forward: {apple_price: _, price: _}
  gradients: {apple: _, apple_num: _, tax: _, apple_price: _}
"""
AFFINE = """\
variables: {X: [[0, 0], [1, 2]], W: [[2, 4, 6], [4, 3, 2]], b: [1, 2, 3]}
nodes:
  Y: affine(X, W, b)
upstream: [[1, 2, 3], [4, 5, 6]]
"""
SIGMOID = "variables: {x: 1}\nnodes: {y: sigmoid(x)}\n"
ROOT = str(PROBLEMS.parent)
RIGHT = ["220", "200", "1.1", "2.2", "110", "200"]
NEVER = 60  # seconds: a dialogue that has not ended by then hangs
terminal = pytest.mark.skipif(os.name == "nt", reason="pseudo-terminals are a matter of POSIX systems")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name, text in (("apple", APPLE), ("affine", AFFINE), ("sigmoid", SIGMOID)):
        Path(f"{name}.yaml").write_text(text, encoding="utf-8")


def asked(answers: Sequence[str], *words: str, problem: str = "apple.yaml", **more: object) -> Ran:
    """A dialogue with answers through a pipe."""
    return bpcalc("quiz", problem, "--ask", *words, stdin="".join(f"{answer}\n" for answer in answers).encode(), **more)  # type: ignore[arg-type]


def questions(ran: Ran) -> str:
    """The dialogue below the page that tells the numbers."""
    return ran.out[ran.out.index("6 questions") :]


def test_all_right() -> None:
    ran = asked(RIGHT)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Apples with tax\n\nvariable   value\n")
    assert "price        ×  apple_price * tax\n" in ran.out
    assert questions(ran).partition("\n")[2] == (
        "1/6  price = 220\n  right\n2/6  apple_price = 200\n  right\n3/6  ∂price/∂apple_price = 1.1\n  right\n"
        "4/6  ∂price/∂apple = 2.2\n  right\n5/6  ∂price/∂apple_num = 110\n  right\n6/6  ∂price/∂tax = 200\n  right\n\n6 of 6 right\n"
    )


def test_what_was_likely_done_instead() -> None:
    ran = asked(["220", "200", "200", "2", "?", "12"])
    assert ran.code == 1
    assert questions(ran).partition("right\n3/6  ")[2] == (
        "∂price/∂apple_price = 200\n  you wrote 200, it is 1.1\n"
        "  likely: the inputs of price swapped: multiplied by apple_price, not tax\n"
        "4/6  ∂price/∂apple = 2\n  you wrote 2, it is 2.2\n"
        "  likely: the local gradient alone, without the upstream of apple_price\n"
        "5/6  ∂price/∂apple_num = ?\n  it is 110\n6/6  ∂price/∂tax = 12\n  you wrote 12, it is 200\n\n2 of 6 right\n"
    )


def test_the_answers_may_end_early() -> None:
    ran = asked(["220", "200"])
    assert ran.code == 1
    assert ran.out.endswith("3/6  ∂price/∂apple_price = \n\n2 of 6 right\n")
    assert asked([]).out.endswith("1/6  price = \n\n0 of 6 right\n")


def test_a_last_line_without_an_end_counts() -> None:
    ran = bpcalc("quiz", "apple.yaml", "--ask", stdin="\n".join(RIGHT).encode())
    assert ran.code == 0


def test_through_a_pipe_what_cannot_be_read_is_not_right_and_the_next_line_answers_the_next_question() -> None:
    ran = asked(["220", "200", "1,1", "2.2", "", "200"])
    assert ran.code == 1
    assert (
        "∂price/∂apple_price = 1,1\n  not read: '1,1' is not a number: the decimal sign is a point\n  it is 1.1\n4/6  ∂price/∂apple = 2.2\n  right\n"
        in ran.out
    )
    assert "= \n  not read: a value is missing\n  it is 110\n" in ran.out
    assert ran.out.endswith("\n4 of 6 right\n")


def test_bytes_that_are_no_text_are_no_traceback() -> None:
    ran = bpcalc("quiz", "apple.yaml", "--ask", stdin=b"\xff\xfe\x00\n220\x1b[31m\n\xea\xb0\n")
    assert (ran.code, ran.err) == (1, "")
    assert "\x1b" not in ran.out
    assert "\x00" not in ran.out


def test_arrays() -> None:
    answers = ["[[1, 2, 3], [11, 12, 13]]", "[[28, 64], [16, 43]]", "[[4, 5, 6], [8, 10, 12]]", "[[1, 2, 3], [4, 5, 6]]"]
    ran = asked(answers, problem="affine.yaml")
    assert ran.code == 1
    assert "\n∂L/∂Y = [[1  2  3]\n         [4  5  6]]\n" in ran.out
    assert "\nan array is written row by row: [[1, 2], [3, 4]]\n" in ran.out
    assert "  it is [[28  16]\n         [64  43]]\n  likely: transposed\n" in ran.out
    assert "  it is [5  7  9]\n  likely: not summed over the batch\n" in ran.out
    assert ran.out.endswith("\n2 of 4 right\n")


def test_by_digits_as_check_judges() -> None:
    plain, written = (asked(["0.731", "0.197"], *words, problem="sigmoid.yaml") for words in ([], ["--written"]))
    assert (plain.code, written.code) == (1, 0)
    assert "right to the digits written: --written counts it" in plain.out


def test_in_ascii_and_in_a_console_of_korea() -> None:
    assert "4/6  dprice/dapple = 2.2\n" in asked(RIGHT, "--ascii").out
    assert asked(RIGHT, encoding="cp949").code == 0


def test_no_line_is_wider_than_the_terminal() -> None:
    ran = asked(["220", "200", "200", "2", "?", "12"], terminal=True, env={"COLUMNS": "40", "TERM": "xterm", "NO_COLOR": "1"})
    shown = [line for line in ran.out.splitlines() if line[1:2] != "/"]
    assert max(map(len, shown)) <= 40
    assert "  likely: the inputs of price swapped:\n" in ran.out


DRAWN = """\
title: "{num} apples"
variables: {apple: 100, num: 2}
nodes: {price: apple * num}
quiz:
  numbers: {num: {from: 5, to: 9}}
  ask: {gradients: [num, apple]}
"""


def test_with_a_seed_the_numbers_are_those_of_its_sheet() -> None:
    Path("drawn.yaml").write_text(DRAWN, encoding="utf-8")
    sheet = bpcalc("quiz", "drawn.yaml", "--seed", "2").out
    number = sheet.partition("num: ")[2].partition("\n")[0]
    assert number in "56789"
    ran = asked([number, "100"], "--seed", "2", problem="drawn.yaml")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"{number} apples\n")
    assert f"\nnum           {number}\n" in ran.out
    assert ran.out.endswith("2/2  ∂price/∂num = 100\n  right\n\n2 of 2 right\n")


def test_without_a_seed_one_is_chosen_and_said() -> None:
    Path("drawn.yaml").write_text(DRAWN, encoding="utf-8")
    ran = asked(["1", "100"], problem="drawn.yaml")
    seed = ran.err.partition("--seed ")[2].split()[0]
    assert asked(["1", "100"], "--seed", seed, problem="drawn.yaml").out == ran.out


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (["-", "--ask"], "--ask reads answers from standard input: the problem has to be a file"),
        (["apple.yaml", "affine.yaml", "--ask"], "--ask is about one problem, not 2"),
        (["apple.yaml", "--ask", "-o", "x.yaml"], "--ask writes no sheet: it goes with --seed, --written and --lang alone"),
        (["apple.yaml", "--ask", "--form"], "--ask writes no sheet: it goes with --seed, --written and --lang alone"),
        (["apple.yaml", "--written"], "--written goes with --ask"),
        (["endless.yaml", "--ask"], "there is nothing to ask"),
    ],
)
def test_what_does_not_go_together(words: list[str], error: str) -> None:
    Path("endless.yaml").write_text("variables: {x: 0}\nnodes: {y: 1 / x}\n", encoding="utf-8")
    ran = bpcalc("quiz", *words, stdin=b"")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"error: {error}\n")


def test_in_korean() -> None:
    ran = asked(["220", "200", "200", "2", "x", "?"], "--lang", "ko")
    assert "문제 6개, 오른쪽에서 왼쪽으로. ? 건너뛰기, Ctrl-D 끝내기\n" in ran.out
    assert "  틀린 이유(추정): price의 두 입력이 뒤바뀜: tax 대신 apple_price 값을 곱함\n" in ran.out
    assert ran.out.endswith("6/6  ∂price/∂tax = ?\n  정답 200\n\n6개 중 2개 맞음\n")


@pytest.fixture
def screen() -> "Screen":
    return Screen()


class Screen:
    """A dialogue in a pseudo-terminal."""

    def start(self, *words: str) -> None:
        import pty

        self.main, side = pty.openpty()
        env = {**os.environ, "PYTHONPATH": ROOT, "TERM": "xterm", "COLUMNS": "100", "NO_COLOR": "1", "LC_ALL": "C.UTF-8"}
        command = [sys.executable, "-m", "backprop_cli", "quiz", *words]
        self.process = subprocess.Popen(
            command, stdin=side, stdout=side, stderr=side, env=env, start_new_session=True, preexec_fn=own_terminal
        )
        os.close(side)
        self.seen = ""

    def until(self, text: str) -> str:
        """What is shown from here on, up to a text."""
        end = time.monotonic() + NEVER
        while text not in self.seen:
            assert time.monotonic() < end, self.seen
            self.read()
        before, _, self.seen = self.seen.partition(text)
        return before + text

    def read(self) -> None:
        import select

        if select.select([self.main], [], [], 1.0)[0]:
            self.seen += os.read(self.main, 4096).decode("utf-8", "replace").replace("\r\n", "\n")

    def type(self, text: str) -> None:
        os.write(self.main, text.encode())

    def ended(self) -> int:
        """The exit code; `seen` then holds what was shown last."""
        code = self.process.wait(NEVER)
        with suppress(OSError):  # nothing is left of the terminal
            self.read()
        os.close(self.main)
        return code


def own_terminal() -> None:
    """Make standard input the terminal that controls the process: Ctrl-C then reaches it."""
    import fcntl
    import termios

    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


@terminal
def test_in_a_terminal_what_cannot_be_read_is_asked_again(screen: Screen) -> None:
    screen.start("apple.yaml", "--ask")
    screen.until("1/6  price = ")
    screen.type("2,20\n")
    assert screen.until("1/6  price = ") == "2,20\n  not read: '2,20' is not a number: the decimal sign is a point\n1/6  price = "
    screen.type("220\n")
    for answer in RIGHT[1:]:
        assert screen.until("/6  ").startswith(("220\n  right\n", *(f"{one}\n  right\n" for one in RIGHT)))
        screen.until(" = ")
        screen.type(f"{answer}\n")
    screen.until("6 of 6 right\n")
    assert screen.ended() == 0


@terminal
def test_ctrl_d_ends_with_the_score(screen: Screen) -> None:
    screen.start("apple.yaml", "--ask")
    screen.until("1/6  price = ")
    screen.type("220\n")
    screen.until("2/6  apple_price = ")
    screen.type("\x04")
    assert screen.until("right\n") == "\n\n1 of 6 right\n"
    assert screen.ended() == 1


@terminal
def test_ctrl_c_interrupts_cleanly(screen: Screen) -> None:
    screen.start("apple.yaml", "--ask")
    screen.until("1/6  price = ")
    screen.type("\x03")
    assert (screen.ended(), screen.seen) == (130, "^C\n")
