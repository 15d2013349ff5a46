r"""Explanations as LaTeX: an `align*` for each name, to be pasted into a document; a comment says what it needs.

Where a formula has words that TeX cannot set as one, they stand in it as text.
"""

import re
from collections.abc import Iterator, Sequence

from backprop_cli.engine.edges import Edge
from backprop_cli.explain.chain import WayTaken
from backprop_cli.phrases import say, to_say
from backprop_cli.render.cells import block
from backprop_cli.report.blocks import Cell, Derivation
from backprop_cli.report.derivatives import differentiated
from backprop_cli.report.explain import ExplainReport
from backprop_cli.report.explain_page import ExplainPage
from backprop_cli.report.number_text import sum_text
from backprop_cli.report.rows import Style
from backprop_cli.words.latex import latex_derivative, latex_name, latex_number, latex_rule, needs_a_font, upright
from backprop_cli.words.syntax import NotInWords

NEEDS = to_say("needs amsmath")
FONT = to_say("for the letters XeLaTeX or LuaLaTeX, and a font that has them")
FACTORS = 2  # of a long product so many a line
MORE, LEFT_OUT = re.compile("… .+? …"), "left_out_"  # terms of a sum that are not written; the name that stands for them


def text(report: ExplainReport, style: Style) -> Iterator[str]:
    bodies = [aligned_formulas(page) for page in report.pages(style._replace(ascii=False, lacks=""))]
    needs = [say(NEEDS), *([say(FONT)] if any(map(needs_a_font, bodies)) else [])]
    yield f"% {'; '.join(needs)}\n"
    yield from bodies


def aligned_formulas(page: ExplainPage) -> str:
    if page.gradient is None:
        return f"% {page.no_way().plain()}\n"
    return "\\begin{align*}\n" + " \\\\\n".join(aligned_rows(page)) + "\n\\end{align*}\n"


def aligned_rows(page: ExplainPage) -> list[str]:
    chain, label = page.chain, page.one.label
    if not chain.total or not chain.edges:
        return [f"{of_output(page, label)} &= {formula_of(page.words.array(page.gradient))}"]
    if page.one.index is not None:
        sums = [(edge, page.entry.opened(edge)) for edge in page.entry.readers]
        return [row for part in page.entry.derivations(sums) for row in derivation_rows(page, part)]
    if chain.ways is None:
        return rows_by_node(page)
    return one_way(page, chain.ways[0]) if chain.total == 1 else several_ways(page, chain.ways)


def of_output(page: ExplainPage, name: str) -> str:
    return latex_derivative(differentiated(page.done), name)


def formula_of(words: str) -> str:
    """A formula or equation in LaTeX, dots for the terms that are left out; as text where it has words that TeX has not."""
    try:
        sides = map(latex_rule, MORE.sub(LEFT_OUT, words).split(" = "))
        return " = ".join(sides).replace(latex_name(LEFT_OUT), r"\dots")
    except NotInWords:
        return upright(words)


def cell_formula(cell: Cell) -> str:
    return formula_of(" ".join(block(cell)))


def one_way(page: ExplainPage, way: WayTaken) -> list[str]:
    """In derivatives, where there are several; then in names = in numbers = what it comes to."""
    sides = " = ".join(map(cell_formula, page.chain_rule(way).rights[1:]))
    factors = dotted(page, derivatives(page, way), r"\dots")
    if len(factors) == 1:
        return [f"{factors[0]} &= {sides}"]
    lines = [r" \cdot ".join(factors[place : place + FACTORS]) for place in range(0, len(factors), FACTORS)]
    product = "\n     \\cdot ".join(lines)
    return [f"{of_output(page, page.one.label)}\n  &= {product}", f"  &= {sides}"]


def dotted(page: ExplainPage, items: list[str], dots: str) -> list[str]:
    """The items, of too many the ends, with dots between them."""
    return [dots if item == page.style.sign("…") else item for item in page.words.cut(items)]


def derivatives(page: ExplainPage, way: WayTaken) -> list[str]:
    """The local gradients of a way as fractions, the output's first."""
    name = page.words.name
    upstream = [] if page.words.plain else [of_output(page, page.words.output)]
    return [*upstream, *(latex_derivative(name(edge.node), name(edge.source)) for edge in way.edges)]


def several_ways(page: ExplainPage, ways: Sequence[WayTaken]) -> list[str]:
    """The products of derivatives, each way's on a line; then these in names = in numbers = the sum."""
    products = "\n   + ".join(braced(page, way) for way in ways)
    names = " + ".join(cell_formula(page.words.product(page.factors(way, page.words.factor_in_names))) for way in ways)
    numbers = formula_of(sum_text([page.words.number(way.product) for way in ways]))
    total = latex_number(page.words.number(page.gradient))
    sides = dict.fromkeys((names, numbers, total))
    return [f"{of_output(page, page.one.label)} &= {products}", f"  &= {' = '.join(sides)}"]


def braced(page: ExplainPage, way: WayTaken) -> str:
    """A way's product, with a brace that says which input of a node it enters by, where a node reads one name twice."""
    product = r" \cdot ".join(dotted(page, derivatives(page, way), r"\dots"))
    places = [place.strip("()") for edge in reversed(way.edges) if (place := page.words.place(edge.node, edge.argument))]
    return rf"\underbrace{{{product}}}_{{{upright(', '.join(places))}}}" if places else product


def rows_by_node(page: ExplainPage) -> list[str]:
    """What comes back to each value on the ways: of arrays along each edge the rule, of single numbers the sum and its result."""
    edges, readings = page.chain.edges, page.chain.readings()
    rows = [sum_row(page, *item) for item in readings.items()] if page.chain.scalar else [rule_row(page, edge) for edge in edges]
    return dotted(page, rows, r"&\ \,\vdots")


def rule_row(page: ExplainPage, edge: Edge) -> str:
    rule = page.words.mixing_rule(edge) or page.words.array(edge.propagated)
    return f"{of_output(page, page.words.name(edge.source))} &= {formula_of(rule)}"


def sum_row(page: ExplainPage, node: int, readings: list[Edge]) -> str:
    sent = [formula_of(" + ".join(page.words.cut([*map(page.sent_along, readings)])))] if readings else []
    sides = dict.fromkeys([*sent, latex_number(page.words.number(page.done.gradients[node]))])
    return f"{of_output(page, page.words.name(node))} &= {' = '.join(sides)}"


def derivation_rows(page: ExplainPage, part: Derivation) -> list[str]:
    """A derivation as it stands in the text, a line for each right side."""
    left = of_output(page, page.one.label) if part.left == page.words.of_output(page.one.label) else upright(part.left)
    first, *more = (cell_formula(right) for right in part.rights)
    return [f"{left} &= {first}", *(f"  &= {right}" for right in more)]
