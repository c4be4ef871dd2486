"""The first documents of a search, re-ranked by how close to each other they have its words."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from policysearch.engines.whoosh.matching.matches import Matches, Numbers, Scores
from policysearch.engines.whoosh.matching.top_k import first
from policysearch.engines.whoosh.reader.index_reader import IndexReader, TermStats
from policysearch.engines.whoosh.schema import TEXTS
from policysearch.query import And, Clause, Expanded, Or, Word
from policysearch.search.proximity import FIRST, WORDS, proximity_bonus
from policysearch.text import terms

_NOWHERE = (np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0, np.int64))


def rescore_by_proximity(collection: IndexReader, clause: Clause, matches: Matches) -> Matches:
    """``matches`` with the scores of the first of them raised."""
    words = list(dict.fromkeys(_words(clause)))[:WORDS]
    if len(words) < 2 or not len(matches.documents):
        return matches
    chosen = first(matches.scores, FIRST)
    documents = matches.documents.take(chosen)
    scores = matches.scores.copy()
    added = [_bonus(collection, one, words, documents) for one in collection.languages]
    scores[chosen] += added[0] if len(added) == 1 else np.max(added, axis=0)
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


def _bonus(collection: IndexReader, language: str, words: Sequence[str], documents: Numbers) -> Scores:
    field = TEXTS[language]
    told = list(dict.fromkeys(term for word in words for term in terms(word, language)))[:WORDS]
    leaves = [collection.term_stats(field, term) for term in told]
    rarities = np.array([leaf.idf if leaf else collection.idf(field, 0) for leaf in leaves])
    if len(told) < 2:
        return np.zeros(len(documents))
    found = [_occurrences(collection, place, field, leaves, documents) for place in range(len(collection.segments))]
    index, places, numbers = found[0] if len(found) == 1 else map(np.concatenate, zip(*found, strict=True))
    return proximity_bonus(index, places, numbers, rarities, len(documents))


def _occurrences(
    collection: IndexReader, place: int, field: str, leaves: Sequence[TermStats | None], documents: Numbers
) -> tuple[Numbers, Numbers, Numbers]:
    """Where in one segment which of the terms stand: (index of the document, position, number of the term).

    Only of ``documents`` that have two of them.
    """
    segment, base = collection.segments[place], collection.bases[place]
    terms = segment.postings(field)
    numbers = [-1 if leaf is None else leaf.numbers[place] for leaf in leaves]
    if terms is None or not any(number >= 0 for number in numbers):
        return _NOWHERE
    first, end = documents.searchsorted((base, base + segment.size)).tolist()
    wanted = documents[first:end] - base
    postings = np.full((len(leaves), len(wanted)), -1)
    for row, number in zip(postings, numbers, strict=True):
        if number >= 0:
            at, held = terms.postings(number).find(wanted)
            np.copyto(row, at + terms.start(number), where=held)
    there = postings >= 0
    there &= there.sum(axis=0) > 1
    words, index = there.nonzero()
    if not len(words):
        return _NOWHERE
    lengths, positions = terms.positions_at(postings[there])
    return (index + first).repeat(lengths), positions.astype(np.int64), words.repeat(lengths)
