"""Many lessons fit an address."""

import random
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from policysearch.web.packed_lessons import MAX_CHARACTERS, pack, unpack

WORDS = "rural urban water supply sanitation road education health finance reform project program region".split()


def long_ids(count: int) -> list[str]:
    rng = random.Random(7)
    return [f"{'-'.join(rng.choices(WORDS, k=9))[:56].strip('-')}-{n:03}/h{n % 4 + 1}" for n in range(count)]


@given(st.lists(st.from_regex(r"[a-z0-9.-]{1,60}/h[1-9]", fullmatch=True), max_size=100))
def test_what_is_packed_is_unpacked_as_it_was(ids: list[str]) -> None:
    assert unpack(pack(ids)) == (ids or [""])


@given(st.one_of(st.text(max_size=200), st.from_regex(r"[A-Za-z0-9_-]{0,200}", fullmatch=True)))
def test_any_text_is_read_without_an_error(text: str) -> None:
    assert isinstance(unpack(text), list)


def test_a_small_text_of_very_many_characters_is_read_to_its_limit() -> None:
    assert sum(map(len, unpack(pack(["a" * 50_000_000])))) <= MAX_CHARACTERS


@pytest.mark.parametrize("path", ["/brief", "/?q=chile", "/help"])
def test_a_hundred_lessons_with_long_names_fit_an_address_of_four_kilobytes(client: FlaskClient, path: str) -> None:
    ids = long_ids(100)
    address = f"{path}{'&' if '?' in path else '?'}{urlencode([('lesson', name) for name in ids])}"
    assert len(address) > 6_000
    packed = client.get(f"{address}&title=For+the+Minister").headers["Location"]
    assert len(f"https://www.example.org{packed}") < 4_000
    page = client.get(packed.removeprefix("/lessons")).text
    assert f'data-lessons="{" ".join(ids)}"' in page
    assert packed.count("lessons=") == 1
    assert "title=For+the+Minister" in packed


def test_a_link_that_was_cut_on_its_way_says_so(client: FlaskClient) -> None:
    packed = pack(long_ids(30))
    assert "did not arrive whole" not in client.get(f"/brief?lessons={packed}").text
    for cut in (packed[:-40], packed[:5], "", "abc"):
        assert "did not arrive whole" in client.get(f"/brief?lessons={cut}").text


def test_what_is_chosen_besides_a_packed_list_is_added(client: FlaskClient) -> None:
    page = client.get(f"/help?lessons={pack(long_ids(3))}&lesson=ict-use/h1").text
    assert f'data-lessons="{" ".join([*long_ids(3), "ict-use/h1"])}"' in page
