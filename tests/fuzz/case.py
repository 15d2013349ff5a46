"""One case: a command line, and the files that it finds in its folder."""

from typing import NamedTuple

PROBLEM = "p.yaml"


class Case(NamedTuple):
    """words: the command line; files: name → bytes; stdin: what is typed."""

    words: list[str]
    files: dict[str, bytes]
    stdin: bytes = b""
