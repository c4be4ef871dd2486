"""The part of a segment that one view reads: workshops and passages, or highlights."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from policysearch.engines.whoosh.matching.impacts import Impacts
from policysearch.engines.whoosh.matching.matchers import ExactFormBoosted, FacetMatcher, TermMatcher
from policysearch.engines.whoosh.matching.matches import DocIds, Mask, Matches, Scores
from policysearch.engines.whoosh.matching.multi_term import MultiTermMatcher
from policysearch.engines.whoosh.matching.phrase import PhraseMatcher, Spacing
from policysearch.engines.whoosh.postings.postings import FieldPostings
from policysearch.engines.whoosh.postings.word_forms import read_postings
from policysearch.engines.whoosh.reader.expanded_terms import ExpandedTerms
from policysearch.engines.whoosh.reader.index_reader import IndexReader, TermStats
from policysearch.engines.whoosh.schema import FORM, TEXTS
from policysearch.engines.whoosh.segment.segment import KINDS
from policysearch.model import bm25
from policysearch.query import View


class SegmentView:
    """Documents ``first`` to ``last - 1`` of the segment number ``segment_ord``; makes the matchers of its postings.

    A segment numbers workshops and passages below ``highlights_start`` and highlights from there on, so a view reads
    one slice of every postings list: before the term's split, or from it. Matchers use local doc ids.
    """

    def __init__(self, reader: IndexReader, segment_ord: int, view: View) -> None:
        self.segment_ord = segment_ord
        self._reader = reader
        self._segment = reader.segments[segment_ord]
        self._base = reader.bases[segment_ord]
        self._below_highlights_start = view == "workshops"
        self.first = 0 if self._below_highlights_start else self._segment.highlights_start
        self.last = self._segment.highlights_start if self._below_highlights_start else self._segment.size

    def term_matcher(self, field: str, stats: TermStats, boost: float) -> TermMatcher | None:
        """Return the matcher of a term of a text field; None where no document of the view has it."""
        return self._matcher(self._segment.postings(field), field, stats, boost)

    def form_matcher(self, stats: TermStats, boost: float) -> TermMatcher | None:
        """Return the matcher of a form's own postings list; postings inside its term's list are not in it."""
        forms = self._segment.form_postings
        return self._matcher(forms.own_lists if forms else None, FORM, stats, boost)

    def form_boosted_matcher(
        self, language: str, stats: TermStats, form_stats: TermStats, boost: float
    ) -> TermMatcher | None:
        """Return the matcher of a term; its postings that are of the form score the form's share on top.

        Postings of the form outside the term's list are left to ``form_matcher``.
        """
        matcher = self.term_matcher(TEXTS[language], stats, boost)
        term_number, form_number = stats.numbers[self.segment_ord], form_stats.numbers[self.segment_ord]
        field_postings, forms = self._segment.postings(TEXTS[language]), self._segment.forms
        if matcher is None or field_postings is None or form_number < 0:
            return matcher
        if forms.terms[language][form_number] != term_number:
            return matcher
        split, posting_forms = field_postings.split_of(term_number), field_postings.forms(term_number)
        posting_forms = posting_forms[:split] if self._below_highlights_start else posting_forms[split:]
        bonus = Impacts(self._score_table(field_postings, FORM), form_stats.idf, boost * bm25.FORM)
        return ExactFormBoosted(matcher, posting_forms, forms.place(language, form_number), bonus)

    def _matcher(
        self, field_postings: FieldPostings | None, field: str, stats: TermStats, boost: float
    ) -> TermMatcher | None:
        term_number = stats.numbers[self.segment_ord]
        if term_number < 0 or field_postings is None:
            return None
        split = field_postings.split_of(term_number)
        doc_ids, codes = field_postings.postings(term_number), field_postings.codes(term_number)
        if self._below_highlights_start:
            doc_ids, codes = doc_ids.head(split), codes[:split]
        else:
            doc_ids, codes = doc_ids.from_(split), codes[split:]
        if not len(doc_ids):
            return None
        return TermMatcher(doc_ids, codes, Impacts(self._score_table(field_postings, field), stats.idf, boost))

    def phrase_matcher(
        self, field: str, stats: Sequence[TermStats], spacing: Spacing, boost: float
    ) -> PhraseMatcher | None:
        """Return the matcher of terms in order, ``spacing`` apart; None where a term has no document here."""
        field_postings = self._segment.postings(field)
        term_matchers = [self.term_matcher(field, term_stats, boost) for term_stats in stats]
        matchers = [matcher for matcher in term_matchers if matcher is not None]
        if field_postings is None or len(matchers) < len(term_matchers):
            return None
        term_numbers = [term_stats.numbers[self.segment_ord] for term_stats in stats]
        return PhraseMatcher(field_postings, term_numbers, matchers, spacing)

    def multi_term_matcher(self, expanded: ExpandedTerms, boosts: NDArray[np.floating]) -> MultiTermMatcher | None:
        """Return the matcher of any of the expanded terms; ``boosts`` has one element for each that is searched."""
        factors = expanded.idfs * boosts
        lists = []
        for lookup in expanded.lookups[self.segment_ord]:
            field_postings, doc_ids, codes, scores = read_postings(lookup, self._below_highlights_start, factors)
            scores *= self._score_table(field_postings, FORM).take(codes)
            lists.append(Matches(doc_ids, scores))
        return MultiTermMatcher(lists, self.last) if lists else None

    def facet_matcher(self, facet: str, selected: Mask, score: float) -> FacetMatcher:
        """Return the matcher of documents with one of the ``selected`` value sets of a facet."""
        codes = self._reader.facets[facet].codes[self._base : self._base + self.last]
        return FacetMatcher(codes, selected, self.first, self.last, score)

    def workshops_among(self, doc_ids: DocIds) -> Mask:
        """Return which of ``doc_ids`` are workshops."""
        is_workshop: Mask = self._segment.kinds.take(doc_ids) == KINDS.index("workshop")
        return is_workshop

    def workshops_matcher(self, doc_ids: DocIds, score: float, *, alone: bool) -> MultiTermMatcher | None:
        """Return the matcher of all documents of the workshops that ``doc_ids``, of either view, belong to.

        With ``alone``, of ``doc_ids`` themselves, which are of this view.
        """
        if not alone:
            parents = self._segment.parents
            is_match = np.zeros(self._segment.size, bool)
            is_match[parents.take(doc_ids)] = True
            doc_ids = np.flatnonzero(is_match.take(parents[self.first : self.last])) + self.first
        matches = Matches(doc_ids, np.full(len(doc_ids), score))
        return MultiTermMatcher([matches], self.last) if len(doc_ids) else None

    def global_ids(self, matches: Matches) -> Matches:
        """Return ``matches`` with global doc ids, without deleted documents."""
        doc_ids, scores = matches
        if self._segment.live is not None:
            live = np.flatnonzero(self._segment.live.take(doc_ids))
            doc_ids, scores = doc_ids.take(live), scores.take(live)
        return Matches(doc_ids + self._base if self._base else doc_ids, scores)

    def _score_table(self, field_postings: FieldPostings, field: str) -> Scores:
        return self._reader.score_table(field_postings, field)
