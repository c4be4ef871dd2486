"""The element in its plain mode, on a page of another site: suggestions, then the results page."""

import re

import pytest
from playwright.sync_api import Page, Request, Route, expect

from tests.web.browser.box.conftest import Host, Service, Visit, field_of


@pytest.fixture
def page(visit: Visit, host: Host, line: str) -> Page:
    return visit(host.page(f"{line}<policysearch-box></policysearch-box>"))


def write(page: Page, words: str) -> None:
    """Write at once, so that a busy machine makes no pause after which another question is asked."""
    field_of(page).focus()
    page.keyboard.insert_text(words)


def test_nothing_is_asked_before_the_reader_acts(visit: Visit, host: Host, line: str, service: Service) -> None:
    page = visit("about:blank")
    urls: list[str] = []
    page.on("request", lambda request: urls.append(request.url))
    address = host.page(f"{line}<policysearch-box theme='ict'></policysearch-box>")
    page.goto(address)
    expect(field_of(page)).to_be_visible()
    field_of(page).focus()
    page.wait_for_timeout(300)
    assert urls == [address, f"{service.address}/static/policysearch-box.js"]


def test_no_cookie_no_referrer_and_no_credentials_are_sent(page: Page, host: Host) -> None:
    seen: list[Request] = []
    page.on("request", lambda request: seen.append(request))  # noqa: PLW0108 - a builtin takes no marks
    write(page, "trade")
    page.wait_for_selector("[role=option]")
    (api_request,) = [request for request in seen if "/api/" in request.url]
    headers = api_request.all_headers()
    assert "referer" not in headers
    assert "cookie" not in headers
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_suggestions_are_grouped_announced_and_walked_by_keyboard(page: Page) -> None:
    box = field_of(page)
    expect(box).to_have_attribute("aria-expanded", "false")
    write(page, "ends")
    options = page.get_by_role("option")
    expect(options).to_have_count(1)
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("group", name="Search")).to_be_visible()
    expect(page.locator("[role=status].heard")).to_have_text("Suggestions: 1")
    page.keyboard.press("ArrowDown")
    expect(box).to_have_attribute("aria-activedescendant", options.get_attribute("id") or "none")
    expect(options).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    expect(box).to_have_attribute("aria-activedescendant", "")
    page.keyboard.press("ArrowUp")
    expect(options).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Home")
    expect(options).to_have_attribute("aria-selected", "false")
    assert box.evaluate("input => input.selectionStart") == 0
    page.keyboard.press("End")
    assert box.evaluate("input => input.selectionStart") == 4
    page.keyboard.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_value("ends")
    page.keyboard.press("ArrowDown")
    expect(box).to_have_attribute("aria-expanded", "true")


def test_enter_on_a_workshop_opens_it(page: Page, service: Service) -> None:
    write(page, "trade")
    page.wait_for_selector("[role=option]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{service.address}/workshops/trade-and-poverty?lang=en")


def test_enter_without_a_choice_goes_to_the_results(page: Page, service: Service) -> None:
    field_of(page).press_sequentially("trade", delay=10)
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{service.address}/?q=trade&lang=en")


def test_tab_leaves_and_closes(page: Page) -> None:
    write(page, "trade")
    page.wait_for_selector("[role=option]")
    page.keyboard.press("Tab")
    expect(page.locator("[role=listbox]")).to_be_hidden()
    expect(page.get_by_role("button", name="Search")).to_be_focused()


def test_a_touch_picks_a_phrase_and_searches_for_it(visit: Visit, host: Host, line: str, service: Service) -> None:
    page = visit(host.page(f"{line}<policysearch-box></policysearch-box>"), width=320, has_touch=True)
    write(page, "lends")
    page.get_by_role("option").tap()
    expect(page).to_have_url(f"{service.address}/?q=chile+lends&lang=en")


def test_filters_of_the_page_go_along_with_words_and_suggestions(
    visit: Visit, host: Host, line: str, service: Service
) -> None:
    filters = 'country="PA US" partner="A; B, C" funder="D E; F" view="highlights"'
    box = f'<policysearch-box lang="es" {filters}></policysearch-box>'
    params = "country=PA&country=US&partner=A&partner=B%2C+C&funder=D+E&funder=F&view=highlights"
    page = visit(host.page(line + box))
    write(page, "trade")
    page.get_by_role("button", name="Buscar").click()
    expect(page).to_have_url(f"{service.address}/?q=trade&{params}&lang=es")
    page.go_back()
    write(page, "ict")
    page.get_by_role("option", name="ICT").click()
    expect(page).to_have_url(f"{service.address}/?q=&theme=ict&{params}&lang=es")


def test_one_question_is_asked_after_a_pause_and_none_while_composing(page: Page) -> None:
    urls: list[str] = []
    page.on("request", lambda request: urls.append(request.url) if "/suggest" in request.url else None)
    field_of(page).evaluate(  # in one task of the browser, so that a busy machine makes no pause between the letters
        """q => {
            q.focus();
            for (const letter of "trade") {
                q.value += letter;
                q.dispatchEvent(new InputEvent("input", { data: letter, bubbles: true }));
            }
        }"""
    )
    page.wait_for_selector("[role=option]")
    assert [re.search(r"[?&]q=(\w*)", url)[1] for url in urls] == ["trade"]  # type: ignore[index]
    field_of(page).evaluate(
        "q => { q.value = 'lend'; q.dispatchEvent(new InputEvent('input', { isComposing: true })); }"
    )
    page.wait_for_timeout(300)
    assert len(urls) == 1
    field_of(page).evaluate("q => q.dispatchEvent(new CompositionEvent('compositionend'))")
    expect(page.get_by_role("option", name="chile lends")).to_be_visible()


def test_a_stale_answer_is_dropped(page: Page) -> None:
    routes: list[Route] = []
    page.route("**/suggest?q=trade*", lambda route: routes.append(route))  # noqa: PLW0108 - a builtin takes no marks
    with page.expect_request("**/suggest?q=trade*"):
        write(page, "trade")
    field_of(page).fill("lends")
    expect(page.get_by_role("option", name="chile lends")).to_be_visible()
    (route,) = routes
    route.continue_()
    page.wait_for_timeout(200)
    expect(page.get_by_role("option")).to_have_text(["chile lends"])


def test_a_page_hears_and_may_prevent_searches_and_choices(page: Page) -> None:
    page.evaluate(
        """window.heard = [];
        for (const name of ["policysearch:search", "policysearch:select"])
            document.addEventListener(name, (event) => { event.preventDefault(); heard.push([name, event.detail]); })"""
    )
    address = page.url
    write(page, "trade")
    page.get_by_role("option", name="Trade & Poverty").click()
    page.keyboard.press("Enter")
    page.evaluate("document.querySelector('policysearch-box').search('chile')")
    expect(field_of(page)).to_have_value("chile")
    heard = page.evaluate("heard")
    assert [name for name, _detail in heard] == ["policysearch:select", "policysearch:search", "policysearch:search"]
    assert heard[0][1]["text"] == "Trade & Poverty"
    assert heard[0][1]["url"].endswith("/workshops/trade-and-poverty?lang=en")
    assert heard[2][1] == {"q": "chile", "url": heard[2][1]["url"], "mode": "box"}
    assert page.url == address


def test_a_target_opens_another_window(visit: Visit, host: Host, line: str, service: Service) -> None:
    page = visit(host.page(f'{line}<policysearch-box target="_blank"></policysearch-box>'))
    write(page, "trade")
    with page.expect_popup() as opened:
        page.keyboard.press("Enter")
    expect(opened.value).to_have_url(f"{service.address}/?q=trade&lang=en")


def test_the_language_is_the_elements_own_or_the_pages(visit: Visit, host: Host, line: str) -> None:
    two = "<policysearch-box></policysearch-box><policysearch-box lang='fr'></policysearch-box>"
    page = visit(host.page(line + two, lang="pt-BR"))
    expect(page.locator("policysearch-box button")).to_have_text(["Buscar", "Rechercher"])


def test_a_copy_of_the_script_searches_the_host_it_names(visit: Visit, host: Host, service: Service) -> None:
    page = visit(host.page(f'<policysearch-box host="{service.address}"></policysearch-box>'))
    page.add_script_tag(content=page.request.get(f"{service.address}/static/policysearch-box.js").text())
    write(page, "trade")
    expect(page.get_by_role("option", name="Trade & Poverty")).to_be_visible()
