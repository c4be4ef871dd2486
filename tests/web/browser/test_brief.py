"""Choosing lessons, then the brief: named, ordered, printed, taken away; with and without scripts, by keyboard."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

Visit = Callable[..., Page]
BOTH = "/brief?lesson=ict-use/h1&lesson=trade-and-poverty/h2"
FIRST = ".chosen > li:first-child .words"


def test_without_scripts_a_brief_is_named_ordered_shortened_and_taken(visit: Visit, small: str) -> None:
    page = visit(small + BOTH, java_script_enabled=False)
    page.fill("#title", "For the Minister")
    page.click("#naming button")
    expect(page.locator("h1")).to_have_text("For the Minister")
    page.click("#down-ict-use-h1")
    expect(page.locator(FIRST)).to_have_text("Chile lends.")
    expect(page.locator("h1")).to_have_text("For the Minister")
    with page.expect_download() as download:
        page.click("text=Download as Word")
    assert download.value.suggested_filename == "for-the-minister.docx"
    page.locator(".chosen > li").first.get_by_text("Remove").click()
    expect(page.locator(".chosen > li")).to_have_count(1)
    expect(page.locator(FIRST)).to_have_text("Chile and Brazil use ICT.")
    expect(page.locator(".print")).to_be_hidden()


def test_with_scripts_the_brief_changes_in_place_and_keeps_the_focus(visit: Visit, small: str) -> None:
    page = visit(small + BOTH)
    page.evaluate("window.stayed = true")
    page.focus("#down-ict-use-h1")
    page.keyboard.press("Enter")
    expect(page.locator(FIRST)).to_have_text("Chile lends.")
    expect(page.locator("#up-ict-use-h1")).to_be_focused()
    page.fill("#title", "SME centers")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("SME centers")
    expect(page.locator("#announce")).to_have_text("SME centers")
    page.go_back()
    page.go_back()
    expect(page.locator(FIRST)).to_have_text("Chile and Brazil use ICT.")
    assert page.evaluate("window.stayed")


def test_lessons_stay_in_the_order_they_were_chosen_in(visit: Visit, small: str) -> None:
    page = visit(f"{small}/?q=chile")
    for count, lesson in enumerate(("trade-and-poverty/h2", "ict-use/h1", "trade-and-poverty/h1"), 1):
        page.check(f"input[type=checkbox][value='{lesson}']")
        expect(page.locator("a.brief .count")).to_have_text(str(count))
    page.click("a.brief")
    expect(page.locator(".chosen .words").nth(0)).to_have_text("Chile lends.")
    expect(page.locator(".chosen .words").nth(1)).to_have_text("Chile and Brazil use ICT.")


def test_a_search_from_the_brief_leads_to_results_that_keep_it(visit: Visit, small: str) -> None:
    page = visit(f"{small}{BOTH}&title=SME")
    page.fill("#q", "brazil")
    page.press("#q", "Enter")
    expect(page.locator("#count")).to_contain_text("1 workshop")
    expect(page.locator("input[type=checkbox][value='ict-use/h1']")).to_be_checked()
    page.click("a.brief")
    expect(page.locator("h1")).to_have_text("SME")


@pytest.mark.parametrize("scripts", [True, False])
def test_by_keyboard_alone_lessons_are_chosen_and_made_a_brief(visit: Visit, small: str, scripts: bool) -> None:
    page = visit(f"{small}/workshops/trade-and-poverty", java_script_enabled=scripts)
    page.focus("input[type=checkbox][value='trade-and-poverty/h2']")
    page.keyboard.press("Space")
    if scripts:
        expect(page.locator("a.brief")).to_be_visible()
    page.focus("#choose button")
    page.keyboard.press("Enter")
    expect(page.locator(FIRST)).to_have_text("Chile lends.")


def test_on_paper_a_brief_is_its_title_lessons_and_sources(visit: Visit, small: str) -> None:
    page = visit(f"{small}{BOTH}&title=SME")
    page.emulate_media(media="print")
    for words in ("SME", "Chile lends.", "“ICT Use”. Panama City, United States", "g1"):
        expect(page.get_by_text(words).locator("visible=true").first).to_be_visible()
    for controls in ("#search", "#naming", ".take", ".chosen .under", "button"):
        expect(page.locator(controls).first).to_be_hidden()


def test_a_brief_is_copied_as_text_with_its_sources(visit: Visit, small: str) -> None:
    page = visit(f"{small}{BOTH}&title=SME", permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy as text").click()
    expect(page.locator("#announce")).to_have_text("Copied")
    title, first, second = page.evaluate("navigator.clipboard.readText()").split("\n\n")
    assert title == "SME"
    cited = "Example Institution. “Chile and Brazil use ICT”. In “ICT Use”. Panama City"
    assert first.startswith(f"Chile and Brazil use ICT.\n{cited}")
    assert second.startswith("Chile lends.\nExample Institution. “Chile lends”. In “Trade & Poverty”.")


@pytest.mark.parametrize("width", [360, 1280])
def test_the_brief_stays_in_sight_while_one_chooses(visit: Visit, large: str, width: int) -> None:
    page = visit(f"{large}/?q=chile", width=width)
    last = page.locator("#found input[name=lesson]").last
    last.check()
    brief = page.locator("a.brief")
    expect(brief).to_have_text("My brief 1")
    expect(brief).to_be_in_viewport()
    brief.click()
    expect(page.locator(".chosen > li")).to_have_count(1)


def test_print_prints(visit: Visit, small: str) -> None:
    page = visit(small + BOTH)
    page.evaluate("window.print = () => { window.printed = true; }")
    page.click(".print")
    assert page.evaluate("window.printed")


def test_results_are_taken_as_a_file(visit: Visit, small: str) -> None:
    page = visit(f"{small}/?q=chile")
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    assert download.value.suggested_filename == "policy-lessons-chile.csv"
    assert "Chile lends." in download.value.path().read_text("utf-8-sig")


@pytest.mark.parametrize("scripts", [True, False])
def test_the_address_of_a_brief_holds_its_language(visit: Visit, small: str, scripts: bool) -> None:
    page = visit(f"{small}/?q=chile&lesson=ict-use/h1", locale="fr-FR", java_script_enabled=scripts)
    page.click("a.brief")
    page.wait_for_url("**/brief?lang=fr&lesson=ict-use%2Fh1")
    page.goto(f"{small}/workshops/ict-use?lesson=ict-use/h1")
    page.click("#choose button >> nth=0")
    page.wait_for_url(re.compile(r"/brief\?.*lang=fr"))
    assert page.url.count("lang=") == 1
    page.click("#naming button")
    page.wait_for_url(re.compile(r"/brief\?.*lang=fr"))
    assert page.url.count("lang=") == 1
