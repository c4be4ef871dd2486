"""Clauses -> matchers. Boosts are pushed down to the terms, so that no compound matcher has one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import get_args
from weakref import WeakValueDictionary

import numpy as np

from policysearch.engines.whoosh.matching.matchers import (
    Intersection,
    MatchAll,
    Matcher,
    NotMatcher,
    RequiredOptional,
    StemPlusForm,
    Union,
)
from policysearch.engines.whoosh.matching.matches import NO_MATCHES, DocIds, Matches
from policysearch.engines.whoosh.matching.phrase import Spacing
from policysearch.engines.whoosh.reader.index_reader import IndexReader, TermStats
from policysearch.engines.whoosh.reader.segment_view import SegmentView
from policysearch.engines.whoosh.schema import FORM, GAP, TEXTS
from policysearch.method_cache import method_cache
from policysearch.model import bm25
from policysearch.query import (
    And,
    Clause,
    Everything,
    Expanded,
    Fuzzy,
    InFacet,
    InZone,
    Not,
    Or,
    Phrase,
    Prefix,
    View,
    Word,
    YearRange,
    is_optional,
)
from policysearch.query.typed_tokens import only_form, phrase_tokens, tokens
from policysearch.text import Token

CACHED_MATCHERS = 2_048  # words whose matchers are kept, for each view of each segment
SignificantTerms = Sequence[tuple[str, Sequence[tuple[str, float]]]]  # per text field: (term, boost)


class QueryCompiler:
    """Compiles clauses for every view of every segment, and runs the matchers. The matchers of words are cached."""

    def __init__(self, reader: IndexReader) -> None:
        views: tuple[View, ...] = get_args(View)
        by_segment = [
            {view: _SegmentCompiler(reader, SegmentView(reader, ord_, view), view) for view in views}
            for ord_ in range(len(reader.segments))
        ]
        for compilers in by_segment:
            for compiler in compilers.values():
                compiler.views = WeakValueDictionary(compilers)
        self._compilers = {view: [compilers[view] for compilers in by_segment] for view in views}

    def matches(self, clause: Clause, view: View, significant_terms: SignificantTerms | None = None) -> Matches:
        """Return every document of ``view`` that ``clause`` matches, by global doc ids.

        With ``significant_terms``, a document must also have any of those terms, which add to its score.
        The arrays may be shared: do not write to them.
        """
        per_segment = [compiler.matches(clause, significant_terms) for compiler in self._compilers[view]]
        return (
            per_segment[0] if len(per_segment) == 1 else Matches(*map(np.concatenate, zip(*per_segment, strict=True)))
        )


class _SegmentCompiler:
    """Makes matchers for one view of one segment; None stands for a clause that matches nothing there."""

    def __init__(self, reader: IndexReader, segment_view: SegmentView, name: View) -> None:
        self._reader = reader
        self._view = segment_view
        self._name = name
        self.views: Mapping[View, _SegmentCompiler] = {}  # those of the same segment, which refer to this one too
        self._word = method_cache(self._compile_word, CACHED_MATCHERS)

    def matches(self, clause: Clause, significant_terms: SignificantTerms | None) -> Matches:
        """Return the documents that ``clause`` matches in this view, by global doc ids."""
        is_required_word = type(clause) is Word and clause.required
        matcher = self.compile(clause if is_required_word else And((clause,)))
        if significant_terms is not None and matcher is not None:
            matcher = self._every((matcher, self._any_significant_term(significant_terms)))
        return self._view.global_ids(matcher.matches() if matcher is not None else NO_MATCHES)

    def compile(self, clause: Clause, boost: float = 1.0) -> Matcher | None:  # noqa: PLR0911 - one for each kind of clause
        match clause:
            case Word():
                return self._word(clause.text, boost * clause.count, clause.required)
            case Or(()):
                return None
            case And() | Or():
                return self._compound(clause, boost)
            case Expanded():
                also = (self.compile(expansion, boost * weight) for expansion, weight in clause.also)
                return self._best((self.compile(clause.clause, boost), *also))
            case Phrase():
                return self._best(self._phrases(clause.text, clause.slop, boost))
            case Prefix() | Fuzzy():
                return self._multi_term(clause, boost)
            case InFacet():
                return self._facet(clause.facet, clause.values, boost)
            case InZone():
                return self._in_zone(clause, boost)
            case YearRange():
                return self._facet("year", clause.among(self._reader.facets["year"].values), boost)
            case Not():
                child = self.compile(clause.clause)
                return self._all() if child is None else NotMatcher(child, self._view.first, self._view.last)
            case Everything():
                return self._all()

    def _in_zone(self, clause: InZone, boost: float) -> Matcher | None:
        in_title = clause.zone == "title"
        if not in_title and self._name == "highlights":
            doc_ids = self.with_phrase(clause.clause)
        else:
            doc_ids = self.views["workshops" if in_title else "highlights"].with_phrase(clause.clause, in_title)
        return self._view.workshops_matcher(doc_ids, boost, alone=not in_title and self._name == "highlights")

    def with_phrase(self, clause: Word | Phrase, in_title: bool = False) -> DocIds:
        """Return the documents that have ``clause``, or the workshops that have it in their title."""
        slop = clause.slop if isinstance(clause, Phrase) else 0
        matcher = self._best(self._phrases(clause.text, slop, 1.0, GAP if in_title else None))
        doc_ids = NO_MATCHES.doc_ids if matcher is None else matcher.matches().doc_ids
        return doc_ids[self._view.workshops_among(doc_ids)] if in_title else doc_ids

    def _any_significant_term(self, significant_terms: SignificantTerms) -> Matcher | None:
        """Match any of the terms: the sum within a field, the best of the fields."""
        return self._best(
            self._sum([self._term(field, term, boost) for term, boost in terms]) for field, terms in significant_terms
        )

    def _compile_word(self, text: str, boost: float, required: bool) -> Matcher | None:
        """Match a word in any language, and add the score of its exact form (``bm25.FORM``)."""
        form = only_form(text)
        form_stats = self._reader.term_stats(FORM, form) if form else None
        if form_stats is None:
            return self._best(self._sequences(text, boost, required))
        stem_matcher = self._best(self._stems(text, form_stats, boost, required))
        form_matcher = self._view.form_matcher(form_stats, boost * bm25.FORM) if stem_matcher else None
        return StemPlusForm(stem_matcher, form_matcher) if stem_matcher and form_matcher else stem_matcher

    def _stems(self, text: str, form_stats: TermStats, boost: float, required: bool) -> Iterable[Matcher | None]:
        """Yield the matcher of the word's term in each language, with the bonus of the form inside its postings."""
        for language in self._reader.languages:
            analysed = tokens(text, language, required)
            stats = self._reader.term_stats(TEXTS[language], analysed[0].term) if analysed else None
            yield self._view.form_boosted_matcher(language, stats, form_stats, boost) if stats else None

    def _phrases(self, text: str, slop: int, boost: float, end: int | None = None) -> Iterable[Matcher | None]:
        for language in self._reader.languages:
            for analysed in phrase_tokens(text, language):
                yield self._sequence(TEXTS[language], analysed, slop, boost, end)

    def _sequences(self, text: str, boost: float, required: bool) -> Iterable[Matcher | None]:
        for language in self._reader.languages:
            yield self._sequence(TEXTS[language], tokens(text, language, required), 0, boost)

    def _sequence(
        self, field: str, analysed: Sequence[Token], slop: int, boost: float, end: int | None = None
    ) -> Matcher | None:
        """Match the words in order; with ``end``, before that position."""
        stats_or_none = [self._reader.term_stats(field, token.term) for token in analysed]
        stats = [term_stats for term_stats in stats_or_none if term_stats is not None]
        if not stats or len(stats) < len(stats_or_none):
            return None
        if len(stats) == 1 and end is None:
            return self._view.term_matcher(field, stats[0], boost)
        gaps = [second.position - first.position for first, second in pairwise(analysed)]
        return self._view.phrase_matcher(field, stats, Spacing(gaps, slop, end), boost)

    def _term(self, field: str, term: str, boost: float) -> Matcher | None:
        stats = self._reader.term_stats(field, term)
        return None if stats is None else self._view.term_matcher(field, stats, boost)

    def _multi_term(self, clause: Prefix | Fuzzy, boost: float) -> Matcher | None:
        expanded = self._reader.expanded(clause)
        return self._view.multi_term_matcher(expanded, boost * bm25.FUZZY**expanded.edits)

    def _facet(self, name: str, values: Iterable[str], boost: float) -> Matcher | None:
        """Match any of the values with one score: the idf of having any of them."""
        facet = self._reader.facets[name]
        existing = [value for value in values if value in facet]
        if not existing:
            return None
        selected = facet.sets_with(existing)
        idf = bm25.idf(self._reader.size, facet.document_count(selected))
        return self._view.facet_matcher(name, selected, boost * idf)

    def _compound(self, clause: And | Or, boost: float) -> Matcher | None:
        required = [self.compile(child, boost) for child in clause.clauses if not is_optional(child)]
        optional = [self.compile(child, boost) for child in clause.clauses if is_optional(child)]
        join = self._every if isinstance(clause, And) else self._sum
        required_matcher = join(required) if required else self._all()
        optional_matcher = self._sum(optional) if optional else None
        if required_matcher is None or optional_matcher is None:
            return required_matcher
        return RequiredOptional(required_matcher, optional_matcher)

    def _all(self) -> Matcher:
        return MatchAll(self._view.first, self._view.last)

    def _every(self, children: Sequence[Matcher | None]) -> Matcher | None:
        matchers = [child for child in children if child is not None]
        if len(matchers) < len(children):
            return None
        return matchers[0] if len(matchers) == 1 else Intersection(matchers)

    def _sum(self, children: Iterable[Matcher | None]) -> Matcher | None:
        return self._union(children, np.add)

    def _best(self, children: Iterable[Matcher | None]) -> Matcher | None:
        return self._union(children, np.maximum)

    def _union(self, children: Iterable[Matcher | None], combine: np.ufunc) -> Matcher | None:
        matchers = [child for child in children if child is not None]
        if len(matchers) > 1:
            return Union(matchers, self._view.last, combine)
        return matchers[0] if matchers else None
