"""A page opened from results keeps the words: marks, the way back, the hits before and after."""

from policysearch.web import create_app
from tests.web.conftest import SETTINGS
from tests.web.fake import MANY, WORKSHOPS, FakeSearcher
from tests.web.pages.test_search import Page

PREFIX = "/lessons"


def page_of(address: str, searcher: FakeSearcher | None = None) -> Page:
    return Page(create_app(searcher or FakeSearcher(MANY), SETTINGS).test_client(), address)


def test_the_addresses_of_hits_carry_the_search_and_the_place() -> None:
    links = page_of("/?q=chile&year_to=2008&offset=10").links()
    assert f"{PREFIX}/workshops/w18?q=chile&year_to=2008&at=11" in links
    assert f"{PREFIX}/workshops/w18/h1?q=chile&year_to=2008&at=11" in links
    assert f"{PREFIX}/workshops/ict-use?lang=es&q=chile&at=1" not in links


def test_the_language_stays_before_the_search() -> None:
    links = page_of("/?q=chile&lang=es", FakeSearcher()).links()
    assert f"{PREFIX}/workshops/ict-use?lang=es&q=chile&at=1" in links


def test_pages_to_browse_by_have_plain_addresses() -> None:
    page = page_of("/themes/ict")
    assert "<at>" not in page.source
    assert f"{PREFIX}/workshops/w39/h1" in page.links()


def test_a_page_opened_from_results_marks_the_words_and_leads_back_and_on() -> None:
    page = page_of("/workshops/w18?q=chile&year_to=2008&at=11")
    assert "<mark>Chile</mark> again." in page.source
    assert page.all("input", type="search", value="chile")
    assert page.all("input", type="hidden", name="year_to", value="2008")
    assert f"{PREFIX}/?q=chile&year_to=2008&offset=10#hit-w18" in page.links()
    assert f"{PREFIX}/workshops/w19?q=chile&year_to=2008&at=10" in page.links()
    assert f"{PREFIX}/workshops/w17?q=chile&year_to=2008&at=12" in page.links()
    assert "11 of 29" in page.source


def test_the_first_and_the_last_hit_have_one_neighbour() -> None:
    first, last = (
        page_of("/workshops/ict-use?q=chile&at=1", FakeSearcher()),
        page_of("/workshops/trade-and-poverty/h2?q=chile&at=2", FakeSearcher()),
    )
    assert f"{PREFIX}/workshops/trade-and-poverty?q=chile&at=2" in first.links()
    assert "Previous result" not in first.source
    assert f"{PREFIX}/workshops/ict-use?q=chile&at=1" in last.links()
    assert "Next result" not in last.source
    assert "<mark>Chile</mark> lends." in last.source


def test_a_place_that_another_document_has_by_now_leads_back_all_the_same() -> None:
    for place in ("2", "0", "x", "99999", "9" * 40):
        page = page_of(f"/workshops/ict-use?q=chile&at={place}", FakeSearcher())
        assert f"{PREFIX}/?q=chile" in page.links()
        assert "Next result" not in page.source


def test_marks_stay_out_of_tags_and_entities() -> None:
    page = page_of("/workshops/trade-and-poverty?q=trade&at=1", FakeSearcher(WORKSHOPS))
    assert "<h1><mark>Trade</mark> &amp; Poverty</h1>" in page.source
    amp = page_of("/workshops/trade-and-poverty?q=amp&at=1", FakeSearcher(WORKSHOPS))
    assert "<mark>amp" not in amp.source


def test_a_page_by_itself_has_no_trail_and_one_with_a_search_is_not_indexed() -> None:
    client = create_app(FakeSearcher(), SETTINGS).test_client()
    assert "Back to results" not in client.get("/workshops/ict-use").text
    assert "X-Robots-Tag" not in client.get("/workshops/ict-use?lang=es").headers
    assert client.get("/workshops/ict-use?q=chile&at=1").headers["X-Robots-Tag"] == "noindex"
    assert client.get(f"/workshops/ict-use?q={'x' * 20_000}").status_code == 200
