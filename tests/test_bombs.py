"""Small files that ask for the impossible: each is refused by its line, before anything of that size is made."""

import io
import os
import struct
import subprocess
import sys
import zipfile
from pathlib import Path
from unittest.mock import patch

import pytest

from backprop_cli.errors import Found
from backprop_cli.problem.expression.compiler import Compiler
from tests.cli.running import PROBLEMS, bpcalc

HEAD = "variables: {x: 2, A: [[1, 2], [3, 4]]}\n"
DOUBLING = "".join(f"  l{i}: {{inputs: [x], forward: l{i - 1}(x) + l{i - 1}(x)}}\n" for i in range(1, 39))
LAYERS = HEAD + "layers:\n  l0: {inputs: [x], forward: sin(x)}\n"
TREBLING = "".join(
    f"  l{i}: {{inputs: [x], let: {{a: l{i - 1}(x), b: l{i - 1}(a)}}, forward: l{i - 1}(b), backward: {{x: dout}}}}\n"
    for i in range(1, 30)
)
MANY_X = " + ".join(["x"] * 900)

TEXTS = {
    "doubling definitions": (f"{LAYERS}{DOUBLING}nodes: {{y: l38(x)}}\n", "l13 is made of 16,383 operations"),
    "trebling definitions": (f"{LAYERS}{TREBLING}nodes: {{y: l29(x)}}\n", "operations, those of the layers that it calls counted"),
    "a billion steps": (f"{HEAD}chain: [x, {{repeat: 1000000000, steps: [sigmoid]}}]\n", "the chain has 1,000,000,000 nodes"),
    "repeats in repeats": (
        HEAD + "chain: [x, {repeat: 9999, steps: [{repeat: 9999, steps: [sigmoid, tanh]}]}]\n", "the chain has 199,960,002 nodes"
    ),
    "long names, repeated": (
        f"{HEAD}chain: [x, {{repeat: 5000000, steps: [{{sigmoid: [], name: {'a' * 10_000}}}]}}]\n", "characters of names and texts"
    ),
    "long texts, repeated": (f"{HEAD}chain: [x, {{repeat: 5000000, steps: ['sigmoid{' ' * 99_999}()']}}]\n", "characters of names"),
    "long expressions, repeated": (f"{HEAD}chain: [x, {{repeat: 5000000, steps: ['add({MANY_X})']}}]\n", "4,500,000,000 operations"),
    "large layers, repeated": (
        f"{HEAD}layers: {{f: {{inputs: [x], forward: {MANY_X}}}}}\nchain: [x, {{repeat: 5000000, steps: [f]}}]\n", "operations, those inside"
    ),
    "a tower of powers": (HEAD + "nodes: {y: x + 10 ** 10 ** 10 ** 10 ** 10}\n", ""),
    "a huge number": (HEAD + "nodes: {y: x * 1e400}\n", "too large"),
    "a huge option": (HEAD + f"nodes: {{y: 'leaky_relu(x, slope={'9' * 4000})'}}\n", "too large for an option"),
    "a huge axis": (HEAD + f"nodes: {{y: 'sum(x, axis=-{'9' * 4000})'}}\n", "too large for an option"),
    "terabytes": ("variables: {x: {zeros: [1000000, 1000000]}}\nnodes: {y: x * x}\n", "an array of shape (1000000, 1000000)"),
    "random terabytes": ("variables: {x: {normal: [1000000, 1000000], seed: 1}}\nnodes: {y: x * x}\n", "an array of shape (1000000, 1000000)"),
    "sizes of many digits": (f"variables: {{x: {{ones: [{'9' * 5000}]}}}}\nnodes: {{y: x * x}}\n", "must be a whole number"),
    "many axes": (f"variables: {{x: {{ones: [{', '.join('1' * 40)}]}}}}\nnodes: {{y: x * x}}\n", "at most 24 sizes"),
    "broadcast to terabytes": (
        "variables: {x: {ones: [1000000, 1]}, z: {ones: [1, 1000000]}}\nnodes: {y: x + z}\n", "the node y needs 7."
    ),
    "multiplied to terabytes": ("variables: {x: {ones: [1000000, 1]}, z: {ones: [1, 1000000]}}\nnodes: {y: x @ z}\n", "the node y needs"),
    "parentheses": (f"{HEAD}nodes: {{y: \"{'(' * 100_000}x{')' * 100_000}\"}}\n", "more than 50 nested parentheses"),
    "operators": (f"{HEAD}nodes:\n  y: {'x + ' * 100_000}x\n", "more than 1000 operations"),
    "signs": (f"{HEAD}nodes:\n  y: x * {'-' * 100_000}x\n", "more than 1000 operations"),
    "subscripts": (f"{HEAD}nodes:\n  y: A{'[0]' * 100_000}\n", "more than"),
    "calls": (f"{HEAD}nodes:\n  y: {'exp(' * 100_000}x{')' * 100_000}\n", "more than 50 nested parentheses"),
    "keys at the top": ("".join(f"k{i}: 1\n" for i in range(200_000)), "1000 keys or more stand side by side"),
    "keys of a value": (
        f"variables: {{x: {{{', '.join(f'k{i}: 1' for i in range(200_000))}}}}}\nnodes: {{y: x * x}}\n", "1000 keys or more"
    ),
    "options of a call": (
        f"{HEAD}nodes:\n  y:\n    relu: x\n{''.join(f'    k{i}: 1{chr(10)}' for i in range(200_000))}", "1000 keys or more"
    ),
    "a line of letters": (f"{HEAD}nodes:\n  y: x * {'a' * 1_000_000}\n", "more than 1,000,000 characters in one expression"),
    "inputs": (f"{HEAD}nodes:\n  y: {{concat: [{'A, ' * 100_000}A]}}\n", "more than 1000 inputs"),
    "depth": (f"{HEAD}nodes: {'[' * 100_000}\n", "nested deeper than 50 levels"),
    "blocks in blocks": (HEAD + "nodes:\n" + "".join(f"{' ' * i}a:\n" for i in range(1, 200)), "nested deeper than 50 levels"),
    "laughs": ("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "anchor"),
    "merge keys": (HEAD + "nodes: {y: {<<: {mul: [x, x]}}}\n", "merge key"),
}  # fmt: skip


@pytest.mark.parametrize("name", TEXTS)
def test_refused_by_its_line(name: str, tmp_path: Path) -> None:
    text, said = TEXTS[name]
    path = tmp_path / "p.yaml"
    path.write_text(text)
    ran = bpcalc("forward", str(path))
    if name == "a tower of powers":
        assert (ran.code, "inf" in ran.out) == (0, True)  # IEEE's answer, at once: whole numbers never enter
        return
    assert ran.code == 2
    assert said in ran.err
    assert ran.err.startswith(f"{path}:")
    assert len(ran.err) < 20_000


@pytest.mark.skipif(os.name == "nt", reason="Windows sets no limit of memory for a process")
def test_all_of_them_in_little_memory(tmp_path: Path) -> None:
    """One process for all, which may map no more than 700 MiB: Python, NumPy and its threads take half of that."""
    limited = "import resource, sys; resource.setrlimit(resource.RLIMIT_AS, (700 * 2**20,) * 2); from backprop_cli.cli import main; main()"
    for number, (text, _) in enumerate(TEXTS.values()):
        (tmp_path / f"p{number}.yaml").write_text(text)
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "PYTHONPATH": str(PROBLEMS.parent)}
    words = [sys.executable, "-c", limited, "check", str(tmp_path)]
    ran = subprocess.run(words, capture_output=True, encoding="utf-8", env=environment, check=False)
    assert ran.returncode == 2
    assert "not enough memory" not in ran.stderr
    assert ran.stderr.count("error: ") >= len(TEXTS) - 1  # the tower of powers has an answer


def test_a_thousand_faults_are_enough() -> None:
    lines = "".join(f"  n{i}: x + foo{i}\n" for i in range(5000))
    with patch.object(Compiler, "node", autospec=True, side_effect=Compiler.node) as read:
        ran = bpcalc("forward", "-", stdin=f"{HEAD}nodes:\n{lines}".encode())
    assert ran.code == 2
    assert ran.err.endswith("… and at least 950 more\n")
    assert read.call_count == Found.MOST + 1


@pytest.mark.parametrize(("last", "code"), [("x + foo", 2), ("x + 1", 0)])
def test_thousands_of_warnings_hide_no_error_and_are_none(last: str, code: int) -> None:
    lines = "".join(f"  n{i}: x + {i} #{i}\n" for i in range(3000))
    ran = bpcalc("forward", "-", "--node", "n", "-f", "value", stdin=f"{HEAD}nodes:\n{lines}  n: {last}\n".encode())
    assert ran.code == code
    assert ran.err.endswith("… and at least 950 more\n") == (code == 0)
    assert ("no variable or node is called 'foo'" in ran.err) == (code == 2)
    assert ran.out == ("3.0\n" if code == 0 else "")


FAULTY_LINES = {
    "tags": ("  n{}: !t x\n", 3, "is a tag in YAML"),
    "anchors": ("  n{0}: &a{0} x\n", 3, "is an anchor in YAML"),
    "wide signs": ("  n{}: x ＊ x\n", 3, "a full-width '＊'"),
    "controls": ("  n{}: x \x01 x\n", 3, "a control character"),
    "tabs": ("  n{}: x\t* x\n", 3, "a tab stands where a space belongs"),
    "twins": ("  n: x * x\n", 4, "'n' is there twice"),
}


@pytest.mark.parametrize("name", FAULTY_LINES)
def test_a_thousand_are_enough_for_the_reading_of_yaml_and_the_first_are_said(name: str) -> None:
    line, first, said = FAULTY_LINES[name]
    lines = "".join(line.format(i) for i in range(2500))
    ran = bpcalc("forward", "-", stdin=f"{HEAD}nodes:\n{lines}".encode())
    assert ran.code == 2
    assert ran.err.startswith(f"<stdin>:{first}:")
    assert ran.err.count(said) == 50
    assert ran.err.endswith("… and at least 950 more\n")


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("{%s}", "1:2"),
        ('{"variables": {"x": {%s}}, "nodes": {"y": "x * x"}}', "1:22"),
        ('{"variables": {"x": 1}, "nodes": {"y": {%s}}}', "1:41"),
    ],
)
def test_a_crowd_of_keys_is_refused_in_json_as_well(text: str, where: str, tmp_path: Path) -> None:
    path = tmp_path / "p.json"
    path.write_text(text % ", ".join(f'"k{i}": 1' for i in range(2000)))
    ran = bpcalc("forward", str(path))
    assert (ran.code, ran.err.count("error: ")) == (2, 1)
    assert ran.err.startswith(f"{path}:{where}: error: 1000 keys or more stand side by side here")


def test_a_thousand_indented_by_tabs_are_one_fault() -> None:
    lines = "".join(f"\tn{i}: x * x\n" for i in range(2500))
    ran = bpcalc("forward", "-", stdin=f"{HEAD}nodes:\n{lines}".encode())
    assert ran.code == 2
    assert ran.err.count("error: ") == 1
    assert "write two spaces for each tab, here and in" in ran.err


def test_fewer_are_counted() -> None:
    lines = "".join(f"  n{i}: x + foo{i}\n" for i in range(70))
    assert bpcalc("forward", "-", stdin=f"{HEAD}nodes:\n{lines}".encode()).err.endswith("… and 20 more\n")


@pytest.mark.parametrize("section", ["variables", "nodes", "layers", "expect", "constants"])
def test_many_faulty_entries_of_every_section_end(section: str) -> None:
    """Each entry is looked at in a time that does not grow with their number."""
    sections = {"variables": "  x: 2\n", "nodes": "  y: x * x\n"}
    inner = "".join(f'  q{i}: [["a"]]\n' for i in range(20_000))
    sections[section] = sections.get(section, "") + inner
    ran = bpcalc("forward", "-", stdin="".join(f"{key}:\n{lines}" for key, lines in sections.items()).encode())
    assert ran.code == 2
    assert ran.err.count("error: ") <= 50


def test_a_name_as_long_as_a_file_is_not_said_whole() -> None:
    ran = bpcalc("forward", "-", stdin=f"{HEAD}nodes:\n  y: x * {'y' * 100_000}\n".encode())
    assert ran.code == 2
    assert "no variable or node is called 'yyyy" in ran.err
    assert len(ran.err) < 5000


@pytest.mark.parametrize("option", ["--max-size", "--max-memory"])
@pytest.mark.parametrize("size", ["1099511627776", "999999999999999999T", "999999999999999999", "8E", "-1", "1e3", ""])
def test_limits_of_any_size(option: str, size: str) -> None:
    path = str(PROBLEMS / "apple.yaml")
    for words, stdin in ((["forward", path], None), (["forward", "-"], (PROBLEMS / "apple.yaml").read_bytes())):
        ran = bpcalc(*words, option, size, "-f", "value", stdin=stdin)
        assert (ran.code, ran.out) == (
            (0, "220.00000000000003\n") if size[:1].isdigit() and size[-1] in "0123456789T" and "e" not in size else (2, "")
        )


def header(words: str, magic: bytes = b"\x93NUMPY\x01\x00") -> bytes:
    text = words.encode() + b"\n"
    return magic + struct.pack("<H", len(text)) + text


LIES = {
    "a terabyte that is not there": header("{'descr': '<f8', 'fortran_order': False, 'shape': (1000000, 1000000)}"),
    "a shape below zero": header("{'descr': '<f8', 'fortran_order': False, 'shape': (-1,)}"),
    "a pickle": header("{'descr': '|O', 'fortran_order': False, 'shape': (1,)}") + b"cos\nsystem\n(S'touch pwned'\ntR.",
    "a header of four gigabytes": b"\x93NUMPY\x02\x00" + struct.pack("<I", 2**32 - 1),
    "code for a header": header("__import__('os').system('touch pwned')"),
}  # fmt: skip


@pytest.mark.parametrize("name", LIES)
@pytest.mark.parametrize("packed", [False, True])
def test_array_files_that_lie(name: str, packed: bool, tmp_path: Path) -> None:
    file = tmp_path / ("x.npz" if packed else "x.npy")
    if packed:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("a.npy", LIES[name])
    else:
        file.write_bytes(LIES[name])
    (tmp_path / "p.yaml").write_text(f"variables: {{x: {{file: {file.name}{', key: a' * packed}}}}}\nnodes: {{y: x * x}}\n")
    ran = bpcalc("forward", str(tmp_path / "p.yaml"))
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"{tmp_path / 'p.yaml'}:1:")
    assert not (tmp_path / "pwned").exists()


def test_a_zip_bomb(tmp_path: Path) -> None:
    """Four gigabytes of zeros, as an archive of four megabytes."""
    start = header("{'descr': '<f8', 'fortran_order': False, 'shape': (536870912,)}")
    with (
        zipfile.ZipFile(tmp_path / "x.npz", "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("a.npy", "w", force_zip64=True) as member,
    ):
        member.write(start)
        for _ in range(64):
            member.write(bytes(2**20))
    (tmp_path / "p.yaml").write_text("variables: {x: {file: x.npz, key: a}}\nnodes: {y: x * x}\n")
    ran = bpcalc("forward", str(tmp_path / "p.yaml"))
    assert ran.code == 2
    assert ran.err.startswith(f"{tmp_path / 'p.yaml'}:1:")


def test_a_list_in_place_of_a_name_is_no_reason_to_look_at_all_of_it() -> None:
    stream = io.StringIO()
    stream.write(f"{HEAD}nodes: {{y: x * x}}\noutput: [" + "1, " * 200_000 + "1]\n")
    ran = bpcalc("forward", "-", stdin=stream.getvalue().encode())
    assert (ran.code, ran.err.count("error: ")) == (2, 1)
