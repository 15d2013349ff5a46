"""Where a browser puts the parts of SVG pictures, and what is wrong with that."""

import json
import re
from html import unescape
from pathlib import Path
from typing import Any

from tests.browser import document

SCRIPT = """
const box = e => { const b = e.getBBox(); return [b.x, b.y, b.x + b.width, b.y + b.height]; };
const along = e => { const points = []; const n = e.getTotalLength();
  for (let k = 0; k <= n; k += 2) { const p = e.getPointAtLength(k); points.push([p.x, p.y]); } return points; };
const all = (svg, name) => [...svg.querySelectorAll(name)];
const found = [...document.querySelectorAll('svg')].map(svg => ({
  size: [+svg.getAttribute('width'), +svg.getAttribute('height')],
  texts: all(svg, 'text').map(e => [e.textContent, ...box(e)]),
  nodes: all(svg, '.node').map(box),
  lines: all(svg, 'path.edge').map(along),
  backs: all(svg, '.back').map(box),
}));
document.body.innerHTML = '<pre>' + JSON.stringify(found).replace(/&/g, '&amp;').replace(/</g, '&lt;') + '</pre>';
"""


def measured(svgs: list[str], style: str, folder: Path) -> list[dict[str, Any]]:
    """The boxes of all parts of each picture, as Chromium draws them on one page with this style."""
    page = folder / "page.html"
    page.write_text(f"<meta charset=utf-8><body>{''.join(svgs)}<style>{style}</style><script>{SCRIPT}</script>", encoding="utf-8")
    (found,) = re.findall(r"<pre>(.*)</pre>", document(page), re.DOTALL)
    answer: list[dict[str, Any]] = json.loads(unescape(found))
    return answer


def faults(parts: dict[str, Any], sources: list[int]) -> list[str]:
    """What overlaps, runs along something else or leaves the picture. sources: the item from which each line comes."""
    wide, high = parts["size"]
    texts = [(words, box) for words, *box in parts["texts"]]
    inside = [words for words, box in texts if box[0] < 0 or box[1] < 0 or box[2] > wide or box[3] > high]
    found = [f"'{words}' leaves the picture" for words in inside]
    for index, (words, box) in enumerate(texts):
        found += [f"'{words}' touches '{other}'" for other, second in texts[:index] if touch(box, second)]
        found += [f"'{words}' stands at the rim of a node" for node in parts["nodes"] if touch(box, node) and not within(box, node)]
        found += [f"a line runs through '{words}'" for line in parts["lines"] if any(holds(box, point) for point in line)]
        found += [f"'{words}' touches an arrow" for back in parts["backs"] if touch(box, back)]
    for line in parts["lines"]:
        rest = line[4:-4]
        found += ["a line runs through a node" for node in parts["nodes"] if any(holds(node, point, 1) for point in rest)]
    return found + along_each_other(parts["lines"], sources)


def along_each_other(lines: list[Any], sources: list[int]) -> list[str]:
    """Lines of two sources that run within a pixel of each other for more than 15."""
    near: dict[tuple[int, int], set[int]] = {}
    for index, line in enumerate(lines):
        for x, y in line:
            near.setdefault((round(x / 2), round(y / 2)), set()).add(index)
    shared: dict[tuple[int, int], int] = {}
    for owners in near.values():
        for a in owners:
            for b in owners:
                if a < b and sources[a] != sources[b]:
                    shared[a, b] = shared.get((a, b), 0) + 2
    return [f"lines {a} and {b} run along each other" for (a, b), pixels in shared.items() if pixels > 15]


def touch(a: list[float], b: list[float]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def within(a: list[float], b: list[float]) -> bool:
    return a[0] >= b[0] and a[2] <= b[2] and a[1] >= b[1] and a[3] <= b[3]


def holds(box: list[float], point: list[float], margin: float = 0) -> bool:
    return box[0] + margin < point[0] < box[2] - margin and box[1] + margin < point[1] < box[3] - margin
