import pytest
from flask.testing import FlaskClient

from policysearch.settings import Settings
from policysearch.web import create_app
from tests.web.fake import FakeSearcher

TAGGED = (
    "/",
    "/?q=chile",
    "/workshops/ict-use",
    "/workshops/ict-use/h1",
    "/api/v1/search?q=chile",
    "/api/v1/suggest?q=i",
)


@pytest.mark.parametrize("address", TAGGED)
def test_a_reader_who_has_the_answer_is_told_so_before_anything_is_searched(
    client: FlaskClient, fake: FakeSearcher, address: str
) -> None:
    tag = client.get(address).headers["ETag"]
    searched = fake.searches
    answer = client.get(address, headers={"If-None-Match": tag})
    assert answer.status_code == 304
    assert not answer.data
    assert fake.searches == searched


def test_the_tag_changes_with_generation_address_language_and_settings(client: FlaskClient, fake: FakeSearcher) -> None:
    def tag(address: str, **headers: str) -> str:
        return client.get(address, headers=headers).headers["ETag"]

    first = tag("/?q=a")
    second = create_app(FakeSearcher(), Settings(institution="Another", searchlog=False)).test_client()
    tags = {first, tag("/?q=b"), tag("/?q=a", **{"Accept-Language": "es"}), second.get("/?q=a").headers["ETag"]}
    fake.generation = "g2"
    assert len({*tags, tag("/?q=a")}) == 5
    fake.generation = "g1"
    assert tag("/?q=a") == first


@pytest.mark.parametrize("address", TAGGED)
def test_answers_vary_by_the_readers_language(client: FlaskClient, address: str) -> None:
    assert "Accept-Language" in client.get(address).headers["Vary"]


@pytest.mark.parametrize("address", ["/healthz", "/readyz", "/nowhere", "/api/v1/search?x=1"])
def test_health_and_errors_carry_no_tag(client: FlaskClient, address: str) -> None:
    assert "ETag" not in client.get(address).headers
