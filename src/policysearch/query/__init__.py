"""The query: text -> Query, parsed once, engine-neutral.

The language: words (all of them required), ``AND OR NOT`` in capitals (AND, typed or implied, binds tighter than OR),
``-word``, ``"a phrase"``, ``"a b"~5``, ``prefix*``, ``fuzzy~``, ``fuzzy~2``, ``year:2009..2011``, ``country:Panama``,
``theme: experience: partner: language:``, and groups in parentheses. Free text never raises a syntax error.
"""

from policysearch.query.clauses import (
    MAX_CHARACTERS,
    MAX_CLAUSES,
    MAX_EXPANSIONS,
    MAX_PASTED,
    MAX_WINDOW,
    And,
    Clause,
    Everything,
    Expanded,
    Expansion,
    Fuzzy,
    InFacet,
    InZone,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    Sort,
    View,
    Word,
    YearRange,
    filters,
    is_optional,
)
from policysearch.query.notices import Notice
from policysearch.query.parse import bag_of_words, parse
from policysearch.query.parts import droppable_parts, remove_part
from policysearch.query.questions import Question
from policysearch.query.relaxation import relax

__all__ = [
    "MAX_CHARACTERS",
    "MAX_CLAUSES",
    "MAX_EXPANSIONS",
    "MAX_PASTED",
    "MAX_WINDOW",
    "And",
    "Clause",
    "Everything",
    "Expanded",
    "Expansion",
    "Fuzzy",
    "InFacet",
    "InZone",
    "Not",
    "Notice",
    "Or",
    "Phrase",
    "Prefix",
    "Query",
    "Question",
    "Sort",
    "View",
    "Word",
    "YearRange",
    "bag_of_words",
    "droppable_parts",
    "filters",
    "is_optional",
    "parse",
    "relax",
    "remove_part",
]
