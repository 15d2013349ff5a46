"""One entry of what a node sends back to an input: its layer's backward rule, opened as a sum of products of entries.

report/explain.py writes these out: `pieces` are the terms, with names or with numbers, and " + " goes between them.
"""

from contextlib import nullcontext

from backprop_cli.engine import Pass, quiet
from backprop_cli.engine.edges import Edge
from backprop_cli.engine.rules import rule_of, values_of_words
from backprop_cli.errors import BpcalcError
from backprop_cli.layers import maths
from backprop_cli.layers.maths import Value
from backprop_cli.words.entries import BY_NAME, Term, Terms, Writing
from backprop_cli.words.index_sums import Index, IndexSums, Part, broadcast_at, combined, entry_of, named, sum_over, viewed
from backprop_cli.words.syntax import NotInWords

SAME = 1e-9  # relative: what rounding may do between a rule's words and its layer's code
NO_WORDS = (NotInWords, BpcalcError, TypeError, ValueError, IndexError, AttributeError)  # what a problem wrote need not fit


class EntrySum:
    """What one edge brings to one entry of its source.

    edge_rule: the rule of the whole edge in its layer's own words. entry: the rule at that entry; terms: those of its sum, made
    one by one as they are asked for. value: the engine's number, to which it comes. names, numbers: the texts of the terms, of
    more than `how.most` the first three, how.more(so many more), and the last; to be joined with " + ".
    """

    def __init__(self, edge: Edge, edge_rule: str, entry: Term, value: float) -> None:
        self.edge = edge
        self.edge_rule = edge_rule
        self.entry = entry
        self.terms = Terms(entry)
        self.value = value

    def names(self, how: Writing = BY_NAME) -> list[str]:
        return self.entry.pieces(how._replace(number=None))

    def numbers(self, how: Writing) -> list[str]:
        return self.entry.pieces(how)


def entry_sum(done: Pass, edge: Edge, index: Index) -> EntrySum | None:
    """The rule of an edge at the entry `index` of its source; None where it cannot be opened: a group or a layer of a Python
    file has no rule in words, and a problem's own rule may have words that mean nothing here."""
    rule = rule_of(done.graph, done.values, edge.node, edge.argument)
    if not rule:
        return None
    try:
        with nullcontext() if done.graph.scalar else quiet():
            entry = broadcast_at(opened_rule(done, edge, rule), index)
    except NO_WORDS:
        return None
    value = entry_of(edge.propagated, index)
    return EntrySum(edge, rule, entry, value) if agree(entry.value, value, edge.propagated) else None


def agree(words: float, code: float, all_of_them: Value) -> bool:
    """Whether a rule's words come to what its code gave: what is shown is what was computed, or nothing is shown."""
    return words == code or (words != words and code != code) or abs(words - code) <= SAME * maths.largest_entry(all_of_them)


def opened_rule(done: Pass, edge: Edge, rule: str) -> Part:
    """The whole rule: of a layer that works entry by entry dout × local, summed over what was broadcast."""
    part = words_of(done, edge).open(rule)
    if not done.graph.layer(edge.node).elementwise:
        return part
    upstream = named("dout", edge.upstream)
    part = upstream if rule == "1" else combined("*", upstream, part)
    if not edge.summed:
        return part
    shape = maths.shape_of(edge.propagated)
    return viewed(sum_over(part, edge.summed), lambda x: maths.numpy().reshape(x, shape))


def words_of(done: Pass, edge: Edge) -> IndexSums:
    """The words of a node's rule: what they come to, and the names of the graph for them; where one is a step's of `let`, none."""
    graph, layer, sources = done.graph, done.graph.layer(edge.node), done.graph.sources(edge.node)
    xs = [done.values[source] for source in sources]
    wanted = tuple(argument == edge.argument for argument in range(len(sources)))
    steps = layer.let_values(edge.upstream, done.values[edge.node], *xs, wanted=wanted)
    names = {argument: graph.names[source] for argument, source in zip(layer.input_names(len(xs)), sources, strict=True)}
    names = {"out": graph.names[edge.node], **names}
    options = {name: repr(value) for name, value in layer.option_values().items()}
    known = values_of_words(graph, done.values, edge) | steps
    return IndexSums(known, options if steps.keys() & set(names.values()) else options | names, layer.own_functions())
