"""Two engines answer alike: the one that is asked, and the naive one in memory, over random small collections."""

import random
from collections.abc import Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policysearch.materials.documents import documents_of
from policysearch.model.document import FACETS, Document
from policysearch.model.workshop import Workshop
from policysearch.publishing import suggestion_builder
from policysearch.query import And, InZone, Query, Word
from policysearch.search.results import Results, Searcher
from policysearch.search.service import SearchService
from policysearch.settings import Settings
from policysearch.vocabulary import Organization, Theme, Vocabulary
from tests.engines import under_test
from tests.engines.factories import TYPED_WORDS, random_workshop
from tests.engines.memory.scorer import DocumentWords
from tests.engines.strategies import clauses, phrases, queries, typed_queries, words
from tests.engines.under_test import EngineUnderTest

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(under_test.selected_name() == "memory", reason="memory agrees with itself"),
]

MOST = 9  # workshops
MEMORY = under_test.ENGINES["memory"]
VOCABULARY = Vocabulary(
    themes=(Theme("ict", {"en": "Computers", "es": "Informática"}), Theme("skills", {"en": "Skills"})),
    synonyms=(("loan", "credit"), ("trade", "exportación", "export")),
    organizations=(Organization(("World Bank", "WB")),),
)
PARTS = ("total", "relaxed", "facets", "facet_totals", "crosstab", "expansions", "notices", "suggestion", "ways_out")

index_numbers = count()
collections = st.builds(
    lambda seed, size: [random_workshop(random.Random(f"{seed} {number}"), number) for number in range(size)],
    st.integers(0, 10_000),
    st.integers(1, MOST),
)


def short_enough(workshops: list[Workshop]) -> list[Workshop]:
    """Return the workshops all of whose documents are scored exactly by the engine that is asked."""
    longest = under_test.selected().exact_length
    return [w for w in workshops if all(length(d) <= longest for d in documents_of(w, VOCABULARY))]


def length(document: Document) -> float:
    """Return the length of a document's longest field."""
    return max(DocumentWords(document).lengths.values(), default=0.0)


in_zones = st.builds(InZone, st.sampled_from(["title", "lesson"]), st.one_of(st.builds(Word, words), phrases))
queries_in_zones = st.builds(
    replace, queries(MOST), clause=st.one_of(in_zones, st.builds(lambda *pair: And(pair), in_zones, clauses))
)
any_queries = st.builds(
    replace,
    st.one_of(queries(MOST), queries_in_zones, typed_queries(VOCABULARY)),
    facets=st.sampled_from([FACETS, ("theme",)]),
    all_buckets=st.booleans(),
    limit=st.sampled_from([1, 3, 10]),
)
prefixes = st.builds(lambda word, length: word[:length], st.sampled_from(TYPED_WORDS), st.integers(1, 7))
steady = settings(
    max_examples=under_test.selected().examples,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("alike")


def searchers(folder: Path, *batches: Sequence[Workshop]) -> tuple[Searcher, Searcher]:
    """Return a searcher of the engine that is asked, and one of memory; later batches replace what they have."""
    index = Settings(index=folder / str(next(index_numbers)))
    return open_searcher(under_test.selected(), index, batches), open_searcher(MEMORY, index, batches)


def open_searcher(engine: EngineUnderTest, index: Settings, batches: Sequence[Sequence[Workshop]]) -> Searcher:
    slugs: set[str] = set()
    for batch in batches:
        generations = engine.open_generations(index)
        new = {workshop.slug for workshop in batch}
        keep, slugs = slugs - new, slugs | new
        base = current.id if (current := generations.current()) else None
        generations.build(
            [document for workshop in batch for document in documents_of(workshop, VOCABULARY)],
            dict.fromkeys(slugs, "1"),
            VOCABULARY,
            keep=keep,
            base=base,
            resources=suggestion_builder(generations, keep, len(slugs), base),
        )
    return SearchService(engine.open_engine(index))


def assert_alike(results: Results, expected: Results) -> None:
    for part in PARTS:
        assert getattr(results, part) == getattr(expected, part), part
    assert [hit.document.id for hit in results.hits] == [hit.document.id for hit in expected.hits]
    scale = under_test.selected().score_scale
    scores = [hit.score for hit in expected.hits]
    assert [hit.score * scale for hit in results.hits] == pytest.approx(scores, rel=1e-6, abs=1e-9)
    for hit, witness in zip(results.hits, expected.hits, strict=True):
        assert hit._replace(score=0.0, reasons=tuple(hit.reasons)) == witness._replace(
            score=0.0, reasons=tuple(witness.reasons)
        )


@steady
@given(
    workshops=collections.map(short_enough),
    split=st.integers(0, MOST),
    asks=st.lists(any_queries, min_size=5, max_size=15),
    typed=st.lists(prefixes, min_size=2, max_size=5),
)
def test_results_suggestions_and_documents_are_alike(
    folder: Path, workshops: list[Workshop], split: int, asks: list[Query], typed: list[str]
) -> None:
    searcher, witness = searchers(folder, workshops[:split], workshops[split:])
    for query in asks:
        assert_alike(searcher.search(query), witness.search(query))
        assert [document.id for document in searcher.scan(query)] == [document.id for document in witness.scan(query)]
    for prefix in typed:
        assert searcher.suggest(prefix, "en", 10) == witness.suggest(prefix, "en", 10)
    keys = [f"w{number:03}{part}" for number in range(MOST) for part in ("", "/h1", "/files/paper.pdf/2")]
    assert searcher.get_many(keys) == witness.get_many(keys)


@steady
@given(
    workshops=collections,
    edited=collections,
    asks=st.lists(any_queries, min_size=5, max_size=15),
)
def test_after_an_edit_matches_and_counts_are_alike(
    folder: Path, workshops: list[Workshop], edited: list[Workshop], asks: list[Query]
) -> None:
    """Scores may differ: documents that were replaced may count in an engine's statistics until they are merged."""
    searcher, witness = searchers(folder, workshops, edited[::2])
    for query in (replace(query, offset=0, limit=100) for query in asks):
        results, expected = searcher.search(query), witness.search(query)
        for part in ("total", "relaxed", "facets", "facet_totals", "crosstab", "notices"):
            assert getattr(results, part) == getattr(expected, part), part
        assert {hit.document.id for hit in results.hits} == {hit.document.id for hit in expected.hits}
        assert {hit.document.id for hit in results.hits} == {document.id for document in searcher.scan(query)}
