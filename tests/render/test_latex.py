"""Explanations as LaTeX: the two texts that the guide shows, and every shipped problem set by a real TeX."""

import shutil
import subprocess
from pathlib import Path

import pytest

from backprop_cli.problem.library import shipped
from tests.cli.running import bpcalc

ONE_WAY = r"""% needs amsmath
\begin{align*}
\frac{\partial\,\mathit{price}}{\partial\,\mathit{apple}}
  &= \frac{\partial\,\mathit{price}}{\partial\,\mathit{all\_price}} \cdot \frac{\partial\,\mathit{all\_price}}{\partial\,\mathit{apple\_price}}
     \cdot \frac{\partial\,\mathit{apple\_price}}{\partial\,\mathit{apple}} \\
  &= \mathit{tax} \cdot 1 \cdot \mathit{apple\_num} = 1.1 \cdot 1 \cdot 2 = 2.2
\end{align*}
"""
SEVERAL_WAYS = r"""% needs amsmath
\begin{align*}
\frac{\partial y}{\partial x} &= \underbrace{\frac{\partial y}{\partial\,\mathit{square}} \cdot \frac{\partial\,\mathit{square}}{\partial x}}_{\text{first input}}
   + \underbrace{\frac{\partial y}{\partial\,\mathit{square}} \cdot \frac{\partial\,\mathit{square}}{\partial x}}_{\text{second input}}
   + \frac{\partial y}{\partial\,\mathit{triple}} \cdot \frac{\partial\,\mathit{triple}}{\partial x} \\
  &= 1 \cdot x + 1 \cdot x + 1 \cdot 3 = 4 + 4 + 3 = 11
\end{align*}
"""


def latex(*words: str, stdin: bytes | None = None) -> str:
    return bpcalc("explain", *words, "-q", "-f", "latex", stdin=stdin).out


def test_one_way_and_several() -> None:
    assert latex("apple_orange", "--wrt", "apple") == ONE_WAY
    assert latex("fan_out", "--wrt", "x") == SEVERAL_WAYS


def test_an_entry_as_a_sum_and_arrays_by_their_rules() -> None:
    entry = latex("affine_batch", "--wrt", "W[0,1]")
    assert (
        r"\frac{\partial L}{\partial W_{0,1}} &= X_{0,0} \cdot \mathit{dout}_{0,1} + X_{1,0} \cdot \mathit{dout}_{1,1} \\" in entry
    )
    assert "\n  &= 0 \\cdot 2 + 1 \\cdot 5 \\\\\n  &= 5\n" in entry
    assert r"\frac{\partial L}{\partial W} &= X^{\top}\,\mathit{dout}" in latex("affine_batch", "--wrt", "W")


def test_what_several_nodes_send_back_to_an_entry_is_an_equation() -> None:
    text = latex("-", "--wrt", "x[1]", stdin=b"variables: {x: [1, 2]}\nnodes: {a: x * 3, b: x + 1, y: sum(a * b)}\n")
    assert text.endswith("&= 9 + 6 = 15\n\\end{align*}\n"), text


def test_all_terms_of_a_long_sum() -> None:
    problem = b"variables: {A: {normal: [1, 2], seed: 1}, B: {normal: [2, 900], seed: 2}}\nnodes: {y: sum(A @ B)}\n"
    assert latex("-", "--wrt", "A[0,1]", "--full", stdin=problem).count(r"\mathit{dout}_{0,") == 900


def test_an_upstream_is_a_factor_and_one_factor_is_not_written_twice() -> None:
    assert r"\frac{\partial L}{\partial\,\mathit{price}} \cdot" in latex("apple", "--wrt", "tax", "--upstream", "1.3")
    assert latex("apple", "--wrt", "tax").count(r"\frac") == 1


def test_what_needs_a_font_says_so() -> None:
    assert latex("apple_ko").startswith("% needs amsmath; for the letters XeLaTeX or LuaLaTeX")
    assert latex("apple").startswith("% needs amsmath\n")


def test_no_way_is_0_and_no_gradient_is_a_comment() -> None:
    text = latex("-", stdin=b"variables: {x: 1, w: 2, c: 3}\nnodes: {z: w * 2, y: 'where(c > 2, x, 0)'}\noutput: y\n")
    assert "\\frac{\\partial y}{\\partial w} &= 0\n" in text
    assert "% c: no gradient" in text


def doublings(count: int) -> bytes:
    return ("variables: {x0: 1}\nnodes:\n" + "".join(f"  x{n + 1}: x{n} + x{n}\n" for n in range(count))).encode()


LONG_SUM = f"variables: {{X: {[[n] for n in range(1, 31)]}, w: [2]}}\nnodes: {{y: sum(X @ w)}}\n".encode()


def test_what_is_too_long_has_dots() -> None:
    assert "\\\\\n&\\ \\,\\vdots \\\\\n" in latex("-", stdin=doublings(60))
    chain = "variables: {x0: 1}\nnodes:\n" + "".join(f"  x{n + 1}: x{n} * 2\n" for n in range(40))
    text = latex("-", stdin=chain.encode())
    assert r"\cdot \dots" in text
    assert text.isascii()
    text = latex("-", "--wrt", "w[0]", stdin=LONG_SUM)
    assert r"&= X_{0,0} \cdot \mathit{dout}_{0} + X_{1,0} \cdot \mathit{dout}_{1} + X_{2,0} \cdot \mathit{dout}_{2} + \dots" in text
    assert "1 \\cdot 1 + 2 \\cdot 1 + 3 \\cdot 1 + \\dots + 30 \\cdot 1" in text
    assert text.isascii()


@pytest.mark.skipif(shutil.which("pdflatex") is None, reason="needs pdfLaTeX with amsmath: apt install texlive-latex-base")
def test_a_real_tex_sets_what_is_explained(tmp_path: Path) -> None:
    texts = [latex("-", stdin=doublings(60)), latex("-", "--wrt", "w[0]", stdin=LONG_SUM)]
    texts += [latex("two_layer_net", "--wrt", "W1[0,0]"), latex("affine_batch", "--wrt", "W[0,1]")]
    texts += [latex(name) for name in shipped()]
    plain = [text for text in texts if "LuaLaTeX" not in text]
    assert len(plain) > 10
    document = "\\documentclass{article}\n\\usepackage{amsmath}\n\\begin{document}\n" + "".join(plain) + "\\end{document}\n"
    (tmp_path / "all.tex").write_text(document, encoding="utf-8")
    run = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "all.tex"]
    done = subprocess.run(run, cwd=tmp_path, capture_output=True, encoding="utf-8", errors="replace", check=False)
    assert done.returncode == 0, done.stdout[-2000:]
