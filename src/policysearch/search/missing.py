"""The words of a query that nothing shown has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from policysearch.query import And, Clause, Expanded, Fuzzy, InZone, Or, Phrase, Prefix, Query, Word
from policysearch.search.retrieve import Retrieval, count_strict

MAX_WORDS = 16  # of a query that are looked at


def missing(retrieval: Retrieval) -> tuple[str, ...]:
    """Return the typed words that no document has under the query's filters, where no document has all words."""
    queries = queries_of_words(retrieval)
    totals = count_strict(retrieval.snapshot, [*queries.values()])
    return tuple(word for word, total in zip(queries, totals, strict=True) if not total)


def queries_of_words(retrieval: Retrieval) -> dict[str, Query]:
    """Return by typed word the query for it alone; none where documents have all words."""
    query = retrieval.query
    if (retrieval.total and not retrieval.relaxed) or query.like is not None:
        return {}
    return {word: replace(query, clause=clause) for word, clause in islice(_words(query.clause), MAX_WORDS)}


def _words(clause: Clause) -> Iterator[tuple[str, Clause]]:
    """Yield each required word as typed and the clause that it stands in; never those of a NOT."""
    match clause:
        case Word():
            if clause.required:
                yield clause.text, clause
        case InZone():
            yield f"{clause.zone}:{clause.clause.text}", clause
        case Phrase() | Prefix() | Fuzzy():
            yield clause.text, clause
        case Expanded():
            if isinstance(clause.clause, Word):
                yield clause.clause.text, clause
            elif isinstance(clause.clause, Or) and isinstance(date := clause.clause.clauses[0], Phrase):
                yield date.text, clause
            else:
                yield from _words(clause.clause)
        case And() | Or():
            for part in clause.clauses:
                yield from _words(part)
