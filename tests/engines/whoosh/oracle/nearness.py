"""The first documents of a search, re-ranked by how close to each other they have its words."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from policysearch.engines.whoosh.matching.top_k import DIGITS
from policysearch.engines.whoosh.schema import TEXTS
from policysearch.engines.whoosh.scoring import bm25
from policysearch.query import And, Clause, Expanded, Or, Word
from policysearch.search.proximity import FIRST, WORDS, proximity_bonus
from policysearch.text import terms
from tests.engines.whoosh.oracle.matching import Matches
from tests.engines.whoosh.oracle.opened import Opened


def drawn(opened: Opened, clause: Clause, matches: Matches, listed: NDArray[np.bool_]) -> Matches:
    """``matches`` with the scores of the first of them raised, among the documents that are ``listed``."""
    words = list(dict.fromkeys(_words(clause)))[:WORDS]
    chosen = np.flatnonzero(listed[matches.documents])
    if len(words) < 2 or not len(chosen):
        return matches
    best = chosen[np.lexsort((matches.documents[chosen], -matches.scores[chosen].round(DIGITS)))[:FIRST]]
    first = np.sort(best)
    documents = matches.documents[first]
    added = np.max([_added(opened, language, words, documents) for language in opened.languages], axis=0)
    scores = matches.scores.copy()
    scores[first] += added
    return Matches(matches.documents, scores)


def _words(clause: Clause) -> list[str]:
    """The words as typed; not those of phrases, which have their order, nor the vocabulary's."""
    match clause:
        case Word():
            return [clause.text] if clause.required else []
        case And() | Or():
            return [word for one in clause.clauses for word in _words(one)]
        case Expanded():
            return _words(clause.clause)
    return []


def _added(opened: Opened, language: str, words: Sequence[str], documents: NDArray[np.int64]) -> NDArray[np.float64]:
    field = TEXTS[language]
    held = opened.texts[field]
    reader = opened.searcher.reader()
    found = list(dict.fromkeys(term for word in words for term in terms(word, language)))[:WORDS]
    frequencies = np.array([reader.doc_frequency(field, term) for term in found])
    rarities = np.array([bm25.idf(held, int(frequency)) for frequency in frequencies])
    rows = [
        (index, where, number)
        for number, term in enumerate(found)
        if frequencies[number]
        for index, at in _places(opened, field, term, documents)
        for where in at
    ]
    indices, places, numbers = np.array(rows, np.int64).reshape(-1, 3).T
    return proximity_bonus(indices, places, numbers, rarities, len(documents))


def _places(opened: Opened, field: str, term: str, documents: NDArray[np.int64]) -> list[tuple[int, list[int]]]:
    """Where ``term`` stands in which of ``documents`` (their indices, in ascending order of their numbers)."""
    found = []
    for leaf, offset in opened.searcher.leaf_searchers():
        if (field, term) not in leaf.reader():
            continue
        matcher = leaf.postings(field, term)
        for index, number in enumerate(documents):
            if matcher.is_active() and matcher.id() < number - offset:
                matcher.skip_to(number - offset)
            if matcher.is_active() and matcher.id() == number - offset:
                found.append((index, list(matcher.value_as("positions"))))
    return found
