"""Values that are worked out once for a version of the collection, and never for another."""

from policysearch.web.view_models.version_cache import VersionCache


def test_a_value_is_there_for_its_version_alone() -> None:
    cache: VersionCache[str] = VersionCache(8)
    cache.put("g1", "ict-use", "first")
    assert cache.get("g1", "ict-use") == "first"
    assert cache.get("g2", "ict-use") is None
    cache.put("g2", "trade", "second")
    assert cache.get("g1", "ict-use") is None
    assert cache.get("g2", "trade") == "second"


def test_no_more_entries_are_kept_than_it_may_hold() -> None:
    cache: VersionCache[int] = VersionCache(2)
    for number in range(3):
        cache.put("g1", number, number)
    assert [number for number in range(3) if cache.get("g1", number) is not None] == [2]
