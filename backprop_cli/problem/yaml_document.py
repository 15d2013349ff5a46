"""A YAML text → its document: the steps of the reading, in order."""

import re

from backprop_cli.problem.characters import clean
from backprop_cli.problem.comments import settle_tabs, warn_of_comments
from backprop_cli.problem.compose import Composer
from backprop_cli.problem.findings import Findings
from backprop_cli.problem.places import Source
from backprop_cli.problem.tree import Document, broken


def read(source: Source, pure: bool = False) -> Document:
    """Read YAML; `pure` without libyaml."""
    findings = Findings(source)
    text = settle_tabs(clean(source.text, findings), findings, pure)
    first = re.compile("^ *[^ #\n]", re.MULTILINE).search(text) if "%" in text else None
    if first and first[0] == "%":
        findings.say(first.start(), "directives such as %YAML are refused", "take the line out")
        return Document(source, broken(), 0, findings.ordered(), ended=True)
    composer = Composer(text, findings, pure)
    trouble = composer.compose()
    if "#" in text:
        warn_of_comments(text, findings, pure)
    root = composer.root
    if not composer.ended or trouble:
        from backprop_cli.problem import scalars

        root = scalars.check(root, composer.place, text, findings)
    if trouble:
        from backprop_cli.problem.scalars import in_rest
        from backprop_cli.problem.traps import explain

        in_rest(text, min(composer.doubtful, trouble.offset), findings)
        explain(text, trouble, findings, pure)
    return Document(source, root, composer.place, findings.ordered(), composer.ended)
