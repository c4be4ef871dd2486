"""The reader's language: the switch keeps what was asked."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

Visit = Callable[..., Page]


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
