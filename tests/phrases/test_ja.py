"""Japanese phrases: each is Japanese."""

import re

from backprop_cli.phrases.ja import PHRASES


def test_each_is_japanese() -> None:
    assert [text for text in PHRASES.values() if not re.search("[ぁ-んァ-ヶ一-龠]", text)] == []
