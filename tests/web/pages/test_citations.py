from collections.abc import Callable
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from policysearch.web import create_app
from tests.web.conftest import SETTINGS
from tests.web.fake import FakeSearcher
from tests.web.pages.test_search import Page

ADDRESS = "https://www.example.org/lessons/workshops/ict-use/h1"


def styles(client: FlaskClient, path: str = "/workshops/ict-use/h1/cite") -> list[str]:
    return [str(a["id"]).removeprefix("cite-") for a in Page(client, path).all("p", **{"class": "cite"})]


def test_a_lesson_is_cited_by_its_words_in_every_style(client: FlaskClient) -> None:
    page = Page(client, "/workshops/ict-use/h1/cite")
    assert styles(client) == ["apa", "chicago", "iso690", "plain"]
    assert page.source.count("Chile and Brazil use ICT") >= 4
    assert page.source.count(ADDRESS) >= 4
    assert "<i>ICT Use</i>" in page.source
    assert "Ministry of &lt;Trade&gt;" in page.source


def test_the_setting_says_which_style_comes_first() -> None:
    client = create_app(FakeSearcher(), replace(SETTINGS, citation_style="iso690")).test_client()
    assert styles(client)[0] == "iso690"


def test_a_workshop_is_cited_too_and_files_lead_to_reference_managers(client: FlaskClient) -> None:
    page = Page(client, "/workshops/trade-and-poverty/cite")
    assert "Trade &amp; Poverty" in page.source
    assert any(link.startswith("/lessons/export.csl.json?lesson=") for link in page.links())


@pytest.mark.parametrize("path", ["/workshops/nowhere/cite", "/workshops/ict-use/h9/cite"])
def test_what_is_not_there_is_not_cited(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_former_slug_leads_to_the_page_of_citations(client: FlaskClient) -> None:
    answer = client.get("/workshops/former/cite")
    assert answer.status_code == 301
    assert answer.headers["Location"] == "/lessons/workshops/trade-and-poverty/cite"


@pytest.mark.parametrize("path", ["/workshops/ict-use", "/workshops/ict-use/h1"])
def test_a_page_has_one_closed_panel_that_leads_there(client: FlaskClient, path: str) -> None:
    page = Page(client, path)
    (panel,) = page.all("details", id="citing")
    assert "open" not in panel
    assert panel["data-more"] == f"/lessons{path}/cite"
    assert f"/lessons{path}/cite" in page.links()


def test_a_lesson_s_citation_names_it_in_its_own_quotation_marks(client: FlaskClient) -> None:
    assert "“Chile and Brazil use ICT”. In “ICT Use”." in Page(client, "/workshops/ict-use/h1").source
    assert "«Chile y Brasil usan las TIC». En «Uso de las TIC»." in Page(client, "/workshops/ict-use/h1?lang=es").source


def test_the_place_is_said_once_to_reference_managers(client: FlaskClient) -> None:
    page = Page(client, "/workshops/trade-and-poverty")
    assert page.all("meta", name="citation_conference_place", content="Panama City, Panama")


def test_a_citation_without_a_known_address_has_none(serve: Callable[[FakeSearcher], FlaskClient]) -> None:
    client = create_app(FakeSearcher(), replace(SETTINGS, public_url="")).test_client()
    page = Page(client, "/workshops/ict-use/h1/cite")
    for citation in ("apa", "chicago", "iso690", "plain"):
        assert page.all("p", id=f"cite-{citation}")
    assert "Available from" not in page.source
