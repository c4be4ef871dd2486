"""The Searcher, written once for all engines: a query -> results, over what an engine's snapshot can do."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from threading import Lock
from typing import TYPE_CHECKING, TypeVar

from policysearch.engines.contract import Engine
from policysearch.model.document import Document
from policysearch.model.errors import PolicySearchError
from policysearch.query import MAX_WINDOW, Query
from policysearch.search.compare import compare
from policysearch.search.fixed_engine import FixedEngine
from policysearch.search.last_changed import last_changed, matching
from policysearch.search.match.match_text import TextMatches
from policysearch.search.outline import (
    OutlineEntry,
)
from policysearch.search.results import Comparison, Results, Suggestion
from policysearch.search.retrieve import count_strict, prepare
from policysearch.search.snapshot_context import VERSION_SEPARATOR, SnapshotContext
from policysearch.setting_values import MEANING_OFF
from policysearch.settings import Settings
from policysearch.vocabulary import Vocabulary

T = TypeVar("T")

if TYPE_CHECKING:
    from policysearch.search.meaning import Meaning


def open_service(engine: Engine, settings: Settings, workers: int = 1) -> SearchService:
    """Return the Searcher over ``engine`` as the settings say, for one of ``workers`` processes. Raises SettingsError.

    What searching by meaning needs is imported where it is on alone.
    """
    if settings.meaning == MEANING_OFF:
        return SearchService(engine, settings.cache_size)
    from policysearch.search.meaning import open_meaning

    return SearchService(engine, settings.cache_size, open_meaning(settings, workers))


class SearchService:
    """Answers from the engine's current snapshot. Each call uses one snapshot from beginning to end.

    ``cache_size`` is how many results are kept. Besides, those of ``STANDING_RESULTS`` queries about the whole
    collection, a theme or a country are kept for a generation, whatever the size.
    """

    def __init__(self, engine: Engine, cache_size: int = 0, meaning: Meaning | None = None) -> None:
        self._engine = engine
        self._cache_size = cache_size
        self._meaning = meaning
        self._context: SnapshotContext | None = None
        self._former: SnapshotContext | None = None
        self._beginning = Lock()  # of a context: after a switch, all threads of a process want the same one

    @property
    def warning(self) -> str:
        """Return which generation is to be served and is not, and what is wrong with it; "" where all is well."""
        return self._engine.warning()

    @property
    def generation(self) -> str:
        """Return the id of the generation that the next call answers from."""
        return self._engine.snapshot().id

    @property
    def version(self) -> str:
        """Return what the next call's answer depends on: the generation, and the vectors that are searched."""
        return self._current().version

    @property
    def vocabulary(self) -> Vocabulary:
        """Return the vocabulary as that generation stored it."""
        return self._engine.snapshot().vocabulary

    def at(self, version: str) -> SearchService | None:
        """Return a searcher that stays with the generation of ``version``, which may be its id alone.

        None where it is gone, or other vectors are attached to it than then.
        """
        context = self._current()
        if version not in (context.version, context.snapshot.id):
            former = self._former_context(version)
            if former is None or version not in (former.version, former.snapshot.id):
                return None
            context = former
        service = SearchService(FixedEngine(context.snapshot, self._engine), self._cache_size, self._meaning)
        service._context = context
        return service

    def search(self, query: Query) -> Results:
        """Return the ranked, faceted answer."""
        return self._unless_damaged(lambda: self._current().answer(query))

    def compare(self, query: Query, places: Sequence[str], lessons_in_cell: int) -> Comparison:
        """Return the lessons of each of ``places`` that ``query`` lists, by themes."""
        return self._unless_damaged(lambda: compare(self._engine.snapshot(), query, places, lessons_in_cell))

    def prepare(self, queries: Sequence[Query]) -> None:
        """Ask the engine at once what the queries will."""
        prepare(self._engine.snapshot(), queries)

    def count_many(self, queries: Sequence[Query]) -> list[int]:
        """Return how many documents have all words of each query."""
        return count_strict(self._engine.snapshot(), [*queries])

    def suggest(self, prefix: str, language: str, limit: int) -> tuple[Suggestion, ...]:
        """Return completions of ``prefix``, best first."""
        return self._unless_damaged(lambda: self._current().completer.complete(prefix, language, limit))

    def get(self, document_id: str) -> Document | None:
        """Return the document as the generation stored it. A workshop's former slug finds it too."""
        return self.get_many([document_id])[0]

    def get_many(self, document_ids: Sequence[str]) -> list[Document | None]:
        """Return the documents of one page at once."""
        return self._unless_damaged(lambda: self._documents(document_ids))

    def check(self) -> bool:
        """Return whether the generation in service is damaged, after an error that nobody expected."""
        return self._engine.check(self._engine.snapshot())

    def _documents(self, document_ids: Sequence[str]) -> list[Document | None]:
        snapshot = self._engine.snapshot()
        ids = snapshot.ids(document_ids)
        documents = iter(snapshot.documents([doc_id for doc_id in ids if doc_id is not None]))
        return [None if doc_id is None else next(documents) for doc_id in ids]

    def _last_changed(self, query: Query, count: int) -> list[Document]:
        context = self._current()
        retrieval = context.retrieval(_unpaged(query))
        return last_changed(retrieval, context.changed_ids(query.view), count)

    def _matching(self, query: Query, document_ids: Sequence[str]) -> list[Document]:
        retrieval = self._current().retrieval(replace(_unpaged(query), meaning=False))
        return [] if retrieval.relaxed else matching(retrieval, document_ids)

    def scan(self, query: Query) -> Iterator[Document]:
        """Yield a result set in the query's order, one document at a time, from one generation."""
        return self._current().retrieval(query).scan()

    def matching_words(self, query: Query, document_id: str) -> tuple[str, ...]:
        """Return the words of a document that ``query`` matches, as they stand there."""
        return self._unless_damaged(lambda: self._current().matching_words(query, document_id))

    def match(self, paragraphs: Sequence[str], language: str, meaning: bool = False) -> TextMatches:
        """Return the lessons that speak to each paragraph of a text, which is kept nowhere."""
        return self._unless_damaged(lambda: self._current().match(paragraphs, language, meaning))

    def outline(self) -> Iterator[OutlineEntry]:
        """Yield each workshop's slug, days and lessons, the last changed first."""
        return self._unless_damaged(lambda: self._current().outline())

    def last_changed(self, query: Query, count: int) -> list[Document]:
        """Return at least ``count`` documents of a result set, the last changed; none of what is only close."""
        return self._unless_damaged(lambda: self._last_changed(query, count))

    def matching(self, query: Query, document_ids: Sequence[str]) -> list[Document]:
        """Return which of the documents have all words of ``query`` and pass its filters; meaning takes no part."""
        return self._unless_damaged(lambda: self._matching(query, document_ids))

    def withdrawn(self, slug: str) -> Mapping[str, str] | None:
        """Return the titles by language of a workshop that was withdrawn; None for any other slug."""
        return self._unless_damaged(lambda: self._current().withdrawn.get(slug))

    def close(self) -> None:
        """Release files, connections and threads."""
        self._engine.close()
        if self._meaning:
            self._meaning.close()

    def _unless_damaged(self, give: Callable[[], T]) -> T:
        """Return the answer; another generation answers where files were damaged or removed meanwhile.

        Files are removed with a generation that two builds followed while an answer was made.
        """
        snapshot = self._engine.snapshot()
        try:
            return give()
        except PolicySearchError:
            if self._engine.snapshot() is snapshot:
                raise
        except Exception:
            if not self._engine.check(snapshot):
                raise
        return give()

    def _current(self) -> SnapshotContext:
        """Return what was worked out for the current snapshot; a new snapshot begins anew, once for all threads."""
        snapshot, context = self._engine.snapshot(), self._context
        if context is not None and context.snapshot is snapshot:
            return context
        with self._beginning:
            snapshot, context = self._engine.snapshot(), self._context
            if context is None or context.snapshot is not snapshot:
                context = self._context = SnapshotContext(snapshot, self._cache_size, self._meaning)
                self._former = None
            return context

    def _former_context(self, version: str) -> SnapshotContext | None:
        """Return what was worked out for an older snapshot; the last one that was asked for is kept."""
        snapshot = self._engine.former(version.partition(VERSION_SEPARATOR)[0])
        with self._beginning:
            context = self._former
            if snapshot is None:
                context = self._former = None
            elif context is None or context.snapshot is not snapshot:
                context = self._former = SnapshotContext(snapshot, 0, self._meaning)
            return context


def _unpaged(query: Query) -> Query:
    """Return a query for as many of its documents as can be listed at once, not ranked and not counted by facets."""
    return replace(query, offset=0, limit=MAX_WINDOW, sort="newest", facets=())
