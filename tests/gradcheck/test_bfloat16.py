"""bfloat16 beside what the standard says, and beside PyTorch."""

import numpy as np
import pytest

from backprop_cli.gradcheck.bfloat16 import Bfloat16, plain, to_bfloat16


@pytest.mark.parametrize(
    ("x", "near"),
    [
        (1.0, 1.0), (1.0 + 2.0**-8, 1.0), (1.0 + 3 * 2.0**-8, 1.0 + 2.0**-6), (1.0 + 2.0**-8 + 2.0**-20, 1.0 + 2.0**-7),
        (-3.1415926, -3.140625), (0.0, 0.0), (np.inf, np.inf), (3.4e38, np.inf), (1e-40, 9.9967e-41),
    ],
)  # fmt: skip
def test_rounding_is_to_the_nearest_and_ties_go_to_even(x: float, near: float) -> None:
    assert float(to_bfloat16(x)) == pytest.approx(near, rel=1e-4 if abs(near) < 1e-30 else 0.0)


def test_nan_stays_nan() -> None:
    assert np.isnan(to_bfloat16([np.nan, -np.nan])).all()


def test_every_function_rounds_what_it_gives() -> None:
    x = to_bfloat16([1.0, 3.0, 7.0])
    for y in (x / 3.0, np.exp(x), x @ x, np.maximum(x, 2.0) * 1.1):
        assert np.array_equal(plain(np.asarray(y)), plain(to_bfloat16(y)))
    assert isinstance(x / 3.0, Bfloat16)
    assert (x > 2.0).tolist() == [False, True, True]


def test_a_sum_is_added_up_in_float32_and_rounded_once() -> None:
    assert float(to_bfloat16(np.ones(1000)).sum()) == 1000.0


def test_results_can_be_written_in_place() -> None:
    x = to_bfloat16([1.0, 3.0])
    y = np.empty_like(x)
    assert np.divide(x, 3.0, out=y) is y
    assert plain(y).tolist() == plain(to_bfloat16([1.0 / 3.0, 1.0])).tolist()


@pytest.mark.oracle
def test_it_rounds_as_torch_does() -> None:
    torch = pytest.importorskip("torch")
    x = np.random.default_rng(0).standard_normal(10_000).astype(np.float32) * np.float32(100)
    assert np.array_equal(plain(to_bfloat16(x)), torch.tensor(x).to(torch.bfloat16).float().numpy())
