"""The orders that a results page offers."""

from __future__ import annotations

from policysearch.query import And, Clause, Everything, Expanded, InFacet, Not, Or, YearRange
from policysearch.search.results import Results
from policysearch.web.catalogues import gettext


def sort_choices(results: Results) -> tuple[tuple[str, str], ...]:
    """Return (value of ``sort``, its name). The order by relevance of a query without words is that by date.

    A field whose value nothing has was searched as words.
    """
    has_words = is_ranked(results.query.clause) or any(notice.code == "unknown_value" for notice in results.notices)
    by_day = (("oldest", gettext("Oldest first")), ("added", gettext("Recently added")))
    if not has_words:
        return (("relevance", gettext("Newest first")), *by_day)
    return (("relevance", gettext("Best match")), ("newest", gettext("Newest first")), *by_day)


def is_ranked(clause: Clause) -> bool:
    """Return True where ``clause`` has words to look for, which give scores; filters and years give none."""
    match clause:
        case InFacet() | YearRange() | Not() | Everything():
            return False
        case And(clauses) | Or(clauses):
            return any(map(is_ranked, clauses))
        case Expanded(inner, _also):
            return is_ranked(inner)
        case _:
            return True
