"""The reader's language: the switch keeps what was asked, and text in another language says which."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.web.browser.states import SMALL

Visit = Callable[..., Page]
# English alone in the collection, whatever the language of the page. (Names of bodies are exempt: they have none.)
UNMARKED = """() => {
  const foreign = /Trade & Poverty|Vulnerable groups|Chile lends/;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (!foreign.test(node.data) || node.parentElement.closest("code, input, script")) continue;
    if (node.parentElement.closest("[lang]").lang !== "en") found.push(node.parentElement.outerHTML.slice(0, 200));
  }
  return found;
}"""


@pytest.mark.parametrize("state", SMALL)
def test_every_text_in_another_language_is_marked_with_it(visit: Visit, small: str, state: str) -> None:
    page = visit(f"{small}{SMALL[state]}lang=fr")
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    assert page.evaluate(UNMARKED) == []


@pytest.mark.parametrize("scripts", [True, False])
def test_the_switch_keeps_the_search_its_filters_and_chosen_lessons(visit: Visit, small: str, scripts: bool) -> None:
    page = visit(f"{small}/?q=chile&view=highlights&year=2009&lesson=ict-use/h1", java_script_enabled=scripts)
    for name, heading in (("Español", "2 lecciones"), ("Português", "2 lições"), ("Français", "2 leçons")):
        page.get_by_role("link", name=name).click()
        expect(page.locator("#count")).to_contain_text(heading)
        expect(page.locator("#q")).to_have_value("chile")
        expect(page.locator("#year-2009")).to_be_checked()
        expect(page.locator("a.brief .count")).to_have_text("1")
    page.fill("#q", "lends")
    page.press("#q", "Enter")
    expect(page.locator("#count")).to_contain_text("lends")
    expect(page.locator("html")).to_have_attribute("lang", "fr")
