"""On a telephone: results begin in the first half of the screen, filters are reachable, numbers stay whole."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from policysearch.query import Expansion
from policysearch.settings import LANGUAGES
from policysearch.vocabulary import Theme, Vocabulary
from tests.web.browser.conftest import served
from tests.web.fake import MANY, FakeSearcher

Visit = Callable[..., Page]
TELEPHONE = ViewportSize(width=360, height=740)
LINES = """element => {
    const range = document.createRange();
    range.selectNodeContents(element);
    return range.getClientRects().length;
}"""
ALSO = tuple(f"technologies of information {number}" for number in range(9))


@pytest.fixture(scope="module")
def widened() -> Iterator[str]:
    """The address of a site that searches for much more than what was typed, with a theme of a long name."""
    workshops = (*(replace(workshop, themes=()) for workshop in MANY[:20]), *MANY[20:])
    searcher = FakeSearcher(workshops, expansions=(Expansion("ict", ALSO), Expansion("chile", ALSO)))
    theme = Theme("ict", dict.fromkeys(LANGUAGES, "Infrastructure services for private sector development"))
    searcher.vocabulary = Vocabulary(themes=(theme,))
    yield from served(searcher)


@pytest.mark.parametrize("language", LANGUAGES)
def test_results_begin_in_the_first_half_of_the_screen(visit: Visit, widened: str, large: str, language: str) -> None:
    page = visit("about:blank")
    page.set_viewport_size(TELEPHONE)
    filtered = "since=2000-01-01&year_from=1900&experience=CL&theme=ict"
    for address in (f"{widened}/?q=chile", f"{large}/?q=chile&{filtered}"):
        page.goto(f"{address}&lang={language}")
        box = page.locator(".hit").first.bounding_box()
        assert box is not None
        assert box["y"] <= TELEPHONE["height"] / 2


def test_what_else_was_searched_is_one_line_until_it_is_opened(visit: Visit, widened: str) -> None:
    page = visit(f"{widened}/?q=chile", width=360)
    expect(page.locator("#reading summary")).to_contain_text("Also searched: technologies of information 0")
    box = page.locator("#reading summary").bounding_box()
    assert box is not None
    assert box["height"] < 40
    page.click("#reading summary")
    expect(page.locator("#reading dd").last).to_contain_text("technologies of information 8")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_the_numbers_beside_long_values_stay_whole(visit: Visit, widened: str) -> None:
    page = visit(f"{widened}/?q=chile")
    number = page.locator("#facet-theme .choices b")
    expect(number).to_have_text("22")
    assert number.evaluate(LINES) == 1


@pytest.mark.parametrize("path", ["/themes/ict", "/countries/CL"])
def test_filters_of_a_page_to_browse_are_reached_from_its_top(visit: Visit, large: str, path: str) -> None:
    page = visit(f"{large}{path}", width=360)
    page.locator("#shelf a.opens").click()
    expect(page.locator("#narrow-title")).to_be_in_viewport()
    page.set_viewport_size({"width": 1280, "height": 800})
    expect(page.locator("#shelf a.opens")).to_be_hidden()


@pytest.mark.parametrize("language", LANGUAGES)
def test_languages_have_short_names_on_a_telephone_and_full_ones_to_a_screen_reader(
    visit: Visit, large: str, language: str
) -> None:
    page = visit(f"{large}/?lang={language}", width=360)
    expect(page.locator("#site-languages").get_by_role("link", name="ES Español")).to_be_visible()
    expect(page.locator("#site-languages .full").first).to_have_css("position", "absolute")
    page.set_viewport_size({"width": 1280, "height": 800})
    expect(page.locator("#site-languages").get_by_role("link", name="Español")).to_have_text(
        "Español", use_inner_text=True
    )
