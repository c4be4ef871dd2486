"""With scripts, results change in place; the address bar and the back button stay right."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

Visit = Callable[..., Page]


def stays(page: Page) -> None:
    """Marks the document, so that ``stayed`` can tell that it was never replaced."""
    page.evaluate("window.stayed = true")


def stayed(page: Page) -> bool:
    return bool(page.evaluate("window.stayed === true"))


def test_a_facet_updates_the_results_in_place_and_back_undoes_it(visit: Visit, small: str) -> None:
    page = visit(f"{small}/?q=chile")
    stays(page)
    page.check("#year-2009")
    expect(page.locator("#count")).to_contain_text("1 workshop")
    assert page.url == f"{small}/?q=chile&year=2009"
    expect(page.locator("#announce")).to_contain_text("1 workshop")
    expect(page.locator("#year-2009")).to_be_focused()
    page.go_back()
    expect(page.locator("#count")).to_contain_text("2 workshops")
    expect(page.locator("#year-2009")).not_to_be_checked()
    assert stayed(page)


def test_a_new_search_the_view_and_the_order_update_in_place(visit: Visit, small: str) -> None:
    page = visit(f"{small}/?q=brazil")
    stays(page)
    page.fill("#q", "chile")
    page.press("#q", "Enter")
    expect(page.locator("#count")).to_contain_text("2 workshops")
    page.click(".views a:has-text('Lessons')")
    expect(page.locator("#count")).to_contain_text("3 lessons")
    expect(page.locator("#count")).to_be_focused()
    page.select_option("#sort", "oldest")
    expect(page).to_have_url(f"{small}/?q=chile&view=highlights&sort=oldest")
    assert stayed(page)
    page.go_back()
    page.go_back()
    page.go_back()
    expect(page.locator("#q")).to_have_value("brazil")
    expect(page.locator("#count")).to_contain_text("1 workshop")


def test_a_stale_answer_never_overwrites_a_newer_one(visit: Visit, small: str) -> None:
    page = visit(f"{small}/?q=chile")
    routes: list[Route] = []
    page.route(re.compile("year=2009$"), lambda route: routes.append(route))  # noqa: PLW0108 - a builtin takes no marks
    page.check("#year-2009")
    page.wait_for_function("document.getElementById('found').getAttribute('aria-busy') === 'true'")
    page.uncheck("#year-2009")
    page.check("#year-2010")
    expect(page.locator("#count")).to_contain_text("1 workshop")
    assert page.url == f"{small}/?q=chile&year=2010"


def test_choosing_a_lesson_keeps_the_page_and_counts_in_the_header(visit: Visit, large: str) -> None:
    page = visit(f"{large}/?q=chile&offset=10")
    stays(page)
    first = page.locator("#found input[name=lesson]").first
    first.check()
    expect(page.locator("a.brief")).to_contain_text("1")
    assert "offset=10" in page.url
    assert "lesson=" in page.url
    expect(page.locator("#found input[name=lesson]").first).to_be_checked()
    page.click(".paging a[rel=next]")
    expect(page.locator(".paging")).to_contain_text("Page 3")
    assert "lesson=" in page.url
    assert stayed(page)


def test_choosing_on_a_workshops_page_goes_into_its_links(visit: Visit, small: str) -> None:
    page = visit(f"{small}/workshops/trade-and-poverty")
    page.locator("#lessons input[type=checkbox]").first.check()
    expect(page.locator("a.brief")).to_have_attribute("href", "/brief?lang=en&lesson=trade-and-poverty%2Fh1")


def test_where_the_line_fails_the_page_stays_and_says_so(visit: Visit, small: str) -> None:
    page = visit(f"{small}/?q=chile")
    stays(page)
    page.route("**/*", lambda route: route.abort() if route.request.resource_type == "fetch" else route.continue_())
    page.locator("#year-2009").click()
    expect(page.locator("#failed")).to_contain_text("The site did not answer.")
    expect(page.locator("#count")).to_contain_text("2 workshops")
    expect(page.locator("#year-2009")).not_to_be_checked()
    assert page.url == f"{small}/?q=chile"
    assert stayed(page)
    page.unroute("**/*")
    page.check("#year-2009")
    expect(page.locator("#count")).to_contain_text("1 workshop")
    expect(page.locator("#failed")).to_have_count(0)


def test_a_long_facet_can_be_searched(visit: Visit, large: str) -> None:
    page = visit(f"{large}/?q=chile")
    page.get_by_role("searchbox", name="Find in this list: Year").fill("2009")
    expect(page.locator("#choices-year li:visible")).to_have_count(1)


def test_years_are_walked_with_arrow_keys(visit: Visit, large: str) -> None:
    page = visit(f"{large}/?q=chile")
    page.locator(".years a").first.focus()
    page.keyboard.press("End")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    expect(page.locator(".chips")).to_contain_text("Year: 2018")


def test_copy_gives_the_words_and_their_source(visit: Visit, small: str) -> None:
    page = visit(f"{small}/workshops/ict-use/h1", permissions=["clipboard-read", "clipboard-write"])
    page.clock.install(time=0)
    page.clock.pause_at(1_000)  # the button says it for two seconds
    page.click(".lesson .copy")
    expect(page.locator(".lesson .copy")).to_have_text("Copied")
    page.clock.run_for(2_000)
    expect(page.locator(".lesson .copy")).not_to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("Chile and Brazil use ICT.\n\nExample Institution. “ICT Use”.")
    assert copied.endswith(f"{small}/workshops/ict-use/h1")


@pytest.mark.parametrize("address", ["/", "/?q=chile", "/workshops/ict-use"])
def test_nothing_is_asked_of_another_site(visit: Visit, small: str, address: str) -> None:
    page = visit("about:blank")
    urls: list[str] = []
    page.on("request", lambda request: urls.append(request.url))
    page.goto(small + address)
    page.wait_for_load_state("networkidle")
    assert len(urls) >= 3
    assert all(url.startswith(small) for url in urls)


def test_the_search_before_is_in_no_address_that_a_reader_shares(visit: Visit, small: str) -> None:
    page = visit(f"{small}/?q=zzz")
    with page.expect_request(re.compile("before=zzz")):
        page.fill("#q", "chile")
        page.press("#q", "Enter")
    expect(page.locator("#count")).to_contain_text("2 workshops")
    assert "before" not in page.url
    assert visit(f"{small}/?q=chile&before=zzz&find=z").url == f"{small}/?q=chile"


def test_searching_as_typed_stays_with_a_filter_but_not_with_other_words(visit: Visit, small: str) -> None:
    page = visit(f"{small}/?q=chile&expand=false")
    page.check("#year-2009")
    expect(page).to_have_url(re.compile("year=2009"))
    assert "expand=false" in page.url
    page.fill("#q", "ict")
    page.press("#q", "Enter")
    expect(page).to_have_url(re.compile("q=ict"))
    assert "expand" not in page.url


def test_asking_the_same_again_or_twice_at_once_makes_one_entry_of_history(visit: Visit, small: str) -> None:
    page = visit(f"{small}/?q=chile")
    before = page.evaluate("history.length")
    page.focus("#q")
    for _ in range(3):
        page.keyboard.press("Enter")
        page.wait_for_load_state("networkidle")
    assert page.evaluate("history.length") == before
    page.fill("#q", "ict")
    page.evaluate("for (let i = 0; i < 3; i++) document.getElementById('search').requestSubmit()")
    expect(page.locator("#count")).to_contain_text("for “ict”")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("history.length") == before + 1
    expect(page.locator(".hit")).to_have_count(2)


def test_back_leads_to_where_the_page_was_left(visit: Visit, large: str) -> None:
    page = visit(f"{large}/?q=chile")
    page.locator("a[rel=next]").scroll_into_view_if_needed()
    left_at = page.evaluate("scrollY")
    assert left_at > 800
    page.click("a[rel=next]")
    page.wait_for_url("**offset=10**")
    expect(page.locator("#count")).to_be_focused()
    page.go_back()
    expect(page.locator("a[rel=prev]")).to_have_count(0)
    expect(page.locator("a[rel=next]")).to_be_in_viewport()


def test_without_results_the_page_has_one_column_and_a_long_search_a_short_heading(visit: Visit, small: str) -> None:
    page = visit(f"{small}/?q={'zzz+' * 60}")
    nothing, search = page.locator(".nothing").bounding_box(), page.locator("#search").bounding_box()
    heading = page.locator("#count").bounding_box()
    assert nothing is not None
    assert search is not None
    assert heading is not None
    assert nothing["x"] == search["x"]
    assert heading["height"] < 140
