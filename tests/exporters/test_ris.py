import re

from hypothesis import given
from hypothesis import strategies as st

from policysearch.exporters import Entry
from policysearch.exporters.ris import write
from tests.exporters.conftest import PROVENANCE, entries_of, workshop

LINE = re.compile(r"([A-Z][A-Z0-9])  - (.*)")


def records(entries: list[Entry]) -> list[list[tuple[str, str]]]:
    """What a reference manager reads."""
    content = b"".join(write(entries, PROVENANCE)).decode()
    records_read: list[list[tuple[str, str]]] = []
    for line in content.split("\r\n")[:-1]:
        match = LINE.fullmatch(line)
        assert match, line
        if match[1] == "TY":
            records_read.append([])
        records_read[-1].append((match[1], match[2]))
    return records_read


def test_a_lesson_is_a_paper_of_its_workshop(sample_entries: list[Entry]) -> None:
    workshop_record, lesson, _ = map(dict, records(sample_entries))
    assert (workshop_record["TY"], workshop_record["TI"]) == ("CONF", "Credit & Growth")
    assert (lesson["TY"], lesson["TI"], lesson["T2"]) == ("CPAPER", "Chile lends.", "Credit & Growth")
    assert lesson["DA"] == "2010/09/21"
    assert lesson["UR"] == "https://www.example.org/workshops/credit/h1"


def test_every_record_says_what_was_asked_and_ends(sample_entries: list[Entry]) -> None:
    for record in records(sample_entries):
        assert ("N1", "Search: credit country:PA; Retrieved on: November 23, 2026; Address: "
                "https://www.example.org/?q=credit; Edition of the collection: g1") in record  # fmt: skip
        assert record[-1] == ("ER", "")


@given(st.text(max_size=60))
def test_no_words_make_a_tag_of_their_own(words: str) -> None:
    (record,) = records([*entries_of(workshop(f"x\nER  - {words}\r\nTY  - {words}"))][1:])
    assert [tag for tag, _ in record].count("ER") == 1
