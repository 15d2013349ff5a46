"""Names that other libraries have: known in each spelling, and answered by what computes the same here."""

import math
import re

import numpy as np
import pytest

from backprop_cli.layers import SHELF
from backprop_cli.problem.foreign.names import known_elsewhere
from backprop_cli.problem.foreign.recipes import RECIPES
from backprop_cli.problem.foreign.words import WORDS
from backprop_cli.suggest import did_you_mean
from tests.problems import faults

# Names of PyTorch, TensorFlow, MATLAB, spreadsheets and mathematics that a slip of the fingers might make of ours.
MORE_NAMES = """
addr add_n mv sind cosd tand logm sqrtm sup deg cis lg lb reglu relu2 relu6 elu gelu silu celu selu prelu crelu rrelu glu mish swish
tan cot sec csc sinh cosh asin acos atan sinc inv det trace tr rank sign sgn sort gather detach pad floor ceil clip clamp norm prod
einsum size huber logsumexp log2 log10 cumsum median mode std var erfc erfinv softmin softsign hardtanh
""".split()


def test_no_name_of_python_or_numpy_is_taken_for_a_slip_of_the_fingers() -> None:
    import builtins
    from inspect import ismodule

    names = {
        name
        for library in (math, np, np.linalg, np.random, builtins)
        for name in dir(library)
        if name[0] != "_" and name.islower() and not ismodule(getattr(library, name))
    }
    unanswered = {name for name in names | set(MORE_NAMES) if name not in SHELF and not known_elsewhere(name)}
    assert {name: hint for name in unanswered if (hint := did_you_mean(name, SHELF))} == {}, "answer these in foreign/"


@pytest.mark.parametrize("name", [*RECIPES, *(names for names, _ in WORDS)], ids=lambda names: names.split()[0])
def test_every_name_of_the_table_is_answered_wherever_it_is_typed(name: str) -> None:
    for word in name.split():
        plain = word.rpartition(".")[2]
        if word.endswith(".more") or word.startswith("sample.") or not plain.isidentifier():
            continue
        texts = (
            f"variables: {{x: 2}}\nnodes:\n  q: {plain}(x, x, x, x, x)\n",
            f"variables: {{x: 2}}\nchain: [x, {plain}]\n",
            f"variables: {{x: 2}}\nnodes: {{q: {{{plain}: [x, x, x, x, x]}}}}\n",
        )
        for text in texts:
            hints = [fault.hint or "" for fault in faults(text)]
            assert len(hints) == 1, text
            assert not re.search("did you mean|lists", hints[0]), text
