"""Both parsers of YAML give the same events: they are one language, and no text is too odd for it."""

import random
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from backprop_cli.source import from_bytes, yaml_events
from backprop_cli.source.blanks import hidden
from backprop_cli.source.yaml_document import read_yaml
from tests.source.trees import document_lengths, errors, plain, whole, yaml_of

FOLDER = Path(__file__).parents[2] / "problems"


FILES = sorted(FOLDER.glob("*.yaml")) + sorted(FOLDER.glob("wrong/*/*.yaml"))


NO_TEXT = {"encoding_cp949", "encoding_cp932", "encoding_cp1252", "no_text"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_both_parsers_read_every_file_alike(path: Path) -> None:
    if path.stem not in NO_TEXT:
        source = from_bytes(path.read_bytes(), path.name, False, 2**20)
        assert whole(read_yaml(source)) == whole(read_yaml(source, pure=True))


SNIPPETS = [
    " ", "\n", "\n  ", "\t", ":", ": ", "- ", "-", "?", "? ", ",", "[", "]", "{", "}", "#", " #", "&a", "*a", "!t", "|", "|\n", ">2\n", "'",
    '"', "%", "@", "`", "a", "b", "1", ".", "\\", "\\u12", "\\ud800", "\xa0", "\u3000", "：", "（", "사", "\u2028", "\x85", "\ufeff", "😀", "<<",
    "---\n", "...\n", "\n%", "~", "\x07", "''", '""', "a: 1\n", "b: [1, 2]\n", "c: {d: e}\n", "  f: g(h)\n", "- i\n",
]  # fmt: skip


def restored(loaded: Any, table: dict[int, str]) -> Any:
    """What PyYAML makes of a text, with the blanks that it could not have read."""
    if isinstance(loaded, dict):
        return {restored(key, table): restored(value, table) for key, value in loaded.items()}
    if isinstance(loaded, list):
        return [restored(item, table) for item in loaded]
    return loaded.translate(table) if isinstance(loaded, str) else loaded


def assert_agree(text: str) -> None:
    """Both parsers take a text or both refuse it; and say the same, where no syntax error ends the reading."""
    fast, pure = yaml_of(text), yaml_of(text, pure=True)
    assert bool(errors(fast)) == bool(errors(pure))
    assert document_lengths(fast)
    assert document_lengths(pure)
    if not fast.ended and not pure.ended:
        assert whole(fast) == whole(pure)
    if not errors(fast):
        seen, table = hidden(text)
        loaded = yaml.load(seen, yaml.CBaseLoader if yaml_events.HAVE_LIBYAML else yaml.BaseLoader)
        assert plain(fast.root) == restored(loaded, table)


@pytest.mark.parametrize(
    "text",
    [
        "{a?: 1}",
        "[a?b, c]",
        "{a: why?}",
        "[b ?, c]",
        "[?a]",
        "{?a: 1}",
        "a: |# x\n  y\n",
        "a: ># x\n  y\n",
        "{a:}",
        "[a:?b]",
        "{a:[b]}",
        "[a:b]",
    ],
)
def test_where_pyyaml_alone_would_differ(text: str) -> None:
    assert_agree(text)
    assert whole(yaml_of(text)) == whole(yaml_of(text, pure=True))


@settings(max_examples=400)
@given(st.lists(st.sampled_from(SNIPPETS), max_size=14).map("".join))
def test_both_parsers_are_one_language(text: str) -> None:
    assert_agree(text)


@settings(max_examples=400)
@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    assert_agree(text.replace("\r", "\n").replace("\x00", ""))


@pytest.mark.parametrize("seed", range(8))
def test_mutated_files_are_read_or_refused(seed: int) -> None:
    """Pieces of good files, changed in a few places."""
    rng = random.Random(seed)
    texts = [path.read_text(encoding="utf-8") for path in FILES if path.parent == FOLDER]
    for _ in range(60):
        text = rng.choice(texts)
        start = rng.randrange(len(text))
        text = text[start : start + rng.randrange(20, 160)]
        for _ in range(rng.randrange(4)):
            at = rng.randrange(len(text) + 1)
            text = text[:at] + rng.choice(SNIPPETS) + text[at + rng.randrange(3) :]
        assert_agree(text)
