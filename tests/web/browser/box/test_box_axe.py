"""axe finds nothing to mend in the box: every mode and state, light and dark, wide and narrow, framed or not."""

import pytest
from playwright.sync_api import Page, expect

from tests.web.browser.axe import clean
from tests.web.browser.box.conftest import Host, Service, Visit, field_of

DARK = "<style>:root { color-scheme: light dark }</style>"


def box(attributes: str) -> str:
    return f"<policysearch-box {attributes}></policysearch-box>"


def opened(page: Page) -> None:
    field_of(page).press_sequentially("trade", delay=10)
    page.get_by_role("option").wait_for()
    page.keyboard.press("ArrowDown")


@pytest.mark.parametrize(("mode", "language"), [("box", "en"), ("results", "es"), ("list", "fr"), ("results", "pt")])
def test_every_mode_is_accessible(visit: Visit, host: Host, line: str, mode: str, language: str) -> None:
    page = visit(host.page(line + box(f'mode="{mode}" q="chile"'), DARK, lang=language))
    if mode == "box":
        expect(field_of(page)).to_be_visible()
    else:
        page.locator(".title").first.wait_for()
    clean(page)


def test_suggestions_are_accessible(visit: Visit, host: Host, line: str) -> None:
    page = visit(host.page(line + box(""), DARK), width=320)
    opened(page)
    clean(page)


def test_results_with_filters_chosen_and_none_left_are_accessible(visit: Visit, host: Host, line: str) -> None:
    page = visit(host.page(line + box("mode='results' q='chile'"), DARK), width=320)
    page.get_by_role("combobox", name="Year").select_option("1985")
    expect(page.locator("#count")).to_have_text("Results: 1")
    clean(page)
    field_of(page).fill("zzz")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Search").click()
    expect(page.locator("#count")).to_have_text("Results: 0")
    clean(page)


@pytest.mark.parametrize("mode", ["box", "results", "list"])
def test_trouble_is_accessible(visit: Visit, host: Host, line: str, service: Service, mode: str) -> None:
    service.fails = True
    page = visit(host.page(line + box(f'mode="{mode}"'), DARK))
    if mode == "box":
        field_of(page).press_sequentially("trade", delay=10)
    expect(page.locator(".said")).to_have_text("No answer just now.")
    clean(page)


@pytest.mark.parametrize("params", ["", "mode=results&q=chile&scheme=auto", "mode=list&scheme=dark"])
def test_a_frame_is_accessible(visit: Visit, host: Host, service: Service, params: str) -> None:
    frame = f'<iframe src="{service.address}/embed?{params}" title="Lessons" width="600" height="700"></iframe>'
    page = visit(host.page(frame))
    inside = page.frame_locator("iframe")
    (inside.locator(".title").first if params else field_of(inside)).wait_for()
    clean(page)
