"""Looking instead of reading: the map and the pages to browse by."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

Visit = Callable[..., Page]


@pytest.mark.parametrize("scripts", [True, False])
def test_a_cell_of_the_map_leads_to_exactly_its_lessons(visit: Visit, large: str, scripts: bool) -> None:
    page = visit(f"{large}/map", java_script_enabled=scripts)
    cell = page.get_by_role("table").get_by_title("ICT, Brazil")
    expect(cell).to_have_text("1")
    cell.click()
    expect(page.locator("#count")).to_contain_text("1 lesson")
    expect(page.locator(".hit")).to_have_count(1)


def test_the_map_is_one_stop_for_tab_and_is_walked_with_arrow_keys(visit: Visit, large: str) -> None:
    page = visit(f"{large}/map")
    links = page.locator("[data-grid] a")
    assert links.evaluate_all("links => links.filter(link => link.tabIndex === 0).length") == 1
    page.focus("#map")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Chile", exact=True)).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("link", name="Brazil", exact=True)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_title("ICT, Brazil")).to_be_focused()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("link", name="ICT", exact=True)).to_be_focused()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    page.wait_for_url("**/themes/ict")


def test_the_map_is_a_table_with_headings_to_a_screen_reader(visit: Visit, large: str) -> None:
    page = visit(f"{large}/map")
    table = page.get_by_role("table", name="Themes by country")
    expect(table.get_by_role("columnheader")).to_have_text(["Chile", "Brazil"])
    expect(table.get_by_role("rowheader")).to_have_text(["ICT"])


def test_a_reader_browses_from_a_theme_to_a_country_to_a_lesson_without_scripts(visit: Visit, small: str) -> None:
    page = visit(f"{small}/workshops/ict-use", java_script_enabled=False)
    page.click(".about a:has-text('ICT')")
    expect(page.locator("h1")).to_have_text("ICT")
    page.click("aside .tags a:has-text('Brazil')")
    page.wait_for_url(re.compile("BR"))
    expect(page.locator(".hit")).to_have_count(1)
    page.go_back()
    page.check("input[type=checkbox][value='ict-use/h1']")
    page.click("text=Keep my choice")
    page.wait_for_url("**lesson=**")
    expect(page.locator("h1")).to_have_text("ICT")
    expect(page.locator("input[type=checkbox][value='ict-use/h1']")).to_be_checked()
    page.click("a.open >> nth=0")
    expect(page.locator(".kicker")).to_have_text("ICT Use")


def test_choosing_on_a_browse_page_counts_at_once(visit: Visit, small: str) -> None:
    page = visit(f"{small}/countries/CL")
    page.check("input[type=checkbox][value='ict-use/h1']")
    expect(page.locator("a.brief .count")).to_have_text("1")
    assert page.url == f"{small}/countries/CL?lesson=ict-use%2Fh1"


def test_years_are_walked_by_their_neighbours(visit: Visit, large: str) -> None:
    page = visit(f"{large}/years/1990")
    page.click("a[rel=next]")
    expect(page.locator("h1")).to_have_text("1991")


@pytest.mark.parametrize("scripts", [True, False])
def test_the_table_of_the_map_is_downloaded_as_csv(visit: Visit, large: str, scripts: bool) -> None:
    page = visit(f"{large}/map?q=chile&lang=es", java_script_enabled=scripts)
    with page.expect_download() as download:
        page.get_by_role("link", name="Descargar la tabla (CSV)").click()
    assert download.value.suggested_filename == "map.csv"
    assert download.value.path().read_text("utf-8-sig").splitlines()[:2] == ["Tema,Chile,Brasil", "TIC,43,1"]
