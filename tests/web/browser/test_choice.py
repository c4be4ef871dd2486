"""The choice for a brief is never lost: Back, another tab, a new search; a link's own choice is shown as it is."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from policysearch.web.search_params import MAX_LESSONS

Visit = Callable[..., Page]
BOXES = "#found input[name=lesson], #lessons input[name=lesson]"
COUNT = "a.brief .count"


def test_a_choice_made_on_an_opened_page_is_there_after_back(visit: Visit, small: str) -> None:
    page = visit(f"{small}/?q=chile")
    page.locator(".hit .of a").first.click()
    page.wait_for_url("**/workshops/**")
    page.locator(BOXES).first.check()
    expect(page.locator(COUNT)).to_have_text("1")
    page.go_back()
    expect(page.locator(COUNT)).to_have_text("1")
    expect(page.locator("#found input[name=lesson]:checked")).to_have_count(1)
    page.fill("#q", "ict")
    page.press("#q", "Enter")
    expect(page).to_have_url(re.compile("q=ict.*lesson="))


def test_tabs_share_the_choice_and_clearing_it_clears_both(visit: Visit, small: str) -> None:
    page = visit(f"{small}/?q=chile")
    other = page.context.new_page()
    other.goto(f"{small}/?q=ict")
    page.locator(BOXES).first.check()
    expect(other.locator(COUNT)).to_have_text("1")
    other.locator(f"{BOXES} >> nth=-1").check()
    expect(page.locator(COUNT)).to_have_text("2")
    page.click("a.brief")
    page.wait_for_url("**/brief?*")
    page.click("#clear-choice")
    expect(page.locator(COUNT)).to_have_count(0)
    expect(page.locator("#count")).to_be_focused()
    expect(other.locator(COUNT)).to_have_count(0)


def test_a_link_from_elsewhere_shows_its_own_choice_and_can_be_added_to_mine(visit: Visit, small: str) -> None:
    page = visit(f"{small}/?q=chile&lesson=ict-use/h1")
    expect(page.locator(COUNT)).to_have_text("1")
    page.goto("about:blank")
    page.goto(f"{small}/brief?lesson=trade-and-poverty/h1&lesson=trade-and-poverty/h2")
    expect(page.locator("#chosen li")).to_have_count(2)
    page.click("#add-choice")
    expect(page.locator("#main")).to_be_focused()
    expect(page.locator("#chosen > li")).to_have_count(3)
    expect(page.locator("#add-choice")).to_have_count(0)


def test_the_choice_is_let_go_after_thirty_days(visit: Visit, small: str) -> None:
    page = visit(f"{small}/?q=chile&lesson=ict-use/h1")
    days = page.evaluate("(JSON.parse(localStorage.getItem('policysearch.brief')).until - Date.now()) / 864e5")
    assert 29.9 < days <= 30
    page.evaluate("localStorage.setItem('policysearch.brief', JSON.stringify({lessons: ['ict-use/h1'], until: 1}))")
    page.goto(f"{small}/?q=ict")
    expect(page.locator("#count")).to_be_visible()
    expect(page.locator(COUNT)).to_have_count(0)


def test_at_the_limit_a_notice_says_so(visit: Visit, large: str) -> None:
    chosen = "&".join(f"lesson=w{n}/h{n}" for n in range(MAX_LESSONS + 1))
    page = visit(f"{large}/?q=chile&{chosen}")
    expect(page.locator("#limit")).to_contain_text("at most 100 lessons")


def test_without_scripts_a_choice_on_results_can_be_kept(visit: Visit, small: str) -> None:
    page = visit(f"{small}/?q=chile", java_script_enabled=False)
    page.locator(BOXES).first.check()
    page.get_by_role("button", name="Keep my choice").click()
    expect(page.locator(COUNT)).to_have_text("1")
    page.locator(".hit .of a").first.click()
    page.wait_for_url("**/workshops/**")
    expect(page.locator(COUNT)).to_have_text("1")


ONE_ALONE = re.compile("chile&lesson=[^&]*$")


def test_ticks_that_overtake_each_other_are_all_kept(visit: Visit, small: str) -> None:
    page = visit(f"{small}/?q=chile")
    page.route(ONE_ALONE, lambda route: None)  # the answer to the first tick never comes
    for lesson in ("ict-use/h1", "trade-and-poverty/h2"):
        page.check(f"#found input[value='{lesson}']")
    expect(page.locator(COUNT)).to_have_text("2")
    page.uncheck("#found input[value='ict-use/h1']")
    page.check("#year-2009")
    expect(page.locator("#count")).to_contain_text("1 workshop")
    expect(page.locator(COUNT)).to_have_text("1")
    expect(page).to_have_url(re.compile("lesson=trade-and-poverty%2Fh2"))


def test_who_ticks_and_leaves_at_once_has_chosen(visit: Visit, small: str) -> None:
    page = visit(f"{small}/?q=chile")
    page.route(ONE_ALONE, lambda route: None)
    page.locator(BOXES).first.check()
    page.unroute(ONE_ALONE)
    page.locator(".hit h2 a").first.click()
    page.wait_for_url("**/workshops/**")
    expect(page.locator(COUNT)).to_have_text("1")


def test_a_tick_that_gets_no_answer_is_none(visit: Visit, small: str) -> None:
    page = visit(f"{small}/?q=chile")
    page.route(ONE_ALONE, lambda route: route.abort())
    page.locator(BOXES).first.click()
    expect(page.locator("#failed")).to_be_visible()
    expect(page.locator(BOXES).first).not_to_be_checked()
    page.goto(f"{small}/?q=ict")
    expect(page.locator(COUNT)).to_have_count(0)


KEPT = "localStorage.setItem('policysearch.brief', JSON.stringify({lessons: ['ict-use/h1'], until: Date.now() + 1e8}))"
WITHOUT_LESSONS = (
    *("/", "/help", "/privacy", "/api", "/themes", "/map", "/compare", "/for-my-text", "/embed/setup", "/brief"),
    *(
        "/facets/year?q=chile",
        "/print?q=chile",
        "/workshops/ict-use/cite",
        "/nowhere",
        "/workshops/withdrawn",
        "/?q=zzz",
    ),
)


@pytest.mark.parametrize("path", WITHOUT_LESSONS)
def test_a_kept_choice_is_there_on_every_kind_of_page_that_is_opened_anew(visit: Visit, small: str, path: str) -> None:
    page = visit(f"{small}/static/icon.svg")
    page.evaluate(KEPT)
    page.goto(f"{small}{path}")
    expect(page.locator("#site-nav [data-lessons]")).to_have_attribute("data-lessons", "ict-use/h1")
    page.wait_for_url("**lesson=ict-use%2Fh1**")
    expect(page.locator("#failed")).to_have_count(0)


@pytest.mark.parametrize("path", ["/help", "/facets/year?q=chile", "/nowhere"])
def test_a_choice_made_in_another_tab_comes_to_every_kind_of_page(visit: Visit, small: str, path: str) -> None:
    page = visit(f"{small}{path}")
    other = page.context.new_page()
    other.goto(f"{small}/?q=chile")
    other.locator(BOXES).first.check()
    expect(page.locator(COUNT)).to_have_text("1")
    expect(page.locator("#failed")).to_have_count(0)
