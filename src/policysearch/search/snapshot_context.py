"""What is worked out once for a snapshot, and the answers to queries over it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from policysearch.engines.contract import Id, Snapshot
from policysearch.method_cache import method_cache
from policysearch.query import Notice, Query, View
from policysearch.search.corrected import Answer, answer
from policysearch.search.facts import facts
from policysearch.search.hierarchies import counts
from policysearch.search.highlight.display_text import DisplayTexts
from policysearch.search.hits import Hits
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
from policysearch.search.outline_steps import OutlineSteps
from policysearch.search.results import Results
from policysearch.search.retrieve import Retrieval
from policysearch.search.suggest.completer import Completer
from policysearch.search.words_alone import Addend, Addition, WordsAlone
from policysearch.search.zero_results import ways_out

VERSION_SEPARATOR = "."  # between a generation's id and the beginning of its vectors' digest
DIGEST_LENGTH = 12
MAX_CACHED_TEXT = 300  # characters; a long text has few readers, and its words, marks and reasons are large
STANDING_RESULTS = 128  # they cost most, and the first pages of readers ask for them
STANDING_FACETS = ("theme", "country", "experience")  # whose values have pages of their own

if TYPE_CHECKING:
    from policysearch.search.meaning import Meaning


class _NotFinalError(Exception):
    """Carries an answer past the cache, which keeps what is returned and not what is raised."""

    def __init__(self, results: Results) -> None:
        super().__init__()
        self.results = results


class SnapshotContext:
    """What is worked out once for a snapshot: display texts, completions, vectors, results of recent searches."""

    def __init__(self, snapshot: Snapshot, cache_size: int, meaning: Meaning | None) -> None:
        self.snapshot = snapshot
        self._results = method_cache(self._final_results, cache_size)
        self._standing_results = method_cache(self._final_results, STANDING_RESULTS)
        self._display_texts = DisplayTexts(snapshot)
        self._outline_steps = OutlineSteps(snapshot)
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

    def changed_ids(self, view: View) -> Iterator[list[Id]]:
        """Yield the ids of all documents of a view in steps, the last changed first."""
        return self._outline_steps.of(view, self.outline)

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


def _is_standing(query: Query) -> bool:
    """Return whether ``query`` is about the whole collection, or all of a theme or country, as pages to browse are."""
    if query.text or query.years or query.since or query.like or query.offset:
        return False
    selected = [facet for facet, values in query.filters for _value in values]
    return not selected or (len(selected) == 1 and selected[0] in STANDING_FACETS)


def _notices(addition: Addition) -> tuple[Notice, ...]:
    """Return the notices of a search, that of meaning last."""
    of_meaning = () if addition.notice is None else (addition.notice,)
    return (*notices(addition.retrieval), *of_meaning)
