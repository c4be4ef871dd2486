import pytest
from flask.testing import FlaskClient

from policysearch.model.errors import EngineError, EngineUnavailableError, IndexDamagedError, IndexMissingError
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


@pytest.mark.parametrize(
    ("language", "preparing", "silent"),
    [
        ("en", "The search is being prepared", "The search cannot answer now"),
        ("es", "La búsqueda se está preparando", "La búsqueda no puede responder en este momento"),
        ("pt", "A busca está sendo preparada", "A busca não pode responder no momento"),
        ("fr", "La recherche est en préparation", "La recherche ne peut pas répondre pour le moment"),
    ],
)
def test_an_index_that_is_to_be_built_and_an_engine_that_is_silent_are_said_apart(
    client: FlaskClient,
    fake: FakeSearcher,
    monkeypatch: pytest.MonkeyPatch,
    language: str,
    preparing: str,
    silent: str,
) -> None:
    for error, heading in (
        (IndexMissingError("None."), preparing),
        (EngineUnavailableError("None."), silent),
        (EngineError("None."), silent),
    ):
        fails(error, fake, monkeypatch)
        answer = client.get(f"/?q=x&lang={language}")
        assert answer.status_code == 503
        assert f"<h1>{heading}</h1>" in answer.text
        assert int(answer.headers["Retry-After"]) > 0


def test_an_engine_that_refuses_is_named_in_the_log_alone(
    client: FlaskClient, fake: FakeSearcher, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    fails(EngineError("OpenSearch at http://inner:9200 refuses the access of 'reader'."), fake, monkeypatch)
    for address in ("/?q=x", "/api/v1/search?q=x", "/readyz"):
        answer = client.get(address)
        assert answer.status_code == 503
        assert "inner" not in answer.text
    assert "inner" in caplog.text


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
    answer = client.get("/", query_string={"q": "long OR " * 300})
    assert answer.status_code == 400
    assert "long OR long" in answer.text


@pytest.mark.parametrize(
    ("language", "characters", "clauses", "window"),
    [
        ("en", "10,000 characters", "64 words", "first 10,000 results"),
        ("es", "10\u00a0000 caracteres", "64 palabras", "primeros 10\u00a0000 resultados"),
        ("pt", "10.000 caracteres", "64 palavras", "primeiros 10.000 resultados"),
        ("fr", "10\u202f000 caractères", "64 mots", "10\u202f000 premiers résultats"),
    ],
)
def test_a_search_over_a_cap_is_told_the_cap_as_its_language_writes_it(
    client: FlaskClient, language: str, characters: str, clauses: str, window: str
) -> None:
    def page(query: str) -> str:
        answer = client.get(f"/?lang={language}&{query}")
        assert answer.status_code == 400
        return answer.text

    assert characters in page(f"q={'a' * 10_001}")
    assert clauses in page("q=" + "+OR+".join(f"term{number}" for number in range(65)))
    assert window in page("q=&offset=9999&limit=10")


def test_an_error_under_the_api_is_problem_json(client: FlaskClient) -> None:
    for answer in (client.get("/api/v1/nowhere"), client.post("/api/v1/search")):
        assert answer.mimetype == "application/problem+json"
        assert answer.json is not None
        assert answer.json["status"] == answer.status_code
