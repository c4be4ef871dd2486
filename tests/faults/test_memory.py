"""A server process does not grow with the builds that it sees, nor with long texts. The campaign measures it."""

import gc
import random
import tracemalloc
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest

from policysearch.engines.registry import open_engine
from policysearch.query import Query, parse
from policysearch.search.service import SearchService
from policysearch.web import create_app
from tests.faults.sites import Site

pytestmark = pytest.mark.slow

SEARCHES = ("", "apples", "appels", '"apples pay" title:apples', "pa* OR pey~", "nothing", "-apples country:PE")
MAPPED_FILES = Path("/proc/self/maps")  # of Linux


@pytest.fixture
def without_garbage_collection() -> Iterator[None]:
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def ask_everything(searcher: SearchService) -> None:
    queries = [parse(text, searcher.vocabulary) for text in SEARCHES]
    assert sum(len(hit.reasons) for query in queries for hit in searcher.search(query).hits) > 0
    assert sum(1 for query in queries for _ in searcher.scan(query)) > len(queries)
    assert len(searcher.count_many(queries)) == len(queries)
    assert searcher.suggest("app", "en", 5)
    assert searcher.suggest("appel", "en", 5)
    assert searcher.search(Query(like="w001")).hits
    assert all(searcher.get_many(["w001", "w001/h1"]))


@pytest.mark.usefixtures("without_garbage_collection")
def test_a_generation_that_was_left_is_closed_at_once(tmp_path: Path) -> None:
    """Without cycles of references, its memory and its open files go with the last answer from it."""
    site = Site(tmp_path)
    for number in range(6):
        site.write(f"w{number:03}", "Apples")
    assert site.run("build").code == 0
    engine = open_engine(site.settings)
    searcher, snapshots = SearchService(engine, 64), []
    for number in range(3):
        snapshots.append(weakref.ref(engine.snapshot()))
        ask_everything(searcher)
        site.write("w000", "Berries", f"Prose {number}")
        assert site.run("build").code == 0
        assert searcher.generation == site.generations()[0].name
        ask_everything(searcher)
        assert [reference() for reference in snapshots] == [None] * len(snapshots)
    if MAPPED_FILES.exists():
        mapped = [line for line in MAPPED_FILES.read_text("utf-8").splitlines() if str(site.settings.index) in line]
        assert mapped
        assert not [line for line in mapped if line.endswith("(deleted)")]


def test_long_texts_of_readers_are_not_kept(tmp_path: Path) -> None:
    """Each was kept in a dozen caches, which count entries: two megabytes a text, and hundreds of texts."""
    site = Site(tmp_path)
    site.write("w001", "Apples")
    assert site.run("build").code == 0
    client = create_app(SearchService(open_engine(site.settings), 512), site.settings).test_client()
    words, rng = [f"word{number}" for number in range(1_000)], random.Random(1)
    sizes = []
    tracemalloc.start()
    try:
        for _ in range(8):
            text = " ".join(rng.sample(words, len(words)))
            headers = {"Accept-Language": text[:4_000]}
            assert client.get("/", query_string={"q": text}, headers=headers).status_code == 200
            assert client.get("/api/v1/suggest", query_string={"q": text[:1_000]}).status_code in (200, 400)
            gc.collect()
            sizes.append(tracemalloc.get_traced_memory()[0])
    finally:
        tracemalloc.stop()
    assert (sizes[-1] - sizes[3]) / 4 < 40_000  # bytes a text, which has 8,000 characters
