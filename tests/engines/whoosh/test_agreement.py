"""The engine answers as Whoosh's own searcher does over the same generation: matches, order, scores, counts."""

import random
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest
from hypothesis import example, given, settings

from policysearch.engines.registry import open_generations
from policysearch.engines.whoosh.generations.directory import GenerationDirectory
from policysearch.engines.whoosh.snapshot import WhooshSnapshot as EngineSnapshot
from policysearch.materials.documents import documents_of
from policysearch.model.document import FACETS, Document
from policysearch.model.workshop import Workshop
from policysearch.query import And, InFacet, Query, Word
from policysearch.search.retrieve import retrieve
from policysearch.settings import Settings
from policysearch.vocabulary import Vocabulary
from tests.engines.factories import TYPED_WORDS, random_workshop
from tests.engines.strategies import queries
from tests.engines.whoosh.oracle import Answer, WhooshSnapshot, answer


class Readers:
    """A generation, read by the engine and by Whoosh."""

    def __init__(self, index: Path, documents: dict[str, Document]) -> None:
        generations = GenerationDirectory(index)
        folder = generations.folder(generations.current() or "")
        self.engine = EngineSnapshot(folder)
        self.whoosh = WhooshSnapshot(folder, documents, Vocabulary())

    def agree(self, query: Query) -> None:
        query = replace(query, offset=0, limit=1_000, facets=FACETS, all_buckets=True)
        retrieval, expected = retrieve(self.engine, query), answer(self.whoosh, query)
        hits = retrieval.page()
        ids = [self.engine.document(cast(int, doc_id)).id for doc_id, _ in hits]
        assert set(ids) == set(expected.ids)
        assert (retrieval.total, retrieval.relaxed) == (len(expected.ids), expected.relaxed)
        scores = [score for _, score in hits]
        assert dict(zip(ids, scores, strict=True)) == pytest.approx(expected.scores, rel=1e-9, abs=1e-12)
        if query.sort != "relevance":
            assert ids == list(expected.ids)
        else:
            assert_ranked(query, ids, expected, self.whoosh)
        for name, counted in retrieval.matched.facets.items():
            assert {bucket.value: bucket.count for bucket in counted.buckets if bucket.count} == expected.facets[name]
        if query.crosstab:
            assert retrieval.matched.crosstab == expected.crosstab
        assert [document.id for document in retrieval.scan()] == ids
        for count in (1, 3):
            assert retrieve(self.engine, replace(query, limit=count)).page() == hits[:count]


def assert_ranked(query: Query, ids: list[str], expected: Answer, whoosh: WhooshSnapshot) -> None:
    """Pins come first, then the highest score, the newest, the lowest id; scores that differ in their last bits tie."""
    pinned = [name for name in dict.fromkeys(query.pinned) if name in ids]
    assert ids[: len(pinned)] == pinned
    ranked = ids[len(pinned) :]
    days = {name: -whoosh.documents[name].workshop.start.toordinal() for name in ranked}
    assert ranked == sorted(ranked, key=lambda name: (-round(expected.scores[name], 9), days[name], name))


def build(index: Path, workshops: list[Workshop], keep: list[str], sources: dict[str, str]) -> None:
    documents = [document for workshop in workshops for document in documents_of(workshop, Vocabulary())]
    open_generations(Settings(index=index)).build(documents, sources, Vocabulary(), keep=keep)


@pytest.fixture(scope="module", params=["one language", "four", "edited"])
def readers(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Readers:
    rng = random.Random(request.param)
    index = tmp_path_factory.mktemp("agreement")
    workshops = {w.slug: w for w in (random_workshop(rng, n) for n in range(60))}
    if request.param == "one language":
        workshops = {slug: w for slug, w in workshops.items() if [*w.texts] == ["en"]}
    build(index, [*workshops.values()], [], dict.fromkeys(workshops, "1"))
    if request.param == "edited":
        for round_ in range(2):
            deleted = rng.sample(sorted(workshops), 1)
            edited_slugs = rng.sample(sorted({*workshops} - {*deleted}), 2)
            edited = {slug: random_workshop(rng, int(slug[1:])) for slug in edited_slugs}
            workshops = {slug: w for slug, w in (workshops | edited).items() if slug not in deleted}
            unchanged = sorted(set(workshops) - set(edited))
            build(index, [*edited.values()], unchanged, dict.fromkeys(workshops, str(round_)))
    documents = {d.id: d for w in workshops.values() for d in documents_of(w, Vocabulary())}
    readers = Readers(index, documents)
    if request.param == "edited":
        assert len(readers.engine.segments) > 1
        assert any(segment.live is not None for segment in readers.engine.segments)
    return readers


@pytest.mark.slow
@settings(max_examples=250)
@given(query=queries(60))
@example(Query(clause=And((Word("credit"), And((InFacet("experience", ("CL", "BR")), Word("credit", False)))))))
def test_the_engine_answers_as_whoosh_does(readers: Readers, query: Query) -> None:
    readers.agree(query)


@pytest.mark.parametrize("typed", TYPED_WORDS)
def test_every_word_alone_agrees(readers: Readers, typed: str) -> None:
    readers.agree(Query(clause=Word(typed)))
    readers.agree(Query(clause=Word(typed), view="highlights"))
