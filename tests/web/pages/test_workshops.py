import json
import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from policysearch.exporters.citation import citation
from policysearch.query import Query
from policysearch.search.results import Results
from policysearch.web import create_app
from tests.web.conftest import SETTINGS
from tests.web.fake import ICT, FakeSearcher
from tests.web.pages.test_search import Page


def test_a_workshop_shows_its_lessons_facts_papers_and_links(client: FlaskClient) -> None:
    page = Page(client, "/workshops/trade-and-poverty")
    for text in ("September 6–7, 2009", "Panama City, Panama", "Ministry of &lt;Trade&gt;", "Some <em>prose</em>"):
        assert text in page.source
    assert "245 kB" in page.source
    assert "12 pages" in page.source
    assert "https://www.example.org/event" in page.links()
    assert "/lessons/workshops/trade-and-poverty/files/agenda.pdf" in page.links()


def test_a_former_slug_leads_to_the_page(client: FlaskClient) -> None:
    answer = client.get("/workshops/former")
    assert answer.status_code == 301
    assert answer.headers["Location"] == "/lessons/workshops/trade-and-poverty"


@pytest.mark.parametrize("path", ["nowhere", "ict-use/h9", "ict-use/files/agenda.pdf/99", "nowhere/h1"])
def test_what_is_not_there_is_not_found(client: FlaskClient, path: str) -> None:
    assert client.get(f"/workshops/{path}").status_code == 404


def test_the_event_is_told_to_search_engines(client: FlaskClient) -> None:
    source = Page(client, "/workshops/trade-and-poverty").source
    script = re.search(r'<script type="application/ld\+json">(.*?)</script>', source, re.DOTALL)
    assert script is not None
    event = json.loads(script[1])
    assert event["@type"] == "Event"
    assert event["name"] == "Trade & Poverty"
    assert event["startDate"] == "2009-09-06"
    assert event["location"]["address"]["addressCountry"] == "PA"
    assert event["organizer"] == [{"@type": "Organization", "name": "Ministry of <Trade>"}]
    assert event["url"] == "https://www.example.org/lessons/workshops/trade-and-poverty"


def test_a_shared_lesson_previews_its_words(client: FlaskClient) -> None:
    page = Page(client, "/workshops/ict-use/h1")
    assert page.all("meta", property="og:description", content="Chile and Brazil use ICT.")
    assert page.all("meta", property="og:url", content="https://www.example.org/lessons/workshops/ict-use/h1")


def test_reference_managers_find_a_citation(client: FlaskClient) -> None:
    page = Page(client, "/workshops/ict-use")
    assert page.all("meta", name="citation_title", content="ICT Use")
    assert page.all("meta", name="citation_publication_date", content="2010/09/06")
    assert page.all("meta", name="citation_author", content="Ministry of <Trade>")


def test_each_language_has_its_address_and_the_version_shown_is_named(client: FlaskClient) -> None:
    page = Page(client, "/workshops/ict-use?lang=es")
    address = "https://www.example.org/lessons/workshops/ict-use?lang="
    assert [a["href"] for a in page.all("link", rel="alternate", hreflang="fr")] == [address + "fr"]
    assert [a["href"] for a in page.all("link", rel="canonical")] == [address + "es"]
    assert "Uso de las TIC" in page.source
    assert "Traducción oficial." in page.source
    assert page.all("html", lang="es")
    assert page.all("input", type="hidden", name="lang", value="es")


def test_without_a_version_in_the_readers_language_the_original_is_shown_and_said_to_be(client: FlaskClient) -> None:
    page = Page(client, "/workshops/ict-use?lang=fr")
    assert page.all("h1", lang="en")
    assert "Ce texte est en anglais" in page.source


def test_a_series_leads_from_workshop_to_workshop(client: FlaskClient) -> None:
    assert "/lessons/workshops/ict-use" in [
        a["href"] for a in Page(client, "/workshops/trade-and-poverty").all("a", rel="next")
    ]
    assert "/lessons/workshops/trade-and-poverty" in [
        a["href"] for a in Page(client, "/workshops/ict-use").all("a", rel="prev")
    ]


def test_related_workshops_say_what_both_share(client: FlaskClient) -> None:
    assert "In common: ICT, Chile" in Page(client, "/workshops/ict-use").source


def test_what_has_nothing_in_common_that_can_be_told_is_not_called_related() -> None:
    class Unalike(FakeSearcher):
        def search(self, query: Query) -> Results:
            results = super().search(query)
            bare = (hit._replace(document=replace(hit.document, facets={})) for hit in results.hits)
            return replace(results, hits=tuple(bare)) if query.like else results

    client = create_app(Unalike(), SETTINGS).test_client()
    assert "In common: " not in Page(client, "/workshops/ict-use").source
    assert 'id="related"' not in Page(client, "/workshops/ict-use").source


@pytest.mark.parametrize(
    ("page", "params"),
    [
        ("trade-and-poverty/h2", "lesson=trade-and-poverty%2Fh2"),
        ("trade-and-poverty", "lesson=trade-and-poverty%2Fh1&lesson=trade-and-poverty%2Fh2"),
    ],
)
def test_a_lesson_or_all_of_a_workshops_are_taken_as_files(client: FlaskClient, page: str, params: str) -> None:
    links = Page(client, f"/workshops/{page}?lesson=ict-use/h1").links()
    for extension in ("docx", "ris", "bib"):
        assert f"/lessons/export.{extension}?{params}&title=Trade+%26+Poverty&lang=en" in links


def test_a_citation_says_who_what_where_and_the_address() -> None:
    cited = citation(ICT, "en", "Panama City, September 6–7, 2010", "Example Institution", "https://x.org/a")
    assert cited == "Example Institution. “ICT Use”. Panama City, September 6–7, 2010. https://x.org/a"


def test_addresses_in_the_text_of_an_attachment_are_links(serve: Callable[[FakeSearcher], FlaskClient]) -> None:
    searcher = FakeSearcher()
    name = "ict-use/files/agenda.pdf/2"
    page = searcher.documents[name]
    assert page.passage
    words = "See <b> https://www.example.org/a?b=1&c=2. Or write to me@example.org)"
    searcher.documents[name] = replace(page, passage=replace(page.passage, text=words))
    shown = serve(searcher).get(f"/workshops/{name}").text
    assert 'See &lt;b&gt; <a href="https://www.example.org/a?b=1&amp;c=2" rel="noopener nofollow">' in shown
    assert '<a href="mailto:me@example.org" rel="noopener nofollow">me@example.org</a>)' in shown


def test_a_withdrawn_workshop_is_gone_and_its_title_said(client: FlaskClient) -> None:
    answer = client.get("/workshops/withdrawn/h1?lang=es")
    assert answer.status_code == 410
    assert "«Ido» fue retirado por quienes lo publicaron." in answer.text
    assert "Gone &amp; Lost" in client.get("/workshops/withdrawn").text


def test_a_lesson_is_a_quotation_that_is_part_of_its_event(client: FlaskClient) -> None:
    script = re.search(r'<script type="application/ld\+json">(.*?)</script>', client.get("/workshops/ict-use/h1").text)
    assert script is not None
    quotation = json.loads(script[1])
    assert quotation["@context"] == "https://schema.org"
    assert quotation["@type"] == "Quotation"
    assert quotation["text"] == "Chile and Brazil use ICT."
    assert quotation["inLanguage"] == "en"
    assert quotation["url"] == "https://www.example.org/lessons/workshops/ict-use/h1"
    assert quotation["isPartOf"]["@type"] == "Event"
    assert quotation["isPartOf"]["url"] == "https://www.example.org/lessons/workshops/ict-use"
    assert quotation["isPartOf"]["startDate"] == "2010-09-06"
    assert "@context" not in quotation["isPartOf"]
    assert [place["name"] for place in quotation["spatialCoverage"]] == ["Chile", "Brazil"]
    assert [theme["name"] for theme in quotation["about"]] == ["ICT"]
