"""The element's other modes: results in place, and a live list."""

import json

import pytest
from playwright.sync_api import Page, Route, expect

from tests.web.browser.box.conftest import Host, Service, Visit, field_of

RESULTS = "<policysearch-box mode='results' q='chile'></policysearch-box>"


@pytest.fixture
def page(visit: Visit, host: Host, line: str) -> Page:
    return visit(host.page(line + RESULTS))


def count(page: Page, words: str) -> None:
    expect(page.locator("#count")).to_have_text(words)
    expect(page.locator(".heard")).to_have_text(words)


def titles(page: Page) -> list[str]:
    return page.locator(".title").all_text_contents()


def test_results_are_there_at_once_and_the_page_never_leaves(page: Page) -> None:
    address = page.url
    count(page, "Results: 42")
    assert titles(page)[:2] == ["Workshop 39", "Workshop 38"]
    field_of(page).fill("brazil")
    page.keyboard.press("Enter")
    count(page, "Results: 1")
    assert titles(page) == ["ICT Use"]
    assert page.url == address


def test_a_filter_narrows_keeps_the_focus_and_can_be_taken_back(page: Page) -> None:
    count(page, "Results: 42")
    year = page.get_by_role("combobox", name="Year")
    year.focus()
    year.select_option("1985")
    count(page, "Results: 1")
    assert titles(page) == ["Workshop 5"]
    expect(year).to_be_focused()
    expect(year).to_have_value("1985")
    year.select_option("")
    count(page, "Results: 42")


def test_a_filter_stays_with_the_next_words(page: Page) -> None:
    page.get_by_role("combobox", name="Country").select_option("US")
    count(page, "Results: 1")
    field_of(page).fill("again")
    page.keyboard.press("Enter")
    count(page, "Results: 0")


def test_pages_are_turned_in_place_and_reading_begins_at_the_top(page: Page) -> None:
    expect(page.get_by_role("button", name="Previous")).to_have_count(0)
    for first in ("Workshop 30", "Workshop 21", "Workshop 11", "Workshop 1"):
        page.get_by_role("button", name="Next").click()
        expect(page.locator(".title").first).to_have_text(first)
        expect(page.locator("#count")).to_be_focused()
    expect(page.get_by_role("button", name="Next")).to_have_count(0)
    page.get_by_role("button", name="Previous").click()
    expect(page.locator(".title").first).to_have_text("Workshop 11")


def test_by_keyboard_alone_one_searches_narrows_and_opens(page: Page, service: Service) -> None:
    page.keyboard.press("Tab")
    expect(field_of(page)).to_be_focused()
    page.keyboard.press("Control+A")
    page.keyboard.type("poverty")
    page.keyboard.press("Enter")
    count(page, "Results: 1")
    for _ in range(30):
        page.keyboard.press("Tab")
        focused = page.evaluate("document.querySelector('policysearch-box').shadowRoot.activeElement?.textContent")
        if focused == "Trade & Poverty":
            break
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{service.address}/workshops/trade-and-poverty?lang=en")


def test_a_suggested_theme_becomes_a_filter_in_place(page: Page) -> None:
    count(page, "Results: 42")
    field_of(page).fill("")
    field_of(page).press_sequentially("ict", delay=10)
    page.get_by_role("option", name="ICT").click()
    expect(field_of(page)).to_have_value("")
    count(page, "Results: 42")
    expect(page.get_by_role("combobox", name="Theme")).to_have_value("ict")


def test_a_suggested_country_is_searched_for_as_host_and_as_spoken_of(page: Page) -> None:
    suggestion = {"kind": "country", "text": "Chile", "value": "CL", "count": 3, "url": "/countries/CL"}
    page.route(
        "**/suggest?*",
        lambda route: route.fulfill(json={"suggestions": [suggestion]}, headers={"Access-Control-Allow-Origin": "*"}),
    )
    field_of(page).fill("chi")
    page.locator("[role=listbox]").get_by_role("option", name="Chile").click()
    expect(field_of(page)).to_have_value("Chile")
    expect(page.get_by_role("combobox", name="Country")).to_have_value("")


def test_what_the_page_fixed_is_no_filter_to_choose(visit: Visit, host: Host, line: str) -> None:
    page = visit(host.page(f"{line}<policysearch-box mode='results' country='PA' year='2009 1985'></policysearch-box>"))
    count(page, "Results: 3")
    expect(page.get_by_role("combobox", name="Country")).to_have_count(0)
    expect(page.get_by_role("combobox", name="Year")).to_have_count(0)


def test_marks_count_code_points_and_text_is_never_html(visit: Visit, host: Host, line: str) -> None:
    page = visit("about:blank")

    def answer(route: Route) -> None:
        body = route.fetch().json()
        body["hits"][0]["snippets"][0] |= {"text": "𝒞hile 🎉 <b>lends</b> money", "marks": [[0, 5], [8, 20]]}
        route.fulfill(body=json.dumps(body), headers={"Access-Control-Allow-Origin": "*"})

    page.route("**/api/v1/search*", answer)
    page.goto(host.page(line + RESULTS))
    expect(page.locator("mark").first).to_have_text("𝒞hile")
    expect(page.locator("mark").nth(1)).to_have_text("<b>lends</b>")


def test_close_results_and_another_wording_are_offered(visit: Visit, host: Host, line: str) -> None:
    page = visit("about:blank")

    def answer(route: Route) -> None:
        body = route.fetch().json() | {"relaxed": True, "suggestion": {"text": "brazil", "total": 1}}
        route.fulfill(body=json.dumps(body), headers={"Access-Control-Allow-Origin": "*"})

    page.route("**/api/v1/search?q=chile*", answer)
    page.goto(host.page(line + RESULTS))
    expect(page.get_by_text("Not all the words; the closest:")).to_be_visible()
    page.get_by_role("button", name="brazil?").click()
    count(page, "Results: 1")


def test_lessons_lead_to_themselves_and_name_their_workshop(visit: Visit, host: Host, line: str) -> None:
    page = visit(host.page(f"{line}<policysearch-box mode='results' q='brazil' view='highlights'></policysearch-box>"))
    lesson = page.get_by_role("link", name="Chile and Brazil use ICT.")
    assert (lesson.get_attribute("href") or "").endswith("/workshops/ict-use/h1?lang=en")
    expect(page.get_by_text("ICT Use · Panama City · United States · 2010")).to_be_visible()


def test_a_lesson_is_named_by_its_headline_and_marks_go_across_its_end(visit: Visit, host: Host, line: str) -> None:
    page = visit("about:blank")

    def answer(route: Route) -> None:
        body = route.fetch().json()
        lesson = {"text": "🎉 Vouchers <b> work. They cost little.", "marks": [[0, 1], [2, 10], [15, 25], [31, 35]]}
        body["hits"][0] |= lesson | {"headline": "🎉 Vouchers <b> work"}
        route.fulfill(body=json.dumps(body), headers={"Access-Control-Allow-Origin": "*"})

    page.route("**/api/v1/search*", answer)
    page.goto(host.page(f"{line}<policysearch-box mode='results' q='brazil' view='highlights'></policysearch-box>"))
    named = page.get_by_role("link", name="🎉 Vouchers <b> work. They cost little.")
    expect(named.locator("b")).to_have_text("🎉 Vouchers <b> work")
    expect(named.locator("mark")).to_have_text(["🎉", "Vouchers", "work", ". They", "litt"])
    expect(named.locator("b mark")).to_have_count(3)


def test_a_list_shows_what_is_newest_and_leads_to_all(visit: Visit, host: Host, line: str, service: Service) -> None:
    page = visit(host.page(f"{line}<policysearch-box mode='list' country='PA' limit='3'>…</policysearch-box>"))
    expect(page.locator(".title")).to_have_text(["Workshop 39", "Workshop 38", "Workshop 37"])
    expect(page.get_by_role("searchbox")).to_have_count(0)
    page.get_by_role("link", name="Results: 41").click()
    expect(page).to_have_url(f"{service.address}/?q=&country=PA&lang=en")


def test_a_page_hears_which_result_is_opened_and_may_prevent_it(page: Page) -> None:
    address = page.url
    page.evaluate(
        """document.addEventListener("policysearch:select", (event) => {
            event.preventDefault();
            window.heard = event.detail;
        })"""
    )
    page.get_by_role("link", name="Workshop 39").click()
    assert page.evaluate("heard")["text"] == "Workshop 39"
    assert page.url == address


def test_texts_in_another_language_say_so_to_the_browser(visit: Visit, host: Host, line: str) -> None:
    page = visit(host.page(f"{line}<policysearch-box mode='results' lang='fr' q='brazil'></policysearch-box>"))
    expect(page.locator(".title")).to_have_attribute("lang", "en")
    expect(page.locator("policysearch-box .root")).to_have_attribute("lang", "fr")
