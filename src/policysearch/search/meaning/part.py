"""The part that meaning takes in one search: the order of the first documents found, and what is close besides."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Future
from itertools import chain
from math import inf
from typing import NamedTuple

from policysearch.engines.contract import Id, Request, Snapshot, Term
from policysearch.query import And, Clause, Everything, Notice, Or, Query, View
from policysearch.search.highlight.display_text import DisplayTexts
from policysearch.search.meaning.close_hits import CloseHits
from policysearch.search.meaning.embedding import Vector
from policysearch.search.meaning.least_nearness import (
    least_against_small_talk,
    least_nearness,
    near_enough,
    nearness_of_as_many,
)
from policysearch.search.meaning.mixing import mixed, trust_in_words
from policysearch.search.meaning.nearness import Near, Nearness
from policysearch.search.meaning.plain_text import is_plain, is_title
from policysearch.search.meaning.question_vectors import QuestionVectors
from policysearch.search.meaning.vector_index import Question, VectorIndex
from policysearch.search.rescore import MAX_WORDS, required_words
from policysearch.search.retrieve import Retrieval
from policysearch.search.words_alone import Addition
from policysearch.text import terms

FIRST = 200  # documents found that are ordered by words and meaning
MAX_CLOSE = 5
CANDIDATES_FOR_TEXT = 40  # lessons that are compared with a paragraph, of which MAX_CLOSE are the nearest
LEAD = 0.6  # by how much what is close must be nearer than the hits of a page, to stand above them, if words are known
LEAST_OF_RELATED = 2.1  # nearness of what is related to a document
SPARE = 40  # candidates beyond those that the page lists or filters leave out
LESSONS: View = "highlights"
SCORE_DECIMALS = 9  # beyond which scores tie, as the contract has it
TITLES = 3  # documents, from the first on, whose titles are compared with the question

UNAVAILABLE = Notice("meaning_unavailable")
_REMEDY = "The server's model is another one now: set meaning_revision, and run policysearch build."

log = logging.getLogger(__name__)


class Begun(NamedTuple):
    """A search whose question is being embedded: ``vector`` is None where nothing is made now, after failures."""

    text: str
    vector: Future[Vector] | None


class _Compared(NamedTuple):
    """The nearness of each of the first documents found, the nearest ``elsewhere``, best first, and what it says.

    ``highest`` is the nearness of the nearest text of all, ``small_talk`` that of the nearest small talk; the
    ``coverage`` is the share of the question's words that any text has.
    """

    nearness: dict[Id, Nearness | None]
    elsewhere: list[Near]
    highest: float
    small_talk: float
    coverage: float


class MeaningPart:
    """Takes part in the searches of one snapshot, whose vectors have the digest ``digest``."""

    first = FIRST

    def __init__(
        self, questions: QuestionVectors, snapshot: Snapshot, vectors: VectorIndex, digest: str, texts: DisplayTexts
    ) -> None:
        self._questions = questions
        self._snapshot = snapshot
        self._vectors = vectors
        self._texts = texts
        self.digest = digest

    def begin(self, query: Query) -> Begun | None:
        """Begin with a search, before its words are matched; None where meaning takes no part in it."""
        if query.meaning is False or query.crosstab or query.all_buckets:
            return None
        if query.like is not None:
            return Begun("", None)
        return Begun(query.text, self._questions.begin(query.text)) if is_plain(query) else None

    def finish(self, begun: object, retrieval: Retrieval) -> Addition:
        """Return what meaning adds to the words' ``retrieval``, whose text may be a correction of that begun with."""
        query = retrieval.query
        if not isinstance(begun, Begun):
            return Addition(retrieval, "declined" if query.meaning is False and is_plain(query) else "")
        if query.like is not None:
            vector = self._vectors.vector_of(query.like)
            question = None if vector is None else self._vectors.ask(vector, centred=True)
        elif self._is_title(retrieval):
            question = None
        else:
            future = begun.vector if begun.text == query.text else self._questions.begin(query.text)
            vector = self._usable(query.text, self._questions.finish(future))
            if vector is None:
                return Addition(retrieval, notice=UNAVAILABLE)
            question = self._vectors.ask(vector)
        return Addition(retrieval) if question is None else self._added(retrieval, question)

    def lessons_near(self, text: str, language: str, ids: Sequence[Id]) -> Mapping[Id, float] | None:
        """Return how much nearer to a paragraph lessons are than the nearest sentence of our own, in deviations.

        They are those with ``ids`` and the nearest of all, less what draws a lesson to any text in ``language``. None
        where there is no vector of the paragraph.
        """
        vector = self._usable(text, self._questions.make(text))
        if vector is None:
            return None
        question, vectors = self._vectors.ask(vector), self._vectors
        of_ids = vectors.of_documents(question, LESSONS, ids)
        near = {doc_id: nearness for doc_id, nearness in zip(ids, of_ids, strict=True) if nearness}
        near |= dict(vectors.nearest(question, LESSONS, CANDIDATES_FOR_TEXT))
        pulls = vectors.pull.of_units([nearness.unit for nearness in near.values()], language)
        leads = {doc_id: lesson.nearness - pull for (doc_id, lesson), pull in zip(near.items(), pulls, strict=True)}
        sentence, (neutral, _) = max(question.neutral, question.small_talk), vectors.sentences_of_our_own
        least = nearness_of_as_many(sentence, neutral, vectors.documents)
        nearest = {*ids, *sorted(leads, key=leads.__getitem__)[-MAX_CLOSE:]}
        return {doc_id: lead - least for doc_id, lead in leads.items() if doc_id in nearest}

    def _usable(self, text: str, vector: Vector | None) -> Vector | None:
        """Return the vector of a question; None where its length is another than that of the texts'."""
        if vector is None or len(vector) == self._vectors.dimensions:
            return vector
        log.warning(
            "A question's vector has %d numbers, and texts have %d. %s", len(vector), self._vectors.dimensions, _REMEDY
        )
        self._questions.forget(text)
        return None

    def _added(self, retrieval: Retrieval, question: Question) -> Addition:
        if retrieval.request.offset:  # a page behind those that meaning orders
            return Addition(retrieval, "used")
        compared = self._compared(retrieval, question)
        ordered = _ordered(retrieval, compared)
        if retrieval.query.offset:
            return Addition(ordered, "used")
        close = self._close(ordered, compared)
        makes_hits = CloseHits(self._snapshot, self._vectors, self._texts, retrieval.query.language)
        return Addition(ordered, "used", makes_hits.hits(question, close), self._leads(ordered, close, compared))

    def _compared(self, retrieval: Retrieval, question: Question) -> _Compared:
        view, ids = retrieval.query.view, [hit for hit, _ in retrieval.hits()[:FIRST]]
        of_ids = self._vectors.of_documents(question, view, ids)
        candidates = self._vectors.nearest(question, view, FIRST + MAX_CLOSE + SPARE)
        if view == LESSONS and retrieval.query.like is None:
            of_ids = self._vectors.in_workshops(question, of_ids)
            candidates = self._in_workshops(question, candidates)
        nearness = dict(zip(ids, of_ids, strict=True))
        elsewhere = [near for near in candidates if near[0] not in nearness and near[0] not in retrieval.pins]
        highest = max(self._vectors.highest(question), *(near.nearness for near in nearness.values() if near), -inf)
        return _Compared(nearness, elsewhere, highest, question.small_talk, self._coverage(retrieval))

    def _in_workshops(self, question: Question, candidates: Sequence[Near]) -> list[Near]:
        nearness = self._vectors.in_workshops(question, [near for _, near in candidates])
        pairs = [(doc_id, near) for (doc_id, _), near in zip(candidates, nearness, strict=True) if near]
        return sorted(pairs, key=lambda pair: -pair[1].nearness)

    def _coverage(self, retrieval: Retrieval) -> float:
        """Return the share of the question's words that any text of the collection has, in any language."""
        typed = [*dict.fromkeys(required_words(retrieval.query.clause))][:MAX_WORDS]
        if not typed:
            return 1.0
        stems = [
            (word, Term(language, stem))
            for word in typed
            for language in self._snapshot.languages
            for stem in terms(word, language)
        ]
        statistics = self._snapshot.term_statistics([term for _, term in stems])
        present = {word for (word, _), of_term in zip(stems, statistics, strict=True) if of_term.frequency}
        return len(present) / len(typed)

    def _close(self, retrieval: Retrieval, compared: _Compared) -> tuple[Near, ...]:
        """Return the nearest of those elsewhere that are near enough and pass the filters."""
        near = self._near_enough(retrieval, compared)
        if not near or (not retrieval.request.filters and retrieval.query.like is None):
            return tuple(near[:MAX_CLOSE])
        ids = [doc_id for doc_id, _ in near]
        request = Request(Everything(), retrieval.query.view, retrieval.request.filters, limit=len(ids))
        passing = {doc_id for doc_id, _ in self._snapshot.execute(request, among=ids).hits}
        return tuple(pair for pair in near if pair[0] in passing and not self._is_own(retrieval, pair))[:MAX_CLOSE]

    def _near_enough(self, retrieval: Retrieval, compared: _Compared) -> list[Near]:
        if retrieval.query.like is not None:
            return [pair for pair in compared.elsewhere if pair[1].nearness >= LEAST_OF_RELATED]
        texts, (_, sentences) = self._vectors.texts, self._vectors.sentences_of_our_own
        least = least_nearness(retrieval.query.text, texts, compared.coverage)
        if compared.highest < max(least, least_against_small_talk(compared.small_talk, sentences, texts)):
            return []  # the question makes no sense here
        return near_enough(compared.elsewhere, least)

    def _is_own(self, retrieval: Retrieval, near: Near) -> bool:
        """Return whether a document belongs to the workshop that related ones are looked for."""
        like = retrieval.query.like
        return like is not None and self._vectors.workshop(near[1].unit) == like.partition("/")[0]

    def _leads(self, retrieval: Retrieval, close: tuple[Near, ...], compared: _Compared) -> bool:
        """Return whether ``close`` stands above: no result has all words, and none of the page is nearer.

        Where words can be trusted it must be nearer by a margin.
        """
        if not close or not retrieval.total:
            return bool(close)
        if not retrieval.relaxed and self._has_all_words(retrieval):
            return False
        page = [compared.nearness.get(hit) for hit, _ in retrieval.page()]
        nearest = max((near.nearness for near in page if near), default=-inf)
        return close[0][1].nearness > nearest + LEAD * trust_in_words(compared.coverage)

    def _has_all_words(self, retrieval: Retrieval) -> bool:
        """Return whether a result has all words; a clause of which any word is enough says so by itself no more."""
        every = _with_all_words(retrieval.clause)
        if every == retrieval.clause:
            return True
        return bool(self._snapshot.count_many([retrieval.request._replace(clause=every, limit=0)])[0])

    def _is_title(self, retrieval: Retrieval) -> bool:
        """Return whether the words typed are a title. Lessons do not have their workshop's title among their words."""
        hits: Iterable[tuple[Id, float]] = retrieval.hits()[:TITLES]
        if retrieval.query.view != "workshops":
            request = Request(retrieval.query.clause, filters=retrieval.request.filters, limit=TITLES)
            hits = chain(hits, self._snapshot.execute(request).hits)
        documents = self._snapshot.documents([hit for hit, _ in hits])
        return any(is_title(retrieval.query.text, document) for document in documents)


def _with_all_words(clause: Clause) -> Clause:
    """Return a clause of which any word is enough, beside common ones, as one that needs all of these words."""
    if isinstance(clause, Or):
        return And(clause.clauses)
    return And(tuple(map(_with_all_words, clause.clauses))) if isinstance(clause, And) else clause


def _ordered(retrieval: Retrieval, compared: _Compared) -> Retrieval:
    """Return the retrieval with its first documents ordered by the mix; their scores are between 0 and the best.

    A country's own lessons stay before those of its regions, so that words alone order these two tiers.
    """
    hits = retrieval.hits()[:FIRST]
    if retrieval.query.sort != "relevance" or retrieval.tiers or not hits:
        return retrieval
    scores = [score for _, score in hits]
    elsewhere = compared.elsewhere[0][1].nearness if compared.elsewhere else -inf
    mix = mixed(scores, [compared.nearness[hit] for hit, _ in hits], compared.coverage, elsewhere).tolist()
    order = sorted(range(len(hits)), key=lambda place: (-round(mix[place], SCORE_DECIMALS), place))
    best, lowest = max(scores) or 1.0, min(*mix, 0.0)
    of_mix = [best * (value - lowest) / (1 - lowest) for value in mix]
    return retrieval._replace(first=tuple((hits[place][0], of_mix[place]) for place in order))
