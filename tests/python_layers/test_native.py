"""What torch and jax compute with becomes an array of NumPy, and neither is imported for that."""

import subprocess
import sys

import numpy as np
import pytest

from backprop_cli.python_layers.native import in_numpy, kind_of_number, loaded
from tests.python_layers.book import WITH_US


def test_numbers_and_lists_become_arrays() -> None:
    assert in_numpy([1, 2.5]).tolist() == [1.0, 2.5]
    assert kind_of_number(None, 2.0) == ""
    assert kind_of_number(1, (2.0, np.float32(1))) == "float32"


def test_a_half_imported_package_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "torch", object())  # type: ignore[arg-type]
    assert loaded("torch") is None


@pytest.mark.oracle
def test_tensors_become_arrays_of_double_precision() -> None:
    torch = pytest.importorskip("torch")
    tensor = torch.tensor([1.0, 2.0], dtype=torch.bfloat16, requires_grad=True)
    assert in_numpy(tensor).tolist() == [1.0, 2.0]
    assert in_numpy(tensor).dtype == np.float64
    assert in_numpy(torch.tensor([1 + 2j]).conj()).tolist() == [1 - 2j]
    assert kind_of_number(None, tensor) == "bfloat16"


@pytest.mark.oracle
def test_what_numpy_does_not_know_becomes_wider() -> None:
    jax = pytest.importorskip("jax")
    array = jax.numpy.asarray([1.0, 2.0], jax.numpy.bfloat16)
    assert in_numpy(array).dtype == np.float32
    assert kind_of_number(None, array) == "bfloat16"


def test_layers_of_numpy_import_neither() -> None:
    code = "import sys, backprop_cli.python_layers.load; print({'torch', 'jax'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", env=WITH_US, check=True)
    assert done.stdout.strip() == "set()"
