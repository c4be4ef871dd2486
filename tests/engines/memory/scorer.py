"""A clause and a document -> a score, None where the document does not match."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from itertools import pairwise

from policysearch.engines.contract import Form, Like, Term
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
    Word,
    YearRange,
)
from policysearch.text.analysis import LANGUAGES, Token, analyse, forms
from tests.engines.memory.words import DocumentWords, Statistics, idf

FORM = 0.2  # the share that the exact form of a word adds
EDIT = 0.7  # the factor for each edit of a fuzzy word

Score = float | None


class Scorer:
    """Scores one document at a time. ``expand`` lists the forms of a clause, the best first."""

    def __init__(
        self,
        documents: Iterable[DocumentWords],
        statistics: Statistics,
        expand: Callable[[Prefix | Fuzzy], tuple[Form, ...]],
    ) -> None:
        self._documents = [words.document for words in documents]
        self._statistics = statistics
        self._expand = cache(expand)
        self._facet_idf = cache(self._idf_of_values)

    def score(self, clause: Clause, words: DocumentWords, boost: float = 1.0) -> Score:  # noqa: PLR0911
        """Return the score of a document; a clause that matches without words scores 0."""
        match clause:
            case Everything():
                return 0.0
            case Not():
                return 0.0 if self.score(clause.clause, words) is None else None
            case Word():
                return self._word(clause.text, words, boost * clause.count)
            case Phrase():
                return self._phrase(clause.text, clause.slop, words, boost)
            case Prefix() | Fuzzy():
                expanded = self._expand(clause)[:MAX_EXPANSIONS]
                return best(self._term(None, form.text, words, boost * EDIT**form.edits) for form in expanded)
            case InFacet():
                return self._in_facet(clause, words, boost)
            case YearRange():
                first, last = clause.first or 0, clause.last or 9_999
                year = int(words.document.facets["year"][0])
                return self._in_facet(self._years(first, last), words, boost) if first <= year <= last else None
            case Expanded():
                pairs = ((clause.clause, 1.0), *clause.also)
                return best(self.score(alternative, words, boost * weight) for alternative, weight in pairs)
            case And() | Or():
                return self._compound(clause, words, boost)

    def like(self, like: Like, words: DocumentWords) -> Score:
        """Return the best language's sum of the scores of significant terms."""
        return best(
            total(self._term(language, term, words, boost) for term, boost in boosted)
            for language, boosted in like.terms
        )

    def _term(self, language: str | None, text: str, words: DocumentWords, boost: float) -> Score:
        return self._statistics.score(Term(language, text), words, boost)

    def _word(self, text: str, words: DocumentWords, boost: float) -> Score:
        score, written = self._phrase(text, 0, words, boost), forms(text)
        if score is None or len(written) != 1:
            return score
        return score + (self._term(None, written[0][0], words, boost * FORM) or 0.0)

    def _phrase(self, text: str, slop: int, words: DocumentWords, boost: float) -> Score:
        scores = []
        for language in LANGUAGES:
            tokens = analyse(text, language)
            if tokens and _stand_in_order(tokens, language, slop, words):
                scores.append(total(self._term(language, token.term, words, boost) for token in tokens))
        return best(scores)

    def _in_facet(self, clause: InFacet, words: DocumentWords, boost: float) -> Score:
        if set(clause.values).isdisjoint(words.document.facets[clause.facet]):
            return None
        return boost * self._facet_idf(clause)

    def _idf_of_values(self, clause: InFacet) -> float:
        has_any = (not set(clause.values).isdisjoint(document.facets[clause.facet]) for document in self._documents)
        return idf(len(self._documents), sum(has_any))

    def _years(self, first: int, last: int) -> InFacet:
        years = {document.workshop.start.year for document in self._documents}
        return InFacet("year", tuple(str(year) for year in sorted(years) if first <= year <= last))

    def _compound(self, clause: And | Or, words: DocumentWords, boost: float) -> Score:
        optional = [child for child in clause.clauses if _is_optional(child)]
        scores = [self.score(child, words, boost) for child in clause.clauses if child not in optional]
        if (None in scores) if isinstance(clause, And) else (scores and total(scores) is None):
            return None
        return (total(scores) or 0.0) + (total(self.score(child, words, boost) for child in optional) or 0.0)


def _stand_in_order(tokens: list[Token], language: str, slop: int, words: DocumentWords) -> bool:
    ends = set(words.positions.get(Term(language, tokens[0].term), ()))
    for previous, token in pairwise(tokens):
        gap = token.position - previous.position
        reachable = {end + gap + skipped for end in ends for skipped in range(slop + 1)}
        ends = reachable.intersection(words.positions.get(Term(language, token.term), ()))
    return bool(ends)


def _is_optional(clause: Clause) -> bool:
    word = clause.clause if isinstance(clause, Expanded) else clause
    return isinstance(word, Word) and not word.required


def best(scores: Iterable[Score]) -> Score:
    """Return the highest of the scores that match."""
    return max((score for score in scores if score is not None), default=None)


def total(scores: Iterable[Score]) -> Score:
    """Return the sum of the scores that match."""
    matching = [score for score in scores if score is not None]
    return sum(matching) if matching else None
