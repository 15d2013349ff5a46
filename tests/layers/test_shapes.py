"""The shape rules against NumPy: what it accepts they accept, with the same shape, what it refuses they refuse; and what they
accept can be computed, forward and backward, whatever the shapes."""

from math import prod
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from backprop_cli.errors import LayerError, ShapeError
from backprop_cli.layers import SHELF, Layer
from backprop_cli.layers.option_checks import the_axes

from .shelf import as_number

sizes = st.sampled_from([0, 1, 1, 2, 2, 3])
shapes = st.lists(sizes, max_size=4).map(tuple)
axis = st.integers(-4, 4)
axes = st.none() | axis | st.lists(axis, max_size=3).map(tuple)
part = st.none() | st.integers(-5, 5)
subscript = st.integers(-4, 4) | st.builds(slice, part, part, st.none() | st.sampled_from([-3, -2, -1, 1, 2, 3]))


@st.composite
def related(draw: st.DrawFn, count: int) -> tuple[tuple[int, ...], ...]:
    """Shapes that have a chance to fit: cut from one, with some axes made 1, or swapped, or anything."""
    first = draw(shapes)
    return (
        first,
        *(draw(st.sampled_from([first, first[1:], first[:-1], first[::-1]]) | cut(first) | shapes) for _ in range(count - 1)),
    )


def cut(shape: tuple[int, ...]) -> st.SearchStrategy[tuple[int, ...]]:
    start = st.integers(0, len(shape))
    return start.flatmap(lambda i: st.tuples(*(st.sampled_from([size, 1]) for size in shape[i:])))


def check(layer: Layer, given_shapes: tuple[tuple[int, ...], ...], expected: tuple[int, ...] | None) -> None:
    """`expected`: the shape that NumPy gives, None where it refuses."""
    if expected is None:
        with pytest.raises(ShapeError):
            layer.shape(*given_shapes)
        return
    assert layer.shape(*given_shapes) == expected
    runs(layer, given_shapes)


def runs(layer: Layer, given_shapes: tuple[tuple[int, ...], ...]) -> None:
    """Nothing raises, and every shape is what it should be."""
    xs = [np.full(shape, 0.5) if shape else 0.5 for shape in given_shapes]
    for i in layer.labels(*given_shapes):
        xs[i] = np.zeros(given_shapes[i]) if given_shapes[i] else 0.0
    with np.errstate(all="ignore"):
        layer.check(*xs)
        out = as_number(layer.compute(*xs))
        assert np.shape(out) == layer.shape(*given_shapes)
        complex_xs = [x if i in layer.labels(*given_shapes) else x + 1e-30j for i, x in enumerate(xs)]
        assert np.shape(layer.compute(*complex_xs)) == np.shape(out)
        layer.kink(*xs)
        layer.rules_for(*given_shapes)
        dout = np.ones(np.shape(out)) if np.shape(out) else 1.0
        gradients = layer.vjp(dout, out, *xs, wanted=(True,) * len(xs))
    for gradient, shape in zip(gradients, given_shapes, strict=True):
        assert gradient is None or np.shape(gradient) == shape


def by_numpy(function: Any, given_shapes: tuple[tuple[int, ...], ...]) -> tuple[int, ...] | None:
    try:
        return np.shape(function(*map(np.zeros, given_shapes)))
    except (ValueError, IndexError):
        return None


@pytest.mark.parametrize("kind", [kind for kind in SHELF.values() if kind.elementwise], ids=lambda kind: kind.name)
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_entry_by_entry(kind: type[Layer], data: st.DataObject) -> None:
    given_shapes = data.draw(related(len(kind.inputs)))
    check(kind(), given_shapes, by_numpy(lambda *xs: np.broadcast_arrays(*xs)[0], given_shapes))


@pytest.mark.parametrize("name", ["sum", "mean", "max", "min"])
@settings(max_examples=150, deadline=None)
@given(shape=shapes, axis=axes, keepdims=st.booleans())
def test_reductions(name: str, shape: tuple[int, ...], axis: Any, keepdims: bool) -> None:
    reduce = {"mean": np.sum}.get(name) or getattr(np, name)  # NumPy's mean accepts what its sum does, and warns
    check(
        SHELF[name](axis=axis, keepdims=keepdims), (shape,), by_numpy(lambda x: reduce(x, axis=axis, keepdims=keepdims), (shape,))
    )


@pytest.mark.parametrize("name", ["logsumexp", "norm", "prod"])
@settings(max_examples=100, deadline=None)
@given(shape=shapes, axis=axes, keepdims=st.booleans())
def test_smooth_reductions(name: str, shape: tuple[int, ...], axis: Any, keepdims: bool) -> None:
    check(
        SHELF[name](axis=axis, keepdims=keepdims), (shape,), by_numpy(lambda x: np.sum(x, axis=axis, keepdims=keepdims), (shape,))
    )


@pytest.mark.parametrize("name", ["var", "std"])
@settings(max_examples=100, deadline=None)
@given(shape=shapes, axis=axes, keepdims=st.booleans(), ddof=st.integers(0, 3))
def test_spreads(name: str, shape: tuple[int, ...], axis: Any, keepdims: bool, ddof: int) -> None:
    fits = by_numpy(lambda x: np.sum(x, axis=axis, keepdims=keepdims), (shape,))
    reduced = range(len(shape)) if axis is None or not shape else [int(a) % len(shape) for a in np.atleast_1d(axis)]
    count = prod(shape[a] for a in reduced)
    check(SHELF[name](axis=axis, keepdims=keepdims, ddof=ddof), (shape,), fits if count > ddof else None)


@settings(max_examples=200, deadline=None)
@given(data=st.data(), axis=axis, shape=shapes, count=st.integers(1, 3))
def test_stack(data: st.DataObject, axis: int, shape: tuple[int, ...], count: int) -> None:
    given_shapes = tuple(data.draw(st.just(shape) | shapes) for _ in range(count))
    check(SHELF["stack"](axis=axis), given_shapes, by_numpy(lambda *xs: np.stack(xs, axis=axis), given_shapes))


@settings(max_examples=200, deadline=None)
@given(shape=shapes, axis=axes, width=st.integers(0, 2) | st.tuples(st.integers(0, 2), st.integers(0, 2)))
def test_pad(shape: tuple[int, ...], axis: Any, width: Any) -> None:
    axes = range(len(shape)) if axis is None else np.atleast_1d(np.array(axis, int)).tolist()
    fits = by_numpy(lambda x: np.sum(x, axis=tuple(axes)), (shape,)) is not None
    padded = {a % len(shape) for a in axes} if fits and shape else set()
    added = 2 * width if isinstance(width, int) else sum(width)
    check(
        SHELF["pad"](axis=axis, width=width),
        (shape,),
        tuple(n + added * (a in padded) for a, n in enumerate(shape)) if fits else None,
    )


@settings(max_examples=200, deadline=None)
@given(given_shapes=related(2), axis=axis)
def test_take(given_shapes: tuple[tuple[int, ...], ...], axis: int) -> None:
    x, i = given_shapes
    fits = -len(x) <= axis < len(x)
    if fits and not x[axis]:
        assert SHELF["take"](axis=axis).shape(x, i) == (*x[: axis % len(x)], *i, *x[axis % len(x) + 1 :])
        return
    check(SHELF["take"](axis=axis), given_shapes, (*x[: axis % len(x)], *i, *x[axis % len(x) + 1 :]) if fits else None)


@settings(max_examples=200, deadline=None)
@given(given_shapes=related(2))
def test_pick(given_shapes: tuple[tuple[int, ...], ...]) -> None:
    x, t = given_shapes
    check(SHELF["pick"](), given_shapes, t if x and t == x[:-1] and x[-1] else None)


@settings(max_examples=300, deadline=None)
@given(given_shapes=related(2))
def test_matmul(given_shapes: tuple[tuple[int, ...], ...]) -> None:
    check(SHELF["matmul"](), given_shapes, by_numpy(np.matmul, given_shapes))


@settings(max_examples=300, deadline=None)
@given(given_shapes=related(3))
def test_affine(given_shapes: tuple[tuple[int, ...], ...]) -> None:
    expected = by_numpy(lambda x, W, b: x @ W + b, given_shapes) if len(given_shapes[1]) <= 2 else None
    check(SHELF["affine"](), given_shapes, expected)


@settings(max_examples=100, deadline=None)
@given(data=st.data(), D=sizes, M=sizes, x=st.lists(sizes, max_size=2), b=st.booleans())
def test_affine_that_fits(data: st.DataObject, D: int, M: int, x: list[int], b: bool) -> None:
    check(SHELF["affine"](), ((*x, D), (D, M), (M,) if b else ()), (*x, M))


@settings(max_examples=200, deadline=None)
@given(shape=shapes, axes=st.none() | st.permutations(range(3)).map(tuple) | st.lists(axis, max_size=4).map(tuple))
def test_transpose(shape: tuple[int, ...], axes: Any) -> None:
    check(SHELF["transpose"](axes=axes), (shape,), by_numpy(lambda x: np.transpose(x, axes), (shape,)))


@settings(max_examples=300, deadline=None)
@given(shape=shapes, new=st.integers(0, 12) | st.lists(st.sampled_from([-1, 0, 1, 2, 3, 4, 6, 2**62]), max_size=4).map(tuple))
def test_reshape(shape: tuple[int, ...], new: Any) -> None:
    assume(not isinstance(new, tuple) or new.count(-1) < 2)
    check(SHELF["reshape"](shape=new), (shape,), by_numpy(lambda x: np.reshape(x, new), (shape,)))


@settings(max_examples=200, deadline=None)
@given(data=st.data(), axis=axis, shape=shapes, count=st.integers(1, 3))
def test_concat(data: st.DataObject, axis: int, shape: tuple[int, ...], count: int) -> None:
    def resized(size: int) -> tuple[int, ...]:
        return tuple(size if shape and i == axis % len(shape) else have for i, have in enumerate(shape))

    given_shapes = tuple(data.draw(sizes.map(resized) | shapes) for _ in range(count))
    check(SHELF["concat"](axis=axis), given_shapes, by_numpy(lambda *xs: np.concatenate(xs, axis=axis), given_shapes))


@settings(max_examples=300, deadline=None)
@given(shape=shapes, index=st.lists(subscript, max_size=4).map(tuple))
def test_subscript(shape: tuple[int, ...], index: Any) -> None:
    check(SHELF["subscript"](index=index), (shape,), by_numpy(lambda x: x[index], (shape,)))


@pytest.mark.parametrize("name", ["softmax", "log_softmax"])
@settings(max_examples=100, deadline=None)
@given(shape=shapes, axis=axis)
def test_softmax(name: str, shape: tuple[int, ...], axis: int) -> None:
    fits = by_numpy(lambda x: np.max(x, axis=axis), (shape,)) is not None
    check(SHELF[name](axis=axis), (shape,), shape if fits else None)


pairs = st.integers(1, 3) | st.tuples(st.integers(1, 3), st.integers(1, 3))


def fitting(x: tuple[int, ...], size: Any, stride: Any, padding: Any = 0) -> tuple[int, ...] | None:
    """How many windows fit, one after the other; None where none does."""
    axes = zip(x[-2:], *(np.broadcast_to(option, 2).tolist() for option in (size, stride, padding)), strict=True)
    counts = tuple(len(range(0, have + 2 * p - k + 1, s)) for have, k, s, p in axes)
    return counts if all(counts) else None


@pytest.mark.parametrize("name", ["max_pool2d", "avg_pool2d"])
@settings(max_examples=150, deadline=None)
@given(shape=shapes, size=pairs, stride=st.none() | pairs)
def test_pools(name: str, shape: tuple[int, ...], size: Any, stride: Any) -> None:
    counts = fitting(shape, size, size if stride is None else stride) if 2 <= len(shape) <= 4 else None
    check(SHELF[name](size=size, stride=stride), (shape,), None if counts is None else (*shape[:-2], *counts))


@settings(max_examples=200, deadline=None)
@given(shape=shapes, size=pairs, stride=pairs, padding=st.integers(0, 2), form=st.integers(0, 3))
def test_unfold_and_fold(shape: tuple[int, ...], size: Any, stride: Any, padding: int, form: int) -> None:
    options = {"size": size, "stride": stride, "padding": padding}
    counts = fitting(shape, size, stride, padding) if 2 <= len(shape) <= 4 else None
    if counts is None:
        check(SHELF["unfold"](**options), (shape,), None)
        return
    images, channels, entries = (
        shape[0] if len(shape) == 4 else 1,
        shape[-3] if len(shape) > 2 else 1,
        np.prod(np.broadcast_to(size, 2)),
    )
    windows = images * counts[0] * counts[1]
    check(SHELF["unfold"](**options), (shape,), (windows, channels * entries))
    forms = [(windows, channels * entries), (windows * channels, entries), (windows, channels), (windows + 1, channels)]
    check(SHELF["fold"](**options), (forms[form], shape), shape if forms[form] in forms[:3] else None)


@settings(max_examples=200, deadline=None)
@given(x=shapes, W=shapes, F=sizes, b=sizes, same=st.booleans(), stride=pairs, padding=st.integers(0, 1))
def test_conv2d(x: tuple[int, ...], W: tuple[int, ...], F: int, b: int, same: bool, stride: Any, padding: int) -> None:
    if same and len(x) > 2:
        W, b = (F, x[-3], *(*W, 1, 1)[:2]), F
    fits = len(x) in (3, 4) and len(W) == 4 and 0 not in W[2:] and W[1] == x[-3] and b == W[0]
    counts = fitting(x, W[2:], stride, padding) if fits else None
    check(SHELF["conv2d"](stride=stride, padding=padding), (x, W, (b,)), None if counts is None else (*x[:-3], W[0], *counts))


@settings(max_examples=200, deadline=None)
@given(x=shapes, many=st.integers(1, 3), gamma=shapes | st.none(), beta=st.sampled_from([(), None]))
def test_layer_norm(x: tuple[int, ...], many: int, gamma: Any, beta: Any) -> None:
    tail = x[len(x) - many :] if many <= len(x) else ()
    given_shapes = x, tail if gamma is None else gamma, tail if beta is None else beta
    fits = many <= len(x) and given_shapes[1] in (tail, ())
    check(SHELF["layer_norm"](axis=tuple(range(-many, 0))), given_shapes, x if fits else None)


@settings(max_examples=200, deadline=None)
@given(x=shapes, gamma=shapes | st.none(), beta=st.sampled_from([(), None]))
def test_batch_norm(x: tuple[int, ...], gamma: Any, beta: Any) -> None:
    given_shapes = x, x[1:2] if gamma is None else gamma, x[1:2] if beta is None else beta
    fits = len(x) >= 2 and given_shapes[1] in (x[1:2], ())
    check(SHELF["batch_norm"](), given_shapes, x if fits else None)


@pytest.mark.parametrize("name", ["softmax_with_loss", "cross_entropy"])
@settings(max_examples=200, deadline=None)
@given(given_shapes=related(2))
def test_losses_over_classes(name: str, given_shapes: tuple[tuple[int, ...], ...]) -> None:
    x, t = given_shapes
    fits = (t == x or (len(x) > 0 and t == x[:-1])) and 0 not in x[-1:]
    check(SHELF[name](), given_shapes, () if fits else None)


@pytest.mark.parametrize("name", ["sigmoid_with_loss", "mean_squared_error", "sum_squared_error"])
@settings(max_examples=100, deadline=None)
@given(given_shapes=related(2))
def test_losses_of_numbers_never_broadcast(name: str, given_shapes: tuple[tuple[int, ...], ...]) -> None:
    check(SHELF[name](), given_shapes, () if given_shapes[0] == given_shapes[1] else None)


@pytest.mark.parametrize(
    ("name", "options", "given_shapes", "says"),
    [
        ("add", {}, ((2, 3), (4,)), "x (2, 3) and y (4,) do not broadcast"),
        ("where", {}, ((2,), (3,), ()), "c (2,) and x (3,) and y () do not broadcast"),
        ("matmul", {}, ((2, 3), (4, 5)), "x (2, 3) and y (4, 5): the last axis of x and the first of y differ"),
        ("matmul", {}, ((2, 3), (7, 4, 5)), "the last axis of x and the last but one of y differ"),
        ("matmul", {}, ((2, 3), ()), "x (2, 3) and y (): a single number has no axis to multiply along"),
        ("matmul", {}, ((2, 5, 3), (4, 3, 5)), "the leading axes of x (2,) and the leading axes of y (4,) do not broadcast"),
        ("affine", {}, ((2, 3), (4, 5), (5,)), "x (2, 3) and W (4, 5): the last axis of x and the first of W differ"),
        ("affine", {}, ((2, 3), (3, 5), (4,)), "x @ W (2, 5) and b (4,) do not broadcast"),
        ("affine", {}, ((2, 3), (2, 3, 5), (5,)), "W (2, 3, 5) has 3 axes"),
        ("sum", {"axis": 2}, ((2, 3),), "x (2, 3) has no axis 2"),
        ("sum", {"axis": (0, -2)}, ((2, 3),), "axis 0 is named twice"),
        ("max", {"axis": 1}, ((2, 0),), "there is no max of nothing"),
        ("softmax", {"axis": 1}, ((3,),), "x (3,) has no axis 1"),
        ("softmax", {}, ((3, 0),), "there is no softmax of nothing"),
        ("transpose", {"axes": (0, 0)}, ((2, 3),), "axis 0 is named twice"),
        ("transpose", {"axes": (0, 1)}, ((2, 3, 4),), "x (2, 3, 4) has 3 axes, and axes=(0, 1) orders 2"),
        ("reshape", {"shape": (4, -1)}, ((2, 3),), "x (2, 3) has 6 entries, which do not fit into shape=(4, -1)"),
        ("concat", {}, ((2, 3), (2, 4)), "x1 (2, 3) and x2 (2, 4) do not join along axis 0"),
        ("concat", {}, ((2, 3), ()), "x2 is a single number"),
        ("concat", {}, (), "concat needs at least one array"),
        ("var", {"axis": 1, "ddof": 3}, ((2, 3),), "x (2, 3) has 3 along the axis, and ddof=3 leaves nothing to divide by"),
        ("std", {"axis": 1}, ((2, 0),), "there is no std of nothing"),
        ("norm", {"axis": 2}, ((2, 3),), "x (2, 3) has no axis 2"),
        ("stack", {}, ((2, 3), (3, 2)), "x1 (2, 3) and x2 (3, 2) do not stack: all shapes must be equal"),
        ("stack", {"axis": 3}, ((2, 3), (2, 3)), "x1 (2, 3) gets no axis 3 by stacking"),
        ("stack", {}, (), "stack needs at least one array"),
        ("pad", {"axis": 1}, ((3,),), "x (3,) has no axis 1"),
        ("take", {"axis": 1}, ((3,), (2,)), "x (3,) has no axis 1"),
        ("take", {}, ((), (2,)), "x () has no axis 0"),
        ("pick", {}, ((2, 3), (3,)), "x (2, 3) and t (3,): t must have the shape (2,), one label a row"),
        ("pick", {}, ((), ()), "x is a single number"),
        ("pick", {}, ((2, 0), (2,)), "x (2, 0) has no classes along its last axis"),
        ("subscript", {"index": (0, 3)}, ((2, 3),), "subscript 3 is outside axis 1 of x (2, 3)"),
        ("subscript", {"index": (0, 0, 0)}, ((2, 3),), "x (2, 3) has 2 axes, and 3 subscripts are given"),
        ("softmax_with_loss", {}, ((2, 3), (3,)), "x (2, 3) and t (3,): t must have the shape (2, 3), or (2,) for class indices"),
        ("softmax_with_loss", {}, ((1, 3), (3,)), "t must have the shape (1, 3), or (1,) for class indices"),
        ("cross_entropy", {}, ((2, 0), (2, 0)), "y (2, 0) has no classes"),
        ("conv2d", {}, ((1, 3, 3), (2, 3, 3), (2,)), "W (2, 3, 3): filters have the axes (F, C, h, w)"),
        ("conv2d", {}, ((3, 3), (2, 1, 3, 3), (2,)), "x (3, 3): an image has the axes (C, H, W), a batch of them (N, C, H, W)"),
        ("conv2d", {}, ((5, 3, 4, 4), (2, 1, 3, 3), (2,)), "and W (2, 1, 3, 3): the images have 3 channels, and the filters 1"),
        (
            "conv2d",
            {},
            ((1, 4, 4), (2, 1, 3, 3), (3,)),
            "W (2, 1, 3, 3) and b (3,): b must have the shape (2,), one entry for each",
        ),
        ("conv2d", {}, ((1, 2, 2), (2, 1, 3, 3), (2,)), "x (1, 2, 2) and W (2, 1, 3, 3): a window of (3, 3) does not fit"),
        ("max_pool2d", {"size": 3}, ((2, 4),), "x (2, 4): a window of (3, 3) does not fit into the image, (2, 4)"),
        ("avg_pool2d", {}, ((2,),), "x (2,) has 1 axis: an image has (H, W) or (C, H, W), a batch of them (N, C, H, W)"),
        (
            "unfold",
            {"size": (1, 9), "padding": 1},
            ((2, 2),),
            "a window of (1, 9) does not fit into the image, (4, 4) with its padding",
        ),
        ("fold", {}, ((4, 3), (3, 3)), "y (4, 3) and x (3, 3): windows of x have the shape (4, 4) or (4, 1)"),
        ("fold", {}, ((4, 3), (2, 3, 3)), "y (4, 3) and x (2, 3, 3): windows of x have the shape (4, 8), (8, 4) or (4, 2)"),
        ("layer_norm", {}, ((2, 3), (2,), (3,)), "x (2, 3) and gamma (2,): gamma must have the shape (3,), or be a single number"),
        ("layer_norm", {}, ((2, 3), (3,), (2, 3)), "x (2, 3) and beta (2, 3): beta must have the shape (3,)"),
        ("layer_norm", {"axis": 0}, ((2, 3), (), ()), "x (2, 3): axis=0 must be the last axis"),
        ("layer_norm", {"axis": (0, 2)}, ((2, 3, 4), (), ()), "x (2, 3, 4): axis=(0, 2) must be the last 2 axes"),
        ("layer_norm", {}, ((), (), ()), "x () has no axis -1"),
        ("batch_norm", {}, ((3,), (3,), (3,)), "x (3,): a batch has the axes (N, C), or (N, C, …), features along axis 1"),
        ("batch_norm", {}, ((4, 3, 2), (2,), ()), "x (4, 3, 2) and gamma (2,): gamma must have the shape (3,)"),
        ("mean_squared_error", {}, ((3, 1), (3,)), "x (3, 1) and t (3,): the shapes must be equal"),
    ],
)
def test_refusals_name_arguments_and_shapes(
    name: str, options: dict[str, Any], given_shapes: tuple[tuple[int, ...], ...], says: str
) -> None:
    with pytest.raises(ShapeError) as caught:
        SHELF[name](**options).shape(*given_shapes)
    assert says in caught.value.message
    assert not caught.value.message.endswith(".")


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("sum", {"axis": 1.5}),
        ("sum", {"axis": True}),
        ("sum", {"axis": (0, 1.5)}),
        ("sum", {"axis": "0"}),
        ("mean", {"keepdims": 1}),
        ("max", {"keepdims": None}),
        ("softmax", {"axis": None}),
        ("softmax", {"axis": (0, 1)}),
        ("log_softmax", {"axis": False}),
        ("concat", {"axis": None}),
        ("var", {"ddof": -1}),
        ("std", {"ddof": 0.5}),
        ("std", {"ddof": True}),
        ("stack", {"axis": None}),
        ("take", {"axis": None}),
        ("pad", {"width": -1}),
        ("pad", {"width": 1.5}),
        ("pad", {"width": (1, 2, 3)}),
        ("pad", {"width": True}),
        ("pad", {"value": None}),
        ("pad", {"axis": 0.5}),
        ("transpose", {"axes": 1}),
        ("transpose", {"axes": (0, True)}),
        ("reshape", {}),
        ("reshape", {"shape": (-1, -1)}),
        ("reshape", {"shape": (2, -3)}),
        ("reshape", {"shape": 2.0}),
        ("reshape", {"shape": (1,) * 33}),
        ("leaky_relu", {"slope": "steep"}),
        ("leaky_relu", {"slope": True}),
        ("leaky_relu", {"slope": float("inf")}),
        ("conv2d", {"stride": 0}),
        ("conv2d", {"padding": -1}),
        ("max_pool2d", {"size": (2, 2, 2)}),
        ("avg_pool2d", {"stride": 1.5}),
        ("unfold", {"size": 0}),
        ("fold", {"padding": True}),
        ("layer_norm", {"axis": None}),
        ("layer_norm", {"eps": 0.0}),
        ("batch_norm", {"eps": -1e-5}),
        ("batch_norm", {"eps": "small"}),
        ("subscript", {"index": (1.5,)}),
        ("subscript", {"index": (..., 0, ...)}),
        ("subscript", {"index": ("a",)}),
        ("subscript", {"index": (True,)}),
        ("subscript", {"index": (slice(0, 1.5),)}),
        ("subscript", {"index": (slice(None, None, 0),)}),
    ],
)
def test_options_that_cannot_be(name: str, options: dict[str, Any]) -> None:
    with pytest.raises(LayerError) as caught:
        SHELF[name](**options)
    assert not caught.value.message.endswith(".")
    assert caught.value.hint or "shape" in caught.value.message


def test_which_axes_there_are_is_said_in_words() -> None:
    assert [the_axes(ndim) for ndim in (0, 1, 3)] == [
        "it is a single number",
        "its only axis is 0",
        "its axes are 0 to 2, or -1 for the last",
    ]
