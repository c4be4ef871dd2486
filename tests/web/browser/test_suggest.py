"""The search box as an ARIA 1.2 combobox."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

Visit = Callable[..., Page]
ANYTHING = re.compile("")


@pytest.fixture
def page(visit: Visit, small: str) -> Page:
    return visit(f"{small}/")


def write(page: Page, words: str) -> None:
    """Write at once, so that a busy machine makes no pause after which another question is asked."""
    page.locator("#q").focus()
    page.keyboard.insert_text(words)


def test_suggestions_are_grouped_announced_and_walked_by_keyboard(page: Page) -> None:
    box = page.get_by_role("combobox")
    expect(box).to_have_attribute("aria-expanded", "false")
    write(page, "e")
    write(page, "nds")
    option = page.get_by_role("option")
    expect(option).to_have_count(1)
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("group", name="Words")).to_be_visible()
    expect(page.locator("#announce")).to_have_text("Suggestions: 1; use the arrow keys")
    page.keyboard.press("ArrowDown")
    expect(box).to_have_attribute("aria-activedescendant", option.get_attribute("id") or "")
    expect(option).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    expect(box).not_to_have_attribute("aria-activedescendant", ANYTHING)
    page.keyboard.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_value("ends")


def test_groups_come_in_the_order_of_their_best(page: Page) -> None:
    kinds = ("theme", "country", "theme", "phrase")
    offered = [{"text": kind, "kind": kind, "value": "x", "count": n, "url": "/"} for n, kind in enumerate(kinds)]
    page.route("**/api/v1/suggest*", lambda route: route.fulfill(json={"q": "trade", "suggestions": offered}))
    write(page, "trade")
    expect(page.locator("#suggestions [role=group]")).to_have_count(3)
    assert page.get_by_role("option").all_text_contents() == ["theme0", "theme2", "country1", "phrase3"]


def test_enter_on_a_workshop_opens_it(page: Page, small: str) -> None:
    write(page, "trade")
    page.wait_for_selector("[role=option]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{small}/workshops/trade-and-poverty")


def test_a_suggestion_keeps_the_chosen_lessons(visit: Visit, small: str) -> None:
    page = visit(f"{small}/?q=chile&lesson=ict-use/h1")
    page.fill("#q", "")
    write(page, "trade")
    page.wait_for_selector("[role=option]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{small}/workshops/trade-and-poverty?lesson=ict-use%2Fh1")


def test_enter_without_a_choice_searches_for_what_was_typed(page: Page, small: str) -> None:
    page.locator("#q").press_sequentially("trade", delay=10)
    page.wait_for_selector("[role=option]")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{small}/?q=trade")


def test_a_touch_picks_a_phrase_and_searches_for_it(visit: Visit, small: str) -> None:
    page = visit(f"{small}/", width=360, has_touch=True)
    write(page, "lends")
    page.locator("[role=option]").tap()
    expect(page).to_have_url(f"{small}/?q=chile+lends")


def test_tab_leaves_and_closes(page: Page) -> None:
    write(page, "trade")
    page.wait_for_selector("[role=option]")
    page.keyboard.press("Tab")
    expect(page.locator("#suggestions")).to_be_hidden()
    expect(page.locator("#search button")).to_be_focused()


def test_one_question_is_asked_after_a_pause_not_one_a_letter(page: Page) -> None:
    urls: list[str] = []
    page.on("request", lambda request: urls.append(request.url) if "/suggest" in request.url else None)
    page.locator("#q").focus()
    page.evaluate(  # in one task of the browser, so that a busy machine makes no pause between the letters
        """() => {
            const q = document.getElementById("q");
            for (const letter of "trade") {
                q.value += letter;
                q.dispatchEvent(new InputEvent("input", { data: letter }));
            }
        }"""
    )
    page.wait_for_selector("[role=option]")
    assert len(urls) == 1
    assert "q=trade" in urls[0]


def test_a_stale_answer_is_never_shown(page: Page) -> None:
    routes: list[Route] = []
    page.route(re.compile("q=tr$"), lambda route: routes.append(route))  # noqa: PLW0108 - a builtin takes no marks
    with page.expect_request(re.compile("q=tr$")):
        write(page, "tr")
    write(page, "ade")
    expect(page.get_by_role("option")).to_have_text("Trade & Poverty")
    (route,) = routes
    route.abort()
    expect(page.get_by_role("option")).to_have_text("Trade & Poverty")


def test_nothing_is_asked_while_letters_are_being_composed(page: Page) -> None:
    urls: list[str] = []
    page.on("request", lambda request: urls.append(request.url) if "/suggest" in request.url else None)
    page.clock.install(time=0)
    page.clock.pause_at(1_000)
    page.locator("#q").focus()
    page.evaluate(
        """() => {
            const q = document.getElementById("q");
            q.value = "trade";
            q.dispatchEvent(new InputEvent("input", { isComposing: true }));
        }"""
    )
    page.clock.run_for(1_000)
    assert not urls
    page.evaluate("document.getElementById('q').dispatchEvent(new CompositionEvent('compositionend'))")
    page.clock.run_for(1_000)
    page.wait_for_selector("[role=option]")


def test_a_service_that_fails_leaves_the_form_as_it_is(page: Page, small: str) -> None:
    page.route("**/api/v1/suggest*", lambda route: route.abort())
    with page.expect_event("requestfailed"):
        write(page, "chile")
    expect(page.locator("#suggestions")).to_be_hidden()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{small}/?q=chile")


def test_forced_colours_show_which_suggestion_is_active(visit: Visit, small: str) -> None:
    page = visit(f"{small}/?q=chile", forced_colors="active")
    page.fill("#q", "ch")
    page.locator("#suggestions [role=option]").first.wait_for()
    page.press("#q", "ArrowDown")
    active = page.locator("#suggestions [aria-selected=true]")
    assert active.evaluate("option => getComputedStyle(option).outlineStyle") == "solid"
    assert page.locator(".views [aria-current]").evaluate("view => getComputedStyle(view).outlineStyle") == "solid"
