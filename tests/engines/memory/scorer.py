"""A clause and a document -> a score by BM25F; None where the document does not match."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from itertools import pairwise
from math import log
from statistics import fmean

from rapidfuzz.distance import OSA

from policysearch import query
from policysearch.engines.contract import Form, Like, Term
from policysearch.model.document import Document
from policysearch.model.zones import zones
from policysearch.query.typed_tokens import phrase_tokens, tokens
from policysearch.settings import LANGUAGES
from policysearch.text import Token, fold, forms, index_term, is_stop_term
from policysearch.text.tokens import compounds

K1, B = 1.3, 0.65
FORM = 0.2  # the share that the exact form of a word adds
EDIT = 0.7  # the factor for each edit of a fuzzy word
GAP = 128  # positions between two zones, so that no phrase spans them
Score = float | None


class DocumentWords:
    """The occurrences of each term in a document as (position, weight), and the length of each of its fields.

    A field is a language, or None for the words as written.
    """

    def __init__(self, document: Document) -> None:
        self.occurrences: dict[Term, list[tuple[int, float]]] = defaultdict(list)
        self.lengths: dict[str | None, float] = defaultdict(float)
        for language, text in document.texts.items():
            start = 0
            for weight, zone in zones(text):
                for form, position in _indexed_words(zone):
                    self._add(form, language, start + position, weight)
                start += len(forms(zone)) + GAP

    def _add(self, form: str, language: str, position: int, weight: float) -> None:
        """Add a word; a stop word has a position alone: no form, and no length."""
        term = Term(language, index_term(form, language))
        self.occurrences[term].append((position, weight))
        if not is_stop_term(term.text):
            self.occurrences[Term(None, form)].append((position, weight))
            for field in (language, None):
                self.lengths[field] += weight

    def positions(self, term: Term) -> set[int]:
        """Return where a term stands."""
        return {position for position, _ in self.occurrences.get(term, ())}


class Scorer:
    """Scores one of ``documents`` at a time, by the statistics of all of them."""

    def __init__(self, documents: Collection[Document]) -> None:
        self._facets = {document.id: document.facets for document in documents}
        self._slugs = {document.id: document.workshop.slug for document in documents}
        self._lessons = [document.id for document in documents if document.kind == "highlight"]
        self.words = {document.id: DocumentWords(document) for document in documents}
        self.frequencies = Counter(term for words in self.words.values() for term in words.occurrences)
        self.forms = [Form(term.text, count) for term, count in self.frequencies.items() if term.language is None]
        self.expand = cache(self._expand)
        self.lengths = cache(self._lengths)
        self._idf_of_any = cache(lambda clause: _idf(len(documents), sum(self._has_any(clause, i) for i in self.words)))

    def idf(self, term: Term) -> float:
        """Return the idf of a term among the documents that have words in its field."""
        return _idf(max(len(self.lengths(term.language)), 1), self.frequencies[term])

    def like(self, like: Like, doc: str) -> Score:
        """Return the best language's sum of the scores of significant terms."""
        return _best(
            _total(self._term(Term(language, text), doc, boost) for text, boost in terms)
            for language, terms in like.terms
        )

    def score(self, clause: query.Clause, doc: str, boost: float = 1.0) -> Score:  # noqa: PLR0911
        """Return the score of the document with the id ``doc``; a clause that matches without words scores 0."""
        match clause:
            case query.Everything():
                return 0.0
            case query.Not():
                return 0.0 if self.score(clause.clause, doc) is None else None
            case query.Word():
                typed, boost = forms(clause.text), boost * clause.count
                in_languages = ((language, tokens(clause.text, language, clause.required)) for language in LANGUAGES)
                score = _best(self._sequence(language, words, 0, doc, boost) for language, words in in_languages)
                exact = Term(None, typed[0][0] if len(typed) == 1 else "")
                return None if score is None else _total([score, self._term(exact, doc, boost * FORM)])
            case query.Phrase():
                return self._phrase(clause.text, clause.slop, doc, boost)
            case query.Prefix() | query.Fuzzy():
                expanded = self.expand(clause)[: query.MAX_EXPANSIONS]
                return _best(self._term(Term(None, form.text), doc, boost * EDIT**form.edits) for form in expanded)
            case query.InZone():
                return self._in_zone(clause, doc, boost)
            case query.YearRange():
                return self.score(self._years(clause), doc, boost)
            case query.InFacet():
                return boost * self._idf_of_any(clause) if self._has_any(clause, doc) else None
            case query.Expanded():
                weighted = ((clause.clause, 1.0), *clause.also)
                return _best(self.score(alternative, doc, boost * weight) for alternative, weight in weighted)
            case query.Or(()):
                return None
            case query.And() | query.Or():
                optional = [child for child in clause.clauses if _is_optional(child)]
                scores = [self.score(child, doc, boost) for child in clause.clauses if child not in optional]
                if scores and (None in scores if isinstance(clause, query.And) else _total(scores) is None):
                    return None
                return _total([0.0, *scores, *(self.score(child, doc, boost) for child in optional)])

    def _term(self, term: Term, doc: str, boost: float) -> Score:
        words = self.words[doc]
        if term not in words.occurrences:
            return None
        weight = sum(weight for _, weight in words.occurrences[term])
        norm = 1 - B + B * words.lengths[term.language] / fmean(self.lengths(term.language))
        return boost * self.idf(term) * weight * (K1 + 1) / (weight + K1 * norm)

    def _in_zone(self, clause: query.InZone, doc: str, boost: float) -> Score:
        slug, child = self._slugs[doc], clause.clause
        slop = child.slop if isinstance(child, query.Phrase) else 0
        if clause.zone == "title":
            is_match = self._phrase(child.text, slop, slug, 1.0, GAP) is not None
        else:
            lessons = [doc] if doc in self._lessons else [key for key in self._lessons if self._slugs[key] == slug]
            is_match = any(self._phrase(child.text, slop, lesson, 1.0) is not None for lesson in lessons)
        return boost if is_match else None

    def _phrase(self, text: str, slop: int, doc: str, boost: float, end: int | None = None) -> Score:
        return _best(
            self._sequence(language, words, slop, doc, boost, end)
            for language in LANGUAGES
            for words in phrase_tokens(text, language)
        )

    def _sequence(
        self, language: str, words: Sequence[Token], slop: int, doc: str, boost: float, end: int | None = None
    ) -> Score:
        """Return the sum of the words' scores; None where they do not stand in this order, with ``slop`` between.

        With ``end``, they stand before that position.
        """
        positions = [(Term(language, token.term), token.position) for token in words]
        ends = self.words[doc].positions(positions[0][0]) if positions else set()
        for (_, last), (term, position) in pairwise(positions):
            reachable = {end + position - last + skipped for end in ends for skipped in range(slop + 1)}
            ends = reachable & self.words[doc].positions(term)
        ends = {position for position in ends if end is None or position < end}
        return _total(self._term(term, doc, boost) for term, _ in positions) if ends else None

    def _years(self, span: query.YearRange) -> query.InFacet:
        years = sorted({int(year) for facets in self._facets.values() for year in facets["year"]})
        within = [str(year) for year in years if (span.first or 0) <= year <= (span.last or 9_999)]
        return query.InFacet("year", tuple(within))

    def _has_any(self, clause: query.InFacet, doc: str) -> bool:
        return not {*clause.values}.isdisjoint(self._facets[doc][clause.facet])

    def _expand(self, clause: query.Prefix | query.Fuzzy) -> tuple[Form, ...]:
        typed = fold(clause.text)
        beginning = typed if isinstance(clause, query.Prefix) else typed[:1]
        forms = [form for form in self.forms if typed and fold(form.text).startswith(beginning)]
        if isinstance(clause, query.Fuzzy):
            near = [form._replace(edits=OSA.distance(typed, fold(form.text))) for form in forms]
            forms = [form for form in near if form.edits <= clause.distance]
        return tuple(sorted(forms, key=lambda form: (form.edits, -form.frequency, form.text)))

    def _lengths(self, field: str | None) -> list[float]:
        return [words.lengths[field] for words in self.words.values() if field in words.lengths]


def _indexed_words(text: str) -> Iterable[tuple[str, int]]:
    """Yield each form and its position: every word, and compounds as one word at the position of their second."""
    yield from ((form, position) for position, (form, _, _) in enumerate(forms(text)))
    yield from ((form, position) for form, _, _, position in compounds(text))


def _idf(documents: int, frequency: int) -> float:
    return log(1 + (documents - frequency + 0.5) / (frequency + 0.5))


def _is_optional(clause: query.Clause) -> bool:
    word = clause.clause if isinstance(clause, query.Expanded) else clause
    return isinstance(word, query.Word) and not word.required


def _best(scores: Iterable[Score]) -> Score:
    return max((score for score in scores if score is not None), default=None)


def _total(scores: Iterable[Score]) -> Score:
    matching = [score for score in scores if score is not None]
    return sum(matching) if matching else None
