"""The four shipped workshops, end to end: what the collection is known to answer."""

import csv
from io import BytesIO, StringIO
from typing import Any
from urllib.parse import urlencode
from xml.etree import ElementTree as Xml

import docx
import pytest
from flask.testing import FlaskClient

from policysearch.search.results import Searcher
from policysearch.web import create_app
from tests.web.conftest import SETTINGS
from tests.web.pages.test_search import Page


@pytest.fixture
def site(searcher: Searcher) -> FlaskClient:
    return create_app(searcher, SETTINGS).test_client()


def search(site: FlaskClient, params: str) -> dict[str, Any]:
    answer = site.get(f"/api/v1/search?{params}").json
    assert isinstance(answer, dict)
    return answer


def counts(answer: dict[str, Any], facet: str) -> dict[str, int]:
    return {bucket["value"]: bucket["count"] for bucket in answer["facets"][facet]}


@pytest.mark.parametrize(
    ("params", "total"),
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
def test_totals_are_those_of_the_source(site: FlaskClient, params: str, total: int) -> None:
    assert search(site, params)["total"] == total


def test_counts_ignore_their_own_facets_selection(site: FlaskClient) -> None:
    assert counts(search(site, "q="), "year") == {"2009": 2, "2010": 1, "2011": 1}
    assert counts(search(site, "q="), "country") == {"US": 3, "PA": 1}
    narrowed = search(site, "year=2009&year=2010")
    assert narrowed["total"] == 3
    assert counts(narrowed, "year")["2011"] == 1


def test_the_closest_come_first_and_related_words_are_searched_too(site: FlaskClient) -> None:
    assert search(site, "q=vulnerable groups")["hits"][0]["city"] == "Panama City"
    spanish, english = search(site, "q=pymes"), search(site, "q=SMEs")
    assert spanish["total"] == english["total"] == 4
    assert spanish["expansions"]
    assert search(site, "q=pymes&expand=false")["expansions"] == []
    relaxed = search(site, "q=Singapore vulnerable groups")
    assert relaxed["relaxed"] is True
    assert "Panama City" in [hit["city"] for hit in relaxed["hits"]]


def test_a_page_of_results_shows_the_lessons_marked(site: FlaskClient) -> None:
    page = Page(site, "/?q=vulnerable+groups")
    assert "<mark>vulnerable</mark>" in page.source
    assert "/lessons/workshops/2009-panama-city?q=vulnerable+groups&at=1" in page.links()


def test_every_workshop_and_lesson_has_its_page(site: FlaskClient) -> None:
    for hit in search(site, "q=")["hits"]:
        page = Page(site, f"/workshops/{hit['id']}")
        assert hit["title"] in page.source
    for hit in search(site, "q=&view=highlights&limit=100")["hits"]:
        Page(site, f"/workshops/{hit['id']}")


def test_the_series_runs_through_all_four(site: FlaskClient) -> None:
    slug, seen = "2009-orlando", ["2009-orlando"]
    while following := Page(site, f"/workshops/{slug}").all("a", rel="next"):
        slug = str(following[0]["href"]).rpartition("/")[2]
        seen.append(slug)
    assert seen == ["2009-orlando", "2009-panama-city", "2010-san-antonio", "2011-san-diego"]


def test_related_lessons_say_which_words_both_have(site: FlaskClient) -> None:
    shared = [
        line for line in Page(site, "/workshops/2010-san-antonio/h2").source.splitlines() if "In common: " in line
    ]
    assert any("“SBDC”" in line or "“SBDCs”" in line for line in shared)


def test_all_twelve_lessons_are_taken_in_every_format(site: FlaskClient) -> None:
    params = "?q=&view=highlights&lang=es"
    table = [*csv.DictReader(StringIO(site.get(f"/export.csv{params}").text.removeprefix("\ufeff"), newline=""))]
    assert len(table) == 12
    assert {row["Idioma del texto"] for row in table} == {"es"}
    assert site.get(f"/export.ris{params}").text.count("TY  - CPAPER") == 12
    assert site.get(f"/export.bib{params}").text.count("@inproceedings{") == 12
    assert len(site.get(f"/export.json{params}").json["entries"]) == 12  # type: ignore[index]
    styles = [
        paragraph.style for paragraph in docx.Document(BytesIO(site.get(f"/export.docx{params}").data)).paragraphs
    ]
    assert [style.name for style in styles if style].count("Heading 2") == 12


def test_a_file_lists_what_the_page_lists_in_its_order(site: FlaskClient) -> None:
    for params in (
        "q=SBDC&view=highlights",
        "q=chile",
        "q=&sort=oldest&view=highlights",
        "q=Singapore vulnerable groups",
    ):
        ids = [hit["id"] for hit in search(site, f"{params}&limit=100")["hits"]]
        record = site.get(f"/export.json?{params}").json
        assert record is not None
        assert [entry["id"] for entry in record["entries"]] == ids
        assert record["total"] == len(ids) > 0


def test_a_brief_in_french_cites_every_lesson_and_says_how_it_is_translated(site: FlaskClient) -> None:
    page = Page(site, "/brief?lesson=2010-san-antonio/h2&lesson=2009-orlando/h1&lang=fr&title=Centres+PME")
    assert "Centres PME</h1>" in page.source
    assert "La mise en œuvre du modèle des SBDC en El Salvador" in page.source
    assert page.source.count("(traduction non officielle)") == 2
    assert "San Antonio, Texas, États-Unis, 21–22 septembre 2010" in page.source


def test_a_feed_of_a_search_has_what_it_finds(site: FlaskClient) -> None:
    entries = Xml.fromstring(site.get("/feed.atom?q=chile").data).findall("{http://www.w3.org/2005/Atom}entry")
    assert len(entries) == search(site, "q=chile")["total"] == 3


@pytest.mark.parametrize(
    ("path", "lessons"), [("/countries/CL", 3), ("/countries/PA", 3), ("/themes/ict", 1), ("/years/2009", 6)]
)
def test_pages_to_browse_by_have_what_is_there(site: FlaskClient, path: str, lessons: int) -> None:
    assert len(Page(site, path).all("li", class_="lesson")) >= lessons


def test_four_workshops_are_not_enough_for_a_map_on_the_start_page(site: FlaskClient) -> None:
    assert "See the map of themes and countries" not in Page(site, "/").source


@pytest.mark.parametrize(
    ("params", "label"),
    [
        ("q=Jamaica", "Found for a region that Jamaica belongs to: CARICOM"),
        ("q=Jamaica&lang=es", "Se encontró por una región a la que pertenece Jamaica: CARICOM"),
        ("q=Jamaica&view=highlights", "Found for a region that Jamaica belongs to: CARICOM"),
    ],
)
def test_a_regions_lesson_is_found_for_its_members_and_labelled_so(site: FlaskClient, params: str, label: str) -> None:
    assert label in site.get(f"/?{params}").text


def test_a_regions_lesson_is_not_found_for_a_member_without_expansion(site: FlaskClient) -> None:
    assert search(site, "q=Jamaica&expand=false")["total"] == 0
    assert search(site, 'q="Jamaica"')["total"] == 0
    assert "Found for a region" not in site.get("/?q=CARICOM").text


@pytest.mark.parametrize("view", ["workshops", "highlights"])
@pytest.mark.parametrize(
    "typed",
    [
        "chile",  # with all words
        "ferries or poverty",  # with any word
        "competitivness",  # a correction is listed at once
        "experience:Chile",
        "country:Chile",  # read as words
        "who funded the workshop on poverty?",
        '"small producers"',
        "sbdc -mexico",
        "unicorns",
        "",
    ],
)
def test_page_api_files_and_feed_list_the_same(site: FlaskClient, typed: str, view: str) -> None:
    params = {"q": typed, "view": view, "limit": "50"}
    answer = site.get("/api/v1/search", query_string=params).json
    assert answer
    ids = [hit["id"] for hit in answer["hits"]]
    assert Page(site, f"/?{urlencode(params)}").source.count('<li class="hit">') == len(ids)
    file = site.get("/export.json", query_string=params).json
    assert file
    assert [entry["id"] for entry in file["entries"]] == ids
    entries = Xml.fromstring(site.get("/feed.atom", query_string=params).data).findall("{*}entry")
    assert len(entries) == len(ids) == answer["total"]
    if answer["relaxed"] or answer["shown_for"] or answer["notices"]:
        assert file["reading"]
