"""NumPy's .npz archives: one array of them is unpacked, as far as its header and the memory limit allow."""

import io
import zipfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backprop_cli.errors import BpcalcError
from backprop_cli.problem.values import npz_files
from backprop_cli.problem.values.budget import Budget
from backprop_cli.problem.values.npz_files import read_npz

ROOMY = 2**31
ARRAYS = {"W1": np.arange(6.0).reshape(2, 3), "b1": np.asfortranarray(np.arange(4).reshape(2, 2)), "가": np.array(2.5)}


def numbered(name):
    return {f"{name}{i}": np.ones(1) for i in range(12)}


def saved(compressed=True, **arrays):
    file = io.BytesIO()
    (np.savez_compressed if compressed else np.savez)(file, **arrays)
    return file.getvalue()


def zipped(members, method=zipfile.ZIP_DEFLATED):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


def as_npy(array):
    file = io.BytesIO()
    np.save(file, array)
    return file.getvalue()


def read(data, key, limit=ROOMY):
    return read_npz(io.BytesIO(data), len(data), "'p.npz'", key, Budget(limit))


def refusal(data, key="W1", limit=ROOMY):
    with pytest.raises(BpcalcError) as caught:
        read(data, key, limit)
    return caught.value


@pytest.mark.parametrize("compressed", [False, True])
@pytest.mark.parametrize("key", ARRAYS)
def test_arrays_by_their_keys(key, compressed):
    assert np.asarray(read(saved(compressed, **ARRAYS), key)).tolist() == ARRAYS[key].tolist()


def test_through_a_real_file(tmp_path):
    path = Path(tmp_path / "p.npz")
    np.savez(path, **ARRAYS)
    with path.open("rb") as file:
        assert read_npz(file, path.stat().st_size, "'p.npz'", "W1", Budget(48)).shape == (2, 3)


@pytest.mark.parametrize(
    ("arrays", "key", "message", "hint"),
    [
        (ARRAYS, "W2", "'p.npz' has no array 'W2'", "it has 'W1', 'b1', '가'"),
        (ARRAYS, None, "'p.npz' holds several arrays under their keys", "it has 'W1', 'b1', '가'"),
        (numbered("W"), "zzz", "'p.npz' has no array 'zzz'", f"it has {', '.join(repr(f'W{i}') for i in range(10))} and 2 more"),
        (numbered("weights"), "weight11", "'p.npz' has no array 'weight11'", "did you mean 'weights11'?"),
        ({}, None, "'p.npz' holds no array", None),
        ({}, "W1", "'p.npz' has no array 'W1'", "it holds none"),
    ],
)  # fmt: skip
def test_keys_that_are_not_there(arrays, key, message, hint):
    found = refusal(saved(**arrays), key)
    assert (found.message, found.hint) == (message, hint)


def test_a_bomb_is_refused_by_its_size_before_it_is_unpacked():
    header = as_npy(np.zeros(1))[:-8].replace(b"(1,), }          ", b"(1000000000,), } ")
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive, archive.open("W1.npy", "w") as member:
        member.write(header)
        for _ in range(16):
            member.write(bytes(2**20))
    data = file.getvalue()
    assert len(data) < 2**17
    assert refusal(data).message == "'W1' in 'p.npz' promises 7.4 GiB of numbers, but holds 16 MiB"
    honest = zipped({"W1.npy": as_npy(np.zeros(2**21))})
    assert refusal(honest, limit=2**20).message == "'W1' in 'p.npz' needs 16 MiB: the limit is 1 MiB in all"


def test_a_member_that_holds_more_than_the_archive_says():
    data = zipped({"W1.npy": as_npy(np.zeros(1000))})
    real, lie = (8128).to_bytes(4, "little"), (8128 - 7200).to_bytes(4, "little")
    assert data.count(real) == 2
    assert refusal(data.replace(real, lie)).code == "value"


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_compressions(method):
    assert "compressed in a way" in refusal(zipped({"W1.npy": as_npy(np.ones(3))}, method)).message


def test_what_is_no_archive():
    assert refusal(b"hello").message == "'p.npz' is damaged, or no .npz archive"
    assert refusal(as_npy(np.ones(3))).message == "'p.npz' is damaged, or no .npz archive"
    assert refusal(zipped({"W1.npy": b"\x80\x04pickle...."})).message == "'W1' in 'p.npz' is a pickle, and pickles are not read"


def test_a_password():
    data = bytearray(zipped({"W1.npy": as_npy(np.ones(3))}))
    data[6] |= 1
    data[data.rfind(b"PK\x01\x02") + 8] |= 1
    assert refusal(bytes(data)).message == "'p.npz' is encrypted"


def test_a_changed_byte_is_found_by_the_checksum():
    data = bytearray(saved(False, W1=np.arange(100.0)))
    data[data.find(b"\x93NUMPY") + 300] ^= 1
    assert refusal(bytes(data)).message == "'p.npz' is damaged, or no .npz archive"


def test_a_huge_list_of_names(monkeypatch):
    monkeypatch.setattr(npz_files, "LARGEST_DIRECTORY", 200)
    data = saved(**{f"W{i}": np.ones(1) for i in range(10)})
    assert refusal(data).message == "'p.npz' lists more arrays than can be read"
    assert read(saved(W1=np.ones(1)), "W1").tolist() == [1]


def test_a_huge_list_of_names_that_only_the_64_bit_record_owns_up_to():
    data = saved(W1=np.ones(1))
    end = data.rfind(b"PK\x05\x06")
    record = b"PK\x06\x06" + (44).to_bytes(8, "little") + bytes(28) + (2**40).to_bytes(8, "little") + bytes(8)
    locator = b"PK\x06\x07" + bytes(4) + end.to_bytes(8, "little") + (1).to_bytes(4, "little")
    assert refusal(data[:end] + record + locator + data[end:]).message == "'p.npz' lists more arrays than can be read"


GOOD = saved(W1=np.arange(6.0), b1=np.ones(3))


@given(st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), max_size=4), st.integers(0, len(GOOD)))
def test_damaged_bytes_are_an_array_or_one_sentence(changes, keep):
    data = bytearray(GOOD)
    for index, byte in changes:
        data[index] = byte
    for damaged in (bytes(data), bytes(data[:keep])):
        try:
            found = read(damaged, "W1")
        except BpcalcError as refusal:
            found = refusal
        if isinstance(found, BpcalcError):
            assert "'p.npz' " in found.message
            assert "\n" not in found.message
        else:
            assert np.isfinite(found).all()


def test_the_only_array_needs_no_key():
    for arrays in ({"W1": np.arange(6.0).reshape(2, 3)}, {"arr_0": np.arange(6.0).reshape(2, 3)}):
        assert read(saved(**arrays), None).tolist() == [[0, 1, 2], [3, 4, 5]]
