"""Titles and lessons that no document has: their notices, and how much is looked up for them."""

import pytest

from policysearch.engines.contract import Snapshot
from policysearch.query import InZone, parse
from policysearch.search import resolve_zones
from policysearch.search.results import Searcher
from policysearch.vocabulary import Vocabulary


def test_each_field_gets_a_notice_and_few_of_them_a_near_word(
    searcher: Searcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_up: list[str] = []

    def nearest(_snapshot: Snapshot, zone: InZone, _counts: object) -> str:
        looked_up.append(zone.clause.text)
        return "near"

    monkeypatch.setattr(resolve_zones, "_nearest", nearest)
    typed = [f"zzq{letter}" for letter in "abcdefgh"]
    results = searcher.search(parse(" ".join(f"title:{word}" for word in typed), Vocabulary()))
    notices = [(notice.text, notice.nearest) for notice in results.notices if notice.code == "unknown_value"]
    assert [text for text, _near in notices] == [f"title:{word}" for word in typed]
    assert [near for _text, near in notices] == ["near"] * resolve_zones.MAX_NAMED + [""] * 5
    assert looked_up[: resolve_zones.MAX_NAMED] == typed[: resolve_zones.MAX_NAMED]


def test_a_word_of_three_letters_is_near_to_none(searcher: Searcher) -> None:
    results = searcher.search(parse("title:zzq title:inn title:inovation", Vocabulary()))
    assert [(notice.text, notice.nearest) for notice in results.notices] == [
        ("title:zzq", ""),
        ("title:inn", ""),
        ("title:inovation", "innovation"),
    ]
