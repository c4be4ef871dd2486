"""Years from and to, and what was added since a day: by keyboard, with and without scripts."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

Visit = Callable[..., Page]


def test_two_years_narrow_the_results_in_place_and_back_widens_them(visit: Visit, large: str) -> None:
    page = visit(f"{large}/?q=chile")
    page.fill("#year_from", "1985")
    page.press("#year_from", "Tab")
    expect(page.locator("#count")).to_contain_text("37 workshops")
    expect(page.locator("#year_to")).to_be_focused()
    page.keyboard.type("1987")
    page.keyboard.press("Enter")
    expect(page.locator("#count")).to_contain_text("3 workshops")
    assert page.url == f"{large}/?q=chile&year_from=1985&year_to=1987"
    page.click(".views a:has-text('Lessons')")
    expect(page.locator("#count")).to_contain_text("3 lessons")
    page.go_back()
    page.go_back()
    expect(page.locator("#count")).to_contain_text("37 workshops")
    expect(page.locator("#year_to")).to_have_value("")
    page.check("#year-1983")
    expect(page.locator("#count")).to_contain_text("38 workshops")
    expect(page.locator("#year_from")).to_have_value("1985")


@pytest.mark.parametrize("width", [320, 360])
def test_years_and_the_day_are_usable_with_a_thumb_and_without_scripts(visit: Visit, large: str, width: int) -> None:
    page = visit(f"{large}/?q=chile", width=width, java_script_enabled=False)
    page.click(".opens")
    for field in ("#year_from", "#year_to"):
        box = page.locator(field).bounding_box()
        assert box is not None
        assert box["height"] >= 24
    page.fill("#year_from", "1985")
    page.fill("#year_to", "1987")
    page.get_by_role("button", name="Show results").click()
    expect(page.locator("#count")).to_contain_text("3 workshops")
    page.click(".opens")
    page.click("#facet-added summary")
    page.fill("#since", "2026-08-01")
    page.get_by_role("button", name="Show results").click()
    expect(page.locator("#count")).to_contain_text("1 workshop")
    expect(page.locator(".hit")).to_contain_text("Added August 1, 2026")
    expect(page.locator(".chips")).to_contain_text("Added since: August 1, 2026")


def test_the_latest_additions_come_first_and_say_their_day(visit: Visit, large: str) -> None:
    page = visit(f"{large}/?q=chile")
    page.select_option("#sort", "added")
    expect(page.locator(".hit").first).to_contain_text("Added December 1, 2026")
    page.click("#facet-added summary")
    page.fill("#since", "2026-12-01")
    page.press("#since", "Tab")
    expect(page.locator("#count")).to_contain_text("3 workshops")
    assert page.url == f"{large}/?q=chile&sort=added&since=2026-12-01"


def test_a_year_that_is_none_is_said_and_changes_nothing(visit: Visit, large: str) -> None:
    page = visit(f"{large}/?q=chile&year_from=1985")
    page.fill("#year_from", "201")
    page.press("#year_from", "Tab")
    assert not page.evaluate("document.getElementById('year_from').checkValidity()")
    expect(page.locator("#year_from")).to_have_value("201")
    expect(page.locator("#count")).to_contain_text("37 workshops")
    assert page.url == f"{large}/?q=chile&year_from=1985"
