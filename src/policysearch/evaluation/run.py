"""Judged queries run against a temporary index, with the product's own engine and any word enough."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from policysearch.engines.registry import open_engine, open_generations
from policysearch.evaluation.judged_set import read
from policysearch.evaluation.metrics import DEPTH, Evaluation, mean, measured
from policysearch.model.document import FACETS, Document, Text
from policysearch.model.workshop import Workshop, WorkshopText
from policysearch.query import Everything, Query, bag_of_words, relax
from policysearch.search.results import Searcher
from policysearch.search.service import SearchService
from policysearch.settings import Settings
from policysearch.vocabulary import Vocabulary

_DAY = date(2000, 1, 1)


def evaluate(folder: Path, language: str = "en") -> Evaluation:
    """Run every judged query of ``folder``, whose texts are of ``language``. Raises EvaluationError."""
    held = read(folder)
    with TemporaryDirectory(ignore_cleanup_errors=True) as temporary:
        settings = Settings(index=Path(temporary) / "index")
        names = _index(held.documents(), language, settings)
        searcher = SearchService(open_engine(settings))
        try:
            found = {name: [names[n] for n in _ranked(searcher, text, language)] for name, text in held.queries.items()}
        finally:
            searcher.close()
    scores = measured(held.grades, found)
    return Evaluation(mean(scores), scores, held.queries, len(names), language)


def _index(records: Iterator[tuple[str, str, str]], language: str, settings: Settings) -> dict[str, str]:
    """Build the index; what each of its slugs is called in the collection."""
    names: dict[str, str] = {}

    def documents() -> Iterator[Document]:
        for number, (name, title, text) in enumerate(records):
            slug = f"{number:08}"
            names[slug] = name
            yield _document(slug, title, text, language)

    open_generations(settings).build(documents(), {}, Vocabulary())
    return names


def _document(slug: str, title: str, text: str, language: str) -> Document:
    words = WorkshopText(language, title, text, text, ())
    workshop = Workshop(slug, language, {language: words}, _DAY, _DAY)
    return Document(slug, "workshop", workshop, "", {language: Text(title, body=text)}, dict.fromkeys(FACETS, ()))


def _ranked(searcher: Searcher, text: str, language: str) -> list[str]:
    clause = relax(bag_of_words(text))
    if clause == Everything():
        return []
    found = searcher.scan(replace(Query(text), clause=clause, language=language))
    return [document.id for document in islice(found, DEPTH)]
