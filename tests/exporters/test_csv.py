import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policysearch.exporters import FORMATS, Entry
from policysearch.exporters.csv import COLUMNS, guard_formula, write
from tests.exporters.conftest import PROVENANCE, entries_of, workshop

FORMULAS = ("=", "+", "-", "@", "\t", "\r")


def rows(entries: list[Entry]) -> list[dict[str, str]]:
    content = b"".join(write(entries, PROVENANCE))
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(StringIO(content.decode("utf-8-sig"), newline="")))


def test_a_row_an_entry_each_with_what_was_asked(sample_entries: list[Entry]) -> None:
    records = rows(sample_entries)
    assert [row["Kind"] for row in records] == ["Workshop", "Lesson", "Lesson"]
    assert records[1]["Text"] == "Chile lends."
    assert records[1]["Experience from"] == "Chile"
    assert records[1]["Link"] == "https://www.example.org/workshops/credit/h1"
    for row in records:
        assert row["Search"] == "credit country:PA"
        assert row["Retrieved on"] == "2026-11-23T12:00:00+00:00"
        assert row["Edition of the collection"] == "g1"


def test_no_cell_is_a_formula(sample_entries: list[Entry]) -> None:
    assert rows(sample_entries)[2]["Text"] == "'=SUM(A1) is no lesson."


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@a", "\t=1", "\r=1", "  =1", "＝1"])
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(cell: str) -> None:
    assert guard_formula(cell) == f"'{cell}"


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=40))
def test_any_words_come_back_as_they_were(words: str) -> None:
    records = rows([*entries_of(workshop(words or "x"))][1:])
    assert records[0]["Text"].removeprefix("'") == (words or "x").removeprefix("'")
    assert not records[0]["Text"].startswith(FORMULAS)


def test_the_header_is_in_the_readers_language_and_names_every_column_once() -> None:
    header = b"".join(write([], PROVENANCE)).decode("utf-8-sig").strip().split(",")
    assert len(set(header)) == len(header) == len(COLUMNS) + 4


@pytest.mark.slow
def test_no_file_lists_more_than_it_says(sample_entries: list[Entry]) -> None:
    for name, format_ in FORMATS.items():
        read = 0

        def endless() -> object:
            nonlocal read
            while True:
                read += 1
                yield sample_entries[1]

        if name != "docx":
            for _piece in format_.write(endless(), PROVENANCE):  # type: ignore[arg-type]
                pass
            assert read == format_.max_entries == 10_000
    assert FORMATS["docx"].max_entries == 500
