"""The clauses of a Query, engine-neutral."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from policysearch.model.document import FACETS
from policysearch.query.notices import Notice
from policysearch.query.questions import Question

View = Literal["workshops", "highlights"]
Sort = Literal["relevance", "newest", "oldest", "added"]
ZoneName = Literal["title", "lesson"]

MAX_CHARACTERS = 1_000  # of a text that is searched by all of its words
MAX_PASTED = 10_000  # characters of a text that is searched by its most significant words
MAX_CLAUSES = 64
MAX_EXPANSIONS = 1_024
MAX_WINDOW = 10_000


@dataclass(frozen=True, slots=True)
class Word:
    """A word as typed. One that is not ``required``, a stop word of some language, adds to the score alone.

    ``count`` is the number of times it was typed. A word that analysis splits ("public-private") matches as a phrase.
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
    """Any word that begins with ``text``."""

    text: str


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """Any word within ``distance`` edits (insert, delete, substitute, transpose) that has the same first letter.

    With no edits, it is the word as written, case and accents apart.
    """

    text: str
    distance: int = 1


@dataclass(frozen=True, slots=True)
class InFacet:
    """Documents with any of ``values`` in ``facet``; ``source`` is the field as typed, ``country:Chile``, if it was."""

    facet: str
    values: tuple[str, ...]
    source: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class InZone:
    """Documents of workshops that have ``clause`` in their title, or in one lesson: in the view highlights, this one.

    All score 1. A stop word counts too, as in a phrase.
    """

    zone: ZoneName
    clause: Word | Phrase


@dataclass(frozen=True, slots=True)
class YearRange:
    """Documents of a year from ``first`` to ``last``, both included; None is open. ``source`` is the field as typed."""

    first: int | None
    last: int | None
    source: str = field(default="", compare=False)

    @classmethod
    def between(cls, first: int | None, last: int | None) -> YearRange | None:
        """Return the range between two years, whichever comes first; None where both are open."""
        if first is None and last is None:
            return None
        return cls(last, first) if first is not None and last is not None and last < first else cls(first, last)

    @property
    def text(self) -> str:
        """Return the range as it is typed: "2009..2011", "2009.." or "..2011"."""
        return f"{'' if self.first is None else f'{self.first:04}'}..{'' if self.last is None else f'{self.last:04}'}"

    def among(self, years: Iterable[str]) -> list[str]:
        """Return those of ``years`` that are in the range."""
        first, last = self.first or 0, self.last or 9_999
        return [year for year in years if first <= int(year) <= last]


@dataclass(frozen=True, slots=True)
class And:
    """Documents that match all of ``clauses`` (a Word that is not required never excludes)."""

    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Documents that match any of ``clauses``: none, where there are no clauses."""

    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """All documents but those that match ``clause``."""

    clause: Clause


@dataclass(frozen=True, slots=True)
class Expanded:
    """A clause and the (clause, weight below 1) that the vocabulary adds to it. A document scores the best of them."""

    clause: Clause
    also: tuple[tuple[Clause, float], ...]


@dataclass(frozen=True, slots=True)
class Everything:
    """All documents (no words were typed, or only negatives)."""


def is_optional(clause: Clause) -> bool:
    """Return whether a clause adds to the score alone: a word that is not required, its other names included."""
    word = clause.clause if isinstance(clause, Expanded) else clause
    return isinstance(word, Word) and not word.required


Clause = Word | Phrase | Prefix | Fuzzy | InFacet | InZone | YearRange | And | Or | Not | Expanded | Everything


@dataclass(frozen=True, slots=True)
class Expansion:
    """The names that were also searched for ``term``, as shown to the reader.

    ``regions`` are among them: the names of each region that the country ``term`` belongs to.
    """

    term: str
    also: tuple[str, ...]
    regions: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed query. Hashable by value, so that it can key a cache.

    ``clause`` is the meaning of ``text``; ``filters`` are facet selections as sorted (facet, values) pairs.
    ``question`` is what ``text`` asks of the workshops' fields.
    ``language`` is the reader's (which version to show, which labels). ``like`` asks for documents like that one (by
    id); ``pinned`` are document ids to be put first and marked ``picked``; ``crosstab`` asks for the counts of two
    facets; ``facets`` are the facets to count, with ``all_buckets`` every value of them and not only the most frequent.
    ``meaning`` is what the reader said of searching by meaning; None where nothing. ``years`` are selected besides the
    values of the facet year; ``since`` is the first day of the materials' own date ``added``.
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
    question: Question | None = None
    facets: tuple[str, ...] = FACETS
    all_buckets: bool = False
    meaning: bool | None = None
    years: YearRange | None = None
    since: date | None = None

    def selected(self, facet: str) -> tuple[str, ...]:
        """Return the values of ``facet`` that are filtered for."""
        return dict(self.filters).get(facet, ()) if self.filters else ()


def filters(selections: Mapping[str, tuple[str, ...]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return facet selections in their one canonical form: sorted, without repeats and empties."""
    return tuple(sorted((facet, tuple(sorted(set(values)))) for facet, values in selections.items() if values))
