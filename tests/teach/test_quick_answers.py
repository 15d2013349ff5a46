"""Plain lines mean the same with and without YAML's parser, and what is not plain is left to it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backprop_cli.source import parse
from backprop_cli.source.places import Source
from backprop_cli.source.tree import Mapping
from backprop_cli.teach.quick_answers import PlainAnswer, block_under, plain_answers, stands_alone

KINDS = {"forward": "forward", "gradients": "gradient"}


def by_the_parser(block: str) -> list[PlainAnswer] | None:
    """The same answers from the whole tree; None where the parser finds a fault or anything but texts."""
    document = parse(Source("p.yaml", block))
    if document.ended or any(fault.severity == "error" for fault in document.faults):
        return None
    assert isinstance(document.root, Mapping)
    part = document.root.values[document.root.keys.index("expect")]
    if not isinstance(part, Mapping):
        return None
    found: list[PlainAnswer] = []
    for key, section in zip(part.keys, part.values, strict=True):
        if key in KINDS:
            if not isinstance(section, Mapping) or not all(isinstance(value, str) for value in section.values):
                return None
            found += [PlainAnswer(KINDS[key], name, value) for name, value in zip(section.keys, section.values, strict=True)]
    return found


VALUES = st.sampled_from(
    [*"12 -3.5 1e-3 1/3 (2+3)*4 _ ____ ? .5 5. +7 1,5 - 12a [1] '3' \"4\" {a: b} &x *y 1:2 # #3 ?x".split(), "", "1 / 3", "a b"]
)
NAMES = st.sampled_from("x y price price.1 W 사과 ∂x 1x x-y null x[0]".split())
INDENTS = st.sampled_from(["", " ", "  ", "    ", "\t"])


@st.composite
def lines(draw: st.DrawFn) -> str:
    kind = draw(st.sampled_from(["entry", "section", "flow", "note", "tolerance", "blank"]))
    if kind == "entry":
        gap = draw(st.sampled_from([": ", ":  ", ":", " : "]))
        return f"{draw(INDENTS)}{draw(INDENTS)}{draw(NAMES)}{gap}{draw(VALUES)}{draw(st.sampled_from(['', ' ', ' # 1']))}"
    if kind == "flow":
        pairs = draw(st.lists(st.tuples(NAMES, st.sampled_from([": ", ":"]), VALUES), max_size=3))
        return f"  {draw(st.sampled_from([*KINDS]))}: {{{draw(st.sampled_from([', ', ',', ' , '])).join(map(''.join, pairs))}}}"
    return {"section": f"{draw(INDENTS)}{draw(st.sampled_from(['forward', 'gradients', 'other']))}:", "note": "  # note",
            "tolerance": "  tolerance: 1e-3", "blank": draw(st.sampled_from(["", "  "]))}[kind]  # fmt: skip


@st.composite
def tidy(draw: st.DrawFn) -> str:
    """Blocks that students write: two sections, each in lines or in braces."""
    out, indent = ["expect:"], " " * draw(st.integers(1, 4))
    for section in draw(st.permutations([*KINDS]))[: draw(st.integers(1, 2))]:
        pairs = [f"{name}: {value}" for name, value in draw(st.lists(st.tuples(NAMES, VALUES), max_size=4))]
        if draw(st.booleans()):
            out.append(f"{indent}{section}: {{{', '.join(pairs)}}}")
        else:
            out += [f"{indent}{section}:", *(f"{indent}  {pair}" for pair in pairs)]
    return "\n".join(out) + "\n"


@given(st.lists(lines(), max_size=6).map(lambda some: "\n".join(["expect:", *some]) + "\n") | tidy())
def test_what_is_read_quickly_is_what_the_parser_reads(block: str) -> None:
    found = plain_answers(block)
    if found is not None:
        assert found == by_the_parser(block)


@pytest.mark.parametrize(
    ("block", "texts"),
    [
        ("expect:\n  forward:\n    x: 12\n    price.1: _\n  gradients:\n    사과: ?\n", ["12", "_", "?"]),
        ("expect:\n  gradients: {x: 1/3, y: -2e-3}\n  tolerance: 1e-3\n", ["1/3", "-2e-3"]),
        ("expect: \n\n  # mine\n  forward: {}\n  gradients:\n       x: 1 # sure\n", ["1"]),
    ],
)
def test_what_most_write_is_read_quickly(block: str, texts: list[str]) -> None:
    found = plain_answers(block)
    assert found is not None
    assert [answer.text for answer in found] == texts


@pytest.mark.parametrize(
    "block",
    [
        "expect: {forward: {x: 1}}\n", "expect:\n  forward: {x: 12,5}\n", "expect:\n  forward:\n    x: 1\n    x: 2\n", "expect:\n  forward:\n",
        "expect:\n  forward:\n    x: 1\n   y: 2\n", "expect:\n  forward:\n    x: [1]\n", "expect:\n", "expect:\n  x: 1\n",
        "expect:\n  forward:\n    é: 1\n    e\u0301: 2\n", "expect:\n  forward: {x: 1y: 2}\n", "expect:\n\tforward:\n\t\tx: 1\n",
    ],
)  # fmt: skip
def test_what_is_not_plain_is_left_to_the_parser(block: str) -> None:
    assert plain_answers(block) is None


def test_a_block_ends_where_a_line_begins_in_the_first_column() -> None:
    text = "a: 1\nexpect:\n  forward: {x: 1}\n# a note\n\n  gradients: {x: 2}\nnodes:\n  y: x\n"
    assert block_under(text, "expect") == "expect:\n  forward: {x: 1}\n# a note\n\n  gradients: {x: 2}\n"
    assert block_under("expected: 1\n", "expect") is None
    assert block_under("expect: 1\nexpect: 2\n", "expect") is None


@pytest.mark.parametrize(
    ("before", "alone"),
    [
        ("title: \"a 'b' c\"\nx: {a: [1]}\n", True), ('title: "not\n', False), ("x: {\n", False), ("x: it's\n", False),
        ('title: "a \\" b\n', False), ("", True),
    ],
)  # fmt: skip
def test_a_block_in_an_open_quote_or_bracket_is_none(before: str, alone: bool) -> None:
    assert stands_alone(before) is alone
