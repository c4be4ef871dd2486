"""What the reader asks: the clauses of a Query, engine-neutral."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from policysearch.model.document import FACETS
from policysearch.query.notices import Notice

View = Literal["workshops", "highlights"]
Sort = Literal["relevance", "newest", "oldest"]

MAX_CHARACTERS = 1_000
MAX_CLAUSES = 64
MAX_EXPANSIONS = 1_024
MAX_WINDOW = 10_000


@dataclass(frozen=True, slots=True)
class Word:
    """One word as typed. Not ``required``: a stop word of some language, it may add to the score but not exclude.

    ``count`` says how often it was typed. A word that analysis splits ("public-private") is matched as a phrase.
    """

    text: str
    required: bool = True
    count: int = 1


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in this order, at most ``slop`` other positions between neighbours (0: adjacent)."""

    text: str
    slop: int = 0


@dataclass(frozen=True, slots=True)
class Prefix:
    """Any word that begins so."""

    text: str


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """Any word within ``distance`` edits (insert, delete, substitute, transpose), the first letter firm."""

    text: str
    distance: int = 1


@dataclass(frozen=True, slots=True)
class InFacet:
    """Documents with any of ``values`` in ``facet``."""

    facet: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class YearRange:
    """Documents of a year from ``first`` to ``last``, both included; None is open."""

    first: int | None
    last: int | None


@dataclass(frozen=True, slots=True)
class And:
    """All of them (a Word that is not required never excludes)."""

    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Any of them."""

    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """All documents but those."""

    clause: Clause


@dataclass(frozen=True, slots=True)
class Expanded:
    """A clause and what the vocabulary adds to it: (clause, weight below 1). A document scores the best of them."""

    clause: Clause
    also: tuple[tuple[Clause, float], ...]


@dataclass(frozen=True, slots=True)
class Everything:
    """All documents (no words were typed, or only negatives)."""


Clause = Word | Phrase | Prefix | Fuzzy | InFacet | YearRange | And | Or | Not | Expanded | Everything


@dataclass(frozen=True, slots=True)
class Expansion:
    """What was also searched for ``term``, as shown to the reader.

    ``regions`` are among it: the names of each region that the country ``term`` belongs to.
    """

    term: str
    also: tuple[str, ...]
    regions: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Query:
    """What the reader asks, parsed once. Hashable by value, so that it can key a cache.

    ``clause`` is what ``text`` means; ``filters`` are facet selections as sorted (facet, values) pairs. ``language``
    is the reader's (which version to show, which labels). ``like`` asks for documents like that one (by id);
    ``pinned`` are document ids to be put first and marked ``picked``; ``crosstab`` asks for the counts of two facets;
    ``facets`` says which are counted, with
    ``all_buckets`` every value of them and not only the most frequent.
    """

    text: str = ""
    clause: Clause = field(default_factory=Everything)
    view: View = "workshops"
    sort: Sort = "relevance"
    offset: int = 0
    limit: int = 10
    expand: bool = True
    language: str = "en"
    filters: tuple[tuple[str, tuple[str, ...]], ...] = ()
    expansions: tuple[Expansion, ...] = ()
    notices: tuple[Notice, ...] = ()
    like: str | None = None
    pinned: tuple[str, ...] = ()
    crosstab: tuple[str, str] | None = None
    facets: tuple[str, ...] = FACETS
    all_buckets: bool = False

    def selected(self, facet: str) -> tuple[str, ...]:
        """The values of ``facet`` that are filtered for."""
        return dict(self.filters).get(facet, ())


def filters(selections: Mapping[str, tuple[str, ...]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Facet selections in their one canonical form: sorted, without repeats and empties."""
    return tuple(sorted((facet, tuple(sorted(set(values)))) for facet, values in selections.items() if values))
