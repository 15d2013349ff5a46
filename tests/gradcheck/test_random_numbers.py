"""Draws for upstream gradients and directions: of either sign, never near 0, and the same again for the same seed."""

from typing import Any

import numpy as np
import pytest

from backprop_cli.gradcheck.random_numbers import RandomNumbers


def single(draws: RandomNumbers) -> Any:
    return np.array([draws.like(1.0) for _ in range(4000)])


def array(draws: RandomNumbers) -> Any:
    return draws.like(np.zeros((40, 100)))


@pytest.mark.parametrize("draws", [single, array])
def test_draws_have_sizes_from_a_half_to_2_and_either_sign_alike_often(draws: Any) -> None:
    drawn = draws(RandomNumbers(3))
    sizes = np.abs(drawn)
    assert 0.5 <= sizes.min() < 0.51
    assert 1.99 < sizes.max() <= 2.0
    assert np.median(sizes) == pytest.approx(1.25, abs=0.05)
    assert np.mean(drawn > 0.0) == pytest.approx(0.5, abs=0.05)
    assert np.mean(sizes[drawn > 0.0]) == pytest.approx(np.mean(sizes[drawn < 0.0]), abs=0.05)
    assert np.array_equal(draws(RandomNumbers(3)), drawn)


def test_a_sample_of_positions_is_in_order_and_no_larger_than_all_of_them() -> None:
    draws = RandomNumbers(0)
    assert [list(draws.some(5, most)) for most in (None, 5, 9)] == [list(range(5))] * 3
    sample = list(draws.some(1000, 20))
    assert sample == sorted(set(sample))
    assert len(sample) == 20
