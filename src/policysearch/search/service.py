"""The Searcher, written once for all engines: a query -> results, over what an engine's snapshot can do."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import TypeVar

from policysearch.engines.contract import Engine, Snapshot
from policysearch.model.document import Document
from policysearch.model.errors import PolicySearchError
from policysearch.query import Query
from policysearch.search.corrected import answer
from policysearch.search.facts import facts
from policysearch.search.hierarchies import counts
from policysearch.search.highlight.display_text import DisplayTexts
from policysearch.search.hits import Hits
from policysearch.search.missing import missing
from policysearch.search.notices import notices
from policysearch.search.results import Results, Suggestion
from policysearch.search.suggest.completer import Completer
from policysearch.search.zero_results import ways_out
from policysearch.vocabulary import Vocabulary

Answer = TypeVar("Answer")


class SearchService:
    """Answers from the engine's current snapshot. Each call uses one snapshot from beginning to end."""

    def __init__(self, engine: Engine, cache_size: int = 0) -> None:
        self._engine = engine
        self._cache_size = cache_size
        self._context: _Context | None = None

    @property
    def warning(self) -> str:
        """Return which generation is to be served and is not, and what is wrong with it; "" where all is well."""
        return self._engine.warning()

    @property
    def generation(self) -> str:
        """Return the id of the generation that the next call answers from."""
        return self._engine.snapshot().id

    @property
    def vocabulary(self) -> Vocabulary:
        """Return the vocabulary as that generation stored it."""
        return self._engine.snapshot().vocabulary

    def search(self, query: Query) -> Results:
        """Return the ranked, faceted answer."""
        return self._unless_damaged(lambda: self._current().results(query))

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
        return answer(self._engine.snapshot(), query).retrieval.scan()

    def close(self) -> None:
        """Release files and connections."""
        self._engine.close()

    def _unless_damaged(self, answer: Callable[[], Answer]) -> Answer:
        """Return the answer. Where it fails because files were damaged meanwhile, another generation answers."""
        snapshot = self._engine.snapshot()
        try:
            return answer()
        except PolicySearchError:
            raise
        except Exception:
            if not self._engine.check(snapshot):
                raise
        return answer()

    def _current(self) -> _Context:
        """Return what was worked out for the current snapshot; a new snapshot begins anew."""
        snapshot, context = self._engine.snapshot(), self._context
        if context is None or context.snapshot is not snapshot:
            context = self._context = _Context(snapshot, self._cache_size)
        return context


class _Context:
    """What is worked out once for a snapshot: display texts, completions, and the results of recent searches."""

    def __init__(self, snapshot: Snapshot, cache_size: int) -> None:
        self.snapshot = snapshot
        self.results = lru_cache(maxsize=cache_size)(self._results)
        self._display_texts = DisplayTexts(snapshot)

    @cached_property
    def completer(self) -> Completer:
        """Return what completes a reader's typing."""
        return Completer(self.snapshot)

    def _results(self, query: Query) -> Results:
        answered = answer(self.snapshot, query)
        retrieval = answered.retrieval
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
            relaxed=retrieval.relaxed,
            expansions=retrieval.query.expansions,
            notices=(*retrieval.query.notices, *dict.fromkeys(notices(self.snapshot, retrieval.clause))),
            suggestion=answered.suggestion if first_page else None,
            ways_out=ways_out(retrieval) if first_page and not retrieval.total else (),
            shown_for=answered.shown_for,
            missing=missing(retrieval) if first_page else (),
            facts=facts(query.question, hits, query.language) if first_page and not retrieval.relaxed else (),
            crosstab=crosstab,
            through=through,
        )
