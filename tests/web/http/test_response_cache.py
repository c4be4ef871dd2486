import gzip
from dataclasses import replace

from flask.testing import FlaskClient

from policysearch.web import create_app
from policysearch.web.http.response_cache import MAX_BYTES, CachedResponse, ResponseCache
from tests.web.conftest import SETTINGS
from tests.web.fake import FakeSearcher

ADDRESS = "/?q=chile"
PACKED = {"Accept-Encoding": "gzip"}


def test_a_second_reader_is_sent_the_same_answer_without_a_search(client: FlaskClient, fake: FakeSearcher) -> None:
    first = client.get(ADDRESS)
    searched = fake.searches
    second = client.get(ADDRESS)
    assert fake.searches == searched
    assert second.data == first.data
    assert dict(second.headers) == dict(first.headers)


def test_each_is_sent_it_as_they_take_it(client: FlaskClient) -> None:
    plain, packed = client.get(ADDRESS), client.get(ADDRESS, headers=PACKED)
    assert client.get(ADDRESS).data == plain.data
    second = client.get(ADDRESS, headers=PACKED)
    assert second.headers["Content-Encoding"] == "gzip"
    assert int(second.headers["Content-Length"]) == len(second.data)
    assert gzip.decompress(second.data) == gzip.decompress(packed.data) == plain.data


def test_another_generation_or_language_is_another_answer(client: FlaskClient, fake: FakeSearcher) -> None:
    first = client.get(ADDRESS).data
    assert client.get(ADDRESS, headers={"Accept-Language": "es"}).data != first
    fake.generation = "g2"
    searched = fake.searches
    client.get(ADDRESS)
    assert fake.searches > searched


def test_nothing_is_kept_where_the_setting_says_so(fake: FakeSearcher) -> None:
    client = create_app(fake, replace(SETTINGS, cache_size=0)).test_client()
    client.get(ADDRESS)
    searched = fake.searches
    client.get(ADDRESS)
    assert fake.searches > searched


def test_the_oldest_go_where_there_are_too_many_or_too_large() -> None:
    cache = ResponseCache(2)
    for name in "abc":
        cache.put("g1", (name, False), CachedResponse(b"x", (), None))
    assert cache.get(("a", False)) is None
    assert cache.get(("c", False)) is not None
    cache.put("g1", ("d", False), CachedResponse(b"x" * (MAX_BYTES - 1), (), None))
    cache.put("g1", ("e", False), CachedResponse(b"xx", (), None))
    assert [cache.get((name, False)) is not None for name in "cde"] == [False, False, True]


def test_another_generation_lets_go_of_what_the_one_before_found() -> None:
    cache = ResponseCache(9)
    cache.put("g1", ("a", False), CachedResponse(b"x" * (MAX_BYTES - 1), (), None))
    cache.put("g2", ("b", False), CachedResponse(b"xx", (), None))
    cache.put("g2", ("c", False), CachedResponse(b"xx", (), None))
    assert [cache.get((name, False)) is not None for name in "abc"] == [False, True, True]
