"""axe finds nothing to mend: every page and state, in four languages, light and dark."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.base import AxeResults
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from policysearch.settings import LANGUAGES
from policysearch.web import create_app
from tests.web.browser.states import ALERTS, LARGE, MEANING, SMALL
from tests.web.conftest import SETTINGS
from tests.web.fake import FakeSearcher

Visit = Callable[..., Page]
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
WHOLE: dict[str, Any] = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
OF_COLOURS = {
    "resultTypes": ["violations"],
    "runOnly": ["color-contrast", "link-in-text-block"],
}  # all that dark changes


def clean(page: Page) -> None:
    page.wait_for_load_state()  # axe reads no document that is half there
    page.evaluate(Axe().axe_script)
    for scheme, options in (("light", WHOLE), ("dark", OF_COLOURS)):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]  # no colour halfway
        report = AxeResults(page.evaluate("options => axe.run(options)", options))
        assert report.violations_count == 0, f"{scheme}: {report.generate_report()}"


def test_every_page_is_among_the_states() -> None:
    rules = create_app(FakeSearcher(), SETTINGS).url_map
    adapter = rules.bind("localhost")
    states = [state for state in (*SMALL.values(), *ALERTS.values()) if state != SMALL["missing"]]
    seen = {adapter.match(urlsplit(state).path)[0] for state in states}
    pages = {rule.endpoint for rule in rules.iter_rules()} - NO_PAGES
    assert pages - seen == set(), "add a line to states.SMALL, or to NO_PAGES"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", SMALL)
def test_a_page_is_accessible(visit: Visit, small: str, state: str, language: str) -> None:
    page = visit(f"{small}{SMALL[state]}lang={language}")
    more = page.locator("#citations").count()
    page.evaluate("for (const folded of document.querySelectorAll('details')) folded.open = true")
    if more:
        expect(page.locator("#cite-apa")).to_be_visible()  # they are fetched
    clean(page)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", LARGE)
def test_a_page_of_a_large_collection_is_accessible(visit: Visit, large: str, state: str, language: str) -> None:
    clean(visit(f"{large}{LARGE[state]}lang={language}"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", ALERTS)
def test_a_page_of_alerts_is_accessible(visit: Visit, alerting: str, state: str, language: str) -> None:
    clean(visit(f"{alerting}{ALERTS[state]}lang={language}"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", MEANING)
def test_a_page_of_a_site_that_searches_by_meaning_is_accessible(
    visit: Visit, by_meaning: str, state: str, language: str
) -> None:
    clean(visit(f"{by_meaning}{MEANING[state]}lang={language}"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_filters_on_a_phone_are_accessible(visit: Visit, large: str, language: str) -> None:
    page = visit(f"{large}/?q=chile&lang={language}", width=360)
    page.click("a.opens")
    expect(page.locator("#filters")).to_be_visible()
    clean(page)


@pytest.mark.parametrize("language", LANGUAGES)
def test_suggestions_are_accessible(visit: Visit, small: str, language: str) -> None:
    page = visit(f"{small}/?lang={language}")
    page.locator("#q").press_sequentially("trade")
    page.wait_for_selector("#suggestions [role=option]")
    page.keyboard.press("ArrowDown")
    clean(page)


def test_a_fault_would_be_found(visit: Visit, small: str) -> None:
    page = visit(f"{small}/about")
    page.evaluate("document.querySelector('.prose').append(new Image())")
    with pytest.raises(AssertionError, match="image-alt"):
        clean(page)
