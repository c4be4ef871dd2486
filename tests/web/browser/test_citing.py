"""The panel of citations, copying as rich text, and results on paper."""

from collections.abc import Callable
from io import BytesIO

import pypdfium2
import pytest
from playwright.sync_api import Page, expect

from policysearch.web import create_app
from tests.web.browser.conftest import running
from tests.web.conftest import SETTINGS
from tests.web.fake import FakeSearcher

Visit = Callable[..., Page]
READ = """async () => {
    const [item] = await navigator.clipboard.read();
    const text = async (type) => (await item.getType(type)).text();
    return [await text("text/plain"), await text("text/html")];
}"""


@pytest.fixture
def reading(visit: Visit, small: str) -> Callable[[str], Page]:
    """Opens a page that may read the clipboard."""

    def opened(path: str) -> Page:
        page = visit(small + path, permissions=["clipboard-read", "clipboard-write"])
        page.bring_to_front()
        return page

    return opened


def test_the_panel_is_closed_and_has_every_style_once_it_is_opened(visit: Visit, small: str) -> None:
    page = visit(f"{small}/workshops/ict-use/h1")
    expect(page.locator("#cite-plain")).to_be_hidden()
    page.locator("#citing summary").click()
    for style in ("apa", "chicago", "iso690", "plain"):
        expect(page.locator(f"#cite-{style}")).to_contain_text("Chile and Brazil")


def test_without_an_answer_the_panel_keeps_its_citation_and_a_link(visit: Visit, small: str) -> None:
    page = visit(f"{small}/workshops/ict-use/h1")
    page.route("**/cite*", lambda route: route.abort())
    with page.expect_event("requestfailed"):
        page.locator("#citing summary").click()
    expect(page.locator("#cite-plain")).to_contain_text("“Chile and Brazil use ICT”")
    expect(page.get_by_role("link", name="APA, Chicago, ISO 690")).to_be_visible()


def test_without_scripts_the_panel_leads_to_the_styles(visit: Visit, small: str) -> None:
    page = visit(f"{small}/workshops/ict-use/h1", java_script_enabled=False)
    page.locator("#citing summary").click()
    page.get_by_role("link", name="APA, Chicago, ISO 690").click()
    expect(page.locator("#cite-apa")).to_contain_text("Chile and Brazil use ICT")


def test_a_citation_is_copied_with_its_italics_and_as_plain_text(reading: Callable[[str], Page]) -> None:
    page = reading("/workshops/ict-use/cite")
    page.locator("button[data-copy-from=cite-apa]").click()
    expect(page.locator("#announce")).to_have_text("Copied")
    plain, rich = page.evaluate(READ)
    assert plain.startswith("Ministry of <Trade>. (2010, September 6). ICT Use.")
    assert "<i>ICT Use</i>" in rich
    assert "Ministry of &lt;Trade&gt;" in rich


def test_a_lesson_is_copied_with_its_source_as_a_link(reading: Callable[[str], Page], small: str) -> None:
    page = reading("/?q=chile")
    page.locator("button.copy").last.click()
    expect(page.locator("#announce")).to_have_text("Copied")
    plain, rich = page.evaluate(READ)
    assert plain.endswith(f"{small}/workshops/trade-and-poverty/h2")
    assert f'href="{small}/workshops/trade-and-poverty/h2"' in rich
    assert "<blockquote" in rich
    assert "<mark" not in rich


def test_a_refused_clipboard_says_so(visit: Visit, small: str) -> None:
    page = visit(f"{small}/workshops/ict-use/cite")
    page.evaluate(
        """() => {
            document.execCommand = () => false;
            navigator.clipboard.writeText = () => Promise.reject(new DOMException("no", "NotAllowedError"));
        }"""
    )
    page.locator("button.copy").first.click()
    expect(page.locator("#announce")).to_have_text("Not copied: please select the text and copy it.")


def on_paper(page: Page) -> str:
    document = pypdfium2.PdfDocument(BytesIO(page.pdf()))
    return " ".join("".join(sheet.get_textpage().get_text_range() for sheet in document).split())


def test_paper_has_all_results_with_the_query_the_date_and_full_addresses(visit: Visit, large: str) -> None:
    page = visit(f"{large}/?q=again")
    expect(page.locator("ol.hits > li")).to_have_count(10)
    paper = on_paper(page)
    assert "Search: again" in paper.replace("Search again", "Search: again")
    assert "Retrieved on" in paper
    assert all(f"Workshop {number}" in paper for number in range(40))
    expect(page.locator("#printed")).to_have_count(0)
    expect(page.locator("ol.hits > li").first).to_be_visible()


def test_paper_has_full_addresses_where_all_results_do_not_come(visit: Visit, large: str) -> None:
    page = visit(f"{large}/?q=again&view=highlights")
    page.route("**/print*", lambda route: route.abort())
    assert f"({large}/workshops/w" in on_paper(page).replace(" ", "")


def test_paper_says_what_a_text_is_and_where_results_are_only_close(visit: Visit, small: str) -> None:
    page = visit(f"{small}/workshops/ict-use?lang=es")
    page.emulate_media(media="print")
    expect(page.get_by_text("Traducción oficial.")).to_be_visible()
    page.emulate_media(media="screen")
    with running(lambda address: create_app(FakeSearcher(relaxed=True), SETTINGS)) as address:
        page.goto(f"{address}/print?q=chile")
        page.emulate_media(media="print")
        expect(page.get_by_text("No result has all your words; the closest follow.")).to_be_visible()


def test_printed_addresses_have_no_choice_and_no_search_in_them(visit: Visit, large: str) -> None:
    page = visit(f"{large}/themes/ict?lesson=ict-use/h1&lesson=w1/h1")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    address = page.locator(".hit .of a").first.get_attribute("data-address")
    assert address is not None
    assert address.startswith(f"{large}/workshops/")
    assert "?" not in address
    page.emulate_media(media="print")
    expect(page.get_by_text("Compare countries side by side")).to_be_hidden()
