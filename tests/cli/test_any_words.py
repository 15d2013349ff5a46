"""Whatever is typed: an answer or a sentence, never a traceback."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backprop_cli.cli.app import built
from backprop_cli.cli.help_pages import COMMANDS
from tests.cli.running import PROBLEMS, bpcalc

FILES = ["apple.yaml", "affine_batch.yaml", "sigmoid_gates.yaml", "nothere.yaml"]
OPTIONS = sorted({word for name in COMMANDS for param in built(name).params for word in param.opts if word.startswith("-")})
VALUES = ["", "0", "-1", "1e400", "json", "value", "tax", "W[0,1]", "W[9]", "tax=2", "tax=[1,", "W=[[1]]", "500M", "auto", "사과"]
WORDS = st.one_of(
    st.sampled_from([*FILES, *OPTIONS, *OPTIONS, *VALUES, *COMMANDS, "-", "--", "apple"]),
    st.text(max_size=8),
    st.builds("{}={}".format, st.sampled_from(OPTIONS), st.sampled_from(VALUES)),
)


@pytest.fixture(autouse=True, scope="module")
def _a_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Where -o may write."""
    folder = tmp_path_factory.mktemp("words")
    for name in FILES[:-1]:
        shutil.copy(PROBLEMS / name, folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        yield
    assert not [path.name for path in Path(folder).iterdir() if path.suffix == ".tmp"]


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from([*COMMANDS, ""]), st.lists(WORDS, max_size=5))
def test_any_words(command: str, words: list[str]) -> None:
    words = [word for word in words if "completion" not in word]  # those would be installed
    ran = bpcalc(*([command] if command else []), *words, stdin=b"variables: {tax: 2}\nnodes: {y: tax * tax}\n")
    assert ran.code in (0, 1, 2), ran.err
    assert ("error: " in ran.err) == (ran.code == 2), ran.err
    assert ran.code != 2 or ran.out == "" or command == "check" or words[:1] == ["check"]
    assert "Traceback" not in ran.err
