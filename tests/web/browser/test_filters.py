"""Filters on a phone and by keyboard: the panel stays open, a list is searched whole, a hit has few stops."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

Visit = Callable[..., Page]
STOPS = "a[href], button:not([tabindex='-1']), input, select, summary"


def test_a_tick_on_a_phone_keeps_the_panel_open_and_the_focus_in_place(visit: Visit, large: str) -> None:
    page = visit(f"{large}/?q=chile", width=360)
    page.click(".opens")
    expect(page.locator("#filters")).to_be_focused()
    assert page.locator("#year_from").evaluate("field => field.offsetHeight") >= 44
    page.check("#year-2019")
    expect(page.locator("#count")).to_contain_text("1 workshop")
    expect(page.locator("#filters")).to_be_visible()
    expect(page.locator("#year-2019")).to_be_focused()
    page.check("#year-2018")
    expect(page.locator("#count")).to_contain_text("2 workshops")
    expect(page.locator("#filters")).to_be_visible()
    page.click(".closes")
    expect(page.locator("#filters")).to_be_hidden()


def test_find_looks_among_all_values_and_stays_after_a_tick(visit: Visit, large: str) -> None:
    page = visit(f"{large}/?q=chile")
    expect(page.locator("#choices-year li")).to_have_count(10)
    box = page.get_by_role("searchbox", name="Find in this list: Year")
    box.fill("198")
    expect(page.locator("#choices-year li")).to_have_count(10)
    expect(page.locator("#choices-year li").first).to_contain_text("1989")
    page.check("#year-1985")
    expect(page.locator("#count")).to_contain_text("1 workshop")
    expect(box).to_have_value("198")
    expect(page.locator("#choices-year li").first).to_contain_text("1989")
    expect(page.locator("#year-1985")).to_be_checked()
    box.fill("xyz")
    expect(page.locator("#facet-year")).to_contain_text("Nothing was found.")
    box.fill("")
    expect(page.locator("#choices-year li")).to_have_count(11)


def test_without_scripts_every_value_has_a_page_whose_ticks_lead_to_results(visit: Visit, large: str) -> None:
    page = visit(f"{large}/?q=chile", java_script_enabled=False)
    page.click("#facet-year a.more")
    page.fill("#find", "198")
    page.press("#find", "Enter")
    page.wait_for_url("**find=198**")
    page.check("#year-1985")
    page.fill("#find", "2001")
    page.get_by_role("button", name="Find", exact=True).click()
    page.wait_for_url("**find=2001**")
    page.check("#year-2001")
    page.get_by_role("button", name="Show results").click()
    expect(page.locator("#count")).to_contain_text("2 workshops")
    assert "year=1985" in page.url
    assert "year=2001" in page.url


def test_a_hit_has_at_most_eight_stops_and_arrows_reach_the_copy_button(visit: Visit, small: str) -> None:
    page = visit(f"{small}/?q=chile")
    for hit in page.locator(".hit").all():
        assert 1 <= hit.locator(STOPS).count() <= 8
    page.locator(".hit a.open").first.focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".hit input[name=lesson]").first).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".hit button.copy").first).to_be_focused()


def test_a_filter_that_leaves_the_number_as_it_is_is_announced_too(visit: Visit, small: str) -> None:
    page = visit(f"{small}/?q=chile")
    expect(page.locator("#announce")).to_be_empty()
    page.fill("#year_from", "1990")
    page.press("#year_from", "Tab")
    expect(page.locator(".chips li")).to_have_count(1)
    expect(page.locator("#announce")).to_contain_text("2 workshops for “chile”")
