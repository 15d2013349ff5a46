"""The page of an explanation: what a form that knows marks makes of it, and what a learner reads in other languages."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from backprop_cli import phrases
from backprop_cli.problem.library import shipped
from tests.cli.running import bpcalc
from tests.problems import problem_of_file
from tests.report.test_explain import explained
from tests.reporting import FAN_OUT, read, shown

MARKDOWN = """\
**x** reaches **y** in 3 ways. Along a way the local gradients are multiplied; what the ways bring is added.

| node | local gradient |
| --- | --- |
| `y = square + triple` | `∂y/∂square = 1` |
|  | `∂y/∂triple = 1` |
| `square = x * x` | `∂square/∂x = x = 4  (first input)` |
|  | `∂square/∂x = x = 4  (second input)` |
| `triple = 3 * x` | `∂triple/∂x = 3` |

| way | product |
| --- | --- |
| `x → square (first input) → y` | `1 × x = 1 × 4 = 4` |
| `x → square (second input) → y` | `1 × x = 1 × 4 = 4` |
| `x → triple → y` | `1 × 3 = 3` |

```
∂y/∂x = 4 + 4 + 3 = 11
```

If **x** rises by 0.01, **y** rises by about 0.11 (11 × 0.01); worked out again, it goes from 28 to 28.1101.
"""


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    phrases.use("en")


def test_markdown_marks_names_and_sets_formulas_as_code() -> None:
    assert shown(explained(FAN_OUT, "x"), "markdown") == MARKDOWN


def test_markdown_of_one_way_leaves_out_what_the_table_has() -> None:
    text = shown(explained(problem_of_file(shipped_path("apple_orange")), "apple"), "markdown")
    assert "**apple** reaches **price** in one way: `apple → apple_price → all_price → price`\n" in text
    assert "```\n∂price/∂apple = tax × 1 × apple_num = 1.1 × 1 × 2 = 2.2\n```\n" in text


def shipped_path(name: str) -> Path:
    return Path(shipped()[name])


def test_lost_digits_are_said_in_place_of_the_step() -> None:
    text = shown(explained(FAN_OUT, "x", lost={0: "square"}))
    assert text.endswith("\nThis gradient has lost its digits to rounding, at square: do not trust the number.\n")


@pytest.mark.parametrize(("language", "letters"), [("ko", "[가-힣]"), ("ja", "[ぁ-んァ-ヶ一-龠]")])
@pytest.mark.parametrize("name", ["apple", "fan_out", "two_layer_net", "affine_batch", "sigmoid_gates"])
def test_other_languages_leave_no_english(name: str, language: str, letters: str) -> None:
    phrases.use(language)
    problem = read(problem_of_file(shipped_path(name)))
    text = shown(explained(problem, *(problem.graph.names[number] for number in problem.graph.variables)))
    text = text.removeprefix(f"{problem.title}\n{problem.description}\n")
    assert re.search(letters, text)
    english = {"way", "ways", "reaches", "rises", "falls", "comes", "the", "is", "again", "input", "product", "gradient", "node"}
    assert english.isdisjoint(re.findall("[a-z]+", text.lower()))


def test_a_name_that_very_many_nodes_read_shows_the_first_and_the_last() -> None:
    nodes = "".join(f"  a{n}: a{n - 1} + x\n" for n in range(1, 200))
    stdin = f"variables: {{x: 1}}\nnodes:\n  a0: x * 2\n{nodes}".encode()
    text = bpcalc("explain", "-", stdin=stdin).out
    assert "a199: 1 × 1" in text
    assert "a150: 1 × 1" not in text
    assert text.count("…") == 2
    assert "a150: 1 × 1" in bpcalc("explain", "-", "--full", stdin=stdin).out
    assert (
        r"1 \cdot 1 + 1 \cdot 1 + 1 \cdot 1 + \dots + 1 \cdot 1 + 1 \cdot 2 = 201"
        in bpcalc("explain", "-", "-f", "latex", stdin=stdin).out
    )
