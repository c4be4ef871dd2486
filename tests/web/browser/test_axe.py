"""axe finds nothing to mend in what a reader opens on a page. (Pages as they open: test_states.py.)"""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from policysearch.settings import LANGUAGES
from tests.web.browser.axe import clean

Visit = Callable[..., Page]


def test_filters_on_a_phone_are_accessible(visit: Visit, large: str) -> None:
    page = visit("about:blank", width=360)
    for language in LANGUAGES:
        page.goto(f"{large}/?q=chile&lang={language}")
        page.click("a.opens")
        expect(page.locator("#filters")).to_be_visible()
        clean(page)


def test_suggestions_are_accessible(visit: Visit, small: str) -> None:
    page = visit("about:blank")
    for language in LANGUAGES:
        page.goto(f"{small}/?lang={language}")
        page.locator("#q").press_sequentially("trade")
        page.wait_for_selector("#suggestions [role=option]")
        page.keyboard.press("ArrowDown")
        clean(page)
