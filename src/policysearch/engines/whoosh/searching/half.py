"""The half of a segment that one view reads: workshops and passages, or highlights."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from policysearch.engines.whoosh.schema import FORM
from policysearch.engines.whoosh.searching.collection import Collection, Leaf
from policysearch.engines.whoosh.searching.forms import AnyForm
from policysearch.engines.whoosh.searching.impacts import Impacts
from policysearch.engines.whoosh.searching.matchers import Listed, Selected
from policysearch.engines.whoosh.searching.matches import Mask, Matches
from policysearch.engines.whoosh.searching.phrases import Sequential
from policysearch.engines.whoosh.searching.words import Words
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

    def term(self, field: str, leaf: Leaf, boost: float, exact: float = 0.0) -> Listed | None:
        """What has a term; ``exact`` is the rarity of its only form, to be added for its share."""
        number = leaf.numbers[self.place]
        terms = self._segment.terms(field)
        if number < 0 or terms is None:
            return None
        cut, listed, codes = terms.cut(number), terms.listed(number), terms.codes(number)
        documents, codes = (listed.below(cut), codes[:cut]) if self._first else (listed.beyond(cut), codes[cut:])
        if not len(documents):
            return None
        return Listed(documents, codes, Impacts(self._table(field), leaf.rarity, boost, exact))

    def has_one_form(self, language: str, leaf: Leaf, form: Leaf) -> bool:
        """Whether, in this segment, a term stands in no other form than ``form``."""
        number = leaf.numbers[self.place]
        if number < 0 or form.numbers[self.place] < 0:
            return False
        starts, _ = self._segment.forms.by_term[language]
        return bool(starts[number + 1] - starts[number] == 1)

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
        terms = self._segment.terms(FORM)
        if terms is None:
            return None
        here = words.numbers[self.place]
        held = np.flatnonzero(here >= 0)
        documents, codes, lengths = terms.lists(here.take(held), self._first)
        if not len(documents):
            return None
        scores = self._table(FORM).take(codes)
        scores *= (words.rarities * boosts).take(held).repeat(lengths)
        return AnyForm(documents, scores, self.high)

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

    def _table(self, field: str) -> NDArray[np.float64]:
        return self._collection.table(self._segment, field)
