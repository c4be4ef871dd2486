from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from policysearch.model.document import FACETS
from policysearch.query import Expansion, Query
from policysearch.search.results import Correction, Suggestion, WayOut
from policysearch.web import create_app
from tests.web.conftest import SETTINGS
from tests.web.fake import FakeSearcher

HIT = (
    "id kind url title language score picked year start end city country themes snippets funders added updated"
    " headline".split()
)
SNIPPET = "id kind url text marks experience locator".split()


def get_json(client: FlaskClient, address: str) -> dict[str, object]:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    assert answer.mimetype == "application/json"
    assert isinstance(answer.json, dict)
    return answer.json


def test_a_score_has_four_decimals() -> None:
    hit = FakeSearcher().search(Query("chile")).hits[0]
    app = create_app(FakeSearcher(hits=(hit._replace(score=2 / 3),)), SETTINGS)
    answer = get_json(app.test_client(), "/api/v1/search?q=chile")
    assert [shown["score"] for shown in answer["hits"]] == [0.6667]  # type: ignore[attr-defined]


def test_search_answers_with_the_promised_keys(client: FlaskClient) -> None:
    answer = get_json(client, "/api/v1/search?q=chile")
    assert list(answer) == (
        "query total relaxed expansions notices suggestion shown_for missing facts rescue".split()
        + "hits close facets facet_totals links generation".split()
    )
    assert tuple(answer["facets"]) == FACETS  # type: ignore[arg-type]
    hits = answer["hits"]
    assert isinstance(hits, list)
    assert list(hits[0]) == HIT
    assert list(hits[0]["snippets"][0]) == SNIPPET
    assert hits[0]["country"] == {"value": "US", "label": "United States"}
    assert hits[0]["themes"] == [{"value": "ict", "label": "ICT"}]
    assert answer["facets"]["year"] == [  # type: ignore[index]
        {"value": "2009", "label": "2009", "count": 1, "selected": False, "through": None},
        {"value": "2010", "label": "2010", "count": 1, "selected": False, "through": None},
    ]


def test_marks_are_code_points_of_plain_text(client: FlaskClient) -> None:
    answer = get_json(client, "/api/v1/search?q=groups")
    snippet = answer["hits"][0]["snippets"][0]  # type: ignore[index]
    start, end = snippet["marks"][0]
    assert snippet["text"] == "Vulnerable groups <b>trade</b>."
    assert snippet["text"][start:end] == "groups"


def test_a_hit_of_kind_highlight_has_its_words_and_its_workshop_besides(client: FlaskClient) -> None:
    hit = get_json(client, "/api/v1/search?q=lends&view=highlights")["hits"][0]  # type: ignore[index]
    assert list(hit) == [*HIT, "text", "marks", "experience", "workshop"]
    assert hit["workshop"]["id"] == "trade-and-poverty"
    assert hit["experience"] == [{"value": "CL", "label": "Chile"}]


def test_what_else_there_is_to_say_is_said(serve: Callable[[FakeSearcher], FlaskClient]) -> None:
    changes: dict[str, Any] = {
        "relaxed": True,
        "expansions": (Expansion("ICT", ("TIC",)),),
        "suggestion": Correction("chile", 3),
        "ways_out": (WayOut("year", "2009", 2),),
    }
    answer = get_json(serve(FakeSearcher(**changes)), "/api/v1/search?q=x")
    assert answer["relaxed"] is True
    assert answer["expansions"] == [{"term": "ICT", "also": ["TIC"]}]
    assert answer["suggestion"] == {"text": "chile", "total": 3}
    assert answer["rescue"] == [{"drop": "year:2009", "total": 2}]


def test_links_lead_to_the_neighbouring_pages_and_other_forms(client: FlaskClient) -> None:
    base = "https://www.example.org/lessons"
    links = get_json(client, "/api/v1/search?q=chile&limit=1&offset=0&lang=es&year=2009&year=2010")["links"]
    assert links == {
        "self": f"{base}/api/v1/search?q=chile&year=2009&year=2010&limit=1&lang=es",
        "next": f"{base}/api/v1/search?q=chile&year=2009&year=2010&offset=1&limit=1&generation=g1&lang=es",
        "prev": None,
        "html": f"{base}/?q=chile&year=2009&year=2010&limit=1&lang=es",
        "feed": f"{base}/feed.atom?q=chile&year=2009&year=2010&lang=es",
        "csv": f"{base}/export.csv?q=chile&year=2009&year=2010&lang=es",
    }


def test_labels_are_in_the_language_asked_for(client: FlaskClient) -> None:
    answer = get_json(client, "/api/v1/search?lang=es")
    assert answer["hits"][0]["country"]["label"] == "Estados Unidos"  # type: ignore[index]
    assert answer["hits"][0]["title"] == "Uso de las TIC"  # type: ignore[index]


@pytest.mark.parametrize("params", ["yaer=2009", "year=x", "limit=0", "lesson=a/h1", "offset=9999&limit=100"])
def test_an_odd_parameter_is_a_problem_that_names_it(client: FlaskClient, params: str) -> None:
    answer = client.get(f"/api/v1/search?{params}")
    assert answer.status_code == 400
    assert answer.mimetype == "application/problem+json"
    assert answer.json is not None
    assert answer.json["status"] == 400
    assert answer.json["parameter"] == params.partition("=")[0]


def test_a_whole_workshop(client: FlaskClient) -> None:
    answer = get_json(client, "/api/v1/workshops/ict-use?lang=es")
    assert answer["title"] == "Uso de las TIC"
    assert answer["languages"] == ["en", "es"]
    assert answer["highlights"] == [
        {
            "id": "ict-use/h1",
            "url": "https://www.example.org/lessons/workshops/ict-use/h1?lang=es",
            "headline": None,
            "text": "Chile y Brasil usan las TIC.",
        }
    ]


def test_a_former_slug_leads_to_the_present_one(client: FlaskClient) -> None:
    answer = client.get("/api/v1/workshops/former")
    assert answer.status_code == 301
    assert answer.headers["Location"] == "/lessons/api/v1/workshops/trade-and-poverty"


def test_an_unknown_workshop_is_named(client: FlaskClient) -> None:
    answer = client.get("/api/v1/workshops/zebra")
    assert answer.mimetype == "application/problem+json"
    assert answer.json
    assert (answer.json["status"], answer.json["detail"]) == (404, "There is no workshop 'zebra'.")


def test_an_unknown_workshop_is_a_problem(client: FlaskClient) -> None:
    answer = client.get("/api/v1/workshops/nowhere")
    assert answer.status_code == 404
    assert answer.mimetype == "application/problem+json"


def test_themes_and_countries_that_are_suggested_lead_to_their_pages(
    serve: Callable[[FakeSearcher], FlaskClient],
) -> None:
    class Offering(FakeSearcher):
        def suggest(self, prefix: str, language: str, limit: int) -> tuple[Suggestion, ...]:
            kinds = (("theme", "ict"), ("country", "CL"), ("partner", "A & B"), ("phrase", "x y"))
            return tuple(Suggestion(value, kind, value, 1) for kind, value in kinds)

    suggestions: Any = get_json(serve(Offering()), "/api/v1/suggest?q=x&lang=es")["suggestions"]
    assert [suggestion["url"].removeprefix("https://www.example.org/lessons") for suggestion in suggestions] == [
        "/themes/ict?lang=es",
        "/countries/CL?lang=es",
        "/?q=&partner=A+%26+B&lang=es",
        "/?q=x+y&lang=es",
    ]


def test_suggestions_say_where_they_lead(client: FlaskClient) -> None:
    answer = get_json(client, "/api/v1/suggest?q=trade")
    assert answer["suggestions"] == [
        {
            "text": "Trade & Poverty",
            "kind": "title",
            "value": "trade-and-poverty",
            "count": 1,
            "url": "https://www.example.org/lessons/workshops/trade-and-poverty",
        }
    ]
