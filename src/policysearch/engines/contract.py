"""The contract between what asks and what finds. No library object, HTML or library exception crosses it.

What there are dozens of in an answer are named tuples: making them is a good part of the time of a search.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple, Protocol

from policysearch.model.document import Document, Kind
from policysearch.query import Expansion, Query
from policysearch.vocabulary import Vocabulary


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
    """Why a hit is one: the ``clause`` as typed, the ``form`` matched as it stands in the text, the ``field``.

    ``field`` is title, highlights, body, names or a facet's name.
    """

    clause: str
    form: str
    field: str


class Hit(NamedTuple):
    """One result. ``language`` is that of the version shown; ``title_marks`` are offsets in that version's title.

    View workshops: ``snippets`` are its best highlights and passages, best first (without words: its first
    highlights, unmarked). View highlights: ``snippets`` holds the highlight alone. ``reasons`` may be worked out when
    they are first read.
    """

    document: Document
    score: float
    language: str
    snippets: tuple[Snippet, ...]
    title_marks: tuple[tuple[int, int], ...] = ()
    reasons: Sequence[Reason] = ()
    picked: bool = False


class Bucket(NamedTuple):
    """One value of a facet with its exact count."""

    value: str
    count: int  # type: ignore[assignment]  # and not how often a tuple has something
    selected: bool = False


@dataclass(frozen=True, slots=True)
class Correction:
    """Another wording, and how many results it has."""

    text: str
    total: int


@dataclass(frozen=True, slots=True)
class Rescue:
    """A word ("wrod") or filter ("year:2009") to drop, and how many results that gives."""

    drop: str
    total: int


@dataclass(frozen=True, slots=True)
class Results:
    """What is found. ``total`` counts exactly what paging lists.

    ``facets`` has the buckets of every facet asked for, most frequent first (ties by value), at most 50 and all
    selected ones; ``facet_totals`` how many values there are. A facet's counts ignore its own selection. ``crosstab``
    has the counts of (value of the first facet, value of the second).
    """

    query: Query
    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, tuple[Bucket, ...]]
    facet_totals: Mapping[str, int]
    generation: str
    relaxed: bool = False
    expansions: tuple[Expansion, ...] = ()
    notices: tuple[str, ...] = ()
    suggestion: Correction | None = None
    rescue: tuple[Rescue, ...] = ()
    crosstab: Mapping[tuple[str, str], int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What a reader may mean by a prefix. ``kind`` is title, theme, country, partner or phrase.

    ``value`` is a slug, theme id, country code, partner name, or the phrase itself; ``count`` how many results.
    """

    text: str
    kind: str
    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Generation:
    """One complete, immutable, checksummed build. ``sources`` maps a slug to the digest of its material's files.

    ``held`` maps a slug to why an earlier version of it is served. ``size`` is in bytes.
    """

    id: str
    created: datetime
    documents: Mapping[str, int]
    size: int
    current: bool
    sources: Mapping[str, str] = field(default_factory=dict, repr=False)
    held: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did. ``built`` is False when there was nothing to do."""

    generation: str
    built: bool
    documents: Mapping[str, int]
    appeared: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    vanished: tuple[str, ...] = ()
    held: Mapping[str, str] = field(default_factory=dict)
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Damage:
    """A file of a generation that is not as it was written."""

    file: str
    message: str


class Searcher(Protocol):
    """Reads. Safe to share between threads; follows the current generation by itself."""

    @property
    def generation(self) -> str:
        """The id of the generation that the next call answers from."""

    @property
    def vocabulary(self) -> Vocabulary:
        """The vocabulary as that generation stored it."""

    def search(self, query: Query) -> Results:
        """The ranked, faceted answer."""

    def suggest(self, prefix: str, language: str, limit: int) -> tuple[Suggestion, ...]:
        """Completions of ``prefix``, best first."""

    def get(self, document_id: str) -> Document | None:
        """The document as the generation stored it. A workshop's former slug finds it too."""

    def scan(self, query: Query) -> Iterator[Document]:
        """A whole result set in the query's order, one document at a time, from one generation."""

    def close(self) -> None:
        """Let go of files."""


class Indexer(Protocol):
    """Writes. One at a time for an index."""

    def build(
        self,
        documents: Iterable[Document],
        sources: Mapping[str, str],
        vocabulary: Vocabulary,
        *,
        keep: Collection[str] = (),
        held: Mapping[str, str] | None = None,
    ) -> BuildReport:
        """Write a new generation of ``documents`` and switch to it.

        ``sources`` maps every slug to be served to its material's digest (and "vocabulary" to its own). Slugs in
        ``keep`` are carried over from the current generation as they are (``documents`` has none of theirs); ``held``
        (among ``keep``) says why. A failure at any moment leaves the current generation served. Raises BuildBusyError.
        """

    def generations(self) -> tuple[Generation, ...]:
        """All complete ones, newest first."""

    def verify(self, generation: str) -> tuple[Damage, ...]:
        """Every checksum compared; empty when all is well."""

    def activate(self, generation: str) -> None:
        """Serve that generation from now on."""
