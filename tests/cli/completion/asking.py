"""What a shell learns when Tab is pressed, for tests."""

from tests.cli.running import PROBLEMS, Ran, bpcalc

APPLE = str(PROBLEMS / "apple.yaml")


def tab(line: str, shell: str = "bash", **env: str) -> Ran:
    """What the shell learns when Tab is pressed at the end of this line."""
    bash = {"COMP_WORDS": line, "COMP_CWORD": str(len(line.split(" ")) - 1)}
    others = {"_TYPER_COMPLETE_ARGS": line, "_TYPER_COMPLETE_FISH_ACTION": "get-args"}
    return bpcalc(env={"_BPCALC_COMPLETE": f"complete_{shell}", **bash, **others, **env})


def offers(line: str) -> list[str]:
    ran = tab(line)
    assert (ran.code, ran.err) == (0, "")
    return ran.out.split()
