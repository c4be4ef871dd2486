"""The four shipped workshops, end to end: what the collection is known to answer."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from policysearch.engine import Searcher
from policysearch.web import create_app
from tests.web.conftest import SETTINGS
from tests.web.test_pages import Page


@pytest.fixture
def site(searcher: Searcher) -> FlaskClient:
    return create_app(searcher, SETTINGS).test_client()


def found(site: FlaskClient, asked: str) -> dict[str, Any]:
    answer = site.get(f"/api/v1/search?{asked}").json
    assert isinstance(answer, dict)
    return answer


def counts(answer: dict[str, Any], facet: str) -> dict[str, int]:
    return {bucket["value"]: bucket["count"] for bucket in answer["facets"][facet]}


@pytest.mark.parametrize(
    ("asked", "total"),
    [
        ("q=", 4),
        ("view=highlights&q=", 12),
        ("experience=CL", 3),
        ("experience=CO", 1),
        ("experience=CL&experience=CO", 3),
        ("view=highlights&experience=CL", 3),
        ("view=highlights&experience=CO", 2),
        ("country=XX", 0),
    ],
)
def test_totals_are_those_of_the_source(site: FlaskClient, asked: str, total: int) -> None:
    assert found(site, asked)["total"] == total


def test_counts_ignore_their_own_facets_selection(site: FlaskClient) -> None:
    assert counts(found(site, "q="), "year") == {"2009": 2, "2010": 1, "2011": 1}
    assert counts(found(site, "q="), "country") == {"US": 3, "PA": 1}
    chosen = found(site, "year=2009&year=2010")
    assert chosen["total"] == 3
    assert counts(chosen, "year")["2011"] == 1


def test_the_closest_come_first_and_related_words_are_searched_too(site: FlaskClient) -> None:
    assert found(site, "q=vulnerable groups")["hits"][0]["city"] == "Panama City"
    spanish, english = found(site, "q=pymes"), found(site, "q=SMEs")
    assert spanish["total"] == english["total"] == 4
    assert spanish["expansions"]
    assert found(site, "q=pymes&expand=false")["expansions"] == []
    relaxed = found(site, "q=Singapore vulnerable groups")
    assert relaxed["relaxed"] is True
    assert "Panama City" in [hit["city"] for hit in relaxed["hits"]]


def test_a_page_of_results_shows_the_lessons_marked(site: FlaskClient) -> None:
    page = Page(site, "/?q=vulnerable+groups")
    assert "<mark>vulnerable</mark>" in page.source
    assert "/lessons/workshops/2009-panama-city" in page.links()


def test_every_workshop_and_lesson_has_its_page(site: FlaskClient) -> None:
    for hit in found(site, "q=")["hits"]:
        page = Page(site, f"/workshops/{hit['id']}")
        assert hit["title"] in page.source
    for hit in found(site, "q=&view=highlights&limit=100")["hits"]:
        Page(site, f"/workshops/{hit['id']}")


def test_the_series_runs_through_all_four(site: FlaskClient) -> None:
    here, seen = "2009-orlando", ["2009-orlando"]
    while following := Page(site, f"/workshops/{here}").all("a", rel="next"):
        here = str(following[0]["href"]).rpartition("/")[2]
        seen.append(here)
    assert seen == ["2009-orlando", "2009-panama-city", "2010-san-antonio", "2011-san-diego"]


def test_related_lessons_say_which_words_both_have(site: FlaskClient) -> None:
    shared = [line for line in Page(site, "/workshops/2010-san-antonio/h2").source.splitlines() if "Both: " in line]
    assert any("“SBDC”" in line or "“SBDCs”" in line for line in shared)
