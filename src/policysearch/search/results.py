"""The answer to a query, as web, command line and exporters see it; and the Searcher that gives it.

Hits, snippets and reasons are named tuples: an answer has dozens of them, and making them takes part of its time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, Protocol

from policysearch.engines.contract import Bucket
from policysearch.model.document import Document, Kind
from policysearch.query import Expansion, Notice, Query
from policysearch.search.match.match_text import TextMatches
from policysearch.search.outline import OutlineEntry
from policysearch.vocabulary import Vocabulary

__all__ = [
    "Bucket",
    "Comparison",
    "ComparisonCell",
    "ComparisonRow",
    "Correction",
    "Fact",
    "FactKind",
    "Hit",
    "Lesson",
    "Notice",
    "Reason",
    "Results",
    "Searcher",
    "ShownFor",
    "Snippet",
    "Suggestion",
    "WayOut",
]


class Snippet(NamedTuple):
    """A stretch of plain text and the offsets to mark: ``[start, end)`` in code points of ``text``, in order.

    ``id`` and ``kind`` name the document it shows: a highlight (its whole text), a passage, or the workshop's body.
    """

    id: str
    kind: Kind
    text: str
    marks: tuple[tuple[int, int], ...]
    language: str
    experience: tuple[str, ...] = ()
    locator: str | None = None


class Reason(NamedTuple):
    """Why a hit matches: the ``clause`` as typed, the ``form`` that matched as it stands in the text, the ``field``.

    ``field`` is title, highlights, body, names or a facet's name.
    """

    clause: str
    form: str
    field: str


class Hit(NamedTuple):
    """One result. ``language`` is that of the version shown; ``title_marks`` are offsets in that version's title.

    View workshops: ``snippets`` are its best highlights and passages, best first (without words: its first
    highlights, unmarked). View highlights: ``snippets`` holds the highlight alone. ``reasons`` may be worked out when
    they are first read. ``through`` is the region that brings a lesson of none of the selected countries.
    """

    document: Document
    score: float
    language: str
    snippets: tuple[Snippet, ...]
    title_marks: tuple[tuple[int, int], ...] = ()
    reasons: Sequence[Reason] = ()
    picked: bool = False
    through: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """Another wording, and how many results it has."""

    text: str
    total: int


@dataclass(frozen=True, slots=True)
class ShownFor:
    """A sure correction that was searched at once: ``typed`` had no result, ``searched`` is what is listed.

    ``verbatim`` is a text that searches for the typed words as they stand.
    """

    typed: str
    searched: str
    verbatim: str


FactKind = Literal["funder", "organizer", "place", "date"]


class Fact(NamedTuple):
    """An answer out of a workshop's own fields: who funded or organized it, where and when it was held.

    ``values`` are names of bodies, the place from city to country, or the first and the last day in ISO 8601.
    """

    kind: FactKind
    document: Document
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WayOut:
    """A part of the search to drop, and how many results that gives.

    ``facet`` is the filter to drop ``value`` from, "years" for a range of years and "since" for a day; empty where
    ``value`` is a part of the typed text.
    """

    facet: str
    value: str
    total: int

    @property
    def drop(self) -> str:
        """Return what to drop as one text: "year:2009", or the part of the text."""
        return f"{self.facet}:{self.value}" if self.facet else self.value


@dataclass(frozen=True, slots=True)
class Results:
    """The answer to ``query``. ``total`` counts exactly what paging lists.

    ``facets`` has the buckets of every facet asked for, most frequent first (ties by value), at most 50 and all
    selected ones; ``facet_totals`` how many values there are. A facet's counts ignore its own selection. ``crosstab``
    has the counts of (value of the first facet, value of the second). ``through`` has, by (facet, value), a narrower
    value that brings some of its documents. ``missing`` are words that nothing listed has. ``close`` are hits near in
    meaning that are not among the first found, and count in no total; ``close_leads`` says that they stand above
    ``hits``. ``meaning`` says whether meaning took part: "used", "declined" by the reader, or "". ``version`` is that
    of the searcher when it answered.
    """

    query: Query
    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, tuple[Bucket, ...]]
    facet_totals: Mapping[str, int]
    generation: str
    relaxed: bool = False
    expansions: tuple[Expansion, ...] = ()
    notices: tuple[Notice, ...] = ()
    suggestion: Correction | None = None
    ways_out: tuple[WayOut, ...] = ()
    shown_for: ShownFor | None = None
    missing: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    crosstab: Mapping[tuple[str, str], int] = field(default_factory=dict)
    through: Mapping[tuple[str, str], str] = field(default_factory=dict)
    close: tuple[Hit, ...] = ()
    close_leads: bool = False
    meaning: Literal["", "used", "declined"] = ""
    version: str = ""

    @property
    def is_final(self) -> bool:
        """Return whether the same search gives the same answer until the index changes, so that it may be kept."""
        return all(notice.code != "meaning_unavailable" for notice in self.notices)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A completion of a prefix. ``kind`` is title, theme, country, experience (a region), partner or phrase.

    ``value`` is a slug, theme id, country code, region's id, partner name, or the phrase itself. ``count`` is how many
    workshops have it; of a phrase as the build counted them, where there are very many in a sample.
    """

    text: str
    kind: str
    value: str
    count: int


class Lesson(NamedTuple):
    """A lesson in a comparison; ``through`` is the region that brings it where it does not discuss the country."""

    document: Document
    through: str = ""


class ComparisonCell(NamedTuple):
    """The lessons of ``place`` about a theme: how many, their ``years`` (the newest first), and the newest of them."""

    place: str
    total: int
    years: tuple[str, ...]
    lessons: tuple[Lesson, ...]


class ComparisonRow(NamedTuple):
    """A theme ("" for lessons without any), how many lessons all places together have, and a cell for each place."""

    theme: str
    total: int
    cells: tuple[ComparisonCell, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Lessons of ``places`` (countries or regions) side by side. ``totals`` are how many each of them has.

    ``other_themes`` are (theme, lessons) beyond the rows, ``empty_themes`` those that no place has a lesson about.
    """

    query: Query
    places: tuple[str, ...]
    totals: tuple[int, ...]
    rows: tuple[ComparisonRow, ...]
    other_themes: tuple[tuple[str, int], ...]
    empty_themes: tuple[str, ...]
    relaxed: bool
    notices: tuple[Notice, ...]
    shown_for: ShownFor | None
    generation: str


class Searcher(Protocol):
    """Reads. Safe to share between threads; follows the current generation by itself."""

    @property
    def generation(self) -> str:
        """Return the id of the generation that the next call answers from."""

    @property
    def version(self) -> str:
        """Return what answers depend on: the generation, and what is attached to it and searched."""

    @property
    def vocabulary(self) -> Vocabulary:
        """Return the vocabulary as that generation stored it."""

    @property
    def warning(self) -> str:
        """Return which generation is to be served and is not, and what is wrong with it; "" where all is well."""

    def check(self) -> bool:
        """Return whether the generation in service is damaged, after an error that nobody expected."""

    def prepare(self, queries: Sequence[Query]) -> None:
        """Ask at once what is searched next. Nothing depends on it but the time that it takes."""

    def at(self, version: str) -> Searcher | None:
        """Return a searcher that stays with a generation, by its id or version: the pages of a list are of one.

        It may be an older one, whose place another took lately; None where it is gone.
        """

    def search(self, query: Query) -> Results:
        """Return the ranked, faceted answer."""

    def compare(self, query: Query, places: Sequence[str], lessons_in_cell: int) -> Comparison:
        """Return the lessons of each of ``places`` that ``query`` lists, by themes."""

    def count_many(self, queries: Sequence[Query]) -> list[int]:
        """Return how many documents have all words of each query."""

    def suggest(self, prefix: str, language: str, limit: int) -> tuple[Suggestion, ...]:
        """Return completions of ``prefix``, best first."""

    def get(self, document_id: str) -> Document | None:
        """Return the document as the generation stored it. A workshop's former slug finds it too."""

    def get_many(self, document_ids: Sequence[str]) -> list[Document | None]:
        """Return the documents of one page at once, from one generation."""

    def matching_words(self, query: Query, document_id: str) -> tuple[str, ...]:
        """Return the words and phrases of a document that ``query`` matches, as they stand there, each once."""

    def scan(self, query: Query) -> Iterator[Document]:
        """Yield a result set in the query's order, one document at a time, from one generation."""

    def match(self, paragraphs: Sequence[str], language: str, meaning: bool = False) -> TextMatches:
        """Return the lessons that speak to each paragraph of a text; ``meaning`` is compared too where it is on."""

    def outline(self) -> Iterator[OutlineEntry]:
        """Yield each workshop's slug, day of change and lessons, without reading documents."""

    def last_changed(self, query: Query, count: int) -> list[Document]:
        """Return at least ``count`` documents of a result set, the last changed; none of what is only close."""

    def matching(self, query: Query, document_ids: Sequence[str]) -> list[Document]:
        """Return which of the documents have all words of ``query`` and pass its filters; none of what is close."""

    def withdrawn(self, slug: str) -> Mapping[str, str] | None:
        """Return the titles by language of a workshop that was withdrawn; None for any other slug."""

    def close(self) -> None:
        """Release files and connections."""
