import pytest
from flask.testing import FlaskClient

from policysearch.model.errors import IndexDamagedError
from policysearch.query import Query
from tests.web.fake import FakeSearcher


def fails(error: Exception, fake: FakeSearcher, monkeypatch: pytest.MonkeyPatch) -> None:
    def search(query: Query) -> None:
        raise error

    monkeypatch.setattr(fake, "search", search)


def test_an_index_that_cannot_answer_is_said_to_be_unavailable(
    client: FlaskClient, fake: FakeSearcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    fails(IndexDamagedError("The index is damaged.", "Run policysearch build."), fake, monkeypatch)
    answer = client.get("/api/v1/search")
    assert answer.status_code == 503
    assert answer.json is not None
    assert answer.json["detail"] == "The index is damaged."
    assert client.get("/?q=x").status_code == 503
    assert client.get("/readyz").status_code == 503
    assert client.get("/healthz").status_code == 200


def test_a_defect_is_told_without_its_detail(
    client: FlaskClient, fake: FakeSearcher, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    fails(ZeroDivisionError("secret"), fake, monkeypatch)
    for address in ("/?q=x", "/api/v1/search"):
        answer = client.get(address)
        assert answer.status_code == 500
        assert b"secret" not in answer.data
    assert "secret" in caplog.text


def test_a_page_that_is_not_there_offers_a_search_in_the_readers_language(client: FlaskClient) -> None:
    answer = client.get("/nowhere?lang=fr")
    assert answer.status_code == 404
    assert "Cette page n’existe pas" in answer.text
    assert 'name="q"' in answer.text
    assert "noindex" in answer.text


def test_words_beyond_the_cap_are_refused_politely_and_kept_in_the_box(client: FlaskClient) -> None:
    answer = client.get("/", query_string={"q": "long " * 300})
    assert answer.status_code == 400
    assert "long long" in answer.text


def test_an_error_under_the_api_is_problem_json(client: FlaskClient) -> None:
    for answer in (client.get("/api/v1/nowhere"), client.post("/api/v1/search")):
        assert answer.mimetype == "application/problem+json"
        assert answer.json is not None
        assert answer.json["status"] == answer.status_code
