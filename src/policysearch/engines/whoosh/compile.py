"""Clauses -> what finds them in half a segment. Boosts are pushed down to the lists."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import get_args

import numpy as np

from policysearch.engines.whoosh.matching.matchers import (
    Intersection,
    Matcher,
    NotMatcher,
    RequiredOptional,
    StemPlusForm,
    Union,
)
from policysearch.engines.whoosh.matching.matches import NOTHING, Matches
from policysearch.engines.whoosh.reader.index_reader import IndexReader, TermStats
from policysearch.engines.whoosh.reader.segment_view import SegmentView
from policysearch.engines.whoosh.schema import FORM, TEXTS
from policysearch.engines.whoosh.scoring import bm25
from policysearch.query import (
    MAX_EXPANSIONS,
    And,
    Clause,
    Everything,
    Expanded,
    Fuzzy,
    InFacet,
    Not,
    Or,
    Phrase,
    Prefix,
    View,
    Word,
    YearRange,
)
from policysearch.text import Token, analyse, forms

CACHED_MATCHERS = 2_048  # words whose matchers are kept, for each half
SignificantTerms = Sequence[tuple[str, Sequence[tuple[str, float]]]]  # per field, terms and their boosts


class QueryCompiler:
    """Finds what clauses ask for in the segments of a collection. The matchers of words are kept."""

    def __init__(self, collection: IndexReader) -> None:
        places = range(len(collection.segments))
        self._matchers = {
            view: [_SegmentCompiler(collection, SegmentView(collection, place, view)) for place in places]
            for view in get_args(View)
        }

    def matches(self, clause: Clause, view: View, telling: SignificantTerms | None = None) -> Matches:
        """Every document that ``view`` reads and ``clause`` finds; with ``telling``, that has any of those terms too.

        The arrays may be shared and are not to be written to.
        """
        found = [one.matches(clause, telling) for one in self._matchers[view]]
        return found[0] if len(found) == 1 else Matches(*map(np.concatenate, zip(*found, strict=True)))


def notices(collection: IndexReader, clause: Clause) -> Iterable[str]:
    """What of ``clause`` is cut short."""
    match clause:
        case Prefix() | Fuzzy():
            if collection.expanded(clause).total > MAX_EXPANSIONS:
                yield f"Only the {MAX_EXPANSIONS:,} most frequent words like “{clause.text}” were searched."
        case And() | Or():
            for one in clause.clauses:
                yield from notices(collection, one)
        case Not():
            yield from notices(collection, clause.clause)
        case Expanded():
            for one in (clause.clause, *(other for other, _ in clause.also)):
                yield from notices(collection, one)


class _SegmentCompiler:
    """Makes the matchers of clauses for one half; None for what finds nothing."""

    def __init__(self, collection: IndexReader, half: SegmentView) -> None:
        self._collection = collection
        self._half = half
        self._word = lru_cache(maxsize=CACHED_MATCHERS)(self._of_word)

    def matches(self, clause: Clause, telling: SignificantTerms | None) -> Matches:
        """What is found in this half, by the collection's numbers."""
        found = self.compile(clause if type(clause) is Word and clause.required else And((clause,)))
        if telling is not None and found is not None:
            like = self.significant_terms(telling)
            found = None if like is None else Intersection((found, like))
        return self._half.global_ids(found.matches() if found is not None else NOTHING)

    def compile(self, clause: Clause, boost: float = 1.0) -> Matcher | None:  # noqa: PLR0911 - one for each kind of clause
        match clause:
            case Word():
                return self._word(clause.text, boost * clause.count)
            case And() | Or():
                return self._compound(clause, boost)
            case Expanded():
                also = (self.compile(other, boost * weight) for other, weight in clause.also)
                return self._best((self.compile(clause.clause, boost), *also))
            case Phrase():
                return self._best(self._sequences(clause.text, clause.slop, boost))
            case Prefix() | Fuzzy():
                return self._forms(clause, boost)
            case InFacet():
                return self._facet(clause.facet, clause.values, boost)
            case YearRange():
                return self._facet("year", _years(clause, self._collection.facets["year"].values), boost)
            case Not():
                return NotMatcher(self.compile(clause.clause), self._half.first, self._half.last)
            case Everything():
                return self._everything()

    def significant_terms(self, telling: SignificantTerms) -> Matcher | None:
        """Any of the terms; those of the best field score."""
        return self._best(
            self._sum([self._term(field, term, boost) for term, boost in terms]) for field, terms in telling
        )

    def _of_word(self, text: str, boost: float) -> Matcher | None:
        form = _only_form(text)
        exact = self._collection.term_stats(FORM, form) if form else None
        if exact is None:
            return self._best(self._sequences(text, 0, boost))
        found = self._best(self._in_languages(text, exact, boost))
        own = self._half.form(exact, boost * bm25.FORM) if found else None
        return StemPlusForm(found, own) if found and own else found

    def _in_languages(self, text: str, exact: TermStats, boost: float) -> Iterable[Matcher | None]:
        """A word's terms, of which the postings of its form as typed score more."""
        for language in self._collection.languages:
            told = tokens(text, language)
            leaf = self._collection.term_stats(TEXTS[language], told[0].term) if told else None
            yield self._half.term_in(language, leaf, exact, boost) if leaf else None

    def _sequences(self, text: str, slop: int, boost: float) -> Iterable[Matcher | None]:
        for language in self._collection.languages:
            yield self._sequence(TEXTS[language], tokens(text, language), slop, boost)

    def _sequence(self, field: str, told: Sequence[Token], slop: int, boost: float) -> Matcher | None:
        found = [self._collection.term_stats(field, token.term) for token in told]
        leaves = [leaf for leaf in found if leaf is not None]
        if not leaves or len(leaves) < len(found):
            return None
        if len(leaves) == 1:
            return self._half.term(field, leaves[0], boost)
        gaps = [after.position - before.position for before, after in pairwise(told)]
        return self._half.sequence(field, leaves, gaps, slop, boost)

    def _term(self, field: str, term: str, boost: float) -> Matcher | None:
        leaf = self._collection.term_stats(field, term)
        return None if leaf is None else self._half.term(field, leaf, boost)

    def _forms(self, clause: Prefix | Fuzzy, boost: float) -> Matcher | None:
        found = self._collection.expanded(clause)
        return self._half.any_form(found, boost * bm25.FUZZY**found.edits)

    def _facet(self, name: str, values: Iterable[str], boost: float) -> Matcher | None:
        facet = self._collection.facets[name]
        known = [value for value in values if value in facet]
        if not known:
            return None
        wanted = facet.sets_with(known)
        rarity = bm25.idf(self._collection.size, facet.frequency(wanted))
        return self._half.facet(name, wanted, boost * rarity)

    def _compound(self, clause: And | Or, boost: float) -> Matcher | None:
        firm = [self.compile(one, boost) for one in clause.clauses if not _is_optional(one)]
        spare = [self.compile(one, boost) for one in clause.clauses if _is_optional(one)]
        join = self._every if isinstance(clause, And) else self._sum
        found = join(firm) if firm else self._everything()
        extra = self._sum(spare) if spare else None
        return found if extra is None or found is None else RequiredOptional(found, extra)

    def _everything(self) -> Matcher:
        return NotMatcher(None, self._half.first, self._half.last)

    def _every(self, found: Sequence[Matcher | None]) -> Matcher | None:
        held = [one for one in found if one is not None]
        if len(held) < len(found):
            return None
        return held[0] if len(held) == 1 else Intersection(held)

    def _sum(self, found: Iterable[Matcher | None]) -> Matcher | None:
        return self._union(found, np.add)

    def _best(self, found: Iterable[Matcher | None]) -> Matcher | None:
        return self._union(found, np.maximum)

    def _union(self, found: Iterable[Matcher | None], join: np.ufunc) -> Matcher | None:
        held = [one for one in found if one is not None]
        return held[0] if len(held) == 1 else Union(held, self._half.last, join) if held else None


def _is_optional(clause: Clause) -> bool:
    inner = clause.clause if isinstance(clause, Expanded) else clause
    return isinstance(inner, Word) and not inner.required


def _years(span: YearRange, values: Iterable[str]) -> list[str]:
    first, last = span.first or 0, span.last or 9_999
    return [value for value in values if first <= int(value) <= last]


@lru_cache(maxsize=1 << 14)
def tokens(text: str, language: str) -> tuple[Token, ...]:
    """What analysis makes of a text that was typed, kept."""
    return tuple(analyse(text, language))


@lru_cache(maxsize=1 << 14)
def _only_form(text: str) -> str:
    """The form of a text that is one word; empty for others."""
    found = forms(text)
    return found[0][0] if len(found) == 1 else ""
