"""Where windows stand: counted by hand, with padding and steps, and what is refused."""

import numpy as np
import pytest

from backprop_cli.errors import LayerError, ShapeError
from backprop_cli.layers.windows import Windows, a_pair, check_image, pair_text

X = np.arange(20.0).reshape(4, 5)


@pytest.mark.parametrize(
    ("windows", "places"),
    [
        (Windows((2, 2), (1, 1)), (3, 4)),
        (Windows((2, 2), (2, 2)), (2, 2)),  # the last column fills no window
        (Windows((4, 5), (1, 1)), (1, 1)),
        (Windows((3, 3), (2, 1), (1, 0)), (2, 3)),
        (Windows((2, 3), (3, 3), (1, 2)), (2, 3)),
    ],
)
def test_places(windows: Windows, places: tuple[int, int]) -> None:
    assert windows.places(X.shape) == places
    padded = windows.padded(X)
    view = windows.view(padded)
    assert view.shape == (*windows.size, *places)
    for (i, j), part in zip(np.ndindex(windows.size), windows.parts(X.shape), strict=True):
        np.testing.assert_array_equal(padded[part], view[i, j])
    np.testing.assert_array_equal(windows.unpadded(padded), X)


def test_each_window_is_a_piece_of_the_image() -> None:
    view = Windows((2, 3), (2, 1)).view(X)
    for i, j in np.ndindex(2, 3):
        np.testing.assert_array_equal(view[:, :, i, j], X[2 * i : 2 * i + 2, j : j + 3])
    assert not view.flags.writeable


def test_padding_is_of_zeros_and_keeps_complex_numbers() -> None:
    padded = Windows((1, 1), (1, 1), (1, 2)).padded(X + 1j)
    assert padded.shape == (6, 9)
    assert padded.dtype == complex
    assert padded[1:5, 2:7].sum() == (X + 1j).sum() == padded.sum()


def test_windows_that_overlap_add_up() -> None:
    windows = Windows((2, 2), (1, 1))
    counts = windows.added(np.ones((2, 2, 2, 2)), (3, 3))
    np.testing.assert_array_equal(counts, [[1, 2, 1], [2, 4, 2], [1, 2, 1]])


def test_a_window_that_does_not_fit_is_refused() -> None:
    Windows((3, 3), (1, 1), (1, 1)).check_fit((1, 1), "x (1, 1)")
    with pytest.raises(ShapeError) as caught:
        Windows((4, 3), (1, 1), (1, 1)).check_fit((1, 1), "x (1, 1)")
    assert caught.value.message == "x (1, 1): a window of (4, 3) does not fit into the image, (3, 3) with its padding"


@pytest.mark.parametrize(("value", "pair"), [(2, (2, 2)), ((1, 3), (1, 3)), ([4, 1], (4, 1))])
def test_an_option_for_both_axes(value: object, pair: tuple[int, int]) -> None:
    assert a_pair("size", value, 1) == pair


@pytest.mark.parametrize("value", [0, -1, 1.5, True, None, "2", (1,), (1, 2, 3), (0, 1), (1.0, 2)])
def test_other_options_are_refused(value: object) -> None:
    with pytest.raises(LayerError) as caught:
        a_pair("size", value, 1)
    assert caught.value.message == f"size must be a whole number from 1 on, or two, not {value!r}"
    assert caught.value.hint == "write it as size=2, or size=(2, 1) for (h, w)"


def test_options_in_words() -> None:
    assert [pair_text((2, 2)), pair_text((1, 2))] == ["2", "(1, 2)"]
    assert Windows((2, 3), (1, 1)).options() == "size=(2, 3)"
    assert Windows((2, 2), (2, 1), (0, 1)).options() == "size=2, stride=(2, 1), padding=(0, 1)"


@pytest.mark.parametrize(
    ("shape", "says"), [((3,), "x (3,) has 1 axis:"), ((1, 1, 1, 2, 2), "x (1, 1, 1, 2, 2) has 5 axes:"), ((), "x ()")]
)
def test_what_is_no_image(shape: tuple[int, ...], says: str) -> None:
    with pytest.raises(ShapeError) as caught:
        check_image(shape)
    assert caught.value.message.startswith(says)
