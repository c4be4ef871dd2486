"""Lessons for my text: pasted, chosen and dropped; in place with scripts, else a plain form; in four languages."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import docx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from policysearch.settings import LANGUAGES
from tests.matching import factories

Visit = Callable[..., Page]
PATH = "/for-my-text"
TEXT = "What Chile did is of interest.\n\nThe roof leaks."
DROP = """([selector, name, content]) => {
  const data = new DataTransfer();
  data.items.add(new File([content], name));
  const options = { dataTransfer: data, bubbles: true, cancelable: true };
  for (const kind of ["dragenter", "dragover", "drop"])
    document.querySelector(selector).dispatchEvent(new DragEvent(kind, options));
}"""


def comments(path: Path) -> list[str]:
    return [comment.text for comment in docx.Document(BytesIO(path.read_bytes())).comments]


def test_a_pasted_text_gets_its_lessons_in_place(visit: Visit, small: str) -> None:
    page = visit(small + PATH)
    page.fill("#text", TEXT)
    page.click("#show")
    expect(page.locator("#matched")).to_have_text("Lessons for 1 of 2 paragraphs")
    expect(page.locator("#matched")).to_be_focused()
    expect(page.locator(".matched .lesson")).to_have_count(2)
    expect(page.locator("#text")).to_have_value(TEXT)
    assert page.url == small + PATH


def test_a_file_that_is_chosen_stays_chosen_for_the_word_file(visit: Visit, small: str) -> None:
    page = visit(small + PATH)
    content = factories.word("Chile again.", "The roof.")
    page.set_input_files("#file", {"name": "draft.docx", "mimeType": "", "buffer": content})
    page.click("#show")
    expect(page.locator("#matched")).to_have_text("Lessons for 1 of 2 paragraphs")
    with page.expect_download() as download:
        page.click("button[name=word]")
    assert download.value.suggested_filename == "draft.docx"
    assert len(comments(download.value.path())) == 2


def test_a_file_is_dropped_on_the_form(visit: Visit, small: str) -> None:
    page = visit(small + PATH)
    page.evaluate(DROP, ["#draft", "note.txt", "Chile again."])
    expect(page.locator("#dropped")).to_have_text("Chosen: note.txt")
    page.click("#show")
    expect(page.locator("#matched")).to_have_text("Lessons for 1 of 1 paragraph")


def test_a_file_of_another_kind_or_too_large_is_refused_before_it_is_sent(visit: Visit, small: str) -> None:
    page = visit(small + PATH)
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method))
    page.evaluate(DROP, ["#draft", "page.html", "<p>"])
    expect(page.locator("#refusal")).to_have_text("Only Word (.docx), PDF, text and Markdown files are read here.")
    page.set_input_files("#file", {"name": "large.txt", "mimeType": "", "buffer": b"x" * 5_000_001})
    expect(page.locator("#refusal")).to_have_text("A file may have at most 5 MB.")
    assert page.evaluate("document.getElementById('file').files.length") == 0
    assert "POST" not in sent


def test_what_the_server_refuses_is_said_and_a_lost_line_too(visit: Visit, small: str) -> None:
    page = visit(small + PATH)
    page.set_input_files("#file", {"name": "a.docx", "mimeType": "", "buffer": b"PK\x03\x04"})
    page.click("#show")
    expect(page.locator("#refusal")).to_contain_text("This could not be read: it is damaged or cut short.")
    page.route("**/for-my-text", lambda route: route.abort())
    page.click("#show")
    expect(page.locator("#refusal")).to_have_text("The site did not answer. Nothing was changed; please try again.")


def test_lessons_are_chosen_for_a_brief_and_the_matches_stay(visit: Visit, small: str) -> None:
    page = visit(small + PATH)
    page.fill("#text", TEXT)
    page.click("#show")
    page.check(".matched .lesson >> nth=0 >> input[name=lesson]")
    expect(page.locator("a.brief .count")).to_have_text("1")
    expect(page.locator(".matched .lesson")).to_have_count(2)
    page.click("#choose button")
    expect(page.locator(".chosen > li")).to_have_count(1)


def test_without_scripts_it_is_a_plain_form(visit: Visit, small: str) -> None:
    page = visit(small + PATH, java_script_enabled=False)
    page.fill("#text", TEXT)
    page.click("#show")
    expect(page.locator("#matched")).to_have_text("Lessons for 1 of 2 paragraphs")
    expect(page.locator("#text")).to_have_value(TEXT)
    with page.expect_download() as download:
        page.click("button[name=word]")
    assert len(comments(download.value.path())) == 2
    page.check(".matched .lesson >> nth=0 >> input[name=lesson]")
    page.click("#choose button")
    expect(page.locator(".chosen > li")).to_have_count(1)


FRENCH = "Ce que le Chili a fait nous intéresse beaucoup, et nous voudrions savoir comment il a procédé."


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("site", ["small", "by_meaning"])
def test_what_is_said_of_another_language_is_accessible(
    visit: Visit, request: pytest.FixtureRequest, site: str, language: str
) -> None:
    page = visit(f"{request.getfixturevalue(site)}{PATH}?lang={language}", width=320)
    if site == "by_meaning":
        page.uncheck("[name=meaning]")
    page.fill("#text", FRENCH)
    page.click("#show")
    expect(page.locator("#matches .notice")).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_matches_are_accessible_and_fit_a_telephone(visit: Visit, small: str, language: str, scheme: str) -> None:
    page = visit(f"{small}{PATH}?lang={language}", width=320, color_scheme=scheme)
    page.fill("#text", f"{TEXT}\n\n{'longword' * 30}")
    page.click("#show")
    expect(page.locator(".matched .lesson")).to_have_count(2)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
