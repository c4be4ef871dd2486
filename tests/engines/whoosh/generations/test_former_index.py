"""An index that commit 3471141 made, and what it answered: opened, served, verified, built upon, rolled back.

The archive has two generations with ids of the former format. The older one is the four shipped workshops, with an
attachment of 26 pages. Of these the newer one leaves out ``2009-panama-city``, holds ``2010-san-antonio`` back and adds
``2012-lima``: two segments, one of them with deleted documents.
"""

import json
import re
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from policysearch import query
from policysearch.engines.contract import Request, Snapshot
from policysearch.engines.registry import open_generations
from policysearch.engines.whoosh.generations.directory import LOCK
from policysearch.model.document import Document
from policysearch.publishing import suggestion_builder
from policysearch.search.results import Results, Searcher
from policysearch.settings import Settings
from policysearch.vocabulary import Vocabulary
from tests.engines.factories import build, open_searcher, workshop

ARCHIVE = Path(__file__).with_name("index-3471141.tar.xz")
NEW_ID = re.compile(r"\d{8}-\d{8}t\d{6}z-[0-9a-f]{6}")
MAX_PASSAGES = 100


@pytest.fixture
def former(tmp_path: Path) -> Path:
    """The folder of the former index and its ``answers.json``."""
    with tarfile.open(ARCHIVE) as archive:
        archive.extractall(tmp_path, filter="data")
    return tmp_path


@pytest.fixture
def index(former: Path) -> Settings:
    return Settings(index=former / "index", cache_size=0)


@pytest.fixture
def recorded(former: Path) -> dict[str, Any]:
    """Per generation, the older one first, what commit 3471141 answered and suggested."""
    answers: dict[str, Any] = json.loads((former / "answers.json").read_text("utf-8"))
    return answers


def ask(searcher: Searcher, view_and_text: str) -> Results:
    view, _, text = view_and_text.partition(" ")
    return searcher.search(
        query.parse(text, searcher.vocabulary, view="highlights" if view == "highlights" else "workshops")
    )


def answer(results: Results) -> dict[str, Any]:
    """Return an answer as ``answers.json`` has it, scores apart."""
    return {
        "total": results.total,
        "hits": [[hit.document.id, [snippet.text for snippet in hit.snippets]] for hit in results.hits],
        "years": {bucket.value: bucket.count for bucket in results.facets["year"]},
    }


def suggestions(searcher: Searcher, prefix: str) -> list[list[object]]:
    return [[entry.text, entry.kind, entry.value, entry.count] for entry in searcher.suggest(prefix, "en", 8)]


def assert_as_recorded(searcher: Searcher, recorded: dict[str, Any]) -> None:
    for view_and_text, expected in recorded["answers"].items():
        results = ask(searcher, view_and_text)
        if results.shown_for is not None:  # a later rule: the correction is listed
            continue
        scores = [hit.score for hit in results.hits]
        assert scores == pytest.approx([score for _, score, _ in expected["hits"]], abs=1e-8)
        hits = [[name, snippets] for name, _, snippets in expected["hits"]]
        years = expected["facets"]["year"]  # themes and corrections follow later rules of the search
        assert answer(results) == {"total": expected["total"], "hits": hits, "years": years}, view_and_text
    for prefix, expected in recorded["suggestions"].items():
        assert suggestions(searcher, prefix) == expected


def all_documents(snapshot: Snapshot) -> Iterator[Document]:
    """Yield every document of a generation, each workshop before its parts."""
    matched = snapshot.execute(Request(limit=1_000))
    ids = [doc_id for doc_id, _ in matched.hits]
    highlights = [*snapshot.execute(Request(view="highlights", limit=1_000)).scan()]
    passages = matched.best_passages(ids, MAX_PASSAGES)
    for doc_id, document in zip(ids, snapshot.documents(ids), strict=True):
        yield document
        yield from sorted(
            (lesson for lesson in highlights if lesson.workshop.slug == document.id),
            key=lambda lesson: int(lesson.part[1:]),
        )
        yield from sorted(
            snapshot.documents(passages.get(doc_id, ())), key=lambda page: page.passage.number if page.passage else 0
        )


def test_it_opens_and_serves_what_its_own_version_answered(index: Settings, recorded: dict[str, Any]) -> None:
    older, newer = recorded
    generations = open_generations(index)
    assert [(generation.id, generation.current) for generation in generations.list()] == [(newer, True), (older, False)]
    searcher = open_searcher(index)
    assert searcher.generation == newer
    assert_as_recorded(searcher, recorded[newer])


def test_it_rolls_back_to_the_former_generation_and_forth(index: Settings, recorded: dict[str, Any]) -> None:
    older, newer = recorded
    searcher, generations = open_searcher(index), open_generations(index)
    for generation in (older, newer):
        generations.activate(generation)
        assert searcher.generation == generation
        assert_as_recorded(searcher, recorded[generation])


def test_every_file_is_as_it_was_written_and_damage_is_found(index: Settings, recorded: dict[str, Any]) -> None:
    generations = open_generations(index)
    older, newer = recorded
    assert generations.verify(older) == generations.verify(newer) == ()
    (file,) = (index.index / "generations" / newer).glob("*.live")
    file.write_bytes(bytes(byte ^ 1 for byte in file.read_bytes()))
    assert [damage.part for damage in generations.verify(newer)] == [file.name]


def test_what_it_was_built_from_is_known(index: Settings, recorded: dict[str, Any]) -> None:
    older, newer = (open_generations(index).state(generation) for generation in recorded)
    shared = {"2009-orlando", "2010-san-antonio", "2011-san-diego", "vocabulary"}
    assert {*older.sources} == shared | {"2009-panama-city"}
    assert {*newer.sources} == shared | {"2012-lima"}
    assert {*older.held_back} == set()
    assert {*newer.held_back} == {"2010-san-antonio"}


def test_a_fresh_index_of_the_same_documents_answers_alike(
    former: Path, index: Settings, recorded: dict[str, Any]
) -> None:
    older, _ = recorded
    stored = open_generations(index).snapshot(older)
    fresh = Settings(index=former / "fresh", cache_size=0)
    generations = open_generations(fresh)
    documents = [*all_documents(stored)]
    report = generations.build(
        documents, {}, stored.vocabulary, resources=suggestion_builder(generations, (), len(documents))
    )
    assert report.documents == {"workshop": 4, "highlight": 12, "passage": 26}
    assert_as_recorded(open_searcher(fresh), recorded[older])
    rebuilt = {document.id: document for document in all_documents(generations.snapshot(report.generation))}
    assert rebuilt == {document.id: document for document in documents}


def test_a_build_carries_its_workshops_over_and_is_newer_and_can_be_taken_back(
    index: Settings, recorded: dict[str, Any]
) -> None:
    _, newer = recorded
    keep = ["2009-orlando", "2010-san-antonio", "2011-san-diego"]
    report = build(index.index, [workshop("2013-quito", "Guarantee funds of Quito")], keep=keep)
    assert NEW_ID.fullmatch(report.generation)
    assert (report.appeared, report.vanished) == (("2013-quito",), ("2012-lima",))
    generations = open_generations(index)
    assert [generation.id for generation in generations.list()] == [report.generation, newer]
    assert generations.verify(report.generation) == ()
    searcher = open_searcher(index)
    assert {hit.document.id for hit in ask(searcher, "workshops guarantee").hits} == {"2011-san-diego", "2013-quito"}
    assert ask(searcher, "workshops ").total == 4
    assert ["Guarantee funds of Quito", "title", "2013-quito", 1] in suggestions(searcher, "guar")
    assert not any("2012-lima" in entry for entry in suggestions(searcher, "guar"))

    generations.activate(newer)
    assert searcher.generation == newer
    assert_as_recorded(searcher, recorded[newer])
    report_after_rollback = build(index.index, [workshop("2013-quito", "Guarantee funds of Quito")], keep=keep)
    assert report_after_rollback.generation > report.generation  # one more, although the served one is older


def test_the_lock_moves_to_the_state_folder_and_the_former_one_is_taken_too(index: Settings) -> None:
    with open_generations(index).writing():
        assert (index.state_folder / LOCK).is_file()
    assert (index.index / "lock").is_file()


def test_its_vocabulary_is_read(index: Settings) -> None:
    assert open_searcher(index).vocabulary.themes != Vocabulary().themes
