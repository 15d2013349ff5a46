"""Korean phrases: no particle hangs on what is filled in, and each is Korean."""

import re

from backprop_cli.phrases.ko import PHRASES

PARTICLES = re.compile(r"\}['’»\"]?(?:을|를|이|가|은|는|와|과|으로|로|이다|다)(?![가-힣])")


def test_no_particle_hangs_on_a_blank() -> None:
    assert [text for text in PHRASES.values() if PARTICLES.search(text)] == []


def test_each_is_korean() -> None:
    assert [text for text in PHRASES.values() if not re.search("[가-힣]", text)] == []
