"""The protocol of a peer: it indexes entries, opens what it wrote and does the full job.

``peer_server.py`` uses these names in the trees of former commits too: do not rename ``ready``, ``full``, ``rank``,
``build``, ``open``, nor the fields of Answer and PageHit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from tests.bench.entries import Entry
from tests.bench.questions import Question

TOP = 10
SNIPPET = 280  # characters, about as many as this product shows


@dataclass(frozen=True, slots=True)
class PageHit:
    """One hit as a page needs it: what was stored, and a stretch of text with the offsets to mark in it."""

    slug: str
    title: str
    text: str
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """The full job's outcome. A facet's counts ignore its own selection (drill sideways); counts of 0 are left out."""

    total: int
    facets: Mapping[str, Mapping[str, int]]
    hits: tuple[PageHit, ...]


class PreparedQuestion(NamedTuple):
    """A question, and its words as the engine's own query object, so that no query parser's time counts."""

    question: Question
    words: Any


class OpenIndex(Protocol):
    """An index opened for reading."""

    def ready(self, question: Question) -> PreparedQuestion:
        """Return what ``full`` and ``rank`` take; it is made before the clock starts."""

    def full(self, prepared: PreparedQuestion) -> Answer:
        """Return the top 10 by BM25(F), the exact total, three drill-sideways facets, and snippets of the hits."""

    def rank(self, prepared: PreparedQuestion) -> int:
        """Rank the top 10 alone; return their number."""


class Peer(Protocol):
    """An engine, used in the way that suits it best."""

    name: str
    version: str
    largest: int  # entries; more are not worth the wait

    def inputs(self, entries: Iterable[Entry]) -> Iterator[Any]:
        """Return the entries in the form that ``build`` takes: what is in memory before indexing begins."""

    def build(self, folder: Path, inputs: Iterable[Any], slugs: Sequence[str], cores: int) -> None:
        """Index in the empty ``folder`` on ``cores`` cores; all is on the disk at the end."""

    def open(self, folder: Path) -> OpenIndex:
        """Open what ``build`` wrote."""
