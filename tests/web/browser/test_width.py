"""No page is wider than its window, whatever the text: long addresses, words of sixty letters."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from policysearch.model.workshop import Attachment, Link
from policysearch.settings import LANGUAGES
from tests.web.browser.conftest import served
from tests.web.conftest import SETTINGS
from tests.web.fake import FakeSearcher, workshop

Visit = Callable[..., Page]
WORD = "Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterbeamten"
ADDRESS = f"https://www.example.org/en/competitiveness/workshops/2024/{WORD}/final-report_en.pdf"
LONG = replace(
    workshop(
        "long", f"{WORD} and trade", (f"Chile: {ADDRESS} is updated.", f"Write to {WORD[:60]}@example.org."), 2009
    ),
    city=WORD,
    organizers=(WORD,),
    links=(Link("", ADDRESS),),
    attachments=(Attachment(f"{WORD}.pdf", WORD, "es", 245_000, 12),),
    source=ADDRESS,
    series=WORD,
)
PAGES = (
    "/",
    "/?q=chile",
    "/?q=chile&view=highlights",
    f"/?q={WORD}{WORD}",
    f"/?q=&partner={WORD}&funder={WORD}&since=2000-01-01&year_from=1990",
    "/workshops/long",
    "/workshops/long/h1",
    f"/workshops/long/files/{WORD}.pdf/1",
    "/themes/ict",
    "/countries/CL",
    "/years/2009",
    "/themes",
    "/map",
    "/compare?experience=CL&experience=BR&experience=PE&experience=MX",
    "/compare",
    "/brief?lesson=long/h1&lesson=long/h2",
)


@pytest.fixture(scope="module")
def long_words() -> Iterator[str]:
    settings = replace(SETTINGS, institution=WORD, site_name=dict.fromkeys(LANGUAGES, WORD))
    later = replace(LONG, slug="later", start=date(2010, 9, 6), end=date(2010, 9, 7))
    yield from served(FakeSearcher((LONG, later)), settings)


def test_no_page_is_wider_than_its_window(visit: Visit, long_words: str) -> None:
    page = visit("about:blank")
    for path in PAGES:
        page.set_viewport_size({"width": 320, "height": 800})
        page.goto(f"{long_words}{path}")
        for width in (320, 360, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_a_long_suggestion_is_read_whole(visit: Visit, long_words: str) -> None:
    page = visit(f"{long_words}/", width=320)
    suggestion = {"kind": "title", "text": WORD, "url": "/workshops/long", "count": 1}
    page.route("**/api/v1/suggest?*", lambda route: route.fulfill(json={"suggestions": [suggestion]}))
    page.fill("#q", "donau")
    expect(page.get_by_role("option").first).to_contain_text(WORD)
    assert page.locator("#suggestions").evaluate("list => list.scrollWidth <= list.clientWidth")


def test_a_long_search_is_folded_to_three_lines_and_read_whole_once_opened_and_on_paper(
    visit: Visit, long_words: str
) -> None:
    words = f"{WORD} chile " * 6
    page = visit(f"{long_words}/?q={words}", width=320)
    heading = page.locator("#count")
    assert heading.evaluate("heading => heading.clientHeight") < 80
    page.emulate_media(media="print")
    assert heading.evaluate("heading => heading.scrollHeight <= heading.clientHeight")
    page.emulate_media(media="screen")
    page.click(".whole summary")
    assert heading.evaluate("heading => heading.scrollHeight <= heading.clientHeight")
