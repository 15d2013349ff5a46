"""`bpcalc schema`: the JSON Schema of problem files."""

from backprop_cli.cli.options import writing

EXAMPLES = """\
  bpcalc schema -o bpcalc.schema.json
"""


@writing
def command() -> int:
    """Prints the JSON Schema of problem files. An editor that knows it completes keys and layers and marks slips while you type:
    with the YAML extension of VS Code, put `# yaml-language-server: $schema=bpcalc.schema.json` on the first line of a file."""
    from json import dumps

    from backprop_cli.cli.console import console
    from backprop_cli.cli.parse_option import form_asked
    from backprop_cli.errors import UsageError
    from backprop_cli.problem.schema import schema

    look = console()
    if look.file is not None and form_asked(None, False, look.file.word) not in (None, "json"):
        raise UsageError("the schema is JSON: name a file that ends in .json")
    return look.write([dumps(schema(), indent=2, ensure_ascii=look.ascii or not look.is_utf8()) + "\n"])
