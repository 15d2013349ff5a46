"""`bpcalc schema`: the JSON Schema of problem files."""

import json

import pytest

from tests.cli.running import bpcalc


@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "cp949"])
def test_the_schema_is_json_on_any_console(encoding: str) -> None:
    ran = bpcalc("schema", encoding=encoding)
    assert (ran.code, ran.err) == (0, "")
    assert json.loads(ran.out)["$schema"].startswith("https://json-schema.org/")
    assert encoding == "utf-8" or ran.raw.isascii()
