"""한글 comes in two spellings: composed, as keyboards type it, and in its parts, as archives from a Mac have it. Both mean the same."""

from pathlib import Path
from unicodedata import normalize

import numpy as np
import pytest

from tests.cli.running import bpcalc

CODE = """
class 스위시:
    def forward(self, x):
        return 2 * x
    def backward(self, dout):
        return 2 * dout
"""
PROBLEM = """
variables: {한글: 2, 값: {file: 자료/가중치.csv}}
nodes:
  중간: 스위시(한글)
  둘: 스위시(중간)
  합: sum(값) * 둘
output: 합
expect: {forward: {둘: 8}, gradients: {한글: 12}}
"""


@pytest.fixture(params=["NFC", "NFD"], ids=["composed on the disk", "decomposed on the disk"])
def desk(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder whose files, and all that is in them, are spelt in one of the two ways."""

    def spelt(text: str) -> str:
        return normalize(request.param, text)

    monkeypatch.chdir(tmp_path)
    (tmp_path / spelt("자료")).mkdir()
    np.savetxt(tmp_path / spelt("자료") / spelt("가중치.csv"), [1.0, 2.0])
    (tmp_path / spelt("계층.py")).write_text(spelt(CODE), encoding="utf-8")
    (tmp_path / spelt("문제.yaml")).write_text(spelt(PROBLEM), encoding="utf-8")
    (tmp_path / "other.yaml").write_text(normalize("NFC" if request.param == "NFD" else "NFD", PROBLEM), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("file", ["문제.yaml", "other.yaml"])
@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (["forward", "--node", "중간", "--set", "한글=3"], "6.0\n"),
        (["backward", "--wrt", "한글", "--output", "둘"], "4.0\n"),
        (["backward", "--wrt", "값[0]", "--upstream", "{file: 자료/가중치.csv}", "--output", "합"], None),
        (["gradcheck", "--wrt", "한글"], "pass\n"),
        (["check"], "pass\n"),
    ],
)
def test_either_spelling_is_understood(words: list[str], answer: str | None, file: str, form: str, desk: Path) -> None:
    line = [normalize(form, word) for word in (*words, file, "--layers", "계층.py", "-f", "value")]
    ran = bpcalc(*line)
    if answer is None:  # the file is found, and does not fit
        assert "upstream has the shape (2,)" in ran.err
    else:
        assert (ran.code, ran.out, ran.err) == (0, answer, "")


def test_a_folder_is_checked_in_either_spelling(desk: Path) -> None:
    folder = next(path for path in desk.iterdir() if path.is_dir())
    (folder / "p.yaml").write_text("variables: {x: 1}\nnodes: {y: x * 2}\n")
    for form in ("NFC", "NFD"):
        assert bpcalc("check", normalize(form, "자료"), "-f", "value").out == "pass\n"


def test_a_name_that_there_is_in_both_spellings_is_the_one_that_is_typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for form, value in (("NFC", 1), ("NFD", 2)):
        (tmp_path / f"{normalize(form, '한글')}.yaml").write_text(f"variables: {{x: {value}}}\nnodes: {{y: x * 10}}\n")
    if len(list(tmp_path.iterdir())) == 1:
        pytest.skip("this file system takes them for one")
    for form, value in (("NFC", "10.0\n"), ("NFD", "20.0\n")):
        assert bpcalc("forward", f"{normalize(form, '한글')}.yaml", "-f", "value").out == value
