"""Judged set -> Evaluation: its queries are run against a temporary index of the product's own engine.

A document matches if it has any word of the query.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from policysearch.engines.registry import open_engine, open_generations
from policysearch.evaluation.judged_set import read_judged_set
from policysearch.evaluation.metrics import RUN_DEPTH, Evaluation, mean, measure
from policysearch.model.document import COLUMNS, Document, Text
from policysearch.model.workshop import Workshop, WorkshopText
from policysearch.query import Everything, Query, bag_of_words, relax
from policysearch.search.results import Searcher
from policysearch.search.service import SearchService
from policysearch.settings import Settings
from policysearch.vocabulary import Vocabulary

_DAY = date(2000, 1, 1)


def evaluate(folder: Path, language: str = "en") -> Evaluation:
    """Run and measure every judged query of ``folder``, whose texts are in ``language``. Raises EvaluationError."""
    judged_set = read_judged_set(folder)
    with TemporaryDirectory(ignore_cleanup_errors=True) as temporary:
        settings = Settings(index=Path(temporary) / "index")
        record_ids = _build_index(judged_set.documents(), language, settings)
        searcher = SearchService(open_engine(settings))
        try:
            rankings = {
                query_id: [record_ids[slug] for slug in _rank(searcher, text, language)]
                for query_id, text in judged_set.queries.items()
            }
        finally:
            searcher.close()
    scores = measure(judged_set.qrels, rankings)
    return Evaluation(mean(scores), scores, judged_set.queries, len(record_ids), language)


def _build_index(records: Iterator[tuple[str, str, str]], language: str, settings: Settings) -> dict[str, str]:
    """Build the index and return each slug's id in the collection."""
    record_ids: dict[str, str] = {}

    def documents() -> Iterator[Document]:
        for number, (record_id, title, text) in enumerate(records):
            slug = f"{number:08}"
            record_ids[slug] = record_id
            yield _make_document(slug, title, text, language)

    open_generations(settings).build(documents(), {}, Vocabulary())
    return record_ids


def _make_document(slug: str, title: str, text: str, language: str) -> Document:
    workshop_text = WorkshopText(language, title, text, text, ())
    workshop = Workshop(slug, language, {language: workshop_text}, _DAY, _DAY)
    return Document(slug, "workshop", workshop, "", {language: Text(title, body=text)}, dict.fromkeys(COLUMNS, ()))


def _rank(searcher: Searcher, text: str, language: str) -> list[str]:
    clause = relax(bag_of_words(text))
    if clause == Everything():
        return []
    matches = searcher.scan(replace(Query(text), clause=clause, language=language))
    return [document.id for document in islice(matches, RUN_DEPTH)]
