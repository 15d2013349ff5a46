"""Korean phrases: no particle hangs on what is filled in, each is Korean, and one style and one word for a thing holds throughout."""

import re

import pytest

from backprop_cli.phrases.ko import PHRASES
from backprop_cli.problem.library import shipped

PARTICLES = re.compile(r"\}['’»\"]?(?:을|를|이|가|은|는|와|과|으로|로|이다|다)(?![가-힣])")
POLITE = re.compile("니다|니까|[가나까아어에예세해지]요(?:[.?!]|$)")
OTHER_WORDS = re.compile("(?:^|[ (])(?:길(?:[은을에의]|이 |$)|모양|까닭)|첫째|둘째|셋째")
OF_PROBLEMS = [line for file in shipped().values() for line in re.findall(r'\bko: "([^"]*)"', file.read_text(encoding="utf-8"))]


def test_no_particle_hangs_on_a_blank() -> None:
    assert [text for text in PHRASES.values() if PARTICLES.search(text)] == []


def test_each_is_korean() -> None:
    assert [text for text in PHRASES.values() if not re.search("[가-힣]", text)] == []


@pytest.mark.parametrize("wrong", [POLITE, OTHER_WORDS], ids=["polite", "other words"])
def test_all_are_written_in_one_style(wrong: re.Pattern[str]) -> None:
    """Plain sentences; 경로, 형상, 이유 and 첫 번째 wherever these are meant."""
    assert OF_PROBLEMS != []
    assert [text for text in (*PHRASES.values(), *OF_PROBLEMS) if wrong.search(text)] == []
