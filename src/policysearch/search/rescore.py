"""The first documents of a search, rescored by how close to each other they have its words."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from policysearch.engines.contract import Candidates, Matched, Snapshot, Term
from policysearch.query import And, Clause, Expanded, Or, Word
from policysearch.search.proximity import proximity_bonus
from policysearch.text import terms

CANDIDATES = 50  # how many documents, best first, are rescored
MAX_WORDS = 16  # of a query that count


def rescore_by_proximity(snapshot: Snapshot, clause: Clause, matched: Matched) -> Matched:
    """Return ``matched`` with the scores of its candidates raised where ``clause``'s words stand close together."""
    words = list(dict.fromkeys(required_words(clause)))[:MAX_WORDS]
    if len(words) < 2 or not matched.total:
        return matched
    candidates = matched.candidates
    if not len(candidates):
        return matched
    bonuses = [_bonus(snapshot, language, words, candidates) for language in snapshot.languages]
    return matched.rescored(bonuses[0] if len(bonuses) == 1 else np.max(bonuses, axis=0))


def required_words(clause: Clause) -> list[str]:
    """Return the words as typed; not those of phrases, which have their order, nor the vocabulary's."""
    match clause:
        case Word():
            return [clause.text] if clause.required else []
        case And() | Or():
            return [word for child in clause.clauses for word in required_words(child)]
        case Expanded():
            return required_words(clause.clause)
    return []


def _bonus(snapshot: Snapshot, language: str, words: Sequence[str], candidates: Candidates) -> NDArray[np.float64]:
    """Return what the words of one language add to each candidate."""
    stems = list(dict.fromkeys(stem for word in words for stem in terms(word, language)))[:MAX_WORDS]
    if len(stems) < 2:
        return np.zeros(len(candidates))
    terms_ = [Term(language, stem) for stem in stems]
    idfs = np.array([statistics.idf for statistics in snapshot.term_statistics(terms_)])
    return proximity_bonus(snapshot.positions(terms_, candidates), idfs, len(candidates))
