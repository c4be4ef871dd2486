import gzip
from dataclasses import replace

from flask.testing import FlaskClient

from policysearch.web import create_app
from policysearch.web.http.response_cache import ROOM, Answer, Kept
from tests.web.conftest import SETTINGS
from tests.web.fake import FakeSearcher

ADDRESS = "/?q=chile"
PACKED = {"Accept-Encoding": "gzip"}


def test_a_second_reader_is_sent_the_same_answer_without_a_search(client: FlaskClient, fake: FakeSearcher) -> None:
    first = client.get(ADDRESS)
    searched = fake.searches
    again = client.get(ADDRESS)
    assert fake.searches == searched
    assert again.data == first.data
    assert dict(again.headers) == dict(first.headers)


def test_each_is_sent_it_as_they_take_it(client: FlaskClient) -> None:
    plain, packed = client.get(ADDRESS), client.get(ADDRESS, headers=PACKED)
    assert client.get(ADDRESS).data == plain.data
    again = client.get(ADDRESS, headers=PACKED)
    assert again.headers["Content-Encoding"] == "gzip"
    assert int(again.headers["Content-Length"]) == len(again.data)
    assert gzip.decompress(again.data) == gzip.decompress(packed.data) == plain.data


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
    kept = Kept(2)
    for name in "abc":
        kept.put("g1", (name, False), Answer(b"x", (), None))
    assert kept.get(("a", False)) is None
    assert kept.get(("c", False)) is not None
    kept.put("g1", ("d", False), Answer(b"x" * (ROOM - 1), (), None))
    kept.put("g1", ("e", False), Answer(b"xx", (), None))
    assert [kept.get((name, False)) is not None for name in "cde"] == [False, False, True]


def test_another_generation_lets_go_of_what_the_one_before_found() -> None:
    kept = Kept(9)
    kept.put("g1", ("a", False), Answer(b"x" * (ROOM - 1), (), None))
    kept.put("g2", ("b", False), Answer(b"xx", (), None))
    kept.put("g2", ("c", False), Answer(b"xx", (), None))
    assert [kept.get((name, False)) is not None for name in "abc"] == [False, True, True]
