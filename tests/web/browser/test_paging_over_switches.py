"""A reader who pages on while the collection changes sees each hit once, or reads that the list begins anew."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from policysearch.model.workshop import Workshop
from policysearch.settings import Settings
from tests.engines.factories import build, open_searcher, workshop
from tests.patience import until
from tests.web.browser.conftest import served

Visit = Callable[..., Page]


Publish = Callable[[int], None]


@pytest.fixture
def changing(tmp_path: Path) -> Iterator[tuple[str, Publish]]:
    """The address of a site with 25 workshops, and what publishes another number of them there."""
    build(tmp_path, workshops(25))
    searcher = open_searcher(Settings(index=tmp_path))

    def publish(count: int) -> None:
        """Build, and wait until it is served: a page that is asked for earlier is of the generation before."""
        generation = build(tmp_path, workshops(count)).generation
        until(lambda: searcher.generation == generation)

    for address in served(searcher):
        yield address, publish
    searcher.close()


def workshops(count: int) -> list[Workshop]:
    return [workshop(f"w{n:02}", "Loans", f"Loan {n}.", start=f"20{n:02}-01-01") for n in range(count)]


def titles(page: Page) -> list[str | None]:
    links: list[str | None] = page.locator("#found .hit h2 a").evaluate_all(
        "links => links.map(link => link.getAttribute('href'))"
    )
    return links


@pytest.mark.parametrize("scripts", [True, False])
def test_paging_on_repeats_and_loses_no_hit(visit: Visit, changing: tuple[str, Publish], scripts: bool) -> None:
    address, publish = changing
    page = visit(f"{address}/?q=loans", java_script_enabled=scripts)
    listed = titles(page)
    publish(40)
    for number in (2, 3):
        page.click(".paging a[rel=next]")
        expect(page.locator(".paging")).to_contain_text(f"Page {number} of 3")
        expect(page.locator("#found .notice").first).to_contain_text("this list goes on as it was begun")
        page.wait_for_load_state()
        listed += titles(page)
    assert len(listed) == len({(link or "").partition("?")[0] for link in listed}) == 25
    page.click("text=Begin anew")
    expect(page.locator("#count")).to_contain_text("40 workshops")


def test_where_the_list_is_gone_it_begins_anew_and_says_so(visit: Visit, changing: tuple[str, Publish]) -> None:
    address, publish = changing
    page = visit(f"{address}/?q=loans")
    for count in (38, 39, 40):
        publish(count)
    page.click(".paging a[rel=next]")
    expect(page.locator("#found .notice").first).to_contain_text("it begins anew")
    expect(page.locator(".paging")).to_contain_text("Page 1 of 4")
