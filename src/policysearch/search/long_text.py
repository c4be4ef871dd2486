"""A pasted text -> its most significant words: those that the index has, the rarest and most repeated first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import log

from policysearch.engines.contract import Snapshot, Term
from policysearch.query import And, Clause, Notice, Or, Query, Word
from policysearch.query.typed_tokens import tokens

MAX_SIGNIFICANT = 20  # words of a long text that are searched


def significant_words(snapshot: Snapshot, query: Query) -> Query:
    """Return ``query`` with the most significant words of a long text in place of all; any other as it is."""
    notice = next((notice for notice in query.notices if notice.code == "long_text"), None)
    if notice is None:
        return query
    parts = query.clause.clauses if isinstance(query.clause, And) else (query.clause,)
    words = [part for part in parts if isinstance(part, Word) and part.required]
    significant = _most_significant(words, _significance(snapshot, words))
    notices = [
        Notice("long_text", len(significant), ", ".join(word.text for word in significant)) if n is notice else n
        for n in query.notices
    ]
    clause: Clause = And(tuple(significant)) if len(significant) > 1 else next(iter(significant), Or(()))
    return replace(query, clause=clause, notices=tuple(notices))


def _significance(snapshot: Snapshot, words: Sequence[Word]) -> list[float]:
    """Return for each word its best idf over the languages, more where it is repeated; 0 where no document has it."""
    terms: list[Term] = []
    owners: list[int] = []
    for number, word in enumerate(words):
        for language in snapshot.languages:
            typed = tokens(word.text, language)
            if len(typed) == 1:
                terms.append(Term(language, typed[0].term))
                owners.append(number)
    values = [0.0] * len(words)
    for owner, statistics in zip(owners, snapshot.term_statistics(terms), strict=True):
        if statistics.frequency:
            values[owner] = max(values[owner], statistics.idf * (1 + log(words[owner].count)))
    return values


def _most_significant(words: Sequence[Word], significance: Sequence[float]) -> list[Word]:
    """Return the most significant words, in the order of the text."""
    ranked = sorted(range(len(words)), key=lambda number: (-significance[number], number))
    return [words[number] for number in sorted(ranked[:MAX_SIGNIFICANT]) if significance[number]]
