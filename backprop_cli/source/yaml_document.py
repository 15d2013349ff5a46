"""A YAML text → its document: the steps of the reading, in order."""

import re

from backprop_cli.errors import Enough
from backprop_cli.source.compose import Composer
from backprop_cli.source.findings import Findings
from backprop_cli.source.places import Source
from backprop_cli.source.traps.characters import clean
from backprop_cli.source.traps.comments import settle_tabs, warn_of_comments
from backprop_cli.source.tree import Document, broken


def read_yaml(source: Source, pure: bool = False) -> Document:
    """Read YAML. pure: by Python's own parser, even where libyaml is there."""
    findings = Findings(source)
    try:
        return read_to_the_end(source, findings, pure)
    except Enough:
        return Document(source, broken(), 0, findings.ordered(), ended=True)


def read_to_the_end(source: Source, findings: Findings, pure: bool) -> Document:
    """Clean the text, compose the tree, and look for traps. Raises Enough where too many faults were found."""
    text = clean(source.text, findings)
    if "\t" in text:
        text = settle_tabs(text, findings, pure)
    first = re.compile("^ *[^ #\n]", re.MULTILINE).search(text) if "%" in text else None
    if first and first[0] == "%":
        findings.say(first.start(), "directives such as %YAML are refused", "take the line out")
        return Document(source, broken(), 0, findings.ordered(), ended=True)
    composer = Composer(text, findings, pure)
    trouble = composer.compose()
    if trouble and trouble.too_deep:  # a parser that looks ahead gave up before the event at which it gets too deep for us
        composer = Composer(text[: trouble.offset], findings, pure)
        trouble = composer.compose()
    if "#" in text:
        warn_of_comments(text, findings, pure)
    root = composer.root
    if not composer.ended or trouble:
        from backprop_cli.source.traps import scalars

        root = scalars.check(root, composer.place, text, findings)
    if trouble:
        from backprop_cli.source.traps.diagnosis import explain
        from backprop_cli.source.traps.scalars import in_rest

        in_rest(text, min(composer.doubtful, trouble.offset), findings)
        explain(text, trouble, findings, pure)
    return Document(source, root, composer.place, findings.ordered(), composer.ended)
