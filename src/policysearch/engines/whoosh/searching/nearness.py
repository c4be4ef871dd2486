"""The first documents of a search, re-ranked by how close to each other they have its words."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from policysearch.engines.whoosh.proximity import FIRST, WORDS, closeness
from policysearch.engines.whoosh.schema import TEXTS
from policysearch.engines.whoosh.searching.collection import Collection, Leaf
from policysearch.engines.whoosh.searching.matches import Matches, Numbers, Scores
from policysearch.engines.whoosh.searching.ranking import first
from policysearch.language import terms
from policysearch.query import And, Clause, Or, Widened, Word


def drawn(collection: Collection, clause: Clause, matches: Matches) -> Matches:
    """``matches`` with the scores of the first of them raised."""
    words = list(dict.fromkeys(_words(clause)))[:WORDS]
    if len(words) < 2 or not len(matches.documents):
        return matches
    chosen = first(matches.scores, FIRST)
    documents = matches.documents.take(chosen)
    scores = matches.scores.copy()
    added = [_added(collection, one, words, documents) for one in collection.languages]
    scores[chosen] += added[0] if len(added) == 1 else np.max(added, axis=0)
    return Matches(matches.documents, scores)


def _words(clause: Clause) -> list[str]:
    """The words as typed; not those of phrases, which have their order, nor the vocabulary's."""
    match clause:
        case Word():
            return [clause.text] if clause.required else []
        case And() | Or():
            return [word for one in clause.clauses for word in _words(one)]
        case Widened():
            return _words(clause.clause)
    return []


def _added(collection: Collection, language: str, words: Sequence[str], documents: Numbers) -> Scores:
    field = TEXTS[language]
    told = dict.fromkeys(term for word in words for term in terms(word, language))
    leaves = [collection.leaf(field, term) for term in told]
    rarities = np.array([leaf.rarity if leaf else collection.rarity(field, 0) for leaf in leaves])
    found = [
        (index, places, np.full(len(index), number))
        for number, leaf in enumerate(leaves)
        if leaf is not None
        for index, places in _places(collection, field, leaf, documents)
    ]
    if len(found) < 2:
        return np.zeros(len(documents))
    index, places, numbers = map(np.concatenate, zip(*found, strict=True))
    return closeness(index, places, numbers, rarities, len(documents))


def _places(collection: Collection, field: str, leaf: Leaf, documents: Numbers) -> list[tuple[Numbers, Numbers]]:
    """Where a term stands in which of ``documents`` (their indices), for each segment."""
    found = []
    for segment, number, base in zip(collection.segments, leaf.numbers, collection.bases, strict=False):
        terms = segment.terms(field)
        if number < 0 or terms is None:
            continue
        held = terms.documents(number)
        inside = np.flatnonzero((documents >= base) & (documents < base + segment.size))
        wanted = (documents.take(inside) - base).astype(held.dtype)
        at = held.searchsorted(wanted)
        there = np.flatnonzero(held.take(at, mode="clip") == wanted)
        lengths, positions = terms.positions_of(number, at.take(there))
        found.append((np.repeat(inside.take(there), lengths), positions.astype(np.int64)))
    return found
