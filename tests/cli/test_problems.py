"""`bpcalc problems`: the problems that come with the tool."""

from tests.cli.running import PROBLEMS, bpcalc


def test_every_problem_is_listed() -> None:
    ran = bpcalc("problems")
    assert (ran.code, ran.err) == (0, "")
    for path in PROBLEMS.glob("*.yaml"):
        assert path.stem in ran.out


def test_a_problem_is_printed_byte_for_byte() -> None:
    for encoding in ("utf-8", "cp949", "ascii"):
        assert bpcalc("problems", "apple", encoding=encoding).raw == (PROBLEMS / "apple.yaml").read_bytes()
