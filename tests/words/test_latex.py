"""Rules as LaTeX: braces balance, nothing special stands unescaped, and a real TeX sets them all."""

import re
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest

from backprop_cli.engine.edges import edges
from backprop_cli.explain.entry import entry_sum
from backprop_cli.layers import SHELF
from backprop_cli.words.entries import Writing
from backprop_cli.words.latex import GREEK, LATIN, latex_derivative, latex_name, latex_number, latex_rule, needs_a_font
from backprop_cli.words.syntax import NotInWords
from tests.explain.test_entry import pass_of_case
from tests.graphs.handmade import HANDMADE
from tests.layers.shelf import CASES

STRANGE = (
    "a_b", "x1", "price.1", "λ", "μ_x", "Αβγ", "W[0,1]", "price.1[0,2]", "μ[3]", "100%", "$&#{}", "a\\b", "^~", "-1e-9", "2.5e20",
    "inf", "µ", "_", "%", "\\",
)  # fmt: skip
WIDE = ("사과", "값_1[0,1]", "りんご", "été")


def rules() -> list[str]:
    """Every rule and formula of the shelf, those that depend on shapes included, and of layers written by hand."""
    shelf = [rule for kind in SHELF.values() for rule in (kind.formula, *kind.rules.values())]
    sampled = [rule for case in CASES.values() for rule in case.layer.rules_at(*case.xs).values()]
    own = re.findall(r"^ +\w+: (?![\[{])(.+)$", "\n".join(handmade.definition for handmade in HANDMADE), re.M)
    return list(dict.fromkeys([*shelf, *sampled, *own]))


def depths(text: str) -> list[int]:
    """How many braces are open after each character; an escaped one is none."""
    depth, found = 0, []
    for piece in re.findall(r"\\.|.", text):
        depth += (piece == "{") - (piece == "}")
        found.append(depth)
    return found


@pytest.mark.parametrize("rule", rules())
def test_every_rule_is_said_with_braces_that_balance(rule: str) -> None:
    text = latex_rule(rule)
    assert min(depths(text), default=0) >= 0
    assert depths(text)[-1] == 0
    assert not re.search(r"(?<!\\)[$&#%~]|\*|__|(?<![\\}\w)])_", text), text
    assert text.count("(") == text.count(")")


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("out * (1 - out)", r"\mathit{out} \cdot (1 - \mathit{out})"),
        ("1 / (1 + exp(-x))", r"\frac{1}{1 + \exp(-x)}"),
        ("(x + y) ** 2", "(x + y)^{2}"),
        ("-x ** 2", "-x^{2}"),
        ("(-x) ** 2", "(-x)^{2}"),
        ("(x / y) ** 2", r"(\frac{x}{y})^{2}"),
        ("(x ** y) ** 2", "(x^{y})^{2}"),
        ("x.T @ dout", r"x^{\top}\,\mathit{dout}"),
        ("(a @ b).T", r"(a\,b)^{\top}"),
        ("x - (y - z)", "x - (y - z)"),
        ("x - -y", "x - (-y)"),
        ("sum(t, axis=-1, keepdims=True)", r"\operatorname{sum}(t, \mathit{axis} = -1, \mathit{keepdims} = \mathrm{True})"),
        ("reshape(x, shape=(3,))", r"\operatorname{reshape}(x, \mathit{shape} = (3,))"),
        ("expand(x, y, None, False)", r"\operatorname{expand}(x, y, \mathrm{None}, \mathrm{False})"),
        ("log_softmax(x)", r"\operatorname{log\_softmax}(x)"),
        ("λ층(x)", r"\operatorname{\text{λ층}}(x)"),
        ("sqrt(pi) * abs(x - 1)", r"\sqrt{\pi} \cdot \lvert x - 1 \rvert"),
        ("maximum(x, 0) + (x != y) + (x <= y)", r"\max(x, 0) + (x \ne y) + (x \le y)"),
        ("dout[:, 0:3]", r"\mathit{dout}_{:,0:3}"),
        ("x[::-1, 1]", "x_{::-1,1}"),
        ("x + 1e-9 * y", r"x + 10^{-9} \cdot y"),
        ("1e-9 ** 2 + 2e-9 ** 2", r"(10^{-9})^{2} + (2 \cdot 10^{-9})^{2}"),
        ("X[0,0]·dout[0,1] + X[1,0]·dout[1,1]", r"X_{0,0} \cdot \mathit{dout}_{0,1} + X_{1,0} \cdot \mathit{dout}_{1,1}"),
        ("1·(-0.16826) + (-1)·0 + 0.5·0", r"1 \cdot (-0.16826) + (-1) \cdot 0 + 0.5 \cdot 0"),
        ("x[0] + x[1] + … + x[19]", r"x_{0} + x_{1} + \dots + x_{19}"),
        ("price.1[0,1] × price.10", r"\mathit{price.1}_{0,1} \cdot \mathit{price.10}"),
        ("softmax(score)[0,1] - 1.5", r"\operatorname{softmax}(\mathit{score})_{0,1} - 1.5"),
        ("(-2) ** 2 / (-3)", r"\frac{(-2)^{2}}{-3}"),
        ("x * -inf + nan", r"x \cdot (-\infty) + \mathrm{nan}"),
    ],
)  # fmt: skip
def test_rules_read_as_formulas(rule: str, text: str) -> None:
    assert latex_rule(rule) == text


def test_names_are_put_in() -> None:
    names = {"y": "tax", "out": "price.1", "x": "-2", "t": "1e-5", "slope": "0.5"}
    assert latex_rule("y * x - out / t", names) == r"\mathit{tax} \cdot (-2) - \frac{\mathit{price.1}}{10^{-5}}"
    assert latex_rule("x ** 2 * t ** 2 + slope", names) == r"(-2)^{2} \cdot (10^{-5})^{2} + 0.5"


@pytest.mark.parametrize("rule", ["x +", "x % y", "[x]", "lambda: x", "'x'", "x if y else z", "x.real"])
def test_other_python_is_no_formula(rule: str) -> None:
    with pytest.raises(NotInWords):
        latex_rule(rule)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("x", "x"), ("tax", r"\mathit{tax}"), ("all_price", r"\mathit{all\_price}"), ("W[0,1]", "W_{0,1}"), ("λ", r"\lambda"),
        ("λ1", r"\mathit{\lambda{}1}"), ("Α", "A"), ("price.1", r"\mathit{price.1}"), ("사과", r"\text{사과}"), ("값_1", r"\text{값\_1}"),
        ("é", r"\text{é}"), ("_", r"\text{\_}"), ("-1e-9", "-10^{-9}"), ("3", "3"), ("W1[0,0]", r"\mathit{W1}_{0,0}"),
    ],
)  # fmt: skip
def test_names(name: str, text: str) -> None:
    assert latex_name(name) == text


def test_numbers() -> None:
    numbers = ("1.5", "-2", "1e-9", "-1e-9", "2.5e20", "-3e-7", "inf", "-inf", "nan", "0")
    assert list(map(latex_number, numbers)) == [
        "1.5", "-2", "10^{-9}", "-10^{-9}", r"2.5 \cdot 10^{20}", r"-3 \cdot 10^{-7}", r"\infty", r"-\infty", r"\mathrm{nan}", "0",
    ]  # fmt: skip


def test_every_greek_letter_has_its_command_or_is_a_latin_one() -> None:
    letters = [chr(code) for code in (*range(0x391, 0x3AA), *range(0x3B1, 0x3CA)) if code != 0x3A2]
    assert all((letter in GREEK) != (letter in LATIN) for letter in letters)
    assert not needs_a_font("".join(letters))
    assert needs_a_font("사과")


def test_one_way() -> None:
    """The first sample of an explanation, put together from these pieces."""
    steps = [
        latex_derivative("price", "all_price"),
        latex_derivative("all_price", "apple_price"),
        latex_derivative("apple_price", "apple"),
    ]
    assert latex_derivative("price", "apple") == r"\frac{\partial\,\mathit{price}}{\partial\,\mathit{apple}}"
    assert r" \cdot ".join(steps) == (
        r"\frac{\partial\,\mathit{price}}{\partial\,\mathit{all\_price}} \cdot \frac{\partial\,\mathit{all\_price}}{\partial\,\mathit{apple\_price}}"
        r" \cdot \frac{\partial\,\mathit{apple\_price}}{\partial\,\mathit{apple}}"
    )
    assert latex_rule("tax × 1 × apple_num") == r"\mathit{tax} \cdot 1 \cdot \mathit{apple\_num}"
    assert latex_rule("1.1 × 1 × 2") == r"1.1 \cdot 1 \cdot 2"


def test_several_ways() -> None:
    assert latex_derivative("y", "x") == r"\frac{\partial y}{\partial x}"
    assert latex_derivative("square", "x") == r"\frac{\partial\,\mathit{square}}{\partial x}"
    assert latex_rule("1 × x + 1 × x + 1 × 3") == r"1 \cdot x + 1 \cdot x + 1 \cdot 3"
    assert latex_derivative("L", "λ") == r"\frac{\partial L}{\partial \lambda}"


def test_every_opened_entry_can_be_said() -> None:
    """What explain/entry.py writes is a formula, too."""
    for case in CASES.values():
        done = pass_of_case(case)
        for edge in edges(done, done.graph.reached_from(done.graph.variables)):
            found = entry_sum(done, edge, (0,) * np.ndim(edge.propagated)) if np.size(edge.propagated) else None
            for piece in [] if found is None else [*found.names(), *found.numbers(Writing(repr))]:
                assert depths(latex_rule(piece))[-1] == 0


def set_by(tex: str, folder: Path, formulas: list[str]) -> str:
    """The log of a document of formulas, which must be set without an error."""
    lines = "".join(f"\\begin{{align*}}\n  &{formula}\n\\end{{align*}}\n" for formula in formulas)
    source = folder / "formulas.tex"
    source.write_text(
        f"\\documentclass{{article}}\n\\usepackage{{amsmath}}\n\\begin{{document}}\n{lines}\\end{{document}}\n", encoding="utf-8"
    )
    done = subprocess.run(
        [tex, "-interaction=nonstopmode", "-halt-on-error", source.name],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    assert done.returncode == 0, done.stdout[-2000:]
    return done.stdout


@pytest.mark.skipif(shutil.which("pdflatex") is None, reason="needs pdfLaTeX with amsmath: apt install texlive-latex-base")
def test_a_real_tex_sets_every_rule(tmp_path: Path) -> None:
    names = [*STRANGE, *GREEK, *LATIN]
    formulas = [*map(latex_rule, rules()), *map(latex_name, names), *(latex_derivative(name, "x") for name in names)]
    assert "pages" in set_by("pdflatex", tmp_path, formulas)


@pytest.mark.skipif(shutil.which("lualatex") is None, reason="needs LuaLaTeX with amsmath: apt install texlive-luatex")
def test_names_that_are_not_ascii_are_set_by_lualatex(tmp_path: Path) -> None:
    assert "page" in set_by("lualatex", tmp_path, [*map(latex_name, WIDE), *(latex_derivative("x", name) for name in WIDE)])


def test_sums_of_thousands_of_terms() -> None:
    assert latex_rule(" - ".join(["a * b"] * 2000)) == " - ".join([r"a \cdot b"] * 2000)
    assert latex_rule("a - (b - c) + d * (e + f) / g") == r"a - (b - c) + \frac{d \cdot (e + f)}{g}"
    with pytest.raises(NotInWords):
        latex_rule("-" * 900 + "a")  # too deep to be walked
