"""The page writes numbers as tables do, digit for digit."""

import json
import random
import struct
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from backprop_cli.render.picture.html import template_part
from backprop_cli.report.number_text import rounded
from tests.browser import needs_chromium
from tests.render.picture.pages import answer

COUNT, DIGITS = 4000, (1, 3, 6, 11, 16, 17)
EDGES = (
    0.0, -0.0, 12345.25, 12345.35, 100000.5, 1e15, 1e16, 1e20, 1.2345678901234568e17, 1e-5, 1e-6, 0.00012345678, 999999.5, 0.9999995,
    99999.95, 5e-324, 1.7976931348623157e308, 99999949999999.5, 1e14 + 0.5, 1234565.5, -2.5,
)  # fmt: skip


def numbers() -> Iterator[float]:
    """Any bits; any size; halves, of which the even one is taken; few digits; large wholes that end in .5."""
    chance = random.Random(1)
    while True:
        (bits,) = struct.unpack("d", struct.pack("Q", chance.getrandbits(64)))
        yield from [bits] * (bits - bits == 0.0)
        yield chance.choice((-1, 1)) * chance.random() * 10.0 ** chance.randint(-8, 18)
        yield chance.randint(-(10**6), 10**6) / 2 ** chance.randint(0, 8)
        yield float(f"{chance.uniform(-1, 1):.{chance.randint(1, 6)}g}") * 10.0 ** chance.randint(-6, 16)
        yield chance.randint(0, 10**15) + 0.5


@needs_chromium
def test_numbers_are_rounded_as_in_tables(tmp_path: Path) -> None:
    tried = [*EDGES, *islice(numbers(), COUNT)]
    page = f'<!doctype html><meta charset="utf-8"><body><script>{template_part("page_number.js")}</script>'
    script = f"{list(DIGITS)}.map(digits => {json.dumps(tried)}.map(x => rounded(x, digits)))"
    for digits, row in zip(DIGITS, answer(tmp_path, page, script), strict=True):
        for x, told in zip(tried, row, strict=True):
            assert told == rounded(x, digits), (x, digits)


@needs_chromium
def test_what_is_no_finite_number_is_named(tmp_path: Path) -> None:
    page = f'<!doctype html><meta charset="utf-8"><body><script>{template_part("page_number.js")}</script>'
    assert answer(tmp_path, page, "[NaN, Infinity, -Infinity].map(x => rounded(x, 6))") == ["nan", "inf", "-inf"]
