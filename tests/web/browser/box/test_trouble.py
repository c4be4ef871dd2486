"""The service slow, failing, stopped; scripts off: the reader is told calmly, and the form still works."""

import pytest
from playwright.sync_api import Page, expect

from tests.web.browser.box.conftest import Host, Service, Visit, application, field_of
from tests.web.browser.conftest import running
from tests.web.fake import FakeSearcher

FORM = '<form action="{}/"><label>Search <input type="search" name="q"></label> <button>Search</button></form>'


@pytest.fixture
def page(visit: Visit, host: Host, line: str) -> Page:
    return visit(host.page(f"{line}<policysearch-box></policysearch-box>"))


def calm(page: Page, words: str) -> None:
    expect(page.locator("policysearch-box .said")).to_have_text(words)


def at_its_own_pace(page: Page) -> None:
    """Let the time of the page pass by ``page.clock`` alone, however busy the machine is."""
    page.clock.install(time=0)
    page.clock.pause_at(1_000)
    page.evaluate(  # the browser's own timer does not follow the clock of a test
        """AbortSignal.timeout = (wait) => { const late = new AbortController();
        setTimeout(() => late.abort(), wait); return late.signal; }"""
    )


def test_a_slow_service_is_said_to_be_slow_and_the_search_goes_on(page: Page, service: Service) -> None:
    service.pause()
    at_its_own_pace(page)
    field_of(page).press_sequentially("trade")
    page.clock.run_for(4_000)
    calm(page, "Still searching…")
    service.go_on()
    expect(page.get_by_role("option")).to_have_count(1)
    calm(page, "")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{service.address}/?q=trade&lang=en")


def test_leaving_the_field_ends_the_waiting(page: Page, service: Service) -> None:
    service.pause()
    at_its_own_pace(page)
    field_of(page).press_sequentially("trade")
    page.clock.run_for(4_000)
    calm(page, "Still searching…")
    page.keyboard.press("Tab")
    calm(page, "")


def test_a_service_that_never_answers_is_given_up(page: Page) -> None:
    at_its_own_pace(page)
    page.route("**/api/**", lambda route: None)
    field_of(page).press_sequentially("trade")
    page.clock.run_for(12_000)
    calm(page, "No answer just now.")


def test_a_failing_service_is_said_to_fail_and_the_search_goes_on(page: Page, service: Service) -> None:
    service.fails = True
    field_of(page).press_sequentially("trade")
    calm(page, "No answer just now.")
    expect(page.locator("[role=listbox]")).to_be_hidden()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{service.address}/?q=trade&lang=en")


def test_suggestions_come_back_with_the_service(page: Page, service: Service) -> None:
    service.fails = True
    field_of(page).press_sequentially("trad")
    calm(page, "No answer just now.")
    service.fails = False
    field_of(page).press_sequentially("e")
    expect(page.get_by_role("option")).to_have_count(1)
    calm(page, "")


def test_results_that_fail_can_be_asked_for_again(visit: Visit, host: Host, line: str, service: Service) -> None:
    service.fails = True
    page = visit(host.page(f"{line}<policysearch-box mode='results' q='chile'></policysearch-box>"))
    calm(page, "No answer just now.")
    service.fails = False
    page.get_by_role("button", name="Search").click()
    expect(page.locator("#count")).to_have_text("Results: 42")
    calm(page, "")


def test_a_list_that_fails_leaves_what_the_page_had(visit: Visit, host: Host, line: str, service: Service) -> None:
    service.fails = True
    page = visit(host.page(f"{line}<policysearch-box mode='list'><a href='/lessons'>Lessons</a></policysearch-box>"))
    calm(page, "No answer just now.")
    expect(page.get_by_role("link", name="Lessons")).to_be_visible()


def test_a_stopped_service_leaves_a_page_whose_form_is_there(visit: Visit, host: Host, nowhere: str) -> None:
    script = f'<script src="{nowhere}/static/policysearch-box.js" defer></script>'
    page = visit(host.page(f"{script}<policysearch-box>{FORM.format(nowhere)}</policysearch-box>"))
    expect(page.get_by_role("searchbox")).to_be_visible()
    expect(page.get_by_role("button")).to_be_visible()


def test_a_service_stopped_while_one_reads_is_said_to_be_silent(visit: Visit, host: Host) -> None:
    with running(application(FakeSearcher())) as address:
        script = f'<script src="{address}/static/policysearch-box.js" defer></script>'
        page = visit(host.page(f"{script}<policysearch-box></policysearch-box>"))
        field_of(page).press_sequentially("trad")
        expect(page.get_by_role("option")).to_have_count(1)
    field_of(page).press_sequentially("e")
    calm(page, "No answer just now.")
    expect(page.locator("[role=listbox]")).to_be_hidden()
    expect(field_of(page)).to_have_value("trade")


def test_without_scripts_the_plain_form_searches(visit: Visit, host: Host, line: str, service: Service) -> None:
    body = f"{line}<policysearch-box>{FORM.format(service.address)}</policysearch-box>"
    page = visit(host.page(body), java_script_enabled=False)
    page.fill("input", "chile")
    page.press("input", "Enter")
    expect(page).to_have_url(f"{service.address}/?q=chile")
