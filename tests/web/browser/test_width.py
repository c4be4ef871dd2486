"""No page is wider than its window, whatever the text: long addresses, words of sixty letters."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Page

from policysearch.model.workshop import Attachment, Link
from policysearch.settings import LANGUAGES
from tests.web.browser.conftest import served
from tests.web.browser.states import SITES
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
    f"/?q=&partner={WORD}",
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


STATES = [(site, state) for site, states in SITES.items() for state in states]


@pytest.mark.parametrize(("site", "state"), STATES)
def test_no_page_is_wider_than_a_phone_in_any_language(
    visit: Visit, request: pytest.FixtureRequest, site: str, state: str
) -> None:
    address = f"{request.getfixturevalue(site)}{SITES[site][state]}lang="
    page = visit(f"{address}{LANGUAGES[0]}", width=320)
    for language in LANGUAGES:
        page.goto(f"{address}{language}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, language


@pytest.fixture(scope="module")
def long_words() -> Iterator[str]:
    yield from served(FakeSearcher((LONG,)))


@pytest.mark.parametrize("path", PAGES)
def test_no_page_is_wider_than_its_window(visit: Visit, long_words: str, path: str) -> None:
    page = visit(f"{long_words}{path}", width=320)
    for width in (320, 360, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
