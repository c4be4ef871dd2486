import json

from policysearch.exporters import Entry
from policysearch.exporters.json import write
from tests.exporters.conftest import PROVENANCE


def test_json_has_the_provenance_and_every_entry(sample_entries: list[Entry]) -> None:
    record = json.loads(b"".join(write(sample_entries, PROVENANCE)))
    assert record["query"] == "credit country:PA"
    assert record["generation"] == "g1"
    assert [entry["id"] for entry in record["entries"]] == ["credit", "credit/h1", "credit/h2"]
    assert record["entries"][0]["start"] == "2010-09-21"
    assert record["entries"][1]["experience"] == ["Chile"]


def test_no_entries_are_still_json() -> None:
    assert json.loads(b"".join(write([], PROVENANCE)))["entries"] == []
