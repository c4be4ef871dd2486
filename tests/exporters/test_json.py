import json

from policysearch.exporters import Entry
from policysearch.exporters.json import write
from tests.exporters.conftest import STAMP


def test_json_has_the_stamp_and_every_entry(some: list[Entry]) -> None:
    found = json.loads(b"".join(write(some, STAMP)))
    assert found["query"] == "credit country:PA"
    assert found["generation"] == "g1"
    assert [entry["id"] for entry in found["entries"]] == ["credit", "credit/h1", "credit/h2"]
    assert found["entries"][0]["start"] == "2010-09-21"
    assert found["entries"][1]["experience"] == ["Chile"]


def test_no_entries_are_still_json() -> None:
    assert json.loads(b"".join(write([], STAMP)))["entries"] == []
