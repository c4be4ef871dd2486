"""This product, through its contract, whatever engine implements it."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from policysearch import __version__, query
from policysearch.engines.contract import Request
from policysearch.engines.whoosh.generations.directory import GenerationDirectory
from policysearch.engines.whoosh.snapshot import WhooshSnapshot
from policysearch.model.document import Document
from policysearch.search.results import Hit, Results
from policysearch.search.suggest.suggestion_builder import SuggestionBuilder
from policysearch.settings import Settings
from policysearch.vocabulary import Vocabulary
from tests.bench import product
from tests.bench.entries import FACETS, Entry
from tests.bench.peer import TOP, Answer, PageHit, PreparedQuestion
from tests.bench.questions import Question
from tests.engines.factories import open_generations, open_searcher


class PolicySearchIndex:
    """A searcher without a cache of results."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._searcher = open_searcher(Settings(index=folder, cache_size=0))
        for thread in threading.enumerate():
            if thread.name.startswith("verify"):  # every checksum is compared once, soon after opening
                thread.join()

    def ready(self, question: Question) -> PreparedQuestion:
        """Return the parsed Query, for the same three facets."""
        query_ = query.parse(question.text, self._searcher.vocabulary, filters=query.filters(dict(question.filters)))
        return PreparedQuestion(question, replace(query_, facets=FACETS))

    def search(self, prepared: PreparedQuestion) -> Results:
        """Return all of the product's results."""
        return self._searcher.search(prepared.words)

    def full(self, prepared: PreparedQuestion) -> Answer:
        """Return the product's whole answer: proximity, reasons and "did you mean" included."""
        results = self._searcher.search(prepared.words)
        counts = {facet: {b.value: b.count for b in results.facets[facet] if b.count} for facet in FACETS}
        return Answer(results.total, counts, tuple(map(_page_hit, results.hits)))

    def rank(self, prepared: PreparedQuestion) -> int:
        """Rank by the engine behind the contract, which has no ranking alone: BM25F without proximity."""
        words = prepared.words
        return len(self.snapshot.execute(Request(words.clause, words.view, words.filters, limit=TOP)).hits)

    @cached_property
    def snapshot(self) -> WhooshSnapshot:
        """Return the engine's snapshot of the generation."""
        generations = GenerationDirectory(self._folder)
        return WhooshSnapshot(generations.folder(self._searcher.generation))


def _page_hit(hit: Hit) -> PageHit:
    title = hit.document.workshop.text(hit.language).title
    if not hit.snippets:  # there is a title alone
        return PageHit(hit.document.id, title, "", ())
    best = hit.snippets[0]
    return PageHit(hit.document.id, title, best.text, best.marks)


class PolicySearch:
    """This product with both views: a document for every workshop and one for every highlight."""

    name = "ours"
    version = __version__
    largest = 300_000
    lessons = True

    def inputs(self, entries: Iterable[Entry]) -> Iterator[Document]:
        """Return documents as they are read from materials."""
        return product.documents(entries, lessons=self.lessons)

    def build(self, folder: Path, inputs: Iterable[Document], slugs: Sequence[str], cores: int) -> None:
        """Write a generation. The engine chooses the number of processes by the cores that it may use."""
        generations = open_generations(Settings(index=folder))
        generations.build(inputs, {slug: slug for slug in slugs}, Vocabulary(), resources=SuggestionBuilder())

    def open(self, folder: Path) -> PolicySearchIndex:
        """Open a searcher without a cache of results."""
        return PolicySearchIndex(folder)


PEER = PolicySearch()
