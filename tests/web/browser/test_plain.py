"""Without scripts everything works with a button; by keyboard alone; on a narrow screen; on paper."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

Visit = Callable[..., Page]


def test_without_scripts_a_reader_searches_filters_and_opens_a_workshop(visit: Visit, small: str) -> None:
    page = visit(f"{small}/", java_script_enabled=False)
    page.fill("#q", "chile")
    page.click("#search button")
    expect(page.locator("#count")).to_contain_text("2 workshops")
    page.check("#year-2009")
    page.click("#filters button")
    expect(page).to_have_url(f"{small}/?q=chile&sort=relevance&year_from=&year_to=&year=2009&since=")
    page.click(".hit h2 a")
    expect(page.locator("h1")).to_have_text("Trade & Poverty")


def test_without_scripts_lessons_are_chosen_and_kept(visit: Visit, small: str) -> None:
    page = visit(f"{small}/workshops/trade-and-poverty", java_script_enabled=False)
    page.check("input[type=checkbox][value='trade-and-poverty/h2']")
    page.click("text=Keep my choice")
    page.wait_for_url("**lesson=**")
    page.click("text=All lessons")
    page.wait_for_url("**/?*")
    expect(page.locator("input[type=checkbox][value='trade-and-poverty/h2']")).to_be_checked()
    expect(page.locator("a.brief")).to_have_attribute("href", "/brief?lang=en&lesson=trade-and-poverty%2Fh2")
    page.check("input[type=checkbox][value='ict-use/h1']")
    page.click(".take button")
    page.wait_for_url("**/brief?*")
    assert page.url.count("lesson=") == 2


def test_without_scripts_filters_open_on_a_phone(visit: Visit, small: str) -> None:
    page = visit(f"{small}/?q=chile", width=360, java_script_enabled=False)
    expect(page.locator("#filters")).to_be_hidden()
    page.click("a.opens")
    page.check("#year-2009")
    page.click("#filters button")
    expect(page.locator("#count")).to_contain_text("1 workshop")
    expect(page.locator("#filters")).to_be_hidden()


def test_by_keyboard_alone_a_reader_searches_filters_and_opens_a_lesson(visit: Visit, small: str) -> None:
    page = visit(f"{small}/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#"))
    page.keyboard.press("Tab")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type("chile")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=chile**")
    expect(page.locator("#count")).to_be_visible()
    walk(page, "#year-2009")
    page.keyboard.press("Space")
    expect(page.locator("#count")).to_contain_text("1 workshop")
    walk(page, ".lesson a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/workshops/trade-and-poverty/h1?*")


@pytest.mark.parametrize("width", [360, 1280])
def test_from_the_skip_link_the_first_stop_is_in_the_results(visit: Visit, large: str, width: int) -> None:
    page = visit(f"{large}/?q=chile", width=width)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#found")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("#found :focus")).to_have_count(1)


def test_filters_stand_beside_the_results_and_not_below_them(visit: Visit, large: str) -> None:
    page = visit(f"{large}/?q=chile")
    filters, found = page.locator("#filters").bounding_box(), page.locator("#found").bounding_box()
    assert filters is not None
    assert found is not None
    assert filters["x"] < found["x"]
    assert abs(filters["y"] - found["y"]) < 2


def walk(page: Page, selector: str) -> None:
    """Tabs on until the first element of ``selector`` has the focus; every stop on the way is visible."""
    target = page.locator(selector).first
    for _ in range(60):
        page.keyboard.press("Tab")
        if target.evaluate("element => element === document.activeElement"):
            outline = target.evaluate("element => getComputedStyle(element).outlineStyle")
            assert outline != "none"
            return
    raise AssertionError(f"{selector} is not reached by Tab")


def test_paper_has_the_words_and_none_of_the_controls(visit: Visit, small: str) -> None:
    page = visit(f"{small}/workshops/trade-and-poverty")
    page.emulate_media(media="print")
    expect(page.get_by_text("Chile lends.").first).to_be_visible()
    expect(page.locator("#cite")).to_be_visible()
    for controls in ("#search", ".does", "footer.site nav", "button"):
        expect(page.locator(controls).first).to_be_hidden()


def test_the_start_page_on_paper_is_black_on_white(visit: Visit, large: str) -> None:
    page = visit(f"{large}/")
    page.emulate_media(media="print")
    assert page.locator("h1").evaluate("heading => getComputedStyle(heading).color") == "rgb(0, 0, 0)"
    for controls in ("#search", ".examples", "#search-help"):
        assert page.locator(controls).count()
        expect(page.locator(controls).filter(visible=True)).to_have_count(0)


def test_motion_is_reduced_for_who_asks(visit: Visit, small: str) -> None:
    page = visit(f"{small}/", reduced_motion="reduce")
    assert page.evaluate("getComputedStyle(document.querySelector('a')).transitionDuration") == "0s"
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
