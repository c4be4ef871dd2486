"""Every page and state, opened once in each language: all that must hold of any page is looked at there.

A single page of the browser goes through them, as in a browser that was never there: without a cache, and with an empty
storage at each opening. Contexts and loads for each check would take longer than the checks.
"""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from policysearch.settings import LANGUAGES
from policysearch.web import create_app
from tests.web.browser.axe import violations
from tests.web.browser.conftest import Complaints, listened
from tests.web.browser.states import ALERTS, SITES, SMALL
from tests.web.conftest import SETTINGS
from tests.web.fake import FakeSearcher

NO_PAGES = {  # addresses that answer something else
    "embed.oembed_response",
    "health.metrics",
    "attachments.attachment",
    "exports.export",
    "exports.export_with_notes",
    "briefs.changed_brief",  # the page of briefs.brief_page, posted
    "evidence_map.map_csv",
    "comparison.word_document",
    "exports.feed",
    *(f"alerts.{posted}" for posted in ("sign_up", "confirm", "keep", "leave")),  # in test_alerts.py
    "api.search",
    "api.compare",
    "api.suggest",
    "api.workshop",
    "mcp.endpoint",
    "match_api.match",
    "for_my_text.lessons",  # the page of for_my_text, posted
    "openapi.openapi_json",
    "opensearch_description.description",
    "opensearch_description.suggestions",
    "crawlers.robots",
    "crawlers.sitemap",
    "crawlers.sitemap_part",
    "llms_txt.page",
    "statics.static",
    "health.healthz",
    "health.readyz",
}
STATES = [(site, state) for site, states in SITES.items() for state in states]
TELEPHONE, LARGE_TEXT, DESK = (ViewportSize(width=width, height=800) for width in (320, 640, 1280))
ANEW = """
if (self === top && location.protocol.startsWith("http")) { localStorage.clear(); sessionStorage.clear(); }
window.shifted = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""
WIDTH = "document.documentElement.scrollWidth"
# English alone in the collection, whatever the language of the page. (Names of bodies are exempt: they have none.)
UNMARKED = """() => {
  const foreign = /Trade & Poverty|Vulnerable groups|Chile lends/;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (!foreign.test(node.data) || node.parentElement.closest("code, input, script")) continue;
    if (node.parentElement.closest("[lang]").lang !== "en") found.push(node.parentElement.outerHTML.slice(0, 200));
  }
  return found;
}"""


@pytest.fixture(scope="module")
def visitor(browser: Browser) -> Iterator[tuple[Page, Complaints]]:
    context = browser.new_context(viewport=TELEPHONE)
    context.add_init_script(ANEW)
    complaints: Complaints = []
    page = listened(context, complaints)
    context.new_cdp_session(page).send("Network.setCacheDisabled", {"cacheDisabled": True})
    yield page, complaints
    context.close()


def unfold(page: Page) -> None:
    """Open all that is folded, and wait for what is fetched then."""
    page.evaluate("for (const folded of document.querySelectorAll('details')) folded.open = true")
    if page.locator("#citations").count():
        expect(page.locator("#cite-apa")).to_be_visible()


def faults(page: Page, address: str, language: str) -> Iterator[str]:
    """Open the address in that language, and yield all that does not hold there."""
    page.emulate_media(color_scheme="light", reduced_motion="no-preference")
    page.set_viewport_size(TELEPHONE)
    page.goto(f"{address}lang={language}")
    if page.evaluate("document.documentElement.lang") != language:
        yield "another language"
    if page.evaluate(WIDTH) > TELEPHONE["width"]:
        yield "wider than a telephone of 320 pixels"
    yield from (f"no mark of its language: {text}" for text in page.evaluate(UNMARKED))
    if language == LANGUAGES[0]:
        page.wait_for_timeout(200)  # in which nothing may move
    if page.evaluate("window.shifted"):
        yield "the layout shifts"
    page.set_viewport_size(LARGE_TEXT)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    if page.evaluate(WIDTH) > LARGE_TEXT["width"]:
        yield "wider than 640 pixels with text twice the size"
    page.evaluate("document.documentElement.style.fontSize = ''")
    page.set_viewport_size(DESK)
    unfold(page)
    yield from violations(page)


@pytest.mark.parametrize(("site", "state"), STATES, ids=[f"{site}-{state}" for site, state in STATES])
def test_a_page_fits_stays_in_place_marks_languages_and_is_accessible(
    visitor: tuple[Page, Complaints], request: pytest.FixtureRequest, site: str, state: str
) -> None:
    page, complaints = visitor
    complaints.clear()
    address = f"{request.getfixturevalue(site)}{SITES[site][state]}"
    seen = {language: list(faults(page, address, language)) for language in LANGUAGES}
    assert seen == {language: [] for language in LANGUAGES}
    assert complaints == []


def test_every_page_is_among_the_states() -> None:
    rules = create_app(FakeSearcher(), SETTINGS).url_map
    adapter = rules.bind("localhost")
    states = [state for state in (*SMALL.values(), *ALERTS.values()) if state != SMALL["missing"]]
    seen = {adapter.match(urlsplit(state).path)[0] for state in states}
    pages = {rule.endpoint for rule in rules.iter_rules()} - NO_PAGES
    assert pages - seen == set(), "add a line to states.SMALL, or to NO_PAGES"


FAULTY = """<!doctype html><html lang="de"><title>Faulty</title><main><h1>Faulty</h1><p>Chile lends.</p>
<p style="width: 45rem">Wide.</p><img src="data:,"></main>
<script>setTimeout(() => document.querySelector("h1").before(document.createElement("hr")), 50)</script>"""


def test_each_fault_would_be_found(visitor: tuple[Page, Complaints]) -> None:
    page, _ = visitor
    page.route("http://faulty.example/*", lambda route: route.fulfill(body=FAULTY, content_type="text/html"))
    *seen, report = faults(page, "http://faulty.example/?", LANGUAGES[0])
    assert seen == [
        "another language",
        "wider than a telephone of 320 pixels",
        "no mark of its language: <p>Chile lends.</p>",
        "the layout shifts",
        "wider than 640 pixels with text twice the size",
    ]
    assert "image-alt" in report
