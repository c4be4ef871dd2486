"""A choice of many lessons goes along from page to page, and a brief of them is ordered by buttons and keys."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

Visit = Callable[..., Page]
MANY = "&".join(f"lesson=w{number}/h1" for number in range(30))


@pytest.mark.parametrize("scripts", [True, False])
def test_a_long_choice_goes_along_with_and_without_scripts(visit: Visit, large: str, scripts: bool) -> None:
    page = visit(f"{large}/map?{MANY}", java_script_enabled=scripts)
    for link, pattern in (
        ("#map td a", re.compile(r"/\?")),
        (".hit h2 a", re.compile("/workshops/")),
        ("text=Themes", re.compile("/themes")),
    ):
        page.click(f"{link} >> nth=0")
        page.wait_for_url(pattern)
        expect(page.locator("a.brief .count")).to_have_text("30")
    page.click("a.brief")
    expect(page.locator(".chosen > li")).to_have_count(30)
    assert page.url.count("lesson=") == 30
    assert "keep" not in page.url


@pytest.mark.parametrize("scripts", [True, False])
def test_a_brief_is_ordered_by_buttons(visit: Visit, large: str, scripts: bool) -> None:
    page = visit(f"{large}/brief?{MANY}&title=SMEs", java_script_enabled=scripts)
    page.click("#down-w0-h1")
    expect(page.locator(".chosen > li").nth(1)).to_have_attribute("id", "at-w0-h1")
    page.click("#up-w29-h1")
    expect(page.locator(".chosen > li").nth(28)).to_have_attribute("id", "at-w29-h1")
    page.click("#at-w0-h1 >> text=Remove")
    expect(page.locator(".chosen > li")).to_have_count(29)
    expect(page.locator("h1")).to_have_text("SMEs")
    assert page.url.startswith(f"{large}/brief?lesson=w1")
    assert "down=" not in page.url


def test_keys_move_a_lesson_and_the_focus_goes_with_it(visit: Visit, large: str) -> None:
    page = visit(f"{large}/brief?{MANY}")
    page.focus("#down-w1-h1")
    page.keyboard.press("Alt+ArrowUp")
    expect(page.locator(".chosen > li").nth(0)).to_have_attribute("id", "at-w1-h1")
    expect(page.locator("#down-w1-h1")).to_be_focused()
    page.keyboard.press("Alt+ArrowDown")
    page.keyboard.press("Alt+ArrowDown")
    expect(page.locator("#down-w1-h1")).to_be_focused()
    page.click("#at-w2-h1 >> text=Remove")
    expect(page.locator("#count")).to_be_focused()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_packed_choice_is_added_to_shortened_and_shared(visit: Visit, large: str, scripts: bool) -> None:
    many = "&".join(f"lesson={'a-workshop-with-a-long-name-' * 2}{number}/h1" for number in range(60))
    page = visit(f"{large}/?q=chile&{many}", java_script_enabled=scripts)
    expect(page.locator("a.brief .count")).to_have_text("60")
    page.check("input[value='w39/h1']")
    if not scripts:
        page.click(".take >> text=Keep my choice")
    expect(page.locator("a.brief .count")).to_have_text("61")
    page.uncheck("input[value='w39/h1']")
    page.check("input[value='w38/h1']")
    if not scripts:
        page.click(".take >> text=Keep my choice")
    expect(page.locator("a.brief .count")).to_have_text("61")
    page.click("a.brief")
    expect(page.locator(".chosen > li")).to_have_count(1)
    assert len(page.url) < 4_000
    shared = visit(page.url, java_script_enabled=scripts)
    expect(shared.locator("a.brief .count")).to_have_text("61")
