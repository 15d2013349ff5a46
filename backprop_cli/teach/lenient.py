"""A student's hand-in → what is written under its `expect:`. Nothing that a student wrote raises: what cannot be read is doubted.

Read are, in this order: plain lines (quick_answers.py); the block `expect:` by itself; the whole file; the block with slips mended
whose meaning is certain. teach/class_marks.py marks what comes of it.
"""

import os
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from backprop_cli.errors import BpcalcError, LimitError, SourceError
from backprop_cli.graph import Graph
from backprop_cli.layers import maths
from backprop_cli.phrases import say, to_say
from backprop_cli.problem.expected import whole_entries
from backprop_cli.problem.problem import KINDS, Expectation, Problem
from backprop_cli.problem.values.answers import Given, GivenReader, why_unclear
from backprop_cli.problem.values.budget import Budget
from backprop_cli.source import parse
from backprop_cli.source.blanks import is_blank
from backprop_cli.source.files import read_bytes, system_reason
from backprop_cli.source.places import Source
from backprop_cli.source.traps.characters import straight
from backprop_cli.source.tree import Document, Mapping
from backprop_cli.teach.handin_text import MENDED, handin_text
from backprop_cli.teach.quick_answers import PlainAnswer, block_under, plain_answers, stands_alone

MOST_BYTES = 2**20
MOST_MEMORY = 2**26  # bytes, for the arrays of one hand-in
TABS = (2, 4, 8)  # how wide a tab may have been meant
NO_SPACE = re.compile(r"^( *[^\W\d][\w.]*):(?=[-+.\d_?\[{(])", re.MULTILINE)  # price:12
DECIMAL_COMMA = re.compile(r"[-+]?[0-9]+,[0-9]+")
NOT_THERE = to_say("there is no `expect:`")
SLIPS = to_say("slips mended")
ALONE = to_say("only `expect:` could be read")
Key = tuple[str, int]  # the kind and the number of an answer


class WrittenAnswers(NamedTuple):
    """What a hand-in says. answers: by kind and number; unknown: names that the problem does not have; mended: what was put right,
    as phrases; doubt: why nothing of it can be read; sure: whether a name that is not there is certainly missing;
    source: its text."""

    answers: dict[Key, Given]
    unknown: list[str] = []
    mended: list[tuple[str, dict[str, str]]] = []
    doubt: str | None = None
    sure: bool = True
    source: Source | None = None


def read_handin(path: str, graph: Graph) -> WrittenAnswers:
    """What the file at a path answers. graph: of the key, whose names are asked for."""
    try:
        data = read_bytes(path, MOST_BYTES, path)
        text = handin_text(data, path)
    except LimitError:
        return WrittenAnswers({}, doubt=say("it is larger than {size}", size="1 MiB"))
    except SourceError as error:
        return WrittenAnswers({}, doubt=error.message)
    except (OSError, ValueError) as error:
        return WrittenAnswers({}, doubt=system_reason(error))
    plain = text.text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text.text else text.text
    source = Source(path, plain, path.lower().removesuffix(".txt").endswith(".json"))
    found = written_in(source, graph)
    if text.encoding is not None:
        found = found._replace(mended=[(MENDED, {"encoding": text.encoding}), *found.mended])
    return found._replace(sure=text.sure, source=source)


def written_in(source: Source, graph: Graph) -> WrittenAnswers:
    """What a text answers, by the first reading that succeeds."""
    block = None if source.json else block_under(source.text, "expect")
    alone = block is not None and stands_alone(source.text[: source.text.index(block)])
    if block is not None and alone:
        plain = plain_answers(block)
        if plain is not None:
            return of_plain(plain, graph)
        found = answers_of(parse(Source(source.file, block)), graph)
        if found is not None:
            return found
    whole = parse(source)
    found = answers_of(whole, graph)
    if found is not None:
        return found
    if block is not None and not alone:
        found = answers_of(parse(Source(source.file, block)), graph)
        found = found and found._replace(mended=[*found.mended, (ALONE, {})])
    if block is not None and found is None:
        found = slips_mended_in(block, source.file, graph)
    return found or WrittenAnswers({}, doubt=why_unreadable(whole))


def of_plain(plain: Sequence[PlainAnswer], graph: Graph) -> WrittenAnswers:
    answers: dict[Key, Given] = {}
    unknown = []
    for kind, name, text in plain:
        number = graph.number(name)
        if number is None:
            unknown.append(name)
        else:
            answers[kind, number] = given_by_text(text)
    return WrittenAnswers(answers, unknown)


def given_by_text(text: str) -> Given:
    """An answer that is one text: a number, a sum, a blank; nothing at all is a blank as well, and 3,3 is nobody's number."""
    if "," in text and DECIMAL_COMMA.fullmatch(text.strip()):
        return Given(text.strip(), doubt=why_unclear(text.strip()))
    return given_once(text)


@lru_cache(2**14)
def given_once(text: str) -> Given:
    """The same of other texts: hundreds of students write the same numbers."""
    text = " ".join(text.split())
    if not text or is_blank(text):
        return Given(text, (), [maths.NAN], [0])
    return TEXTS.value(text, 0, "")


def answers_of(document: Document, graph: Graph) -> WrittenAnswers | None:
    """The answers of a tree; None where it was not read in full. What is read in full and has no `expect:` answers nothing."""
    if document.ended or any(fault.severity == "error" for fault in document.faults):
        return None
    root = document.root
    if not isinstance(root, Mapping) or root.broken:
        return None
    if "expect" not in root.keys:
        return WrittenAnswers({}, mended=[(NOT_THERE, {})])
    part = root.values[root.keys.index("expect")]
    if part == "" or part is None:
        return WrittenAnswers({})
    if not isinstance(part, Mapping) or part.broken:
        return None
    problem = Problem(document.source, os.path.dirname(document.source.file), graph)
    problem.budget = Budget(MOST_MEMORY)
    return of_sections(part, problem)


def of_sections(part: Mapping, problem: Problem) -> WrittenAnswers | None:
    answers: dict[Key, Given] = {}
    unknown = [key for key in part.keys if key not in (*KINDS, "tolerance")]
    for kind, entries in sections(part, problem.source):
        if entries is None:
            return None
        for one in entries:
            number = problem.graph.number(one.name)
            if number is None:
                unknown.append(one.name)
            else:
                answers[kind, number] = given(one, problem)
    return WrittenAnswers(answers, unknown)


def sections(part: Mapping, source: Source) -> Iterator[tuple[str, list[Expectation] | None]]:
    """forward and gradients, each with what stands in it; None for one that is no mapping."""
    for key, section, place in zip(part.keys, part.values, part.places, strict=True):
        kind = KINDS.get(key)
        if kind is None or section == "" or section is None:
            continue
        if not isinstance(section, Mapping) or section.broken:
            yield kind, None
            continue
        bracketed = source.text[place : place + 1] == "{"
        yield kind, [Expectation(name, 0, kind, tree, at, rest) for name, _, tree, at, rest in whole_entries(section, bracketed)]


def given(one: Expectation, problem: Problem) -> Given:
    if not one.rest and (one.tree is None or isinstance(one.tree, str)):
        return given_by_text(one.tree or "")
    return GivenReader(problem).read(one)


def slips_mended_in(block: str, file: str, graph: Graph) -> WrittenAnswers | None:
    """The block with tabs, full-width signs and forgotten spaces put right, if that can mean one thing only."""
    plain = straight(block).translate(DIGITS)
    texts = dict.fromkeys(NO_SPACE.sub(r"\1: ", plain.expandtabs(width)) for width in TABS)
    found = [one for one in (answers_of(parse(Source(file, text)), graph) for text in texts) if one is not None and one.answers]
    if not found or any(texts_of(one) != texts_of(found[0]) for one in found):
        return None
    return found[0]._replace(mended=[*found[0].mended, (SLIPS, {})])


def texts_of(one: WrittenAnswers) -> tuple[dict[Key, str], list[str]]:
    return {key: given.text for key, given in one.answers.items()}, one.unknown


DIGITS = {0xFF10 + digit: str(digit) for digit in range(10)}


def why_unreadable(document: Document) -> str:
    """The first thing that is wrong with a text, and its line."""
    fault: BpcalcError | None = next((fault for fault in document.faults if fault.severity == "error"), None)
    if fault is None:
        return say("it holds no answers that can be read")
    return fault.message if fault.place is None else say("line {line}: {fault}", line=fault.place.line, fault=fault.message)


TEXTS = GivenReader(Problem(Source("", ""), None, Graph([], {}, (0, 0, 0), [], [], [], [], [])))
