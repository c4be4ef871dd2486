"""The Searcher, written once for all engines: a query -> results, over what an engine's snapshot can do."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from policysearch.engines.contract import Engine, Snapshot
from policysearch.method_cache import method_cache
from policysearch.model.document import Document
from policysearch.model.errors import PolicySearchError
from policysearch.query import MAX_WINDOW, Notice, Query
from policysearch.search.compare import compare
from policysearch.search.corrected import Answer, answer
from policysearch.search.facts import facts
from policysearch.search.fixed_engine import FixedEngine
from policysearch.search.hierarchies import counts
from policysearch.search.highlight.display_text import DisplayTexts
from policysearch.search.hits import Hits
from policysearch.search.last_changed import last_changed, matching
from policysearch.search.match.match_text import TextMatches, match_text
from policysearch.search.match.paragraph_matcher import ParagraphMatcher
from policysearch.search.matching_words import matching_words
from policysearch.search.missing import missing
from policysearch.search.notices import notices
from policysearch.search.outline import (
    OUTLINE,
    WITHDRAWN,
    OutlineEntry,
    Titles,
    by_change,
    outline_of,
    read_outline,
    read_withdrawn,
)
from policysearch.search.results import Comparison, Results, Suggestion
from policysearch.search.retrieve import Retrieval, count_strict, prepare
from policysearch.search.suggest.completer import Completer
from policysearch.search.words_alone import Addend, Addition, WordsAlone
from policysearch.search.zero_results import ways_out
from policysearch.setting_values import MEANING_OFF
from policysearch.settings import Settings
from policysearch.vocabulary import Vocabulary

T = TypeVar("T")
VERSION_SEPARATOR = "."  # between a generation's id and the beginning of its vectors' digest
DIGEST_LENGTH = 12
MAX_CACHED_TEXT = 300  # characters; a long text has few readers, and its words, marks and reasons are large
STANDING_RESULTS = 128  # they cost most, and the first pages of readers ask for them
STANDING_FACETS = ("theme", "country", "experience")  # whose values have pages of their own

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
        self._context: _Context | None = None
        self._former: _Context | None = None

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
        return self._current().outline()

    def last_changed(self, query: Query, count: int) -> list[Document]:
        """Return at least ``count`` documents of a result set, the last changed; none of what is only close."""
        context = self._current()
        retrieval = context.retrieval(_unpaged(query))
        return [] if retrieval.relaxed else last_changed(retrieval, context.outline(), count)

    def matching(self, query: Query, document_ids: Sequence[str]) -> list[Document]:
        """Return which of the documents have all words of ``query`` and pass its filters; meaning takes no part."""
        retrieval = self._current().retrieval(replace(_unpaged(query), meaning=False))
        return [] if retrieval.relaxed else matching(retrieval, document_ids)

    def withdrawn(self, slug: str) -> Mapping[str, str] | None:
        """Return the titles by language of a workshop that was withdrawn; None for any other slug."""
        return self._current().withdrawn.get(slug)

    def close(self) -> None:
        """Release files, connections and threads."""
        self._engine.close()
        if self._meaning:
            self._meaning.close()

    def _unless_damaged(self, give: Callable[[], T]) -> T:
        """Return the answer. Where it fails because files were damaged meanwhile, another generation answers."""
        snapshot = self._engine.snapshot()
        try:
            return give()
        except PolicySearchError:
            raise
        except Exception:
            if not self._engine.check(snapshot):
                raise
        return give()

    def _current(self) -> _Context:
        """Return what was worked out for the current snapshot; a new snapshot begins anew."""
        snapshot, context = self._engine.snapshot(), self._context
        if context is None or context.snapshot is not snapshot:
            context = self._context = _Context(snapshot, self._cache_size, self._meaning)
            self._former = None
        return context

    def _former_context(self, version: str) -> _Context | None:
        """Return what was worked out for an older snapshot; the last one that was asked for is kept."""
        snapshot, context = self._engine.former(version.partition(VERSION_SEPARATOR)[0]), self._former
        if snapshot is None:
            context = self._former = None
        elif context is None or context.snapshot is not snapshot:
            context = self._former = _Context(snapshot, 0, self._meaning)
        return context


class _NotFinalError(Exception):
    """Carries an answer past the cache, which keeps what is returned and not what is raised."""

    def __init__(self, results: Results) -> None:
        super().__init__()
        self.results = results


class _Context:
    """What is worked out once for a snapshot: display texts, completions, vectors, results of recent searches."""

    def __init__(self, snapshot: Snapshot, cache_size: int, meaning: Meaning | None) -> None:
        self.snapshot = snapshot
        self._results = method_cache(self._final_results, cache_size)
        self._standing_results = method_cache(self._final_results, STANDING_RESULTS)
        self._display_texts = DisplayTexts(snapshot)
        self._addend: Addend = meaning.part(snapshot, self._display_texts) if meaning else WordsAlone()
        digest = self._addend.digest[:DIGEST_LENGTH]
        self.version = f"{snapshot.id}{VERSION_SEPARATOR}{digest}" if digest else snapshot.id

    @cached_property
    def withdrawn(self) -> Titles:
        """Return the titles of the workshops that were withdrawn."""
        return read_withdrawn(self.snapshot.resource(WITHDRAWN))

    @cached_property
    def completer(self) -> Completer:
        """Return what completes a reader's typing."""
        return Completer(self.snapshot)

    def answer(self, query: Query) -> Results:
        """Return the answer; one that is not final is worked out anew the next time."""
        try:
            if len(query.text) > MAX_CACHED_TEXT:
                return self._all_results(query)
            return self._standing_results(query) if _is_standing(query) else self._results(query)
        except _NotFinalError as passing:
            return passing.results

    def outline(self) -> Iterator[OutlineEntry]:
        """Yield the entry of each workshop, the last changed first; of its documents where there is no outline."""
        content = self.snapshot.resource(OUTLINE)
        if content is not None:
            return read_outline(content)
        return iter(by_change(outline_of(self.retrieval(Query(sort="newest")).scan())))

    def retrieval(self, query: Query) -> Retrieval:
        """Return what is listed for ``query``, in the order of its pages."""
        return self._matched(query)[1].retrieval

    def matching_words(self, query: Query, document_id: str) -> tuple[str, ...]:
        """Return the words of a document that match; none where there is no such document."""
        (number,) = self.snapshot.ids([document_id])
        if number is None:
            return ()
        retrieval = self.retrieval(replace(query, limit=1, facets=()))
        return matching_words(retrieval, self._display_texts, number)

    @cached_property
    def _matcher(self) -> ParagraphMatcher:
        return ParagraphMatcher(self.snapshot)

    def match(self, paragraphs: Sequence[str], language: str, meaning: bool) -> TextMatches:
        """Return the lessons for each paragraph; ``meaning`` is compared too where the site does so."""
        return match_text(self._matcher, paragraphs, language, self._addend.lessons_near if meaning else None)

    def _matched(self, query: Query) -> tuple[Answer, Addition]:
        """Return what words find, and what is added to it."""
        begun = self._addend.begin(query)
        answered = answer(self.snapshot, query, self._addend.first if begun else 0)
        return answered, self._addend.finish(begun, answered.retrieval)

    def _final_results(self, query: Query) -> Results:
        results = self._all_results(query)
        if not results.is_final:
            raise _NotFinalError(results)
        return results

    def _all_results(self, query: Query) -> Results:
        answered, addition = self._matched(query)
        retrieval = addition.retrieval
        facet_counts, crosstab, through = counts(retrieval)
        first_page = query.like is None and query.offset == 0
        hits = Hits(retrieval, self._display_texts).page()
        return Results(
            query=query,
            total=retrieval.total,
            hits=hits,
            facets={name: facet.buckets for name, facet in facet_counts.items()},
            facet_totals={name: facet.values for name, facet in facet_counts.items()},
            generation=self.snapshot.id,
            version=self.version,
            relaxed=retrieval.relaxed,
            expansions=retrieval.query.expansions,
            notices=_notices(addition),
            suggestion=answered.suggestion if first_page else None,
            ways_out=ways_out(retrieval) if first_page and not retrieval.total else (),
            shown_for=answered.shown_for,
            missing=missing(retrieval) if first_page else (),
            facts=facts(query.question, hits, query.language) if first_page and not retrieval.relaxed else (),
            crosstab=crosstab,
            through=through,
            close=addition.close,
            close_leads=addition.leads,
            meaning=addition.use,
        )


def _unpaged(query: Query) -> Query:
    """Return a query for as many of its documents as can be listed at once, not ranked and not counted by facets."""
    return replace(query, offset=0, limit=MAX_WINDOW, sort="newest", facets=())


def _is_standing(query: Query) -> bool:
    """Return whether ``query`` is about the whole collection, or all of a theme or country, as pages to browse are."""
    if query.text or query.years or query.since or query.like or query.offset:
        return False
    selected = [facet for facet, values in query.filters for _value in values]
    return not selected or (len(selected) == 1 and selected[0] in STANDING_FACETS)


def _notices(addition: Addition) -> tuple[Notice, ...]:
    """Return each notice once: what the parser, the index and meaning have to say."""
    retrieval = addition.retrieval
    of_meaning = () if addition.notice is None else (addition.notice,)
    return (*retrieval.query.notices, *dict.fromkeys(notices(retrieval.snapshot, retrieval.clause)), *of_meaning)
