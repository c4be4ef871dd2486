"""axe finds nothing to mend: every page and state, in four languages, light and dark."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from policysearch.settings import LANGUAGES

Visit = Callable[..., Page]
STATES = {
    "start": "/?lesson=ict-use/h1&",
    "results": "/?q=chile&year=2009&country=PA&lesson=ict-use/h1&",
    "lessons": "/?q=chile&view=highlights&expand=false&",
    "nothing": "/?q=zzz&",
    "workshop": "/workshops/ict-use?",
    "lesson": "/workshops/trade-and-poverty/h2?",
    "missing": "/nowhere?",
    "brief": "/brief?lesson=ict-use/h1&lesson=trade-and-poverty/h2&lesson=gone/h1&",
    "empty brief": "/brief?",
    "map": "/map?",
    "theme": "/themes/ict?",
    "country": "/countries/PA?",
    "year": "/years/2010?",
}


def clean(page: Page) -> None:
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # no colour halfway
        found = Axe().run(page)
        assert found.violations_count == 0, f"{scheme}: {found.generate_report()}"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", STATES)
def test_a_page_is_accessible(visit: Visit, small: str, state: str, language: str) -> None:
    page = visit(f"{small}{STATES[state]}lang={language}")
    page.evaluate("for (const folded of document.querySelectorAll('details')) folded.open = true")
    clean(page)


def test_a_large_collection_is_accessible_at_the_start_and_with_years(visit: Visit, large: str) -> None:
    clean(visit(f"{large}/"))
    clean(visit(f"{large}/?q=&offset=10&year=1985"))


def test_filters_on_a_phone_are_accessible(visit: Visit, large: str) -> None:
    page = visit(f"{large}/?q=chile", width=360)
    page.click("a.opens")
    assert page.is_visible("#filters")
    clean(page)


def test_suggestions_are_accessible(visit: Visit, small: str) -> None:
    page = visit(f"{small}/")
    page.locator("#q").press_sequentially("trade")
    page.wait_for_selector("#suggestions [role=option]")
    page.keyboard.press("ArrowDown")
    clean(page)
