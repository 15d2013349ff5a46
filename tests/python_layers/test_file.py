"""Layers from a Python file: what becomes a layer, how it is called, and what is said of code that misbehaves."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from backprop_cli import engine
from backprop_cli.errors import BpcalcError, LayerError, SourceError, UsageError
from backprop_cli.layers import BY_CLASS_NAME, SHELF, Layer
from backprop_cli.problem.problem import Problem, Settings
from backprop_cli.problem.reader import read_problem
from backprop_cli.python_layers.load import load_layers
from backprop_cli.source import Source
from tests.cli.running import bpcalc
from tests.gradcheck.checking import check_with

WITH_US = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])}
BOOK = """
import numpy as np

class MulLayer:
    def __init__(self):
        self.x = None
        self.y = None
    def forward(self, x, y):
        self.x, self.y = x, y
        return x * y
    def backward(self, dout):
        return dout * self.y, dout * self.x

class Relu:
    def __init__(self):
        self.mask = None
    def forward(self, x):
        self.mask = (x <= 0)
        out = x.copy()
        out[self.mask] = 0
        return out
    def backward(self, dout):
        dx = dout.copy()
        dx[self.mask] = 0
        return dx

class Affine:
    def __init__(self, W, b):
        self.W, self.b, self.x, self.dW, self.db = W, b, None, None, None
    def forward(self, x):
        self.x = x
        return np.dot(x, self.W) + self.b
    def backward(self, dout):
        self.dW = np.dot(self.x.T, dout)
        self.db = np.sum(dout, axis=0)
        return np.dot(dout, self.W.T)

class SoftmaxWithLoss:
    def forward(self, x, t):
        self.t = t
        e = np.exp(x - x.max(axis=1, keepdims=True))
        self.y = e / e.sum(axis=1, keepdims=True)
        return -np.log(self.y[np.arange(len(t)), t]).mean()
    def backward(self, dout=1):
        dx = self.y.copy()
        dx[np.arange(len(self.t)), self.t] -= 1
        return dout * dx / len(self.t)

def scale_forward(x, factor):
    return x * factor, (x, factor)

def scale_backward(dout, cache):
    x, factor = cache
    return dout * factor, np.sum(dout * x)
"""


def written(folder: Path, code: str, name: str = "mine.py") -> str:
    path = folder / name
    path.write_text(code, encoding="utf-8")
    return str(path)


def problem_with(folder: Path, code: str, text: str) -> Problem:
    return read_problem(Source("p.yaml", text), None, Settings(layers=tuple(load_layers(written(folder, code)))))


def gradients(problem: Problem) -> dict[str, Any]:
    values = engine.forward(problem.graph)
    found = engine.backward(problem.graph, values, problem.output(), problem.upstream)
    return dict(zip(problem.graph.names, found, strict=True))


def layer(folder: Path, code: str, index: int = 0) -> Any:
    return load_layers(written(folder, code))[index]()


def test_every_class_and_every_pair_of_the_file_is_a_layer(tmp_path: Path) -> None:
    code = (
        "from math import sin\nfrom collections import OrderedDict\n"
        + BOOK
        + "\nclass Helper:\n    pass\ndef other_forward(x):\n    return x, x\n"
    )
    layers = load_layers(written(tmp_path, code))
    assert [(cls.name, cls.inputs) for cls in layers] == [
        ("mul", ("x", "y")), ("relu", ("x",)), ("affine", ("x", "W", "b")), ("softmax_with_loss", ("x", "t")), ("scale", ("x", "factor"))
    ]  # fmt: skip
    assert all(cls.yours and not cls.analytic for cls in layers)


def test_the_shelf_stays_as_it_is(tmp_path: Path) -> None:
    before = dict(SHELF), dict(BY_CLASS_NAME)
    load_layers(written(tmp_path, BOOK))
    assert before == (SHELF, BY_CLASS_NAME)
    assert all(not cls.yours for cls in SHELF.values())


@pytest.mark.parametrize("call", ["relu(x)", "Relu(x)"])
def test_a_class_replaces_the_shelf_under_both_names(tmp_path: Path, call: str) -> None:
    problem = problem_with(tmp_path, BOOK, f"variables: {{x: [1, -2]}}\nnodes: {{y: {call}}}")
    assert problem.graph.layers[0].yours
    assert gradients(problem)["x"].tolist() == [1.0, 0.0]


def test_the_apples_of_the_book_stay_floats(tmp_path: Path) -> None:
    problem = problem_with(tmp_path, BOOK, "variables: {apple: 100, n: 2, tax: 1.1}\nnodes: {price: apple * n, total: price * tax}")
    assert problem.graph.scalar
    assert [cls.yours for cls in problem.graph.layers] == [True, True]
    found = gradients(problem)
    assert [found["apple"], found["n"], found["tax"]] == [pytest.approx(2.2), pytest.approx(110.0), 200.0]
    assert all(type(found[name]) is float for name in ("apple", "n", "tax"))


def test_code_for_arrays_takes_single_numbers_too(tmp_path: Path) -> None:
    problem = problem_with(tmp_path, BOOK, "variables: {x: 3}\nnodes: {y: relu(x), z: 2 * y}")
    assert gradients(problem)["x"] == 2.0
    assert type(gradients(problem)["x"]) is float


def test_a_network_of_the_books_classes(tmp_path: Path) -> None:
    text = "variables: {W: [[1, 0.5, -1], [0.3, 2, 1]], b: [0.1, 0.2, -3]}\nconstants: {x: [[1, 2], [3, 4]], t: [0, 2]}\nnodes: {a: 'affine(x, W, b)', h: relu(a), L: 'softmax_with_loss(h, t)'}"
    mine = gradients(problem_with(tmp_path, BOOK, text))
    ours = gradients(read_problem(Source("p.yaml", text), None))
    for name in ("W", "b"):
        np.testing.assert_allclose(mine[name], ours[name], rtol=1e-12)
    assert check_with(tmp_path, BOOK, text).verdict == "pass"


def test_one_class_at_two_nodes_keeps_them_apart(tmp_path: Path) -> None:
    problem = problem_with(tmp_path, BOOK, "variables: {x: 5, y: 2}\nnodes: {a: x * y, z: a * x}")
    assert gradients(problem)["x"] == 20.0


def test_a_pair_gives_gradients_in_the_order_of_its_parameters(tmp_path: Path) -> None:
    found = gradients(problem_with(tmp_path, BOOK, "variables: {x: [1, 2], k: 3}\nnodes: {y: 'scale(x, k)'}"))
    assert (found["x"].tolist(), found["k"]) == ([3.0, 3.0], 3.0)


def test_lower_case_attributes_hold_gradients_too(tmp_path: Path) -> None:
    code = BOOK.replace("self.dW = np", "self.dw = np").replace("self.dW, self.db =", "self.dw, self.db =")
    found = gradients(
        problem_with(tmp_path, code, "variables: {x: [[1, 2]], W: [[3], [4]], b: [1]}\nnodes: {y: 'affine(x, W, b)'}")
    )
    assert found["W"].tolist() == [[1.0], [2.0]]


def test_what_init_has_defaults_for_are_options(tmp_path: Path) -> None:
    code = "class Scale:\n    def __init__(self, factor=2.0):\n        self.factor = factor\n    def forward(self, x):\n        return x * self.factor\n    def backward(self, dout):\n        return dout * self.factor\n"
    problem = problem_with(tmp_path, code, "variables: {x: 1}\nnodes: {a: Scale(x), y: {Scale: a, factor: 5}}")
    assert gradients(problem)["x"] == 10.0


def test_helpers_may_lie_beside_the_file(tmp_path: Path) -> None:
    (tmp_path / "beside_it.py").write_text("def double(x):\n    return 2 * x\n", encoding="utf-8")
    code = "from beside_it import double\nclass Twice:\n    def forward(self, x):\n        return double(x)\n    def backward(self, dout):\n        return 2 * dout\n"
    assert layer(tmp_path, code).compute(3.0) == 6.0


def test_inputs_are_protected(tmp_path: Path) -> None:
    code = "class Bad:\n    def forward(self, x):\n        x *= 2\n        return x\n    def backward(self, dout):\n        dout[:] = 0\n        return dout\n"
    bad, x, dout = layer(tmp_path, code), np.array([1.0, 2.0]), np.array([3.0, 4.0])
    bad.vjp(dout, bad.compute(x), x, wanted=(True,))
    assert (x.tolist(), dout.tolist()) == ([1.0, 2.0], [3.0, 4.0])


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("class A(:\n", r"mine.py:1 is no Python"),
        ("x = 1\n\nimport there_is_no_such_module\n", r"mine.py:3 raised ModuleNotFoundError"),
        ("exit(3)\n", r"mine.py:1 raised SystemExit"),
        ("def f(x):\n    return x\n", "has no layers"),
    ],
)
def test_files_that_are_no_layers(tmp_path: Path, code: str, said: str) -> None:
    with pytest.raises(LayerError, match=said):
        load_layers(written(tmp_path, code))


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot read"):
        load_layers(str(tmp_path / "none.py"))


def test_a_problem_that_uses_none_of_them(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="none of the layers"):
        problem_with(tmp_path, BOOK, "variables: {x: 1}\nnodes: {y: x + 1}")


FORWARD = "class My:\n    def forward(self, x):\n        self.x = x\n        return 2 * x\n"
MISBEHAVIOUR = {
    "returns nothing": (FORWARD + "    def backward(self, dout):\n        2 * dout\n", r"My.backward \(.*mine.py:5\) returns None", True),
    "too many gradients": (FORWARD + "    def backward(self, dout):\n        return dout, dout\n", "returns 2 gradients, and forward takes 1 input", True),
    "wrong shape": (FORWARD + "    def backward(self, dout):\n        return 2 * dout.sum()\n", r"the gradient for x has the shape \(\), x itself \(3,\)", True),
    "no number": (FORWARD + "    def backward(self, dout):\n        return 'two'\n", "no number", True),
    "raises": (FORWARD + "    def backward(self, dout):\n        y = 2\n        return dout * self.y\n", r"My.backward \(.*mine.py:7\) raised AttributeError", True),
    "missing name": (FORWARD + "    def backward(self, dout):\n        return dout * x\n", r"NameError.*did you mean self.x\?", True),
    "no dout": (FORWARD + "    def backward(self):\n        return 2\n", "raised TypeError", True),
    "writes into dout": (FORWARD + "    def backward(self, dout):\n        dout *= 2\n        return dout\n", "writes into dout", False),
    "writes into its input": (FORWARD + "    def backward(self, dout):\n        self.x *= 0\n        return 2 * dout\n", r"My.backward \(.*\) writes into x", False),
    "forward writes": ("class My:\n    def forward(self, x):\n        x += 1\n        return 2 * x\n    def backward(self, dout):\n        return 2 * dout\n", r"My.forward \(.*mine.py:2\) writes into x", False),
    "forward returns nothing": ("class My:\n    def forward(self, x):\n        2 * x\n    def backward(self, dout):\n        return 2 * dout\n", "My.forward .* returns None", True),
    "forward raises": ("class My:\n    def forward(self, x):\n        raise ValueError('no')\n    def backward(self, dout):\n        return 2 * dout\n", "mine.py:3.* raised ValueError: no", True),
    "random": ("import numpy as np\nclass My:\n    def forward(self, x):\n        self.m = np.random.rand(*x.shape)\n        return x * self.m\n    def backward(self, dout):\n        return dout * self.m\n", "differently the second time", False),
    "no cache": ("def My_forward(x):\n    return 2 * x\ndef My_backward(dout, cache):\n    return 2 * dout\n", "must return two things, out and cache", True),
}  # fmt: skip


@pytest.mark.parametrize(("code", "said", "fatal"), MISBEHAVIOUR.values(), ids=MISBEHAVIOUR.keys())
def test_misbehaviour_is_a_finding(tmp_path: Path, code: str, said: str, fatal: bool) -> None:
    import re

    result = check_with(tmp_path, code, "variables: {x: [1, 2, 3]}\nnodes: {y: My(x), z: y * y}")
    assert result.verdict == "fail"
    assert any(re.search(said, culprit.note) for culprit in result.culprits), result.culprits
    assert {culprit.node for culprit in result.culprits} == {"y"}
    assert (result.checks == []) == fatal


@pytest.mark.parametrize("name", [name for name, (_, _, fatal) in MISBEHAVIOUR.items() if fatal])
def test_what_cannot_be_run_is_an_error_of_the_passes(tmp_path: Path, name: str) -> None:
    problem = problem_with(tmp_path, MISBEHAVIOUR[name][0], "variables: {x: [1, 2, 3]}\nnodes: {y: My(x)}")
    with pytest.raises(BpcalcError) as caught:
        gradients(problem)
    assert caught.value.node == problem.graph.nodes[0]


def test_fewer_gradients_are_fine_where_the_rest_are_constants(tmp_path: Path) -> None:
    code = "class My:\n    def forward(self, x, k):\n        self.k = k\n        return x * k\n    def backward(self, dout):\n        return dout * self.k\n"
    nodes = "nodes: {y: 'My(x, k)'}"
    assert check_with(tmp_path, code, f"variables: {{x: [1, 2]}}\nconstants: {{k: 3}}\n{nodes}").verdict == "pass"
    result = check_with(tmp_path, code, f"variables: {{x: [1, 2], k: 3}}\n{nodes}")
    assert result.verdict == "fail"
    assert "no gradient for k" in result.culprits[0].note


def test_a_planted_error_of_1e_5_is_found(tmp_path: Path) -> None:
    code = "import numpy as np\nclass My:\n    def forward(self, x):\n        self.x = x\n        return np.sin(x)\n    def backward(self, dout):\n        return dout * np.cos(self.x) * (1 + 1e-5)\n"
    result = check_with(tmp_path, code, "variables: {x: [1, 2, 3]}\nnodes: {y: My(x)}")
    assert {row.verdict for row in result.checks} == {"fail"}
    assert "1.00001 times" in result.culprits[0].note
    assert check_with(tmp_path, code.replace(" * (1 + 1e-5)", ""), "variables: {x: [1, 2, 3]}\nnodes: {y: My(x)}").verdict == "pass"


def test_float32_widens_the_tolerance_and_says_so(tmp_path: Path) -> None:
    code = "import numpy as np\nclass My:\n    def forward(self, x):\n        self.x = x.astype(np.float32)\n        return np.sin(self.x)\n    def backward(self, dout):\n        return dout * np.cos(self.x)\n"
    result = check_with(tmp_path, code, "variables: {x: [1, 2, 3]}\nnodes: {y: My(x)}")
    assert result.verdict == "pass", result.checks
    assert any("float32" in note for note in result.notes)


def test_a_global_in_the_place_of_an_input_is_noticed(tmp_path: Path) -> None:
    code = BOOK.replace("np.dot(x, self.W)", "np.dot(x, W)") + "\nW = np.ones((2, 3))\n"
    text = "variables: {x: [[1, 2]], W: [[1, 2, 3], [4, 5, 6]], b: [1, 2, 3]}\nnodes: {y: 'affine(x, W, b)'}"
    result = check_with(tmp_path, code, text)
    assert any("reads W of the file" in culprit.note for culprit in result.culprits)
    assert [(culprit.input, culprit.numeric) for culprit in result.culprits][-1] == ("W", 0.0)


def test_a_layer_of_the_problem_may_use_one_of_the_file(tmp_path: Path) -> None:
    code = "class My:\n    def forward(self, x):\n        return 2 * x\n    def backward(self, dout):\n        return 3 * dout\n"
    layers = "layers:\n  outer:\n    inputs: [x]\n    forward: My(x) + 1\n"
    result = check_with(tmp_path, code, f"variables: {{x: 1}}\n{layers}nodes: {{y: outer(x)}}")
    assert (result.verdict, result.checks[0].method) == ("fail", "central")
    assert issubclass(load_layers(written(tmp_path, code))[0], Layer)


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


def test_labels_for_scores_whose_shape_only_the_run_tells_are_checked_by_the_run(tmp_path: Path) -> None:
    code = (
        "class Picky:\n    def forward(self, x):\n        if x[0, 1] != 2:\n            raise ValueError\n        return x\n"
        "    def backward(self, dout):\n        return dout\n"
    )
    text = "variables: {x: [[1, 2, 3]]}\nconstants: {t: [7]}\nnodes: {s: Picky(x), L: 'softmax_with_loss(s, t)'}\n"
    with pytest.raises(BpcalcError, match=r"label 7 at index \[0\] is outside 0..2"):
        engine.forward(problem_with(tmp_path, code, text).graph)


SWISH = "class Swish:\n    def forward(self, x):\n        return 2 * x\n    def backward(self, dout):\n        return 2 * dout + missing\n"


def test_what_the_file_imports_counts_as_its_own(tmp_path: Path) -> None:
    pair = "def cube_forward(x):\n    return x ** 3, x\n\ndef cube_backward(dout, cache):\n    return dout * 3 * cache ** 2 + missing\n"
    written(tmp_path, SWISH + pair, "imported_ops.py")
    layers = load_layers(written(tmp_path, "from imported_ops import Swish, cube_forward, cube_backward\n"))
    assert [(cls.name, cls.inputs) for cls in layers] == [("Swish", ("x",)), ("cube", ("x",))]
    for cls, line in zip(layers, (5, 10), strict=True):
        with pytest.raises(LayerError, match=rf"imported_ops\.py:{line}\) raised NameError"):  # not a line of the file that imports
            cls().vjp(1.0, 2.0, 2.0, wanted=(True,))


def test_neither_our_layers_nor_bases_of_others_count_as_imported(tmp_path: Path) -> None:
    written(tmp_path, SWISH + "class Alone(Swish):\n    pass\n", "bases_of.py")
    imports = "from bases_of import Swish, Alone\nfrom backprop_cli.layers.activation import Relu, Sigmoid\n"
    assert [cls.name for cls in load_layers(written(tmp_path, imports))] == ["Alone"]
    assert [cls.name for cls in load_layers(written(tmp_path, imports + "class My(Alone):\n    pass\n", "mine_too.py"))] == ["My"]
    own = SWISH + "class Second(Swish):\n    pass\n"
    assert [cls.name for cls in load_layers(written(tmp_path, own, "own_bases.py"))] == ["Swish", "Second"]


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
