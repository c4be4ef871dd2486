from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policysearch.engines.whoosh.arrays.array_file import MAGIC, open_arrays, write_arrays, write_plan
from policysearch.engines.whoosh.arrays.array_plan import ArrayPlan
from policysearch.engines.whoosh.postings.posting_codes import code_arrays
from policysearch.engines.whoosh.postings.term_dictionary import TermDictionary, dictionary_arrays
from policysearch.model.errors import IndexDamagedError
from policysearch.text.ragged import ragged_indices

KINDS = ("u1", "u2", "u4", "u8", "i4", "i8")
STRINGS = st.lists(st.binary(max_size=6), unique=True, max_size=40).map(sorted)


def test_arrays_come_back_mapped_aligned_and_not_to_be_written_to(tmp_path: Path) -> None:
    arrays = {kind: np.arange(number, dtype=kind) for number, kind in enumerate(KINDS, 97)}
    write_arrays(tmp_path / "a", {**arrays, "empty": np.empty(0, np.uint8)})
    opened = open_arrays(tmp_path / "a")
    assert len(opened["empty"]) == 0
    for name, array in arrays.items():
        assert opened[name].dtype == array.dtype
        assert list(opened[name]) == list(array)
        assert opened[name].ctypes.data % 64 == 0
        with pytest.raises(ValueError, match="read-only"):
            opened[name][0] = 1


def test_large_arrays_are_made_in_their_file(tmp_path: Path) -> None:
    plan = ArrayPlan({"few": np.arange(3, dtype=np.uint8)}, {"many": (np.uint32, 1_000)})
    plan.fillers.append(lambda out: np.copyto(out["many"], np.arange(1_000, dtype=np.uint32)))
    write_plan(tmp_path / "a", plan)
    assert open_arrays(tmp_path / "a")["many"].sum() == 499_500
    assert {name: list(array) for name, array in plan.in_memory().items()} == {
        name: list(array) for name, array in open_arrays(tmp_path / "a").items()
    }


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK\x03\x04 another kind of file, long enough",
        MAGIC + (1 << 40).to_bytes(8, "little"),
        MAGIC + (2).to_bytes(8, "little") + b"[]",
        MAGIC + (24).to_bytes(8, "little") + b'{"a":["|O",1,0]}        ' + bytes(64),
        MAGIC + (24).to_bytes(8, "little") + b'{"a":["<u4",99,0]}      ' + bytes(64),
        MAGIC + (24).to_bytes(8, "little") + b'{"a":["<u4",-1,0]}      ' + bytes(64),
        MAGIC + (24).to_bytes(8, "little") + b'{"a":["<u4",1,-8]}      ' + bytes(64),
    ],
)
def test_what_is_no_file_of_arrays_is_damage(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a").write_bytes(content)
    with pytest.raises(IndexDamagedError, match="build --full"):
        open_arrays(tmp_path / "a")


def test_a_file_that_was_cut_short_is_damage(tmp_path: Path) -> None:
    write_arrays(tmp_path / "a", {"a": np.arange(1_000)})
    (tmp_path / "a").write_bytes((tmp_path / "a").read_bytes()[:4_000])
    with pytest.raises(IndexDamagedError):
        open_arrays(tmp_path / "a")


@given(STRINGS, st.lists(st.binary(max_size=6), max_size=10))
def test_a_dictionary_finds_its_strings_and_no_others(strings: list[bytes], queries: list[bytes]) -> None:
    dictionary = TermDictionary(dictionary_arrays("d", strings), "d")
    assert [*dictionary] == [dictionary[number] for number in range(len(dictionary))] == strings
    for string in (*strings, *queries):
        assert dictionary.number(string) == (strings.index(string) if string in strings else -1)
        assert dictionary.first(string) == sum(lower < string for lower in strings)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 5))))
def test_stretches_are_spread(stretches: list[tuple[int, int]]) -> None:
    starts, counts = np.array(stretches, np.int64).reshape(-1, 2).T
    assert list(ragged_indices(starts, counts)) == [s + n for s, count in stretches for n in range(count)]


@given(st.lists(st.tuples(*[st.integers(0, 6) | st.integers(0, 1 << 21)] * 3), min_size=1))
def test_a_code_stands_for_its_triple(rows: list[tuple[int, int, int]]) -> None:
    weights, lengths, counts = np.array(rows, np.int64).T
    arrays = code_arrays("c", weights, lengths, counts)
    columns = [list(arrays[f"c/{part}"][arrays["c"]]) for part in ("weights", "lengths", "counts")]
    assert columns == [list(weights), list(lengths), list(counts)]
    assert len(arrays["c/weights"]) == len({*rows})
