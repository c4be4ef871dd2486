"""What may be added to the documents that words find; and what adds nothing, where meaning is off."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple, Protocol

from policysearch.engines.contract import Id
from policysearch.query import Notice, Query
from policysearch.search.results import Hit
from policysearch.search.retrieve import Retrieval

MEANING_IS_OFF = Notice("meaning_off")


class Addition(NamedTuple):
    """``retrieval`` in its final order; ``close`` are hits besides, which stand above the others if they ``lead``.

    ``use`` says whether meaning took part: "used", "declined" by the reader, or "".
    """

    retrieval: Retrieval
    use: Literal["", "used", "declined"] = ""
    close: tuple[Hit, ...] = ()
    leads: bool = False
    notice: Notice | None = None


class Addend(Protocol):
    """Adds to the searches of one snapshot."""

    @property
    def digest(self) -> str:
        """Return the digest of the data that is used besides the snapshot; empty where there is none."""

    @property
    def first(self) -> int:
        """Return how many of the documents found it may order."""

    def lessons_near(self, text: str, language: str, ids: Sequence[Id]) -> Mapping[Id, float] | None:
        """Return the nearness of lessons to a paragraph, those of ``ids`` and the nearest; None where there is none."""

    def begin(self, query: Query) -> object:
        """Begin before words are matched; return what ``finish`` takes, None where nothing will be added."""

    def finish(self, begun: object, retrieval: Retrieval) -> Addition:
        """Return what is added to ``retrieval``, whose text may be a correction of the one begun with."""


class WordsAlone:
    """Adds nothing, and says so to whom asks for it."""

    digest = ""
    first = 0

    def lessons_near(self, text: str, language: str, ids: Sequence[Id]) -> None:
        """Return None: nothing is compared."""

    def begin(self, query: Query) -> None:
        """Return None: nothing will be added."""

    def finish(self, begun: object, retrieval: Retrieval) -> Addition:
        """Return the words' retrieval as it is."""
        assert begun is None
        return Addition(retrieval, notice=MEANING_IS_OFF if retrieval.query.meaning else None)
