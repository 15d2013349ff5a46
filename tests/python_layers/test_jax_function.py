"""Functions with a rule of jax.custom_vjp or custom_jvp: which are found, what their inputs are, and how they are run."""

from pathlib import Path

import pytest

from backprop_cli.errors import LayerError
from backprop_cli.python_layers.load import load_layers
from tests.gradcheck.checking import check_with
from tests.python_layers.book import gradients, problem_with, written
from tests.python_layers.kernels import JAX

pytestmark = pytest.mark.oracle


@pytest.fixture(autouse=True)
def jax() -> None:
    pytest.importorskip("jax")


def test_inputs_are_those_of_the_wrapped_function(tmp_path: Path) -> None:
    found = [(cls.name, cls.inputs) for cls in load_layers(written(tmp_path, JAX))]
    assert found == [("cube", ("x", "k")), ("softplus", ("x",)), ("both", ("a", "b"))]


def test_what_is_imported_by_name_counts_and_what_is_of_jax_itself_does_not(tmp_path: Path) -> None:
    written(tmp_path, JAX, "their_functions.py")
    assert [cls.name for cls in load_layers(written(tmp_path, "from jax.nn import relu\nfrom their_functions import cube\n"))] == [
        "cube"
    ]
    with pytest.raises(LayerError, match="has no layers"):
        load_layers(written(tmp_path, "from jax.nn import relu\n", "none_of_its_own.py"))


POWER = """
import jax
from functools import partial

@partial(jax.custom_vjp, nondiff_argnums=(1,))
def power(x, n, scale=1.0):
    assert isinstance(n, int)
    return scale * x**n
def power_fwd(x, n, scale):
    return power(x, n, scale), (x, scale)
def power_bwd(n, saved, dout):
    x, scale = saved
    return dout * scale * n * x**(n - 1), None
power.defvjp(power_fwd, power_bwd)
"""


def test_options_and_what_is_never_differentiated_go_in_as_they_are(tmp_path: Path) -> None:
    text = "variables: {x: [1.5, -2]}\nnodes: {y: {power: [x], n: 3, scale: 2.0}, z: y * 1}"
    found = gradients(problem_with(tmp_path, POWER, text))
    assert found["x"].tolist() == pytest.approx([13.5, 24.0])
    assert check_with(tmp_path, POWER, text).verdict == "pass"


def test_a_constant_that_is_whole_is_whole_where_the_function_needs_it(tmp_path: Path) -> None:
    code = JAX.replace("    return k * x**3\n", "    return x[k]\n").replace(
        "return 3 * k * x**2 * dout, (x**3 * dout).sum()", "return jnp.zeros_like(x).at[k].set(dout), None"
    )
    text = "variables: {x: [1.5, -2, 3]}\nconstants: {k: 1}\nnodes: {y: 'cube(x, k)'}"
    assert gradients(problem_with(tmp_path, code, text))["x"].tolist() == [0.0, 1.0, 0.0]
