"""From results to a workshop, on to the next hit, and back, with and without scripts."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

Visit = Callable[..., Page]


@pytest.mark.parametrize("scripts", [True, False])
def test_a_hit_opened_from_results_keeps_words_filters_and_neighbours(visit: Visit, large: str, scripts: bool) -> None:
    page = visit(f"{large}/?q=chile&year_to=2008&offset=10", java_script_enabled=scripts)
    page.click(".hit >> nth=1 >> h2 a")
    expect(page.locator("h1")).to_have_text("Workshop 17")
    expect(page.locator(".lesson mark")).to_have_text("Chile")
    expect(page.locator("#q")).to_have_value("chile")
    expect(page.locator(".trail")).to_contain_text("12 of 29")
    page.get_by_role("link", name="Next result").click()
    expect(page.locator("h1")).to_have_text("Workshop 16")
    page.get_by_role("link", name="Previous result").click()
    expect(page.locator("h1")).to_have_text("Workshop 17")
    page.get_by_role("link", name="Previous result").click()
    expect(page.locator("h1")).to_have_text("Workshop 18")
    page.get_by_role("link", name="Back to results").click()
    expect(page).to_have_url(f"{large}/?q=chile&year_to=2008&offset=10#hit-w18")
    expect(page.locator("#count")).to_contain_text("29 workshops")
    page.click(".hit >> nth=0 >> h2 a")
    page.wait_for_url("**/workshops/**")
    page.fill("#q", "again")
    page.press("#q", "Enter")
    expect(page.locator("#count")).to_contain_text("29 workshops for “again”")


def test_a_tick_on_a_page_opened_from_results_keeps_the_trail(visit: Visit, small: str) -> None:
    page = visit(f"{small}/?q=chile")
    page.click(".hit >> nth=0 >> h2 a")
    page.wait_for_url("**/workshops/**")
    page.check("#lessons input[name=lesson]")
    expect(page.locator("#site-nav .brief")).to_be_visible()
    expect(page.locator(".lesson mark")).to_have_text("Chile")
    assert "q=chile&at=1&lesson=ict-use" in page.url


@pytest.mark.parametrize("width", [320, 360])
def test_the_header_stays_on_few_lines(visit: Visit, small: str, width: int) -> None:
    page = visit(f"{small}/workshops/ict-use?q=chile&at=1", width=width)
    box = page.locator("header.site").bounding_box()
    assert box is not None
    assert box["height"] <= 175
    assert page.evaluate("document.documentElement.scrollWidth") <= width
