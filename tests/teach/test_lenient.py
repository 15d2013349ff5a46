"""Hand-ins as students write them: nothing raises, nothing that cannot be read is called wrong or missing."""

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backprop_cli.source.places import Source
from backprop_cli.teach.lenient import WrittenAnswers, read_handin, written_in
from tests.problems import problem_of_bytes

KEY = """\
variables: {x: 3, y: 4, W: [1, 2]}
nodes: {s: x + y, z: s * s, v: W * z}
output: z
"""
GRAPH = problem_of_bytes(KEY).graph
NAMES = {number: name for name, number in GRAPH.numbers.items()}


def texts(found: WrittenAnswers) -> dict[str, str]:
    """z → what is written for its value, ∂x for its gradient."""
    return {f"{'∂' * (kind == 'gradient')}{NAMES[number]}": given.text for (kind, number), given in found.answers.items()}


def read(text: str) -> WrittenAnswers:
    return written_in(Source("p1.yaml", text), GRAPH)


EXPECT = "expect:\n  forward: {z: 49}\n  gradients:\n    x: 14\n    y: 2*7\n"
ANSWERS = {"z": "49", "∂x": "14", "∂y": "2*7"}


@pytest.mark.parametrize(
    "text",
    [
        KEY + EXPECT,
        EXPECT,
        "nodes: [not, a, problem\n" + EXPECT,
        "title: it's mine\n@@@ broken\n" + EXPECT + "more: [\n",
        "expect: {forward: {z: 49}, gradients: {x: 14, y: 2*7}}\n",
        "expect: {\nforward: {z: 49}, gradients: {x: 14, y: 2*7}}\n",
        'expect:\n  forward: {z: \'49\'}\n  gradients: {"x": 14, y: "2*7"}\n',
        "expect:\n  forward: {z: {value: 49}}\n  gradients: {x: 14, y: 2*7}\n",
        "expect:\n\tforward:\n\t\tz: 49\n\tgradients:\n\t\tx: 14\n\t\ty: 2*7\n",
        "expect:\n  forward:\n    z:\t49\n  gradients:\n    x:\t14\n    y: 2*7\n",
        "expect:\n  forward:\n    z：49\n  gradients:\n    x: １４\n    y: 2*7\n",
        "expect:\n  forward:\n    z:49\n  gradients:\n    x:14\n    y:2*7\n",
    ],
)
def test_the_same_answers_however_they_are_written(text: str) -> None:
    found = read(text)
    values = {name: text.replace("{value: 49}", "49").replace("１４", "14") for name, text in texts(found).items()}
    assert (values, found.doubt, found.unknown) == (ANSWERS, None, [])


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "the file is empty"), ("\n", "the file is empty"), ("just words\n", "it holds no answers"), ("- a\n- b\n", "it holds no answers"),
        ("expect:\n  forward: {z: 1\n", "line"), ("expect:\n  forward:\n    z: 1\n    z: 2\n", "'z' is there twice"),
        ("expect: [1, 2]\n", "it holds no answers"), ("expect:\n  forward: [1]\n", "it holds no answers"),
        ("expect:\n" + "  " + "{a: " * 60 + "1" + "}" * 60 + "\n", "line"),
        ("expect:\n  forward: &a {z: 1}\n", "anchor"), ("expect:\n\tforward:\n  \tz: 1\n     \tx: 2\n", "line"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_doubted_and_nothing_of_it_is_judged(text: str, reason: str) -> None:
    found = read(text)
    assert found.answers == {}
    assert found.doubt is not None
    assert reason in found.doubt


def test_a_file_that_answers_nothing_is_read_and_empty() -> None:
    for text in (KEY, "expect:\n", "expect: {}\n", "expect:\n  forward:\n  gradients: {}\n"):
        found = read(text)
        assert (found.answers, found.doubt) == ({}, None)
    assert [phrase for phrase, _ in read(KEY).mended] == ["there is no `expect:`"]


def test_names_that_the_problem_does_not_have() -> None:
    for text in ("expect:\n  forward:\n    z: 49\n    prcie: 3\n", "expect:\n  forward: {z: [49], prcie: 3}\n"):
        assert read(text).unknown == ["prcie"]


@pytest.mark.parametrize("value", ["12,5", " 3,3 "])
def test_a_decimal_comma_is_unclear_in_lines_and_in_braces(value: str) -> None:
    for text in (f"expect:\n  forward:\n    z: {value}\n", f"expect:\n  forward: {{z: {value}}}\n"):
        (given,) = read(text).answers.values()
        assert given.doubt is not None
        assert f"is that {value.strip().replace(',', '.')}?" in given.doubt


def test_nothing_behind_a_name_is_a_blank() -> None:
    found = read("expect:\n  forward:\n    z:\n    s: _\n  gradients: {x: , y: ?}\n")
    assert [len(given.blanks) for given in found.answers.values()] == [1, 1, 1, 1]


def test_arrays_and_faulty_answers_are_each_answers_own() -> None:
    found = read(
        "expect:\n  forward: {z: about 49}\n  gradients: {W: [1, _], x: {file: ../../../secret.npy}, y: {zeros: [999999999999]}}\n"
    )
    given = {name: found.answers[kind, number] for (kind, number), name in ((key, NAMES[key[1]]) for key in found.answers)}
    assert given["W"].blanks == [1]
    assert given["z"].faulty
    assert given["x"].fault is not None
    assert given["y"].fault is not None


def test_json(tmp_path: Path) -> None:
    path = tmp_path / "p1.json"
    path.write_text('{"expect": {"forward": {"z": 49.0, "s": null}, "gradients": {"x": "14"}}}')
    found = read_handin(str(path), GRAPH)
    assert texts(found) == {"z": "49.0", "s": "", "∂x": "14"}


@pytest.mark.parametrize(
    ("data", "mended"),
    [
        (("title: 문제 하나, 사과와 귤\n" + EXPECT).encode("cp949"), ["read as {encoding}"]),
        (("title: りんごとみかんの問題\n" + EXPECT).encode("cp932"), ["read as {encoding}"]),
        (EXPECT.encode("utf-8-sig"), []), (EXPECT.encode("utf-16"), []), (EXPECT.replace("\n", "\r\n").encode(), []),
        (EXPECT.encode("utf-16-le"), ["read as {encoding}"]), (EXPECT.replace("  x", "\tx").encode(), []),
    ],
)  # fmt: skip
def test_encodings_are_mended_and_counted(tmp_path: Path, data: bytes, mended: list[str]) -> None:
    path = tmp_path / "p1.yaml"
    path.write_bytes(data)
    found = read_handin(str(path), GRAPH)
    if b"\tx" not in data:
        assert texts(found) == ANSWERS
        assert [phrase for phrase, _ in found.mended] == mended


@pytest.mark.parametrize("data", [b"\x93NUMPY\x01\x00", b"\x00" * 99, b"PK\x03\x04\x00", b"x" * (2**20 + 1), b"\xff\xfe\x00", b""])
def test_files_that_are_no_texts(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "p1.yaml"
    path.write_bytes(data)
    found = read_handin(str(path), GRAPH)
    assert found.answers == {}
    assert found.doubt


def test_files_that_cannot_be_opened(tmp_path: Path) -> None:
    assert read_handin(str(tmp_path / "gone.yaml"), GRAPH).doubt
    assert read_handin(str(tmp_path), GRAPH).doubt
    assert read_handin("a\0b", GRAPH).doubt


def test_letters_that_were_lost_leave_a_doubt() -> None:
    assert read(EXPECT).sure


@given(
    st.text(alphabet="expctforwadgins:{}[],\n \t\"'&*!|>-_?#%@12.zxyW\u3000：", max_size=120).map(
        lambda tail: f"expect:\n  forward: {tail}"
    )
)
def test_no_text_raises(text: str) -> None:
    found = read(text)
    assert isinstance(found, WrittenAnswers)


def test_no_broken_copy_of_a_hand_in_raises(tmp_path: Path) -> None:
    path, chance = tmp_path / "p1.yaml", random.Random(3)
    for _ in range(300):
        data = bytearray((KEY + EXPECT).encode())
        for _ in range(chance.randrange(1, 9)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        path.write_bytes(data[: chance.randrange(len(data))])
        assert isinstance(read_handin(str(path), GRAPH), WrittenAnswers)
