"""Judged set -> Evaluation: its queries are run against an index for a moment alone, of the engine that is set.

A document matches if it has any word of the query.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from itertools import islice
from pathlib import Path
from secrets import token_hex
from tempfile import TemporaryDirectory

from policysearch.engines.registry import discard, open_engine, open_generations
from policysearch.evaluation.judged_set import read_judged_set
from policysearch.evaluation.metrics import RUN_DEPTH, Evaluation, mean, measure
from policysearch.model.document import COLUMNS, Document, Text
from policysearch.model.workshop import Workshop, WorkshopText
from policysearch.publishing import attach_vectors
from policysearch.query import Everything, Query, bag_of_words, relax
from policysearch.search.results import Searcher
from policysearch.search.service import open_service
from policysearch.settings import Settings
from policysearch.vocabulary import Vocabulary

_DAY = date(2000, 1, 1)


def evaluate(folder: Path, language: str = "en", site: Settings | None = None) -> Evaluation:
    """Run and measure every judged query of ``folder``, whose texts are in ``language``.

    ``site`` are settings that say which engine is asked, how meaning is searched, and in ``state`` where vectors are
    kept for another run; None for the embedded engine and words alone. Raises EvaluationError, and SettingsError,
    EngineError or EmbeddingError.
    """
    judged_set = read_judged_set(folder)
    with _index_for_a_moment(site or Settings()) as settings:
        record_ids = build_index(judged_set.documents(), language, settings)
        searcher = open_service(open_engine(settings), settings)
        try:
            rankings = {
                query_id: [record_ids[slug] for slug in _rank(searcher, text, language)]
                for query_id, text in judged_set.queries.items()
            }
        finally:
            searcher.close()
    scores = measure(judged_set.qrels, rankings)
    return Evaluation(mean(scores), scores, judged_set.queries, len(record_ids), language)


@contextmanager
def _index_for_a_moment(site: Settings) -> Iterator[Settings]:
    """Yield settings of an index that goes at the end: a temporary folder, and in a cluster a prefix of its own."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as temporary:
        prefix = f"{site.opensearch_prefix}-evaluate-{token_hex(4)}"
        settings = replace(site, index=Path(temporary) / "index", opensearch_prefix=prefix, cache_size=0)
        try:
            yield settings
        finally:
            discard(settings)


def build_index(records: Iterator[tuple[str, str, str]], language: str, settings: Settings) -> dict[str, str]:
    """Build the index and return each slug's id in the collection."""
    record_ids: dict[str, str] = {}

    def documents() -> Iterator[Document]:
        for number, (record_id, title, text) in enumerate(records):
            slug = f"{number:08}"
            record_ids[slug] = record_id
            yield _make_document(slug, title, text, language)

    generations = open_generations(settings)
    generations.build(documents(), {}, Vocabulary())
    attach_vectors(settings, generations, full=True, announce=lambda _: None, sentences=False)
    return record_ids


def _make_document(slug: str, title: str, text: str, language: str) -> Document:
    workshop_text = WorkshopText(language, title, text, text, ())
    workshop = Workshop(slug, language, {language: workshop_text}, _DAY, _DAY)
    return Document(slug, "workshop", workshop, "", {language: Text(title, body=text)}, dict.fromkeys(COLUMNS, ()))


def _rank(searcher: Searcher, text: str, language: str) -> list[str]:
    """Return the slugs in the order in which a reader sees them: close ones above or below the first page's hits."""
    clause = relax(bag_of_words(text))
    if clause == Everything():
        return []
    query = replace(Query(text), clause=clause, language=language)
    results = searcher.search(query)
    close = [hit.document.id for hit in results.close]
    hits = [document.id for document in islice(searcher.scan(query), RUN_DEPTH)]
    end = 0 if results.close_leads else query.limit
    return [*hits[:end], *close, *hits[end:]][:RUN_DEPTH]
