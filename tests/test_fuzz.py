"""A bounded round of the fuzzer; `python -m tests.fuzz` goes on for as long as it is let."""

from pathlib import Path
from random import Random

import pytest

from tests.cli.running import Ran
from tests.fuzz import mutations
from tests.fuzz.case import Case
from tests.fuzz.judge import broken_promises, run
from tests.fuzz.kinds import KINDS, drawn, trees

CASES = 150


@pytest.mark.parametrize("kind", KINDS)
def test_a_round_of_cases(kind: str, tmp_path: Path) -> None:
    codes = set()
    for number in range(CASES):
        case = drawn(kind, 0, number)
        ran = run(case, tmp_path)
        assert not [*broken_promises(case, ran, tmp_path)], (number, case, ran.err)
        codes.add(ran.code)
    assert codes >= {0, 2}  # else the cases are all of one kind, and show little


@pytest.mark.parametrize("kind", KINDS)
def test_a_seed_and_a_number_make_the_same_case_again(kind: str) -> None:
    assert drawn(kind, 3, 4) == drawn(kind, 3, 4)
    assert len({repr(drawn(kind, seed, number)) for seed in range(4) for number in range(5)}) > 15


@pytest.mark.parametrize(
    ("words", "ran", "said"),
    [
        ([], Ran(3, "", "error: a fault of bpcalc's own", b""), "exit code 3"),
        ([], Ran(2, "", "", b""), "exit code 2, and no error said"),
        ([], Ran(0, "", "p.yaml:1:1: error: no", b""), "exit code 0, and an error said"),
        (["forward"], Ran(2, "1", "error: no", b""), "an error, and an answer as well"),
        ([], Ran(0, "\x1b[31m", "", b""), "an escape character for the terminal"),
        (["-f", "json"], Ran(0, "{", "", b""), "no JSON"),
        (["-f", "json"], Ran(1, '{"a": NaN}', "", b""), "no JSON"),
        (["-f", "jsonl"], Ran(0, "{}\n{\n", "", b""), "no JSON"),
        ([], Ran(1, "", "Traceback (most recent call last):", b""), "a traceback"),
    ],
)
def test_a_broken_promise_is_noticed(words: list[str], ran: Ran, said: str, tmp_path: Path) -> None:
    assert any(said in promise for promise in broken_promises(Case(words, {}), ran, tmp_path))


def test_a_file_that_was_written_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "new").touch()
    assert [*broken_promises(Case([], {}), Ran(0, "", "", b""), tmp_path)] == ["a file was written"]
    assert [*broken_promises(Case(["forward", "-o", "old"], {}), Ran(0, "", "", b""), tmp_path)] == ["a file was written"]
    assert [*broken_promises(Case(["forward", "-o", "new"], {}), Ran(0, "", "", b""), tmp_path)] == []
    assert [*broken_promises(Case(["forward", "-onew"], {}), Ran(0, "", "", b""), tmp_path)] == []


def test_what_is_well_is_not_noticed(tmp_path: Path) -> None:
    for words, ran in (
        (["check", "-f", "json"], Ran(2, '{"a":1}', "error: no", b"")),
        (["-f", "json"], Ran(1, '{"a":"nan"}', "warning: nan", b"")),
        (["-f", "json", "-h"], Ran(0, "a page", "", b"")),
        (["--color", "always"], Ran(2, "", "\x1b[31merror:\x1b[0m no", b"")),
    ):
        assert [*broken_promises(Case(words, {}), ran, tmp_path)] == []


def test_a_tree_survives_being_written() -> None:
    import yaml

    for tree in trees():
        assert mutations.tree_of(yaml.load(mutations.as_flow(tree), yaml.BaseLoader)) == tree


def test_mutations_reach_every_part() -> None:
    tree = (("a", ["1", "2"]), ("b", (("c", "3"),)))
    seen = {repr(mutations.changed_at(tree, index, lambda part: "HERE")) for index in range(mutations.parts(tree))}
    assert len(seen) == mutations.parts(tree) == 6
    assert len({repr(mutations.of_structure(Random(seed), tree)) for seed in range(50)}) > 40
