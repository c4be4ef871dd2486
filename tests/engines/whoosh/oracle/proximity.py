"""The first documents of a search, rescored by how close to each other the query's words stand in them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from policysearch.engines.contract import Positions
from policysearch.engines.whoosh.matching.top_k import SCORE_DECIMALS
from policysearch.engines.whoosh.schema import TEXTS
from policysearch.model import bm25
from policysearch.query import And, Clause, Expanded, Or, Word
from policysearch.search.proximity import proximity_bonus
from policysearch.search.rescore import CANDIDATES, MAX_WORDS
from policysearch.text import analysis
from tests.engines.whoosh.oracle.matches import Matches
from tests.engines.whoosh.oracle.whoosh_snapshot import WhooshSnapshot


def rescore_by_proximity(
    snapshot: WhooshSnapshot, clause: Clause, matches: Matches, in_view: NDArray[np.bool_]
) -> Matches:
    """Return ``matches`` with higher scores for the first of them among the documents ``in_view`` (a mask)."""
    words = list(dict.fromkeys(_words(clause)))[:MAX_WORDS]
    candidates = np.flatnonzero(in_view[matches.doc_ids])
    if len(words) < 2 or not len(candidates):
        return matches
    ranking = np.lexsort((matches.doc_ids[candidates], -matches.scores[candidates].round(SCORE_DECIMALS)))
    top = np.sort(candidates[ranking[:CANDIDATES]])
    bonuses = [_bonus(snapshot, language, words, matches.doc_ids[top]) for language in snapshot.languages]
    scores = matches.scores.copy()
    scores[top] += np.max(bonuses, axis=0)
    return Matches(matches.doc_ids, scores)


def _words(clause: Clause) -> list[str]:
    """Return the required words as typed, without those of phrases, which are in order already, and of expansions."""
    match clause:
        case Word():
            return [clause.text] if clause.required else []
        case And() | Or():
            return [word for child in clause.clauses for word in _words(child)]
        case Expanded():
            return _words(clause.clause)
    return []


def _bonus(
    snapshot: WhooshSnapshot, language: str, words: Sequence[str], doc_ids: NDArray[np.int64]
) -> NDArray[np.float64]:
    field = TEXTS[language]
    reader = snapshot.searcher.reader()
    terms = list(dict.fromkeys(term for word in words for term in analysis.terms(word, language)))[:MAX_WORDS]
    frequencies = [int(reader.doc_frequency(field, term)) for term in terms]
    idfs = np.array([bm25.idf(snapshot.document_counts[field], frequency) for frequency in frequencies])
    occurrences = [
        (index, position, number)
        for number, term in enumerate(terms)
        if frequencies[number]
        for index, positions in _positions(snapshot, field, term, doc_ids)
        for position in positions
    ]
    indices, positions, numbers = np.array(occurrences, np.int64).reshape(-1, 3).T
    return proximity_bonus(Positions(indices, positions, numbers), idfs, len(doc_ids))


def _positions(
    snapshot: WhooshSnapshot, field: str, term: str, doc_ids: NDArray[np.int64]
) -> list[tuple[int, list[int]]]:
    """Return (index, positions) of ``term`` in those of ``doc_ids`` (ascending) that have it."""
    occurrences = []
    for searcher, base in snapshot.searcher.leaf_searchers():
        if (field, term) not in searcher.reader():
            continue
        matcher = searcher.postings(field, term)
        for index, doc_id in enumerate(doc_ids):
            if matcher.is_active() and matcher.id() < doc_id - base:
                matcher.skip_to(doc_id - base)
            if matcher.is_active() and matcher.id() == doc_id - base:
                occurrences.append((index, list(matcher.value_as("positions"))))
    return occurrences
