"""The half of a segment that one view reads: workshops and passages, or highlights."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from policysearch.engines.whoosh.matching.impacts import Impacts
from policysearch.engines.whoosh.matching.matchers import ExactFormBoosted, FacetMatcher, TermMatcher
from policysearch.engines.whoosh.matching.matches import Mask, Matches
from policysearch.engines.whoosh.matching.multi_term import MultiTermMatcher
from policysearch.engines.whoosh.matching.phrase import PhraseMatcher
from policysearch.engines.whoosh.postings.postings import FieldPostings
from policysearch.engines.whoosh.postings.word_forms import read_postings
from policysearch.engines.whoosh.reader.expanded_terms import ExpandedTerms
from policysearch.engines.whoosh.reader.index_reader import IndexReader, TermStats
from policysearch.engines.whoosh.schema import FORM, TEXTS
from policysearch.engines.whoosh.scoring import bm25
from policysearch.query import View


class SegmentView:
    """Documents ``low`` to below ``high`` of the segment at ``place``; matchers of what is in it."""

    def __init__(self, collection: IndexReader, place: int, view: View) -> None:
        self.place = place
        self._collection = collection
        self._segment = collection.segments[place]
        self._base = collection.bases[place]
        self._below_highlights = view == "workshops"
        self.first = 0 if self._below_highlights else self._segment.highlights_start
        self.last = self._segment.highlights_start if self._below_highlights else self._segment.size

    def term(self, field: str, leaf: TermStats, boost: float) -> TermMatcher | None:
        """What has a term."""
        return self._matcher(self._segment.postings(field), field, leaf, boost)

    def form(self, leaf: TermStats, boost: float) -> TermMatcher | None:
        """What has a form in a list of its own."""
        lists = self._segment.form_postings
        return self._matcher(lists.own_lists if lists else None, FORM, leaf, boost)

    def term_in(self, language: str, leaf: TermStats, form: TermStats, boost: float) -> TermMatcher | None:
        """What has a term, the form's share added to the postings that are of ``form``: the others are its own."""
        found = self.term(TEXTS[language], leaf, boost)
        number, place = leaf.numbers[self.place], form.numbers[self.place]
        terms, forms = self._segment.postings(TEXTS[language]), self._segment.forms
        if found is None or terms is None or place < 0 or forms.terms[language][place] != number:
            return found
        cut, held = terms.split_of(number), terms.forms(number)
        share = Impacts(self._table(terms, FORM), form.idf, boost * bm25.FORM)
        return ExactFormBoosted(
            found, held[:cut] if self._below_highlights else held[cut:], forms.place(language, place), share
        )

    def _matcher(self, terms: FieldPostings | None, field: str, leaf: TermStats, boost: float) -> TermMatcher | None:
        number = leaf.numbers[self.place]
        if number < 0 or terms is None:
            return None
        cut, listed, codes = terms.split_of(number), terms.postings(number), terms.codes(number)
        documents, codes = (
            (listed.head(cut), codes[:cut]) if self._below_highlights else (listed.from_(cut), codes[cut:])
        )
        if not len(documents):
            return None
        return TermMatcher(documents, codes, Impacts(self._table(terms, field), leaf.idf, boost))

    def sequence(
        self, field: str, leaves: Sequence[TermStats], gaps: Sequence[int], slop: int, boost: float
    ) -> PhraseMatcher | None:
        """What has terms one after the other."""
        lists = [self.term(field, leaf, boost) for leaf in leaves]
        terms = self._segment.postings(field)
        held = [one for one in lists if one is not None]
        if terms is None or len(held) < len(lists):
            return None
        return PhraseMatcher(terms, [leaf.numbers[self.place] for leaf in leaves], held, gaps, slop)

    def any_form(self, words: ExpandedTerms, boosts: NDArray[np.floating]) -> MultiTermMatcher | None:
        """What has any of ``words``, of which each has its boost; the best one scores."""
        factors = words.idfs * boosts
        found = []
        for asked in words.lookups[self.place]:
            terms, documents, codes, values = read_postings(asked, self._below_highlights, factors)
            values *= self._table(terms, FORM).take(codes)
            found.append(Matches(documents, values))
        return MultiTermMatcher(found, self.last) if found else None

    def facet(self, facet: str, wanted: Mask, score: float) -> FacetMatcher:
        """What has one of the ``wanted`` sets of a facet's values."""
        codes = self._collection.facets[facet].codes[self._base : self._base + self.last]
        return FacetMatcher(codes, wanted, self.first, self.last, score)

    def global_ids(self, matches: Matches) -> Matches:
        """``matches`` by the collection's numbers, without deleted documents."""
        documents, scores = matches
        if self._segment.live is not None:
            held = np.flatnonzero(self._segment.live.take(documents))
            documents, scores = documents.take(held), scores.take(held)
        return Matches(documents + self._base if self._base else documents, scores)

    def _table(self, terms: FieldPostings, field: str) -> NDArray[np.float64]:
        return self._collection.score_table(terms, field)
