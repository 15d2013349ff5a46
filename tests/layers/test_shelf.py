"""What holds for every layer of the shelf, and so for the next one as soon as it is defined."""

import ast
import re
import subprocess
import sys
from typing import Any

import numpy as np
import pytest

from backprop_cli.layers import BY_CLASS_NAME, SHELF, Layer, maths
from backprop_cli.words.values import MEANINGS

from .numerical import by_central_differences, by_complex_step
from .shelf import CASES, ENTRYWISE, Case, as_number, case_of
from .words import VOCABULARY, evaluate, names_in

every_case = pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
every_layer = pytest.mark.parametrize("kind", SHELF.values(), ids=SHELF.keys())


def differentiable(case: Case) -> list[tuple[int, Any]]:
    """Each input that has a gradient, by position."""
    return [(i, gradient) for i, gradient in enumerate(case.gradients()) if gradient is not None]


@every_case
def test_formula_says_what_compute_does(case: Case) -> None:
    layer = case.layer
    words = layer.formula.replace("*xs", ", ".join(case.names)) if layer.variadic else layer.formula
    said = evaluate(words, **dict(zip(case.names, case.xs, strict=True)), **layer.option_values())
    assert np.shape(said) == np.shape(case.out)
    np.testing.assert_allclose(said, case.out, rtol=1e-13, atol=1e-15)


@every_case
def test_rules_say_what_the_backward_pass_does(case: Case) -> None:
    layer, dout = case.layer, case.dout()
    rules = layer.rules_for(*case.shapes)
    options = layer.option_values() if type(layer).name != "reshape" else {}  # `shape` is a word of its own there
    names = {**dict(zip(case.names, case.xs, strict=True)), **options, "out": case.out, "dout": dout}
    assert set(rules) == {case.names[i] for i, _ in differentiable(case)}
    for i, gradient in differentiable(case):
        words = rules[case.names[i]]
        said = evaluate(words, **names)
        if "dout" not in names_in(words):
            said = add_up(dout * said, np.shape(case.xs[i]))
        assert np.shape(said) == np.shape(gradient)
        np.testing.assert_allclose(said, gradient, rtol=1e-12, atol=1e-14)


def add_up(gradient: Any, shape: tuple[int, ...]) -> Any:
    """The broadcast undone, one axis at a time."""
    while np.ndim(gradient) > len(shape):
        gradient = np.sum(gradient, axis=0)
    for axis, size in enumerate(shape):
        if size == 1:
            gradient = np.sum(gradient, axis=axis, keepdims=True)
    return gradient


@every_layer
def test_rules_use_only_known_words(kind: type[Layer]) -> None:
    known = {*VOCABULARY, *kind.inputs, *kind.options, "out", "dout", "xs", "part"}
    for words in (kind.formula.replace("*xs", "xs"), *kind.rules.values()):
        assert names_in(words) <= known
    assert set(kind.rules) <= ({"xs"} if kind.variadic else set(kind.inputs))


SHOWN_AS_CALLS = {"sign"}  # a function of entries that is no layer: a table writes its numbers between its parentheses


def words_called(kind: type[Layer]) -> set[str]:
    """The functions in the layer's rules, as they read for each of its samples."""
    rules = [rule for case in CASES.values() if type(case.layer) is kind for rule in case.layer.rules_for(*case.shapes).values()]
    calls = [node for rule in rules for node in ast.walk(ast.parse(rule)) if isinstance(node, ast.Call)]
    return {ast.unparse(call.func) for call in calls}


@every_layer
def test_the_words_of_a_rule_mean_something_to_tests_and_to_tables(kind: type[Layer]) -> None:
    for word in words_called(kind):
        assert word in VOCABULARY, f"say in tests/layers/words.py what {word!r} computes: a rule of {kind.name!r} uses it"
        assert word in {*MEANINGS, *SHELF, *SHOWN_AS_CALLS}, (
            f"say in MEANINGS of backprop_cli/words/values.py what {word!r} comes to: a rule of {kind.name!r} uses it"
        )


@every_layer
def test_a_layer_that_mixes_entries_has_thought_of_all_members(kind: type[Layer]) -> None:
    if not kind.elementwise:
        cases = [case for case in CASES.values() if type(case.layer) is kind]
        forgotten = ["samples"] * (not cases)
        forgotten += ["stacked"] * (kind.stacked is Layer.stacked)
        forgotten += ["touches"] * (kind.touches is Layer.touches and any(map(an_axis_stays, cases)))
        forgotten += ["rules_for"] * (kind.rules_for is Layer.rules_for and not all(map(rules_hold, cases)))
        assert not forgotten, (
            f"{kind.__name__} mixes entries, and what it inherits as {', '.join(forgotten)} is not enough for it: "
            "see 'A layer that mixes entries' in .github/CONTRIBUTING.md, which tells of samples, stacked, touches and rules_for"
        )


def an_axis_stays(case: Case) -> bool:
    """Whether a perturbed entry changes one slice of `out` alone, along an axis of an input of which `touches` could tell."""
    labels = case.layer.labels(*case.shapes)
    axes = [(k, axis) for k, shape in enumerate(case.shapes) if k not in labels for axis in range(len(shape))]
    return any(stays(case, k, axis, along) for k, axis in axes for along in range(np.ndim(case.out)))


def stays(case: Case, k: int, axis: int, along: int) -> bool:
    size = case.shapes[k][axis]
    return size > 1 and np.shape(case.out)[along] == size and all(changed(case, k, axis, i, along) <= {i} for i in range(size))


def changed(case: Case, k: int, axis: int, entry: int, along: int) -> set[int]:
    """Which slices of `out` change where one slice of an input is perturbed."""
    moved = np.array(case.xs[k])
    np.moveaxis(moved, axis, 0)[entry] *= 1.01
    differs = np.asarray(case.layer.compute(*case.xs[:k], moved, *case.xs[k + 1 :])) != case.out
    return set(np.flatnonzero(np.moveaxis(differs, along, 0).any(axis=tuple(range(1, differs.ndim)))).tolist())


def rules_hold(case: Case) -> bool:
    try:
        test_rules_say_what_the_backward_pass_does(case)
    except NameError as error:
        raise AssertionError(f"{error}: say in VOCABULARY of tests/layers/words.py what this word of a rule computes") from None
    except (AssertionError, LookupError, TypeError, ValueError):
        return False
    return True


@every_case
def test_gradients_agree_with_numerical_ones(case: Case) -> None:
    dout = case.dout()
    if case.layer.meant:
        assert not any(np.any(gradient) for _, gradient in differentiable(case)), (
            "meant, and stop_gradient alone, whose gradient is 0"
        )
        return
    for i, gradient in differentiable(case):
        stepped = by_complex_step(case.layer, case.xs, i, dout)
        np.testing.assert_allclose(gradient, stepped, rtol=1e-12, atol=1e-14, err_msg=case.names[i])
        differences = by_central_differences(case.layer, case.xs, i, dout)
        np.testing.assert_allclose(gradient, differences, rtol=1e-8, atol=1e-9, err_msg=case.names[i])


@every_case
def test_an_input_without_gradient_changes_nothing_smoothly(case: Case) -> None:
    none = [i for i, gradient in enumerate(case.gradients()) if gradient is None]
    labels = case.layer.labels(*case.shapes)
    assert labels <= set(none)
    for i in set(none) - labels:
        assert not np.any(by_complex_step(case.layer, case.xs, i, case.dout()))


@every_case
def test_gradients_have_their_inputs_shapes(case: Case) -> None:
    for i, gradient in differentiable(case):
        assert np.shape(gradient) == np.shape(case.xs[i])
        assert isinstance(as_number(gradient), (float, np.ndarray))
        assert np.asarray(gradient).dtype == np.float64


@every_case
def test_shape_foretells_the_result(case: Case) -> None:
    assert case.layer.shape(*case.shapes) == np.shape(case.out)
    assert np.asarray(case.out).dtype == np.float64


@every_case
def test_only_wanted_gradients_are_made(case: Case) -> None:
    everything = case.gradients()
    for i in range(len(case.xs)):
        wanted = tuple(k == i for k in range(len(case.xs)))
        some = case.gradients(wanted=wanted)
        assert [gradient is not None for gradient in some] == [
            w and full is not None for w, full in zip(wanted, everything, strict=True)
        ]
        if some[i] is not None:
            np.testing.assert_array_equal(some[i], everything[i])


@every_case
def test_nothing_is_written_to(case: Case) -> None:
    dout = case.dout()
    given = [*case.xs, dout, case.out]
    before = [np.copy(x) for x in given]
    for x in given:
        if isinstance(x, np.ndarray):
            x.flags.writeable = False  # a write raises, also one that is undone later
    out = case.layer.compute(*case.xs)
    case.layer.vjp(dout, given[-1], *case.xs, wanted=(True,) * len(case.xs))
    case.layer.kink(*case.xs)
    case.layer.check(*case.xs)
    for x, copy in zip(given, before, strict=True):
        np.testing.assert_array_equal(x, copy)
    np.testing.assert_array_equal(out, before[-1])


@every_case
def test_by_hand_gives_what_the_rule_gives(case: Case) -> None:
    dout = case.dout()
    layer = type(case.layer)(**case.layer.option_values())
    out = layer.forward(*[x.tolist() if isinstance(x, np.ndarray) else x for x in case.xs])
    np.testing.assert_array_equal(out, case.out)
    assert isinstance(out, (float, np.ndarray))
    by_hand = several(layer.backward(dout))
    assert len(by_hand) in {1, len(case.xs)}  # a loss by hand answers dx alone
    for mine, gradient in zip(by_hand, case.gradients(dout), strict=False):
        assert (mine is None) == (gradient is None)
        if mine is not None:
            np.testing.assert_array_equal(mine, gradient)


@every_case
def test_by_hand_an_upstream_of_one_number_is_meant_for_every_entry(case: Case) -> None:
    layer = type(case.layer)(**case.layer.option_values())
    layer.forward(*case.xs)
    ones = several(layer.backward(np.ones(np.shape(case.out))))
    for mine, other in zip(several(layer.backward()), ones, strict=True):
        assert (mine is None) == (other is None)
        if mine is not None:
            np.testing.assert_array_equal(mine, other)


def several(gradients: Any) -> tuple[Any, ...]:
    return gradients if isinstance(gradients, tuple) else (gradients,)


@every_case
def test_complex_inputs_keep_the_real_result(case: Case) -> None:
    labels = case.layer.labels(*case.shapes)
    xs = [x if i in labels else x + 0j for i, x in enumerate(case.xs)]
    out = np.asarray(case.layer.compute(*xs))
    np.testing.assert_allclose(out.real, case.out, rtol=1e-14, atol=1e-15)
    assert not np.any(out.imag)


@every_case
def test_samples_avoid_kinks(case: Case) -> None:
    kink = np.asarray(case.layer.kink(*case.xs))
    assert kink.dtype == bool
    assert not kink.any()


def ulps(a: Any, b: Any, most: int = 2) -> None:
    """Equal to within `most` units in the last place (libm and NumPy may each be off by 1), nan where the other is nan."""
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    with np.errstate(all="ignore"):
        close = (a == b) | (np.isnan(a) & np.isnan(b)) | (np.abs(a - b) <= most * np.spacing(np.maximum(np.abs(a), np.abs(b))))
    assert close.all(), (a[~close], b[~close])


@pytest.mark.parametrize("case", ENTRYWISE.values(), ids=ENTRYWISE.keys())
def test_floats_and_arrays_agree_entry_by_entry(case: Case) -> None:
    spread = np.broadcast_arrays(*case.xs)
    for place in np.ndindex(spread[0].shape):
        floats = tuple(float(x[place]) for x in spread)
        assert_floats_agree(case.layer, floats)


SPECIAL = [
    0.0,
    -0.0,
    1.0,
    -1.0,
    0.5,
    3.0,
    -3.0,
    36.5,
    -36.5,
    709.5,
    1000.0,
    -1000.0,
    1e-300,
    1e200,
    -1e200,
    np.inf,
    -np.inf,
    np.nan,
]


@pytest.mark.parametrize("kind", [kind for kind in SHELF.values() if kind.elementwise], ids=lambda kind: kind.name)
def test_floats_and_arrays_agree_at_the_edges(kind: type[Layer]) -> None:
    count = len(kind.inputs)
    for index in np.ndindex((len(SPECIAL),) * min(count, 2)):
        floats = tuple(SPECIAL[i] for i in index) if count < 3 else (0.0, *(SPECIAL[i] for i in index))
        assert_floats_agree(kind(), floats)


def assert_floats_agree(layer: Layer, floats: tuple[float, ...]) -> None:
    """One entry as Python floats and as arrays of one: the same value, the same gradients."""
    arrays = [np.array([x]) for x in floats]
    wanted = (True,) * len(floats)
    with np.errstate(all="ignore"):
        out, out1 = layer.compute(*floats), layer.compute(*arrays)
        assert type(out) is float
        ulps(out, out1[0])
        gradients = layer.vjp(1.75, out, *floats, wanted=wanted)
        gradients1 = layer.vjp(np.array([1.75]), np.array([out]), *arrays, wanted=wanted)
    for gradient, gradient1 in zip(gradients, gradients1, strict=True):
        assert (gradient is None) == (gradient1 is None)
        if gradient is not None:
            assert type(gradient) is float
            ulps(gradient, gradient1[0])


def is_of_one(case: Case) -> bool:
    """Whether inputs of one entry make a result of one entry; of stack and pad they do not."""
    return not any(case.shapes) and np.prod(case.layer.shape(*((1,),) * len(case.xs))) == 1


NUMBERS = {key: case for key, case in CASES.items() if is_of_one(case)}


@pytest.mark.parametrize("case", NUMBERS.values(), ids=NUMBERS.keys())
def test_single_numbers_agree_with_arrays_of_one(case: Case) -> None:
    arrays = [np.array([x]) for x in case.xs]
    out = np.asarray(case.layer.compute(*arrays))
    ulps(case.out, out.item())
    dout = case.dout()
    upstream = np.full(out.shape, dout) if out.ndim else dout
    same_out = np.full(out.shape, case.out) if out.ndim else case.out  # 1 - out² multiplies what out is off by
    one_by_one = case.layer.vjp(upstream, same_out, *arrays, wanted=(True,) * len(arrays))
    for gradient, other in zip(case.gradients(dout), one_by_one, strict=True):
        assert (gradient is None) == (other is None)
        if gradient is not None:
            ulps(gradient, np.asarray(other).item())


@pytest.mark.parametrize("case", ENTRYWISE.values(), ids=ENTRYWISE.keys())
def test_where_a_layer_multiplies_the_local_gradient_is_the_whole_rule(case: Case) -> None:
    dout = case.dout()
    for x, local, gradient in zip(case.xs, case.layer.partials(case.out, *case.xs), case.gradients(dout), strict=True):
        if local is not None:
            np.testing.assert_allclose(add_up(dout * local, np.shape(x)), gradient, rtol=1e-15)


@every_layer
def test_a_layer_says_what_it_is(kind: type[Layer]) -> None:
    assert BY_CLASS_NAME[kind.__name__] is kind
    assert kind.formula
    assert kind.symbol
    assert kind.samples
    first, _, rest = (kind.__doc__ or "").partition("\n")
    assert first.endswith(".")
    assert rest.strip(), "shapes, errors and source follow the sentence to keep"
    assert re.fullmatch(r"[a-z_][a-z_0-9]*", kind.name)


@every_layer
def test_options_are_attributes_and_come_back(kind: type[Layer]) -> None:
    for sample in kind.samples:
        layer = case_of(kind, sample).layer
        assert set(layer.option_values()) == set(kind.options)
        again = kind(**layer.option_values())
        assert again.option_values() == layer.option_values()


SCALARS_ONLY = """
import sys
from backprop_cli.errors import ShapeError
from backprop_cli.layers import SHELF
done = []
for name, kind in SHELF.items():
    layer = kind(**({"shape": ()} if name == "reshape" else {}))
    xs = (0.75, 0.25, 0.5)[:len(kind.inputs)] or (0.5,)
    try:
        shape = layer.shape(*((),) * len(xs))
    except ShapeError:
        continue
    if shape != ():
        continue
    layer.check(*xs)
    out = layer.compute(*xs)
    layer.kink(*xs)
    gradients = layer.vjp(1.5, out, *xs, wanted=(True,) * len(xs))
    layer.compute(*[complex(x, 1e-30) for x in xs])
    assert layer.forward(*xs) == out
    layer.backward(1.5)
    assert type(out) is float and all(type(g) is float or g is None for g in gradients), name
    if layer.elementwise:
        layer.partials(out, *xs)
    done.append(name)
assert "numpy" not in sys.modules
print(*done)
"""


def test_scalars_never_import_numpy() -> None:
    done = subprocess.run([sys.executable, "-c", SCALARS_ONLY], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    without_scalars = {"matmul", "affine", "concat", "matrix_transpose", "take", "pick"}  # NumPy, too, refuses single numbers there
    without_scalars |= {"unfold", "fold", "conv2d", "max_pool2d", "avg_pool2d", "layer_norm", "batch_norm"}  # images and groups
    without_scalars |= {"stack"}  # of single numbers it makes an array
    assert set(done.stdout.split()) == set(SHELF) - without_scalars, (
        "a layer that refuses single numbers stands in without_scalars; any other computes them as floats, without NumPy"
    )


@every_case
def test_complex_numbers_stay_complex_and_numpy_free(case: Case) -> None:
    if not any(case.shapes) and case.layer.shape(*case.shapes) == ():
        out = case.layer.compute(*[complex(x) for x in case.xs])
        assert isinstance(out, (float, complex))
        assert maths.is_array(out) is False
