"""The seam, for reading: what an engine must do, and what the product may ask of it. All else is once, in ``search``.

An engine finds, scores, counts and stores. It knows nothing of relaxing, corrections, ways out, pins, snippets, marks,
reasons or suggestions. No library object, HTML or library exception crosses this seam; engines raise ``EngineError``.

What two engines might answer differently is settled here:

- *Ids* are opaque: a number for one engine, a text for another. They are valid for one snapshot alone.
- *Statistics* (document frequencies, average lengths) are of the whole generation, every kind of document included.
  Deleted documents, which a build replaced or left out, may count in statistics, forms, values of facets and languages
  until they are merged away. They are never listed, and never counted in totals and facets.
- *Scores* are BM25F as docs/RANKING.md has it; scores that are equal when rounded to nine decimals tie. Ties break by
  the newest start day, then by the document's id in the order of its code points.
- *The order* ``added`` has the latest day of the column ``added`` first, and documents without one last; ties as above.
- *Totals and facet counts* are exact. A facet's counts ignore the request's own selection in that facet.
- *A view* reads its own documents: ``workshops`` the workshops and their passages, ``highlights`` the highlights. In
  the view ``workshops`` a workshop is found by its own words or by one passage, and scores the best of these.
- *A NOT* at the top of a clause, matched by a workshop's own words, excludes its passages too.
- *A phrase* matches terms in order; a stop word between two words is one position. It never spans two zones (the
  title, each highlight, the body, the names).
- *A prefix or fuzzy word* searches the first ``query.MAX_EXPANSIONS`` forms of ``Snapshot.expand``; the best scores.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from policysearch.model.document import Document
from policysearch.query import Clause, Everything, Fuzzy, Prefix, Sort, View
from policysearch.vocabulary import Vocabulary

MAX_BUCKETS = 50  # of a facet, where not all are asked for
FORMER_SECONDS = 1_800  # after a switch, in which a reader may page on through the generation before it

Id = int | str


class Term(NamedTuple):
    """A term of the index: a stem of ``language``, or with ``language`` None a word as written (a *form*)."""

    language: str | None
    text: str


class TermStatistics(NamedTuple):
    """The statistics of a term: how many documents have it (deleted ones may count until they are merged away)."""

    frequency: int
    idf: float


class Form(NamedTuple):
    """A word as written, how many documents have it, and how many edits it is away from the word asked for."""

    text: str
    frequency: int
    edits: int = 0


class Bucket(NamedTuple):
    """A value of a facet with its exact count."""

    value: str
    count: int  # type: ignore[assignment]  # hides tuple.count, which nothing uses
    selected: bool = False


class FacetCounts(NamedTuple):
    """The buckets of a facet, most frequent first (ties by value), and how many values have a count above 0.

    At most ``MAX_BUCKETS`` buckets and every selected value; all of them where the request says so.
    """

    buckets: tuple[Bucket, ...]
    values: int


class Positions(NamedTuple):
    """Occurrences of terms in candidates: three int64 arrays of one length.

    ``candidates`` are indexes into the candidates, ``positions`` word positions in the document, ``terms`` indexes into
    the terms asked for. A candidate with fewer than two of the terms may be left out.
    """

    candidates: NDArray[np.int64]
    positions: NDArray[np.int64]
    terms: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Like:
    """Significant terms to match: per language, terms with their boosts; the best language scores, its terms add up.

    Documents of the workshop of ``document`` never match. With ``document`` None nothing matches.
    """

    terms: tuple[tuple[str, tuple[tuple[str, float], ...]], ...]
    document: Id | None


class Request(NamedTuple):
    """All that one execution answers.

    ``clause`` matches and scores; ``filters`` (column, values) only narrow; one without values lets nothing pass.
    ``also`` are ids that match with score 0 where the clause does not match them, filters applied. The window is
    ``offset`` and ``limit`` in the order of ``sort``. ``facets`` are counted, all values of them with ``all_buckets``;
    ``crosstab`` counts pairs of values. ``candidates`` is how many of the best documents the caller may rescore; of
    those that tie at the end, any. ``groups`` are (facet, values) whose documents are counted together: those with any
    of the values.
    """

    clause: Clause = Everything()
    view: View = "workshops"
    filters: tuple[tuple[str, tuple[str, ...]], ...] = ()
    sort: Sort = "relevance"
    offset: int = 0
    limit: int = 10
    facets: tuple[str, ...] = ()
    all_buckets: bool = False
    crosstab: tuple[str, str] | None = None
    like: Like | None = None
    also: tuple[Id, ...] = ()
    candidates: int = 0
    groups: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def is_count(self) -> bool:
        """Return whether its total is all that is asked for."""
        return not (self.limit or self.facets or self.crosstab or self.groups)


class Candidates(Protocol):
    """The best documents of an execution before filters and grouping; opaque but for their number."""

    def __len__(self) -> int: ...


class Matched(Protocol):
    """The answer to a Request. An engine may work out each part when it is first read."""

    @property
    def total(self) -> int:
        """Return how many documents of the view match and pass the filters."""

    @property
    def hits(self) -> Sequence[tuple[Id, float]]:
        """Return the window: ids with their scores, in order."""

    @property
    def facets(self) -> Mapping[str, FacetCounts]:
        """Return the counts of each facet asked for."""

    @property
    def crosstab(self) -> Mapping[tuple[str, str], int]:
        """Return the counts of (value of the first facet, value of the second) under all filters; 0 is left out."""

    def group_total(self, facet: str, values: tuple[str, ...]) -> int:
        """Return how many documents have any of the values of one of the request's groups.

        The facet's own selection is ignored.
        """

    def group_counts(self, facet: str, values: tuple[str, ...], by: str) -> Mapping[str, int]:
        """Return the counts of the facet ``by`` among the documents of a group, under all filters; 0 is left out.

        The group is one of the request's, and its facet and ``by`` are those of the request's crosstab.
        """

    @property
    def candidates(self) -> Candidates:
        """Return at most ``request.candidates`` documents with the highest scores."""

    def rescored(self, bonuses: NDArray[np.float64]) -> Matched:
        """Return the same with ``bonuses[i]`` (0 or above) added to the score of candidate ``i``, ordered anew."""

    def prefetch(self, ids: Sequence[Id], passages: int) -> None:
        """Read at once what a page of ``ids`` shows: documents, values of highlights, and that many best passages.

        Nothing depends on it but the number of round trips of an engine that is far away.
        """

    def best_passages(self, ids: Sequence[Id], limit: int) -> Mapping[Id, Sequence[Id]]:
        """Return for each workshop of ``ids`` its passages that match, the best ``limit``, best first.

        Of those that tie, the one that was built first comes first. A workshop without any may be left out.
        """

    def scan(self) -> Iterator[Document]:
        """Yield every document that matches and passes the filters in the order of ``hits``, from one generation."""


class Attachment(NamedTuple):
    """Side data that was attached to a generation: its bytes, mapped or loaded once, and their SHA-256 in hex."""

    content: memoryview
    digest: str


class Snapshot(Protocol):
    """One generation opened for reading, with what was attached to it until then: immutable, shared by threads."""

    @property
    def id(self) -> str:
        """Return the generation's id."""

    @property
    def vocabulary(self) -> Vocabulary:
        """Return the vocabulary as the generation stored it, always the same object."""

    @property
    def languages(self) -> tuple[str, ...]:
        """Return the languages that any document has words in."""

    def execute(self, request: Request, among: Collection[Id] | None = None) -> Matched:
        """Match, score, order and count in one round trip; with ``among`` only these ids may be listed and counted."""

    def prepare(self, requests: Sequence[Request]) -> None:
        """Ask at once what is executed or counted next. Nothing depends on it but an engine's number of round trips."""

    def count_many(self, requests: Sequence[Request]) -> list[int]:
        """Return the total of each request."""

    def documents(self, ids: Sequence[Id]) -> list[Document]:
        """Return the documents as they were stored, in the order of ``ids``."""

    def ids(self, keys: Sequence[str]) -> list[Id | None]:
        """Return the id of each document by its key, "slug" or "slug/h1".

        A workshop is found by its former slugs too, where no other has that slug today.
        """

    def highlight_values(self, workshops: Sequence[Id], facet: str) -> list[Mapping[str, tuple[str, ...]]]:
        """Return for each workshop, by its highlights' own ids, their values of ``facet``, sorted."""

    def values(self, facet: str) -> Sequence[str]:
        """Return every value of a facet that any document has, sorted."""

    def term_statistics(self, terms: Sequence[Term]) -> list[TermStatistics]:
        """Return the statistics of each term; frequency 0 where no document has it."""

    def word_frequencies(self, words: Sequence[str]) -> list[int]:
        """Return for each word how many documents have a form that equals it, case and accents apart.

        Forms are counted one by one, so that a document with two of them counts twice.
        """

    def expand(self, clause: Prefix | Fuzzy, least: int = 0) -> Sequence[Form]:
        """Return all forms that a clause stands for: the fewest edits first, then the most frequent, then by text.

        A form whose every term fewer than ``least`` documents have may be left out.
        """

    def forms_of(self, terms: Sequence[Term]) -> list[tuple[str, ...]]:
        """Return for each stem the forms that it stands in, in any order.

        Forms that have this stem and stand in texts of other languages alone may be among them.
        """

    def positions(self, terms: Sequence[Term], candidates: Candidates) -> Positions:
        """Return where the stems ``terms``, all of one language, stand in ``candidates``, in any order.

        The candidates come from this snapshot. Positions count every word of a zone, stop words too.
        """

    def resource(self, name: str) -> bytes | None:
        """Return side data that the build stored under ``name``; None where there is none.

        Raises IndexDamagedError where it cannot be read, also when the generation was removed in the meantime.
        """

    def attachment(self, name: str) -> Attachment | None:
        """Return what was attached to the generation under ``name``, the same object each time; None where nothing was.

        Raises IndexDamagedError where it is not as it was attached; the generation is served all the same.
        """


class Engine(Protocol):
    """Reads an index. Safe to share between threads; follows the current generation by itself."""

    def snapshot(self) -> Snapshot:
        """Return the current generation, the same object until a switch or an attachment. Costs microseconds.

        It may be a second old, but what this process switched to or attached is seen by its next call. Raises
        IndexDamagedError where nothing that can be read is left, until another build is there.
        """

    def former(self, generation: str) -> Snapshot | None:
        """Return an older generation whose place another took in the last ``FORMER_SECONDS``, for lists begun with it.

        None where it is gone, cannot be read, or was rolled back from: what was withdrawn is not listed for long.
        """

    def warning(self) -> str:
        """Return which generation is to be served and is not, and what is wrong with it; "" where all is well."""

    def check(self, snapshot: Snapshot) -> bool:
        """Return whether ``snapshot`` is damaged, after an error that nobody expected. Then it is served no more."""

    def close(self) -> None:
        """Release files and connections."""
