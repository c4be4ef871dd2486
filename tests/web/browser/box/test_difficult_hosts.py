"""The element where host pages make it hard: one form around everything, clipped, covered, right to left, moved."""

import re

import pytest
from playwright.sync_api import Page, expect

from policysearch.query import Query
from policysearch.search.results import ShownFor
from tests.web.browser.box.conftest import Host, Lines, Service, Visit, application, field_of
from tests.web.browser.conftest import running
from tests.web.fake import FakeSearcher

FORM = """<form id="outer" method="post" action="/posted" onsubmit="document.title =
'sent ' + new URLSearchParams(new FormData(this)); return false">{}<label>Name <input name="name" value="x"></label>
<button id="save">Save</button></form>"""


def test_within_a_page_that_is_one_form_the_hosts_fields_stay_its_own(
    visit: Visit, host: Host, service: Service, lines: Lines
) -> None:
    given = lines("element", "page=form")
    assert "<form" not in given
    page = visit(host.page(FORM.format(given)))
    assert page.evaluate("document.getElementById('save').form?.id") == "outer"
    page.click("#save")
    expect(page).to_have_title("sent name=x")
    field_of(page).fill("chile")
    field_of(page).press("Enter")
    expect(page).to_have_url(re.compile(r"/\?q=chile&lang=en$"))


def test_within_such_a_page_without_scripts_a_link_leads_to_the_search(
    visit: Visit, host: Host, service: Service, lines: Lines
) -> None:
    given = lines("element", "page=form")
    page = visit(host.page(FORM.format(given)), java_script_enabled=False)
    page.get_by_role("link", name="Search lessons from policy workshops").click()
    expect(page).to_have_url(re.compile(re.escape(service.address)))


def test_the_setup_page_asks_and_sharepoint_is_one_form(visit: Visit, service: Service) -> None:
    page = visit(f"{service.address}/embed/setup?system=html")
    expect(page.get_by_text("Is your page one form (SharePoint, ASP.NET)?")).to_be_visible()
    assert "<form" in str(page.locator("#element").text_content())
    page.locator("input[name=page][value=form]").check()
    expect(page.locator("#element")).not_to_contain_text("<form")
    page.locator("input[name=page][value=plain]").check()
    expect(page.locator("#element")).to_contain_text("<form")
    page.get_by_label("SharePoint", exact=True).check()
    expect(page.locator("input[name=page][value=form]")).to_be_checked()
    expect(page.locator("#element")).not_to_contain_text("<form")


@pytest.mark.parametrize(
    "around",
    [
        '<div style="overflow:hidden;height:60px">{}</div>',
        '<div style="position:sticky;top:0;z-index:1">{}</div>'
        '<div style="position:relative;z-index:99;background:#fdd;height:300px"></div>',
    ],
)
def test_the_list_is_on_top_of_everything(visit: Visit, host: Host, line: str, around: str) -> None:
    page = visit(host.page(line + around.format("<policysearch-box></policysearch-box>")))
    field_of(page).fill("trade")
    option = page.get_by_role("option").first
    expect(option).to_be_visible()
    place, field = option.bounding_box(), field_of(page).bounding_box()
    assert place
    assert field
    assert place["y"] >= field["y"] + field["height"] - 1
    assert abs(place["x"] - field["x"]) < 8
    page.mouse.click(place["x"] + 20, place["y"] + place["height"] / 2)
    expect(page).to_have_url(re.compile("/workshops/trade-and-poverty"))


def test_on_a_page_from_right_to_left_the_box_keeps_its_direction(visit: Visit, host: Host, line: str) -> None:
    body = f"{line}<script>document.documentElement.dir = 'rtl'</script><policysearch-box></policysearch-box>"
    page = visit(host.page(body, lang="ar"))
    assert field_of(page).evaluate("field => getComputedStyle(field).direction") == "ltr"
    field, button = field_of(page).bounding_box(), page.get_by_role("button", name="Search").bounding_box()
    assert field
    assert button
    assert button["x"] > field["x"]


@pytest.fixture
def results(visit: Visit, host: Host, line: str) -> Page:
    """A box with results in place, and words that are typed and not sent."""
    page = visit(host.page(f"<section></section>{line}<policysearch-box mode='results' q='Chile'></policysearch-box>"))
    expect(page.locator("policysearch-box #count")).to_be_visible()
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_role("button", name="Previous")).to_be_visible()
    field_of(page).fill("half a sea")
    return page


def test_the_same_attribute_again_does_nothing(results: Page) -> None:
    asked: list[str] = []
    results.on("request", lambda request: asked.append(request.url))
    results.evaluate(
        """() => {
            const box = document.querySelector("policysearch-box");
            for (const { name, value } of [...box.attributes]) box.setAttribute(name, value);
        }"""
    )
    results.wait_for_timeout(200)
    assert not [address for address in asked if "/search" in address]
    expect(field_of(results)).to_have_value("half a sea")


def test_a_moved_element_keeps_what_was_typed_and_searched(results: Page) -> None:
    results.evaluate("document.querySelector('section').append(document.querySelector('policysearch-box'))")
    expect(field_of(results)).to_have_value("half a sea")
    expect(results.get_by_role("button", name="Previous")).to_be_visible()
    field_of(results).press("Enter")
    expect(results.locator("policysearch-box #count")).to_have_text("Results: 0")


def test_another_attribute_keeps_what_was_typed(results: Page) -> None:
    results.evaluate("document.querySelector('policysearch-box').setAttribute('placeholder', 'Find lessons')")
    expect(field_of(results)).to_have_attribute("placeholder", "Find lessons")
    expect(field_of(results)).to_have_value("half a sea")
    expect(results.get_by_role("button", name="Previous")).to_be_visible()


@pytest.mark.parametrize("mode", ["", "mode='results'"])
def test_control_and_enter_opens_the_results_in_a_new_tab(
    visit: Visit, host: Host, line: str, service: Service, mode: str
) -> None:
    page = visit(host.page(f"{line}<policysearch-box {mode}></policysearch-box>"))
    before = page.url
    field_of(page).fill("chile")
    with page.context.expect_page() as opened:
        field_of(page).press("Control+Enter")
    expect(opened.value).to_have_url(f"{service.address}/?q=chile&lang=en")
    assert page.url == before


def test_control_and_enter_on_a_suggestion_opens_it_in_a_new_tab(visit: Visit, host: Host, line: str) -> None:
    page = visit(host.page(f"{line}<policysearch-box></policysearch-box>"))
    field_of(page).fill("trade")
    page.get_by_role("option").first.wait_for()
    field_of(page).press("ArrowDown")
    with page.context.expect_page() as opened:
        field_of(page).press("Control+Enter")
    expect(opened.value).to_have_url(re.compile("/workshops/trade-and-poverty"))


def test_a_correction_missing_words_and_lessons_close_in_meaning_are_said(visit: Visit, host: Host) -> None:
    close = FakeSearcher().search(Query(text="lends")).hits
    searcher = FakeSearcher(shown_for=ShownFor("chlie", "Chile", '"chlie"'), missing=("zebra",), close=close)
    with running(application(searcher)) as address:
        script = f'<script src="{address}/static/policysearch-box.js" defer></script>'
        page = visit(host.page(f'{script}<policysearch-box mode="results" q="Chile"></policysearch-box>'))
        box = page.locator("policysearch-box")
        expect(box.get_by_text("Chile instead of chlie")).to_be_visible()
        expect(box.get_by_text("No result has: zebra")).to_be_visible()
        expect(box.get_by_text("Close in meaning:")).to_be_visible()
        expect(box.locator("ol")).to_have_count(2)
        expect(box.locator("ol").last.get_by_role("link").first).to_be_visible()
        expect(box.get_by_role("button", name="?")).to_have_count(0)
        page.close()


def test_the_frame_of_the_box_fits_its_field(visit: Visit, host: Host, lines: Lines) -> None:
    page = visit(host.page(lines("frame", "system=html")))
    frame = page.locator("iframe").content_frame
    expect(field_of(frame)).to_be_visible()
    height = float(str(page.locator("iframe").get_attribute("height")))
    content = frame.locator("html").evaluate("html => html.getBoundingClientRect().height")
    assert content <= height < content + 20


def test_a_frame_that_cannot_grow_shows_no_list_that_is_cut(visit: Visit, host: Host, lines: Lines) -> None:
    page = visit(host.page(lines("frame", "system=html")))
    box = page.locator("iframe").content_frame.locator("policysearch-box")
    box.locator("[role=combobox]").fill("trade")
    expect(box.locator("[role=option]").first).to_be_attached()
    expect(box.locator("[role=listbox]")).to_be_hidden()
