"""What a peer is to the benchmark: it indexes entries, opens what it wrote and does the full job."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from tests.bench.corpus import Corpus
from tests.bench.questions import Question

TOP = 10
SNIPPET = 280  # characters, about as many as this product shows


@dataclass(frozen=True, slots=True)
class Shown:
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
    hits: tuple[Shown, ...]


class Ready(NamedTuple):
    """A question, and its words as the engine's own query object: no query parser's time is counted."""

    question: Question
    words: Any


class Opened(Protocol):
    """An index opened for reading."""

    def ready(self, question: Question) -> Ready:
        """What ``full`` and ``rank`` take; made before the clock starts."""

    def full(self, asked: Ready) -> Answer:
        """Top 10 by BM25(F), exact total, three drill-sideways facets, snippets for the hits."""

    def rank(self, asked: Ready) -> int:
        """The top 10 alone; how many there are."""


class Peer(Protocol):
    """An engine, and the way it likes best to do this work."""

    name: str
    version: str
    largest: int  # beyond so many entries it is not worth the wait

    def taken(self, corpus: Corpus) -> Iterator[Any]:
        """The entries in the form in which ``build`` takes them: what is in memory before indexing begins."""

    def build(self, folder: Path, taken: Iterable[Any], slugs: Sequence[str], cores: int) -> None:
        """Index in the empty ``folder`` on so many cores, everything written out at the end."""

    def open(self, folder: Path) -> Opened:
        """What ``build`` wrote."""
