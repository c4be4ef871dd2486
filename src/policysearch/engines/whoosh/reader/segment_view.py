"""The half of a segment that one view reads: workshops and passages, or highlights."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from policysearch.engines.whoosh.matching.impacts import Impacts
from policysearch.engines.whoosh.matching.matchers import Listed, Raised, Selected
from policysearch.engines.whoosh.matching.matches import Mask, Matches
from policysearch.engines.whoosh.matching.multi_term import AnyForm
from policysearch.engines.whoosh.matching.phrase import Sequential
from policysearch.engines.whoosh.postings.postings import Terms
from policysearch.engines.whoosh.postings.word_forms import postings
from policysearch.engines.whoosh.reader.expanded_terms import Words
from policysearch.engines.whoosh.reader.index_reader import Collection, Leaf
from policysearch.engines.whoosh.schema import FORM, TEXTS
from policysearch.engines.whoosh.scoring import bm25
from policysearch.query import View


class Half:
    """Documents ``low`` to below ``high`` of the segment at ``place``; matchers of what is in it."""

    def __init__(self, collection: Collection, place: int, view: View) -> None:
        self.place = place
        self._collection = collection
        self._segment = collection.segments[place]
        self._base = collection.bases[place]
        self._first = view == "workshops"
        self.low = 0 if self._first else self._segment.split
        self.high = self._segment.split if self._first else self._segment.size

    def term(self, field: str, leaf: Leaf, boost: float) -> Listed | None:
        """What has a term."""
        return self._listed(self._segment.terms(field), field, leaf, boost)

    def form(self, leaf: Leaf, boost: float) -> Listed | None:
        """What has a form in a list of its own."""
        lists = self._segment.form_lists
        return self._listed(lists.own if lists else None, FORM, leaf, boost)

    def term_in(self, language: str, leaf: Leaf, form: Leaf, boost: float) -> Listed | None:
        """What has a term, the form's share added to the postings that are of ``form``: the others are its own."""
        found = self.term(TEXTS[language], leaf, boost)
        number, place = leaf.numbers[self.place], form.numbers[self.place]
        terms, forms = self._segment.terms(TEXTS[language]), self._segment.forms
        if found is None or terms is None or place < 0 or forms.terms[language][place] != number:
            return found
        cut, held = terms.cut(number), terms.forms(number)
        share = Impacts(self._table(terms, FORM), form.rarity, boost * bm25.FORM)
        return Raised(found, held[:cut] if self._first else held[cut:], forms.place(language, place), share)

    def _listed(self, terms: Terms | None, field: str, leaf: Leaf, boost: float) -> Listed | None:
        number = leaf.numbers[self.place]
        if number < 0 or terms is None:
            return None
        cut, listed, codes = terms.cut(number), terms.listed(number), terms.codes(number)
        documents, codes = (listed.below(cut), codes[:cut]) if self._first else (listed.beyond(cut), codes[cut:])
        if not len(documents):
            return None
        return Listed(documents, codes, Impacts(self._table(terms, field), leaf.rarity, boost))

    def sequence(
        self, field: str, leaves: Sequence[Leaf], gaps: Sequence[int], slop: int, boost: float
    ) -> Sequential | None:
        """What has terms one after the other."""
        lists = [self.term(field, leaf, boost) for leaf in leaves]
        terms = self._segment.terms(field)
        held = [one for one in lists if one is not None]
        if terms is None or len(held) < len(lists):
            return None
        return Sequential(terms, [leaf.numbers[self.place] for leaf in leaves], held, gaps, slop)

    def any_form(self, words: Words, boosts: NDArray[np.floating]) -> AnyForm | None:
        """What has any of ``words``, of which each has its boost; the best one scores."""
        factors = words.rarities * boosts
        found = []
        for asked in words.asked[self.place]:
            terms, documents, codes, values = postings(asked, self._first, factors)
            values *= self._table(terms, FORM).take(codes)
            found.append(Matches(documents, values))
        return AnyForm(found, self.high) if found else None

    def selected(self, facet: str, wanted: Mask, score: float) -> Selected:
        """What has one of the ``wanted`` sets of a facet's values."""
        codes = self._collection.facets[facet].codes[self._base : self._base + self.high]
        return Selected(codes, wanted, self.low, self.high, score)

    def numbered(self, matches: Matches) -> Matches:
        """``matches`` by the collection's numbers, without deleted documents."""
        documents, scores = matches
        if self._segment.live is not None:
            held = np.flatnonzero(self._segment.live.take(documents))
            documents, scores = documents.take(held), scores.take(held)
        return Matches(documents + self._base if self._base else documents, scores)

    def _table(self, terms: Terms, field: str) -> NDArray[np.float64]:
        return self._collection.table(terms, field)
