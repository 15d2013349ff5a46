"""NumPy's .npy files: what NumPy writes is read, and no header is trusted."""

import io
import pickle
import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backprop_cli.errors import BpcalcError
from backprop_cli.problem.values.budget import Budget
from backprop_cli.problem.values.npy_files import read_npy

ROOMY = 2**31


def as_bytes(array, version=None):
    file = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        np.lib.format.write_array(file, np.asanyarray(array), version=version)
    return file.getvalue()


def read(data, limit=ROOMY, remarks=None):
    return read_npy(io.BytesIO(data), len(data), "'x.npy'", Budget(limit), remarks)


def refusal(data, limit=ROOMY):
    with pytest.raises(BpcalcError) as caught:
        read(data, limit)
    return caught.value.message


def with_header(text, data=b"", magic=b"\x93NUMPY", version=(1, 0)):
    header = text.encode("latin-1") if isinstance(text, str) else text
    return magic + bytes(version) + len(header).to_bytes(2 if version == (1, 0) else 4, "little") + header + data


def header(descr="'<f8'", order="False", shape="(2,)"):
    return f"{{'descr': {descr}, 'fortran_order': {order}, 'shape': {shape}, }}\n"


NUMERIC = ["?", "i1", "<i2", ">i4", "<i8", "u1", ">u2", "<u4", ">u8", "<f2", ">f4", "<f8", ">f8"]


@pytest.mark.parametrize("dtype", NUMERIC)
@pytest.mark.parametrize("order", ["C", "F"])
@pytest.mark.parametrize("version", [(1, 0), (2, 0), (3, 0)])
def test_every_kind_of_number_as_numpy_reads_it(dtype, order, version):
    array = np.asarray([[0, 1, 2], [3, 4, 100]], dtype=dtype, order=order)
    found = read(as_bytes(array, version))
    assert found.dtype == np.float64
    assert found.dtype.isnative
    assert found.flags.c_contiguous
    assert found.flags.writeable
    assert found.tolist() == array.astype(float).tolist()


@pytest.mark.parametrize("shape", [(1,), (3, 2, 4), (1, 1, 5)])
def test_shapes(shape):
    array = np.arange(float(np.prod(shape))).reshape(shape)
    assert read(as_bytes(array)).tolist() == array.tolist()
    assert read(as_bytes(np.asfortranarray(array))).tolist() == array.tolist()


def test_an_array_without_axes_is_a_float():
    found = read(as_bytes(np.array(2.5)))
    assert type(found) is float
    assert found == 2.5


@pytest.mark.parametrize(
    ("array", "message"),
    [
        (np.array([1j]), "'x.npy' holds complex numbers"),
        (np.array(["a"]), "'x.npy' holds texts"),
        (np.array([b"a"]), "'x.npy' holds texts"),
        (np.array(["2024-01-05"], dtype="M8[D]"), "'x.npy' holds dates"),
        (np.array([3], dtype="m8[s]"), "'x.npy' holds time spans"),
        (np.array([(1, 2.0)], dtype=[("a", "i4"), ("b", "f8")]), "'x.npy' holds records, not numbers"),
        (np.array([None, 1], dtype=object), "'x.npy' holds Python objects, which only a pickle can store"),
        (np.zeros((0, 3)), "'x.npy' is empty: its shape is (0, 3)"),
        (np.array([1.0, np.nan]), "'x.npy' holds nan at [1]"),
        (np.asfortranarray([[1.0, 2.0], [-np.inf, 3.0]]), "'x.npy' holds -inf at [1, 0]"),
        (np.array([1, np.inf], dtype="f2"), "'x.npy' holds inf at [1]"),
        (np.array(np.nan), "'x.npy' holds nan"),
    ],
)  # fmt: skip
def test_what_arrays_may_not_hold(array, message):
    assert refusal(as_bytes(array)) == message


class Trap:
    def __reduce__(self):
        return pytest.fail, ("a pickle was read",)


def test_pickles_are_never_read():
    assert refusal(pickle.dumps(Trap())) == "'x.npy' is a pickle, and pickles are not read"
    file = io.BytesIO()
    np.lib.format.write_array(file, np.array([Trap()], dtype=object), allow_pickle=True)
    assert refusal(file.getvalue()) == "'x.npy' holds Python objects, which only a pickle can store"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is no .npy file"),
        (b"\x93NUMPY", "is no .npy file"),
        (b"PK\x03\x04aaaa", "is a zip archive, not an .npy file"),
        (with_header(header(), bytes(16), version=(9, 0)), "has version 9.0 of the format, which is not known"),
        (with_header(header(), bytes(8)), "promises 16 bytes of numbers, but holds 8 bytes"),
        (with_header(header(), bytes(24)), "promises 16 bytes of numbers, but holds 24 bytes"),
        (with_header(header(shape="(1000000000000,)"), bytes(24)), "promises 7.2 TiB of numbers, but holds 24 bytes"),
        (
            with_header(header(shape=f"({'9' * 19}, {'9' * 19})"), bytes(24)),
            "promises more than 1000 YiB of numbers, but holds 24 bytes",
        ),
        (with_header(header(shape=f"({'9' * 5000},)"), bytes(24)), "has a header that cannot be read"),
        (with_header(header(shape=f"({'1,' * 33})"), bytes(8)), "has a header that cannot be read"),
        (with_header(header(shape="(-2,)"), bytes(16)), "has a header that cannot be read"),
        (with_header(header(shape="2"), bytes(16)), "has a header that cannot be read"),
        (with_header(header(order="0"), bytes(16)), "has a header that cannot be read"),
        (with_header("{}", bytes(16)), "has a header that cannot be read"),
        (with_header(b"\xff" * 50, bytes(16)), "has a header that cannot be read"),
        (with_header("(" * 5000, bytes(16)), "has a header that cannot be read"),
        (with_header("x" * 20000, bytes(16), version=(2, 0)), "has a header of 19.5 KiB"),
        (b"\x93NUMPY\x02\x00\xff\xff\xff\xff", "has a header of 3.9 GiB"),
        (with_header(header("'<f16'"), bytes(32)), "holds floats of more than 64 bits"),
        (with_header(header("'<q9'"), bytes(18)), "holds entries of type '<q9'"),
        (with_header(header("'V8'"), bytes(16)), "holds records"),
    ],
)
def test_files_that_lie_or_are_damaged(data, message):
    assert refusal(data) == f"'x.npy' {message}"


def test_the_limit_to_the_byte():
    data = as_bytes(np.arange(10, dtype="i1"))
    assert read(data, limit=80).size == 10
    assert refusal(data, limit=79) == "'x.npy' needs 80 bytes: the limit is 79 bytes in all"


GOOD = as_bytes(np.arange(6.0).reshape(2, 3))


@given(st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), max_size=4), st.integers(0, len(GOOD)))
def test_damaged_bytes_are_an_array_or_one_sentence(changes, keep):
    data = bytearray(GOOD)
    for index, byte in changes:
        data[index] = byte
    for damaged in (bytes(data), bytes(data[:keep])):
        try:
            found = read(damaged)
        except BpcalcError as refusal:
            found = refusal
        if isinstance(found, BpcalcError):
            assert found.message.startswith("'x.npy' ")
            assert "\n" not in found.message
        else:
            assert np.isfinite(found).all()


@pytest.mark.parametrize("dtype", ["<i8", ">i8", "<u8"])
@pytest.mark.parametrize("whole", [2**53 + 1, 2**62 + 1, -(2**53) - 1])
def test_a_whole_number_that_is_rounded_is_remarked_on(dtype, whole):
    remarks = []
    array = np.array([1, 2**60, abs(whole) if dtype == "<u8" else whole], dtype=dtype)
    assert read(as_bytes(array), remarks=remarks).tolist() == array.astype(float).tolist()
    (remark,) = remarks
    assert remark.severity == "warning"
    last = int(array[-1])
    assert remark.message == f"'x.npy' holds whole numbers that a float64 rounds: {last} becomes {int(float(last))}"


def test_whole_numbers_that_are_kept_are_not_remarked_on():
    remarks = []
    for array in (np.array([2**53, -(2**53), 2**62, 3]), np.array([2**63], dtype="u8"), np.array([2**31 - 1], dtype="i4")):
        read(as_bytes(array), remarks=remarks)
    read(as_bytes(np.array([1e300])), remarks=remarks)
    assert remarks == []
