"""Why a text is no YAML, in our words: the line that is printed repaired reads."""

import pytest

from tests.source.trees import yaml_of


@pytest.mark.parametrize(
    ("text", "repaired"),
    [
        ("title: @a, b\n", 'title: "@a, b"'),
        ("title: *a\n", 'title: "*a"'),
        ("title: >0, {1}\n", 'title: ">0, {1}"'),
        ("title: a: b, c\n", 'title: "a: b, c"'),
        ('title: it\'s "a": {b}\n', "title: 'it''s \"a\": {b}'"),
        ("y: |a| * |b|\n", "y: abs(a) * abs(b)"),
        ("y: `a` * b\n", "y: a * b"),
        ("y: - x\n", 'y: "- x"'),
        ("y: [a + c] * b\n", "y: (a + c) * b"),
        ("y: {a} * b\n", "y: (a) * b"),
        ('y: "a" * b\n', "y: a * b"),
        ("title: 2번: ReLU\n", 'title: "2번: ReLU"'),
        ("a:1\nb: 2\n", "a: 1"),
        ("v: {x:1}\n", "x: 1"),
        ("{h: sum(x, axis=0), g: 1}\n", '{h: "sum(x, axis=0)", g: 1}'),
        ("[maximum(a, b) * 2, c]\n", '["maximum(a, b) * 2", c]'),
        ("{f: A[0]}\n", '{f: "A[0]"}'),
        ("- {f: concat(A[0, 1], b), g: 1}\n", '- {f: "concat(A[0, 1], b)", g: 1}'),
        ("title: Problem #2\n", 'title: "Problem #2"'),
        ("y: x（1）\n", "x(1)"),
    ],
)
def test_the_repaired_line_is_printed_and_reads_well(text: str, repaired: str) -> None:
    (fault,) = yaml_of(text).faults
    assert fault.hint is not None
    assert fault.hint.endswith(repaired)
    again = yaml_of(repaired + "\n")
    assert again.faults == []
