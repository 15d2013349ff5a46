"""`bpcalc gradcheck`, from the words to the verdict."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from backprop_cli.report.gradcheck import Gradcheck
from tests.cli.running import PROBLEMS, bpcalc
from tests.reporting import forms_of

APPLE = str(PROBLEMS / "apple.yaml")
WRONG = b"""
variables: {x: [0.5, -1], w: 2}
layers:
  mine: {inputs: [x], forward: 1 / (1 + exp(-x)), backward: {x: dout * out}}
nodes:
  h: mine(x)
  y: sum(w * h)
"""


def checked(*words: str, code: int = 0, **more: Any) -> Any:
    ran = bpcalc("gradcheck", *words, "--json", **more)
    assert ran.code == code, ran.err
    return json.loads(ran.out)


def test_right_gradients() -> None:
    answer = checked(APPLE)
    assert (answer["verdict"], answer["output"], answer["summary"]["entries"]) == ("pass", "price", 3)
    assert bpcalc("gradcheck", APPLE, "-f", "value") == (0, "pass\n", "", b"pass\n")


def test_a_wrong_gradient_is_exit_1_and_its_layer_is_named() -> None:
    answer = checked("-", code=1, stdin=WRONG)
    assert answer["verdict"] == "fail"
    assert {(one["node"], one["layer"], one["input"]) for one in answer["culprits"]} == {("h", "mine", "x")}
    assert bpcalc("gradcheck", "-", "-f", "value", stdin=WRONG).out == "fail\n"


def test_a_kink_counts_as_right() -> None:
    answer = checked("-", stdin=b"variables: {x: 0}\nnodes: {y: relu(x)}\n")
    assert answer["verdict"] == "kink"


def test_what_is_not_finite_is_exit_1() -> None:
    assert checked("-", code=1, stdin=b"variables: {x: 0}\nnodes: {y: log(x)}\n")["verdict"] == "nonfinite"


def test_some_variables_each_once_in_the_order_asked() -> None:
    answer = checked(APPLE, "--wrt", "tax", "--wrt", "apple", "--wrt", "tax")
    assert [one["name"] for one in answer["checks"]] == ["tax", "apple"]


@pytest.mark.parametrize(
    ("word", "message"),
    [
        ("price", "'price' is a node: gradcheck takes variables"),
        ("tax[0]", "gradcheck takes whole variables"),
        ("tex", "no variable or node is called 'tex'"),
    ],
)
def test_what_is_no_variable_is_refused(word: str, message: str) -> None:
    ran = bpcalc("gradcheck", APPLE, "--wrt", word)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"error: {message}\n")


def test_constants_are_refused() -> None:
    ran = bpcalc("gradcheck", "-", "--wrt", "c", stdin=b"variables: {x: 1}\nconstants: {c: 2}\nnodes: {y: x * c}\n")
    assert (ran.code, ran.out) == (2, "")
    assert "'c' is a constant: gradcheck takes variables" in ran.err


def test_another_output_and_upstream() -> None:
    answer = checked(APPLE, "--output", "apple_price", "--upstream", "3")
    assert (answer["output"], answer["upstream"]) == ("apple_price", 3.0)
    assert [one["analytic"] for one in answer["checks"]] == [6.0, 300.0, 0.0]


@pytest.mark.parametrize("method", ["complex", "central", "taylor"])
def test_methods(method: str) -> None:
    assert checked(APPLE, "--method", method)["method"] == method


def test_samples_directions_and_seeds() -> None:
    batch = str(PROBLEMS / "affine_batch.yaml")
    assert checked(batch)["summary"]["entries"] == 4 + 6 + 3
    assert checked(batch, "--sample", "2")["summary"]["entries"] == 3 * 2
    assert checked(batch, "--fast")["summary"]["entries"] == 3
    assert checked(batch, "--seed", "7")["seed"] == 7


def test_the_tolerance_widens_the_bound() -> None:
    strict, loose = checked(APPLE), checked(APPLE, "--tolerance", "0.1")
    assert loose["checks"][0]["bound"] == pytest.approx(0.1 * 2.2, rel=1e-6)
    assert strict["checks"][0]["bound"] < loose["checks"][0]["bound"]


def test_every_format_writes_an_answer() -> None:
    for form in forms_of(Gradcheck):
        ran = bpcalc("gradcheck", APPLE, "-f", form)
        assert ran.code == 0, ran.err
        assert "pass" in ran.out


KIND = """
import numpy as np
class Seen:
    def forward(self, x):
        assert x.dtype == "{}", x.dtype
        self.x = x
        return x * x
    def backward(self, dout):
        assert dout.dtype == "{}", dout.dtype
        return 2 * self.x * dout
"""
SEEN = b"variables: {x: [1, 2.5]}\nnodes: {y: Seen(x)}\n"


@pytest.mark.parametrize(
    ("asked", "given"), [("float64", "float64"), ("float32", "float32"), ("float16", "float16"), ("bfloat16", "float32")]
)
def test_the_code_of_layers_gets_the_precision_that_is_asked_for(tmp_path: Path, asked: str, given: str) -> None:
    (tmp_path / "seen.py").write_text(KIND.format(given, given), encoding="utf-8")
    assert checked("-", "--layers", str(tmp_path / "seen.py"), "--dtype", asked, stdin=SEEN)["verdict"] == "pass"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--device", "cuda", "--layers", "seen.py"], "the file imports neither"),
        (["--dtype", "float32"], "--dtype and --device are for the code of --layers"),
        (["--device", "cuda"], "--dtype and --device are for the code of --layers"),
        (["--dtype", "float8", "--layers", "seen.py"], "--dtype is one of float64, float32, bfloat16, float16"),
        (["--device", "tpu", "--layers", "seen.py"], "--device is one of cpu, cuda"),
    ],
)
def test_a_precision_or_device_that_cannot_be_is_exit_2(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], said: str
) -> None:
    (tmp_path / "seen.py").write_text(KIND, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for name in ("torch", "jax"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    ran = bpcalc("gradcheck", "-", *words, stdin=SEEN)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


class Absent:
    """torch on a machine without a graphics card."""

    __version__ = "0"

    class cuda:
        is_available = staticmethod(lambda: False)

    class autograd:
        class Function:
            pass


def test_a_device_that_is_not_there_is_exit_2(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "seen.py").write_text(KIND, encoding="utf-8")
    monkeypatch.setitem(sys.modules, "torch", Absent)  # type: ignore[arg-type]
    monkeypatch.delitem(sys.modules, "jax", raising=False)
    ran = bpcalc("gradcheck", "-", "--device", "cuda", "--layers", str(tmp_path / "seen.py"), stdin=SEEN)
    assert (ran.code, ran.out) == (2, "")
    assert "there is no device 'cuda' here" in ran.err


KERNEL = """
import numpy as np
class Tanh32:
    def forward(self, x):
        self.y = np.tanh(x.astype(np.float32))
        return self.y
    def backward(self, dout):
        return dout.astype(np.float32) * (1 - self.y * self.y)
class Wrong32(Tanh32):
    def backward(self, dout):
        return dout.astype(np.float32) * (1 - self.y)
class Near32(Tanh32):
    def forward(self, x):
        return super().forward(x) * np.float32(1.00001)
"""
HELD = b"variables: {x: [0.5, -1, 2]}\nnodes: {y: tanh(x)}\n"


def test_a_kernel_against_its_reference(tmp_path: Path) -> None:
    file = tmp_path / "kernel.py"
    file.write_text(KERNEL, encoding="utf-8")
    layers = ("-", "--layers", str(file), "--against")
    right, wrong = checked(*layers, "tanh=Tanh32", stdin=HELD), checked(*layers, "tanh=Wrong32", code=1, stdin=HELD)
    assert [(row["of"], row["verdict"]) for row in right["against"]] == [("output", "pass"), ("x", "pass")]
    assert [(row["of"], row["verdict"]) for row in wrong["against"]] == [("output", "pass"), ("x", "fail")]
    assert (wrong["verdict"], {check["verdict"] for check in wrong["checks"]}) == ("fail", {"pass"})


def test_the_ratio_that_is_allowed(tmp_path: Path) -> None:
    file = tmp_path / "kernel.py"
    file.write_text(KERNEL, encoding="utf-8")
    words = ("-", "--layers", str(file), "--against", "tanh=Near32")
    checked(*words, code=1, stdin=HELD)
    checked(*words, "--ratio", "1000", stdin=HELD)
    for ratio, message in (("0.5", "--ratio must be at least 1, not 0.5"), ("x", "--ratio: ")):
        ran = bpcalc("gradcheck", *words, "--ratio", ratio, stdin=HELD)
        assert (ran.code, message in ran.err) == (2, True)
    assert "--ratio goes with --against NAME=CLASS" in bpcalc("gradcheck", APPLE, "--ratio", "3").err
