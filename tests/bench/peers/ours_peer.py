"""This product, through its contract alone: whatever engine stands behind it."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from policysearch import __version__, query
from policysearch.engines.contract import Hit
from policysearch.engines.registry import open_indexer, open_searcher
from policysearch.engines.whoosh.generations.directory import GenerationDirectory
from policysearch.engines.whoosh.matching.execute import execute
from policysearch.engines.whoosh.snapshot import Snapshot
from policysearch.model.document import Document
from policysearch.settings import Settings
from policysearch.vocabulary import Vocabulary
from tests.bench import product
from tests.bench.corpus import Corpus
from tests.bench.entries import FACETS
from tests.bench.peer import TOP, Answer, Ready, Shown
from tests.bench.questions import Question


class OpenedOurs:
    """A searcher without its cache of results."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._searcher = open_searcher(Settings(index=folder, cache_size=0))
        for thread in threading.enumerate():
            if thread.name.startswith("verify"):  # every checksum is compared once, soon after opening
                thread.join()

    def ready(self, question: Question) -> Ready:
        """The parsed Query, for the same three facets."""
        asked = query.parse(question.text, self._searcher.vocabulary, filters=query.filters(dict(question.filters)))
        return Ready(question, replace(asked, facets=FACETS))

    def full(self, asked: Ready) -> Answer:
        """Everything the product answers: nearness, reasons, "did you mean" included."""
        found = self._searcher.search(asked.words)
        counts = {facet: {b.value: b.count for b in found.facets[facet] if b.count} for facet in FACETS}
        return Answer(found.total, counts, tuple(map(_shown, found.hits)))

    def rank(self, asked: Ready) -> int:
        """The contract has no ranking alone: this is what stands behind it, BM25F without nearness."""
        return len(execute(self.opened, asked.words).top(TOP).doc_ids)

    @cached_property
    def opened(self) -> Snapshot:
        """What stands behind the contract."""
        generations = GenerationDirectory(self._folder)
        return Snapshot(generations.folder(self._searcher.generation))


def _shown(hit: Hit) -> Shown:
    title = hit.document.workshop.text(hit.language).title
    if not hit.snippets:  # there is a title alone
        return Shown(hit.document.id, title, "", ())
    best = hit.snippets[0]
    return Shown(hit.document.id, title, best.text, best.marks)


class Ours:
    """Both views: every workshop, and every highlight as a document of its own."""

    name = "ours"
    version = __version__
    largest = 300_000
    lessons = True

    def taken(self, corpus: Corpus) -> Iterator[Document]:
        """Documents, as the reading of materials gives them."""
        return product.documents(corpus, lessons=self.lessons)

    def build(self, folder: Path, taken: Iterable[Document], slugs: Sequence[str], cores: int) -> None:
        """A generation. How many processes is the engine's own choice, by the cores that it may use."""
        open_indexer(Settings(index=folder)).build(taken, {slug: slug for slug in slugs}, Vocabulary())

    def open(self, folder: Path) -> OpenedOurs:
        """A searcher that keeps no results."""
        return OpenedOurs(folder)


PEER = Ours()
