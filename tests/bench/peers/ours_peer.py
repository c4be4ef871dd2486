"""This product, through its contract alone: whatever engine stands behind it."""

from __future__ import annotations

from pathlib import Path

from policysearch import __version__, query
from policysearch.engine import Hit, Searcher
from policysearch.engines import open_indexer, open_searcher
from policysearch.settings import Settings
from policysearch.vocabulary import Vocabulary
from tests.bench import product
from tests.bench.corpus import Corpus
from tests.bench.entries import FACETS
from tests.bench.peer import Answer, Shown
from tests.bench.questions import Question


class OpenedOurs:
    """A searcher without its cache of results."""

    def __init__(self, searcher: Searcher) -> None:
        self._searcher = searcher

    def full(self, question: Question) -> Answer:
        """Everything the product answers: six facets, reasons, "did you mean" included."""
        found = self._searcher.search(self._query(question))
        counts = {facet: {b.value: b.count for b in found.facets[facet] if b.count} for facet in FACETS}
        return Answer(found.total, counts, tuple(map(_shown, found.hits)))

    def rank(self, question: Question) -> int:
        """The contract has no ranking alone: this is the same without hits to show."""
        return self._searcher.search(self._query(question, limit=0)).total

    def _query(self, question: Question, limit: int = 10) -> query.Query:
        vocabulary = self._searcher.vocabulary
        return query.parse(question.text, vocabulary, filters=query.filters(dict(question.filters)), limit=limit)


def _shown(hit: Hit) -> Shown:
    best = hit.snippets[0]
    return Shown(hit.document.id, hit.document.workshop.text(hit.language).title, best.text, best.marks)


class Ours:
    """Both views: every workshop, and every highlight as a document of its own."""

    name = "ours"
    version = __version__
    largest = 300_000
    lessons = True

    def build(self, folder: Path, corpus: Corpus, cores: int) -> None:
        """A generation. How many processes is the engine's own choice, by the cores that it may use."""
        sources = {slug: slug for slug in corpus.slugs()}
        told = product.documents(corpus, lessons=self.lessons)
        open_indexer(Settings(index=folder)).build(told, sources, Vocabulary())

    def open(self, folder: Path) -> OpenedOurs:
        """A searcher that keeps no results."""
        return OpenedOurs(open_searcher(Settings(index=folder, cache_size=0)))


PEER = Ours()
