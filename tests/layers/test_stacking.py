"""Many versions at once give what one after the other gives, and a slice of the inputs gives the slice of the result."""

from collections.abc import Iterator
from itertools import product
from typing import Any

import numpy as np
import pytest

from backprop_cli.layers import stacking

from .shelf import CASES, Case

every_case = pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
VERSIONS = 3


def combinations(case: Case) -> Iterator[tuple[bool, ...]]:
    """Which inputs come in versions: each by itself, and all of them; labels never do."""
    labels = case.layer.labels(*case.shapes)
    able = [k not in labels for k in range(len(case.xs))]
    yield from (tuple(k == one for k in range(len(able))) for one, can in enumerate(able) if can)
    if any(able):
        yield tuple(able)


def versions_of(case: Case, stacks: tuple[bool, ...], complex_too: bool) -> list[Any]:
    """Versions of the flagged inputs, each a little different."""
    random = np.random.default_rng(3)

    def several(x: Any) -> Any:
        many = np.repeat(np.asarray(x)[None], VERSIONS, axis=0) * random.uniform(0.9, 1.1, (VERSIONS, *np.shape(x)))
        return many + 1e-20j * random.uniform(0.5, 2.0, many.shape) if complex_too else many

    return [several(x) if stack else x for x, stack in zip(case.xs, stacks, strict=True)]


@pytest.mark.parametrize("complex_too", [False, True], ids=["real", "complex"])
@every_case
def test_stacked_is_the_loop(case: Case, complex_too: bool) -> None:
    for stacks in combinations(case):
        xs = versions_of(case, stacks, complex_too)
        together, looped = case.layer.stacked(stacks, *xs), stacking.looped(case.layer.compute, stacks, tuple(xs))
        assert together.shape == looped.shape == (VERSIONS, *np.shape(case.out))
        np.testing.assert_allclose(together.real, looped.real, rtol=1e-13, atol=1e-15)
        np.testing.assert_allclose(together.imag, looped.imag, rtol=1e-12, atol=1e-35)


@every_case
def test_inputs_cut_along_an_axis_give_the_result_cut_along_it(case: Case) -> None:
    ways = [case.layer.touches(k, *case.shapes) for k in range(len(case.xs))]
    assert [len(way) for way in ways] == [len(shape) for shape in case.shapes]
    for axis in {axis for way in ways for axis in way if axis is not None}:
        for entry in range(np.shape(case.out)[axis]):
            cut = [np.take(x, [entry], axis=way.index(axis)) if axis in way else x for x, way in zip(case.xs, ways, strict=True)]
            np.testing.assert_allclose(case.layer.compute(*cut), np.take(case.out, [entry], axis=axis), rtol=1e-13, atol=1e-15)


@every_case
def test_an_entry_touches_only_what_its_layer_says(case: Case) -> None:
    """Move one entry: along the axes that it keeps, nothing else of the result may change."""
    labels = case.layer.labels(*case.shapes)
    for k, x in enumerate(case.xs):
        if k in labels or not np.ndim(x):
            continue
        way = case.layer.touches(k, *case.shapes)
        for index in product(*map(range, np.shape(x))):
            moved = np.array(x, float)
            moved[index] *= 1.01
            changed = np.asarray(case.layer.compute(*case.xs[:k], moved, *case.xs[k + 1 :])) != case.out
            for place, axis in zip(index, way, strict=True):
                if axis is not None:
                    changed = np.delete(changed, place, axis=axis) if changed.ndim == np.ndim(case.out) else changed
                    assert not changed.any()
                    break


def test_the_shelf_is_not_left_to_the_loop() -> None:
    """Every layer says how, so that no graph of shelf layers is slow."""
    slow = {name for name, case in CASES.items() if type(case.layer).stacked is stacking_default()}
    assert not slow


def stacking_default() -> Any:
    from backprop_cli.layers.base import Layer

    return Layer.stacked


@pytest.mark.parametrize(("real_x", "real_y"), list(product([True, False], repeat=2)))
@pytest.mark.parametrize("columns", [2, 100])
def test_wide_matrices_are_multiplied_as_narrow_ones_are(real_x: bool, real_y: bool, columns: int) -> None:
    random = np.random.default_rng(5)
    x, y = random.normal(size=(3, 4)), random.normal(size=(4, columns))
    a = x if real_x else x + 1j * random.normal(size=x.shape)
    b = y if real_y else y + 1j * random.normal(size=y.shape)
    out = stacking.product(a, b)
    assert np.iscomplexobj(out) is not (real_x and real_y)
    np.testing.assert_allclose(out, np.einsum("nk,km->nm", a, b), atol=1e-13)


@pytest.mark.parametrize("x", [(1,), (3,), (1, 1), (2, 1), (2, 3), (4, 2, 1), (4, 2, 3), (5, 1, 2, 3)], ids=str)
@pytest.mark.parametrize("y", [(), (1,), (2,), (4, None, 1), (4, None, 2), (5, 4, None, 2)], ids=str)
def test_versions_of_products_of_all_shapes_are_the_loop(x: tuple[int, ...], y: tuple[int | None, ...]) -> None:
    """`y`: None for the size that fits; a 1-D or 2-D shape has it in front."""
    random = np.random.default_rng(11)
    fitting = tuple(size or x[-1] for size in y) if None in y else (x[-1], *y)
    given = random.normal(size=x), random.normal(size=fitting)
    for stacks in ((True, False), (False, True), (True, True)):
        xs = [random.normal(size=(VERSIONS, *one.shape)) if stack else one for one, stack in zip(given, stacks, strict=True)]
        looped = stacking.looped(np.matmul, stacks, tuple(xs))
        found = stacking.product_of_versions(stacks, *xs)
        assert found.shape == looped.shape
        np.testing.assert_allclose(found, looped, atol=1e-14)


@pytest.mark.parametrize(
    ("x", "y", "along"),
    [
        ((2, 3), (4, 2, 3), (1, 2)),
        ((2, 1, 1), (2, 3, 1), (0, None, 2)),
        ((1, 2, 3), (4, 1, 3), (None, 1, 2)),
        ((3,), (1, 3, 5, 3), (3,)),
        ((1, 1), (3, 2, 1), (None, 2)),
        ((), (2, 3), ()),
    ],
)
def test_an_input_lies_along_the_axes_that_are_not_stretched(
    x: tuple[int, ...], y: tuple[int, ...], along: tuple[int | None, ...]
) -> None:
    assert stacking.aligned_axes(x, np.broadcast_shapes(x, y)) == along
