"""One's own headings and notes in a brief, with and without scripts."""

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import docx
from playwright.sync_api import Page, expect

Visit = Callable[..., Page]
BOTH = "/brief?lesson=ict-use/h1&lesson=trade-and-poverty/h2"


def paragraphs(path: Path) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(BytesIO(path.read_bytes())).paragraphs]


def test_notes_are_in_the_fragment_and_survive_ordering_leaving_and_sharing(visit: Visit, small: str) -> None:
    page = visit(small + BOTH)
    page.click("#note-ict-use-h1 summary")
    page.fill("#note-ict-use-h1 input", "What Chile did")
    page.fill("#note-ict-use-h1 textarea", "Ask the bank.")
    expect(page.locator("#at-ict-use-h1 .own-heading")).to_have_text("What Chile did")
    expect(page).to_have_url(re.compile("#notes="))
    assert "Chile" not in page.url.split("#")[0]
    page.click("#down-ict-use-h1")
    expect(page.locator(".chosen > li").nth(1)).to_contain_text("What Chile did")
    page.click("text=Themes >> nth=0")
    page.wait_for_url("**/themes?*")
    page.click("a.brief")
    expect(page.locator("#at-ict-use-h1 .own-note")).to_have_text("Ask the bank.")
    with page.expect_download() as download:
        page.click("#as-word")
    assert {"What Chile did", "Ask the bank."} <= {*paragraphs(download.value.path())}
    shared = visit(page.url)
    expect(shared.locator("#at-ict-use-h1 .own-heading")).to_have_text("What Chile did")
    page.click("#clear-choice")
    assert page.evaluate("JSON.parse(localStorage.getItem('policysearch.notes')).notes") == {}


def test_without_scripts_notes_are_posted_and_kept_by_every_button(visit: Visit, small: str) -> None:
    page = visit(small + BOTH, java_script_enabled=False)
    page.click("#note-trade-and-poverty-h2 summary")
    page.fill("#note-trade-and-poverty-h2 input", "What Chile did")
    page.click("text=Show my headings and notes")
    expect(page.locator("#at-trade-and-poverty-h2 .own-heading")).to_have_text("What Chile did")
    page.click("#up-trade-and-poverty-h2")
    expect(page.locator(".chosen > li").first).to_contain_text("What Chile did")
    page.fill("#title", "SMEs")
    page.press("#title", "Enter")
    expect(page.locator("h1")).to_have_text("SMEs")
    with page.expect_download() as download:
        page.click("#noted >> text=Download as Word")
    assert "What Chile did" in paragraphs(download.value.path())
    assert "Chile" not in page.url


def test_notes_of_other_lessons_stay_whatever_a_link_brings(visit: Visit, small: str) -> None:
    page = visit(small + BOTH)
    for lesson, heading in (("ict-use-h1", "Mine"), ("trade-and-poverty-h2", "Also mine")):
        page.click(f"#note-{lesson} summary")
        page.fill(f"#note-{lesson} input", heading)
    page.goto(f'{small}/brief?lesson=ict-use/h1#notes={{"ict-use/h1":["Yours",""]}}')
    page.reload()
    expect(page.locator("#at-ict-use-h1 .own-heading")).to_have_text("Yours")
    page.click("#note-ict-use-h1 summary")
    page.fill("#note-ict-use-h1 input", "Ours")
    page.goto(small + BOTH)
    expect(page.locator("#at-ict-use-h1 .own-heading")).to_have_text("Ours")
    expect(page.locator("#at-trade-and-poverty-h2 .own-heading")).to_have_text("Also mine")


def test_enter_in_a_heading_sends_nothing_to_the_server(visit: Visit, small: str) -> None:
    page = visit(small + BOTH)
    posted: list[str] = []
    page.on("request", lambda request: posted.append(request.url) if request.method == "POST" else None)
    page.click("#note-ict-use-h1 summary")
    page.fill("#note-ict-use-h1 input", "What Chile did")
    page.keyboard.press("Enter")
    page.click("#down-ict-use-h1")
    expect(page.locator(".chosen > li").nth(1)).to_contain_text("What Chile did")
    assert posted == []


def test_without_scripts_a_button_keeps_what_was_just_written(visit: Visit, small: str) -> None:
    page = visit(small + BOTH, java_script_enabled=False)
    page.click("#note-ict-use-h1 summary")
    page.fill("#note-ict-use-h1 input", "What Chile did")
    page.fill("#title", "SMEs")
    page.click("#down-ict-use-h1")
    expect(page.locator(".chosen > li").nth(1)).to_contain_text("What Chile did")
    expect(page.locator("h1")).to_have_text("SMEs")
    with page.expect_download() as download:
        page.click("#as-word")
    assert "What Chile did" in paragraphs(download.value.path())
