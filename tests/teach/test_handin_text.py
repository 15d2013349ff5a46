"""Hand-ins in every encoding that an editor may have saved them in."""

import pytest

from backprop_cli.errors import SourceError
from backprop_cli.teach.handin_text import handin_text

TEXT = "title: 문제 하나, 사과와 귤\nexpect:\n  forward: {price: 12}\n"
JAPANESE = "title: りんごとみかんの問題\nexpect:\n  forward: {price: 12}\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_what_files_should_be_in_is_not_said(encoding: str) -> None:
    assert handin_text(TEXT.encode(encoding), "p1.yaml") == (TEXT, None, True)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(TEXT, "cp949"), (JAPANESE, "cp932"), (TEXT, "utf-16-le"), (TEXT, "utf-16-be"), (TEXT, "utf-32-le"), (TEXT, "utf-32-be")],
)
def test_what_is_certain_is_read_and_said(text: str, encoding: str) -> None:
    assert handin_text(text.encode(encoding), "p1.yaml") == (text, encoding, True)


def test_accents_of_western_windows_are_read_and_doubted() -> None:
    assert handin_text("title: Äpfel\n".encode("cp1252"), "p1.yaml") == ("title: Äpfel\n", "cp1252", False)


def test_a_file_cut_in_the_middle_of_a_letter_keeps_its_digits() -> None:
    found = handin_text(TEXT.encode("cp949")[:10] + b"\xff\xfe\xff\nexpect: {forward: {price: 12}}\n", "p1.yaml")
    assert "price: 12" in found.text
    assert not found.sure


@pytest.mark.parametrize("data", [b"\x93NUMPY\x01\x00", b"PK\x03\x04\x00\x00", b"\x00\x01\x02" * 99])
def test_no_text_at_all(data: bytes) -> None:
    with pytest.raises(SourceError):
        handin_text(data, "p1.yaml")
