from dataclasses import replace
from datetime import date
from xml.etree import ElementTree as Xml

from hypothesis import given
from hypothesis import strategies as st

from policysearch.exporters import Entry, Provenance
from policysearch.exporters.atom import MAX_ENTRIES, write
from tests.exporters.conftest import PROVENANCE, entries_of, workshop

NAMES = {"a": "http://www.w3.org/2005/Atom"}
FEED = "https://www.example.org/feed.atom?q=credit"


def feed(entries: list[Entry], provenance: Provenance = PROVENANCE, identity: str = "https://a.example") -> Xml.Element:
    return Xml.fromstring(b"".join(write(entries, provenance, identity, FEED)))


def texts(node: Xml.Element, path: str) -> list[str | None]:
    return [element.text for element in node.findall(path, NAMES)]


def test_a_feed_has_all_that_rfc_4287_requires(sample_entries: list[Entry]) -> None:
    root = feed(sample_entries)
    assert texts(root, "a:title") == ["Lessons on credit"]
    assert texts(root, "a:updated") == ["2026-03-04T00:00:00Z"]
    assert texts(root, "a:author/a:name") == ["Example Institution"]
    links = {link.get("rel"): link.get("href") for link in root.findall("a:link", NAMES)}
    assert links == {"self": FEED, "alternate": PROVENANCE.address}
    for entry in root.findall("a:entry", NAMES):
        for path in ("a:id", "a:title", "a:updated", "a:content"):
            assert len(texts(entry, path)) == 1
            assert texts(entry, path)[0]


def test_ids_are_unique_and_stay(sample_entries: list[Entry]) -> None:
    first = texts(feed(sample_entries), ".//a:id")
    later = replace(
        PROVENANCE,
        generation="g2",
        retrieved_at=PROVENANCE.retrieved_at.replace(year=2027),
        address="https://elsewhere.example",
    )
    assert len(set(first)) == 4
    assert texts(feed(sample_entries, later), ".//a:id") == first
    assert set(texts(feed(sample_entries, identity="https://other.example"), ".//a:id")).isdisjoint(first)


def test_the_last_changed_come_first_and_only_so_many(sample_entries: list[Entry]) -> None:
    days = [date.fromordinal(730_000 + n) for n in range(MAX_ENTRIES + 5)]
    many = [replace(sample_entries[0], id=f"w{n}", changed=day) for n, day in enumerate(days)]
    root = feed(many)
    updated = texts(root, "a:entry/a:updated")
    assert len(updated) == MAX_ENTRIES
    assert updated == sorted(updated, reverse=True, key=str)
    assert texts(root, "a:updated") == updated[:1]


def test_an_empty_feed_is_one_too() -> None:
    assert texts(feed([]), "a:updated") == ["2026-11-23T12:00:00+00:00"]


@given(st.text(max_size=60))
def test_any_words_are_well_formed(words: str) -> None:
    root = feed([*entries_of(workshop(words or "x", title=words or "x"))])
    assert len(root.findall("a:entry", NAMES)) == 2
